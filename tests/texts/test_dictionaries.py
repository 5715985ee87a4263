"""Dictionaries for jieba, spaCy and quanteda: read by the tool, or by its documented structure."""

from __future__ import annotations

import json
import warnings
from pathlib import Path
from typing import Any

import pytest
import yaml

import policy_concepts as pc
from policy_concepts._cli import main
from policy_concepts._texts.dictionaries import (
    jieba_dictionary,
    quanteda_dictionary,
    spacy_patterns,
)

from ..support import write_file

CONCEPTS = {
    "lamp-accord": [
        ("lamp-lit accord", "en", {}),
        ("The Lamp's Accord", "en", {}),
        ("LAQ", "en", {"kind": "abbreviation"}),
        ("Accord 2031", "en", {}),
        ("U.L. accord", "en", {}),
        ("accord", "en", {"match": {"never": "true"}}),
        ("云灯公约", "zh-Hans", {}),
        ("雲燈公約", "zh-Hant", {}),
        ("“三盏”云灯", "zh-Hans", {}),
        ("云灯 公约 nz", "zh-Hans", {}),
        ("yún dēng gōngyuē", "zh-Latn-pinyin", {"kind": "romanization"}),
        ("pacte des lampes", "fr", {}),
    ],
    "wave-terraces": [
        ("what next?", "en", {}),
        ('the "terrace": wave', "en", {}),
        ("no", "en", {"kind": "variant"}),
        ("2031", "en", {"kind": "variant"}),
        ("浪田+", "zh-Hans", {}),
        ("云灯公约", "zh-Hans", {"kind": "variant"}),
    ],
}


@pytest.fixture(scope="module")
def concepts(tmp_path_factory: pytest.TempPathFactory) -> pc.Concepts:
    """Two invented concepts with names that formats could trip over."""
    tables = {
        key: {"names": [{"text": text, "lang": lang, **more} for text, lang, more in names]}
        for key, names in CONCEPTS.items()
    }
    file = write_file(tmp_path_factory.mktemp("c") / "c.yaml", {"concepts": tables})
    return pc.load(file).concepts


def tool(name: str) -> Any:
    """A module of another tool, whose own warnings are not ours; skips where it is not there."""
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        return pytest.importorskip(name)


# --- jieba ------------------------------------------------------------------------------------


def test_jieba_has_names_alone_without_a_mark_or_a_frequency(concepts: pc.Concepts) -> None:
    """One name a line, each once; not the never-looked-for, not what jieba cuts anyway."""
    assert pc.to_jieba(concepts) == "云灯公约\n雲燈公約\n浪田+\n"
    assert pc.to_jieba(concepts, lang=["zh-Hant", "en"]) == "LAQ\n雲燈公約\nno\n2031\n"
    assert set(jieba_dictionary(concepts).left_out) == {"“三盏”云灯", "云灯 公约 nz"}
    assert pc.to_jieba(pc.concepts).encode()[:3] != b"\xef\xbb\xbf"


def test_jieba_reads_it_and_keeps_the_names_whole(concepts: pc.Concepts, tmp_path: Path) -> None:
    """The real tool: a name that it cut before is one word; no line is read as a part of speech."""
    jieba = tool("jieba")
    sentence = "代表们谈到云灯公约与浪田+的关系"
    plain, taught = jieba.Tokenizer(), jieba.Tokenizer()
    plain.tmp_dir = taught.tmp_dir = str(tmp_path)
    assert "云灯公约" not in plain.lcut(sentence)
    file = tmp_path / "names.txt"
    file.write_text(pc.to_jieba(concepts), encoding="utf-8")
    with file.open("rb") as stream:
        taught.load_userdict(stream)
    assert {"云灯公约", "浪田+"} <= set(taught.lcut(sentence))
    assert not taught.user_word_tag_tab


def test_what_is_left_out_of_jieba_would_be_misread(tmp_path: Path) -> None:
    """The bad example: an entry with spaces loses its last word, and is never found."""
    jieba = tool("jieba")
    taught = jieba.Tokenizer()
    taught.tmp_dir = str(tmp_path)
    file = tmp_path / "names.txt"
    file.write_text("云灯 公约 nz\n“三盏”云灯\n", encoding="utf-8")
    with file.open("rb") as stream:
        taught.load_userdict(stream)
    assert taught.user_word_tag_tab == {"云灯 公约": "nz"}
    assert "“三盏”云灯" not in taught.lcut("学习“三盏”云灯的人")


