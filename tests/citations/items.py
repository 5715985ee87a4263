"""Things to cite, all invented, and a generator of more.

`CORE` is a fixed set that covers what the styles distinguish; `random_items` makes fresh ones.
Every item is a CSL-JSON item.
"""

from __future__ import annotations

import random
from typing import Any

Item = dict[str, Any]
Name = dict[str, str]


def person(family: str, given: str, **more: str) -> Name:
    return {"family": family, "given": given, **more}


def body(name: str) -> Name:
    return {"literal": name}


def date(*parts: int) -> dict[str, Any]:
    return {"date-parts": [list(parts)]}


def span(start: tuple[int, ...], end: tuple[int, ...]) -> dict[str, Any]:
    return {"date-parts": [list(start), list(end)]}


ORLAN = person("Orlan", "Mira")
BECK = person("Beck", "Tomas J.")
VALE = person("Vale", "Jean-Luc")
BERG = person("van den Berg", "Ida")
ROQUE = person("de la Roque", "Anselm Piet")
KING = person("Kingsley", "Aldous P.", suffix="Jr.")
DASH = person("Marrow-Quill", "P. K.")
OBRIEN = person("O'Dell", "Siobhan")
ZHOU = person("周", "文澜")
LIN = person("林", "以南")
OUYANG = person("欧阳", "清")
MINISTRY = body("Arvania Ministry of Ledgers")
OFFICE = body("米尔斯克市统计局")

PEOPLE = [ORLAN, BECK, VALE, BERG, ROQUE, KING, DASH, OBRIEN]
MANY = [
    person(f"{first}{last}", given)
    for first, last, given in zip(
        "Al Ber Car Dor El Far Gil Hal Is Jar Kel Lor Mar Nor Os Pel Qui Ros Sil Tor Ul Var Wen Xi "
        "Yar Zed Ab Bo Co Du".split(),
        "ström quist dane mond low wick fell der ton rick " .split() * 3,
        "Ann Bo Cy Dee Eli Fay Gus Hal Ivy Jo Kit Lee Max Ned Oz Pia Quin Ray Sue Tim Una Vic Win "
        "Xan Yul Zoe Abe Bea Cal Dot".split(),
        strict=True,
    )
]  # fmt: skip


