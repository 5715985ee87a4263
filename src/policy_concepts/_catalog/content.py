"""The content of a compiled file, in memory or on disk."""

from __future__ import annotations

import os
from typing import Protocol


class Content(Protocol):
    """Bytes of which parts are read."""

    def __len__(self) -> int: ...
    def read(self, start: int, end: int) -> memoryview: ...
    def forget(self) -> None: ...


class InMemory:
    """Bytes in memory, or a file that is mapped into it."""

    def __init__(self, content: bytes | memoryview) -> None:
        self._view = memoryview(content)

    def __len__(self) -> int:
        return len(self._view)

    def read(self, start: int, end: int) -> memoryview:
        """The bytes from one place to another, not copied."""
        return self._view[start:end]

    def forget(self) -> None:
        """Gives back the pages of a mapped file, which count as this process's memory."""
        mapped = self._view.obj
        if hasattr(mapped, "madvise"):
            from mmap import MADV_DONTNEED

            mapped.madvise(MADV_DONTNEED)


class OnDisk:
    """An open file, of which only what is asked for is read.

    The descriptor stays open: should another file take the place of this one, what is read later
    still belongs to what was read before.
    Reads take their place as an argument, so threads and forked processes may share it.

    Raises:
        OSError: The file cannot be opened.
    """

    def __init__(self, path: str) -> None:
        self._descriptor = os.open(path, os.O_RDONLY | getattr(os, "O_CLOEXEC", 0))
        self._size = os.fstat(self._descriptor).st_size

    def __len__(self) -> int:
        return self._size

    def read(self, start: int, end: int) -> memoryview:
        """The bytes from one place to another; fewer where the file ends before."""
        content = os.pread(self._descriptor, end - start, start)
        while len(content) < end - start:
            more = os.pread(self._descriptor, end - start - len(content), start + len(content))
            if not more:
                break
            content += more
        return memoryview(content)

    def forget(self) -> None:
        """Nothing was kept."""

    def __del__(self) -> None:
        os.close(self._descriptor)
