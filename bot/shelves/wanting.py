"""What a server’s moderators want on their shelf: documents added, removed, enabled, disabled, and not read yet."""

from __future__ import annotations

import asyncio
import sqlite3
from collections.abc import Callable, Iterable, Mapping
from dataclasses import replace
from datetime import datetime
from pathlib import Path

from bot import uploads
from bot.shelves.building import Places, Workshop, single
from bot.shelves.nouns import Allowed, NoSuchDocument, Shared, anybody
from bot.shelves.serving import Serving
from bot.state import State, audit, settings
from bot.state import shelves as registry
from bot.state.shelves import Manifest, Own
from bot.uploads import Refused, Taken, Upload
from corpus import store
from corpus.contents import within
from corpus.errors import CorpusError
from corpus.formats.folder import LONGEST_NAME
from corpus.library import Library


class Wanting:
    """Changes what is wanted; each change is one transaction with its line in the audit."""

    def __init__(self, library: Library, state: State, places: Places, workshop: Workshop, serving: Serving) -> None:
        self._library = library
        self._state = state
        self._places = places
        self._workshop = workshop
        self._serving = serving
        self._known: dict[int, Manifest] = {}

    async def wanted(self, guild_id: int) -> Manifest:
        """Return what a server wants, read anew."""
        manifest = await self._state.read(lambda db: registry.wanted(db, guild_id))
        self._known[guild_id] = manifest
        return manifest

    async def remembered(self, guild_id: int) -> Manifest:
        """Return what a server wants, from memory where it was asked for before."""
        return self._known.get(guild_id) or await self.wanted(guild_id)

    def forget(self, guild_id: int) -> None:
        """Remember nothing of a server."""
        self._known.pop(guild_id, None)

    async def shared(self) -> Mapping[str, tuple[str, Shared]]:
        """Return the operator's documents by name, each with its path in its folder."""
        async with self._library.reading() as edition:
            sources = list(edition.sources.values())
        return {
            source.name: (
                _inside(source.path, self._library.folders),
                Shared(source.name, source.metadata.title, source.metadata.trust.value, True),
            )
            for source in sources
        }

    async def add(self, guild_id: int, upload: Upload, actor_id: int, at: datetime, allowed: Allowed = anybody) -> Own:
        """Put an uploaded document on the shelf, once it was read on trial. Raises Refused."""
        if uploads.is_pdf(upload):
            upload = await self._as_text(guild_id, upload)
        taken = await asyncio.to_thread(uploads.take, upload, at.date())
        shared = {name: one.title for name, (_, one) in (await self.shared()).items()}
        async with self._workshop.at(guild_id):
            manifest = await self.wanted(guild_id)
            check_room(manifest, taken)
            titles = (*(one.title for one in manifest.own), *(shared.values() if manifest.shared else ()))
            _check_new(manifest, taken, titles)
            own = _own(taken, _free(taken.name, {*shared, *(one.name for one in manifest.own)}), actor_id, at)
            path = self._places.document(guild_id, own)
            try:
                await asyncio.to_thread(_keep, path, taken.content)
                await self._workshop.attempt(single(path, own))
                told = f"Added “{own.title}” ({own.name}, {own.size / 1000:,.1f} kB)."
                await self._change(
                    *(guild_id, actor_id, at, allowed, "add", told), lambda db: registry.put(db, guild_id, own)
                )
            except CorpusError as error:
                raise Refused(_without_path(str(error), path, own)) from error
            finally:
                await self.tidy(guild_id)
        return own

    async def _as_text(self, guild_id: int, pdf: Upload) -> Upload:
        """Return a PDF's text as if it had been uploaded. Raises Refused."""
        folder = self._places.documents(guild_id)
        draft, text = folder / "draft-upload.pdf", folder / "draft-upload.txt"
        async with self._workshop.at(guild_id):
            try:
                await asyncio.to_thread(_put, draft, pdf.content)
                title = await self._workshop.extract(draft, text, uploads.LARGEST)
                return uploads.as_text(pdf, await asyncio.to_thread(text.read_bytes), title)
            except CorpusError as error:
                raise Refused(f"“{uploads.shown(pdf.filename)}” was not taken. {error}") from error
            finally:
                await self.tidy(guild_id)

    async def remove(self, guild_id: int, name: str, actor_id: int, at: datetime, allowed: Allowed = anybody) -> str:
        """Take an own document off the shelf."""
        async with self._workshop.at(guild_id):
            own = next((one for one in (await self.wanted(guild_id)).own if one.name == name), None)
            if own is None:
                raise NoSuchDocument(f"No document of this server’s is called “{name[:40]}”. See /corpus sources.")
            told = f"Removed “{own.title}” ({own.name})."
            await self._change(
                *(guild_id, actor_id, at, allowed, "remove", told), lambda db: registry.take_off(db, guild_id, name)
            )
        return own.title

    async def enable(
        self, guild_id: int, name: str, enabled: bool, actor_id: int, at: datetime, allowed: Allowed = anybody
    ) -> str:
        """Let a document be read, or leave it unread."""
        shared = await self.shared()
        async with self._workshop.at(guild_id):
            own = next((one for one in (await self.wanted(guild_id)).own if one.name == name), None)
            if own:
                title = own.title

                def change(db: sqlite3.Connection) -> None:
                    registry.enable(db, guild_id, name, enabled)
            elif name in shared:
                path, document = shared[name]
                title = document.title

                def change(db: sqlite3.Connection) -> None:
                    registry.leave_out(db, guild_id, path, not enabled)
            else:
                raise NoSuchDocument(
                    f"No document here is called “{name[:40]}”. See /corpus sources for those there are."
                )
            how = "enable" if enabled else "disable"
            told = f"{'Enabled' if enabled else 'Disabled'} “{title}” ({name})."
            await self._change(guild_id, actor_id, at, allowed, how, told, change)
        return title

    async def with_shared(
        self, guild_id: int, wanted: bool, actor_id: int, at: datetime, allowed: Allowed = anybody
    ) -> None:
        """Put the shared documents on the shelf, or take all of them off."""
        told = "Put the shared documents on the shelf." if wanted else "Took the shared documents off the shelf."
        async with self._workshop.at(guild_id):
            await self._change(
                *(guild_id, actor_id, at, allowed, "shared", told),
                lambda db: settings.write(db, guild_id, "shared_documents", wanted),
            )

    async def discard(self, guild_id: int, actor_id: int, at: datetime, allowed: Allowed = anybody) -> None:
        """Want again what is served."""
        await self._serving.load()
        async with self._workshop.at(guild_id):
            now = self._serving.now(guild_id)
            manifest = now.manifest if now else Manifest()
            told = "Discarded the changes that were not served yet."
            await self._change(
                *(guild_id, actor_id, at, allowed, "discard", told), lambda db: registry.want(db, guild_id, manifest)
            )
            await self.tidy(guild_id)

    async def tidy(self, guild_id: int) -> None:
        """Remove the files of documents that neither the shelf nor its history needs any more."""
        needed = await self._state.read(lambda db: registry.files(db, guild_id))
        await asyncio.to_thread(_remove_others, self._places.documents(guild_id), needed)

    async def _change(
        self,
        guild_id: int,
        actor_id: int,
        at: datetime,
        allowed: Allowed,
        how: str,
        told: str,
        change: Callable[[sqlite3.Connection], None],
    ) -> None:
        def work(db: sqlite3.Connection) -> None:
            change(db)
            audit.record(db, guild_id, at, actor_id, f"corpus.{how}", told)

        await allowed()
        await self._state.write(work)
        await self.wanted(guild_id)


