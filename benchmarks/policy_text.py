"""Fictional text in the manner of policy documents, and sets of names, from seeds.

Words are common ones, more frequent at the head of a list, and names of two sets stand among them
about as often as names of concepts do in reports: of each set some three in a thousand Chinese
characters, and one in two thousand English ones. No sentence was ever said.

    python benchmarks/policy_text.py        renews benchmarks/names/
"""

from __future__ import annotations

import json
import random
from collections.abc import Iterator
from itertools import accumulate
from pathlib import Path
from typing import Any, Final

FOLDER: Final = Path(__file__).resolve().parent / "names"
ZH_WORDS: Final = (
    "的 和 在 了 是 对 为 与 等 以 中 要 把 从 上 并 不 将 到 更 也 就 有 推进 发展 建设 "
    "加强 推动 坚持 我们 提高 工作 经济 社会 人民 改革 实施 加快 完善 体系 制度 创新 政府 "
    "国家 问题 促进 机制 建立 保障 支持 生产 服务 管理 企业 全面 重点 项目 产业 科技 农业 "
    "教育 环境 生态 城乡 区域 市场 政策 能力 质量 水平 结构 投资 消费 就业 收入 安全 文化 "
    "健康 社区 乡村 农民 群众 干部 党员 组织 领导 中国 世界 国际 合作 开放 贸易 金融 财政 "
    "税收 资源 能源 绿色 低碳 水利 交通 城市 住房 医疗 养老 基本 主要 重要 关键 核心 长期 "
    "稳定 持续 健全 优化 升级 转型 深化 扩大 开展 落实 严格 执行 监督 检查 依法 法治 治理 "
    "现代化 高质量 新型 战略 目标 任务 规划 行动 工程 方案 措施 标准 试点 示范 成果 经验 "
    "精神 思想 理论 道路 特色 社会主义 民主 集体 团结 和谐 和平 共同 统一 协调 平衡 公平 "
    "正义 今年 去年 以来 当前 未来 五年 一个 两个 三个 四个 各级 各地 部门 单位 地方 中央 "
    "全国 会议 报告 指出 强调 认为 表示 要求 提出 通过 根据 关于 以及 同时 其中 特别 进一步 "
    "积极 努力 切实 有效 不断 大力 深入 广泛 普遍 逐步 继续 必须 应当 可以 能够 已经 正在 "
    "没有 这些 那些 他们 因此 但是 如果 粮食 种子 灌溉 港口 铁路 公路 机场 桥梁 数字 网络 "
    "数据 平台 芯片 材料 机器 工厂 车间 学校 教师 学生 医院 医生 药品 老人 儿童 家庭 妇女 "
    "青年 志愿 邻里 街道 村庄 河流 湖泊 森林 草原 海洋 空气 土壤 一带 一路 命运 带动 路线 "
    "循环 双方 碳 达到 梦 美丽 人类 两岸 供给 侧 需求"
).split()
EN_WORDS: Final = (
    "the of and to in a for that with on is as by we will be are this from it at an has have our "
    "development new people work economic social reform government policy country system more all "
    "should must their which its or not also level quality support improve promote strengthen "
    "advance build increase expand public service market rural urban regional local national state "
    "party central plan programme project growth investment trade finance industry technology "
    "science education health housing employment income security law rule order culture water "
    "energy green low carbon environment ecological land grain farm road railway port bridge river "
    "forest school hospital village town city province world international cooperation opening "
    "peace common shared future community initiative strategy goal target task measure standard "
    "pilot reform structure supply demand supply-side high high-quality long-term stable stability "
    "modern modernization socialist democratic rights fair just equal balance balanced coordinate "
    "open innovative innovation productive forces belt one two three four five first second global "
    "civilization dream prosperity harmony harmonious society scientific outlook thought theory "
    "year years last next month report meeting session said stressed noted pointed called urged "
    "need needs continue continued further better well make made take taken give given keep hold "
    "over under through between among against within without other some many most such when where "
    "while because if but so they them he she his her who what there here then now still only "
    "office council committee ministry department bureau company enterprise bank worker farmer "
    "teacher student doctor child family young old woman man data network digital platform machine"
).split()
_ZH_FIRST: Final = (
    "绿色 数字 智慧 平安 清洁 协同 普惠 开放 集约 创新 和美 韧性 均衡 高效 共建 联动 科学 "
    "全民 乡村 城乡 海洋 山区 流域 沿江 边疆 社区 园区 农田 水网 光伏 民生 产业 人才 青年 "
    "港口 森林 草原"
).split()
_ZH_MIDDLE: Final = (
    "发展 治理 服务 生产 循环 保障 合作 改革 建设 教育 健康 消费 投资 交通 能源 粮食 文化 "
    "生态 安全 法治 供给 就业 养老 住房"
).split()
_ZH_LAST: Final = "战略 行动 体系 机制 工程 倡议 共同体 格局 新篇章 示范区 制度 计划".split()
_EN_FIRST: Final = (
    "green digital smart safe clean joint inclusive open frugal creative gentle resilient even "
    "swift shared linked scientific whole-people rural urban-rural blue upland river-basin "
    "riverside frontier community park farmland water-grid solar livelihood industrial talent "
    "youth harbour woodland grassland"
).split()
_EN_MIDDLE: Final = (
    "development governance service production circulation security cooperation reform building "
    "education health consumption investment transport energy grain culture ecology safety "
    "rule-of-law supply employment eldercare housing"
).split()
_EN_LAST: Final = "strategy action system mechanism project initiative community pattern".split()


