"""The views that buttons lead to: each reads what its state means in an edition and draws one page."""

from __future__ import annotations

import random
from collections.abc import Mapping
from types import MappingProxyType

from bot import asking, searching, timelines
from bot.errors import Expired
from bot.pager import View
from bot.present import about as about_leaf
from bot.present import answers as answer_leaves
from bot.present import cite as cite_leaf
from bot.present import days as day_leaves
from bot.present import quotes as quote_leaves
from bot.present import why as why_leaf
from bot.present.daily import MARKED
from bot.present.leaf import Leaf
from corpus.edition import Edition
from corpus.errors import UnknownReference
from corpus.search.why import why as explain
from corpus.served import Answer

_LONGEST_TOPIC = 70  # characters of what was typed that a button has room for
_GONE = "This sentence is no longer in the corpus. Please use the command again."


async def answers(edition: Edition, state: str, page: int) -> Leaf:
    """Show one of the answers that a question found."""
    _, keys = answer_leaves.unpack(state)
    if not 0 <= page < len(keys):
        raise Expired
    key, size = keys[page]
    found = await _keyed(edition, key)
    last = min(found.first + size - 1, len(found.passage.sentences))
    return answer_leaves.answer(Answer(found.passage, found.first, last), state, page)


async def asked(edition: Edition, state: str, page: int) -> Leaf:
    """Show one of the answers to a question, which is asked anew."""
    return await asking.card(edition, await edition.ask(state), page)


async def why(edition: Edition, state: str, page: int) -> Leaf:
    """Show why a sentence was found. The state holds how many sentences it is, its key, and the question."""
    question = state[_KEYED:]
    shown = await _sized(edition, state)
    return why_leaf.explained(question, shown, explain(edition.reading(question), shown))


async def cite(edition: Edition, state: str, page: int) -> Leaf:
    """Show the references to a sentence. The state holds how many sentences it is, and its key."""
    return cite_leaf.citing(await _sized(edition, state), state, page)


_KEYED = 9  # characters of a number of sentences and a key


async def _sized(edition: Edition, state: str) -> Answer:
    """Return as many sentences as a state begins with, from the one whose key comes next."""
    size, key = state[:1], state[1:_KEYED]
    if not size.isdecimal():
        raise Expired
    found = await _keyed(edition, key)
    last = min(found.first + int(size) - 1, len(found.passage.sentences))
    return Answer(found.passage, found.first, max(found.first, last))


async def _keyed(edition: Edition, key: str) -> Answer:
    found = await edition.keyed([key])
    if key not in found:
        raise UnknownReference(_GONE)
    return found[key]


async def context(edition: Edition, state: str, page: int) -> Leaf:
    """Show the paragraphs around a sentence."""
    found = await _keyed(edition, state)
    return answer_leaves.context(await edition.around(found.passage), found, page)


async def posted(edition: Edition, state: str, page: int) -> Leaf:
    """Show the context of a daily post; behind the key stands the post's nonce."""
    return await context(edition, state.partition(".")[0], page)


async def sources(edition: Edition, state: str, page: int) -> Leaf:
    """Show a sentence's references and document."""
    return answer_leaves.sources(await _keyed(edition, state), page)


async def passage(edition: Edition, state: str, page: int) -> Leaf:
    """Show the passage that a sentence stands in."""
    return answer_leaves.passage((await _keyed(edition, state)).passage, page)


def facts(seed: int, topic: str) -> str:
    """Return the state of facts about a topic, or of all of them in an order of their own."""
    return f"{seed % 10_000:04}{topic[:_LONGEST_TOPIC]}"


def quotations(seed: int, speaker: str, about: str, text: str) -> str:
    """Return the state of a speaker's quotations, about something or with some words; else in an order of their own."""
    asked = "|".join(part.replace("|", " ") for part in (speaker, about, text))
    return f"{seed % 10_000:04}{asked[:_LONGEST_TOPIC]}"


async def fact(edition: Edition, state: str, page: int) -> Leaf:
    """Show a fact; its next page has another, and none comes again before all have come."""
    seed, topic = state[:4], state[4:]
    places = list(await edition.facts(topic))
    if not topic:
        random.Random(seed).shuffle(places)
    page %= len(places)
    return answer_leaves.fact(await edition.fact(places[page]), state, page, len(places))


async def quote(edition: Edition, state: str, page: int) -> Leaf:
    """Show a quotation; its next page has another. The state holds seed, speaker, subject and words."""
    speaker, about, text, *_ = [*state[4:].split("|"), "", ""]
    named = edition.index.speaker(speaker) if speaker else ""
    keys = list(await edition.quotation_keys(named, about, text))
    if not about and not text:
        random.Random(state[:4]).shuffle(keys)
    [shown] = await edition.quoted([keys[page % len(keys)]])
    return quote_leaves.quotation(shown, state, page, len(keys))


async def cited(edition: Edition, state: str, page: int) -> Leaf:
    """Show a quotation's references and document."""
    found = await edition.quoted([state])
    if not found:
        raise UnknownReference(_GONE)
    return quote_leaves.sources(found[0], page)


async def day(edition: Edition, state: str, page: int) -> Leaf:
    """Show what happened on a day of the year."""
    asked, style = day_leaves.unpack(state)
    events = await edition.on_this_day(asked, style)
    return day_leaves.on_this_day(asked, style, events, page, edition.index.nearest_days(asked))


async def about(edition: Edition, state: str, page: int) -> Leaf:
    """Show what the corpus holds."""
    return about_leaf.about(edition.name, edition.built, edition.counts, edition.sources.values(), page)


VIEWS: Mapping[str, View] = MappingProxyType(
    {
        "answers": answers,
        "asked": asked,
        "why": why,
        "cite": cite,
        "search": searching.search,
        "context": context,
        MARKED: posted,
        "sources": sources,
        "passage": passage,
        "fact": fact,
        "quote": quote,
        "cited": cited,
        "day": day,
        "timeline": timelines.timeline,
        "saved": timelines.saved,
        "when": timelines.when,
        "about": about,
    }
)
