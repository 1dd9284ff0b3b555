"""Schedules of daily posts as leaves: what is set, what comes next, and honestly what became of the last ones."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta

from bot.present.leaf import Colour, Leads, Leaf, Menu, Option, Press, Tone, within
from bot.present.markdown import plain, small
from bot.recurrence import remark
from bot.schedule import ClockChange, Occurrence, clock_changes, instant, upcoming
from bot.state.daily import Kind, Schedule
from bot.state.ledger import Post, State
from bot.state.problems import Problem

KINDS = {
    Kind.FACT: "A fact",
    Kind.QUOTATION: "A quotation",
    Kind.DAY: "What happened on this day",
    Kind.MIXED: "Facts, quotations and events in turn",
}
A_PAGE = 10
_FORESEEN = 3
_ICONS = {
    State.PENDING: "⏳",
    State.SENT: "✅",
    State.LATE: "🕘",
    State.MISSED: "❌",
    State.SKIPPED: "⏭️",
    State.FAILED: "❌",
    State.UNKNOWN: "❔",
}
_WENT_WRONG = (State.MISSED, State.FAILED, State.UNKNOWN)


@dataclass(frozen=True, slots=True)
class Shown:
    """A schedule with what became of its last posts, the latest first, and what is wrong with it at present."""

    schedule: Schedule
    posts: Sequence[Post]
    problem: Problem | None

    @property
    def last(self) -> Post | None:
        """The last post that was to be made at its time."""
        return next((post for post in self.posts if not post.occasion.startswith("now-")), None)

    @property
    def icon(self) -> str:
        """How it is going, in one sign; the words beside it say the same."""
        if self.schedule.paused_at:
            return "⏸️"
        wrong = self.problem or (self.last and self.last.state in (*_WENT_WRONG, State.PENDING))
        return "⚠️" if wrong else "🟢"


def what(schedule: Schedule) -> str:
    """Return in words what is posted, where and when."""
    about = f" about “{plain(schedule.topic)}”" if schedule.topic else ""
    source = f" from `{schedule.source}`" if schedule.source else ""
    return f"{KINDS[schedule.kind]}{about}{source} in <#{schedule.channel_id}>, {when(schedule)}"


def when(schedule: Schedule) -> str:
    """Return in words when it is posted."""
    return f"{schedule.days} at {schedule.time:%H:%M} ({plain(schedule.zone)})"


def added(schedule: Schedule, now: datetime, advice: Sequence[str], *, changed: bool = False) -> Leaf:
    """Draw a schedule that was just made or changed: its next posts, and when the clocks change."""
    head = f"### Daily post {schedule.number} is {'changed' if changed else 'set'}\n{what(schedule)}."
    parts = (f"{head}{_extras(schedule)}", _foreseen(schedule, now), *_advice(schedule, now, advice))
    return Leaf(parts, Colour.REFERENCE, buttons(schedule))


def buttons(schedule: Schedule) -> tuple[Press, ...]:
    """Return what can be done with a schedule."""
    number = str(schedule.number)
    paused = Press("Resume", "dailyresume", number, leads=Leads.ACT, tone=Tone.GOOD)
    running = Press("Pause", "dailypause", number, leads=Leads.ACT)
    return (
        Press("Preview", "dailypreview", number, leads=Leads.ACT),
        Press("History", "dailypast", f"{number}.0", leads=Leads.ACT),
        paused if schedule.paused_at else running,
        Press("Remove", "dailydrop", number, leads=Leads.ACT, tone=Tone.DANGER),
    )


def listed(shown: Sequence[Shown], troubles: Sequence[str], now: datetime) -> Leaf:
    """Draw a server's schedules, what is wrong with the whole bot first."""
    if not shown:
        none = "### Daily posts\nThere are none yet. `/daily add` sets one up: a channel and a time are enough."
        return Leaf((none, *troubles), Colour.NOTHING)
    head = "\n".join(["### Daily posts", *(f"⚠️ {plain(each)}" for each in troubles)])
    options = tuple(Option(name(one.schedule), str(one.schedule.number)) for one in shown)
    menu = Menu("Look at one of them", "dailyshow", "-", options)
    lines = [_line(one, now) for one in shown]
    kept = lines
    while not within([head, "\n".join(kept)]):
        kept = kept[:-1]
    more = [small(f"and {len(lines) - len(kept)} more: choose them below")] if len(kept) < len(lines) else []
    wrong = bool(troubles) or any(one.icon != "🟢" for one in shown)
    return Leaf((head, "\n".join([*kept, *more])), Colour.UNVERIFIED if wrong else Colour.REFERENCE, menus=(menu,))


def name(schedule: Schedule) -> str:
    """Return a schedule's name for lists, without markup."""
    about = f" about {schedule.topic[:30]}" if schedule.topic else ""
    kind = {Kind.FACT: "fact", Kind.QUOTATION: "quotation", Kind.DAY: "on this day", Kind.MIXED: "mixed"}
    words = f"{schedule.number} · {kind[schedule.kind]}{about} · {schedule.days} at {schedule.time:%H:%M}"
    return words[:100]


def _line(one: Shown, now: datetime) -> str:
    told = [f"{one.icon} **{one.schedule.number}** · {what(one.schedule)}", small(_state(one, now))]
    return "\n".join(told)


