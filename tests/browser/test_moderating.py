"""What moderators do on the page, and what lasts: documents, daily posts, restarts."""

from __future__ import annotations

from playwright.async_api import Browser, FilePayload, Page, expect

from tests.browser.chat import Alone, answer, become, opened, typed

MOD = "Mod — moderator"
LAMPS = b"""# The lamps of Tarn Skerry

Tarn Skerry had a lighthouse from 14 June 1847, when the keeper Oda Brandt lit its three lamps for the first time.
"""
QUESTION = "when was the lighthouse of Tarn Skerry lit for the first time?"


async def chosen(page: Page, option: str, value: str) -> None:
    """Add an option to the command in the box, and fill it in."""
    await page.locator(".more").click()
    await page.get_by_role("option", name=option).first.click()
    await page.keyboard.type(value)
    await page.keyboard.press("Enter")


async def test_a_button_works_after_another_bot_was_started_while_the_page_stayed_open(
    alone: Alone, browser: Browser
) -> None:
    async with opened(browser, alone.here) as page:
        async with alone.bot():
            await typed(page, "/ask", "when was the iron bridge opened?")
            await expect(answer(page)).to_contain_text("1 of")
        await expect(page.get_by_text("Pero is offline")).to_be_visible()
        async with alone.bot():
            await expect(page.get_by_text("Pero is offline")).to_be_hidden()
            await answer(page).get_by_role("button", name="Next").click()
            await expect(answer(page)).to_contain_text("2 of")


async def test_a_moderator_uploads_a_document_and_members_are_answered_from_it(alone: Alone, browser: Browser) -> None:
    async with alone.bot(), opened(browser, alone.here) as page:
        await typed(page, "/ask", QUESTION)
        await expect(answer(page)).to_contain_text("doesn’t say")
        await become(page, MOD)
        await typed(page, "/corpus add")
        lamps = FilePayload(name="lamps.md", mimeType="text/markdown", buffer=LAMPS)
        await page.locator(".pill input[type=file]").set_input_files(lamps)
        await expect(page.locator(".pill").first).to_contain_text("lamps.md")
        await page.get_by_role("combobox", name="title:").fill("The Lamp Book")
        await page.keyboard.press("Enter")
        form = page.get_by_role("dialog", name="About the document")
        await form.get_by_role("textbox", name="Licence").fill("CC0-1.0")
        await form.get_by_role("button", name="Submit").click()
        await expect(answer(page)).to_contain_text("“The Lamp Book” can be put on the shelf")
        await answer(page).get_by_role("button", name="Switch to it").click()
        await expect(page.get_by_text("Switched to edition").last).to_be_visible()
        await become(page, "Ada — member")
        await typed(page, "/ask", QUESTION)
        await expect(answer(page)).to_contain_text("14 June 1847")


async def test_tomorrow_s_post_comes_when_a_day_goes_by(alone: Alone, browser: Browser) -> None:
    async with alone.bot(), opened(browser, alone.here) as page:
        await become(page, MOD)
        await typed(page, "/daily add")
        await page.get_by_role("option", name="daily", exact=True).click()
        await page.keyboard.type("noon")
        await chosen(page, "role", "Daily readers")
        await chosen(page, "thread", "True")
        await page.get_by_role("button", name="Send /daily add").click()
        await expect(answer(page)).to_contain_text("Daily post 1 is set")
        await become(page, "Ada — member")
        await page.get_by_role("button", name="Clock:").click()
        await page.get_by_role("button", name="+1 day").click()
        await expect(page.get_by_text("Moved.")).to_be_visible()
        await page.get_by_role("dialog").get_by_role("button", name="daily", exact=True).click()
        await expect(answer(page)).to_contain_text("@Daily readers")
        await expect(answer(page)).to_contain_text("12:00")
        await expect(page.get_by_role("article", name="calls you")).to_have_count(1)
        await answer(page).get_by_role("button", name="Open the thread").click()
        await expect(page.get_by_role("heading", name="A fact for").first).to_be_visible()
