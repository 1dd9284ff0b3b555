"""What some words are compared with: passages, neighbours joined as one text, and what is quoted in them."""

from __future__ import annotations

import json
from bisect import bisect_right
from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass, replace

import aiosqlite

from corpus.veil import NOTHING, Veil

TEXTS = """
    SELECT id, document_id, text
      FROM passage
     WHERE id IN (SELECT value FROM json_each(:ids))
       AND zone NOT IN ('title', 'heading', 'reference', 'debris')
     ORDER BY id
"""

# The longest quotation runs over fewer passages than these; it keeps SQLite within a stretch of its index.
SPOKEN = """
    SELECT i.value, q.id, q.key, q.speaker, q.passage_id, q.start, q.last_id, q.end
      FROM json_each(:ids) AS i
      JOIN quotation       AS q ON q.passage_id BETWEEN i.value - 200 AND i.value
                               AND q.last_id >= i.value
     ORDER BY q.id
"""

JOINT = "\n\n"
_REACH = 12  # passages before and behind one that are looked at for the rest of a long quotation


@dataclass(frozen=True, slots=True)
class Spoken:
    """A quotation in a text: its row, where it stands there, its content key, and whose it is, if anybody says so."""

    id: int
    start: int
    end: int
    key: str
    speaker: str


@dataclass(frozen=True, slots=True)
class Text:
    """A passage, or several joined as one; `passages` has the id of each and where it begins."""

    passages: tuple[tuple[int, int], ...]
    text: str
    spoken: tuple[Spoken, ...] = ()

    def place(self, start: int, end: int) -> tuple[int, int, int]:
        """Return the passage in which a stretch begins, and the stretch there, as far as that passage goes."""
        number = bisect_right(self.passages, start, key=lambda passage: passage[1]) - 1
        id, begins = self.passages[number]
        following = self.passages[number + 1 :]
        ends = following[0][1] - len(JOINT) if following else len(self.text)
        return id, start - begins, min(end, ends) - begins

    def whose(self, start: int, end: int) -> Spoken | None:
        """Return the quotation that has most of a stretch, if one has half of it."""
        shares = [(min(end, one.end) - max(start, one.start), one) for one in self.spoken]
        most = max(shares, key=lambda share: share[0], default=None)
        return most[1] if most and 2 * most[0] >= end - start else None


async def read_texts(db: aiosqlite.Connection, ids: Sequence[int], veil: Veil = NOTHING) -> list[Text]:
    """Return the passages that can be quoted, in the order of the ids, with what is quoted in them."""
    rows = {row[0]: row[2] for row in await _rows(db, ids, veil)}
    spoken = await _spoken(db, {id: len(text) for id, text in rows.items()}, veil)
    return [Text(((id, 0),), rows[id], tuple(spoken[id])) for id in ids if id in rows]


async def _rows(db: aiosqlite.Connection, ids: Sequence[int], veil: Veil) -> list[tuple[int, int, str]]:
    rows = await db.execute_fetchall(TEXTS, {"ids": json.dumps(list(ids))})
    return [(id, document, veil.barred(id, text)) for id, document, text in rows]


async def read_joined(db: aiosqlite.Connection, ids: Sequence[int], room: int, veil: Veil = NOTHING) -> list[Text]:
    """Return each passage joined with its neighbours, `room` characters of them on either side."""
    around = sorted({near for id in ids for near in range(id - _REACH, id + _REACH + 1)})
    rows = await _rows(db, around, veil)
    places = {row[0]: place for place, row in enumerate(rows)}
    spans = dict.fromkeys(_around(rows, places[id], room) for id in ids if id in places)
    spoken = await _spoken(db, {row[0]: len(row[2]) for row in rows}, veil)
    return [_joined([(row[0], row[2]) for row in rows[first:last]], spoken) for first, last in spans]


def _around(rows: Sequence[tuple[int, int, str]], place: int, room: int) -> tuple[int, int]:
    """Return the first and past the last of the rows of one document that a quotation of a length may run over."""
    id, document = rows[place][0], rows[place][1]
    first = last = place
    before = after = 0
    while before < room and first > 0 and rows[first - 1][1] == document and rows[first - 1][0] >= id - _REACH:
        first -= 1
        before += len(rows[first][2])
    while after < room and last + 1 < len(rows) and rows[last + 1][1] == document and rows[last + 1][0] <= id + _REACH:
        last += 1
        after += len(rows[last][2])
    return first, last + 1


def _joined(pieces: Sequence[tuple[int, str]], spoken: dict[int, list[Spoken]]) -> Text:
    passages, quoted, begins = [], [], 0
    for id, text in pieces:
        passages.append((id, begins))
        quoted += [replace(one, start=one.start + begins, end=one.end + begins) for one in spoken[id]]
        begins += len(text) + len(JOINT)
    return Text(tuple(passages), JOINT.join(text for _, text in pieces), tuple(_whole(quoted)))


def _whole(quoted: Sequence[Spoken]) -> list[Spoken]:
    """Return quotations with the parts of each, one from every paragraph, made one."""
    whole: dict[int, Spoken] = {}
    for one in quoted:
        whole[one.id] = replace(one, start=whole.get(one.id, one).start)
    return list(whole.values())


async def _spoken(db: aiosqlite.Connection, sizes: dict[int, int], veil: Veil) -> dict[int, list[Spoken]]:
    """Return what is quoted in each passage, as far as it stands there."""
    found: defaultdict[int, list[Spoken]] = defaultdict(list)
    rows = await db.execute_fetchall(SPOKEN, {"ids": json.dumps(list(sizes))})
    for id, row, key, speaker, first, start, last, end in rows:
        begins, ends = (start if first == id else 0), (end if last == id else sizes[id])
        if key not in veil.quotations:
            found[id].append(Spoken(row, begins, ends, key, speaker))
    return found
