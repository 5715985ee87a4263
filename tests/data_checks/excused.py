"""Findings that are known and right as they are, each with its reason.

An excuse is for one finding: the place that the finding begins with, and words that stand in it.
The list may only shrink: an excuse that no finding needs any more fails its test.
"""

from __future__ import annotations

from typing import Final, NamedTuple


class Excuse(NamedTuple):
    """One finding that is let pass.

    Attributes:
        place: The record, as the finding names it (`concepts/dual-circulation`).
        words: What else stands in the finding.
        reason: Why the data is right.
    """

    place: str
    words: str
    reason: str

    def covers(self, finding: str) -> bool:
        """Whether the finding is the one that is let pass."""
        after = finding[len(self.place) : len(self.place) + 1]
        return finding.startswith(self.place) and after in ".: " and self.words in finding


_RARE: Final = "個, as its evidence has it; OpenCC takes the rare variant 箇 in this one phrase"
_EDITED: Final = "the page is dated by the text that it copies, whose title is a later editor's"
_AHEAD: Final = "announces the occasion and is cited for its day"
_ISSUE: Final = "reports on the eve the text of the issue that bears the later date"

EXCUSED: Final[dict[str, tuple[Excuse, ...]]] = {
    "pinyin_agrees_with_pypinyin": (
        Excuse(
            "concepts/people-centered-development",
            "wèi for 为",
            "以…为 is read wéi (“take as”); pypinyin gives the other reading, wèi (“for”)",
        ),
    ),
    "traditional_script_agrees_with_opencc": (
        Excuse("concepts/one-china-principle.names[3]", "一箇中國原則", _RARE),
        Excuse("concepts/one-china-principle.names[4]", "一箇中國的原則", _RARE),
    ),
    "names_are_attested_as_early_as_in_the_catalog": (
        Excuse("concepts/1992-consensus", "aisixiang-106607-arats-letter-1992", _EDITED),
    ),
    "sources_are_not_older_than_what_they_report": (
        Excuse("events/belt-and-road-forum-2017", "aoweibang-2017-05-12", _AHEAD),
        Excuse("events/cpc-20th-national-congress", "cgtn-2022-10-15", _AHEAD),
        Excuse("events/hong-kong-return-1997", "hong-kong-basic-law-1990", _AHEAD),
        Excuse("statements/2022-10-17-tian-peiyan-two-affirmations", "2022-10-16-notice", _AHEAD),
        Excuse("events/qiushi-2023-8-new-development-pattern-article", "2023-04-15", _ISSUE),
        Excuse("events/qiushi-2024-11-nqpf-article", "2024-05-31", _ISSUE),
        Excuse("events/qiushi-2024-12-hqd-article", "2024-06-15", _ISSUE),
        Excuse("events/qiushi-2025-22-nqpf-article", "2025-11-15", _ISSUE),
        *(
            Excuse("statements/2021-10-16-qiushi-common-prosperity-timing", source, _ISSUE)
            for source in ("qiushi-2021-10-15", "xinwen-lianbo-2021-10-15")
        ),
        *(
            Excuse("statements/2021-10-16-xi-jinping-common-prosperity-article", source, _ISSUE)
            for source in ("xinwen-lianbo-2021-10-15", "xinhua-2021-10-15")
        ),
        Excuse("statements/2021-10-xi-jinping-common-prosperity-caution", "2021-10-15", _ISSUE),
        Excuse(
            "statements/2023-04-16-xi-jinping-qiushi-new-development-pattern", "2023-04-15", _ISSUE
        ),
        Excuse("statements/2024-06-01-xi-jinping-qiushi-nqpf-definition", "2024-05-31", _ISSUE),
        Excuse("statements/2024-06-01-xi-jinping-qiushi-nqpf-key-priority", "2024-05-31", _ISSUE),
        Excuse("statements/2024-06-16-xi-jinping-qiushi-hqd", "2024-06-15", _ISSUE),
        Excuse(
            "statements/2015-08-21-mainland-affairs-council-1992-documents",
            "mac-2005-05-16-no-081",
            "cited for the council’s position of 2005, to which the summary refers back",
        ),
        Excuse(
            "statements/2024-03-06-shine-emerging-industries-share",
            "myglobalnews-2024-03-03",
            "an earlier article, cited beside the report for the figures behind it",
        ),
    ),
    "wording_is_neutral": (
        Excuse(
            "concepts/four-cardinal-principles",
            "dictatorship",
            "“people’s democratic dictatorship” is the official name of one of the four",
        ),
        Excuse(
            "events/yucun-inspection-2005", "wise", "reports in one word what Xi called a decision"
        ),
    ),
}

# Texts that have the characters of a name in another sense, which rules of the name cannot tell:
# concept and name, then text and reason. They do not count in the checks against whole texts.
OTHER_SENSES: Final[dict[tuple[str, str], dict[str, str]]] = {
    ("beautiful-china", "美丽中国"): {
        "xwlb-VIDE1355098189200502": "the headline of an item on scenery",
    },
    ("healthy-china", "健康中国战略"): {
        "xwlb-VIDEkrmID6pZt79NZdXWFzVm170830": "建设健康中国 before 战略部署",
    },
}

# Findings of the checks against whole texts.
TEXT_EXCUSED: Final[dict[str, tuple[Excuse, ...]]] = {
    "facets_begin_no_later_than_a_text": (
        Excuse(
            "concepts/core-socialist-values.facets[0]",
            "cpc-congress-17",
            "said of the modern country to be built, not of values",
        ),
        Excuse(
            "concepts/digital-china.facets[1]",
            "npc-resolution-gwr-2009",
            "the five fields of all construction, not those that the plan is to reach",
        ),
        Excuse(
            "concepts/digital-china.facets[3]",
            "gwr-zh-1959",
            "“at home and abroad” in general",
        ),
        Excuse(
            "concepts/five-sphere-integrated-plan.facets[0]",
            "npc-resolution-gwr-2009",
            "names the five one by one; as one plan they are of 2012",
        ),
        Excuse(
            "concepts/socialism-with-chinese-characteristics.facets[1]",
            "xi-jhsjk-28361550",
            "said of confidence in the four, not of what it consists of",
        ),
    ),
}
