"""The classes of the records, by kind."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, TypeAlias

from .kinds import BY_CLASS_NAME, KINDS, Kind
from .record import Record

if TYPE_CHECKING:
    from .concepts import Concept
    from .events import Event
    from .organizations import Organization
    from .places import Place
    from .sources_and_people import Person, Source
    from .statements import Statement

AnyRecord: TypeAlias = "Concept | Event | Statement | Source | Person | Organization | Place"

_classes: dict[str, Any] = {}


def class_of(kind: str) -> Any:
    """Returns the class of a kind; imports its module if necessary."""
    cls = _classes.get(kind)
    if cls is None:
        entry = KINDS[kind]
        module = __import__(f"{__package__}.{entry.module}", fromlist=[entry.class_name])
        cls = _classes[kind] = getattr(module, entry.class_name)
    return cls


def kind_of(value: object) -> Kind | None:
    """Returns the kind of a record, or `None` for any other object."""
    kind = BY_CLASS_NAME.get(type(value).__name__)
    # The class of a kind is not imported for a value that is not even a record.
    if kind is None or not isinstance(value, Record):
        return None
    return kind if type(value) is class_of(kind.plural) else None
