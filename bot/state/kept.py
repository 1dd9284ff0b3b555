"""How much is kept of a server and of a person, counted for those who ask, and which texts are."""

from __future__ import annotations

import re
import sqlite3
from collections.abc import Iterable
from dataclasses import dataclass

from bot.state import shelves
from bot.state.documents import Uploaded
from bot.state.shelves import Own

OF_SERVER = {
    "settings": "SELECT count(*) FROM setting WHERE guild_id = :guild_id",
    "schedules of daily posts": "SELECT count(*) FROM schedule WHERE guild_id = :guild_id",
    "daily posts and what became of them": "SELECT count(*) FROM post WHERE guild_id = :guild_id",
    "things that daily posts have shown": "SELECT count(*) FROM shown WHERE guild_id = :guild_id",
    "documents of its own": "SELECT count(*) FROM own_document WHERE guild_id = :guild_id",
    "files whose form was not sent yet": "SELECT count(*) FROM upload WHERE guild_id = :guild_id",
    "shared documents that it leaves out": "SELECT count(*) FROM left_out WHERE guild_id = :guild_id",
    "editions that were looked at and not switched to": "SELECT count(*) FROM candidate WHERE guild_id = :guild_id",
    "switches of its documents": "SELECT count(*) FROM served WHERE guild_id = :guild_id",
    "hidden sentences": "SELECT count(*) FROM hidden WHERE guild_id = :guild_id",
    "reports, without who reported": "SELECT count(*) FROM report WHERE guild_id = :guild_id",
    "questions without an answer, without who asked": "SELECT count(*) FROM gap WHERE guild_id = :guild_id",
    "problems": "SELECT count(*) FROM problem WHERE guild_id = :guild_id",
    "changes in the audit": "SELECT count(*) FROM audit WHERE guild_id = :guild_id",
}

OF_PERSON = {
    "changes that you made, in the audit": """
        SELECT count(*) FROM audit WHERE guild_id = :guild_id AND actor_id = :user_id""",
    "documents that you added": """
        SELECT count(*) FROM own_document WHERE guild_id = :guild_id AND added_by = :user_id""",
    "documents that you added, in what was served": """
        SELECT count(*)
          FROM served, json_each(served.manifest, '$.own') AS own
         WHERE served.guild_id = :guild_id AND json_extract(own.value, '$.added_by') = :user_id""",
    "switches of documents that you made": """
        SELECT count(*) FROM served WHERE guild_id = :guild_id AND actor_id = :user_id""",
    "sentences that you hid": """
        SELECT count(*) FROM hidden WHERE guild_id = :guild_id AND actor_id = :user_id""",
}


@dataclass(frozen=True, slots=True)
class Kept:
    """What is kept, in words, with how many of each; only what there is."""

    of_server: tuple[tuple[str, int], ...]
    of_person: tuple[tuple[str, int], ...]


@dataclass(frozen=True, slots=True)
class Text:
    """An uploaded document: its file, and the path under which it is handed out."""

    title: str
    size: int
    path: str
    on_shelf: bool  # or only in what was served before, which can be rolled back to
    file: Uploaded


def texts(db: sqlite3.Connection, guild_id: int) -> tuple[Text, ...]:
    """Return the documents that are kept of a server, each file once, those on its shelf first."""
    wanted = [_text(guild_id, one, on_shelf=True) for one in shelves.wanted(db, guild_id).own]
    before = (one for entry in shelves.history(db, guild_id) for one in entry.manifest.own)
    return tuple(_each_once([*wanted, *(_text(guild_id, one, on_shelf=False) for one in before)]))


def _text(guild_id: int, own: Own, *, on_shelf: bool) -> Text:
    name = re.sub(r"[^\w-]", "-", own.name)
    path = f"{name}{own.ending}" if on_shelf else f"earlier/{name}-{own.sha[:8]}{own.ending}"
    return Text(own.title, own.size, path, on_shelf, Uploaded(guild_id, own.sha + own.ending))


def _each_once(found: Iterable[Text]) -> Iterable[Text]:
    first: dict[Uploaded, Text] = {}
    for one in found:
        first.setdefault(one.file, one)
    return first.values()


def kept(db: sqlite3.Connection, guild_id: int, user_id: int) -> Kept:
    """Count what is kept of a server, and of a person in it."""
    asked = {"guild_id": guild_id, "user_id": user_id}
    server, person = (
        tuple((words, count) for words, query in queries.items() if (count := _count(db, query, asked)))
        for queries in (OF_SERVER, OF_PERSON)
    )
    return Kept(server, person)


def _count(db: sqlite3.Connection, query: str, asked: dict[str, int]) -> int:
    [(number,)] = db.execute(query, asked)
    return int(number)
