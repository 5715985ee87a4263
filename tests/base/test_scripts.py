"""Traditional, simplified and variant characters: one table, and where it comes from."""

from __future__ import annotations

import importlib.util
import subprocess
import sys
import unicodedata
from functools import cache
from pathlib import Path
from types import ModuleType

import opencc
import pytest
from hypothesis import given, strategies as st

import policy_concepts as pc
from policy_concepts._base import script_table
from policy_concepts._base.scripts import simplified, variants
from policy_concepts._catalog.compiling import compile_store

from ..support import ARVANIA

ROOT = Path(__file__).parents[2]
VARIANTS, COMMON = script_table.PAIRS[::2], script_table.PAIRS[1::2]
# Where the two tables both change a character and OpenCC's first choice is another.
OTHER_THAN_OPENCC = {
    "帳": "账 and 帐 are swapped, and become one",
    "彷": "仿佛 and 彷彿 are swapped; OpenCC keeps 彷",
    "瞭": "了解 and 瞭解 are swapped; OpenCC keeps 瞭",
    "藉": "借口 and 藉口 are swapped; OpenCC keeps 藉",
    "覆": "答复 and 答覆 are swapped; OpenCC keeps 覆",
    "阪": "both are written in the names of places; OpenCC keeps 阪",
    "悞": "a variant of 誤, as Unihan says; OpenCC has the rare 悮",
    "牴": "抵触 and 牴觸 are swapped; OpenCC keeps 牴",
    "讌": "a variant of 宴, as Unihan says; OpenCC has the rare 䜩",
    "鰌": "a variant of 鰍, as Unihan says; OpenCC has the rare 䲡",
    "穭": "Unihan has the common 稆, OpenCC the rare 穞",
    "䱽": "a variant of 鯧, as Unihan says; OpenCC has the rare 䲝",
    "钁": "OpenCC takes the common 镢 first, Unihan has the other alone",
}
# What OpenCC changes to a character of the basic plane and this table does not.
LEFT_ALONE = {
    **dict.fromkeys("吒苧薹薳", "a word of its own in simplified text"),
    **dict.fromkeys("鈡鉳錼鍅", "a name of an element or the like that is written in one place"),
    **dict.fromkeys("俬儎", "written in Cantonese, where it is a word of its own"),
    **dict.fromkeys("醣", "another word than 糖 in chemistry"),
    **dict.fromkeys(
        "䍦揯敓樧涗碕篠蒕醟钂靝鼂𠗣𡻕𦪙䑽",
        "rare, and Unihan has no variant of it, or several, or one by one dictionary alone",
    ),
}


@cache
def opencc_forms() -> dict[str, list[str]]:
    """What OpenCC's table of characters has for each."""
    path = Path(opencc.__file__).parent / "dictionary" / "TSCharacters.txt"
    lines = path.read_text(encoding="utf-8").splitlines()
    return {one: forms.split() for one, forms in (line.split("\t") for line in lines)}


@cache
def generator() -> ModuleType:
    """The program that makes the table."""
    spec = importlib.util.spec_from_file_location("script_table", ROOT / ".ci" / "script_table.py")
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


# --- the table --------------------------------------------------------------------------------


def test_made_from_unihan() -> None:
    """The module is what the generator makes of Unicode's own files."""
    if generator().version() != script_table.UNICODE:
        pytest.skip(f"no Unihan of Unicode {script_table.UNICODE} here (Debian: unicode-data)")
    path = ROOT / "src" / "policy_concepts" / "_base" / "script_table.py"
    assert path.read_text(encoding="utf-8") == generator().written()


def test_the_licence_is_with_it() -> None:
    """The version and the notice that its source wants are where the package says."""
    notice = (ROOT / "LICENSE-UNICODE").read_text(encoding="utf-8")
    assert f"version {script_table.UNICODE} " in notice
    assert "UNICODE LICENSE V3" in notice


def test_each_chain_ends() -> None:
    """No character is there twice, and what one becomes is changed no further."""
    assert len(set(VARIANTS)) == len(VARIANTS) == len(COMMON) > 3000
    assert not set(VARIANTS) & set(COMMON)
    # Otherwise folding before and after would differ.
    for character in script_table.PAIRS:
        assert unicodedata.is_normalized("NFKC", character), character


