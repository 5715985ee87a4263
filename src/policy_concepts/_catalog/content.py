"""The content of a compiled file, in memory or on disk."""

from __future__ import annotations

import errno
import os
from typing import Final, Protocol


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
    """A file of which only the ranges that are needed are read.

    It is opened for each read, so that no descriptor has to survive a fork, a daemon that closes
    all descriptors, or a limit on their number; a file that is no longer the same is refused.

    Raises:
        OSError: The file cannot be read.
    """

    def __init__(self, path: str) -> None:
        self._path = path
        descriptor = os.open(path, _FLAGS)
        try:
            self._identity = _identity_of(descriptor)
        finally:
            os.close(descriptor)

    def __len__(self) -> int:
        return self._identity[2]

    def read(self, start: int, end: int) -> memoryview:
        """Returns the bytes of a range; fewer if the file ends before.

        Raises:
            OSError: The file cannot be read, or is another than when it was first opened.
        """
        descriptor = os.open(self._path, _FLAGS)
        try:
            if _identity_of(descriptor) != self._identity:
                raise OSError(errno.ESTALE, "a file replaced or changed since", self._path)
            os.lseek(descriptor, start, os.SEEK_SET)
            content = os.read(descriptor, end - start)
            while len(content) < end - start:
                more = os.read(descriptor, end - start - len(content))
                if not more:
                    break
                content += more
            return memoryview(content)
        finally:
            os.close(descriptor)

    def release(self) -> None:
        """Does nothing: no memory is held."""


_FLAGS: Final = os.O_RDONLY | getattr(os, "O_CLOEXEC", 0) | getattr(os, "O_BINARY", 0)


def _identity_of(descriptor: int) -> tuple[int, int, int, int]:
    status = os.fstat(descriptor)
    return status.st_dev, status.st_ino, status.st_size, status.st_mtime_ns