def _core() -> list[Item]:
    news = {
        "type": "article-newspaper",
        "container-title": "Arvania Gazette",
        "issued": date(2031, 4, 2),
        "URL": "https://gazette.example/2031/04/02/ledger",
        "accessed": date(2031, 5, 9),
    }
    zh_news = {
        "type": "article-newspaper",
        "language": "zh-CN",
        "container-title": "米尔斯克日报",
        "issued": date(2031, 9, 8),
        "page": "1",
    }
    journal = {
        "type": "article-journal",
        "container-title": "Journal of imaginary accounts",
        "volume": "12",
        "issue": "3",
        "page": "123-145",
        "issued": date(2029, 6),
        "DOI": "10.5555/jia.2029.123",
    }
    book = {
        "type": "book",
        "publisher": "Harrow Lane Press",
        "publisher-place": "Mirsk",
        "issued": date(2027),
    }
    items: list[Item] = [
        # Web news.
        {**news, "title": "Orlan puts forward green ledger", "author": [ORLAN]},
        {**news, "title": "Council adopts the ledger act", "author": [body("Arvania News Agency")]},
        {**news, "title": "What comes after the green ledger?"},
        {**news, "title": "Ledger act passes at last!", "author": [BECK, VALE]},
        {**news, "title": "A word on the ledger", "issued": date(2031, 4)},
        {**news, "title": "A word on the ledger", "issued": date(2031), "author": [BERG]},
        {k: v for k, v in {**news, "title": "No day at all"}.items() if k != "issued"},
        {**news, "title": "Three days in Mirsk", "issued": span((2031, 4, 2), (2031, 4, 5))},
        {**news, "title": "From spring to summer", "issued": span((2031, 4, 28), (2031, 5, 3))},
        {**news, "title": "“Tide of paper”: how a phrase was born", "author": [OBRIEN]},
        {**zh_news, "title": "绿色账本的提出与内涵", "author": [ZHOU]},
        {**zh_news, "title": "市政府公布新规", "author": [OFFICE]},
        {**zh_news, "title": "什么是“绿色账本”？", "author": [ZHOU, LIN], "page": "1-2"},
        {**zh_news, "title": "新规今日施行", "URL": "https://mirsk.example/n/1",
         "accessed": date(2031, 9, 9)},
        {**news, "type": "article-magazine", "title": "The long ledger", "author": [KING],
         "page": "14-19", "volume": "7"},
        {**news, "type": "article-magazine", "title": "The long ledger", "author": [ROQUE],
         "issue": "22", "page": "4"},
        # Web pages, posts, press releases.
        {"type": "webpage", "title": "About the green ledger", "author": [MINISTRY],
         "container-title": "Ledgers of Arvania", "issued": date(2030, 1, 15),
         "URL": "https://ledgers.example/about?x=1&y=a_b#top", "accessed": date(2031, 2, 3)},
        {"type": "webpage", "title": "Frequently asked questions", "container-title": "Ledgers",
         "URL": "https://ledgers.example/faq", "accessed": date(2031, 2, 3)},
        {"type": "webpage", "title": "Statement of the ministry",
         "publisher": "Ministry of Ledgers",
         "issued": date(2030, 12, 1), "URL": "https://ledgers.example/s/1"},
        {"type": "webpage", "title": "绿色账本简介", "language": "zh-CN", "author": [OFFICE],
         "issued": date(2030, 3, 1), "URL": "https://mirsk.example/j",
         "accessed": date(2031, 1, 1)},
        {"type": "post-weblog", "title": "Notes on ledgers", "author": [DASH],
         "container-title": "Marginal Notes", "issued": date(2032, 7, 30),
         "URL": "https://notes.example/7"},
        {"type": "post", "title": "ledgers are back", "author": [person("Quill", "Ada")],
         "container-title": "Chirper", "issued": date(2032, 7, 30),
         "URL": "https://chirp.example/1"},
        {"type": "webpage", "genre": "Press release",
         "title": "Ministry opens ledger to the public",
         "author": [MINISTRY], "issued": date(2030, 6, 6), "URL": "https://ledgers.example/pr/6"},
        {"type": "article-newspaper", "genre": "Press release", "title": "Ledger opens",
         "author": [MINISTRY], "container-title": "Arvania Newswire", "issued": date(2030, 6, 6)},
        # Reports.
        {"type": "report", "title": "Accounts of the green ledger: first findings",
         "author": [MINISTRY], "publisher": "Arvania Stationery Office",
         "publisher-place": "Mirsk", "issued": date(2030, 11), "number": "4",
         "genre": "Working paper", "URL": "https://ledgers.example/wp4.pdf"},
        {"type": "report", "title": "Annual report", "author": [BECK, BERG, VALE],
         "publisher": "Institute for Ledgers", "issued": date(2028)},
        {"type": "report", "title": "Government work report", "author": [ORLAN],
         "publisher": "Council of Arvania", "issued": date(2031, 3, 5),
         "URL": "https://council.example/gwr", "accessed": date(2031, 3, 6)},
        {"type": "report", "title": "2031年政府工作报告", "language": "zh-CN", "author": [ZHOU],
         "publisher": "米尔斯克市人民政府", "publisher-place": "米尔斯克",
         "issued": date(2031, 1, 5)},
        {"type": "report", "title": "Untold costs", "genre": "Research report", "number": "RR-17/2",
         "author": [DASH], "publisher": "Costs & Co.", "issued": date(2026), "page": "3-17"},
        # Speeches.
        {"type": "speech", "title": "On the spirit of the ledger", "author": [ORLAN],
         "event": "Third Forum on Ledgers", "event-place": "Mirsk", "issued": date(2031, 4, 2)},
        {"type": "speech", "title": "Remarks at the opening session", "author": [ORLAN],
         "issued": date(2031, 4, 1), "URL": "https://council.example/r",
         "publisher": "Council of Arvania"},
        {"type": "speech", "title": "在第三届账本论坛上的讲话", "language": "zh-CN",
         "author": [ZHOU], "event-title": "第三届账本论坛", "event-place": "米尔斯克",
         "issued": date(2031, 4, 2), "URL": "https://mirsk.example/jh"},
        {"type": "speech", "title": "Keynote", "genre": "Keynote address", "author": [BERG],
         "event-title": "Congress of accountants", "event-place": "Tallow Bay",
         "issued": date(2029, 10, 10)},
        # Law.
        {"type": "legislation", "title": "Green ledger act", "number": "14", "container-title":
         "Statutes of Arvania", "volume": "9", "page": "101", "issued": date(2031, 6, 1),
         "authority": "Council of Arvania"},
        {"type": "legislation", "title": "Law of Arvania on ledgers", "issued": date(2031, 6, 1),
         "URL": "https://law.example/14", "accessed": date(2032, 1, 1)},
        {"type": "legislation", "title": "米尔斯克市账本管理条例", "language": "zh-CN",
         "author": [OFFICE], "issued": date(2031, 6, 1), "URL": "https://law.example/zh/14",
         "publisher": "米尔斯克市人大"},
        {"type": "bill", "title": "Ledger (amendment) bill", "number": "211",
         "authority": "Lower House", "issued": date(2030)},
        {"type": "regulation", "title": "Ledger regulations", "volume": "3",
         "container-title": "Gazette of Orders", "section": "12", "issued": date(2032)},
        {"type": "treaty", "title": "Treaty of Tallow Bay", "author": [body("Arvania"),
         body("Ostmark")], "issued": date(1931, 9, 30), "container-title": "Treaty Series",
         "volume": "88", "page": "4"},
        # Journal articles.
        {**journal, "title": "Counting what cannot be counted", "author": [ORLAN]},
        {**journal, "title": "The ledger and the lamp: an inquiry", "author": [ORLAN, BECK]},
        {**journal, "title": "Is there an end to accounts?", "author": [VALE, BERG, ROQUE]},
        {**journal, "title": "Accounts of plenty", "author": [KING, DASH, OBRIEN, ORLAN]},
        {**journal, "title": "Seven hands", "author": MANY[:7]},
        {**journal, "title": "Eight hands", "author": MANY[:8]},
        {**journal, "title": "Six hands", "author": MANY[:6]},
        {**journal, "title": "Twenty hands", "author": MANY[:20]},
        {**journal, "title": "Twenty-one hands", "author": MANY[:21]},
        {**journal, "title": "Thirty hands", "author": MANY[:30]},
        {**journal, "title": "No volume", "author": [BECK], "volume": "", "issue": ""},
        {**journal, "title": "Only a volume", "author": [BECK], "issue": "", "page": "7"},
        {**journal, "title": "Only an issue", "author": [BECK], "volume": "", "page": "1001-1013"},
        {k: v for k, v in {**journal, "title": "Without a DOI", "author": [BECK],
         "URL": "https://jia.example/9", "accessed": date(2030, 2, 2)}.items() if k != "DOI"},
        {**journal, "title": "Ahead of print", "author": [VALE], "volume": "", "issue": "",
         "page": "", "issued": date(2030, 5, 5)},
        {**journal, "title": "By number", "author": [VALE], "page": "", "number": "e0042"},
        {**journal, "title": "Pages 1100–1198", "author": [BERG], "page": "1100-1198",
         "issued": date(2029, 6, 14)},
        {**journal, "title": "Pages 101-108, 200", "author": [BERG], "page": "101-108, 200"},
        {**journal, "title": "Season", "author": [BERG], "issued":
         {"date-parts": [[2029]], "season": 2}},
        {**journal, "title": "About then", "author": [BERG], "issued":
         {"date-parts": [[2029]], "circa": True}},
        {"type": "article-journal", "language": "zh-CN", "title": "绿色账本与区域发展",
         "author": [ZHOU, LIN], "container-title": "账本研究", "volume": "5", "issue": "2",
         "page": "15-28", "issued": date(2030)},
        {"type": "article-journal", "language": "zh-CN", "title": "论账本：历史与现实",
         "author": [ZHOU, LIN, OUYANG, person("陈", "默")], "container-title": "账本研究",
         "issue": "11", "page": "3-9", "issued": date(2030, 11)},
        {"type": "article-journal", "language": "zh-CN", "title": "三人行", "author":
         [ZHOU, LIN, OUYANG], "container-title": "账本研究", "volume": "6", "issued": date(2031),
         "DOI": "10.5555/zb.6.1"},
        {**journal, "language": "en", "title": "Ledgers East and West", "author": [ZHOU, BECK]},
        {**journal, "language": "fr", "title": "Le grand livre vert", "author": [ROQUE],
         "container-title": "Revue des comptes"},
        # Titles.
        {**journal, "title": "He said \"no\" to the ‘old’ ledger", "author": [BECK]},
        {**journal, "title": "The workers' share: it's all about O'Dell's 'n' rule",
         "author": [BECK]},
        {**journal, "title": "Of <i>Homo ledgerus</i> & CO<sub>2</sub>: x < y", "author": [BECK]},
        {**journal, "title": "A 100% tax on $5_000 #ledgers ~ {really} ^up\\down*",
         "author": [BECK]},
        {**journal, "title": "iPads in the NHS and the e-ledger: a post-2020 re-think",
         "author": [BECK]},
        {**journal, "title": "What is to be done? A reply", "author": [BECK]},
        {**journal, "title": "Why not?!", "author": [BECK]},
        {**journal, "title": "And so on ...", "author": [BECK]},
        {**journal, "title": "The U.S.", "author": [BECK]},
        {**journal, "title": "LEDGERS FOR ALL", "author": [BECK]},
        {**journal, "title": "A guide to the ledger—and over it", "author": [BECK]},
        {**journal, "title": "“Who counts?”", "author": [BECK]},
        {**journal, "title": "On “counting,” and “not counting”", "author": [BECK]},
        {**journal, "title": "Living with the ledger 🌿: 绿色账本 in Mirsk", "author": [BECK]},
        # Books.
        {**book, "title": "The ledger of the world", "author": [ORLAN]},
        {**book, "title": "The ledger of the world", "author": [ORLAN, BECK], "edition": "2"},
        {**book, "title": "A dictionary of ledgers", "editor": [BERG]},
        {**book, "title": "Ledgers in our time", "editor": [BERG, VALE], "volume": "3"},
        {**book, "title": "Songs of the clerks", "author": [ROQUE], "translator": [DASH]},
        {**book, "title": "Collected works", "author": [ORLAN], "volume": "2",
         "edition": "Revised edition"},
        {**book, "title": "Anonymous ledger"},
        {**book, "title": "A book in a series", "author": [KING], "collection-title":
         "Studies in Accounts", "collection-number": "14"},
        {**book, "title": "Read online", "author": [OBRIEN], "URL": "https://books.example/1",
         "accessed": date(2031, 8, 8)},
        {**book, "title": "With a DOI", "author": [OBRIEN], "DOI": "10.5555/book.1"},
        {"type": "book", "title": "No date, no press", "author": [VALE]},
        {"type": "book", "language": "zh-CN", "title": "账本新论", "author": [ZHOU],
         "publisher": "山湖出版社", "publisher-place": "米尔斯克", "issued": date(2028)},
        {"type": "book", "language": "zh-CN", "title": "账本概论", "author":
         [ZHOU, LIN, OUYANG, person("陈", "默")], "edition": "3", "publisher": "山湖出版社",
         "publisher-place": "米尔斯克", "issued": date(2028)},
        {"type": "book", "language": "zh-CN", "title": "账本文集：第二卷", "author": [ORLAN],
         "translator": [ZHOU], "publisher": "山湖出版社", "issued": date(2029)},
        {**book, "title": "Four makers", "author": [ORLAN, BECK, VALE, BERG]},
        {**book, "title": "Between years", "author": [ORLAN], "issued": span((2027,), (2029,))},
        # Chapters.
        {"type": "chapter", "title": "A small ledger", "author": [VALE], "container-title":
         "Ledgers in our time", "editor": [BERG, BECK], "publisher": "Harrow Lane Press",
         "publisher-place": "Mirsk", "page": "31-58", "issued": date(2027)},
        {"type": "chapter", "title": "Why ledgers fail", "author": [VALE, ORLAN],
         "container-title": "Handbook of ledgers", "editor": [KING], "edition": "2",
         "publisher": "Harrow Lane Press", "page": "7", "issued": date(2027),
         "DOI": "10.5555/hb.7"},
        {"type": "chapter", "title": "Without editors", "author": [OBRIEN],
         "container-title": "Essays on accounts", "publisher": "Quay Books",
         "issued": date(2020)},
        {"type": "chapter", "title": "In volume two", "author": [ORLAN], "volume": "2",
         "container-title": "The long history", "editor": [DASH, ROQUE, VALE, BERG],
         "publisher": "Quay Books", "page": "100-109", "issued": date(2020)},
        {"type": "chapter", "language": "zh-CN", "title": "小账本", "author": [LIN],
         "container-title": "账本新论集", "editor": [ZHOU], "publisher": "山湖出版社",
         "publisher-place": "米尔斯克", "page": "31-58", "issued": date(2027)},
        # Theses.
        {"type": "thesis", "title": "Ledgers under glass", "genre": "Doctoral dissertation",
         "author": [BECK], "publisher": "University of Mirsk", "issued": date(2026)},
        {"type": "thesis", "title": "Ledgers under glass: a study", "genre": "Master's thesis",
         "author": [BECK], "publisher": "University of Mirsk", "publisher-place": "Mirsk",
         "issued": date(2026), "URL": "https://uni.example/t/1"},
        {"type": "thesis", "language": "zh-CN", "title": "账本研究", "genre": "博士学位论文",
         "author": [LIN], "publisher": "米尔斯克大学", "publisher-place": "米尔斯克",
         "issued": date(2026)},
        # Conference papers.
        {"type": "paper-conference", "title": "Ledgers at scale", "author": [BECK, VALE],
         "container-title": "Proceedings of the third ledger conference", "page": "11-20",
         "publisher": "Ledger Society", "publisher-place": "Mirsk", "issued": date(2025, 7)},
        {"type": "paper-conference", "title": "Unprinted thoughts", "author": [BERG],
         "event-title": "Ledger Days", "event-place": "Tallow Bay", "issued": date(2025, 7, 4)},
        {"type": "paper-conference", "title": "Edited thoughts", "author": [BERG],
         "container-title": "Acts of Ledger Days", "editor": [ROQUE], "page": "5-9",
         "publisher": "Ledger Society", "issued": date(2025)},
        # Others.
        {"type": "entry-encyclopedia", "title": "Ledger", "container-title":
         "Encyclopedia of Arvania", "publisher": "Quay Books", "issued": date(2019)},
        {"type": "entry-encyclopedia", "title": "Ledger", "author": [KING], "container-title":
         "Encyclopedia of Arvania", "URL": "https://enc.example/ledger", "issued": date(2019, 2, 2),
         "accessed": date(2031, 1, 2)},
        {"type": "dataset", "title": "Ledger counts, 1990–2030", "author": [MINISTRY],
         "publisher": "Arvania Data", "version": "1.2", "issued": date(2031),
         "DOI": "10.5555/data.1"},
        {"type": "document", "title": "Circular on ledgers", "author": [MINISTRY],
         "publisher": "Arvania Stationery Office", "issued": date(2022, 2, 2), "number": "7"},
        {"type": "document", "title": "关于加强账本工作的意见", "language": "zh-CN",
         "author": [OFFICE], "issued": date(2022, 2, 2), "URL": "https://mirsk.example/yj"},
        {"type": "interview", "title": "Ten questions on ledgers", "author": [ORLAN],
         "interviewer": [BECK], "container-title": "Arvania Gazette", "issued": date(2031, 5, 5),
         "URL": "https://gazette.example/i"},
        {"type": "broadcast", "title": "The ledger hour", "container-title": "Evening in Mirsk",
         "publisher": "Arvania Radio", "issued": date(2031, 4, 4), "URL": "https://radio.example/e"},
        {"type": "motion_picture", "title": "The counting house", "director": [VALE],
         "publisher": "Lantern Pictures", "issued": date(2018)},
        {"type": "manuscript", "title": "Draft of the ledger act", "author": [ORLAN],
         "issued": date(2030, 2)},
        {"type": "pamphlet", "title": "Keep your ledger green", "author": [MINISTRY],
         "publisher": "Arvania Stationery Office", "issued": date(2024, 3, 3)},
        {"type": "article", "title": "A preprint on ledgers", "author": [BECK], "publisher":
         "LedgerXiv", "number": "2031.00042", "issued": date(2031, 1, 4),
         "URL": "https://ledgerxiv.example/42"},
        {"type": "software", "title": "ledgerlib", "author": [DASH], "version": "3.1",
         "issued": date(2031, 10, 1), "URL": "https://lib.example"},
        {"type": "standard", "title": "Ledgers: vocabulary", "number": "AS 1234", "authority":
         "Arvania Standards", "publisher": "Arvania Standards", "issued": date(2017)},
    ]  # fmt: skip
    out = []
    for i, item in enumerate(items):
        kept = {key: value for key, value in item.items() if value not in ("", [], None)}
        out.append({"id": f"core-{i:03}", **kept})
    return out