# --- spaCy ------------------------------------------------------------------------------------


def test_spacy_patterns_are_json_lines_with_label_pattern_and_id(concepts: pc.Concepts) -> None:
    """The three keys that `EntityRuler` documents; a token pattern, or a phrase."""
    lines = [json.loads(line) for line in pc.to_spacy(concepts, label="CONCEPT").splitlines()]
    assert all(set(line) == {"label", "pattern", "id"} for line in lines)
    assert {line["label"] for line in lines} == {"CONCEPT"}
    patterns = [line["pattern"] for line in lines if line["id"] == "lamp-accord"]
    assert [{"ORTH": "云"}, {"ORTH": "灯"}, {"ORTH": "公"}, {"ORTH": "约"}] in patterns
    assert [{"ORTH": "LAQ"}] in patterns
    assert [{"LOWER": "accord"}] not in patterns
    # What an English tokenizer may cut in several ways, the pipeline cuts itself.
    assert "U.L. accord" in patterns
    assert len(lines) == spacy_patterns(concepts).names


@pytest.mark.parametrize(
    ("lang", "text", "expected"),
    [
        ("zh", "谈到云灯公约。学习“三盏”云灯", ["云灯公约", "“三盏”云灯"]),
        ("zh", "和浪田+等", ["浪田+"]),
        ("en", "A Lamp Lit accord and the LAQ, not laq.", ["Lamp Lit accord", "LAQ"]),
        ("en", "the lamp-lit accord of U.L. accord", ["lamp-lit accord", "U.L. accord"]),
        ("en", "See the lamp’s accord, Accord 2031.", ["the lamp’s accord", "Accord 2031"]),
        ("en", 'of the "terrace": wave', ['the "terrace": wave']),
        ("en", "an accord was made", []),
    ],
)
def test_spacy_reads_them_and_finds_the_names(
    concepts: pc.Concepts, tmp_path: Path, lang: str, text: str, expected: list[str]
) -> None:
    """The real tool, blank pipelines; each entity has the id of a concept that has the name."""
    spacy = tool("spacy")
    file = tmp_path / "patterns.jsonl"
    file.write_text(pc.to_spacy(concepts), encoding="utf-8")
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        nlp = spacy.blank(lang)
        nlp.add_pipe("entity_ruler").from_disk(file)
        found = nlp(text).ents
    assert [entity.text for entity in found] == expected
    assert {entity.ent_id_ for entity in found} <= set(CONCEPTS)


def test_spacy_finds_every_bundled_name_alone() -> None:
    """The token patterns agree with the tokenizers, name by name."""
    spacy = tool("spacy")
    for lang in ("zh", "en"):
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")
            nlp = spacy.blank(lang)
            lines = pc.to_spacy(pc.concepts, lang=lang).splitlines()
            nlp.add_pipe("entity_ruler").add_patterns([json.loads(line) for line in lines])
        for concept in pc.concepts:
            for name in concept.names:
                never = name.match is not None and name.match.never
                if name.lang.startswith(lang) and "-Latn" not in name.lang and not never:
                    assert [each.text for each in nlp(name.text).ents] == [name.text]


# --- quanteda ---------------------------------------------------------------------------------


def test_quanteda_has_its_documented_structure(concepts: pc.Concepts) -> None:
    """A mapping of keys to mappings to lists of strings, as `as.yaml` writes and YAML 1.1 reads."""
    for given in (concepts, pc.concepts):
        read = yaml.safe_load(pc.to_quanteda(given))
        assert list(read) == [concept.id for concept in given]
        for languages in read.values():
            assert all(isinstance(tag, str) for tag in languages)
            for names in languages.values():
                assert names
                assert all(isinstance(name, str) for name in names)


def test_quanteda_keeps_words_that_yaml_would_take_for_something_else(
    concepts: pc.Concepts,
) -> None:
    """`no` is no truth value and `2031` no number; quotation marks and colons stay."""
    read = yaml.safe_load(pc.to_quanteda(concepts, lang=("en", "no", "zh-Hans")))
    assert read["wave-terraces"]["en"] == ['the "terrace": wave', "no", "2031"]
    assert read["lamp-accord"]["zh-Hans"][0] == "云灯公约"
    assert "accord" not in read["lamp-accord"]["en"]
    # The bad example: bare, they are.
    assert yaml.safe_load("[no, 2031]") == [False, 2031]


