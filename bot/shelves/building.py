"""Builds the editions of shelves: each in a process with limits, one at a time for a server, in turns among servers."""

from __future__ import annotations

import asyncio
import os
import shutil
from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager
from dataclasses import dataclass, replace
from pathlib import Path
from weakref import WeakValueDictionary

from bot.shelves.nouns import Progress, Tell
from bot.state.shelves import Manifest, Own
from corpus import store
from corpus.apart import NICE, Limits, Tried, build_apart, extract_apart, try_apart
from corpus.build import Built
from corpus.contents import Contents, Single
from corpus.errors import TooMuch, UnreadableDocument
from corpus.model import Metadata, Trust

_MEMORY = 512 << 20
_MEMORY_FOR_EACH = 64  # bytes of memory for each byte of a document
_COMPUTING = 60  # seconds of the processor's time
_COMPUTING_FOR_EACH = 30  # seconds more for each megabyte of documents
_PATIENCE = 10  # times as long by the clock: other work goes first
_FREE = 20  # bytes of the disk that must be free for each byte of a document
_SPARE = 50 << 20
_PDF_FILE = 64 << 20  # bytes of the largest file that may be written while a PDF is read


def limits(size: int) -> Limits:
    """Return what may be spent on reading documents of a size in bytes."""
    computing = _COMPUTING + _COMPUTING_FOR_EACH * size // (1 << 20)
    memory = _MEMORY + _MEMORY_FOR_EACH * size
    return Limits(memory=memory, computing=computing, seconds=float(_PATIENCE * computing), nice=NICE)


def enough(size: int, free: int) -> None:
    """Raise TooMuch where the disk has less room than an edition of documents of a size in bytes may need."""
    needed = _SPARE + _FREE * size
    if free < needed:
        raise TooMuch(
            f"The disk is nearly full: {_mega(needed)} MB are needed and {_mega(free)} MB are free. "
            "What is served now goes on. The person who runs me can make room."
        )


def _mega(size: int) -> str:
    return f"{-(-size // (1 << 20)):,}"


@dataclass(frozen=True, slots=True)
class Places:
    """Where the documents and the editions of shelves lie."""

    home: Path

    @property
    def editions(self) -> Path:
        """The store of all editions that servers are served, under names that prove them."""
        return self.home / "editions"

    def edition(self, name: str) -> Path:
        """Return where an edition lies."""
        return self.editions / f"edition-{name}.db"

    def documents(self, guild_id: int) -> Path:
        """Return the folder of a server's own documents."""
        return self.home / str(guild_id)

    def guilds(self) -> set[int]:
        """Return which servers have a folder of documents, if only with what was never finished."""
        return {int(path.name) for path in self.home.glob("[0-9]*") if path.name.isdecimal()}

    def document(self, guild_id: int, own: Own) -> Path:
        """Return where one of a server's own documents lies, named by what it holds."""
        return self.documents(guild_id) / f"{own.sha}{own.ending}"


def name_of(edition: Path) -> str:
    """Return an edition's name as the registry has it: what it was built from, and what it holds."""
    return edition.stem.removeprefix("edition-")


def single(place: Path, own: Own) -> Single:
    """Return one of a server's documents as the library reads it."""
    said = Metadata(own.title, own.author, "", own.url, own.licence, own.retrieved, Trust(own.trust))
    return Single(place, own.sha, own.name, said)


