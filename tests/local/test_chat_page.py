"""The chat page in a real browser, with the echo bot behind it."""

from __future__ import annotations

from collections.abc import AsyncIterator
from datetime import timedelta
from pathlib import Path

import pytest
import pytest_asyncio
from playwright.async_api import Browser, Locator, Page, async_playwright, expect

from bot.local import LocalDiscord
from tests.browser.chat import PATIENCE
from tests.local.echo import EchoBot

CHROMIUM = Path("/usr/bin/chromium")
WIDE, PHONE = (1280, 800), (390, 844)

pytestmark = pytest.mark.skipif(not CHROMIUM.exists(), reason="Debian's Chromium is not installed here")


@pytest_asyncio.fixture(scope="session")
async def browser() -> AsyncIterator[Browser]:
    """One headless browser for all tests of this file."""
    arguments = ["--no-sandbox", "--disable-gpu", "--disable-background-networking"]
    async with async_playwright() as playwright:
        browser = await playwright.chromium.launch(executable_path=CHROMIUM, args=arguments)
        yield browser
        await browser.close()


@pytest_asyncio.fixture
async def chat(browser: Browser, here: LocalDiscord, request: pytest.FixtureRequest) -> AsyncIterator[Page]:
    """The page, open and ready; nothing may go wrong in its console."""
    width, height = getattr(request, "param", WIDE)
    expect.set_options(timeout=PATIENCE)
    page = await browser.new_page(viewport={"width": width, "height": height}, locale="en-GB", timezone_id="UTC")
    problems: list[str] = []
    page.on("pageerror", lambda error: problems.append(str(error)))
    page.on("console", lambda words: problems.append(words.text) if words.type == "error" else None)
    await page.goto(here.page_url)
    await expect(page.locator(".step").first).to_be_visible()
    yield page
    await page.close()
    assert problems == []


@pytest_asyncio.fixture(scope="session")
async def reader(browser: Browser, shared: tuple[LocalDiscord, EchoBot]) -> AsyncIterator[Page]:
    """A page on which only the page's own modules are tried."""
    page = await browser.new_page()
    await page.goto(shared[0].page_url)
    yield page
    await page.close()


def composer(chat: Page) -> Locator:
    """Return the box for text."""
    return chat.get_by_role("combobox", name="Message: type / for commands")


async def write(chat: Page, *keys: str) -> None:
    """Type words, and press the keys that stand in angle brackets."""
    await composer(chat).focus()
    for key in keys:
        await (chat.keyboard.press(key[1:-1]) if key.startswith("<") else chat.keyboard.type(key))


def answer(chat: Page) -> Locator:
    """Return the newest message."""
    return chat.locator(".messages article.message").last


async def become_moderator(chat: Page) -> None:
    """Look through the moderator's eyes."""
    await chat.locator("#me").select_option(label="Mod — moderator")


async def test_a_slash_shows_the_commands_with_their_descriptions(chat: Page) -> None:
    await write(chat, "/ec")
    await expect(chat.get_by_role("option", name="/echo")).to_contain_text("Say it back.")


async def test_a_chosen_command_asks_for_what_it_needs_and_is_answered(chat: Page) -> None:
    await write(chat, "/ec", "<Tab>", "a lamp at the gate", "<Enter>")
    await expect(answer(chat)).to_contain_text("a lamp at the gate")
    await expect(answer(chat)).to_contain_text("Ada used /echo")


async def test_enter_without_a_required_option_says_which_one_is_missing(chat: Page) -> None:
    await write(chat, "/echo ", "<Enter>")
    await expect(chat.locator(".composer-alert")).to_contain_text("text is required")


async def test_a_number_outside_its_bounds_is_refused_in_words(chat: Page) -> None:
    await write(chat, "/shelf ", "9", "<Enter>")
    await expect(chat.locator(".composer-alert")).to_have_text("count must be 5 or less.")


async def test_words_without_a_command_get_a_friendly_hint(chat: Page) -> None:
    await write(chat, "good morning", "<Enter>")
    await expect(chat.locator(".composer-alert")).to_contain_text("type / to see what the bot can do")


async def test_typing_brings_live_completions_and_an_arrow_takes_one(chat: Page) -> None:
    await write(chat, "/find ", "la")
    await expect(chat.get_by_role("option", name="Ladder")).to_be_visible()
    await chat.keyboard.press("ArrowDown")
    await chat.keyboard.press("ArrowDown")
    await chat.keyboard.press("Enter")
    await chat.keyboard.press("Enter")
    await expect(answer(chat)).to_contain_text("found ladder")


async def test_an_answer_for_one_person_says_so_and_can_be_dismissed(chat: Page) -> None:
    await write(chat, "/secret ", "between us", "<Enter>")
    mine = chat.locator("article", has_text="between us").last
    await expect(mine).to_contain_text("Only you can see this")
    await become_moderator(chat)
    await expect(chat.get_by_text("between us")).to_have_count(0)
    await chat.locator("#me").select_option(label="Ada — member")
    await mine.get_by_role("button", name="Dismiss message").click()
    await expect(chat.get_by_text("between us")).to_have_count(0)


async def test_a_pressed_button_turns_the_page(chat: Page) -> None:
    await write(chat, "/pages ", "<Enter>")
    await answer(chat).get_by_role("button", name="Page 2").click()
    await expect(answer(chat)).to_contain_text("This is page 2.")


async def test_a_layout_shows_its_parts_and_its_select_answers(chat: Page) -> None:
    await write(chat, "/board ", "<Enter>")
    board = answer(chat)
    await expect(board.get_by_role("heading", name="Board")).to_be_visible()
    await expect(board.get_by_role("link", name="chalk.txt")).to_be_visible()
    await board.get_by_role("button", name="Colour").click()
    await chat.get_by_role("option", name="Green").click()
    await expect(answer(chat)).to_contain_text("You chose green.")


