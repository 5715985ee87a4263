"""One family of errors.

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

A name that finds nothing is a failed look-up, and, where it was given as an argument to a filter,
a wrong value: hence the two builtin parents.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import TYPE_CHECKING, Any, Final, TypeVar

from .public import public

if TYPE_CHECKING:
    from .problems import Problem

# Comparing takes time and memory with the length; what is longer is no misspelling.
_LONGEST_WORD: Final = 100


@public
class PolicyConceptsError(Exception):
    """The base of every error that this library raises on purpose.

    Attributes:
        message: The whole message.
        expected: What would have been right, where the error is about a wrong value; else `None`.
        found: What was there instead; else `None`.
    """

    def __init__(
        self, message: str, *, expected: str | None = None, found: str | None = None
    ) -> None:
        super().__init__(message)
        self.message = message
        self.expected = expected
        self.found = found

    def __str__(self) -> str:
        # KeyError would show the repr of the message; ours are sentences.
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
    """What failed look-ups share.

    Attributes:
        query: What was looked for, as it was given.
        matches: For a miss the nearest ids, best first, at most five; for an ambiguous name every
            id that has it.
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
    """A name with nothing in it to look for."""


@public
class AmbiguousNameError(_FailedLookupError, LookupError, ValueError):
    """Two or more records share this name; `.matches` lists their ids."""


@public
class DataError(PolicyConceptsError, ValueError):
    """A catalog that cannot be loaded; all its problems are reported at once.

    Attributes:
        problems: Every problem, in the order of files and lines.
    """

    # A message is for reading; the whole list is in `.problems`.
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


E = TypeVar("E", bound=PolicyConceptsError)


def wrong(error: type[E], place: str, expected: str, found: str, **facts: Any) -> E:
    """An error about a value that is wrong in a place.

    Args:
        error: The class of the error.
        place: The class and field, or the argument; an empty string where the caller adds it.
        expected: What would have been right.
        found: What was there.
        **facts: Further attributes of the error.
    """
    prefix = f"{place}: " if place else ""
    made = error(f"{prefix}expected {expected}; found {found}", **facts)
    made.expected = expected
    made.found = found
    return made


def described(value: object) -> str:
    """A value of a wrong type, as a message shows it."""
    return f"{type(value).__name__} {value!r}"


def did_you_mean(word: str, known: Iterable[str]) -> str:
    """A tail for a message: the near match among a few fixed words, or the words themselves.

    Args:
        word: What was given.
        known: What would have been right; a short list.

    Returns:
        A sentence that starts with a space.
    """
    choices = sorted(known)
    return f"{nearest(word, choices)} Choose from: {', '.join(choices)}."


def nearest(word: str, known: Iterable[str]) -> str:
    """A tail for a message: the near match among any number of words, or nothing."""
    if len(word) > _LONGEST_WORD:
        return ""
    # Only errors need it, and it is slow to import.
    from difflib import get_close_matches

    near = get_close_matches(word.casefold(), list(known), n=1, cutoff=0.6)
    return f" Did you mean {near[0]!r}?" if near else ""
