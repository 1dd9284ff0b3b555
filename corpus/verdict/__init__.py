"""Settles whether some words stand in the corpus, and whose they are."""

from __future__ import annotations

import asyncio

import aiosqlite

from corpus.veil import NOTHING, Veil
from corpus.verdict.candidates import Respell, candidates
from corpus.verdict.claimed import claimed
from corpus.verdict.compare import Change, Piece
from corpus.verdict.holding import holding
from corpus.verdict.texts import JOINT, Spoken, Text, read_joined, read_texts
from corpus.verdict.verdict import FEWEST, Finding, Kind, Match, judge
from corpus.verdict.words import LONGEST, words

__all__ = [
    "FEWEST",
    "LONGEST",
    "Change",
    "Finding",
    "Kind",
    "Match",
    "Piece",
    "Spoken",
    "Text",
    "claimed",
    "holding",
    "settle",
    "words",
]

_CANDIDATES = 24
_JOINED = 3


async def settle(
    db: aiosqlite.Connection,
    asked: str,
    speaker: str = "",
    respell: Respell = lambda _: (),
    veil: Veil = NOTHING,
) -> Finding:
    """Find the words in the corpus, exactly or nearly, and whose they are. Any string will do.

    With a canonical speaker, words that somebody else said are told as such. Sentences under the veil are as if they
    were not there, and quotations under it as if nobody had said them.
    """
    spoken = words(asked[:LONGEST])
    if len(spoken) < FEWEST:
        return Finding(Kind.NOT_FOUND)
    ids = await candidates(db, asked, spoken, respell, _CANDIDATES)
    finding = await asyncio.to_thread(judge, asked, await read_texts(db, ids, veil), speaker)
    if finding.kind is Kind.EXACT or (finding.match and finding.match.likeness == 1.0):
        return finding
    joined = await read_joined(db, ids[:_JOINED], min(len(asked), LONGEST), veil)
    longer = await asyncio.to_thread(judge, asked, joined, speaker)
    return longer if _is_better(longer, finding) else finding


def _is_better(longer: Finding, finding: Finding) -> bool:
    """Say whether words that run over several passages are more like what was asked about than those of one."""
    if longer.match is None or JOINT not in longer.match.text:
        return False
    return finding.match is None or longer.match.likeness > finding.match.likeness
