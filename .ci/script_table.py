"""Makes the table of Chinese characters from Unicode's Unihan database: `nox -s script_table`.

The files are those of Debian's package unicode-data. Which characters are joined:

1. A character with a simplified form in the list of common characters of 2013 (kTGH) becomes that
   form; of several, the commonest.
2. A variant (kZVariant, kTraditionalVariant; kSemanticVariant where the Hong Kong glyph list or two
   dictionaries have it) becomes the one common character that it is a variant of.
3. Else a simplified form that is not in that list, if it lies in the basic plane: those beyond are
   made by analogy and are in no text of ours.

Common characters of simplified text stay as they are, since they are words of their own, so that
no chain and no circle can lead through one; `BY_HAND` has the few exceptions, and what Unihan
lacks.
"""

from __future__ import annotations

import bz2
import re
import unicodedata
from collections.abc import Iterator, Mapping
from pathlib import Path

UNIHAN = Path("/usr/share/unicode")
TARGET = Path(__file__).parents[1] / "src" / "policy_concepts" / "_base" / "script_table.py"

# Pairs of a variant and its representative.
# Common characters that usual typesetting swaps: the first is another word in simplified text only
# in names, terms of art and a few set phrases, where no phrase with the second is meant.
_SWAPPED = """
帐账 乾干 著着 於于 徵征 瞭了 藉借 覆复 釐厘 麽么 夥伙 剋克 阪坂 昇升 祕秘 陞升 氾泛 甦苏 甯宁
蒐搜 脩修 彷仿
"""
# Unihan does not join these, or by one dictionary alone; typesetting on the mainland does, most of
# them since the list of variant characters of 1955. Found by comparison with OpenCC, and compared
# with it in the tests.
_LACKING = """
亙亘 佈布 佔占 侷局 兇凶 唸念 嚥咽 嚮向 囌苏 塚冢 嫋袅 嬝袅 孃娘 寀采 崑昆 彆别 彔录 彿佛 悽凄
慤悫 慼戚 慾欲 捱挨 旣既 朮术 枴拐 柺拐 榘矩 榦干 槓杠 槩概 欅榉 殭僵 殻壳 汙污 汚污 泝溯 淩凌
湧涌 灩滟 燉炖 燬毁 犛牦 獃呆 琱雕 産产 痠酸 癒愈 稜棱 簑蓑 籤签 紮扎 綑捆 緑绿 緼缊 罎坛 羨羡
羶膻 翫玩 艶艳 菸烟 蓆席 蔘参 藴蕴 蠍蝎 蠔蚝 覈核 諡谥 譭毁 豔艳 輼辒 週周 遊游 遡溯 醃腌 醖酝
鈅钥 鉆钻 録录 鎸镌 閲阅 霑沾 頽颓 顔颜 駡骂 鬨哄 鮝鲞 鳬凫 鶿鹚 鷴鹇 麪面 麫面 牴抵 瘻瘘 祘算
愽博 恊协 筭算 査查 倖幸 冑胄 畵画 嵗岁 巹卺 挱挲 賫赍 贜赃 韝鞲 飱飧 餈糍 蒓莼 蹠跖 壜坛 墰坛
襉裥 璿璇
"""
# Unihan's simplified form is one that is not written; these are.
_WRITTEN = """
儁俊 嚐尝 噁恶 崙仑 嶽岳 廕荫 悞误 滷卤 瀰弥 礮炮 糰团 絃弦 綵彩 縴纤 襬摆 託托 諮咨 譟噪 讚赞
剷铲 釦扣 鉅巨 鍊炼 闇暗 鞾靴 餬糊 餵喂 鵰雕 鹼碱 鹻碱 麴曲 齧啮 囓啮
"""
BY_HAND = {pair[0]: pair[1] for pair in f"{_SWAPPED} {_LACKING} {_WRITTEN}".split()}