CORE = _core()

# --- random items --------------------------------------------------------------------------------

_WORDS = (
    "the a of and in on to for ledger lamp green account river council harbour census reform "
    "market "
    "growth tide paper clerk quality new productive engine county plan method theory history "
    "evidence case study policy public trust state local regional data open long short rural urban"
).split()
_ZH = "绿色账本发展研究改革开放城乡治理实践理论创新市场数据质量提升路径机制分析农村公共服务体系建设"
_FAMILIES = (
    "Adler Brandt Castell Dunmore Eriksen Fontane Grieve Holm Ivers Janssen Kell Lund Moravec "
    "Nyberg Okoro Petrel Quist Rademaker Sorrel Tanaka Ueda Vargas Weil Ximenes Yates Zorn"
).split()
_GIVEN = (
    "Anna Bruno Clara Dmitri Elena Felix Greta Hugo Irene J. K. Lars Maria Nils Olga Pavel Rosa "
    "Sten Tove Ulla Viktor Wim"
).split()
_ZH_FAMILIES = "赵钱孙李周吴郑王冯陈沈韩杨朱秦"
_ZH_GIVEN = "明华强芳敏静丽军磊洋勇艳杰娟涛超霞平刚"
_JOURNALS = [
    "Journal of Invented Economics",
    "Review of the unreal",
    "Annals of Accounts & Ledgers",
    "Policy letters",
    "The Mirsk Quarterly",
]
_PAPERS = ["Arvania Gazette", "The Tallow Bay Courier", "Mirsk evening post"]
_PRESSES = ["Harrow Lane Press", "Quay Books", "University of Mirsk Press", "Lantern & Sons"]
_PLACES = ["Mirsk", "Tallow Bay", "Ostmark"]
_BODIES = ["Council of Arvania", "Institute for Ledgers", "Arvania News Agency", "Ledger Society"]
_ZH_BODIES = ["米尔斯克市人民政府", "山湖研究院", "阿尔瓦尼亚通讯社"]
_TYPES = (
    ["article-journal"] * 4
    + ["article-newspaper"] * 3
    + ["webpage"] * 3
    + ["book"] * 3
    + ["report"] * 3
    + ["chapter"] * 2
    + ["thesis"] * 2
    + ["speech"] * 2
    + ["legislation", "paper-conference", "article-magazine", "document", "post-weblog"]
)


