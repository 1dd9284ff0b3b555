"""Draws the pictures of docs/MODERATION.md: a new moderator's way with a document of their own, in the chat page."""

from __future__ import annotations

import argparse
import tempfile
from collections.abc import Sequence
from pathlib import Path

from playwright.sync_api import Page

from bench.picture import local_mode, page_at, use

BUILT = 120_000  # milliseconds within which an edition is there, also on a busy machine
DOCS = Path(__file__).parents[1] / "docs"
LAMPS = """# The lamps of Tarn Skerry

Tarn Skerry had a lighthouse from 14 June 1847, when the keeper Oda Brandt lit its three lamps for the first time. She
was paid 40 crowns a year for it.

The keeper Oda Brandt wrote in her book: “A lamp that is not trimmed is a lie told to ships.”

## The fire

The lighthouse burned down on 2 March 1901. The keeper was in the village on that night.
"""


def become(page: Page, who: str) -> None:
    """Sit down as somebody else."""
    page.get_by_role("combobox", name="You are").select_option(label=who)


def add(page: Page, file: Path) -> None:
    """Use /corpus add with a file and fill the form in, as a moderator does with the keyboard and the file chooser."""
    page.locator("#composer").click()
    page.keyboard.type("/corpus add")
    page.keyboard.press("Enter")
    with page.expect_file_chooser() as chooser:
        page.get_by_role("button", name="file").first.click()
    chooser.value.set_files(file)
    page.get_by_role("button", name=file.name).wait_for()
    page.keyboard.press("Tab")
    page.keyboard.type("The Lamp Book")
    page.keyboard.press("Enter")
    form = page.get_by_role("dialog")
    form.get_by_label("Author or publisher").fill("Oda Brandt")
    form.get_by_label("Licence").fill("CC0-1.0")
    form.get_by_role("button", name="Submit").click()
    page.get_by_role("button", name="Switch to it").wait_for(timeout=BUILT)


def send(page: Page, command: str, answer: str) -> None:
    """Use a command without options and wait for some words of its answer."""
    page.locator("#composer").click()
    page.keyboard.type(f"/{command}")
    page.keyboard.press("Enter")
    page.keyboard.press("Enter")
    page.get_by_text(answer).last.wait_for()


def press(page: Page, label: str, answer: str) -> None:
    """Press the last button with a label and wait for some words of what comes."""
    page.get_by_role("button", name=label, exact=True).last.click()
    page.get_by_text(answer).last.wait_for()


def main(arguments: Sequence[str] | None = None) -> None:
    """Walk the way, and save a picture at each turn."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--to", type=Path, default=DOCS)
    to = parser.parse_args(arguments).to
    with (
        tempfile.TemporaryDirectory() as folder,
        local_mode([]) as address,
        page_at(address, 1200, 1040) as page,
    ):
        file = Path(folder) / "lamps.md"
        file.write_text(LAMPS, "utf-8")
        become(page, "Mod — moderator")
        add(page, file)
        _save(page, to / "moderation-add.png")
        press(page, "Switch to it", "Switched to edition")
        become(page, "Ada — member")
        use(page, "ask", question="when was the lighthouse of Tarn Skerry lit?")
        report(page)
        become(page, "Mod — moderator")
        send(page, "corpus queue", "Reported once")
        _save(page, to / "moderation-queue.png")
        press(page, "Hide", "No reports are waiting")
        send(page, "corpus history", "served now")
        _save(page, to / "moderation-history.png")
        send(page, "settings", "Settings of this server")
        _save(page, to / "moderation-settings.png")


def report(page: Page) -> None:
    """Say what is wrong with the last answer, as a member does."""
    page.get_by_role("button", name="Report").last.click()
    form = page.get_by_role("dialog")
    form.locator(".select, select, [role=combobox]").first.click()
    page.get_by_role("option", name="Wrong date").click()
    form.get_by_label("Anything to add?").fill("My book says 1846.")
    form.get_by_role("button", name="Submit").click()
    form.wait_for(state="detached")


def _save(page: Page, path: Path) -> None:
    page.wait_for_timeout(700)  # for the scrolling to end
    page.screenshot(path=path)


if __name__ == "__main__":
    main()
