"""Answers to a question, with what belongs beside them; and what becomes of questions without one."""

from __future__ import annotations

import logging
import sqlite3
from typing import Any

import discord

from bot.errors import Expired, PeroError
from bot.present import answers as leaves
from bot.present.answers import Aside
from bot.present.asked import ROOM, fits
from bot.present.leaf import Leaf
from bot.state import moderation
from corpus.edition import Edition
from corpus.search.why import respelt, why
from corpus.search.words import words
from corpus.served import Answer, Found

log = logging.getLogger(__name__)

_MOST_INSTEAD = 2


async def card(edition: Edition, found: Found, page: int = 0) -> Leaf:
    """Draw one of the answers to a question, with what its words were read as, and what else might have been meant."""
    if not 0 <= page < max(1, len(found.answers)):
        raise Expired
    instead = () if found.answered or page else await _instead(edition, found)
    if not found.answers:
        return leaves.found(found, 0, Aside((), instead))
    shown = found.answers[page]
    if not found.answered:
        return leaves.found(found, page, Aside((), instead))
    return leaves.found(found, page, Aside(_changes(edition, found, shown), (), await edition.agreement(shown)))


def _changes(edition: Edition, found: Found, shown: Answer) -> tuple[tuple[str, str], ...]:
    """Return the words of a question that were misspelt, each with what the answer has for it."""
    asked = edition.reading(found.question)
    return respelt(why(asked, shown)) if asked.meant else ()


async def _instead(edition: Edition, found: Found) -> tuple[str, ...]:
    """Return questions that have an answer and that somebody may have meant who asked one without."""
    meant = edition.reading(found.question).meant
    right = " ".join(meant[word][0][0] if word in meant else word for word in words(found.question))
    offered = edition.offers.questions.nearest(right, _MOST_INSTEAD)
    return tuple(question for question in offered if fits(question) and len(question) <= ROOM)


async def count_gap(interaction: discord.Interaction[Any], question: str) -> None:
    """Count a question without an answer for its server, after it was answered; nobody learns who asked."""
    guild_id = interaction.guild_id
    if guild_id is None:
        return
    at = interaction.client.clock()
    try:
        await interaction.client.state.write(lambda db: moderation.count_gap(db, guild_id, at, question))
    except (sqlite3.Error, PeroError) as error:  # the person has the answer already
        log.warning("uncounted gap guild=%s error=%s", guild_id, type(error).__name__)