def names_generated(count: int) -> dict[str, Any]:
    """Concepts of fictional names, as in a catalog file: half Chinese, half English."""
    random_ = random.Random("names")  # noqa: S311  (no secret)
    zh = [a + b + c for a in _ZH_FIRST for b in _ZH_MIDDLE for c in ("", *_ZH_LAST)]
    en = [f"{a} {b}{c}" for a in _EN_FIRST for b in _EN_MIDDLE
          for c in ("", *(f" {last}" for last in _EN_LAST))]  # fmt: skip
    random_.shuffle(zh)
    random_.shuffle(en)
    pairs = zip(zh[: (count + 1) // 2], en[: count // 2], strict=True)
    return {
        f"generated-{number:04d}": {
            "names": [{"text": one, "lang": "zh-Hans"}, {"text": other, "lang": "en"}]
        }
        for number, (one, other) in enumerate(pairs)
    }


def names_kept(which: str) -> dict[str, Any]:
    """A set of names that is kept: `catalog` or `generated`."""
    text = (FOLDER / f"{which}.jsonl").read_text(encoding="utf-8")
    rows = map(json.loads, text.splitlines())
    return {row.pop("id"): row for row in rows}


def _weighted(words: list[str]) -> tuple[list[str], list[float]]:
    """Words with cumulative weights that fall with the rank."""
    return words, list(accumulate(1 / (rank + 8) for rank in range(len(words))))


class Writer:
    """Writes texts of one seed, with names of concepts in them.

    Args:
        seed: What the texts follow from.
        kinds: `zh`, `en`, or both, taken in turns.
    """

    def __init__(self, seed: str, *kinds: str) -> None:
        self._random = random.Random(seed)  # noqa: S311  (no secret)
        self._kinds = kinds
        # By kind and set, so that each set stands in the texts as often.
        self._names: dict[str, list[list[str]]] = {
            kind: [
                [
                    name["text"]
                    for concept in names_kept(which).values()
                    for name in concept["names"]
                    if name["lang"] == lang and name.get("match", {}).get("never") is None
                ]
                for which in ("catalog", "generated")
            ]
            for kind, lang in (("zh", "zh-Hans"), ("en", "en"))
        }

    def texts(self, size: int, length: int = 4_000) -> Iterator[str]:
        """Texts of some thousand characters, until they are as many bytes of UTF-8."""
        written = number = 0
        while written < size:
            text = self.text(self._kinds[number % len(self._kinds)], length)
            number += 1
            written += len(text.encode())
            yield text

    def text(self, kind: str, length: int) -> str:
        """One text, in paragraphs."""
        random_ = self._random
        words, weights = _weighted(ZH_WORDS if kind == "zh" else EN_WORDS)
        space = "" if kind == "zh" else " "
        # How many of the words are names, of both sets together.
        share = 0.0072 if kind == "zh" else 0.013
        parts: list[str] = []
        done = 0
        while done < length:
            sentence = random_.choices(words, cum_weights=weights, k=random_.randint(9, 32))
            for at in range(len(sentence)):
                if random_.random() < share:
                    sentence[at] = random_.choice(random_.choice(self._names[kind]))
                elif at and random_.random() < 0.09:
                    sentence[at - 1] += "，" if kind == "zh" else ","
            line = space.join(sentence)
            line = f"{line}。" if kind == "zh" else f"{line[0].upper()}{line[1:]}."
            parts.append(line + ("\n" if random_.random() < 0.2 else space))
            done += len(parts[-1])
        return "".join(parts)


def _write(which: str, concepts: dict[str, Any]) -> None:
    FOLDER.mkdir(exist_ok=True)
    rows = ({"id": key, **fields} for key, fields in concepts.items())
    lines = [json.dumps(row, ensure_ascii=False) for row in rows]
    (FOLDER / f"{which}.jsonl").write_text("\n".join([*lines, ""]), encoding="utf-8")


def _renew() -> None:
    import policy_concepts as pc

    kept = ("text", "lang", "kind", "match")
    rows = {row["id"]: row["names"] for row in pc.concepts.to_dicts()}
    _write("catalog", {
        key: {"names": [{k: each[k] for k in kept if each.get(k)} for each in names]}
        for key, names in rows.items()
    })  # fmt: skip
    _write("generated", names_generated(1_500))


if __name__ == "__main__":
    _renew()