def version(folder: Path = UNIHAN) -> str | None:
    """The version of Unicode that the files of a folder are of; `None` if there are none."""
    path = folder / "Unihan_Variants.txt.bz2"
    if not path.exists():
        return None
    with bz2.open(path, "rt", encoding="utf-8") as lines:
        return re.findall(r"Unicode version: ([\d.]+)", "".join(lines))[0]


def _rows(path: Path, *fields: str) -> Iterator[tuple[str, str, str]]:
    """Character, field, value."""
    with bz2.open(path, "rt", encoding="utf-8") as lines:
        for line in lines:
            if line.startswith("U+"):
                code, field, value = line.rstrip("\n").split("\t")
                if field in fields:
                    yield _character(code), field, value


def _character(code: str) -> str:
    return chr(int(code.removeprefix("U+"), 16))


def table(folder: Path = UNIHAN) -> dict[str, str]:
    """From each variant to its representative, in the order of code points."""
    # The number in the list of 2013 is lower for commoner characters.
    common = {
        character: int(value.split()[0].rpartition(":")[2])
        for character, _, value in _rows(folder / "Unihan_OtherMappings.txt.bz2", "kTGH")
    }
    # Of before 2013; also parts of characters.
    kept = {one for one, _, _ in _rows(folder / "Unihan_OtherMappings.txt.bz2", "kGB0")}
    simplified: dict[str, list[str]] = {}
    joined: dict[str, set[str]] = {}
    names = ("kSimplifiedVariant", "kTraditionalVariant", "kZVariant", "kSemanticVariant")
    for one, field, value in _rows(folder / "Unihan_Variants.txt.bz2", *names):
        for each in value.split():
            code, _, told = each.partition("<")
            other, by = _character(code), {source.partition(":")[0] for source in told.split(",")}
            if other == one:
                continue
            if field == "kSimplifiedVariant":
                simplified.setdefault(one, []).append(other)
            elif field != "kSemanticVariant" or "kHKGlyph" in by or len(by) > 1:
                joined.setdefault(one, set()).add(other)
                joined.setdefault(other, set()).add(one)
    found = {
        one: min(forms, key=lambda form: common.get(form, len(common) + 1))
        for one, forms in simplified.items()
        if one not in common and any(form in common for form in forms)
    }
    found |= BY_HAND
    for one, others in joined.items():
        if one < "\U00010000" and one not in common and one not in kept and one not in found:
            ends = {_end(found, other) for other in others} & common.keys()
            if len(ends) == 1:
                found[one] = ends.pop()
    for one, forms in simplified.items():
        basic = [form for form in forms if form < "\U00010000"]
        if one not in common and one not in found and basic:
            found[one] = basic[0]
    return {
        one: _end(found, one)
        for one in sorted(found)
        # The others are changed before: names are normalized first.
        if unicodedata.is_normalized("NFKC", one)
    }


def _end(table: Mapping[str, str], character: str) -> str:
    passed = {character}
    while character in table:
        character = table[character]
        if character in passed:
            raise ValueError(f"expected chains that end, found a circle through {character}")
        passed.add(character)
    return character


def written(folder: Path = UNIHAN) -> str:
    """The text of the module."""
    pairs = [one + other for one, other in table(folder).items()]
    # A wide character takes two columns, and the formatter allows a hundred.
    lines = ["".join(pairs[start : start + 23]) for start in range(0, len(pairs), 23)]
    quoted = "\n".join(f'    "{line}"' for line in lines)
    return f'''"""The table of `scripts`; made by `nox -s script_table`, never edited by hand.

Derived, with changes, from the Unihan database of Unicode {version(folder)},
© Unicode, Inc.; its licence is in LICENSE-UNICODE.
"""

from typing import Final

UNICODE: Final = "{version(folder)}"
# Each traditional or variant character is followed by the one that stands for it.
PAIRS: Final = (
{quoted}
)
'''


def renew() -> str:
    """Writes the module; returns what to tell."""
    found = version()
    if found is None:
        return f"expected the files of Unihan in {UNIHAN}, found none: install unicode-data"
    TARGET.write_text(written(), encoding="utf-8", newline="\n")
    return f"{TARGET.name}: {len(table())} characters, Unicode {found}"
