"""Hostile and unlucky uploads: each is refused with a sentence that says why, and what to do.

`python -m tests.shelves.test_uploads` prints the table of these sentences.
"""

from __future__ import annotations

import asyncio
import gzip
import io
import sqlite3
import tempfile
import zipfile
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot import uploads
from bot.errors import PeroError
from bot.shelves import Shelves
from bot.state import State
from bot.uploads import Refused, Upload
from corpus.library import Library
from corpus.model import Trust
from tests import pdfs
from tests.conftest import DOCUMENTS
from tests.shelves.conftest import AT, LAMP, MODERATOR, ONE, House, added, lamp, says, served


@dataclass(frozen=True)
class Case:
    """A file that somebody might upload, and what they read then."""

    what: str
    make: Callable[[], Upload]
    told: str


def text(words: str | bytes, name: str = "lamp.md", **said: str) -> Upload:
    """Return an upload of some words."""
    content = words.encode() if isinstance(words, str) else words
    return Upload(name, content, said.pop("title", "The lamp"), **said)


def archive(name: str = "book.txt") -> Upload:
    """Return an archive that would unpack to a hundred times its size."""
    held = io.BytesIO()
    with zipfile.ZipFile(held, "w", zipfile.ZIP_DEFLATED) as made:
        made.writestr("../../bomb.txt", b"0" * 10_000_000)
    return text(held.getvalue(), name)


def database() -> Upload:
    """Return a database that calls itself a text."""
    with tempfile.TemporaryDirectory() as place:
        path = Path(place) / "x.db"
        with sqlite3.connect(path) as db:
            db.execute("CREATE TABLE lure (bait)")
        db.close()
        return text(path.read_bytes(), "notes.txt")


PAGES = [pdfs.set_in_lines("The lamp of Skerry burns every night of the year.")] * 3


def book(content: bytes) -> Upload:
    """Return an upload of a PDF."""
    return text(content, "book.pdf")


