"""What the page shows a stranger first, by click, by keyboard alone and on a phone."""

from __future__ import annotations

from playwright.async_api import Browser, Page, expect

from bot.app import Pero
from bot.local import LocalDiscord
from tests.browser.chat import PHONE, Alone, answer, next_answer, opened, typed

MOST_TABS = 60


async def tabbed_to(page: Page, name: str, key: str = "Tab") -> None:
    """Go with the Tab key until the focus is on what has this name."""
    focused = page.locator(":focus")
    for _ in range(MOST_TABS):
        await page.keyboard.press(key)
        if name in await focused.evaluate("one => one.getAttribute('aria-label') ?? one.textContent"):
            return
    raise AssertionError(f"no press of {key} leads to “{name}”")


async def test_the_first_card_offers_questions_that_are_answered(page: Page) -> None:
    await page.get_by_role("button", name="Ask a question").click()
    await page.get_by_role("option", name="?").first.click()
    await page.keyboard.press("Enter")
    await expect(answer(page).get_by_role("button", name="Context")).to_be_visible()


async def test_the_second_card_draws_the_years(page: Page) -> None:
    await page.get_by_role("button", name="See years as a picture").click()
    await page.keyboard.press("Enter")
    await expect(answer(page).get_by_role("img", name="Timeline")).to_be_visible()


async def test_the_third_card_makes_a_moderator_of_whoever_presses_enter_on_it(page: Page) -> None:
    await expect(page.get_by_role("button", name="Let it post every day")).to_be_visible()
    await tabbed_to(page, "Let it post every day")
    await page.keyboard.press("Enter")
    await expect(page.get_by_role("combobox", name="You are")).to_have_value("1100000000000000300")
    await expect(page.locator(".command-name")).to_have_text("/daily add")
    await expect(page.get_by_role("option", name="daily", exact=True)).to_be_visible()


async def test_everything_is_reached_by_keyboard_alone(page: Page) -> None:
    await expect(page.locator(".step").first).to_be_visible()
    await tabbed_to(page, "Skip to the message box")
    await page.keyboard.press("Enter")
    await tabbed_to(page, "Show the commands")
    await page.keyboard.press("Enter")
    await expect(page.get_by_role("option", name="/ask")).to_be_visible()
    await page.keyboard.type("ask")
    await page.keyboard.press("Tab")
    reply = await next_answer(page)
    await page.keyboard.type("when was the iron bridge opened?")
    await page.keyboard.press("Enter")
    await expect(reply).to_contain_text("The iron bridge was opened on 17 June 1902")
    await tabbed_to(page, "Context", "Shift+Tab")
    await page.keyboard.press("Enter")
    await expect(answer(page)).to_contain_text("Only you can see this")


async def test_nothing_can_be_typed_before_the_commands_are_known(page: Page) -> None:
    await page.route_web_socket("**/page/ws", lambda silent: None)
    await page.reload()
    await expect(page.get_by_placeholder("Connecting…")).to_be_disabled()
    await expect(page.get_by_role("button", name="Show the commands")).to_be_disabled()


async def test_commands_that_come_while_one_looks_for_them_are_offered(alone: Alone, browser: Browser) -> None:
    async with opened(browser, alone.here) as page:
        await page.locator("#composer").click()
        await page.keyboard.type("/ask")
        await expect(page.locator(".suggestions")).to_contain_text("No command of that name")
        async with alone.bot():
            await expect(page.get_by_role("option", name="/ask")).to_be_visible()


async def test_commands_stand_under_headings_and_moderators_see_more_of_them(page: Page) -> None:
    await page.get_by_role("button", name="Show the commands").click()
    everybody = page.get_by_role("group", name="For everybody")
    await expect(everybody.get_by_role("option", name="/ask")).to_be_visible()
    await expect(page.get_by_role("group", name="/daily · for moderators")).to_have_count(0)
    await page.keyboard.press("Escape")
    await page.get_by_role("combobox", name="You are").select_option(label="Mod — moderator")
    await page.get_by_role("button", name="Show the commands").click()
    daily = page.get_by_role("group", name="/daily · for moderators")
    await expect(daily.get_by_role("option", name="/daily add")).to_have_count(1)


async def test_a_phone_shows_question_answer_and_channels_without_cutting_anything_off(
    browser: Browser, here: LocalDiscord, pero: Pero
) -> None:
    async with opened(browser, here, PHONE) as page:
        await page.get_by_role("button", name="Ask a question").tap()
        reply = await next_answer(page)
        await page.keyboard.type("when was the iron bridge opened?")
        await page.get_by_role("button", name="Send /ask").tap()
        await expect(reply.get_by_role("button", name="Report")).to_be_in_viewport()
        assert await page.evaluate("document.documentElement.scrollWidth") == PHONE[0]
        assert await reply.evaluate("one => one.scrollWidth <= one.clientWidth")
        await expect(page.get_by_role("button", name="noticeboard")).not_to_be_in_viewport()
        await page.get_by_role("button", name="Servers and channels").tap()
        await page.get_by_role("button", name="noticeboard").tap()
        await expect(page.get_by_role("heading", name="Welcome to #noticeboard!")).to_be_visible()
        await typed(page, "/about", "")
        await expect(answer(page)).to_contain_text("Ada used /about")