class _Maker:
    def __init__(self, seed: int) -> None:
        self.random = random.Random(seed)

    def chance(self, probability: float) -> bool:
        return self.random.random() < probability

    def title(self, zh: bool) -> str:
        pick = self.random
        if zh:
            text = "".join(pick.choice(_ZH) for _ in range(pick.randint(5, 16)))
            if self.chance(0.15):
                text = f"论“{text[:4]}”：{text[4:] or '续'}"
            return text + ("？" if self.chance(0.05) else "")
        words = [pick.choice(_WORDS) for _ in range(pick.randint(3, 10))]
        words[0] = words[0].capitalize()
        if self.chance(0.25):
            words = [word.capitalize() if self.chance(0.7) else word for word in words]
        text = " ".join(words)
        if self.chance(0.25):
            cut = len(words) // 2
            text = f"{' '.join(words[:cut])}: {' '.join(words[cut:])}"
        if self.chance(0.06):
            i = pick.randrange(len(words))
            words[i] = f'"{words[i]}"'
            text = " ".join(words)
        if self.chance(0.05):
            text = text.replace(" and ", " & ")
        if self.chance(0.08):
            text += pick.choice("?!")
        return text

    def name(self, zh: bool) -> Name:
        pick = self.random
        if zh:
            given = "".join(pick.choice(_ZH_GIVEN) for _ in range(pick.randint(1, 2)))
            return person(pick.choice(_ZH_FAMILIES), given)
        given = " ".join(pick.choice(_GIVEN) for _ in range(pick.choice((1, 1, 1, 2))))
        if self.chance(0.08):
            given = f"{pick.choice(_GIVEN[:9])}-{pick.choice(_GIVEN[:9])}"
        family = pick.choice(_FAMILIES)
        if self.chance(0.07):
            family = f"{pick.choice(('van', 'de', 'von der', 'ten'))} {family}"
        if self.chance(0.04):
            return person(family, given, suffix=pick.choice(("Jr.", "III")))
        return person(family, given)

    def names(self, zh: bool, most: int = 9) -> list[Name]:
        count = self.random.choice((1, 1, 1, 2, 2, 3, 4, 5, 7, 8, 9))
        return [self.name(zh) for _ in range(min(count, most))]

    def day(self) -> dict[str, Any]:
        pick = self.random
        year, month, on = pick.randint(1990, 2031), pick.randint(1, 12), pick.randint(1, 28)
        return date(*(year, month, on)[: pick.choice((1, 2, 3, 3))])

    def item(self, index: int) -> Item:
        pick = self.random
        kind = pick.choice(_TYPES)
        zh = self.chance(0.3)
        out: Item = {"id": f"random-{index}", "type": kind, "title": self.title(zh)}
        if zh:
            out["language"] = "zh-CN"
        elif self.chance(0.3):
            out["language"] = pick.choice(("en", "en-US", "en-GB"))
        if self.chance(0.85):
            if self.chance(0.2) or (kind == "legislation"):
                out["author"] = [body(pick.choice(_ZH_BODIES if zh else _BODIES))]
            else:
                out["author"] = self.names(zh)
        if self.chance(0.92):
            out["issued"] = self.day()
        page = pick.randint(1, 1400)
        pages = f"{page}-{page + pick.randint(1, 30)}" if self.chance(0.8) else str(page)
        zh_or = lambda chinese, other: chinese if zh else pick.choice(other)  # noqa: E731
        if kind == "article-journal":
            out["container-title"] = zh_or("账本研究", _JOURNALS)
            for key, value, odds in (
                ("volume", str(pick.randint(1, 80)), 0.85),
                ("issue", str(pick.randint(1, 12)), 0.75),
                ("page", pages, 0.85),
                ("DOI", f"10.5555/{pick.randint(1, 9999)}", 0.55),
            ):
                if self.chance(odds):
                    out[key] = value
        elif kind in ("article-newspaper", "article-magazine"):
            out["container-title"] = zh_or("米尔斯克日报", _PAPERS)
            if self.chance(0.3):
                out["page"] = pages
        elif kind in ("webpage", "post-weblog"):
            if self.chance(0.7):
                out["container-title"] = zh_or("米尔斯克在线", ["Ledgers of Arvania", "Open notes"])
        elif kind in ("book", "report", "thesis", "legislation", "document"):
            if self.chance(0.85):
                out["publisher"] = zh_or("山湖出版社", _PRESSES + _BODIES)
            if self.chance(0.5):
                out["publisher-place"] = zh_or("米尔斯克", _PLACES)
            if kind == "book" and self.chance(0.25):
                out["edition"] = str(pick.randint(2, 6))
            if kind == "book" and self.chance(0.2):
                out["volume"] = str(pick.randint(1, 4))
            if kind == "book" and self.chance(0.15):
                out["editor"] = self.names(zh, 3)
            if kind == "report" and self.chance(0.4):
                out["number"] = str(pick.randint(1, 99))
            if kind == "report" and self.chance(0.4):
                out["genre"] = zh_or("研究报告", ["Working paper", "Policy brief"])
            if kind == "thesis":
                out["genre"] = zh_or("博士学位论文", ["Doctoral dissertation", "Master's thesis"])
        elif kind in ("chapter", "paper-conference"):
            out["container-title"] = self.title(zh)
            if self.chance(0.7):
                out["editor"] = self.names(zh, 4)
            if self.chance(0.85):
                out["publisher"] = zh_or("山湖出版社", _PRESSES)
            if self.chance(0.5):
                out["publisher-place"] = zh_or("米尔斯克", _PLACES)
            if self.chance(0.8):
                out["page"] = pages
        elif kind == "speech":
            if self.chance(0.6):
                name = zh_or("账本论坛", ["Forum on Ledgers", "Second congress of clerks"])
                out["event"] = out["event-title"] = name
            if self.chance(0.5):
                out["event-place"] = zh_or("米尔斯克", _PLACES)
        online = {"webpage": 1.0, "post-weblog": 1.0, "article-newspaper": 0.7}.get(kind, 0.35)
        if self.chance(online):
            out["URL"] = f"https://{pick.choice(('a', 'b', 'c'))}.example/{pick.randint(1, 999)}"
            if self.chance(0.6):
                out["accessed"] = date(2032, pick.randint(1, 12), pick.randint(1, 28))
        return out