def test_a_circle_in_the_sources_is_an_error() -> None:
    """The generator does not go round."""
    with pytest.raises(ValueError, match=r"expected .* found a circle through 甲"):
        generator()._end({"甲": "乙", "乙": "甲"}, "甲")


def test_agrees_with_opencc() -> None:
    """Where both change a character they agree, but for those excused here by name.

    OpenCC also makes, by analogy, simplified forms beyond the basic plane, which no ordinary text
    has; of those a common character is preferred here, or none.
    """
    others, missing = set(), set()
    for one, forms in opencc_forms().items():
        if forms[0] > "\U00010000" or forms[0] == simplified(one):
            continue
        # OpenCC's own rare form and ours are one in the end.
        if one == simplified(one):
            missing.add(one)
        else:
            others.add(one)
    assert others == set(OTHER_THAN_OPENCC)
    assert missing == {one for one in LEFT_ALONE if one in opencc_forms()}


# --- what it does -----------------------------------------------------------------------------


@pytest.mark.parametrize(
    "group",
    ["账帐帳賬", "为為爲", "里裡裏", "台臺颱檯", "着著", "群羣", "峰峯", "于於", "强強彊", "后後",
     "干乾幹", "发發髮", "征徵", "秘祕", "升昇", "证證証", "众眾衆", "启啟啓", "占佔", "布佈"],
)  # fmt: skip
def test_typesetting_that_does_not_count(group: str) -> None:
    """What typesetters swap becomes one, the simplified character."""
    assert {simplified(each) for each in group} == {group[0]}
    assert set(group) <= set(variants(group[-1]))


@pytest.mark.parametrize(
    "words", ["像象", "做作", "的底", "唯惟维", "哪那", "份分", "元圆", "粘黏", "折拆", "玩完"]
)
def test_other_words_stay_apart(words: str) -> None:
    """Characters of simplified text that are not each other's variants stay as they are."""
    assert simplified(words) == words


def test_japanese() -> None:
    """Japanese forms change only where Unihan joins them; the rest of a name stays."""
    assert simplified("質の高い発展と経済") == "质の高い発展と経済"


def test_mixtures() -> None:
    """Any mixture of the scripts becomes one text."""
    assert {simplified(text) for text in ("绿色账本", "綠色賬本", "綠色账本", "綠色帳本")} == {
        "绿色账本"
    }


def test_all_variants() -> None:
    """The variants are what becomes the same character, that one first."""
    assert variants("本") == "本"
    for one, common in zip(VARIANTS, COMMON, strict=True):
        group = variants(one)
        assert group[0] == common
        assert one in group
        assert len(set(group)) == len(group)


characters = st.sampled_from(script_table.PAIRS + "本的、，a É的ー") | st.characters()


@given(st.text(characters))
def test_laws(text: str) -> None:
    """Done twice is done once; places stay; only what is in the table changes."""
    done = simplified(text)
    assert simplified(done) == done
    assert len(done) == len(text)
    for one, other in zip(text, done, strict=True):
        assert one == other or one in VARIANTS
        assert one in variants(other)


def test_simplified_text_stays() -> None:
    """Of GB 2312, the characters of simplified text, only those excused here change."""
    two_bytes = (bytes((high, low)) for high in range(0xB0, 0xF8) for low in range(0xA1, 0xFF))
    ordinary = [pair.decode("gb2312", "ignore") for pair in two_bytes]
    changed = {each for each in ordinary if each and simplified(each) != each}
    assert changed == set("乾徵於著藉覆夥麽彷阪甯後摺捱榘菸麴帐")


def test_ascii_does_not_load_the_table(tmp_path: Path) -> None:
    """A look-up in English pays nothing for it; one in Chinese loads it."""
    path = tmp_path / "arvania.compiled"
    path.write_bytes(compile_store(pc.load(ARVANIA)._store))
    program = (
        "import sys, policy_concepts as pc; catalog = pc.load(sys.argv[1])\n"
        "for name in ('GL', '綠色帳本'):\n"
        "    catalog.lookup(name)\n"
        "    print(any(each.endswith('script_table') for each in sys.modules))\n"
    )
    done = subprocess.run(
        [sys.executable, "-X", "utf8", "-c", program, path],
        capture_output=True,
        text=True,
        check=True,
    )
    assert done.stdout.split() == ["False", "True"]
