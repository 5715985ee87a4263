"""Spellings of the same name: British and American words, a leading article, commas, scripts.

One table for look-up, search and finding in texts.
"""

from __future__ import annotations

from collections.abc import Iterator
from functools import lru_cache
from itertools import islice, product
from typing import Final

from .scripts import simplified
from .text import fold

# Parts of words: British, American.
_PAIRS: Final = (
    *((f"{stem}our", f"{stem}or") for stem in (
        "arm behavi cand clam col demean endeav fav ferv flav glam harb hon hum lab neighb od "
        "parl ranc rig rum sav splend tum val vap vig"
    ).split()),
    *((f"{stem}ll{end}", f"{stem}l{end}") for stem in (
        "cance channe counse dia fue labe leve mode signa trave"
    ).split() for end in ("ed", "er", "ing")),
    *((f"{stem}red", f"{stem}ered") for stem in ("cent", "fib", "manoeuv")),
    *((f"{stem}re", f"{stem}er") for stem in "calib cent fib lit lust met sab spect theat".split()),
    ("programme", "program"), ("catalogue", "catalog"), ("dialogue", "dialog"),
    ("analogue", "analog"), ("defence", "defense"), ("offence", "offense"),
    ("pretence", "pretense"), ("licence", "license"), ("practise", "practice"),
    ("ageing", "aging"), ("judgement", "judgment"), ("acknowledgement", "acknowledgment"),
    ("sceptic", "skeptic"), ("manoeuvre", "maneuver"), ("mould", "mold"), ("grey", "gray"),
    ("plough", "plow"), ("aluminium", "aluminum"), ("fulfilment", "fulfillment"),
    ("enrolment", "enrollment"), ("instalment", "installment"), ("skilful", "skillful"),
    ("wilful", "willful"), ("isation", "ization"), ("ise", "ize"), ("ising", "izing"),
    ("yse", "yze"), ("ysing", "yzing"),
)  # fmt: skip
# What stands before -ise and -ize in words that end so in both.
_SAME_IN_BOTH: Final = frozenset(
    "adv ar caps circumc compr comprom conc cru dem dev disgu enterpr exc exerc expert franch gu "
    "improv inc likew merchand no otherw parad po pr pra prec prem prom ra rev r s se superv "
    "surpr surm telev treat w".split()
)
# Nouns that people add to a name or leave out.
HEAD_NOUNS: Final = ("initiative", "strategy")
_ARTICLE: Final = "the"
# Commas and list marks, which a whole name may have or not.
_INNER_MARKS: Final = str.maketrans("", "", ",，、﹑､")
# More spellings of one name than this are not tried.
_MAX_SPELLINGS: Final = 64


def american(text: str) -> str:
    """Returns a lower-case text with American for British spellings, only to compare it.

    The rules do not look for the ends of words, so that they hold where spaces were removed;
    words such as *rise* change too.

    Example:
        >>> from policy_concepts._base.spelling import american
        >>> american("modernisation"), american("labourledger"), american("peace")
        ('modernization', 'laborledger', 'peace')
    """
    for british, other in _PAIRS:
        if british in text:
            text = text.replace(british, other)
    return text


@lru_cache(maxsize=65536)
def name_key(name: str) -> str:
    """Returns the form in which whole names are looked up.

    `fold` of the name in simplified script and American spelling, without commas and list marks.

    Example:
        >>> from policy_concepts._base.spelling import name_key
        >>> name_key("Civilisation, Ledger") == name_key("civilization ledger")
        True
        >>> name_key("綠色帳本") == name_key("绿色账本")
        True
    """
    return simplified(written_key(name))


def written_key(name: str) -> str:
    """Returns the key of a name in the script in which it is written.

    Example:
        >>> from policy_concepts._base.spelling import written_key
        >>> written_key("綠色帳本") == written_key("绿色账本")
        False
    """
    return american(fold(name.translate(_INNER_MARKS)))


def text_key(text: str) -> str:
    """Returns the form in which a part of a text is looked for: `fold` in simplified script.

    Folding alone keeps the scripts apart, since which of its names a text has is told by them.

    Example:
        >>> from policy_concepts._base.spelling import text_key
        >>> text_key("帳本") in text_key("「绿色账本」")
        True
    """
    return simplified(fold(text))


def neighbours(key: str) -> Iterator[str]:
    """Yields the keys of a name with an article or a noun more or less."""
    bare = key.removeprefix(_ARTICLE)
    stems = [bare, *(bare.removesuffix(noun) for noun in HEAD_NOUNS if bare.endswith(noun))]
    forms = [*stems, *(bare + noun for noun in HEAD_NOUNS)]
    seen = {key, ""}
    for form in (*forms, *(_ARTICLE + form for form in forms)):
        if form not in seen:
            seen.add(form)
            yield form


def spellings(name: str) -> Iterator[str]:
    """Yields other spellings of an English name to look for in running text.

    Without a leading article, with British or American words, without inner commas.

    Example:
        >>> from policy_concepts._base.spelling import spellings
        >>> list(spellings("the Labour Ledger"))
        ['labour ledger', 'the labor ledger', 'labor ledger']
    """
    choices = []
    for word in name.lower().split():
        bare = word.strip(",")
        choices.append([word.replace(bare, form) for form in _forms(bare)] if bare else [word])
    seen = {name.lower()}
    for chosen in islice(product(*choices), _MAX_SPELLINGS):
        text = " ".join(chosen)
        for form in (text, text.replace(",", "")):
            for each in (form, form.removeprefix(f"{_ARTICLE} ")):
                if each not in seen:
                    seen.add(each)
                    yield each


def _forms(word: str) -> Iterator[str]:
    """A word, and its American and British spellings where they differ."""
    seen = set()
    for form in (word, _respelt(word, 0), _respelt(word, 1)):
        if form not in seen:
            seen.add(form)
            yield form


def _respelt(word: str, own: int) -> str:
    """A word with each part of one side of the table (0 British) replaced by the other."""
    for pair in _PAIRS:
        before, part, after = word.partition(pair[own])
        # "rigour", but "rigorous" in both.
        if not part or before in _SAME_IN_BOTH or after.startswith("ous"):
            continue
        if part == pair[1] and pair[0] in word:
            continue
        word = before + pair[1 - own] + after
    return word
