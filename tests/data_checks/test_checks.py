"""Each check catches a catalog that is broken in one place, and passes the sound one."""

from __future__ import annotations

from pathlib import Path
from typing import Any, Final, NamedTuple

import pytest

import policy_concepts as pc

from . import checks
from .checks import CHECKS
from .excused import EXCUSED, Excuse
from .sound import GONE, SOUND, catalog_with

LEDGER: Final = "concepts/green-ledger"
FENCES: Final = "concepts/no-fences"
TWENTY_SIX_WORDS: Final = " ".join(["word"] * 26)
EVIDENCE: Final = [{"source": "report", "locator": "para. 2"}]


class Example(NamedTuple):
    """The sound catalog, edited, and what a check finds in it: words at a place, or nothing."""

    check: str
    edits: dict[str, Any]
    place: str = ""
    words: str = ""


BROKEN: Final = (
    Example(
        "pinyin_agrees_with_pypinyin",
        {f"{LEDGER}/names/3/text": "lǜsè zhāngběn"},
        f"{LEDGER}.names[3]",
        "expected zhàng for 账; found 'zhāngběn'",
    ),
    Example(
        "pinyin_agrees_with_pypinyin",
        {f"{LEDGER}/names/3/text": "lǜsè zhàng"},
        f"{LEDGER}.names[3]",
        "expected běn for 本; found 'nothing'",
    ),
    Example(
        "pinyin_agrees_with_pypinyin",
        {f"{LEDGER}/names/3/text": "lǜsè zhàngběn guó"},
        f"{LEDGER}.names[3]",
        "expected no more; found 'guó'",
    ),
    Example(
        "pinyin_agrees_with_pypinyin",
        {f"{LEDGER}/names/1": GONE},
        f"{LEDGER}.names[2]",
        "a zh-Hans name",
    ),
    Example(
        "pinyin_is_lower_case",
        {f"{LEDGER}/names/3/text": "Lǜsè zhàngběn"},
        f"{LEDGER}.names[3]",
        "'lǜsè zhàngběn'",
    ),
    Example(
        "traditional_script_agrees_with_opencc",
        {f"{LEDGER}/names/2/text": "綠色账本"},
        f"{LEDGER}.names[2]",
        "expected 綠色賬本; found 綠色账本",
    ),
    Example(
        "each_language_has_one_preferred_name",
        {f"{LEDGER}/names/+": {"text": "verdant book", "lang": "en", "evidence": EVIDENCE}},
        f"{LEDGER}.names",
        "'green ledger' and 'verdant book'",
    ),
    Example(
        "each_language_has_one_preferred_name",
        {f"{LEDGER}/names/0/kind": "variant"},
        f"{LEDGER}.names",
        "a preferred English name",
    ),
    Example(
        "names_stand_in_order",
        {f"{LEDGER}/names/+": {"text": "verdant book", "lang": "en", "kind": "variant",
                               "evidence": EVIDENCE}},
        f"{LEDGER}.names[4]",
        "the names in en together; found verdant book",
    ),
    Example(
        "names_stand_in_order",
        {f"{LEDGER}/names/0/lang": "zh-Hans", f"{LEDGER}/names/0/kind": "variant"},
        f"{LEDGER}.names[1]",
        "the preferred name first",
    ),
    Example(
        "names_shared_by_concepts_are_marked",
        {f"{FENCES}/names/0/text": "Green-Ledger"},
        f"{FENCES}.names",
        "a name of green-ledger too",
    ),
    Example(
        "names_are_given_once",
        {
            f"{LEDGER}/names/+": {
                "text": "green ledger", "lang": "en", "kind": "variant", "evidence": EVIDENCE,
            }
        },
        f"{LEDGER}.names[4]",
        "which is names[0] too",
    ),
    Example(
        "events_lie_within_the_event_they_are_part_of",
        {"events/budget-speech/date": "2011-04-11"},
        "events/budget-speech.date",
        "within 2011-03-28/2011-04-10, that of session; found 2011-04-11",
    ),
    Example(
        "events_lie_within_the_event_they_are_part_of",
        {"events/budget-speech/date": "2011-03-27/2011-04-02"},
        "events/budget-speech.date",
        "found 2011-03-27/2011-04-02",
    ),
    Example(
        "events_are_given_once",
        {"events/session-again": {**SOUND["events"]["session"], "title": "SPRING session"}},
        "events/session-again.title",
        "the title of session too",
    ),
    Example(
        "ids_agree_with_their_dates",
        {"statements/2010-05-ledger": {**SOUND["statements"]["act-binds"]}},
        "statements/2010-05-ledger",
        "found 2010-05",
    ),
    Example(
        "statements_lie_within_their_event",
        {"statements/orlan-full-text/date": "2011-04-20"},
        "statements/orlan-full-text.date",
        "within 2011-04-02, that of budget-speech",
    ),
    Example(
        "sources_are_not_older_than_what_they_report",
        {"sources/act/date": "2011-05"},
        "events/act-adopted",
        "found act, dated 2011-05",
    ),
    Example(
        "sources_are_not_older_than_what_they_report",
        {"sources/act/date": "2011-05"},
        f"{LEDGER}.first_uses[1]",
        "not older than 2011-06-01",
    ),
    Example(
        "sources_are_not_older_than_what_they_report",
        {"sources/act/date": "2011-05"},
        "statements/act-binds",
        "not older than 2011-06-01",
    ),
    Example(
        "nothing_is_dated_in_the_future",
        {"people/orlan-mira/posts/0/until": "2026-12-01"},
        "people/orlan-mira.posts[0].until",
        "no date after 2026-11-30; found 2026-12-01",
    ),
    Example(
        "nothing_is_dated_in_the_future",
        {"events/session/date": "2011-03-28/2027"},
        "events/session.date",
        "found 2011-03-28/2027",
    ),
    Example(
        "sources_were_read_after_publication",
        {"sources/report/accessed": "2011-04-01"},
        "sources/report.accessed",
        "not before 2011-04-02",
    ),
    Example(
        "quotations_are_short",
        {"statements/orlan-defines/quote/text": TWENTY_SIX_WORDS},
        "statements/orlan-defines.quote",
        "at most 25 words; found 26",
    ),
    Example(
        "quotations_are_short",
        {"statements/orlan-full-text/quote/text": "账" * 51},
        "statements/orlan-full-text.quote",
        "at most 50 characters; found 51",
    ),
    Example(
        "quotations_use_the_english_in_force",
        {f"{LEDGER}/names/0/since": "2011-05"},
        "statements/orlan-defines.quote",
        "in force on 2011-04-02; found 'green ledger', in force 2011-05-01..",
    ),
    Example(
        "definitions_are_in_english_and_chinese",
        {f"{LEDGER}/definition/zh-Hans": GONE},
        f"{LEDGER}.definition",
        "in zh-Hans; found en",
    ),
    Example(
        "definitions_are_in_english_and_chinese",
        {f"{LEDGER}/definition": GONE},
        f"{LEDGER}.definition",
        "in en; found none",
    ),
    Example(
        "definitions_differ",
        {
            f"{FENCES}/definition/en": "An account of what every policy costs and what it "
            "changes in the land."
        },
        f"{FENCES}.definition.en",
        f"shared with {LEDGER}.definition.en",
    ),
    Example(
        "definitions_differ",
        {f"{FENCES}/definition/zh-Hans": "记录每项政策成本及其对水土影响的账目。"},
        f"{FENCES}.definition.zh-Hans",
        f"shared with {LEDGER}.definition.zh-Hans",
    ),
    Example(
        "summaries_differ",
        {
            "statements/members-call/summary": "Orlan told the members that an account should "
            "show effects next to sums."
        },
        "statements/members-call.summary.en",
        "shared with statements/orlan-defines.summary.en",
    ),
    Example(
        "summaries_differ",
        {"statements/members-call/summary": SOUND["events"]["session"]["summary"]},
        "statements/members-call.summary.en",
        "100% of the wording of both shared with events/session.summary.en",
    ),
    Example(
        "summaries_do_not_copy_their_quotation",
        {"statements/orlan-defines/summary": "Orlan: a green ledger shows what a policy changes."},
        "statements/orlan-defines.summary.en",
        "in the words of the quotation",
    ),
    Example(
        "summaries_do_not_copy_their_quotation",
        {"statements/orlan-full-text/summary/zh-Hans": "各栏由他人填写。"},
        "statements/orlan-full-text.summary.zh-Hans",
        "100% of it",
    ),
    Example(
        "wording_is_neutral",
        {f"{LEDGER}/definition/en": "The brilliant account of what each policy costs."},
        f"{LEDGER}.definition.en",
        "'brilliant'",
    ),
    Example(
        "wording_is_neutral",
        {"events/session/summary": "The so-called session met."},
        "events/session.summary.en",
        "'so-called'",
    ),
    Example(
        "wording_is_neutral",
        {"statements/orlan-full-text/summary/zh-Hans": "奥兰英明地指出，各栏由他人填。"},
        "statements/orlan-full-text.summary.zh-Hans",
        "'英明'",
    ),
    Example(
        "wording_is_neutral",
        {f"{LEDGER}/note": "The regime’s word for a budget."},
        f"{LEDGER}.note",
        "regime’s",
    ),
    Example(
        "text_is_clean",
        {f"{LEDGER}/names/3/text": "lu\u0308\u0300se\u0300 zhàngběn"},
        f"{LEDGER}.names[3].text",
        "expected NFC",
    ),
    Example(
        "text_is_clean",
        {"sources/report/title": "Report\u200b of April"},
        "sources/report.title.en",
        "U+200B",
    ),
    Example(
        "text_is_clean",
        {"sources/report/title": "Report\nof April"},
        "sources/report.title.en",
        "U+000A",
    ),
    Example(
        "text_is_clean",
        {"sources/report/title": "Report of April "},
        "sources/report.title.en",
        "no blank at an end",
    ),
    Example(
        "text_is_clean",
        {"sources/report/title": "Report  of April"},
        "sources/report.title.en",
        "single blanks",
    ),
    Example("every_claim_has_evidence", {f"{LEDGER}/evidence": GONE}, f"{LEDGER}.evidence"),
    Example(
        "every_claim_has_evidence", {f"{LEDGER}/names/0/evidence": GONE}, f"{LEDGER}.names[0]"
    ),
    Example(
        "every_claim_has_evidence",
        {f"{LEDGER}/first_uses/1/evidence": GONE},
        f"{LEDGER}.first_uses[1]",
    ),
    Example(
        "every_claim_has_evidence", {f"{LEDGER}/facets/0/evidence": GONE}, f"{LEDGER}.facets[0]"
    ),
    Example("every_claim_has_evidence", {"events/session/evidence": GONE}, "events/session"),
    Example(
        "every_claim_has_evidence", {"statements/act-binds/evidence": GONE}, "statements/act-binds"
    ),
    Example(
        "every_claim_has_evidence",
        {"people/orlan-mira/posts/0/evidence": GONE},
        "people/orlan-mira.posts[0]",
    ),
    Example(
        "every_claim_has_evidence",
        {f"{LEDGER}/names/2/since": "2011"},
        f"{LEDGER}.names[2]",
    ),
    Example(
        "evidence_says_where",
        {"events/session/evidence/0/locator": GONE},
        "events/session.evidence[0]",
        "none in report",
    ),
    Example(
        "evidence_names_a_source_once",
        {"events/session/evidence/+": EVIDENCE[0]},
        "events/session",
        "report twice",
    ),
    Example("nothing_is_an_orphan", {"places/belmar": {"name": "Belmar"}}, "places/belmar"),
    Example(
        "nothing_is_an_orphan",
        {"organizations/office": {"name": "Land Survey Office", "parent": "assembly"}},
        "organizations/office",
    ),
    Example(
        "nothing_is_an_orphan",
        {
            "people/tessel-jon": {
                "name": "Jon Tessel", "posts": [{"title": "Minister", "evidence": EVIDENCE}],
            }
        },
        "people/tessel-jon",
    ),
    Example(
        "nothing_is_an_orphan",
        {"sources/unread": {"type": "webpage", "tier": "press", "title": "Unread"}},
        "sources/unread",
    ),
    Example(
        "tiers_fit_their_publishers",
        {"organizations/global-times": {"name": "GT"}, "sources/column/publisher": "global-times"},
        "sources/column.tier",
        "expected press; found official_report",
    ),
    Example(
        "copies_say_where_they_were_read",
        {"sources/report/via": GONE},
        "sources/report.via",
        "expected gazette.example, where the copy was read; found nothing, though it is official",
    ),
    Example(
        "copies_say_where_they_were_read",
        {"sources/act/via": GONE, "sources/act/url": "https://notgov.cn/act"},
        "sources/act.via",
        "expected notgov.cn",
    ),
    Example(
        "via_is_a_host",
        {"sources/act/via": "https://mirror.example/"},
        "sources/act.via",
        "found 'https://mirror.example/'",
    ),
    Example(
        "preferred_chinese_names_are_attested",
        {f"{LEDGER}/names/1/attested": GONE},
        f"{LEDGER}.names[1].attested",
    ),
    Example(
        "attested_names_cite_the_text",
        {f"{LEDGER}/names/1/attested": "2011-03"},
        f"{LEDGER}.names[1].attested",
        "a source of 2011-03 among the evidence; found 2011-04-02",
    ),
    Example(
        "names_are_attested_as_early_as_in_the_catalog",
        {f"{LEDGER}/names/0/attested": "2011-06-01", "sources/report/title": "A green ledger"},
        f"{LEDGER}.names[0].attested",
        "2011-04-02 or earlier, as sources/report.title has 'green ledger'",
    ),
    Example(
        "names_are_attested_as_early_as_in_the_catalog",
        {f"{LEDGER}/names/0/attested": "2011-06-01"},
        f"{LEDGER}.names[0].attested",
        "as statements/orlan-defines.quote has 'green ledger'",
    ),
    Example(
        "a_later_since_rests_on_a_ruling",
        {f"{LEDGER}/names/0/since": "2011-05", f"{LEDGER}/names/0/attested": "2011-04-02"},
        f"{LEDGER}.names[0].since",
        "attested on 2011-04-02",
    ),
    Example(
        "former_names_say_until_when",
        {f"{LEDGER}/names/0/kind": "former"},
        f"{LEDGER}.names[0]",
        "neither for 'green ledger'",
    ),
    Example(
        "the_preferred_first_use_is_the_earliest_of_its_kind",
        {f"{LEDGER}/first_uses/+": {"kind": "leader", "date": "2011-03"}},
        f"{LEDGER}.first_uses[2]",
        "no leader claim before 2011-04-02, which is preferred; found 2011-03",
    ),
    Example(
        "retroactive_claims_concern_an_earlier_time",
        {f"{LEDGER}/first_uses/+": {"kind": "retroactive", "date": "2011-04-03"}},
        f"{LEDGER}.first_uses[2]",
        "a time not after 2011-04-02",
    ),
    Example(
        "first_uses_say_what_they_are",
        {f"{LEDGER}/first_uses/1/note": GONE},
        f"{LEDGER}.first_uses[1].note",
        "no note",
    ),
    Example(
        "first_uses_say_what_they_are",
        {f"{LEDGER}/first_uses/0/searched": GONE},
        f"{LEDGER}.first_uses[0].searched",
    ),
    Example(
        "statements_from_one_document_agree",
        {
            "sources/act/type": "legislation",
            "statements/members-call/evidence/+": {"source": "act", "locator": "art. 2"},
            "statements/members-call/voice": "document",
            "statements/members-call/event": "act-adopted",
        },
        "statements/members-call.speaker",
        "expected None, as act-binds has it from act; found assembly",
    ),
    Example(
        "people_are_named_in_both_languages",
        {"statements/orlan-full-text/summary": {"en": "The columns.", "zh-Hans": "米拉·奥兰说。"}},
        "statements/orlan-full-text.summary.en",
        "expected Orlan, who is 米拉·奥兰 in the Chinese",
    ),
    Example(
        "people_are_named_in_both_languages",
        {"statements/orlan-full-text/summary": {"en": "Mira Orlan spoke.", "zh-Hans": "她说。"}},
        "statements/orlan-full-text.summary.zh-Hans",
        "expected 米拉·奥兰, who is Mira Orlan in the English",
    ),
    Example(
        "bodies_are_named_in_both_languages",
        {"events/session/summary": {"en": "The paper saw it.", "zh-Hans": "阿尔瓦尼亚公报。"}},
        "events/session.summary.en",
        "expected Arvania Gazette, which the Chinese names",
    ),
    Example(
        "bodies_are_named_in_both_languages",
        {"events/session/summary": {"en": "The Arvania Gazette saw.", "zh-Hans": "报纸看到。"}},
        "events/session.summary.zh-Hans",
        "expected 阿尔瓦尼亚公报, which the English names",
    ),
    Example(
        "supplied_titles_are_in_brackets",
        {"sources/report/note": "The copy shows no headline; the title here is ours."},
        "sources/report.title",
        "in square brackets",
    ),
    Example(
        "supplied_titles_are_in_brackets",
        {"sources/report/title": "[A report on ledgers]"},
        "sources/report.note",
        "why the title is supplied",
    ),
    Example(
        "addresses_are_unique",
        {
            "sources/act/url": "http://www.gazette.example/2011-04-02/",
            "sources/act/via": "www.gazette.example",
            "sources/act/lang": "en",
        },
        "sources/act",
        "gazette.example/2011-04-02 (en), that of report too",
    ),
    Example(
        "addresses_are_unique",
        {"sources/act/doi": "10.99999/a.1", "sources/report/doi": "10.99999/A.1"},
        "sources/act",
        "doi:10.99999/a.1",
    ),
    Example(
        "places_agree_with_iso_3166",
        {"places/mirsk/code": "FR"},
        "places/mirsk.code",
        "the ISO 3166 code of Mirsk; found FR, that of France",
    ),
    Example(
        "places_agree_with_iso_3166",
        {"places/mirsk/code": "FR-ZZZ"},
        "places/mirsk.code",
        "FR-ZZZ, a code that is not assigned",
    ),
    Example(
        "places_agree_with_iso_3166",
        {"places/mirsk/name": "Heilongjiang", "places/mirsk/code": "CN-HL"},
        "places/mirsk.parent",
        "a place within CN; found arvania",
    ),
    Example(
        "relations_lead_elsewhere_and_once",
        {f"{LEDGER}/relations/0/target": "green-ledger"},
        f"{LEDGER}.relations[0]",
        "itself",
    ),
    Example(
        "relations_lead_elsewhere_and_once",
        {f"{LEDGER}/relations/+": {"kind": "related", "target": "no-fences"}},
        f"{LEDGER}.relations[1]",
        "no-fences again",
    ),
    Example(
        "relations_do_not_contradict",
        {f"{FENCES}/relations/0/kind": "part_of"},
        f"{LEDGER}.relations",
        "no-fences says the same of green-ledger",
    ),
    Example(
        "first_uses_have_one_preferred",
        {f"{LEDGER}/first_uses/0/rank": "normal"},
        f"{LEDGER}.first_uses",
        "found 0",
    ),
    Example(
        "first_uses_have_one_preferred",
        {f"{LEDGER}/first_uses/1/rank": "preferred"},
        f"{LEDGER}.first_uses",
        "found 2",
    ),
    Example(
        "statements_have_concepts_and_sources",
        {"statements/act-binds/concepts": GONE},
        "statements/act-binds.concepts",
    ),
    Example(
        "statements_have_concepts_and_sources",
        {"statements/act-binds/evidence": GONE},
        "statements/act-binds.evidence",
    ),
    Example(
        "voices_fit_their_speakers",
        {"statements/column-explains/speaker": "gazette"},
        "statements/column-explains.speaker",
        "expected Source for the voice article; found Organization gazette",
    ),
    Example(
        "voices_fit_their_speakers",
        {"statements/column-explains/speaker": "report"},
        "statements/column-explains.speaker",
        "among the evidence; found report",
    ),
    Example(
        "voices_fit_their_speakers",
        {"statements/members-call/speaker": "orlan-mira"},
        "statements/members-call.speaker",
        "expected Organization or none for the voice collective; found Person orlan-mira",
    ),
    Example(
        "voices_fit_their_speakers",
        {"statements/act-binds/speaker": "act"},
        "statements/act-binds.speaker",
        "found Source act",
    ),
    Example(
        "voices_fit_their_speakers",
        {"statements/orlan-defines/speaker": GONE},
        "statements/orlan-defines.speaker",
        "expected Person or Organization for the voice reported; found NoneType",
    ),
    Example(
        "facets_are_in_both_languages",
        {f"{LEDGER}/facets/0/items/1/text/zh-Hans": GONE},
        f"{LEDGER}.facets[0].items[1]",
        "no zh-Hans beside 'water'",
    ),
    Example(
        "facets_are_in_both_languages",
        {f"{LEDGER}/facets/0/items/1": GONE},
        f"{LEDGER}.facets[0]",
        "two items or more",
    ),
    Example(
        "facets_are_in_both_languages",
        {f"{LEDGER}/facets/0/label": "Columns"},
        f"{LEDGER}.facets[0]",
        "lower-case",
    ),
    Example(
        "there_are_enough_records",
        {"places/mirsk": GONE, "events/session/place": "arvania"},
        "places",
        "at least 2; found 1",
    ),
    Example(
        "first_uses_rest_on_strong_sources",
        {"sources/report/tier": "press"},
        "first uses",
        f"found 66.7%. To mend: find such sources for some of these 1: {LEDGER}.first_uses[0]",
    ),
    Example(
        "statements_rest_on_strong_sources",
        {"sources/report/tier": "scholarly"},
        "statements",
        "found 60.0%",
    ),
    Example(
        "concepts_have_a_life",
        {f"{LEDGER}/first_uses/0/event": GONE, "statements/members-call/event": GONE},
        f"{LEDGER} (events)",
        "at least 3; found 2",
    ),
    Example(
        "concepts_have_a_life",
        {
            "statements/column-explains/concepts": ["no-fences"],
            "statements/act-binds/concepts": ["no-fences"],
        },
        f"{LEDGER} (statements)",
        "at least 4; found 3",
    ),
    Example(
        "concepts_have_a_life",
        {
            "statements/orlan-defines/kind": "call",
            "statements/orlan-full-text/kind": "call",
            "statements/column-explains/kind": "assessment",
        },
        f"{FENCES} (definitions or explanations)",
        "at least 1; found 0",
    ),
    Example(
        "concepts_have_a_life",
        {
            "statements/orlan-full-text/evidence/0/source": "report",
            "statements/act-binds/evidence/0/source": "report",
        },
        f"{LEDGER} (sources of statements)",
        "at least 3; found 2",
    ),
    Example("concepts_are_complete", {f"{LEDGER}/names/3": GONE}, f"{LEDGER} (name in zh-Latn"),
    Example("concepts_are_complete", {f"{FENCES}/relations": GONE}, f"{FENCES} (relations)"),
)  # fmt: skip