CASES = [
    Case("a database under another name", database, "is a database, whatever its name says"),
    Case("a database", lambda: text(b"x", "corpus.db"), "I read .txt, .md, .html and .pdf"),
    Case("an archive that unpacks to a hundred times its size", archive, "is an archive, or an office document"),
    Case("an archive, packed another way", lambda: text(gzip.compress(b"0" * 10_000)), "is an archive"),
    Case("a PDF under another name", lambda: text(b"%PDF-1.7 ..."), "Let its name end with .pdf"),
    Case("a picture under another name", lambda: text(b"\x89PNG\r\n\x1a\n..."), "is a picture"),
    Case("a program", lambda: text(b"\x7fELF\x02\x01", "tool.txt"), "is a program"),
    Case("a Word document under another name", lambda: archive("letter.md"), "office document"),
    Case("no ending", lambda: text(LAMP, "document"), "I read .txt, .md, .html and .pdf"),
    Case("two endings", lambda: text(LAMP, "lamp.md.exe"), "I read .txt, .md, .html and .pdf"),
    Case("more than 10 MB", lambda: text(b"a" * (uploads.LARGEST + 1)), "is larger than 10 MB. Split it"),
    Case("an empty file", lambda: text(b""), "is empty"),
    Case("white space alone", lambda: text(" \n\n \t" * 50), "hardly a word"),
    Case("marks that nobody sees", lambda: text("\u200b\u202e\u2066" * 500), "hardly a word"),
    Case("a single word", lambda: text("Lamp."), "hardly a word"),
    Case("numbers alone", lambda: text("12 34 56\n" * 500), "hardly a word"),
    Case("a NUL in line 3", lambda: text("One.\n\nThe lamp\0 burns.\n"), "Line 3 has a NUL"),
    Case("a control character", lambda: text("The lamp burns \x1b[31mred\x1b[0m.\n"), "control character (U+001B)"),
    Case("not UTF-8", lambda: text("Das Licht der Bäume brennt.\n".encode("latin-1")), "Line 1, byte 15: this is not"),
    Case("half a character", lambda: text("The lamp burns in the café".encode()[:-1]), "this is not UTF-8"),
    Case("a lone surrogate", lambda: text(b"The lamp \xed\xa0\x80 burns for everybody here."), "not UTF-8"),
    Case("an overlong form", lambda: text(b"The lamp \xc0\xaf burns for everybody here."), "not UTF-8"),
    Case("UTF-16, not said", lambda: text(LAMP.encode("utf-16")), "The file begins as one in UTF-16 does"),
    Case("an encoding that nobody knows", lambda: text(LAMP, encoding="rot13"), "I do not know the encoding “rot13”"),
    Case("an encoding that runs programs", lambda: text(LAMP, encoding="idna"), "I do not know the encoding"),
    Case("the wrong encoding", lambda: text("Лампа горит.\n" * 9, encoding="euc-jp"), "this is not EUC-JP"),
    Case("a line of two million characters", lambda: text("light " * 400_000), "A line has 2,400,000 characters"),
    Case("no title", lambda: text(LAMP, name="\u200b.md", title=" "), "Give the document a title"),
    Case("a title of a thousand characters", lambda: text(LAMP, title="lamp " * 200), "The title has 999 characters"),
    Case("a script for an address", lambda: text(LAMP, url="javascript:alert(1)"), "no web address that I can show"),
    Case("an address with a break in it", lambda: text(LAMP, url="https://a.example/\n@everyone"), "no web address"),
    Case("a trust that there is not", lambda: text(LAMP, trust="gospel"), "Trust is one of reference"),
    Case("front matter that is not TOML", lambda: text("+++\ntitle = \n+++\n" + LAMP), "this is not TOML"),
    Case(
        "front matter with a strange key", lambda: text('+++\nlicense = "x"\n+++\n' + LAMP), "Did you mean “licence”?"
    ),
    Case(
        "nothing but headings", lambda: text("# One lamp of Skerry\n\n## Another lamp\n"), "nothing that could be shown"
    ),
    Case(
        "half a million paragraphs",
        lambda: text("a b\n\n" * 600_000 + LAMP, "lamp.txt"),
        "more than 500,000 paragraphs",
    ),
    Case("a text under a PDF’s name", lambda: text(LAMP, "lamp.pdf"), "is no PDF, whatever its name says"),
    Case("a PDF that ends in its middle", lambda: book(pdfs.pdf(PAGES)[:-300]), "This PDF is damaged"),
    Case("a PDF’s first bytes and then anything", lambda: book(b"%PDF-1.7\n" + b"\0[<(" * 999), "This PDF is damaged"),
    Case("a PDF with a password", lambda: book(pdfs.locked(pdfs.pdf(PAGES), "oil")), "is locked with a password"),
    Case("a PDF of scanned pages", lambda: book(pdfs.scanned()), "its pages are probably pictures"),
    Case("a PDF that does not name its letters", lambda: book(pdfs.without_letters()), "does not say which letters"),
    Case("a PDF whose pages go round in a circle", lambda: book(pdfs.endless()), "This PDF is damaged"),
    Case("a PDF of 100,000 pages in 30 kB", lambda: book(pdfs.many_pages()), "has more than 2,000 pages"),
    Case("a PDF of which 100 kB unpack to 100 MB", lambda: book(pdfs.bomb()), "unpacks to far more"),
    Case(
        "a PDF of which 1 kB unpacks to 100 MB, packed twice", lambda: book(pdfs.nested_bomb()), "unpacks to far more"
    ),
    Case("a PDF of 7 kB with 11 MB of text", lambda: book(pdfs.long()), "holds more than 10 MB of text"),
    Case("a PDF larger than 10 MB", lambda: book(b"%PDF-" + b"a" * uploads.LARGEST), "is larger than 10 MB. Split it"),
]

ODD = {
    "rows of open tags": "<a " * 100_000 + LAMP,
    "brackets within brackets": "[" * 50_000 + LAMP,
    "quotation marks that never end": "“ " * 50_000 + LAMP,
    "a thousand marks over one letter": LAMP + "\n\nA" + "\u0301" * 50_000 + " stands there.\n",
    "writing that turns round": LAMP + "\n\nThe lamp \u202eesrever ni\u202c burns.\n",
    "links and mentions": LAMP + "\n\n@everyone [x](http://a)[y](http://b) <@1> </cmd:1> https://discord.gg/x burns.\n",
    "formulas of a spreadsheet": LAMP + "\n\n=HYPERLINK(1) was built on 3 March 1888.\n",
    "dates beyond all years": LAMP + "\n\nIt burnt on 99 May 99999999999999999999 and 30 February 1900.\n",
}


@pytest.mark.parametrize("case", CASES, ids=lambda case: case.what)
async def test_a_hostile_file_is_refused_with_a_sentence(shelves: Shelves, house: House, case: Case) -> None:
    with pytest.raises(Refused) as caught:
        await shelves.add(ONE, case.make(), MODERATOR, AT)
    told = str(caught.value)
    assert case.told in told
    assert str(house.data) not in told
    assert told.endswith((".", "?", "”"))
    assert (await shelves.shelf(ONE)).own == ()
    assert not list((house.data / "servers" / str(ONE)).glob("*"))
    assert not house.unfinished


