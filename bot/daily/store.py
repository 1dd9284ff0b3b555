"""Where the ledger is, as those who use it see it."""

from __future__ import annotations

import sqlite3
from collections.abc import Callable
from typing import Protocol, TypeVar

T = TypeVar("T")


class Store(Protocol):
    """Runs whole transactions; what was written is on the disk when it returns."""

    async def read(self, work: Callable[[sqlite3.Connection], T]) -> T:
        """Return what `work` reads."""

    async def write(self, work: Callable[[sqlite3.Connection], T]) -> T:
        """Carry out a change, whole or not at all."""