class Workshop:
    """Builds editions of manifests."""

    def __init__(
        self, places: Places, folders: tuple[Path, ...], ready_made: Path, program: Callable[[], str], at_once: int = 1
    ) -> None:
        self.places = places
        self._folders = folders
        self._ready_made = ready_made  # where the operator's editions lie: one of these need not be built again
        self._slots = asyncio.Semaphore(at_once)
        self._servers: WeakValueDictionary[int, asyncio.Lock] = WeakValueDictionary()
        self._waiting = 0
        self._program = program  # what the program that runs is recognised by

    def contents(self, guild_id: int, manifest: Manifest) -> Contents:
        """Return what a manifest's edition is made of."""
        own = (one for one in manifest.own if one.enabled)
        singles = tuple(single(self.places.document(guild_id, one), one) for one in own)
        return Contents(self._folders if manifest.shared else (), manifest.left_out, singles)

    async def fingerprint(self, guild_id: int, manifest: Manifest) -> str:
        """Return what the edition of a manifest is recognised by as its documents are now."""
        contents = self.contents(guild_id, manifest)
        return await asyncio.to_thread(self._print, contents)

    @property
    def idle(self) -> bool:
        """Whether no shelf is being worked at, so that no edition is there that the registry does not know yet."""
        return not self._servers

    def is_at(self, guild_id: int) -> bool:
        """Say whether somebody works at a server's shelf."""
        return (lock := self._servers.get(guild_id)) is not None and lock.locked()

    @asynccontextmanager
    async def at(self, guild_id: int) -> AsyncIterator[None]:
        """Work at a server's shelf, alone."""
        lock = self._servers.setdefault(guild_id, asyncio.Lock())
        async with lock:
            yield

    async def build(self, guild_id: int, manifest: Manifest, tell: Tell) -> Built:
        """Build the edition of a manifest, or find it. Raises CorpusError; whoever is cancelled stops the build."""
        contents = self.contents(guild_id, manifest)
        await asyncio.to_thread(self._adopt, contents)
        async with self._turn(tell):
            size = await asyncio.to_thread(contents.size)
            enough(size, await asyncio.to_thread(_free, self.places.editions))
            allowed = limits(size)
            return await build_apart(contents, self.places.editions, allowed, _passed_on(tell), self._program())

    async def attempt(self, one: Single) -> Tried:
        """Read a document on trial. Raises CorpusError."""
        async with self._turn(lambda _: None):
            return await try_apart(one, limits(await asyncio.to_thread(lambda: one.path.stat().st_size)))

    async def extract(self, pdf: Path, into: Path, most: int) -> str:
        """Write a PDF's text into a file, and return its title. Raises CorpusError."""
        async with self._turn(lambda _: None):
            size = await asyncio.to_thread(lambda: pdf.stat().st_size)
            return await extract_apart(pdf, into, most, replace(limits(size), file=_PDF_FILE))

    @asynccontextmanager
    async def _turn(self, tell: Tell) -> AsyncIterator[None]:
        """Wait for a turn. Turns come in the order of asking, and a server asks for one at a time."""
        if self._slots.locked():
            tell(Progress("waiting", of=self._waiting + 1))
        self._waiting += 1
        try:
            await self._slots.acquire()
        finally:
            self._waiting -= 1
        try:
            yield
        finally:
            self._slots.release()

    def _adopt(self, contents: Contents) -> None:
        """Take the operator's edition over where it is the one that would be built."""
        for path in self._ready_made.glob(f"edition-{self._print(contents)}-*.db"):
            link(path, self.places.editions)

    def _print(self, contents: Contents) -> str:
        """Return a fingerprint. Raises UnreadableDocument where an uploaded file is gone, as after an old backup."""
        try:
            return store.fingerprint(contents.known(), self._program())
        except FileNotFoundError as error:
            gone = next((one for one in contents.singles if not one.path.exists()), None)
            if gone is None:
                raise
            raise UnreadableDocument(
                f"{gone.shown}: its file is gone from my disk, so it cannot be read anew. Remove the document and add "
                "it again, or ask the person who runs me for a backup that has it."
            ) from error


def link(edition: Path, into: Path) -> Path:
    """Put an edition into another store, too: as the same file where the disk can do that."""
    there = into / edition.name
    if not there.exists():
        into.mkdir(parents=True, exist_ok=True)
        try:
            os.link(edition, there)
        except OSError:
            draft = store.draft(into)
            draft.write_bytes(edition.read_bytes())
            store.flush(draft)
            draft.replace(there)
        store.flush(into)
    return there


def _passed_on(tell: Tell) -> Callable[[str, int, int, str], None]:
    def pass_on(doing: str, done: int, of: int, name: str) -> None:
        tell(Progress(doing, done, of, name))

    return pass_on


def _free(folder: Path) -> int:
    folder.mkdir(parents=True, exist_ok=True)
    return shutil.disk_usage(folder).free
