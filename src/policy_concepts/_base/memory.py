"""Control of garbage collection."""

from __future__ import annotations

import gc


class _Pause:
    """A context without cyclic garbage collection; contexts may be nested."""

    # A class and not a generator: it is entered for each record that is built.
    __slots__ = ("_was_enabled",)

    def __enter__(self) -> None:
        self._was_enabled = gc.isenabled()
        gc.disable()

    def __exit__(self, *_: object) -> None:
        if self._was_enabled:
            gc.enable()


def no_garbage_collection() -> _Pause:
    """Pauses cyclic garbage collection while modules are imported or many records are built.

    Both form few cycles and are kept; collection would take a third of the time.
    """
    return _Pause()