def test_quanteda_leaves_wildcards_out_and_says_so(concepts: pc.Concepts) -> None:
    """They have no escape; the header names them, and the way to our counts."""
    assert quanteda_dictionary(concepts).left_out == ("what next?",)
    header = [line for line in pc.to_quanteda(concepts).splitlines() if line.startswith("#")]
    assert '# Left out, for its wildcard: "what next?"' in header
    for word in ("nested_scope", "tokenize = TRUE", "policy_concepts"):
        assert any(word in line for line in header)


# --- all --------------------------------------------------------------------------------------


def test_a_tag_stands_for_those_below_it_but_not_for_romanized_names(
    concepts: pc.Concepts,
) -> None:
    """`zh` is both scripts; pinyin only by its own tag."""
    languages = yaml.safe_load(pc.to_quanteda(concepts, lang="zh"))["lamp-accord"]
    assert set(languages) == {"zh-Hans", "zh-Hant"}
    assert "yún" in pc.to_quanteda(concepts, lang="zh-Latn-pinyin")
    assert "yún" in pc.to_quanteda(concepts, lang="zh-Latn")


@pytest.mark.parametrize("verb", [pc.to_jieba, pc.to_spacy, pc.to_quanteda])
def test_wrong_arguments_are_told(verb: Any, concepts: pc.Concepts) -> None:
    """Expected, found, near tag."""
    with pytest.raises(pc.ArgumentError, match=r"'zh-Hanz'.* Did you mean 'zh-Han[st]'"):
        verb(concepts, lang="zh-Hanz")
    with pytest.raises(pc.ArgumentError, match=r"expected a tag such as .*found 'Chinese!'"):
        verb(concepts, lang="Chinese!")
    with pytest.raises(pc.ArgumentError, match="expected at least one language tag; found none"):
        verb(concepts, lang=())
    with pytest.raises(pc.ArgumentTypeError, match="found int 3"):
        verb(concepts, lang=[3])
    with pytest.raises(pc.ArgumentTypeError, match="found int 3"):
        verb(concepts, lang=3)
    for wrong in ("lamp-accord", ["lamp-accord"], 3):
        with pytest.raises(pc.ArgumentTypeError, match="expected concepts; found"):
            verb(wrong)
    assert verb([], lang="fr") == verb((), lang="fr")
    assert verb(concepts["lamp-accord"]) == verb([concepts["lamp-accord"]])


def test_a_label_is_a_word(concepts: pc.Concepts) -> None:
    """An entity without one is of no use."""
    with pytest.raises(pc.ArgumentError, match="expected a word; found ' '"):
        pc.to_spacy(concepts, label=" ")
    with pytest.raises(pc.ArgumentTypeError, match="expected a string; found NoneType None"):
        pc.to_spacy(concepts, label=None)  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("name", "verb"), [("jieba", pc.to_jieba), ("spacy", pc.to_spacy), ("quanteda", pc.to_quanteda)]
)
def test_the_command_writes_what_the_function_gives(
    name: str, verb: Any, arvania: pc.Catalog, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """To a file in UTF-8, or to the screen with the numbers beside it."""
    from ..support import ARVANIA

    file = tmp_path / "out"
    given = ["export", "--format", name, "--catalog", str(ARVANIA), "--lang", "zh-Hans"]
    assert main([*given, "--write", str(file)]) == 0
    assert file.read_bytes() == verb(arvania.concepts, lang="zh-Hans").encode()
    assert "names of 6 concepts" in capsys.readouterr().out
    assert main(["--catalog", str(ARVANIA), "export", "--format", name, "--lang", "zh-Hans"]) == 0
    shown = capsys.readouterr()
    assert shown.out == file.read_text(encoding="utf-8")
    assert "names of 6 concepts" in shown.err


def test_the_command_tells_what_is_wrong(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """A file that cannot be written, a language without names, a format that is not there."""
    assert main(["export", "--format", "jieba", "--write", str(tmp_path)]) == 1
    assert "cannot write" in capsys.readouterr().err
    assert main(["export", "--format", "spacy", "--lang", "tlh"]) == 1
    assert "no concept has a name in 'tlh'" in capsys.readouterr().err
    with pytest.raises(SystemExit, match="2"):
        main(["export", "--format", "word"])
