"""References as the manuals print them: what no engine can vouch for.

GB/T 7714-2025 is newer than the official style files; these pairs follow its published rules, on
invented works.
"""

from __future__ import annotations

from typing import Any

import pytest

import policy_concepts as pc

ZHOU = {"family": "周", "given": "文澜"}
FOUR = [ZHOU, *({"family": f, "given": "清"} for f in "林欧陈")]
ENGLISH_FOUR = [
    {"family": "Vale", "given": "Jean-Luc"},
    {"family": "Orlan", "given": "Mira Ann"},
    {"family": "Kingsley", "given": "Aldous P.", "suffix": "Jr"},
    {"family": "Beck", "given": "Tomas"},
]


def day(*parts: int) -> dict[str, Any]:
    return {"date-parts": [list(parts)]}


PAIRS: dict[str, tuple[dict[str, Any], str]] = {
    "a book, translated, with a page": (
        {"type": "book", "language": "zh", "title": "账本的未来", "author": [{"literal": "博伯尔"}],
         "translator": [ZHOU], "publisher-place": "米尔斯克", "publisher": "山湖出版社",
         "issued": day(2023), "page": "35"},
        "博伯尔. 账本的未来[M]. 周文澜，译. 米尔斯克：山湖出版社，2023：35.",
    ),
    "four authors, and four translators": (
        {"type": "book", "language": "zh", "title": "账本新论", "author": FOUR,
         "translator": FOUR, "edition": "3", "publisher": "山湖出版社", "issued": day(2028)},
        "周文澜，林清，欧清，等. 账本新论[M]. 周文澜，林清，欧清，等，译. 3 版. 山湖出版社，2028.",
    ),
    "English names keep their case and their hyphens": (
        {"type": "book", "language": "en", "title": "Ledgers", "author": ENGLISH_FOUR,
         "edition": "5", "publisher-place": "Mirsk", "publisher": "Quay Books",
         "issued": day(2020), "page": "50-52"},
        "Vale J-L，Orlan M A，Kingsley A P Jr，et al. Ledgers[M]. 5th ed. "
        "Mirsk：Quay Books，2020：50-52.",
    ),
    "names in pinyin are not cut": (
        {"type": "book", "language": "en", "title": "Ledgers", "issued": day(2020),
         "author": [{"family": "Zhou", "given": "Wenlan"}, {"family": "Beck", "given": "Tomas"}]},
        "Zhou Wenlan，Beck T. Ledgers[M]. 2020.",
    ),
    "an article in a journal": (
        {"type": "article-journal", "language": "zh", "title": "论账本", "author": [ZHOU],
         "container-title": "账本研究", "issued": day(2013, 5), "volume": "52", "issue": "11",
         "page": "56-75"},
        "周文澜. 论账本[J]. 账本研究，2013，52（11）：56-75.",
    ),
    "an article without a volume": (
        {"type": "article-journal", "language": "zh", "title": "论账本", "author": [ZHOU],
         "container-title": "账本研究", "issued": day(2013), "issue": "1", "page": "5"},
        "周文澜. 论账本[J]. 账本研究，2013（1）：5.",
    ),
    "an article published online first": (
        {"type": "article-journal", "language": "zh", "title": "论账本", "author": [ZHOU],
         "container-title": "账本研究", "issued": day(2024, 5, 9),
         "URL": "https://zb.example/1"},
        "周文澜. 论账本[J/OL]. 账本研究，2024-05-09. https://zb.example/1.",
    ),
    "an English article with its DOI": (
        {"type": "article-journal", "language": "en", "title": "Counting: an inquiry",
         "author": ENGLISH_FOUR[:2], "container-title": "J. Imag. Acc.", "issued": day(2013),
         "volume": "8", "issue": "3", "page": "473-487", "DOI": "10.5555/x"},
        "Vale J-L，Orlan M A. Counting: an inquiry[J/OL]. J Imag Acc，2013，8（3）：473-487. "
        "DOI:10.5555/x.",
    ),
    "a newspaper with the number of its page": (
        {"type": "article-newspaper", "language": "zh", "title": "账本新规", "author": [ZHOU],
         "container-title": "米尔斯克日报", "issued": day(2022, 8, 16), "page": "17",
         "URL": "https://rb.example/17"},
        "周文澜. 账本新规[N/OL]. 米尔斯克日报，2022-08-16（17）. https://rb.example/17.",
    ),
    "a web page with both of its dates": (
        {"type": "webpage", "language": "zh", "title": "账本简介",
         "author": [{"literal": "统计局"}],
         "issued": day(2012, 5, 3), "accessed": day(2013, 11, 12), "URL": "https://e.example"},
        "统计局. 账本简介[EB/OL]. （2012-05-03）[2013-11-12]. https://e.example.",
    ),
    "a chapter": (
        {"type": "chapter", "language": "zh", "title": "小账本", "author": [ZHOU],
         "container-title": "账本全书", "editor": FOUR[1:3], "volume": "35", "edition": "2",
         "publisher-place": "米尔斯克", "publisher": "山湖出版社", "issued": day(2013),
         "page": "302"},
        "周文澜. 小账本[M]//林清，欧清. 账本全书：卷35. 2 版. 米尔斯克：山湖出版社，2013：302.",
    ),
    "a volume of an English book": (
        {"type": "book", "language": "en", "title": "Handbook of ledgers", "volume": "1",
         "publisher": "Quay Books", "issued": day(2009)},
        "Handbook of ledgers：v.1[M]. Quay Books，2009.",
    ),
    "a paper in proceedings": (
        {"type": "paper-conference", "language": "zh", "title": "论账本会议", "author": [ZHOU],
         "container-title": "账本会议论文集", "editor": [{"literal": "账本学会"}],
         "publisher": "山湖出版社", "issued": day(1997), "page": "33-34"},
        "周文澜. 论账本会议[C]//账本学会. 账本会议论文集. 山湖出版社，1997：33-34.",
    ),
    "a thesis": (
        {"type": "thesis", "language": "zh", "title": "账本研究", "author": [ZHOU],
         "publisher-place": "米尔斯克", "publisher": "米尔斯克大学", "issued": day(2000),
         "page": "17-18", "URL": "https://u.example/t"},
        "周文澜. 账本研究[D/OL]. 米尔斯克：米尔斯克大学，2000：17-18. https://u.example/t.",
    ),
    "a report with a number and no publisher": (
        {"type": "report", "language": "zh", "title": "账本报告", "author": [ZHOU], "number": "R-7",
         "issued": day(2031, 3, 5), "URL": "https://r.example"},
        "周文澜. 账本报告：R-7[R/OL]. 2031-03-05. https://r.example.",
    ),
    "a standard begins with its number": (
        {"type": "standard", "language": "zh", "title": "账本词汇", "number": "AS 1234—2017"},
        "AS 1234—2017\u2003账本词汇[S].",
    ),
    "a data set with its version": (
        {"type": "dataset", "language": "zh", "title": "账本数据", "author": [ZHOU],
         "version": "1.0", "publisher": "数据中心", "issued": day(2031, 1, 2),
         "accessed": day(2031, 2, 3), "DOI": "10.5555/d"},
        "周文澜. 账本数据[DS/OL]. V1.0. 数据中心（2031-01-02）[2031-02-03]. DOI:10.5555/d.",
    ),
    "a preprint": (
        {"type": "article", "language": "en", "title": "Ledgers", "author": ENGLISH_FOUR[:1],
         "publisher": "LedgerXiv", "issued": day(2031, 1, 2), "URL": "https://x.example"},
        "Vale J-L. Ledgers[PP/OL]. LedgerXiv（2031-01-02）. https://x.example.",
    ),
    "no author": (
        {"type": "article-journal", "language": "zh", "title": "账本画", "container-title": "书法",
         "issued": day(2023), "issue": "3", "page": "5"},
        "账本画[J]. 书法，2023（3）：5.",
    ),
}  # fmt: skip