def random_items(count: int, seed: int) -> list[Item]:
    """Fresh items; the same seed gives the same ones."""
    maker = _Maker(seed)
    return [maker.item(i) for i in range(count)]


_ALL_TYPES = (
    "article article-journal article-magazine article-newspaper webpage post post-weblog report "
    "speech legislation bill regulation treaty book chapter thesis paper-conference "
    "entry-encyclopedia entry-dictionary interview broadcast motion_picture dataset software "
    "document pamphlet manuscript standard"
).split()


def wild_items(count: int, seed: int) -> list[Item]:
    """Items with any variables at all, likely or not: what must never break a style."""
    maker = _Maker(seed)
    return [_wild(maker, i) for i in range(count)]


def _wild(maker: _Maker, index: int) -> Item:
    pick = maker.random
    out: Item = {"id": f"wild-{index}", "type": pick.choice(_ALL_TYPES)}

    def may(odds: float, key: str, *values: Any) -> None:
        if maker.chance(odds):
            out[key] = pick.choice(values)

    def people(odds: float, key: str, most: int) -> None:
        if maker.chance(odds):
            out[key] = maker.names(False, most)

    may(0.95, "title", maker.title(False))
    people(0.6, "author", 9)
    if "author" not in out:
        may(0.4, "author", [body("Council of Arvania")], [body("Ledger Society")])
    people(0.3, "editor", 4)
    people(0.12, "translator", 2)
    may(0.55, "container-title", maker.title(False))
    may(0.12, "collection-title", maker.title(False))
    may(0.1, "collection-number", "3", "12", "A")
    may(0.55, "publisher", "Quay Books", "Lantern & Sons", "university press")
    may(0.3, "publisher-place", "Mirsk", "Tallow Bay")
    may(0.3, "volume", "3", "12", "4-5", "New Series")
    may(0.3, "issue", "2", "7-8")
    may(0.4, "page", "1", "12-19", "101-108", "e12")
    may(0.2, "number", "4", "RR-17", "12/2020")
    may(0.2, "edition", "2", "3", "Revised edition")
    may(0.2, "genre", "Working paper", "Press release", "Keynote")
    may(0.1, "medium", "Film")
    may(0.15, "event-title", "Forum on Ledgers")
    may(0.1, "event-place", "Mirsk")
    may(0.08, "event-date", maker.day())
    may(0.1, "authority", "Lower House")
    may(0.8, "issued", maker.day(), maker.day(), span((2020, 3, 4), (2020, 5, 9)))
    may(0.35, "accessed", date(2031, 2, 3))
    may(0.4, "URL", "https://a.example/x")
    may(0.3, "DOI", "10.5555/12")
    may(0.06, "status", "in press")
    may(0.08, "version", "2.1")
    may(0.06, "section", "12", "Opinion")
    may(0.05, "title-short", "Short")
    may(0.05, "original-date", date(1950))
    for key in ("director", "container-author", "collection-editor", "interviewer"):
        people(0.05, key, 2)
    may(0.05, "number-of-pages", "300")
    may(0.05, "number-of-volumes", "3")
    may(0.05, "chapter-number", "4")
    may(0.05, "archive", "Mirsk Archive")
    may(0.04, "archive_location", "Box 3")
    may(0.2, "language", "en", "fr", "en-GB")
    return out
