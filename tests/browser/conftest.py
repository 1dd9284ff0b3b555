"""A browser for all tests of this folder, and the chat page in it: of the shared Pero, or of one of the test's own."""

from __future__ import annotations

import os
import shutil
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from datetime import UTC, datetime
from pathlib import Path

import pytest
import pytest_asyncio
from playwright.async_api import Browser, Page, async_playwright

from bot.app import Pero
from bot.config import Config
from bot.gate import Gate
from bot.local import LocalDiscord
from bot.shelves import Shelves
from bot.state import State
from bot.views import VIEWS
from corpus.library import Library
from tests.browser.chat import Alone, opened
from tests.starting import EXTENSIONS, a_discord, started

CHROMIUM = shutil.which("chromium") or shutil.which("chromium-browser") or shutil.which("google-chrome")
FLAGS = ["--disable-gpu", "--disable-background-networking", "--disable-component-update", "--no-first-run"]
HERE = Path(__file__).parent


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Skip what needs a browser where there is none."""
    if CHROMIUM is None:
        for item in items:
            if item.path.parent == HERE:
                item.add_marker(pytest.mark.skip(reason="there is no Chromium on this machine"))


@pytest_asyncio.fixture(scope="session")
async def browser() -> AsyncIterator[Browser]:
    """One headless browser; each page of it is a stranger to the others."""
    as_root = ["--no-sandbox"] if hasattr(os, "geteuid") and os.geteuid() == 0 else []
    async with async_playwright() as play:
        launched = await play.chromium.launch(executable_path=CHROMIUM, args=[*FLAGS, *as_root])
        yield launched
        await launched.close()


@pytest_asyncio.fixture
async def page(browser: Browser, here: LocalDiscord, pero: Pero) -> AsyncIterator[Page]:
    """The chat page, opened for the first time."""
    async with opened(browser, here) as page:
        yield page


@pytest_asyncio.fixture
async def alone(library: Library, tmp_path: Path) -> AsyncIterator[Alone]:
    """A Discord and a state of the test's own, and a way to start and stop a bot on them."""

    @asynccontextmanager
    async def bot() -> AsyncIterator[Pero]:
        made = Pero(
            Config(cooldown=0),
            Shelves(library, state),
            state,
            extensions=EXTENSIONS,
            views=VIEWS,
            clock=here.clock.now,
            connector=here.connector(),
            guilds_within=0.05,
            gate=Gate(lambda: datetime.now(UTC)),
        )
        leave, let_go = here.clock.watch(made.daily.wake), here.clock.follow(made.daily.follow)
        async with started(made, here.token):
            yield made
        leave()
        let_go()

    async with State(tmp_path / "state.db") as state, a_discord() as here:
        yield Alone(here, bot)
        assert not here.findings
