"""Mentions as W3C Web Annotations, for other tools.

The model is https://www.w3.org/TR/annotation-model/ (Recommendation of 2017-02-23).
"""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any, Final

from .._base.errors import ArgumentError, ArgumentTypeError, described, wrong
from .._base.public import public
from .mention import Mention

CONTEXT: Final = "http://www.w3.org/ns/anno.jsonld"
# Ids of concepts are no IRIs, which the model wants.
CONCEPT_URN: Final = "urn:policy-concepts:concept:"


@public
def to_annotations(
    mentions: Iterable[Mention],
    text: str,
    *,
    source: str,
    base: str = CONCEPT_URN,
    context: int = 32,
) -> list[dict[str, Any]]:
    """Mentions as W3C Web Annotations, as plain data for `json.dump`.

    Each annotation identifies a place in the text as a concept: its target selects the place twice,
    by position and by quotation, and its body has the concept and the name that was found.
    Positions are those of the mentions: characters (Unicode code points) from 0, the end excluded,
    which is how the model counts; a program that counts UTF-16 units, as JavaScript does, must
    convert them where a text has emoji or rare characters, or use the quotation.

    Args:
        mentions: What `find_mentions` returned for the text.
        text: The text.
        source: The address (IRI) of the text.
        base: What stands before the id of a concept to make it an IRI.
        context: The number of characters before and after the quotation.

    Raises:
        ArgumentError: (a `ValueError`) A mention of another text; a blank address; a negative
            number of characters.
        ArgumentTypeError: (a `TypeError`) An argument of another type.

    Example:
        >>> import policy_concepts as pc
        >>> text = "They spoke of 新质生产力."
        >>> (made,) = pc.to_annotations(
        ...     pc.find_mentions(text), text, source="https://example.org/speech")
        >>> made["target"]["selector"][0]
        {'type': 'TextPositionSelector', 'start': 14, 'end': 19}
        >>> made["body"][0]["source"]
        'urn:policy-concepts:concept:new-quality-productive-forces'
    """
    for name, value in (("text", text), ("source", source), ("base", base)):
        if not isinstance(value, str):
            raise wrong(ArgumentTypeError, f"to_annotations: {name}", "a string", described(value))
    if not source.strip():
        raise wrong(ArgumentError, "to_annotations: source", "the address of a text", repr(source))
    if isinstance(context, bool) or not isinstance(context, int):
        raise wrong(
            ArgumentTypeError, "to_annotations: context", "a whole number", described(context)
        )
    if context < 0:
        raise wrong(ArgumentError, "to_annotations: context", "at least 0", str(context))
    if isinstance(mentions, str) or not isinstance(mentions, Iterable):
        raise wrong(ArgumentTypeError, "to_annotations", "mentions", described(mentions))
    return [
        _annotation(_checked(mention, text), text, source, base, context) for mention in mentions
    ]


def _checked(mention: Mention, text: str) -> Mention:
    if not isinstance(mention, Mention):
        raise wrong(ArgumentTypeError, "to_annotations", "mentions", described(mention))
    here = text[mention.start : mention.end]
    if here != mention.matched:
        place = f"{mention.start}:{mention.end}"
        raise wrong(
            ArgumentError,
            "to_annotations",
            "mentions of this text",
            f"one at {place} of another ({mention.matched!r}, here {here!r})",
        )
    return mention


def _annotation(
    mention: Mention, text: str, source: str, base: str, context: int
) -> dict[str, Any]:
    # Slow to import, and only needed here.
    from uuid import NAMESPACE_URL, uuid5

    start, end = mention.start, mention.end
    concept = base + mention.concept_id
    # The same place and concept have the same id each time.
    identity = uuid5(NAMESPACE_URL, f"{source} {start} {end} {concept}")
    return {
        "@context": CONTEXT,
        "id": identity.urn,
        "type": "Annotation",
        "motivation": "identifying",
        "body": [
            {"type": "SpecificResource", "source": concept, "purpose": "identifying"},
            {
                "type": "TextualBody",
                "value": mention.form,
                "language": mention.lang,
                "format": "text/plain",
                "purpose": "tagging",
            },
        ],
        "target": {
            "source": source,
            "selector": [
                {"type": "TextPositionSelector", "start": start, "end": end},
                {
                    "type": "TextQuoteSelector",
                    "exact": text[start:end],
                    "prefix": text[max(0, start - context) : start],
                    "suffix": text[end : end + context],
                },
            ],
        },
    }
