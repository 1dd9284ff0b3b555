"""An edition, open for reading: questions in, nouns out."""

from __future__ import annotations

import json
import re
from collections.abc import Iterable, Mapping, Sequence, Set
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

import aiosqlite

from corpus import search, verdict
from corpus.browse import Browse
from corpus.errors import NothingFound, UnknownReference
from corpus.index import Index, read_index, veiled
from corpus.model import Calendar, MarkerKind, QuotationKind, Source
from corpus.passages import read_passages, read_sources, withheld
from corpus.search.reading import Reading
from corpus.search.spelling import respell
from corpus.search.suggest import Offers, read_offers
from corpus.served import Agreement, Answer, Checked, Citation, Counts, Day, Event, Found, Passage, Quoted
from corpus.stock import Item, read_stock
from corpus.timeline import Timeline
from corpus.veil import NOTHING, Veil, read_veil

_REFERENCE = re.compile(r"\s*([a-z0-9-]{1,40}):(\d{1,9})(?:\.(\d{1,6})(?:-(\d{1,6}))?)?\s*", re.IGNORECASE)

COUNTS = """
    SELECT (SELECT count(*) FROM document),
           (SELECT count(*) FROM section),
           (SELECT count(*) FROM passage),
           (SELECT count(*) FROM sentence),
           (SELECT count(*) FROM mention),
           (SELECT count(*) FROM event),
           (SELECT count(*) FROM quotation),
           (SELECT count(*) FROM reference),
           (SELECT count(*) FROM fact),
           (SELECT count(*) FROM person)
"""

PASSAGE_ID = """
    SELECT p.id
      FROM passage  AS p
      JOIN document AS d ON d.id = p.document_id
     WHERE d.name = :name
       AND p.number = :number
"""

KEYED = """
    SELECT key, min(passage_id), number
      FROM sentence
     WHERE key IN (SELECT value FROM json_each(:keys))
     GROUP BY key
"""

# The plus signs keep SQLite on the primary key, so that it stops after a few rows.
AROUND = """
    SELECT id
      FROM (SELECT id
              FROM passage
             WHERE id < :id
               AND +document_id = (SELECT document_id FROM passage WHERE id = :id)
               AND zone NOT IN ('title', 'heading', 'reference', 'debris')
             ORDER BY id DESC
             LIMIT :before)
     UNION ALL
    SELECT id
      FROM (SELECT id
              FROM passage
             WHERE id >= :id
               AND +document_id = (SELECT document_id FROM passage WHERE id = :id)
               AND (id = :id OR zone NOT IN ('title', 'heading', 'reference', 'debris'))
             ORDER BY id
             LIMIT 1 + :after)
"""

FACTS = """
    SELECT f.passage_id, f.sentence, f.score
      FROM fact     AS f
      JOIN passage  AS p ON p.id = f.passage_id
      JOIN document AS d ON d.id = p.document_id
     WHERE d.trust <> 'unverified'
     ORDER BY f.key
"""

FACTS_AMONG = """
    SELECT f.passage_id, f.sentence, f.score, d.trust = 'unverified'
      FROM fact     AS f
      JOIN passage  AS p ON p.id = f.passage_id
      JOIN document AS d ON d.id = p.document_id
     WHERE f.passage_id IN (SELECT value FROM json_each(:ids))
"""

AGREEING = """
    SELECT DISTINCT a.other_passage_id, a.other_sentence, a.differs
      FROM agreement AS a
      JOIN passage   AS p ON p.id = a.passage_id
      JOIN document  AS d ON d.id = p.document_id
      JOIN passage   AS q ON q.id = a.other_passage_id
      JOIN document  AS e ON e.id = q.document_id
     WHERE d.name = :name
       AND p.number = :number
       AND a.sentence BETWEEN :first AND :last
     ORDER BY e.trust = 'unverified', e.trust <> 'reference', a.other_passage_id, a.other_sentence
     LIMIT 12
"""

