"""What moderators do with daily posts, by command or by button: allowed at that moment, audited, and answered."""

from __future__ import annotations

import sqlite3
from collections.abc import Mapping, Sequence
from dataclasses import replace
from datetime import datetime
from types import MappingProxyType
from typing import Any
from zoneinfo import ZoneInfo

import discord

from bot import deadline, moderators, pager
from bot.daily.wanting import (
    NoSuchSchedule,
    TooMany,
    Unfit,
    Wish,
    blank,
    check_channel,
    check_source,
    drafted,
)
from bot.errors import Expired
from bot.moderation.changing import change
from bot.pager import Action
from bot.present import daily as post_leaves
from bot.present import schedules as leaves
from bot.present.leaf import Colour, Leads, Leaf, Press, Tone
from bot.present.markdown import plain
from bot.present.schedules import A_PAGE, Shown
from bot.schedule import NoSuchZone, upcoming
from bot.schedule import zone as zone_of
from bot.state import daily, ledger, problems, settings
from bot.state.daily import Schedule
from bot.state.ledger import Post
from corpus.errors import NothingFound

Asked = discord.Interaction[Any]

_LAST = 10  # posts that are looked at to say how it goes


async def add(interaction: Asked, wish: Wish, zone: ZoneInfo | None) -> None:
    """Make a schedule, unless something is missing for it."""
    guild_id = await moderators.required(interaction)
    await deadline.defer(interaction)
    now = interaction.client.clock()
    plainly = blank(guild_id, now)
    wanted = drafted(plainly, wish, zone or await _zone(interaction, guild_id), now)
    wanted, advice = await _checked(interaction, wanted, wish.channel)
    made: list[Schedule] = []

    def work(db: sqlite3.Connection, guild_id: int) -> None:
        if len(daily.listed(db, guild_id)) >= daily.MOST:
            raise TooMany
        made.append(daily.add(db, wanted))

    await change(interaction, "daily.add", f"daily post: {_told(wanted)}", work)
    interaction.client.daily.wake()
    await pager.send(interaction, leaves.added(made[-1], now, advice), private=True)


async def edit(interaction: Asked, number: int, wish: Wish, zone: ZoneInfo | None, without: str) -> None:
    """Change a schedule; what was due before is settled, and nothing is posted after the event."""
    known = await _found(interaction, number)
    await deadline.defer(interaction)
    now = interaction.client.clock()
    wanted = drafted(_without(known, without), wish, zone, now)
    wanted = replace(wanted, since=max(now, known.since))
    channel = wish.channel or _channel(interaction, known.channel_id)
    wanted, advice = await _checked(interaction, wanted, channel)
    if wanted == replace(known, since=wanted.since):
        raise Unfit("Nothing was said that would change it. Fill in what should be different.")

    def work(db: sqlite3.Connection, guild_id: int) -> None:
        _unchanged(db, known)
        daily.change(db, wanted)

    await change(interaction, "daily.edit", f"daily post {number}: {_told(wanted)}", work)
    interaction.client.daily.wake()
    await pager.send(interaction, leaves.added(wanted, now, advice, changed=True), private=True)


async def listing(interaction: Asked) -> None:
    """Show all schedules of the server."""
    guild_id = await moderators.required(interaction)
    shown, troubles = await interaction.client.state.read(lambda db: _all_shown(db, guild_id))
    if interaction.client.state.full:
        troubles = [*troubles, "The disk that I keep my notes on is full: nothing is posted before there is room."]
    await pager.send(interaction, leaves.listed(shown, troubles, interaction.client.clock()), private=True)


async def show(interaction: Asked, number: int) -> None:
    """Show one schedule."""
    await pager.send(interaction, await _card(interaction, number), private=True)


async def past(interaction: Asked, number: int, page: int = 0) -> Leaf:
    """Return a page of what became of a schedule's posts."""
    schedule = await _found(interaction, number)

    def work(db: sqlite3.Connection) -> Sequence[Post]:
        return ledger.history(db, schedule.guild_id, number, A_PAGE + 1, page * A_PAGE)

    posts = await interaction.client.state.read(work)
    return leaves.history(schedule, posts[:A_PAGE], page, len(posts) > A_PAGE)


async def pause(interaction: Asked, number: int) -> None:
    """Pause a schedule; what is being tried is given up."""
    known = await _found(interaction, number)
    now = interaction.client.clock()

    def work(db: sqlite3.Connection, guild_id: int) -> None:
        daily.pause(db, guild_id, number, now)
        ledger.cancel(db, guild_id, now, "It was paused.", number)
        problems.settle(db, guild_id, f"daily.{number}")

    if known.paused_at is None:
        await change(interaction, "daily.pause", f"daily post {number} paused", work)


