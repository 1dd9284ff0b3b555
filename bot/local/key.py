"""The bot's token: what opens the API and the gateway until it is revoked."""

from __future__ import annotations

import secrets


class Key:
    """A token that Discord itself would refuse."""

    def __init__(self) -> None:
        self.token = f"local.{secrets.token_urlsafe(24)}"
        self._revoked = False

    def opens(self, given: object) -> bool:
        """Return whether this is the token, and still good."""
        return not self._revoked and given == self.token

    def revoke(self) -> None:
        """Take the token back, as a developer does who resets it."""
        self._revoked = True