QUOTATION_KEYS = """
    SELECT q.key, q.passage_id
      FROM quotation AS q
     WHERE (:speaker = '' OR q.speaker = :speaker)
       AND (:ids IS NULL OR q.passage_id IN (SELECT value FROM json_each(:ids)))
     ORDER BY q.id
"""

QUOTATIONS = """
    SELECT q.key, q.text, q.kind, q.speaker, q.reporter, q.work, q.date_edtf, q.passage_id, q.start, q.refs,
           p.document_id
      FROM quotation AS q
      JOIN passage   AS p ON p.id = q.passage_id
     WHERE q.key IN (SELECT value FROM json_each(:keys))
     ORDER BY q.id DESC
"""

REFERENCES = """
    SELECT r.label, r.text, r.url, r.kind, e.text
      FROM reference      AS r
      LEFT JOIN reference AS e ON e.document_id = r.document_id AND e.number = r.entry
     WHERE r.document_id = :document
       AND r.number IN (SELECT value FROM json_each(:numbers))
"""


def _address(path: Path) -> str:
    """Return the address under which SQLite opens a file that nobody will ever write to."""
    return f"{path.absolute().as_uri()}?mode=ro&immutable=1"


@dataclass(frozen=True, slots=True)
class Edition:
    """One built edition, read-only and immutable. Close it when nobody reads it any more."""

    path: Path
    built: str
    counts: Counts
    sources: Mapping[int, Source]
    index: Index
    desk: search.Desk
    offers: Offers
    _db: aiosqlite.Connection
    veil: Veil = NOTHING

    @classmethod
    async def open(cls, path: Path) -> Edition:
        """Open an edition file for reading."""
        db = await aiosqlite.connect(_address(path), uri=True)
        try:
            [(built,)] = await db.execute_fetchall("SELECT built FROM edition")
            [counts] = await db.execute_fetchall(COUNTS)
            read = await read_sources(db), await read_index(db)
            desk = await search.Desk.open(path)
            offers = await read_offers(db, desk.survey.spellings)
            return cls(path, built, Counts(*counts), *read, desk, offers, db)
        except BaseException:
            await db.close()
            raise

    @property
    def name(self) -> str:
        """The edition's short name: the first letters of what it holds."""
        return self.path.stem.rpartition("-")[2][:7]

    async def close(self) -> None:
        """Close the file."""
        await self.desk.close()
        await self._db.close()

    async def without(self, keys: Set[str]) -> Edition:
        """Return this edition without the sentences, quotations and events that have these content keys.

        It reads the same open file: closing either closes both.
        """
        veil = await read_veil(self._db, keys)
        return replace(self, veil=veil, index=await veiled(self._db, self.index, veil))

    async def ask(self, question: str, limit: int = 5) -> Found:
        """Return the sentences that answer a question best, or the nearest ones marked as no answer."""
        ranking = await self.desk.ask(question, limit, self.veil.places)
        passages = await self._passages(hit.passage_id for hit in ranking.hits)
        answers = tuple(Answer(passages[hit.passage_id], hit.first, hit.last, hit.score) for hit in ranking.hits)
        return Found(question, ranking.answered, answers)

    async def passage(self, reference: str) -> Passage:
        """Return the passage that a readable reference names. Raises UnknownReference."""
        return (await self.at(reference)).passage

    async def at(self, reference: str) -> Answer:
        """Return the sentences that a readable reference names; a passage's reference names all of its sentences."""
        match = _REFERENCE.fullmatch(reference)
        found = match and await self._one(PASSAGE_ID, name=match[1].lower(), number=int(match[2]))
        if not match or not found:
            raise UnknownReference(f"No passage here is called “{reference}”. References look like trotsky:12.")
        passage = (await self._passages([found[0]]))[found[0]]
        first = int(match[3] or 1)
        last = int(match[4] or match[3] or len(passage.sentences))
        if not 1 <= first <= last <= len(passage.sentences):
            raise UnknownReference(f"{passage.ref} has sentences 1 to {len(passage.sentences)}, and no “{reference}”.")
        if all(sentence.key in self.veil.keys for sentence in passage.sentences[first - 1 : last]):
            raise UnknownReference(f"The moderators of this server have hidden {reference.strip()}.")
        return Answer(passage, first, last)

    async def keyed(self, keys: Sequence[str]) -> dict[str, Answer]:
        """Return the sentences with these content keys, those that this edition still has."""
        rows = list(await self._db.execute_fetchall(KEYED, {"keys": json.dumps(list(keys))}))
        passages = await self._passages(row[1] for row in rows)
        return {key: Answer(passages[id], number, number) for key, id, number in rows if key not in self.veil.keys}

    async def around(self, passage: Passage, before: int = 1, after: int = 1) -> tuple[Passage, ...]:
        """Return the passage with its neighbours that can be read as text, in the document's order."""
        name, _, number = passage.ref.rpartition(":")
        id = await self._one(PASSAGE_ID, name=name, number=int(number))
        if not id:
            raise UnknownReference(f"{passage.ref} is no longer in the corpus.")
        rows = await self._db.execute_fetchall(AROUND, {"id": id[0], "before": before, "after": after})
        return tuple((await self._passages([row[0] for row in rows])).values())

    async def agreement(self, answer: Answer) -> Agreement:
        """Return which sentences of other documents say the same as an answer, and which differ from it."""
        name, _, number = answer.passage.ref.rpartition(":")
        asked = {"name": name, "number": int(number), "first": answer.first, "last": answer.last}
        rows = list(await self._db.execute_fetchall(AGREEING, asked))
        passages = await self._passages(row[0] for row in rows)
        told = [(Answer(passages[id], sentence, sentence), differs) for id, sentence, differs in rows]
        seen = [(other, differs) for other, differs in told if other.key not in self.veil.keys]
        return Agreement(
            tuple(other for other, differs in seen if not differs), tuple(other for other, differs in seen if differs)
        )

    async def facts(self, topic: str = "") -> tuple[tuple[int, int], ...]:
        """Return where the sentences that can stand alone are, as passage and sentence, always in the same order.

        With a topic, those near it, best first, and what is unverified last. Raises NothingFound.
        """
        if not topic:
            rows = list(await self._db.execute_fetchall(FACTS))
        else:
            near = [hit.passage_id for hit in await self.desk.find(topic, 50)]
            among = list(await self._db.execute_fetchall(FACTS_AMONG, {"ids": json.dumps(near)}))
            rows = sorted(among, key=lambda row: (row[3], near.index(row[0]), -row[2]))
        rows = [row for row in rows if not self.veil.covers(row[0], row[1])]
        if not rows:
            raise NothingFound("The corpus has no fact about that. Try another word, or no topic at all.")
        return tuple((row[0], row[1]) for row in rows)

    async def stock(self) -> tuple[Item, ...]:
        """Return all facts and quotations that can stand by themselves, with their subjects, the same for everybody.

        Those that are unverified or left out are among them: `keyed` and `quoted` don't give the latter.
        """
        return await read_stock(self._db)

    async def fact(self, place: tuple[int, int]) -> Answer:
        """Return the sentence at a place that `facts` gave."""
        passages = await self._passages([place[0]])
        return Answer(passages[place[0]], place[1], place[1])

    async def quotation_keys(self, speaker: str = "", about: str = "", text: str = "") -> tuple[str, ...]:
        """Return the content keys of a speaker's quotations, about something or with some words if said.

        Those with just these words come first, then those with most of them; of a subject, the nearest to it.
        Raises NothingFound.
        """
        if text:
            keys = await verdict.holding(self._db, text, self._respell, speaker)
            if about:
                among = set(await self._keys(speaker, about))
                keys = [key for key in keys if key in among]
        else:
            keys = await self._keys(speaker, about)
        keys = [key for key in keys if key not in self.veil.quotations]
        if not keys:
            raise NothingFound("The corpus has no quotation like that. Try fewer words, or leave the speaker open.")
        return tuple(dict.fromkeys(keys))

    async def _keys(self, speaker: str, about: str) -> list[str]:
        found = await self.desk.find(about, 200) if about else ()
        order = {hit.passage_id: place for place, hit in enumerate(found)}
        asked = {"speaker": speaker, "ids": json.dumps(list(order)) if about else None}
        rows = list(await self._db.execute_fetchall(QUOTATION_KEYS, asked))
        return [key for key, _ in (sorted(rows, key=lambda row: order[row[1]]) if about else rows)]

    async def quoted(self, keys: Sequence[str]) -> tuple[Quoted, ...]:
        """Return the quotations with these keys, in the order of the keys, those that this edition still has."""
        wanted = [key for key in keys if key not in self.veil.quotations]
        rows = list(await self._db.execute_fetchall(QUOTATIONS, {"keys": json.dumps(wanted)}))
        passages = await self._bare(row[7] for row in rows)
        by_key = {row[0]: await self._quoted(row, passages[row[7]]) for row in rows}
        return tuple(by_key[key] for key in wanted if key in by_key)

    async def _quoted(self, row: Sequence[Any], passage: Passage) -> Quoted:
        key, text, kind, speaker, reporter, work, date, _, start, refs, document = row
        rows = await self._db.execute_fetchall(REFERENCES, {"document": document, "numbers": refs})
        cited = tuple(
            Citation(0, MarkerKind(kind_of), label, "", words, url, entry or "")
            for label, words, url, kind_of, entry in rows
        )
        begins = self._veiled(passage.around(start, start + 1))
        return Quoted(key, text, QuotationKind(kind), speaker, reporter, work, date, begins, cited)

    async def check(self, words: str, speaker: str = "") -> Checked:
        """Settle whether some words stand in the corpus, and whose they are; `speaker` is whom they are put down to."""
        finding = await verdict.settle(self._db, words, speaker, self._respell, self.veil)
        if finding.match is None:
            return Checked(finding)
        matches = (finding.match, *finding.wordings)
        passages = await self._bare(match.passage_id for match in matches)
        answers = [self._veiled(passages[match.passage_id].around(match.start, match.end)) for match in matches]
        quoted = await self.quoted([finding.match.spoken.key]) if finding.match.spoken else ()
        return Checked(finding, answers[0], quoted[0] if quoted else None, tuple(answers[1:]))

    def _respell(self, word: str) -> tuple[tuple[str, float], ...]:
        return respell(self.desk.survey.spellings, word)

    def reading(self, question: str) -> Reading:
        """Return how a question is read: its words put right by the corpus's own."""
        return self.desk.read(question)

    @property
    def browse(self) -> Browse:
        """The passages, to be looked through."""
        return Browse(self._db, self.desk, self._passages)

    @property
    def timeline(self) -> Timeline:
        """What happened when."""
        return Timeline(self._db, self.name, self.sources, self.index, self.desk, self.veil)

    async def on_this_day(self, day: Day, calendar: Calendar | None = None) -> tuple[Event, ...]:
        """Return what happened on a day of the year, oldest first, in one calendar or in both."""
        return await self.timeline.on_this_day(day, calendar)

    async def _one(self, query: str, **asked: object) -> Sequence[int] | None:
        async with self._db.execute(query, asked) as cursor:
            return await cursor.fetchone()

    async def _passages(self, ids: Iterable[int]) -> dict[int, Passage]:
        """Return passages as they may be shown."""
        return {id: withheld(passage, self.veil.keys) for id, passage in (await self._bare(ids)).items()}

    def _veiled(self, answer: Answer) -> Answer:
        return replace(answer, passage=withheld(answer.passage, self.veil.keys))

    async def _bare(self, ids: Iterable[int]) -> dict[int, Passage]:
        """Return passages as they stand, into which places count."""
        return await read_passages(self._db, self.name, self.sources, list(dict.fromkeys(ids)))
