"""Settings: what is given is read, what is wrong is told all at once, what is secret stays so."""

from __future__ import annotations

from pathlib import Path

import pytest

from bot.config import BUNDLED, Config, ConfigError


def test_without_settings_pero_reads_its_own_documents_in_local_mode() -> None:
    config = Config.from_env({})
    assert (config.token, config.documents, config.port) == ("", (BUNDLED,), 8765)


def test_several_folders_are_parted_by_commas() -> None:
    assert Config.from_env({"PERO_DOCUMENTS": "a, b/c"}).documents == (Path("a"), Path("b/c"))


def test_all_problems_are_told_at_once() -> None:
    wrong = {"PERO_TIMEZONE": "Mars/Base", "PERO_PORT": "99999", "PERO_LOG_LEVEL": "loud", "PERO_COOLDOWN": "²"}
    with pytest.raises(ConfigError) as told:
        Config.from_env(wrong)
    assert [line.split(":")[0] for line in str(told.value).splitlines()] == [
        "PERO_TIMEZONE",
        "PERO_PORT",
        "PERO_COOLDOWN",
        "PERO_LOG_LEVEL",
    ]


@pytest.mark.parametrize("zone", ["Europe", "../etc/passwd", "a\0b"], ids=["a folder", "a path", "a NUL"])
def test_what_is_no_time_zone_is_refused_in_words(zone: str) -> None:
    with pytest.raises(ConfigError, match="time zone"):
        Config.from_env({"PERO_TIMEZONE": zone})


def test_the_token_is_not_in_what_a_log_could_hold() -> None:
    assert "s3cret" not in repr(Config.from_env({"DISCORD_TOKEN": "s3cret"}))
