"""A lock that dies with its process: a second bot on the same state is refused at once, also after kill -9."""

from __future__ import annotations

import contextlib
import os
import sys
from pathlib import Path

from bot.state.errors import StateLocked


class Lock:
    """Held by one process at a time; the file tells the others whose it is."""

    def __init__(self, path: Path) -> None:
        self.path = path
        self._handle: int | None = None

    def take(self) -> None:
        """Take the lock. Raises StateLocked with the holder's process id."""
        handle = os.open(self.path, os.O_RDWR | os.O_CREAT | getattr(os, "O_CLOEXEC", 0), 0o600)
        try:
            _lock(handle)
        except OSError as error:
            holder = os.pread(handle, 20, 1).decode("ascii", "replace").strip("\0 \n") if hasattr(os, "pread") else ""
            os.close(handle)
            raise StateLocked(
                f"Another Pero{f' (process {holder})' if holder else ''} is using {self.path.parent}. "
                "Stop it first, or give this one a folder of its own with PERO_DATA."
            ) from error
        os.ftruncate(handle, 1)
        os.lseek(handle, 1, os.SEEK_SET)
        os.write(handle, str(os.getpid()).encode())
        self._handle = handle

    def release(self) -> None:
        """Give the lock up; the file stays, for a file that is removed can be locked twice."""
        handle, self._handle = self._handle, None
        if handle is not None:
            with contextlib.suppress(OSError):
                os.ftruncate(handle, 1)
            os.close(handle)


if sys.platform == "win32":
    import msvcrt

    def _lock(handle: int) -> None:
        os.lseek(handle, 0, os.SEEK_SET)
        msvcrt.locking(handle, msvcrt.LK_NBLCK, 1)
else:
    import fcntl

    def _lock(handle: int) -> None:
        fcntl.flock(handle, fcntl.LOCK_EX | fcntl.LOCK_NB)
