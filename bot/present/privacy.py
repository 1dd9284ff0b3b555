"""What Pero keeps, and what it takes to have it or to be rid of it, as leaves."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime
from typing import Protocol

from bot.present.leaf import Attached, Colour, Leaf
from bot.present.markdown import plain, small
from bot.state.kept import Kept, Text

_MOST_NAMED = 10
_LONGEST = 60  # characters of a title in a list

_NOTHING_READ = (
    "I read nobody’s messages. What you ask is answered and not kept; how often somebody asks is counted in memory for "
    "a few seconds, so that nobody floods me. My log has commands, servers and times, and no words and no names."
)
_MODERATORS_MAY = (
    "Moderators get all of it as files with `/privacy export` and remove it with `/privacy forget`. When I am removed "
    "from a server, it goes after 30 days. Backups have what was there, documents too, for up to five weeks more, and "
    "copies made by hand or before an update until the person who runs me removes them."
)


def show(found: Kept, since: datetime | None) -> Leaf:
    """Draw what is kept of a server and of who asks."""
    when = f", which I know since <t:{since.timestamp():.0f}:D>" if since else ""
    server = _listed(found.of_server) or "- nothing"
    person = _listed(found.of_person) or "- nothing"
    return Leaf(
        (
            f"### What I keep\n{_NOTHING_READ}",
            f"**Of this server**{when}\n{server}",
            f"**Of you**, with your Discord id\n{person}",
            small(_MODERATORS_MAY),
        ),
        Colour.SECONDARY,
    )


def _listed(counted: tuple[tuple[str, int], ...]) -> str:
    return "\n".join(f"- {words}: {count:,}" for words, count in counted)


class Handed(Protocol):
    """Which texts of documents are handed out, and which are not, with the reason."""

    @property
    def places(self) -> Mapping[Text, str]: ...
    @property
    def left_out(self) -> Mapping[Text, str]: ...


def exported(files: Mapping[str, bytes], rows: int, handed: Handed) -> Leaf:
    """Draw the answer that carries everything of a server as files, and says what is in none of them."""
    told = f"All that I keep of this server: {rows:,} rows" + _with_texts(len(handed.places))
    listed, *archives = files
    note = f"`{listed}` lists all of it." + (f" The documents are in {', '.join(archives)}." if archives else "")
    parts = [f"### {told}.\n{note}"]
    if handed.left_out:
        parts.append(_lacking(handed.left_out))
    attached = tuple(Attached(name, content, f"{told}: {name}") for name, content in files.items())
    return Leaf(tuple(parts), Colour.SECONDARY, attached=attached)


def _with_texts(number: int) -> str:
    return (
        "" if not number else " and the text of 1 document" if number == 1 else f" and the text of {number} documents"
    )


def _lacking(left_out: Mapping[Text, str]) -> str:
    named = [f"- {plain(one.title[:_LONGEST])} ({one.size / 1e6:.1f} MB). {why}" for one, why in left_out.items()]
    more = len(named) - _MOST_NAMED
    rest = [f"- {more} more, which the list names"] if more > 0 else []
    return "\n".join(["**Left out: the text of**", *named[:_MOST_NAMED], *rest])


def forgotten(server: str) -> Leaf:
    """Say that everything is gone."""
    return Leaf(
        (
            f"### Forgotten\nEverything that I kept of {plain(server)} is gone: settings, schedules, documents, "
            "reports, the audit. I answer from the shared documents, as on the first day.",
        ),
        Colour.SECONDARY,
    )