async def resume(interaction: Asked, number: int) -> None:
    """Let a schedule go on from now; what was due meanwhile is not made up for. Raises CannotPost as adding does."""
    known = await _found(interaction, number)
    now = interaction.client.clock()
    check_channel(_channel(interaction, known.channel_id), known)
    running = replace(known, paused_at=None, paused_why="", since=max(now, known.since))

    def work(db: sqlite3.Connection, guild_id: int) -> None:
        _unchanged(db, known)
        daily.change(db, running)
        problems.settle(db, guild_id, f"daily.{number}")

    if known.paused_at is not None:
        await change(interaction, "daily.resume", f"daily post {number} resumed", work)
        interaction.client.daily.wake()


async def remove(interaction: Asked, number: int) -> None:
    """Put a schedule away."""
    await _found(interaction, number)
    now = interaction.client.clock()

    def work(db: sqlite3.Connection, guild_id: int) -> None:
        daily.remove(db, guild_id, number, now)
        ledger.cancel(db, guild_id, now, "Its schedule was removed.", number)
        problems.settle(db, guild_id, f"daily.{number}")

    await change(interaction, "daily.remove", f"daily post {number} removed", work)


async def preview(interaction: Asked, number: int) -> None:
    """Show what would be posted next, for the moderator alone."""
    schedule = await _found(interaction, number)
    await deadline.defer(interaction)
    now = interaction.client.clock()
    following = upcoming(schedule.timetable, max(now, schedule.since), 1)
    day = following[0].date if following else now.date()
    nonce = ledger.nonce(schedule.guild_id, number, day.isoformat())
    content, _ = await interaction.client.daily.planning.choose(schedule, day, nonce)
    comes = f"<t:{following[0].at.timestamp():.0f}:F>" if following else "never: there is no such day"
    told = f"Only you see this. It comes {comes}, unless something else is posted before, or the documents change."
    await pager.send(interaction, post_leaves.preview(content.leaf, told), private=True)


async def send_now(interaction: Asked, number: int, counts: bool) -> None:
    """Post at once, in the place of the next post or beside it, and say what came of it."""
    schedule = await _found(interaction, number)
    channel = _channel(interaction, schedule.channel_id)
    check_channel(channel, schedule)
    await deadline.defer(interaction)
    now = interaction.client.clock()
    scheduler = interaction.client.daily
    post = await scheduler.planning.now(schedule, str(interaction.id), now, counts)
    if post is None:
        raise Unfit("The schedule was changed at this moment. Please try again.")
    told = f"daily post {number} posted at once{', in the place of the next one' if counts else ''}"
    await change(interaction, "daily.send_now", told, lambda db, guild_id: None)
    await scheduler.begin(post)
    became = await interaction.client.state.read(lambda db: ledger.find(db, *post.key))
    await pager.send(interaction, Leaf((f"### Posted at once\n{leaves.line(became or post)}",)), private=True)


async def skip(interaction: Asked, number: int) -> None:
    """Leave the next post out."""
    schedule = await _found(interaction, number)
    now = interaction.client.clock()
    # Who it was stands in the audit, by id: names are kept nowhere.
    skipped = await interaction.client.daily.planning.skip(schedule, "A moderator wanted it.", now)
    if skipped is None:
        raise Unfit("Nothing comes any more that could be skipped.")
    await change(interaction, "daily.skip", f"daily post {number} skipped {skipped.date}", lambda db, guild_id: None)
    interaction.client.daily.wake()
    card = await _card(interaction, number)
    told = f"The post of <t:{skipped.at.timestamp():.0f}:F> is left out."
    await pager.send(interaction, Leaf((told, *card.parts), card.colour, card.presses), private=True)


async def numbers(interaction: Asked, typed: str) -> list[tuple[str, int]]:
    """Return the schedules that fit what was typed, by name, for a list of suggestions."""
    if interaction.guild_id is None:
        return []
    guild_id = interaction.guild_id
    known = await interaction.client.state.read(lambda db: daily.listed(db, guild_id))
    named = [(leaves.name(one), one.number) for one in known]
    return [(label, number) for label, number in named if typed.strip().casefold() in label.casefold()][:25]


def _without(known: Schedule, names: str) -> Schedule:
    cleared = {"role": {"role_id": 0}, "topic": {"topic": ""}, "source": {"source": ""}}
    return replace(known, **cleared.get(names, {}))  # type: ignore[arg-type]  # the names are the fields'


async def _checked(interaction: Asked, wanted: Schedule, channel: Any) -> tuple[Schedule, list[str]]:
    """Return a schedule that can be kept, and advice. Raises CannotPost and Unfit where it can't."""
    advice = check_channel(channel, wanted)
    async with interaction.client.shelves.reading(wanted.guild_id) as edition:
        wanted = replace(wanted, source=check_source(edition, wanted.source))
    now: datetime = interaction.client.clock()
    try:
        await interaction.client.daily.planning.choose(wanted, now.date(), "trial")
    except NothingFound as nothing:
        raise Unfit(f"{nothing} Nothing was changed.") from nothing
    return wanted, advice


