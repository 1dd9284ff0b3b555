"""Daily posts."""

from __future__ import annotations

import asyncio
from typing import Literal
from zoneinfo import ZoneInfo

import discord
from discord import app_commands
from discord.ext import commands

from bot import pager, zones
from bot.app import Pero
from bot.daily import acting, offering
from bot.daily.wanting import LATEST_HOURS, Wish
from bot.state import ledger
from bot.suggestions import choices

Kind = Literal["fact", "quotation", "day", "mixed"]
Late = app_commands.Range[int, 1, LATEST_HOURS]
Number = app_commands.Range[int, 1, 999_999_999]
Channel = discord.TextChannel | discord.Thread
Choices = list[app_commands.Choice[str]]
Asked = discord.Interaction[Pero]

_OPTIONS = {
    "channel": "A text channel, an announcement channel or a thread",
    "time": "The time there, such as 9, 09:00, 9:30 pm or noon",
    "timezone": "Type a city, a country or an offset; left out, it is the server’s",
    "kind": "A fact, a quotation, what happened on this day, or all of them in turn",
    "topic": "Only about a person, a heading or any word",
    "source": "Only from one document",
    "days": "Such as weekdays; Mon, Wed, Fri; every 3 days; first Monday; 1st and 15th; left out, every day",
    "role": "A role that each post mentions",
    "late_hours": "How many hours late a post may still come; left out, 6",
    "thread": "Open a thread under each post, to talk about it",
    "silent": "Post without a sound",
}
_SCHEDULE = "Which daily post"


