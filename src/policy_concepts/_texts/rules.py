"""Rules that tell a name from the same characters in ordinary language.

General rules for all names; the rules of a single name stand in the data (`Match`).
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from functools import cache
from typing import Final, NamedTuple

from .._base.scripts import simplified
from .characters import DOUBLE, FOLDED, IGNORED, SINGLE, TONE, is_word_letter

# Chinese numerals and digits. A numeral to the left of a name that begins with one is part of the
# same number: 二十三个代表 is not 三个代表.
_NUMERALS: Final = frozenset("〇零一二三四五六七八九十百千万亿两0123456789")
_ORDINAL: Final = "第"
# A name that is nothing but a number, such as 十四五, is an amount before these.
_MEASURES: Final = frozenset("个年月日天岁位名人次级倍分元点米度页章条亿万千百折成")
# "seventy-two mountains" is not "two mountains".
_TENS_BEFORE: Final = re.compile(
    r"\b(?:twenty|thirty|forty|fifty|sixty|seventy|eighty|ninety|hundred|hundred\s+and|thousand)"
    r"(?:\s+|[-\u2010\u2011])\Z",
    re.IGNORECASE,
)
_STARTS_WITH_NUMBER: Final = re.compile(
    r"(?:one|two|three|four|five|six|seven|eight|nine)\b", re.IGNORECASE
)
# End of a name -> what, standing next, takes that end into another word: 科学发展|观察.
# What whole official texts have after a name that is meant is not in the table, but for words
# that are much more frequent than that.
_OTHER_WORD_AFTER: Final = {
    end: tuple(following.split())
    for end, following in {
        "业": "余 务 绩 者", "主": "义 席 任 持 编", "争": "议 取 夺 论 先 吵 斗",
        "交": "通 易 警 叉 响 付 换", "会": "计 议 员 谈 晤 费",
        "体": "育 验 检 温 系 制 格 能 力 质 操 型 委", "党": "员 派 章 校 史 籍",
        "兴": "趣 奋 盛 亡 旺 隆 许", "减": "少 轻 肥 弱 速 价 税 产 负 持 法 慢 压 缓",
        "制": "度 造 作 定 服 裁 约 品 药 冷 订 止 片", "力": "学 度 争 图 求 气 士",
        "化": "学 妆 石 纤 肥 验 疗 装", "卷": "子 烟 轴 宗 筒 曲", "和": "谐 睦 解 谈 尚 服 约",
        "国": "际 防 籍 歌 徽 宴 货 债 库 王 粹 君 道",
        "人": "参 民 工 才 力 形 类 口 事 间 质 均 造 体 文 物",
        "定": "律 理 额 金 货 罪",
        "展": "览 厅 翅 销",
        "强": "大 度 盛 壮 劲 烈", "心": "情 灵 脏 得 愿", "念": "书 头 经 佛 珠 旧 叨 诵",
        "态": "度", "想": "象 像 念 法", "放": "弃 松 假 学 映 牧 射 置 款 贷 牛 羊 哨 慢 肆 大镜",
        "明": "亮 星 珠 朝 矾 晰 媚 信", "标": "准 本 题 签 语 记 枪 杆 价 致 榜 尺",
        "梦": "想 幻 境 见 游 魇 乡 鸽 之队 工厂",
        "济": "南 宁 州 贫 世", "炒": "作 菜 股 米 锅 面 货",
        "环": "境 球 卫 岛 绕 形 视", "碳": "酸 纤 钢 水化", "立": "刻 场 体 方 志 柱 案",
        "策": "略 划 动", "系": "列 统", "能": "力 够 耗", "表": "格 演 情 弟 哥 妹 率",
        "观": "察 众 光 战 摩 景 望 测 点 看 瞻 礼 赏 音 感", "议": "员 论 题 案 席 程 院 价",
        "论": "坛 文 证 述 剑 战 丛 语 据", "识": "别 字 破 趣 相 货 记",
        "调": "查 整 料 味 侃 皮",
        "贫": "困 穷 民 血 苦 寒 瘠 农", "起": "床 义 草 伏 诉 飞 跑 跳 重",
        "路": "灯 况 径 障 面 段 基 牌 人", "进": "球 口 城 站 门 屋 货 攻 食 餐 贡 修",
        "面": "包 条 粉 板 积 孔 膜 试 谈 料 貌 色 罩 具", "革": "命 职 除 履", "局": "长 促 部 域",
        "中国": "人 式 风 队 红 话 菜 画 餐 结 心 芯 女排 男篮 银行 日报 移动 联通 电信",
        "产业": "化", "体系": "化", "一路": "平安 顺风 风尘", "开放": "式 型 性 大学",
        "代表": "团 队 处 性 作 权 人 证 院 大会", "全面": "屏", "规定": "动作", "循环": "赛 器 泵",
        "外交": "官 部长 辞令", "民主": "党派", "社会": "学 性 主义", "战略": "家",
        "发展": "商 中国家",
        "理论": "家", "改革": "家", "思想": "家 库", "中和": "剂 反应", "竞争": "力 者 对手",
        "结合": "部",
    }.items()
}  # fmt: skip
# Where those begin a word of their own all the same: 健康中国|人人参与.
_OWN_WORDS: Final = (
    "人人", "人民", "人口", "人才", "学习", "学校", "学生", "话题", "队伍", "方面", "方式",
    "力量", "力度", "质量", "题为", "题目", "制定", "制度", "制约", "议题", "员工", "道路",
    "大力", "大幅", "部署", "部分", "部门", "重大", "重点", "重要", "作为", "作用", "体现",
    "体系", "体制", "取得", "定位",
)  # fmt: skip
# Start of a name -> what, standing before it, takes that start into another word: 提高|质量发展.
_OTHER_WORD_BEFORE: Final = {
    "高": "提崇拔增抬", "新": "创革更最清翻刷簇重维", "和": "缓温饱柔随谦平张王李刘陈赵周吴徐孙",
    "全": "安健周", "共": "公总", "创": "首开草", "命": "生使革任", "小": "缩减弱矮窄渺胆",
    "战": "挑作停决奋宣征休", "改": "修涂篡更整", "数": "参函指系级倍", "生": "卫医", "社": "旅报",
    "科": "专百内外妇", "美": "优完赞精健", "中": "集击", "内": "室海", "一": "统唯单纯",
}  # fmt: skip
# Beside an abbreviation these make it another word.
_JOINING: Final = frozenset("+&@_#\\")
_PAIRS: Final = {
    "“": "”", "‘": "’", "「": "」", "『": "』", "《": "》", "〈": "〉", "«": "»", "‹": "›",
    "„": "“", "‚": "‘", "〝": "〞", '"': '"', "'": "'", "`": "'", "＂": "＂", "＇": "＇",
}  # fmt: skip
_INVISIBLE: Final = (IGNORED, TONE)
_CLOSING: Final = frozenset(_PAIRS.values())


def is_within_word(text: str, start: int, end: int) -> bool:
    """Whether a range begins or ends inside a word of a script that separates words."""
    if start and is_word_letter(text[start]):
        before = start - 1
        while before and FOLDED[text[before]] in _INVISIBLE:
            before -= 1
        if is_word_letter(text[before]):
            return True
    if end < len(text) and is_word_letter(text[end - 1]):
        after = end
        while after < len(text) - 1 and FOLDED[text[after]] in _INVISIBLE:
            after += 1
        return is_word_letter(text[after])
    return False


def with_whole_pairs(text: str, start: int, end: int) -> tuple[int, int] | None:
    """Extends a range by a quotation mark that belongs to one inside it.

    Returns:
        The range, or `None` if one of a pair remains outside.

    Example:
        >>> from policy_concepts._texts.rules import with_whole_pairs
        >>> with_whole_pairs("论“绿色”账本", 2, 7), with_whole_pairs("“论绿色”账本", 2, 7)
        ((1, 7), None)
    """
    opened: list[str] = []
    unopened: list[str] = []
    for at in range(start, end):
        mark = text[at]
        kind = FOLDED[mark]
        if kind not in (DOUBLE, SINGLE):
            continue
        if kind == SINGLE and is_word_letter(text[at - 1]) and is_word_letter(text[at + 1]):
            continue  # an apostrophe
        if opened and _PAIRS[opened[-1]] == mark:
            opened.pop()
        elif mark in _PAIRS and not (mark in _CLOSING and _stands_at_end(text, at)):
            opened.append(mark)
        else:
            unopened.append(mark)
    for mark in unopened:
        start -= 1
        if start < 0 or _PAIRS.get(text[start]) != mark:
            return None
    for mark in reversed(opened):
        if end >= len(text) or text[end] != _PAIRS[mark]:
            return None
        end += 1
    return start, end


def _stands_at_end(text: str, at: int) -> bool:
    """Whether a mark that opens and closes, such as a straight one, closes here.

    It closes after a letter, where the letters before it are not older than an opening one.
    """
    after = text[at + 1] if at + 1 < len(text) else " "
    before = text[at - 1]
    if before.isspace() != after.isspace():
        return after.isspace()
    # Chinese has no spaces: an opening mark stands before the range, or one follows.
    line_start = text.rfind("\n", max(0, at - 200), at) + 1
    return text.count(text[at], line_start or max(0, at - 200), at) % 2 == 1


class Neighbours(NamedTuple):
    """What must not stand beside a name, by the general rules.

    Attributes:
        before: Folded characters that take the first one into another word.
        is_counted: Whether the name begins with a number word.
        after: What takes the end of the name into another word.
    """

    before: frozenset[str]
    is_counted: bool
    after: tuple[str, ...]


@cache
def neighbours(form: str) -> Neighbours | None:
    """Returns the rules for the neighbours of a folded name, or `None` if there are none."""
    first = form[0]
    before: Iterable[str] = _OTHER_WORD_BEFORE.get(first, ())
    if first in _NUMERALS:
        before = _NUMERALS | {_ORDINAL}
        if first.isascii():
            before = before - frozenset("0123456789")
    after = [*_OTHER_WORD_AFTER.get(form[-1], ()), *_OTHER_WORD_AFTER.get(form[-2:], ())]
    if all(each in _NUMERALS for each in form):
        after += _MEASURES
    is_counted = bool(_STARTS_WITH_NUMBER.match(form))
    if not (before or after or is_counted):
        return None
    return Neighbours(frozenset(before), is_counted, tuple(after))


def is_other_word(text: str, start: int, end: int, rules: Neighbours) -> bool:
    """Whether the neighbours of a name in a text make other words of it.

    Args:
        text: The text.
        start: Start of the name in the text.
        end: Its end.
        rules: Those of the name.
    """
    if start:
        if rules.before and FOLDED[text[start - 1]] in rules.before:
            return True
        if rules.is_counted and _TENS_BEFORE.search(text, max(0, start - 20), start):
            return True
    if rules.after and end < len(text):
        following = simplified(text[end : end + 3])
        if following.startswith(rules.after):
            return not following.startswith(_OWN_WORDS)
    return False


def is_part_of_sign(text: str, start: int, end: int) -> bool:
    """Whether the neighbours of an abbreviation make it another one, such as `+` or `.exe`."""
    before = text[start - 1 : start]
    after, next_after = text[end : end + 1], text[end + 1 : end + 2]
    if (before in _JOINING and before) or (after in _JOINING and after):
        return True
    if after in ("-", "\u2010", "\u2011") and next_after.isascii():
        # "GDI-2", "GDI-X", but "GDI-related".
        word = re.compile(r"\w+", re.ASCII).match(text, end + 1, end + 12)
        if word and (word.group().isdigit() or len(word.group()) == 1):
            return True
    if after in (".", ":", "/") and next_after.isascii() and next_after.isalnum():
        # "gdi.exe" and "BRI://", but "GDI/GCI".
        return after == "."
    return before in (".", "/", "\\") and text[start - 2 : start - 1].isalnum() and before == "."