async def _zone(interaction: Asked, guild_id: int) -> ZoneInfo:
    """Return the server's time zone, or the operator's."""
    ours = await interaction.client.state.read(lambda db: settings.read(db, guild_id))
    default: ZoneInfo = interaction.client.config.timezone
    try:
        return zone_of(ours.timezone) if ours.timezone else default
    except NoSuchZone:
        return default


async def _found(interaction: Asked, number: int) -> Schedule:
    """Return a schedule of the server for a moderator of it. Raises NoSuchSchedule."""
    guild_id = await moderators.required(interaction)
    found: Schedule | None = await interaction.client.state.read(lambda db: daily.find(db, guild_id, number))
    if found is None:
        raise NoSuchSchedule
    return found


def _unchanged(db: sqlite3.Connection, known: Schedule) -> None:
    if daily.find(db, known.guild_id, known.number) != known:
        raise Unfit("It was changed, or something was posted, at this moment. Please try again.")


def _channel(interaction: Asked, channel_id: int) -> Any:
    return interaction.guild.get_channel_or_thread(channel_id) if interaction.guild else None


def _told(schedule: Schedule) -> str:
    return f"{leaves.KINDS[schedule.kind].casefold()}, {schedule.days} at {schedule.time:%H:%M} ({schedule.zone})"


async def _card(interaction: Asked, number: int) -> Leaf:
    schedule = await _found(interaction, number)
    one = await interaction.client.state.read(lambda db: _shown(db, schedule))
    return leaves.show(one, interaction.client.clock())


def _shown(db: sqlite3.Connection, schedule: Schedule) -> Shown:
    posts = ledger.history(db, schedule.guild_id, schedule.number, _LAST)
    found = problems.open_ones(db, schedule.guild_id)
    return Shown(schedule, posts, next((one for one in found if one.what == f"daily.{schedule.number}"), None))


def _all_shown(db: sqlite3.Connection, guild_id: int) -> tuple[list[Shown], list[str]]:
    """Return the schedules, and what keeps all posts back."""
    shown = [_shown(db, schedule) for schedule in daily.listed(db, guild_id)]
    return shown, [each.told for each in problems.open_ones(db, problems.EVERYWHERE)]


def _number(state: str) -> int:
    if not state.isdecimal() or len(state) > 9:
        raise Expired
    return int(state)


async def _press_show(interaction: Asked, state: str, chosen: Sequence[str]) -> None:
    await show(interaction, _number(chosen[0]))


async def _press_past(interaction: Asked, state: str, chosen: Sequence[str]) -> None:
    number, _, page = state.partition(".")
    await pager.send(interaction, await past(interaction, _number(number), _number(page)), private=True)


async def _press_turn(interaction: Asked, state: str, chosen: Sequence[str]) -> None:
    number, _, page = state.partition(".")
    await pager.turn(interaction, await past(interaction, _number(number), _number(page)))


async def _press_pause(interaction: Asked, state: str, chosen: Sequence[str]) -> None:
    await pause(interaction, _number(state))
    await pager.turn(interaction, await _card(interaction, _number(state)))


async def _press_resume(interaction: Asked, state: str, chosen: Sequence[str]) -> None:
    await resume(interaction, _number(state))
    await pager.turn(interaction, await _card(interaction, _number(state)))


async def _press_preview(interaction: Asked, state: str, chosen: Sequence[str]) -> None:
    await preview(interaction, _number(state))


async def ask_to_remove(interaction: Asked, number: int) -> None:
    """Ask whether a schedule is really to be removed."""
    schedule = await _found(interaction, number)
    sure = Press("Yes, remove it", "dailygone", str(number), leads=Leads.ACT, tone=Tone.DANGER)
    kept = Press("Keep it", "dailykeep", str(number), leads=Leads.ACT)
    words = f"### Remove daily post {number}?\n{leaves.what(schedule)}.\nTo stop it for a while, pause it instead."
    await pager.send(interaction, Leaf((words,), Colour.UNVERIFIED, (sure, kept)), private=True)


async def _press_drop(interaction: Asked, state: str, chosen: Sequence[str]) -> None:
    await ask_to_remove(interaction, _number(state))


async def _press_gone(interaction: Asked, state: str, chosen: Sequence[str]) -> None:
    await remove(interaction, _number(state))
    words = f"Daily post {plain(state)} is removed. Nothing of it comes any more; what was posted stays."
    await pager.turn(interaction, Leaf((words,), Colour.NOTHING))


async def _press_keep(interaction: Asked, state: str, chosen: Sequence[str]) -> None:
    await pager.turn(interaction, await _card(interaction, _number(state)))


ACTIONS: Mapping[str, Action] = MappingProxyType(
    {
        "dailyshow": _press_show,
        "dailypast": _press_past,
        "dailyturn": _press_turn,
        "dailypause": _press_pause,
        "dailyresume": _press_resume,
        "dailypreview": _press_preview,
        "dailydrop": _press_drop,
        "dailygone": _press_gone,
        "dailykeep": _press_keep,
    }
)
