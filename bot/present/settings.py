"""A server's settings as one panel, whose menus and buttons change them."""

from __future__ import annotations

from bot.present.dated import Written
from bot.present.leaf import Colour, Leads, Leaf, Menu, Of, Option, Press
from bot.present.markdown import plain, small
from bot.state.settings import Settings

MOST_ROLES = 10

_DATES = {
    Written.DAY_FIRST: ("7 November 1917", "the day first"),
    Written.MONTH_FIRST: ("November 7, 1917", "the month first"),
    Written.ISO: ("1917-11-07", "as ISO 8601 has it"),
}


def panel(ours: Settings, zone: str, here: str, waiting: bool = False) -> Leaf:
    """Draw the panel. `zone` is the time zone in force and `here` what time it is there."""
    head = "### Settings of this server\nA change counts at once, for everybody, and `/audit` keeps it."
    body = "\n".join(f"- **{name}**: {told}" for name, told in _lines(ours, zone, here, waiting))
    return Leaf((head, body, small(_HINT)), Colour.SECONDARY, _presses(ours), menus=_menus(ours))


_HINT = (
    "The time zone is changed with `/settings timezone:`. Roles that you let in see the commands after you allow them "
    "in Server Settings → Integrations → Pero."
)


def _lines(ours: Settings, zone: str, here: str, waiting: bool) -> list[tuple[str, str]]:
    roles = ", ".join(f"<@&{role}>" for role in ours.moderator_roles)
    shared = "the shared ones and this server’s own" if ours.shared_documents else "only this server’s own"
    chosen = "" if ours.timezone else ", the one that Pero runs with"
    return [
        ("Time zone", f"{plain(zone)}, where it is {here}{chosen}"),
        ("Moderators", f"members with Manage Server{f' and {roles}' if roles else ''}"),
        ("Log channel", f"<#{ours.log_channel}> hears of problems" if ours.log_channel else "none"),
        ("Answers", "only who asked sees them" if ours.private else "everybody in the channel sees them"),
        ("Look", "plain text, for screen readers" if ours.plain else "boxes, lines and pictures"),
        ("Dates", f"written as {_date(ours)[0]}"),
        ("Documents", shared + (", but not yet: `/corpus reload` reads them anew" if waiting else "")),
    ]


def _date(ours: Settings) -> tuple[str, str]:
    known = ours.date_language in list(Written)
    return _DATES[Written(ours.date_language) if known else Written.DAY_FIRST]


def _menus(ours: Settings) -> tuple[Menu, ...]:
    dates = tuple(
        Option(f"Dates as {words}", kind.value, told, chosen=words == _date(ours)[0])
        for kind, (words, told) in _DATES.items()
    )
    channel = (ours.log_channel,) if ours.log_channel else ()
    return (
        Menu("Roles that may moderate Pero", "setroles", "-", (), Of.ROLES, ours.moderator_roles, 0, MOST_ROLES),
        Menu("A channel that hears of problems", "setlog", "-", (), Of.CHANNELS, channel, 0, 1),
        Menu("How dates are written", "setdates", "-", dates),
    )


def _presses(ours: Settings) -> tuple[Press, ...]:
    return (
        _flag("Let everybody see answers" if ours.private else "Make answers private", "private", not ours.private),
        _flag("Boxes and pictures" if ours.plain else "Plain text", "plain", not ours.plain),
        _flag(
            "Leave out the shared documents" if ours.shared_documents else "Read the shared documents",
            "shared_documents",
            not ours.shared_documents,
        ),
    )


def _flag(label: str, name: str, wanted: bool) -> Press:
    return Press(label, "setflag", f"{name}.{wanted:d}", leads=Leads.ACT)
