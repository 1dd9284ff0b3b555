"""What Pero keeps, and what it takes to have it or to be rid of it, as leaves."""

from __future__ import annotations

from datetime import datetime

from bot.present.leaf import Attached, Colour, Leaf
from bot.present.markdown import plain, small
from bot.state.kept import Kept

_NOTHING_READ = (
    "I read nobody’s messages. What you ask is answered and not kept; how often somebody asks is counted in memory for "
    "a few seconds, so that nobody floods me. My log has commands, servers and times, and no words and no names."
)
_MODERATORS_MAY = (
    "Moderators get all of it as a file with `/privacy export` and remove it with `/privacy forget`. When I am removed "
    "from a server, it goes after 30 days. Backups have what was there for up to five weeks more, and copies "
    "that the person who runs me made by hand until they are removed."
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


def exported(content: bytes, rows: int) -> Leaf:
    """Draw the answer that carries everything of a server as a file."""
    told = f"All that I keep of this server: {rows:,} rows."
    note = "Documents that were uploaded are listed in it; their text is what you uploaded."
    return Leaf((f"### {told}\n{note}",), Colour.SECONDARY, attached=(Attached("pero.json", content, told),))


def forgotten(server: str) -> Leaf:
    """Say that everything is gone."""
    return Leaf(
        (
            f"### Forgotten\nEverything that I kept of {plain(server)} is gone: settings, schedules, documents, "
            "reports, the audit. I answer from the shared documents, as on the first day.",
        ),
        Colour.SECONDARY,
    )