# What looks like a fault and is none.
FINE: Final = (
    Example(
        "pinyin_agrees_with_pypinyin", {f"{FENCES}/names/3/text": "búshè yídào wéi lán"}
    ),
    Example(
        "pinyin_agrees_with_pypinyin",
        {
            f"{LEDGER}/names/1/text": "“绿色账本”、2035",
            f"{LEDGER}/names/3/text": "lǜ'sè zhàngběn 2035",
        },
    ),
    Example(
        "traditional_script_agrees_with_opencc",
        {
            f"{LEDGER}/names/+": {"text": "绿账", "lang": "zh-Hans", "kind": "abbreviation"},
            f"{LEDGER}/names/2/text": "綠賬",
        },
    ),
    Example(
        "names_shared_by_concepts_are_marked",
        {
            f"{LEDGER}/names/0/match": {"requires": ["Arvania"]},
            f"{FENCES}/names/+": {
                "text": "green ledger", "lang": "en", "kind": "variant", "match": {"never": "true"},
            },
        },
    ),
    Example(
        "events_lie_within_the_event_they_are_part_of", {"events/budget-speech/date": "2011-04"}
    ),
    Example(
        "statements_lie_within_their_event",
        {"events/budget-speech/date": GONE, "statements/orlan-full-text/date": "2011-04-20"},
    ),
    Example("statements_lie_within_their_event", {"statements/orlan-full-text/date": "2011"}),
    Example("sources_are_not_older_than_what_they_report", {"sources/act/date": "2011"}),
    Example(
        "sources_are_not_older_than_what_they_report",
        {"sources/act/date": "2011-05", "events/act-adopted/date": "2011-06-01?",
         f"{FENCES}/first_uses/0/date": "2011-06~"},
    ),
    Example("nothing_is_dated_in_the_future", {"people/orlan-mira/posts/0/until": "2026"}),
    Example("nothing_is_dated_in_the_future", {"people/orlan-mira/posts/0/until": "2026-11-30"}),
    Example(
        "quotations_are_short",
        {"statements/orlan-defines/quote/text": TWENTY_SIX_WORDS.removesuffix(" word")},
    ),
    Example(
        "quotations_are_short", {"statements/orlan-full-text/quote/text": "账，" * 50}
    ),
    Example(
        "quotations_use_the_english_in_force",
        {
            f"{LEDGER}/names/0/since": "2011-05",
            "statements/orlan-defines/evidence/0/note": "The page is of May.",
        },
    ),
    Example(
        "wording_is_neutral", {"events/session/summary": "Likewise it fixed a tariff regime."}
    ),
    Example(
        "every_claim_has_evidence",
        {f"{LEDGER}/names/+": {"text": "green account book", "lang": "en", "kind": "literal"}},
    ),
    Example(
        "tiers_fit_their_publishers",
        {
            "organizations/global-times": {"name": "GT"},
            "sources/column/publisher": "global-times",
            "sources/column/note": "Xinhua text.",
        },
    ),
    Example(
        "voices_fit_their_speakers", {"statements/members-call/speaker": GONE}
    ),
    Example("voices_fit_their_speakers", {"statements/act-binds/speaker": "orlan-mira"}),
    Example(
        "people_are_named_in_both_languages",
        {"statements/orlan-full-text/summary": {"en": "Orlan spoke.", "zh-Hans": "米拉·奥兰说。"}},
    ),
    Example(
        "former_names_say_until_when",
        {
            f"{LEDGER}/names/0/kind": "former",
            f"{LEDGER}/names/0/evidence/0/note": "No source gives its end.",
        },
    ),
    Example(
        "the_preferred_first_use_is_the_earliest_of_its_kind",
        {f"{LEDGER}/first_uses/+": {"kind": "leader", "date": "2011-03", "rank": "disputed"}},
    ),
    Example("addresses_are_unique", {"sources/act/url": "https://gazette.example/2011-04-02"}),
    Example("copies_say_where_they_were_read",
            {"sources/act/via": GONE, "sources/act/url": "https://www.gov.cn/act"}),
    Example("voices_fit_their_speakers", {"statements/act-binds/speaker": "assembly"}),
    Example("voices_fit_their_speakers", {"statements/orlan-defines/speaker": "gazette"}),
    Example(
        "relations_do_not_contradict", {f"{LEDGER}/relations/0/kind": "related"}
    ),
)  # fmt: skip


