"""Chinese surnames in Latin letters, and the order of the pinyin alphabet.

GB/T 7714 sorts Chinese names by pinyin.
The first level of GB 2312 lists 3755 characters in that order, so its code is the sort key; what
it lacks among surnames, and surnames read in a way of their own, stand in a table here.
"""

from __future__ import annotations

import re
from functools import lru_cache
from typing import Final

_INITIALS: Final = "b|c|ch|d|f|g|h|j|k|l|m|n|p|q|r|s|sh|t|w|x|y|z|zh|"
_FINALS: Final = (
    "a|ai|an|ang|ao|e|ei|en|eng|er|i|ia|ian|iang|iao|ie|in|ing|iong|iu|o|ong|ou|u|ua|uai|uan|uang"
    "|ue|ui|un|uo|v|ve|ü|üe"
)
_SYLLABLE: Final = rf"(?:{_INITIALS})(?:{_FINALS})"
_GIVEN: Final = re.compile(rf"{_SYLLABLE}[-' ]?{_SYLLABLE}", re.IGNORECASE)
_FAMILIES: Final = frozenset(
    """ai an bai ban bao bi bian bo bu cai cao cen chai chang chao che chen cheng chi chu cui dai
    dang deng di diao ding dong dou du duan fan fang fei feng fu gan gao ge geng gong gou gu guan
    guo han hao he hong hou hu hua huang huo ji jia jian jiang jiao jin jing ju kang ke kong kuang
    lai lan lang lao lei leng li lian liang liao lin ling liu long lou lu lü luo lv ma man mao mei
    meng mi miao min mo mou mu ni nie ning niu ou ouyang pan pang pei peng pi pu qi qian qiang qiao
    qin qiu qu quan ran rao ren rong ruan sang sha shan shang shao shen sheng shi shu si situ song
    su sui sun tai tan tang tao teng tian tong tu wan wang wei wen weng wu xi xia xiang xiao xie
    xin xing xiong xu xue xun yan yang yao ye yi yin ying yong you yu yuan yue yun zang zeng zha
    zhai zhan zhang zhao zhen zheng zhong zhou zhu zhuang zhuge zou zu zuo""".split()
)


@lru_cache(maxsize=4096)
def is_pinyin_name(family: str, given: str) -> bool:
    """Whether a name looks like a Chinese name in pinyin: a known surname, two syllables."""
    return family.lower() in _FAMILIES and _GIVEN.fullmatch(given) is not None


HAN: Final = re.compile("[\u3400-\u9fff\uf900-\ufaff\U00020000-\U0003ffff]")


def is_han_text(text: str) -> bool:
    """Whether text begins with Chinese characters."""
    return HAN.match(text) is not None


# Surnames outside the first level of GB 2312, or not read as the character mostly is.
_SURNAMES: Final = {
    "单": "shan", "曾": "zeng", "仇": "qiu", "解": "xie", "查": "zha", "区": "ou", "朴": "piao",
    "盖": "ge", "任": "ren", "尉迟": "yuchi", "万俟": "moqi", "长孙": "zhangsun", "乐": "yue",
    "冼": "xian", "闫": "yan", "晏": "yan", "邵": "shao", "郝": "hao", "郗": "xi", "邱": "qiu",
    "邹": "zou", "郜": "gao", "岑": "cen", "庾": "yu", "滕": "teng", "戚": "qi", "阮": "ruan",
    "覃": "qin", "谌": "chen", "阚": "kan", "臧": "zang", "芮": "rui", "荀": "xun", "莘": "shen",
    "蔺": "lin", "褚": "chu", "逄": "pang", "隗": "wei", "靳": "jin", "鞠": "ju", "佟": "tong",
    "佘": "she", "禹": "yu", "缪": "miao", "晁": "chao", "昝": "zan", "栾": "luan", "桓": "huan",
    "璩": "qu", "禚": "zhuo", "秘": "bi", "纪": "ji", "繁": "po", "员": "yun", "折": "she",
    "黑": "he", "翟": "zhai", "洗": "xian", "冯": "feng", "贲": "ben", "郤": "xi", "郏": "jia",
    "邝": "kuang", "邸": "di", "邢": "xing", "郇": "huan", "鄢": "yan", "鄂": "e", "闵": "min",
    "闾": "lu", "阎": "yan", "麴": "qu", "亓": "qi", "亓官": "qiguan", "妫": "gui", "姒": "si",
    "嵇": "ji", "嵩": "song", "庹": "tuo", "弋": "yi", "扈": "hu", "敖": "ao", "殷": "yin",
    "沐": "mu", "濮": "pu", "濮阳": "puyang", "瞿": "qu", "笪": "da", "竺": "zhu", "羿": "yi",
    "苌": "chang", "茆": "mao", "荆": "jing", "蒯": "kuai", "蓟": "ji", "蔚": "yu", "裘": "qiu",
    "訾": "zi", "詹": "zhan", "谯": "qiao", "虞": "yu", "逯": "lu", "遇": "yu", "霍": "huo",
    "鲜于": "xianyu", "龚": "gong", "龙": "long",
}  # fmt: skip
# Where each syllable's characters begin in the first level of GB 2312.
_BOUNDS: Final = (
    ("啊", "a"), ("芭", "b"), ("擦", "c"), ("搭", "d"), ("蛾", "e"), ("发", "f"), ("噶", "g"),
    ("哈", "h"), ("击", "j"), ("喀", "k"), ("垃", "l"), ("妈", "m"), ("拿", "n"), ("哦", "o"),
    ("啪", "p"), ("期", "q"), ("然", "r"), ("撒", "s"), ("塌", "t"), ("挖", "w"), ("昔", "x"),
    ("压", "y"), ("匝", "z"),
)  # fmt: skip
_CODES: Final = tuple((first.encode("gb2312"), letter) for first, letter in _BOUNDS)


