"""Reads passages from an edition file, with their sections, sentences and citations."""

from __future__ import annotations

import json
from collections import defaultdict
from collections.abc import Mapping, Sequence, Set
from dataclasses import replace
from pathlib import Path

import aiosqlite

from corpus.model import MarkerKind, Metadata, Sentence, Source, Trust, Zone
from corpus.served import Citation, Passage

SOURCES = """
    SELECT id, name, path, title, author, publisher, url, licence, retrieved, trust, language
      FROM document
     ORDER BY id
"""

PASSAGES = """
    SELECT p.id, p.document_id, p.number, s.path, p.zone, p.text, p.label
      FROM passage AS p
      JOIN section AS s ON s.id = p.section_id
     WHERE p.id IN (SELECT value FROM json_each(:ids))
     ORDER BY p.id
"""

SENTENCES = """
    SELECT passage_id, number, start, end, key
      FROM sentence
     WHERE passage_id IN (SELECT value FROM json_each(:ids))
     ORDER BY passage_id, number
"""

CITATIONS = """
    SELECT c.passage_id, c.sentence, c.kind, c.label, c.locator, r.text, r.url, e.text
      FROM citation       AS c
      JOIN passage        AS p ON p.id = c.passage_id
      LEFT JOIN reference AS r ON r.document_id = p.document_id AND r.number = c.reference
      LEFT JOIN reference AS e ON e.document_id = p.document_id AND e.number = r.entry
     WHERE c.passage_id IN (SELECT value FROM json_each(:ids))
     ORDER BY c.passage_id, c.position
"""


async def read_sources(db: aiosqlite.Connection) -> dict[int, Source]:
    """Return the documents of an edition by their row."""
    rows = await db.execute_fetchall(SOURCES)
    return {
        id: Source(
            name, Path(path), Metadata(title, author, publisher, url, licence, retrieved, Trust(trust), language)
        )
        for id, name, path, title, author, publisher, url, licence, retrieved, trust, language in rows
    }


def _metadata(
    title: str, author: str, publisher: str, url: str, licence: str, retrieved: str, trust: str, language: str
) -> Metadata:
    return Metadata(title, author, publisher, url, licence, retrieved, Trust(trust), language)


async def read_passages(
    db: aiosqlite.Connection, edition: str, sources: Mapping[int, Source], ids: Sequence[int]
) -> dict[int, Passage]:
    """Return the passages of an edition with these ids, those that exist, by id and in the documents' order."""
    asked = {"ids": json.dumps(list(ids))}
    sentences: dict[int, list[Sentence]] = defaultdict(list)
    for id, *sentence in await db.execute_fetchall(SENTENCES, asked):
        sentences[id].append(Sentence(*sentence))
    citations: dict[int, list[Citation]] = defaultdict(list)
    for id, sentence, kind, label, locator, text, url, entry in await db.execute_fetchall(CITATIONS, asked):
        cited = Citation(sentence, MarkerKind(kind), label, locator, text or "", url or "", entry or "")
        citations[id].append(cited)
    passages = {}
    for id, document, number, path, zone, text, label in await db.execute_fetchall(PASSAGES, asked):
        source = sources[document]
        section = tuple(json.loads(path))
        beside = tuple(citations[id])
        ref = f"{source.name}:{number}"
        passages[id] = Passage(ref, edition, source, section, Zone(zone), text, tuple(sentences[id]), beside, label)
    return passages


WITHHELD = "[…]"


def withheld(passage: Passage, keys: Set[str]) -> Passage:
    """Return a passage with a mark in the place of each sentence with one of the keys, and without its references."""
    if not any(sentence.key in keys for sentence in passage.sentences):
        return passage
    pieces: list[str] = []
    sentences: list[Sentence] = []
    before = at = 0
    for sentence in passage.sentences:
        between = passage.text[before : sentence.start]
        words = WITHHELD if sentence.key in keys else passage.text[sentence.start : sentence.end]
        pieces += [between, words]
        start = at + len(between)
        before, at = sentence.end, start + len(words)
        sentences.append(replace(sentence, start=start, end=at))
    hidden = {sentence.number for sentence in passage.sentences if sentence.key in keys}
    citations = tuple(cited for cited in passage.citations if cited.sentence not in hidden)
    text = "".join([*pieces, passage.text[before:]])
    return replace(passage, text=text, sentences=tuple(sentences), citations=citations)
