"""What can go wrong on the local Discord: for the person who starts it, for the person who types, and for the bot."""

from __future__ import annotations

from typing import Any


class PortTaken(OSError):
    """Another program listens on the port of the chat page."""

    def __init__(self, port: int) -> None:
        super().__init__(
            f"Port {port} on 127.0.0.1 is taken by another program: stop that program, "
            f"or choose another port (python -m bot local --port {port + 1})."
        )


class Refused(Exception):
    """A client would not have sent this: a missing option, a disabled button, a command that nobody synced."""


class Unanswered(Exception):
    """The bot did not answer in time."""


class Disallowed(Exception):
    """Discord's error answer to a request of the bot."""

    def __init__(self, status: int, code: int, message: str, errors: dict[str, Any] | None = None) -> None:
        super().__init__(f"{status} (code {code}): {message} {errors or ''}".rstrip())
        self.status = status
        self.code = code
        self.message = message
        self.errors = errors

    def body(self) -> dict[str, Any]:
        """Return the JSON that Discord answers with."""
        body: dict[str, Any] = {"message": self.message, "code": self.code}
        return body | {"errors": self.errors} if self.errors else body


def unknown(what: str, code: int) -> Disallowed:
    """Return Discord's 404 for a thing that is not there, as in `unknown("Message", 10008)`."""
    return Disallowed(404, code, f"Unknown {what}")