@lru_cache(maxsize=4096)
def sort_key(text: str) -> tuple[tuple[str, bytes, str], ...]:
    """A key that puts Chinese text in the order of its pinyin, and other text by its letters."""
    key: list[tuple[str, bytes, str]] = []
    for length in (2, 1):
        reading = _SURNAMES.get(text[:length])
        if reading is not None:
            # A surname is filed under its own reading, among the characters of that letter.
            key.append((reading[0], _nearest(reading), text[:length]))
            text = text[length:]
            break
    key.extend(_place(char) for char in text)
    return tuple(key)


# One well-known character for each syllable that surnames of the table have, to file them by.
_SYLLABLE_CHARS: Final = {
    "shan": "山", "zeng": "增", "qiu": "秋", "xie": "些", "zha": "扎", "ou": "欧", "piao": "漂",
    "ge": "哥", "ren": "人", "yu": "淤", "mo": "摸", "zhang": "张", "yue": "约", "xian": "先",
    "yan": "咽", "shao": "烧", "hao": "毫", "xi": "昔", "zou": "邹", "gao": "高", "cen": "岑",
    "teng": "腾", "qi": "期", "ruan": "阮", "qin": "侵", "chen": "琛", "kan": "刊", "zang": "脏",
    "rui": "蕊", "xun": "勋", "shen": "申", "lin": "林", "chu": "初", "pang": "乓", "wei": "威",
    "jin": "巾", "ju": "居", "tong": "通", "she": "奢", "miao": "苗", "chao": "超", "zan": "簪",
    "luan": "峦", "huan": "欢", "qu": "区", "zhuo": "捉", "bi": "逼", "ji": "击", "po": "坡",
    "yun": "云", "he": "喝", "zhai": "摘", "feng": "丰", "ben": "奔", "jia": "加", "kuang": "匡",
    "di": "低", "xing": "星", "e": "鹅", "min": "民", "lu": "卢", "gui": "归", "si": "思",
    "song": "松", "tuo": "托", "yi": "一", "hu": "乎", "ao": "凹", "yin": "因", "mu": "母",
    "pu": "扑", "da": "搭", "zhu": "朱", "chang": "昌", "mao": "猫", "jing": "京", "kuai": "块",
    "zi": "兹", "zhan": "沾", "qiao": "敲", "huo": "豁", "gong": "工", "long": "龙",
}  # fmt: skip


@lru_cache(maxsize=512)
def _nearest(reading: str) -> bytes:
    for length in range(min(len(reading), 5), 0, -1):
        char = _SYLLABLE_CHARS.get(reading[:length])
        if char is not None:
            return _place(char)[1]
    return b""


def _place(char: str) -> tuple[str, bytes, str]:
    try:
        code = char.encode("gb2312")
    except UnicodeEncodeError:
        return "zz", b"", char
    if len(code) == 1:
        return char.lower(), b"", char
    if code < _CODES[0][0]:
        return "", code, char
    if code >= b"\xd8\xa1":
        return "zz", code, char  # the second level is in order of radicals
    letter = "a"
    for first, name in _CODES:
        if code < first:
            break
        letter = name
    return letter, code, char