@pytest.fixture(autouse=True)
def _few_are_enough(monkeypatch: pytest.MonkeyPatch) -> None:
    """As many records of each kind as the sound catalog has."""
    monkeypatch.setattr(checks, "LEAST", {kind: len(table) for kind, table in SOUND.items()})


@pytest.fixture(scope="module")
def sound(tmp_path_factory: pytest.TempPathFactory) -> pc.Catalog:
    return catalog_with(tmp_path_factory.mktemp("sound"), {})


@pytest.mark.parametrize("name", CHECKS)
def test_a_check_passes_the_sound_catalog(name: str, sound: pc.Catalog) -> None:
    assert list(CHECKS[name](sound)) == []


@pytest.mark.parametrize("example", BROKEN, ids=lambda e: f"{e.check}-{e.place}")
def test_a_check_catches_what_is_broken(example: Example, tmp_path: Path) -> None:
    findings = list(CHECKS[example.check](catalog_with(tmp_path, example.edits)))
    caught = [f for f in findings if f.startswith(example.place) and example.words in f]
    assert len(caught) == 1, findings
    assert "expected" in caught[0]
    assert "found" in caught[0]
    assert "To mend" in caught[0]


@pytest.mark.parametrize("example", FINE, ids=lambda e: f"{e.check}-{'-'.join(e.edits)}")
def test_a_check_passes_what_only_looks_broken(example: Example, tmp_path: Path) -> None:
    assert list(CHECKS[example.check](catalog_with(tmp_path, example.edits))) == []


def test_every_check_has_a_broken_example() -> None:
    assert {example.check for example in BROKEN} == set(CHECKS)


def test_every_check_tells_what_it_wants() -> None:
    assert all(check.__doc__ for check in CHECKS.values())


def test_excuses_are_for_checks_that_exist() -> None:
    assert set(EXCUSED) <= set(CHECKS)


def test_an_excuse_covers_one_place_and_what_it_names() -> None:
    excuse = Excuse("concepts/ledger", "dated 1999", "a reason")
    assert excuse.covers("concepts/ledger: expected more; found x, dated 1999.")
    assert excuse.covers("concepts/ledger.names[0]: expected more; found x, dated 1999.")
    assert not excuse.covers("concepts/ledger-state: expected more; found x, dated 1999.")
    assert not excuse.covers("concepts/ledger: expected more; found x, dated 2000.")