async def test_a_form_is_a_dialog_that_is_filled_by_keyboard(chat: Page) -> None:
    await write(chat, "/form ", "<Enter>")
    dialog = chat.get_by_role("dialog", name="Borrow a book")
    await dialog.get_by_role("button", name="Submit").click()
    await expect(dialog).to_contain_text("This needs an answer.")
    await chat.keyboard.type("Tides")
    await chat.keyboard.press("Enter")
    await expect(answer(chat)).to_contain_text("Tides for []")
    await expect(dialog).to_have_count(0)


async def test_a_file_goes_up_with_its_command(chat: Page) -> None:
    await write(chat, "/measure ")
    await chat.locator(".pill input[type=file]").set_input_files(
        {"name": "tide.txt", "mimeType": "text/plain", "buffer": b"high"}
    )
    await expect(chat.locator(".pill")).to_contain_text("tide.txt (4 bytes)")
    await chat.get_by_role("button", name="Send /measure").click()
    await expect(answer(chat)).to_contain_text("tide.txt: 4 bytes, high")


async def test_a_message_has_a_menu_with_the_commands_for_messages(chat: Page) -> None:
    await write(chat, "/echo ", "quietly", "<Enter>")
    await expect(answer(chat)).to_contain_text("quietly")
    await answer(chat).get_by_role("button", name="More for this message").focus()
    await chat.keyboard.press("Enter")
    await chat.get_by_role("menuitem", name="Shout").press("Enter")
    await expect(answer(chat)).to_contain_text("QUIETLY")


async def test_commands_for_moderators_are_offered_to_moderators_only(chat: Page) -> None:
    await write(chat, "/daily")
    await expect(chat.locator(".suggestions")).to_contain_text("No command of that name")
    await become_moderator(chat)
    await composer(chat).fill("/daily")
    await expect(chat.get_by_role("option", name="/daily add")).to_be_visible()


async def test_the_clock_moves_by_a_day(chat: Page, here: LocalDiscord) -> None:
    before = here.clock.now()
    await chat.get_by_role("button", name="Clock:").click()
    await chat.get_by_role("button", name="+1 day").click()
    await expect(chat.get_by_role("dialog")).to_contain_text("Moved.")
    assert round((here.clock.now() - before) / timedelta(days=1), 2) == 1  # the page's own idea of now is seconds old


@pytest.mark.parametrize("chat", [pytest.param(PHONE, id="phone")], indirect=True)
async def test_on_a_phone_the_channels_are_a_drawer_and_nothing_is_cut_off(chat: Page) -> None:
    await expect(chat.get_by_role("button", name="daily", exact=True)).not_to_be_in_viewport()
    await chat.get_by_role("button", name="Servers and channels").click()
    await chat.get_by_role("button", name="daily", exact=True).click()
    await expect(chat.get_by_role("heading", name="daily", exact=True)).to_be_visible()
    assert await chat.evaluate("document.documentElement.scrollWidth") <= PHONE[0]


MARKDOWN = {
    "**bold** *slanted* __under__ ~~gone~~": "<strong>bold</strong> <em>slanted</em> <u>under</u> <s>gone</s>",
    "***both*** and **a *b* c**": "<strong><em>both</em></strong> and <strong>a <em>b</em> c</strong>",
    "2 * 3 * 4, a_b_c and **open": "2 * 3 * 4, a_b_c and **open",
    r"\*plain\* \_too\_": "*plain* _too_",
    "`**raw**` and ``a`b``": "<code>**raw**</code> and <code>a`b</code>",
    "> one\n> two\nthree": "<blockquote>one<br>two</blockquote>three",
    ">>> one\ntwo": "<blockquote>one<br>two</blockquote>",
    "- a\n  - b\n- c": "<ul><li>a<ul><li>b</li></ul></li><li>c</li></ul>",
    "3. c\n4. d": '<ol start="3"><li>c</li><li>d</li></ol>',
    "-# small": '<p class="subtext">small</p>',
    "```py\nx = 1\n```": "<pre><code>x = 1</code></pre>",
    "<b>no</b> <script>no</script>": "&lt;b&gt;no&lt;/b&gt; &lt;script&gt;no&lt;/script&gt;",
    "[no](javascript:alert(1))": "[no](javascript:alert(1))",
}


@pytest.mark.parametrize(("written", "drawn"), MARKDOWN.items())
async def test_markdown_is_drawn_as_discord_draws_it(reader: Page, written: str, drawn: str) -> None:
    draw = """async (text) => {
        const { drawText } = await import("/draw.js");
        const box = document.createElement("div");
        box.append(...drawText(text, {}).flat(Infinity));
        return box.innerHTML;
    }"""
    assert await reader.evaluate(draw, written) == drawn


@pytest.mark.parametrize("mark", ["*", "**", "_a ", "`", "[", "[a](", "||", "> ", "<", "*a"])
async def test_a_heap_of_marks_takes_time_in_proportion_to_its_length(reader: Page, mark: str) -> None:
    measure = """async (text) => {
        const { read } = await import("/markdown.js");
        const once = (some) => { const start = performance.now(); read(some); return performance.now() - start; };
        const time = (some) => Math.min(...[1, 2, 3].map(() => once(some)));  // a busy machine only ever adds to it
        return time(text.repeat(8)) < 200 + 24 * time(text);
    }"""
    assert await reader.evaluate(measure, mark * 4000)
