"""The chat page as a newcomer uses it, in a real browser."""

from __future__ import annotations

from playwright.async_api import Page, expect

from bot.app import Pero
from bot.local import LocalDiscord
from tests.browser.chat import become, next_answer, typed


async def test_a_newcomer_asks_and_reads_the_answer(page: Page) -> None:
    await typed(page, "/ask", "when was the iron bridge opened?")
    await expect(page.locator("strong", has_text="The iron bridge was opened on 17 June 1902").last).to_be_visible()
    await expect(page.get_by_text("reference work").last).to_be_visible()


async def test_a_button_opens_the_context_for_one_pair_of_eyes(page: Page) -> None:
    await typed(page, "/ask", "when was the iron bridge opened?")
    await page.get_by_role("button", name="Context").last.click()
    await expect(page.get_by_text("Only you can see this").last).to_be_visible()


async def test_next_and_previous_turn_the_pages_of_an_answer(page: Page) -> None:
    answer = await next_answer(page)
    await typed(page, "/ask", "when was the iron bridge opened?")
    await answer.get_by_role("button", name="Next").click()
    await expect(answer).to_contain_text("Answer 2 of")
    await answer.get_by_role("button", name="Previous").click()
    await expect(answer).to_contain_text("Answer 1 of")


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
    await become(page, "Mod — moderator")
    await expect(page.get_by_text("moderators", exact=True)).to_have_count(1)


async def test_a_timeline_s_picture_is_drawn_and_described(page: Page) -> None:
    await typed(page, "/timeline", "")
    picture = page.get_by_role("img", name="Timeline: Timeline")
    await expect(picture.last).to_be_visible()
    assert await picture.last.evaluate("image => image.decode().then(() => image.naturalWidth)") == 1080