def _state(one: Shown, now: datetime) -> str:
    """Return on one line whether it runs, what comes next, and how the last post went."""
    schedule = one.schedule
    if schedule.paused_at:
        why = plain(schedule.paused_why or "a moderator wanted it")
        return f"paused <t:{schedule.paused_at.timestamp():.0f}:R>: {why}"
    following = upcoming(schedule.timetable, max(now, schedule.since), 1)
    comes = f"next <t:{following[0].at.timestamp():.0f}:R>" if following else "nothing comes any more"
    return f"{comes} · {_became(one.last)}" if one.last else f"{comes} · nothing was due yet"


def _became(post: Post) -> str:
    return f"last: {_ICONS[post.state]} {_outcome(post)}"


def show(one: Shown, now: datetime) -> Leaf:
    """Draw a schedule with all that is known of it."""
    schedule = one.schedule
    head = f"### {one.icon} Daily post {schedule.number}\n{what(schedule)}.{_extras(schedule)}"
    trouble = [f"⚠️ {plain(one.problem.told)}"] if one.problem else []
    state = [small(_state(one, now))] if schedule.paused_at else [_foreseen(schedule, now)]
    past = "\n".join(["**The last ones**", *map(line, one.posts[:_FORESEEN])]) if one.posts else ""
    parts = tuple(filter(None, (head, *trouble, *state, past, *_advice(schedule, now, ()))))
    return Leaf(parts, Colour.REFERENCE if one.icon == "🟢" else Colour.UNVERIFIED, buttons(schedule))


def history(schedule: Schedule, posts: Sequence[Post], page: int, more: bool) -> Leaf:
    """Draw a page of what became of a schedule's posts."""
    head = f"### What became of daily post {schedule.number}\n{what(schedule)}."
    lines = "\n".join(map(line, posts)) or "Nothing was due yet."
    back = Press("Newer", "dailyturn", f"{schedule.number}.{page - 1}", leads=Leads.ACT)
    forth = Press("Older", "dailyturn", f"{schedule.number}.{page + 1}", leads=Leads.ACT)
    return Leaf((head, lines), Colour.SECONDARY, ((back,) if page else ()) + ((forth,) if more else ()))


def line(post: Post) -> str:
    """Return what became of a post, with its reason, and the way to it where it stands somewhere."""
    asked = post.occasion.startswith("now-")
    day = f"<t:{post.due.timestamp():.0f}:{'f' if asked else 'D'}>"
    link = f" · [see it](https://discord.com/channels/{post.guild_id}/{post.channel_id}/{post.message_id})"
    return f"{_ICONS[post.state]} {day} · {_outcome(post)}{link if post.message_id else ''}"


def _outcome(post: Post) -> str:
    why = f": {plain(post.reason)}" if post.reason else ""
    match post.state:
        case State.PENDING:
            return f"being posted, attempt {post.attempts}{why}" if post.attempts else "about to be posted"
        case State.SENT:
            return f"posted on time{why}"
        case State.LATE:
            return f"posted {_spoken(post.lateness)} late{why}"
        case State.UNKNOWN:
            return f"perhaps posted, nobody can tell{why}"
        case state:
            return f"{state.value}{why}"


def _spoken(span: timedelta) -> str:
    hours, minutes = divmod(max(0, int(span.total_seconds())) // 60, 60)
    return " ".join(filter(None, [f"{hours} h" if hours else "", f"{minutes} min" if minutes or not hours else ""]))


def _extras(schedule: Schedule) -> str:
    said = [f"<@&{schedule.role_id}> is mentioned" if schedule.role_id else ""]
    said += [
        "a thread is opened under it" if schedule.thread else "",
        "nobody’s device makes a sound" if schedule.silent else "",
    ]
    said.append(f"it may come up to {schedule.late_hours} h late, else it is left out")
    return "\n" + small(" · ".join(filter(None, said)))


def _foreseen(schedule: Schedule, now: datetime) -> str:
    following = upcoming(schedule.timetable, max(now, schedule.since), _FORESEEN)
    if not following:
        return "Nothing comes any more: there is no such day."
    return "\n".join(["**Next, in your own clock**", *(f"- {_at(one)}" for one in following)])


def _at(one: Occurrence) -> str:
    return f"<t:{one.at.timestamp():.0f}:F>, <t:{one.at.timestamp():.0f}:R>"


def _advice(schedule: Schedule, now: datetime, advice: Sequence[str]) -> tuple[str, ...]:
    said = [f"⚠️ {each}" for each in advice]
    said += filter(None, [remark(schedule.timetable.days)])
    said += _changes(schedule, now)
    return ("\n".join(map(small, said)),) if said else ()


def _changes(schedule: Schedule, now: datetime) -> Iterable[str]:
    """Yield on which days of the next year the clocks change, and where the post's time is not there on such a day."""
    table = schedule.timetable
    changes = clock_changes(table.zone, now)
    if changes:
        told = "; ".join(str(change) for change in changes)
        yield f"The clocks there change: {told}. The post stays at {schedule.time:%H:%M} there, and moves for others."
    for change in changes:
        if moved := _moved(schedule, change):
            yield moved


def _moved(schedule: Schedule, change: ClockChange) -> str:
    at = instant(schedule.timetable, change.date)
    if at is None or change.by < timedelta():
        return ""
    local = at.astimezone(schedule.timetable.zone)
    if (local.hour, local.minute) == (schedule.time.hour, schedule.time.minute):
        return ""
    return f"There is no {schedule.time:%H:%M} on that day: it comes at {local:%H:%M} then."