@pytest.mark.parametrize("case", PAIRS)
def test_gb7714_2025(case: str) -> None:
    """Full-width commas, colons and round brackets; half-width full stops and square brackets."""
    item, reference = PAIRS[case]
    assert pc.cite(item, style="gb7714-2025-numeric") == reference


@pytest.mark.parametrize(
    ("item", "reference", "cited"),
    [
        (
            PAIRS["an article in a journal"][0],
            "周文澜，2013. 论账本[J]. 账本研究，52（11）：56-75.",
            "（周文澜，2013）",
        ),
        (
            PAIRS["four authors, and four translators"][0],
            "周文澜，林清，欧清，等，2028. 账本新论[M]. 周文澜，林清，欧清，等，译. 3 版. "
            "山湖出版社.",
            "（周文澜 等，2028）",
        ),
        (
            PAIRS["an English article with its DOI"][0],
            "Vale J-L，Orlan M A，2013. Counting: an inquiry[J/OL]. J Imag Acc，8（3）：473-487. "
            "DOI:10.5555/x.",
            "（Vale et al.，2013）",
        ),
        (
            PAIRS["no author"][0],
            "佚名，2023. 账本画[J]. 书法（3）：5.",
            "（佚名，2023）",
        ),
    ],
)
def test_gb7714_2025_author_date(item: dict[str, Any], reference: str, cited: str) -> None:
    """The year moves behind the author; who is not known is 佚名."""
    assert pc.cite(item, style="gb7714-2025-author-date") == reference
    assert pc.cite_in_text(item, style="gb7714-2025-author-date") == cited