def check_room(manifest: Manifest, taken: Taken) -> None:
    """Refuse what goes beyond a server's quota."""
    if len(manifest.own) >= uploads.MOST_DOCUMENTS:
        raise Refused(
            f"This server has {len(manifest.own)} documents; {uploads.MOST_DOCUMENTS} is the most. Remove one first."
        )
    used = sum(one.size for one in manifest.own)
    if used + len(taken.content) > uploads.MOST_BYTES:
        raise Refused(
            f"This server’s documents have {used / 1e6:.1f} MB, and with this one they would have "
            f"{(used + len(taken.content)) / 1e6:.1f}; {uploads.MOST_BYTES / 1e6:.0f} is the most. Remove one first."
        )


def _check_new(manifest: Manifest, taken: Taken, titles: Iterable[str]) -> None:
    for one in manifest.own:
        if one.sha == taken.sha:
            raise Refused(f"These very words are on the shelf already: “{one.title}” ({one.name}). Remove it first.")
    if taken.metadata.title.casefold() in {title.casefold() for title in titles}:
        raise Refused(
            f"Another document is called “{taken.metadata.title}”, so nobody could tell which of the two an answer is "
            "from. Give this one another title."
        )


def _own(taken: Taken, name: str, actor_id: int, at: datetime) -> Own:
    said = taken.metadata
    about = (said.title, said.url, said.licence, said.trust.value, said.author, said.retrieved)
    return Own(name, *about, taken.sha, taken.ending, len(taken.content), actor_id, int(at.timestamp()))


def _free(base: str, taken: set[str]) -> str:
    """Return a name that no document has yet."""
    name, number = base, 1
    while name in taken:
        number += 1
        name = f"{base[: LONGEST_NAME - 1 - len(str(number))].rstrip('-')}-{number}"
    return name


def _without_path(message: str, path: Path, own: Own) -> str:
    """Return in a sentence what a reader said of a document, under the name that moderators know."""
    told = message.replace(str(path), own.name + own.ending).replace(path.name, own.name + own.ending)
    return f"“{own.title}” was not taken. {told}" + ("" if told.endswith((".", "?", "”")) else ".")


def _inside(path: Path, folders: Iterable[Path]) -> str:
    return next((within(path, folder) for folder in folders if path.is_relative_to(folder)), path.name)


def _keep(path: Path, content: bytes) -> None:
    """Write a document, so that after a power cut it is there whole or not at all."""
    draft = path.with_name(f"draft-{path.name}")
    _put(draft, content)
    store.flush(draft)
    draft.replace(path)
    store.flush(path.parent)


def _put(path: Path, content: bytes) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(content)


def _remove_others(folder: Path, needed: frozenset[str]) -> None:
    for path in folder.glob("*"):
        if path.name not in needed:
            path.unlink(missing_ok=True)


def with_enabled(shared: Mapping[str, tuple[str, Shared]], manifest: Manifest) -> tuple[Shared, ...]:
    """Return the operator's documents as a server's shelf has them."""
    return tuple(
        replace(one, enabled=manifest.shared and path not in manifest.left_out) for path, one in shared.values()
    )
