"""The log holds neither secrets nor what people said."""

from __future__ import annotations

import logging

import pytest

from bot.log import WithoutSecrets, event


@pytest.mark.parametrize(
    "secret",
    [
        "MTAxMjM0NTY3ODkwMTIzNDU2Nw.GaBcDe.aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa",
        "webhooks/123456789/abcDEF-_ghi",
        "interactions/123456789/abcDEF-_ghi",
    ],
    ids=["a token", "a webhook", "an interaction"],
)
def test_what_looks_like_a_secret_is_blacked_out(secret: str) -> None:
    record = logging.LogRecord("x", logging.INFO, "f", 1, "sent to https://discord.com/api/v10/%s now", (secret,), None)
    line = WithoutSecrets("{message}", style="{").format(record)
    assert secret.split("/")[-1] not in line
    assert "█" in line


def test_an_event_is_one_flat_line(caplog: pytest.LogCaptureFixture) -> None:
    with caplog.at_level(logging.INFO):
        event(logging.getLogger("pero"), "answered", command="ask", ms=12)
    assert caplog.messages == ["answered command=ask ms=12"]
