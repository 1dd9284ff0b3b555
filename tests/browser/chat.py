"""What one does on the chat page, for tests: open it, type, become somebody else."""

from __future__ import annotations

from collections.abc import AsyncIterator, Callable
from contextlib import AbstractAsyncContextManager, asynccontextmanager
from dataclasses import dataclass

from playwright.async_api import Browser, Locator, Page, expect

from bot.app import Pero
from bot.local import LocalDiscord

WIDE, PHONE = (1280, 800), (390, 844)
PATIENCE = 30_000  # milliseconds; a busy machine is slow, and a page that hangs is no faster for being hurried


@dataclass(frozen=True, slots=True)
class Alone:
    """A local Discord without a bot, and what runs one on it while a block lasts."""

    here: LocalDiscord
    bot: Callable[[], AbstractAsyncContextManager[Pero]]


@asynccontextmanager
async def opened(browser: Browser, here: LocalDiscord, size: tuple[int, int] = WIDE) -> AsyncIterator[Page]:
    """Open the page as a stranger and wait for its greeting; a complaint of its own code fails the test at the end."""
    width, height = size
    expect.set_options(timeout=PATIENCE)
    context = await browser.new_context(
        viewport={"width": width, "height": height}, locale="en-GB", timezone_id="UTC", has_touch=size == PHONE
    )
    context.set_default_timeout(PATIENCE)
    page = await context.new_page()
    complaints: list[str] = []
    page.on("pageerror", lambda error: complaints.append(str(error)))
    await page.goto(here.page_url)
    await expect(page.locator("#composer input").first).to_be_enabled()
    yield page
    await context.close()
    assert complaints == []


async def typed(page: Page, *lines: str) -> None:
    """Type into the message box, with Enter after each line, and after the name of a command once it is offered."""
    await page.locator("#composer").click()
    for line in lines:
        await page.keyboard.type(line)
        if line.startswith("/"):
            await expect(page.locator("#composer").get_by_role("option", name=line).first).to_be_visible()
        await page.keyboard.press("Enter")


async def become(page: Page, whom: str) -> None:
    """Look through somebody else's eyes."""
    await page.get_by_role("combobox", name="You are").select_option(label=whom)


def answer(page: Page) -> Locator:
    """Return the newest message; right after a question it can still be an older one: see `next_answer`."""
    return page.locator(".messages article.message").last


async def next_answer(page: Page) -> Locator:
    """Return the message that comes next, after all that stand there now."""
    standing = page.locator(".messages article.message[data-id]")
    if not await standing.count():
        return standing.first
    last = await standing.last.get_attribute("data-id")
    return page.locator(f'.messages li:has(> [data-id="{last}"]) ~ li article.message').first
