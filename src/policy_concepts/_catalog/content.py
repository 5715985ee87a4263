"""The content of a compiled file, in memory or on disk."""

from __future__ import annotations

import os
from typing import Protocol


class Content(Protocol):
    """Bytes that are read in parts."""

    def __len__(self) -> int: ...
    def read(self, start: int, end: int) -> memoryview: ...
    def release(self) -> None: ...


class InMemory:
    """Bytes in memory, or a memory-mapped file."""

    def __init__(self, content: bytes | memoryview) -> None:
        self._view = memoryview(content)

    def __len__(self) -> int:
        return len(self._view)

    def read(self, start: int, end: int) -> memoryview:
        """Returns the bytes of a range, without copying."""
        return self._view[start:end]

    def release(self) -> None:
        """Releases the resident pages of a mapped file."""
        mapped = self._view.obj
        if hasattr(mapped, "madvise"):
            from mmap import MADV_DONTNEED

            mapped.madvise(MADV_DONTNEED)


class OnDisk:
    """An open file, of which sections are read on demand.

    The descriptor stays open, so that later reads are consistent with earlier ones even if the
    file is replaced.
    Positional reads (`pread`) let threads and forked processes share it.

    Raises:
        OSError: The file cannot be opened.
    """

    def __init__(self, path: str) -> None:
        self._descriptor = os.open(path, os.O_RDONLY | getattr(os, "O_CLOEXEC", 0))
        self._size = os.fstat(self._descriptor).st_size

    def __len__(self) -> int:
        return self._size

    def read(self, start: int, end: int) -> memoryview:
        """Returns the bytes of a range; fewer if the file ends before."""
        content = os.pread(self._descriptor, end - start, start)
        while len(content) < end - start:
            more = os.pread(self._descriptor, end - start - len(content), start + len(content))
            if not more:
                break
            content += more
        return memoryview(content)

    def release(self) -> None:
        """Does nothing: no memory is held."""

    def __del__(self) -> None:
        os.close(self._descriptor)
