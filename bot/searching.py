"""The view of `/search`: words with filters, from what was typed to what a button keeps, and back."""

from __future__ import annotations

from bot.errors import Expired, PeroError
from bot.present import search as leaves
from bot.present.leaf import Leaf
from bot.present.search import A_PAGE, Sought, code
from bot.present.timeline import year_in_words
from corpus.browse import Order, Wanted
from corpus.dates import day_number
from corpus.edition import Edition
from corpus.errors import NothingFound

_HIGHEST_PAGE = 400


class NoSuchYear(PeroError):
    """A year was asked for that never was."""

    def __str__(self) -> str:
        return "There is no year 0: 1 BC comes right before the year 1. Write 1 BC as -1."


def sought(
    edition: Edition,
    query: str,
    source: str = "",
    section: str = "",
    from_year: int | None = None,
    to_year: int | None = None,
    order: Order = Order.BEST,
) -> Sought:
    """Return what somebody looks for, as buttons keep it. Raises NothingFound where source or section are none."""
    if 0 in (from_year, to_year):
        raise NoSuchYear
    name = _source(edition, source) if source else ""
    heading = _section(edition, section, name) if section else ""
    first, last = (None if year is None else year + (year < 0) for year in (from_year, to_year))
    if first is not None and last is not None:
        first, last = min(first, last), max(first, last)
    whole = Sought(query, name and code(name), heading and code(heading), first, last, order)
    return Sought.unpack(whole.pack())


def _source(edition: Edition, typed: str) -> str:
    """Return the name of the document that was chosen or typed."""
    if typed in edition.offers.sections:
        return typed
    offered = edition.offers.suggest_sources(typed, 1)
    if not offered:
        raise NothingFound(f"No document here is called “{typed[:80]}”. Choose one from the list.")
    return offered[0][1]


def _section(edition: Edition, typed: str, source: str) -> str:
    """Return the heading that was chosen or typed."""
    offered = edition.offers.suggest_sections(typed, source)
    if not offered:
        raise NothingFound(f"No section there is called “{typed[:80]}”. Choose one from the list.")
    return next((heading for heading in offered if heading.casefold() == typed.casefold()), offered[0])


async def search(edition: Edition, state: str, page: int) -> Leaf:
    """Show a page of the passages that have some words."""
    try:
        asked = Sought.unpack(state)
    except ValueError as error:
        raise Expired from error
    wanted = _wanted(edition, asked)
    where = _where(edition, wanted, asked)
    page = min(page, _HIGHEST_PAGE)
    found = await edition.browse.page(wanted, page * A_PAGE, A_PAGE)
    if not found.results and found.total:  # fewer than there were
        page = (found.total - 1) // A_PAGE
        found = await edition.browse.page(wanted, page * A_PAGE, A_PAGE)
    if found.results:
        return leaves.results(asked, where, found, page)
    others = (await edition.browse.page(Wanted(asked.query), 0, 1)).total if asked.is_filtered else 0
    return leaves.nothing(asked, where, others)


def _wanted(edition: Edition, asked: Sought) -> Wanted:
    """Return what a button's state stands for in this edition. Raises Expired where it has that no longer."""
    sections = edition.offers.sections
    source = next((name for name in sections if name and code(name) == asked.source), "")
    headings = sections[source].labels if asked.section else ()
    section = next((heading for heading in headings if code(heading) == asked.section), "")
    if (asked.source and not source) or (asked.section and not section):
        raise Expired
    first = None if asked.first is None else day_number(asked.first, 1, 1)
    last = None if asked.last is None else day_number(asked.last, 12, 31)
    return Wanted(asked.query, source, section, first, last, asked.order)


def _where(edition: Edition, wanted: Wanted, asked: Sought) -> list[str]:
    """Return in words where and when is searched."""
    titles = {source.name: source.metadata.title for source in edition.sources.values()}
    where = [part for part in (titles.get(wanted.source, ""), wanted.section) if part]
    first, last = (None if year is None else year_in_words(year) for year in (asked.first, asked.last))
    if first or last:
        where.append(first if first == last and first else f"{first or '…'}–{last or '…'}")
    return [f"in {part}" if part in (titles.get(wanted.source), wanted.section) else part for part in where]