MARKUP = {
    "type": "article-journal",
    "title": "CO<sub>2</sub> & <i>Homo</i>: 5 < 6, a*b_c",
    "author": [{"family": "O'Dell", "given": "Siobhan"}],
    "container-title": "Costs & Co",
    "volume": "3",
    "issued": {"date-parts": [[2031]]},
    "URL": "https://a.example/x_y?z=1&t=%20#s",
}


@pytest.mark.parametrize(
    ("format", "reference"),
    [
        (
            "text",
            "O’Dell, S. (2031). CO2 & Homo: 5 < 6, a*b_c. Costs & Co, 3. "
            "https://a.example/x_y?z=1&t=%20#s",
        ),
        (
            "html",
            "O’Dell, S. (2031). CO<sub>2</sub> &amp; <i>Homo</i>: 5 &lt; 6, a*b_c. "
            '<i>Costs &amp; Co</i>, <i>3</i>. <a href="https://a.example/x_y?z=1&amp;t=%20#s">'
            "https://a.example/x_y?z=1&amp;t=%20#s</a>",
        ),
        (
            "markdown",
            r"O’Dell, S. (2031). CO<sub>2</sub> & *Homo*: 5 \< 6, a\*b\_c. *Costs & Co*, *3*. "
            r"<https://a.example/x_y?z=1&t=%20#s>",
        ),
        (
            "latex",
            r"O'Dell, S. (2031). CO\textsubscript{2} \& \textit{Homo}: 5 \textless{} 6, a*b\_c. "
            r"\textit{Costs \& Co}, \textit{3}. "
            r"\href{https://a.example/x\_y?z=1\&t=\%20\#s}{https://a.example/x\_y?z=1\&t=\%20\#s}",
        ),
    ],
)
def test_four_formats(format: Any, reference: str) -> None:
    """Each format escapes what it must."""
    assert pc.cite(MARKUP, format=format) == reference


@pytest.mark.parametrize(
    ("title", "printed"),
    [
        ("What comes next?", "“What Comes Next?” *"),
        ("It works!", "“It Works!” *"),
        ("He said 'no'", "“He Said ‘No’.” *"),
        ('A "b" and see', "“A ‘b’ and See.” *"),
        ("“Who counts?”", "“‘Who Counts?’” *"),
        ("And so on ...", "“And so on ...” *"),
        ("The U.S.", "“The U.S.” *"),
        ("On <i>Homo</i>", "“On *Homo*.” *"),
    ],
)
def test_ends_of_titles(title: str, printed: str) -> None:
    """One mark of punctuation at the end of a title, inside the quotation."""
    item = {"type": "article-journal", "title": title, "container-title": "J",
            "author": [{"literal": "Q"}]}  # fmt: skip
    reference = pc.cite(item, style="mla", format="markdown")
    assert reference.startswith(f"Q. {printed}")