class Daily(commands.Cog):
    """`/daily`."""

    daily = app_commands.Group(
        name="daily",
        description="Post something worth reading, day by day",
        guild_only=True,
        # what it leaves open is what the tree allows, so private messages must be ruled out by name
        allowed_contexts=app_commands.AppCommandContext(guild=True, dm_channel=False, private_channel=False),
        allowed_installs=app_commands.AppInstallationType(guild=True, user=False),
        default_permissions=discord.Permissions(manage_guild=True),
    )

    def __init__(self, bot: Pero, places: zones.Zones) -> None:
        self.bot = bot
        self.zones = places

    @daily.command()
    @app_commands.describe(**_OPTIONS)
    async def add(
        self,
        interaction: Asked,
        channel: Channel,
        time: str,
        timezone: str = "",
        kind: Kind = "fact",
        topic: str = "",
        source: str = "",
        days: str = "",
        role: discord.Role | None = None,
        late_hours: Late = 6,
        thread: bool = False,
        silent: bool = False,
    ) -> None:
        """Post a fact, a quotation or an event regularly in a channel."""
        wish = Wish(channel, time, kind, topic, source, days, role, late_hours, thread, silent)
        await acting.add(interaction, wish, self._zone(timezone))

    @daily.command()
    @app_commands.describe(schedule=_SCHEDULE, without="What to take away from it", **_OPTIONS)
    async def edit(
        self,
        interaction: Asked,
        schedule: Number,
        channel: Channel | None = None,
        time: str = "",
        timezone: str = "",
        kind: Kind | None = None,
        topic: str | None = None,
        source: str | None = None,
        days: str = "",
        role: discord.Role | None = None,
        late_hours: Late | None = None,
        thread: bool | None = None,
        silent: bool | None = None,
        without: Literal["role", "topic", "source"] | None = None,
    ) -> None:
        """Change a daily post; what you leave out stays as it is."""
        wish = Wish(channel, time, kind or "", topic, source, days, role, late_hours, thread, silent)
        await acting.edit(interaction, schedule, wish, self._zone(timezone), without or "")

    @daily.command(name="list")
    async def listing(self, interaction: Asked) -> None:
        """Show the daily posts of this server and how they go."""
        await acting.listing(interaction)

    @daily.command()
    @app_commands.describe(schedule=_SCHEDULE)
    async def show(self, interaction: Asked, schedule: Number) -> None:
        """Show a daily post with what comes next and what became of the last ones."""
        await acting.show(interaction, schedule)

    @daily.command()
    @app_commands.describe(schedule=_SCHEDULE)
    async def pause(self, interaction: Asked, schedule: Number) -> None:
        """Pause a daily post until it is resumed."""
        await acting.pause(interaction, schedule)
        await acting.show(interaction, schedule)

    @daily.command()
    @app_commands.describe(schedule=_SCHEDULE)
    async def resume(self, interaction: Asked, schedule: Number) -> None:
        """Let a paused daily post go on from now."""
        await acting.resume(interaction, schedule)
        await acting.show(interaction, schedule)

    @daily.command()
    @app_commands.describe(schedule=_SCHEDULE)
    async def remove(self, interaction: Asked, schedule: Number) -> None:
        """Remove a daily post, after asking once more."""
        await acting.ask_to_remove(interaction, schedule)

    @daily.command()
    @app_commands.describe(schedule=_SCHEDULE)
    async def preview(self, interaction: Asked, schedule: Number) -> None:
        """See what would be posted next, for yourself alone."""
        await acting.preview(interaction, schedule)

    @daily.command()
    @app_commands.describe(schedule=_SCHEDULE, counts="Let it take the place of the next post; left out, it does not")
    async def send_now(self, interaction: Asked, schedule: Number, counts: bool = False) -> None:
        """Post one at once, beside those that come at their time."""
        await acting.send_now(interaction, schedule, counts)

    @daily.command()
    @app_commands.describe(schedule=_SCHEDULE)
    async def skip(self, interaction: Asked, schedule: Number) -> None:
        """Leave out the next post."""
        await acting.skip(interaction, schedule)

    @daily.command()
    @app_commands.describe(schedule=_SCHEDULE)
    async def history(self, interaction: Asked, schedule: Number) -> None:
        """See what became of each post, with lateness and reasons."""
        await pager.send(interaction, await acting.past(interaction, schedule), private=True)

    def _zone(self, typed: str) -> ZoneInfo | None:
        return self.zones.find(typed, self.bot.clock()) if typed else None

    @add.autocomplete("timezone")
    @edit.autocomplete("timezone")
    async def _zones(self, interaction: Asked, typed: str) -> Choices:
        return choices(self.zones.suggest(typed, self.bot.clock()))

    @add.autocomplete("time")
    @edit.autocomplete("time")
    async def _times(self, interaction: Asked, typed: str) -> Choices:
        return choices(offering.times(typed))

    @add.autocomplete("days")
    @edit.autocomplete("days")
    async def _days(self, interaction: Asked, typed: str) -> Choices:
        return choices(offering.days(typed, self.bot.clock().date()))

    @add.autocomplete("topic")
    @edit.autocomplete("topic")
    async def _topics(self, interaction: Asked, typed: str) -> Choices:
        async with self.bot.shelves.reading(interaction.guild_id) as edition:
            return choices(edition.index.suggest_topics(typed))

    @add.autocomplete("source")
    @edit.autocomplete("source")
    async def _sources(self, interaction: Asked, typed: str) -> Choices:
        async with self.bot.shelves.reading(interaction.guild_id) as edition:
            return choices(offering.sources(typed, edition.sources.values()))

    @edit.autocomplete("schedule")
    @show.autocomplete("schedule")
    @pause.autocomplete("schedule")
    @resume.autocomplete("schedule")
    @remove.autocomplete("schedule")
    @preview.autocomplete("schedule")
    @send_now.autocomplete("schedule")
    @skip.autocomplete("schedule")
    @history.autocomplete("schedule")
    async def _schedules(self, interaction: Asked, typed: str) -> list[app_commands.Choice[int]]:
        known = await acting.numbers(interaction, typed)
        return [app_commands.Choice(name=label, value=number) for label, number in known]

    @commands.Cog.listener()
    async def on_guild_remove(self, guild: discord.Guild) -> None:
        """Give up what was being tried in a server that Pero is no longer in."""
        now = self.bot.clock()
        await self.bot.state.write(lambda db: ledger.cancel(db, guild.id, now, "I was removed from the server."))

    @commands.Cog.listener()
    async def on_guild_available(self, guild: discord.Guild) -> None:
        """Look at once for what a server that was out of order is owed."""
        self.bot.daily.wake()


async def setup(bot: Pero) -> None:
    """Add the commands."""
    await bot.add_cog(Daily(bot, await asyncio.to_thread(zones.load, bot.clock())))
