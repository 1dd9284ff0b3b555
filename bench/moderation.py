"""Uploads every hostile file as a moderator would, and writes what they read into docs/MODERATION.md."""

from __future__ import annotations

import argparse
import asyncio
import contextlib
import re
import tempfile
from collections.abc import Sequence
from pathlib import Path

from bot.local import Person, Refused, Reply, Unanswered
from bot.local.start import READING_ROOM
from corpus.library import Library
from tests.moderation.own import alone
from tests.shelves.test_uploads import CASES, Case

DOCUMENTS = Path(__file__).parents[1] / "tests" / "data" / "library"
PAGE = Path(__file__).parents[1] / "docs" / "MODERATION.md"
BEGIN, END = "<!-- written by python -m bench.moderation -->", "<!-- end -->"


async def told(mod: Person, case: Case) -> str:
    """Return what a moderator reads who uploads a file and fills the form in."""
    upload = case.make()
    file = mod.upload(upload.filename, upload.content)
    try:
        reply = await mod.slash("corpus add", file=file, title=upload.title.strip() or "\u200b")
        if reply.modal:
            said = {"url": upload.url, "licence": upload.licence, "trust": upload.trust}
            if not upload.filename.endswith(".pdf"):  # which is asked for none
                said["encoding"] = upload.encoding
            reply = await mod.submit(reply, **said)
    except Refused as refused:
        return f"(Discord does not send it: {refused})"
    return _sentence(await _outcome(reply))


async def _outcome(reply: Reply) -> Reply:
    for _ in range(6):
        with contextlib.suppress(Unanswered):
            return await reply.person.wait(lambda: None if " …" in (now := reply.now()).text else now, "outcome")
    return reply.now()


def _sentence(reply: Reply) -> str:
    lines = [line for line in reply.text.split("\n") if line and not line.startswith(("#", "-#"))]
    return " ".join(lines).replace("|", "\\|")


async def table(only: Sequence[str]) -> list[tuple[str, str]]:
    """Return each hostile file with what its moderator read; nothing of them may be on the shelf afterwards."""
    found = []
    with tempfile.TemporaryDirectory() as folder:
        place = Path(folder)
        async with Library([DOCUMENTS], place / "editions") as library, alone(library, place) as own:
            for case in CASES:
                if not only or any(words in case.what for words in only):
                    found.append((case.what, await told(own.mod, case)))
                    print(*found[-1], sep="\n    ", flush=True)
            shelf = await own.bot.shelves.shelf(READING_ROOM)
            assert not shelf.own, "something hostile was taken"
    return found


def write(rows: Sequence[tuple[str, str]]) -> None:
    """Put the table into the page, between its marks."""
    lines = [
        "| uploaded | what the moderator reads |",
        "| --- | --- |",
        *(f"| {what} | {said} |" for what, said in rows),
    ]
    between = f"{BEGIN}\n" + "\n".join(lines) + f"\n{END}"
    page = PAGE.read_text("utf-8")
    PAGE.write_text(re.sub(f"{re.escape(BEGIN)}.*{re.escape(END)}", lambda _: between, page, flags=re.DOTALL), "utf-8")


def main(arguments: Sequence[str] | None = None) -> None:
    """Upload; write the table unless only some were asked for."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--only", action="append", help="upload what has these words in its name, and write nothing")
    given = parser.parse_args(arguments)
    rows = asyncio.run(table(given.only or ()))
    if not given.only:
        write(rows)


if __name__ == "__main__":
    main()
