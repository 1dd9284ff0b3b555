"""The chat page as a newcomer uses it, in a real browser."""

from __future__ import annotations

import os
import shutil
from collections.abc import AsyncIterator

import pytest
import pytest_asyncio
from playwright.async_api import Page, async_playwright, expect

from bot.app import Pero
from bot.local import LocalDiscord

CHROMIUM = shutil.which("chromium") or shutil.which("chromium-browser") or shutil.which("google-chrome")
FLAGS = ["--disable-gpu", "--disable-background-networking", "--disable-component-update", "--no-first-run"]

pytestmark = pytest.mark.skipif(CHROMIUM is None, reason="there is no Chromium on this machine")


@pytest_asyncio.fixture
async def page(here: LocalDiscord, pero: Pero) -> AsyncIterator[Page]:
    """The chat page, opened for the first time; a complaint of the page's own code fails the test."""
    as_root = ["--no-sandbox"] if hasattr(os, "geteuid") and os.geteuid() == 0 else []
    async with async_playwright() as play:
        browser = await play.chromium.launch(executable_path=CHROMIUM, args=[*FLAGS, *as_root])
        opened = await browser.new_page()
        complaints: list[str] = []
        opened.on("pageerror", lambda error: complaints.append(str(error)))
        await opened.goto(here.page_url)
        yield opened
        await browser.close()
    assert complaints == []


async def typed(page: Page, *lines: str) -> None:
    """Type into the message box, with Enter after each line."""
    await page.locator("#composer").click()
    for line in lines:
        await page.keyboard.type(line)
        await page.keyboard.press("Enter")


async def test_a_newcomer_asks_and_reads_the_answer(page: Page) -> None:
    await typed(page, "/ask", "when was the iron bridge opened?")
    await expect(page.locator("strong", has_text="The iron bridge was opened on 17 June 1902").last).to_be_visible()
    await expect(page.get_by_text("reference work").last).to_be_visible()


async def test_a_button_opens_the_context_for_one_pair_of_eyes(page: Page) -> None:
    await typed(page, "/ask", "when was the iron bridge opened?")
    await page.get_by_role("button", name="Context").last.click()
    await expect(page.get_by_text("Only you can see this").last).to_be_visible()


async def test_suggestions_come_while_one_types(page: Page) -> None:
    await typed(page, "/quote")
    await page.get_by_role("option", name="speaker").click()
    await page.keyboard.type("Rey")
    await expect(page.get_by_role("option", name="Tomas Reyk (1)")).to_be_visible()


async def test_typing_on_fills_in_the_first_option_that_takes_it(page: Page) -> None:
    await typed(page, "/fact")
    await page.keyboard.type("bridge")
    assert await page.evaluate("document.activeElement.value") == "bridge"
    await page.keyboard.press("Escape")
    await page.keyboard.press("Escape")
    await typed(page, "/timeline", "1902")
    await expect(page.get_by_role("img", name="Timeline: 1902").last).to_be_visible()


async def test_the_page_asks_nobody_else_for_anything(here: LocalDiscord, pero: Pero, page: Page) -> None:
    asked: list[str] = []
    page.on("request", lambda request: asked.append(request.url))
    await page.reload()
    await expect(page.get_by_text("Three things to try").first).to_be_visible()
    assert asked
    assert all(url.startswith((here.page_url, "data:")) for url in asked if not url.startswith("ws:"))


async def test_a_channel_for_moderators_is_shown_to_moderators_only(page: Page) -> None:
    await expect(page.get_by_text("moderators", exact=True)).to_have_count(0)
    await page.get_by_role("combobox", name="You are").select_option(label="Mod — moderator")
    await expect(page.get_by_text("moderators", exact=True)).to_have_count(1)


async def test_a_timeline_s_picture_is_drawn_and_described(page: Page) -> None:
    await typed(page, "/timeline", "")
    picture = page.get_by_role("img", name="Timeline: Timeline")
    await expect(picture.last).to_be_visible()
    assert await picture.last.evaluate("image => image.decode().then(() => image.naturalWidth)") == 1080
