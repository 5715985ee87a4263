"""The exceptions of the library, and helpers for their messages.

    PolicyConceptsError
    ├── ArgumentError (ValueError)          a value that cannot be right
    │   ├── InvalidDateError                a string that is not one of our EDTF forms
    │   └── CitationError                   an unknown style or format, a record without a source
    ├── ArgumentTypeError (TypeError)       a wrong type, an unknown keyword
    ├── UnknownIdError (KeyError)           collection["no-such-id"]
    ├── UnknownNameError (LookupError, ValueError)
    │   └── EmptyNameError                  an empty or blank name
    ├── AmbiguousNameError (LookupError, ValueError)
    ├── DataError (ValueError)              a catalog's files; every problem is in .problems
    └── MissingExtraError (ImportError)     an optional dependency that is not installed

    PrecisionWarning (UserWarning)          a count of which too much is something else

An unknown name is a failed look-up and, as an argument of a filter, a wrong value: hence the two
built-in base classes.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import TYPE_CHECKING, Any, Final, TypeVar

from .public import public

if TYPE_CHECKING:
    from .problems import Problem

# Longer words are not misspellings, and comparing them is slow.
_MAX_COMPARED_LENGTH: Final = 100


@public
class PolicyConceptsError(Exception):
    """The base class of all exceptions that this library raises deliberately.

    Attributes:
        message: The whole message.
        expected: For a wrong value, a description of valid ones; else `None`.
        found: For a wrong value, the value; else `None`.
    """

    def __init__(
        self, message: str, *, expected: str | None = None, found: str | None = None
    ) -> None:
        super().__init__(message)
        self.message = message
        self.expected = expected
        self.found = found

    def __str__(self) -> str:
        # `KeyError.__str__` returns the repr of the message.
        return self.message


@public
class ArgumentError(PolicyConceptsError, ValueError):
    """An argument of the right type whose value cannot be right."""


@public
class InvalidDateError(ArgumentError):
    """A string that is not one of the EDTF forms that `PartialDate` reads."""


@public
class CitationError(ArgumentError):
    """An unknown style or format, or a record that carries no source to cite."""


@public
class ArgumentTypeError(PolicyConceptsError, TypeError):
    """An argument of the wrong type, or a keyword that does not exist."""


class _FailedLookupError(PolicyConceptsError):
    """The base class of failed look-ups.

    Attributes:
        query: The name or id that was looked up, as given.
        matches: For an unknown name or id, the most similar ids, best first, at most five; for an
            ambiguous name, all ids that have it.
    """

    def __init__(self, message: str, *, query: object = None, matches: Iterable[str] = ()) -> None:
        super().__init__(message)
        self.query = query
        self.matches: tuple[str, ...] = tuple(matches)


@public
class UnknownIdError(_FailedLookupError, KeyError):
    """No record of the kind has this id, or a `Text` has no string in this language."""


@public
class UnknownNameError(_FailedLookupError, LookupError, ValueError):
    """No record has this name."""


@public
class EmptyNameError(UnknownNameError):
    """An empty or blank name."""


@public
class AmbiguousNameError(_FailedLookupError, LookupError, ValueError):
    """Two or more records share this name; `.matches` lists their ids."""


@public
class DataError(PolicyConceptsError, ValueError):
    """A catalog that cannot be loaded; all its problems are reported at once.

    Attributes:
        problems: Every problem, in the order of files and lines.
    """

    # The number of problems in the message.
    _SHOWN = 200

    def __init__(self, problems: Sequence[Problem]) -> None:
        self.problems: tuple[Problem, ...] = tuple(problems)
        count = len(self.problems)
        lines = [f"{count} problem{'' if count == 1 else 's'} in the data:"]
        lines += [f"  {problem}" for problem in self.problems[: self._SHOWN]]
        if count > self._SHOWN:
            lines.append(f"  … and {count - self._SHOWN} more (all are in .problems)")
        super().__init__("\n".join(lines))

    def __reduce__(self) -> tuple[object, ...]:
        return (DataError, (self.problems,))


@public
class MissingExtraError(PolicyConceptsError, ImportError):
    """An optional dependency is not installed; the message names the extra to install."""


@public
class PrecisionWarning(UserWarning):
    """Of the hits of a concept that were read by hand, fewer than 95 % are the concept.

    Given once for a call; the columns `precision` and `precision_read` of the rows have the
    numbers.
    """


E = TypeVar("E", bound=PolicyConceptsError)


def wrong(error: type[E], place: str, expected: str, found: str, **facts: Any) -> E:
    """Builds the error for a wrong value.

    Args:
        error: The class of the error.
        place: The class and field, or the argument; an empty string where the caller adds it.
        expected: A description of valid values.
        found: The value, or a description of it.
        **facts: Further attributes of the error.
    """
    prefix = f"{place}: " if place else ""
    made = error(f"{prefix}expected {expected}; found {found}", **facts)
    made.expected = expected
    made.found = found
    return made


def missing(what: str, needed: str, extra: str, package: str | None = None) -> MissingExtraError:
    """Builds the error for an optional dependency that is not installed.

    Args:
        what: What needs it.
        needed: What is needed.
        extra: The extra of this library that brings it.
        package: The package to install, where it is called otherwise.
    """
    return MissingExtraError(
        f"{what} needs {needed}, which is not installed; "
        f"the extra policy-concepts[{extra}] names it: pip install {package or needed}"
    )


def described(value: object) -> str:
    """Formats a value of a wrong type for a message."""
    return f"{type(value).__name__} {value!r}"


def did_you_mean(word: str, known: Iterable[str]) -> str:
    """Returns the end of a message: a suggestion, if any, and the list of known words.

    Args:
        word: The unknown word.
        known: The known words; a short list.

    Returns:
        Sentences that start with a space.
    """
    choices = sorted(known)
    return f"{nearest(word, choices)} Choose from: {', '.join(choices)}."


def nearest(word: str, known: Iterable[str]) -> str:
    """Returns the end of a message: a suggestion, or an empty string."""
    if len(word) > _MAX_COMPARED_LENGTH:
        return ""
    # Slow to import, and only needed for errors.
    from difflib import get_close_matches

    near = get_close_matches(word.casefold(), list(known), n=1, cutoff=0.6)
    return f" Did you mean {near[0]!r}?" if near else ""
