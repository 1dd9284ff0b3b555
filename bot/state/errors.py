"""What can go wrong with the state. Every message says what happened and what to do next."""

from __future__ import annotations

from bot.errors import PeroError


class StateError(PeroError):
    """The family; catch this one."""


class StateLocked(StateError):
    """Another process has the state open."""


class StateDamaged(StateError):
    """The file is no database, or not whole. It is never made anew over what may still be saved."""


class StateTooNew(StateError):
    """A newer version of Pero wrote the file."""


class StateFull(StateError):
    """The disk is full: nothing was changed."""

    def __str__(self) -> str:
        return "The disk that I keep my notes on is full, so nothing was changed. Tell the person who runs me."


class StateReadOnly(StateError):
    """The disk can't be written to: nothing was changed."""

    def __str__(self) -> str:
        return (
            "The disk that I keep my notes on can’t be written to, so nothing was changed. Tell the person who runs me."
        )
