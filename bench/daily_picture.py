"""Draws the picture of daily posts: a newcomer sets one up in the chat page, moves the clock, and sees the post."""

from __future__ import annotations

import argparse
from collections.abc import Sequence
from pathlib import Path

from playwright.sync_api import FloatRect, Page

from bench.picture import local_mode, page_at


def become(page: Page, who: str) -> None:
    """Sit down as somebody else."""
    page.get_by_role("combobox", name="You are").select_option(label=who)


def add(page: Page, time: str) -> None:
    """Use /daily add with a channel and a time, with the keyboard alone."""
    page.locator("#composer").click()
    page.keyboard.type("/daily add")
    page.keyboard.press("Enter")
    for typed in ("daily", time):
        page.keyboard.type(typed)
        page.wait_for_timeout(700)  # for the suggestions
        page.keyboard.press("Enter")
    page.get_by_text("is set").last.wait_for()


def move_the_clock(page: Page) -> None:
    """Let a day pass, and go where something new has come."""
    page.locator("button.clock").click()
    page.get_by_role("button", name="+1 day").click()
    page.get_by_role("dialog").get_by_role("button", name="daily").click(timeout=60_000)
    page.get_by_role("button", name="Context").first.wait_for()


def _lower(page: Page, tall: int) -> FloatRect:
    """Return where the last message is, above the line that one types into."""
    box = page.locator("#composer").bounding_box()
    assert box is not None
    return {"x": box["x"], "y": box["y"] - tall - 14, "width": box["width"], "height": tall}


def main(arguments: Sequence[str] | None = None) -> None:
    """Set posts up, let a day pass, and save two pictures: what the moderator sees, and the post."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--size", default="1100x900")
    parser.add_argument("--to", type=Path, default=Path("docs/daily.png"))
    given = parser.parse_args(arguments)
    width, height = map(int, given.size.split("x"))
    with local_mode([]) as address, page_at(address, width, height) as page:
        become(page, "Mod — moderator")
        add(page, "9 am")
        page.screenshot(path=given.to.with_stem(f"{given.to.stem}-add"), clip=_lower(page, 410))
        move_the_clock(page)
        page.screenshot(path=given.to, clip=_lower(page, 330))


if __name__ == "__main__":
    main()
