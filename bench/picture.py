"""Draws the README's pictures: the chat page, wide and on a phone, after a question was asked in it."""

from __future__ import annotations

import argparse
import subprocess
import sys
import tempfile
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path

from playwright.sync_api import Page, sync_playwright

CHROMIUM = Path("/usr/bin/chromium")
FLAGS = ["--no-sandbox", "--disable-gpu", "--disable-background-networking", "--disable-component-update"]
PATIENCE = 30_000  # milliseconds


@contextmanager
def local_mode(documents: Sequence[str]) -> Iterator[str]:
    """Run Pero in local mode; give the address of its chat page."""
    folders = [word for folder in documents for word in ("--documents", folder)]
    with tempfile.TemporaryDirectory() as data:
        command = [sys.executable, "-m", "bot", "local", "--port", "0", "--data", data, *folders]
        with subprocess.Popen(command, stdout=subprocess.PIPE, text=True) as running:
            assert running.stdout is not None
            try:
                yield next(word for line in running.stdout for word in line.split() if word.startswith("http://"))
            finally:
                running.terminate()


@contextmanager
def page_at(address: str, width: int, height: int) -> Iterator[Page]:
    """Open the chat page in a window of this size and wait until Pero is there."""
    with sync_playwright() as play:
        browser = play.chromium.launch(executable_path=str(CHROMIUM), args=FLAGS)
        page = browser.new_page(viewport={"width": width, "height": height}, color_scheme="dark")
        page.set_default_timeout(PATIENCE)
        page.goto(address)
        page.get_by_text("Three things to try").wait_for()
        yield page
        browser.close()


def use(page: Page, command: str, **options: str) -> None:
    """Type a slash command with its options, as a newcomer would, and wait for the answer."""
    before = page.get_by_text("used").count()
    page.locator("#composer").click()
    page.keyboard.type(f"/{command}")
    page.keyboard.press("Enter")
    for name, value in options.items():
        _fill(page, name, value)
    page.keyboard.press("Enter")
    page.get_by_text("used").nth(before).wait_for()


def _fill(page: Page, name: str, value: str) -> None:
    """Fill an option in; one that is not required is chosen from the list first."""
    offered = page.get_by_role("option", name=name, exact=False)
    if offered.count():
        offered.first.click()
    page.keyboard.type(value)
    page.wait_for_timeout(800)  # for the suggestions, which are shown with what was typed


def main(arguments: Sequence[str] | None = None) -> None:
    """Ask, and save the picture; then another one of the same answer on a phone."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--documents", action="append", default=[])
    parser.add_argument("--question", default="when was trotsky murdered and with what")
    parser.add_argument("--size", default="1200x980")
    parser.add_argument("--phone", default="390x780")
    parser.add_argument("--to", type=Path, default=Path("docs/chat.png"))
    given = parser.parse_args(arguments)
    with local_mode(given.documents) as address:
        with page_at(address, *_size(given.size)) as page:
            use(page, "ask", question=given.question)
            page.get_by_role("button", name="Context").last.wait_for()
            page.screenshot(path=given.to)
        with page_at(address, *_size(given.phone)) as page:
            page.get_by_role("button", name="Context").last.wait_for()
            page.screenshot(path=given.to.with_stem(f"{given.to.stem}-phone"))


def _size(words: str) -> tuple[int, int]:
    width, height = words.split("x")
    return int(width), int(height)


if __name__ == "__main__":
    main()
