"""How much is kept of a server and of a person, counted for those who ask."""

from __future__ import annotations

import sqlite3
from dataclasses import dataclass

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
