"""Traditional, simplified and variant Chinese characters, in one table.

Look-up, search, filters and finding in texts compare texts in simplified script. Only single
characters are compared: what is one character in simplified text stays one, whatever it was in
traditional text (后 is also 後, 发 also 發 and 髮).
"""

from __future__ import annotations

from functools import cache


def simplified(text: str) -> str:
    """Returns a text with simplified for traditional and variant characters, only to compare it.

    Each character becomes one character, so that places in the text stay the same. A few
    characters of simplified text change too, where typesetting swaps them: 著 becomes 着, 帐 账.

    Args:
        text: Any text; one in ASCII returns at once, and the table is not loaded for it.

    Example:
        >>> from policy_concepts._base.scripts import simplified
        >>> simplified("綠色帳本"), simplified("綠色账本"), simplified("green ledger")
        ('绿色账本', '绿色账本', 'green ledger')
    """
    return text if text.isascii() else text.translate(_table())


def variants(character: str) -> str:
    """Returns all characters that `simplified` makes one of, which comes first.

    Args:
        character: One character, in any script; without variants it is returned alone.

    Example:
        >>> from policy_concepts._base.scripts import variants
        >>> variants("賬"), variants("本")
        ('账帐帳賬', '本')
    """
    common = simplified(character)
    return common + _variants().get(common, "")


@cache
def _table() -> dict[int, int]:
    from .script_table import PAIRS

    return str.maketrans(PAIRS[::2], PAIRS[1::2])


@cache
def _variants() -> dict[str, str]:
    found: dict[str, str] = {}
    for variant, common in _table().items():
        found[chr(common)] = found.get(chr(common), "") + chr(variant)
    return found