async def test_odd_files_are_read_like_any_other(shelves: Shelves) -> None:
    for what, words in ODD.items():
        await shelves.add(ONE, lamp(what, words), MODERATOR, AT)
    await served(shelves, ONE)
    assert await says(shelves, ONE, "when was the lamp of Skerry lit?", "4 April 1871")
    async with shelves.reading(ONE) as edition:
        assert {source.metadata.title for source in edition.sources.values()} >= set(ODD)


def test_a_name_only_tells_the_format() -> None:
    for name in ("../../etc/passwd.md", "C:\\lamp.MD", "a/b/c.markdown", "x" * 5_000 + ".md", "\u202elamp.md"):
        taken = uploads.take(text(LAMP, name), AT.date())
        assert (taken.ending, taken.name) == (".md", "the-lamp")


def test_a_named_encoding_is_used_and_kept_as_utf_8() -> None:
    words = "Лампа горит на берегу каждую ночь.\n"
    for encoding in ("windows-1251", "koi8-r", "utf-16", "UTF-8"):
        taken = uploads.take(text(words.encode(encoding), encoding=encoding), AT.date())
        assert taken.content.decode() == words


def test_what_is_said_about_a_document_is_made_harmless() -> None:
    said = text(LAMP, title="  The\u202e lamp\n@everyone\u200b ", licence='"\nurl = "x"', author="A" + "\u0301" * 50)
    taken = uploads.take(said, AT.date())
    assert taken.metadata.title == "The lamp @everyone"
    assert taken.metadata.licence == '" url = "x"'
    assert len(taken.metadata.author) <= 5
    assert taken.metadata.retrieved == "2026-11-22"
    assert taken.metadata.trust is Trust.SECONDARY


async def test_what_is_said_is_never_read_as_settings(shelves: Shelves) -> None:
    licence = 'free"\ntrust = "reference" # '
    await added(shelves, ONE, Upload("lamp.md", LAMP.encode(), 'A "lamp"', licence=licence))
    async with shelves.reading(ONE) as edition:
        [source] = [one for one in edition.sources.values() if one.name == "a-lamp"]
    assert source.metadata.trust is Trust.SECONDARY
    assert source.metadata.licence == 'free" trust = "reference" #'


@given(
    st.binary(max_size=300), st.sampled_from(("a.txt", "a.md", "a.html", "a.pdf")), st.sampled_from(uploads.ENCODINGS)
)
def test_any_bytes_are_taken_or_refused(content: bytes, name: str, encoding: str) -> None:
    try:
        taken = uploads.take(Upload(name, content, "x", encoding=encoding), AT.date())
    except PeroError:
        return
    assert "\0" not in taken.content.decode()


def test_a_pdf_is_never_taken_as_if_it_were_text() -> None:
    for content in (pdfs.pdf(PAGES), LAMP.encode()):
        with pytest.raises(Refused):
            uploads.take(book(content), AT.date())


@given(st.text(max_size=400))
def test_anything_may_be_said(said: str) -> None:
    try:
        taken = uploads.take(text(LAMP, title=said, licence=said, author=said, url=said), AT.date())
    except Refused:
        return
    for value in (taken.metadata.title, taken.metadata.licence, taken.metadata.author):
        assert "\n" not in value
        assert "\u202e" not in value


async def test_a_server_has_a_quota(shelves: Shelves) -> None:
    await shelves.add(ONE, lamp(), MODERATOR, AT)
    fill = "UPDATE own_document SET size = :size"
    await shelves._state.write(lambda db: db.execute(fill, {"size": uploads.MOST_BYTES - 10}))
    with pytest.raises(Refused, match=r"is the most\. Remove one first"):
        await shelves.add(ONE, text(LAMP.replace("oil", "fat"), title="Another"), MODERATOR, AT)


async def _told(case: Case) -> str:
    with tempfile.TemporaryDirectory() as place:
        async with State(Path(place) / "state.db") as state, Library([DOCUMENTS], Path(place)) as library:
            try:
                await Shelves(library, state).add(ONE, case.make(), MODERATOR, AT)
            except Refused as refused:
                return str(refused)
    return "(it was taken)"


async def _table() -> str:
    rows = [f"| {case.what} | {(await _told(case)).replace(chr(10), ' ')} |" for case in CASES]
    return "\n".join(["| uploaded | what the moderator reads |", "|---|---|", *rows])


if __name__ == "__main__":
    print(asyncio.run(_table()))  # noqa: T201 a table on demand
