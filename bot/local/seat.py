"""Where somebody sits: who acts, in which channel, and what they can see and use there."""

from __future__ import annotations

from dataclasses import dataclass

from bot.local.commands import FOR_USERS
from bot.local.errors import Refused
from bot.local.permissions import ALL, Permission, permissions_in
from bot.local.realm import Realm
from bot.local.world import Channel, Guild, Json, Message


@dataclass(frozen=True, slots=True)
class Seat:
    """Who acts, and where; `guild_id` None is the direct messages with the bot."""

    user_id: int
    guild_id: int | None
    channel_id: int


def place(realm: Realm, seat: Seat) -> tuple[Guild | None, Channel]:
    """Return where somebody sits; raise Refused when there is no such place or they cannot see it."""
    channel = realm.world.channel(seat.channel_id)
    guild = realm.world.guilds.get(seat.guild_id) if seat.guild_id is not None else None
    if channel is None or channel.guild_id != seat.guild_id:
        raise Refused("There is no such channel.")
    if guild is None and channel.recipient_id != seat.user_id:
        raise Refused("These direct messages are somebody else's.")
    if guild is not None and not _held(guild, channel, seat):
        raise Refused(f"#{channel.name} cannot be seen by this member.")
    return guild, channel


def visible(realm: Realm, seat: Seat, message_id: int) -> Message:
    """Return a message of the channel that this person can see."""
    message = realm.world.messages.get(message_id)
    if message is None or message.channel_id != seat.channel_id or message.only_for not in (None, seat.user_id):
        raise Refused("That message is not there any more.")
    return message


def allow(realm: Realm, seat: Seat, command: Json) -> None:
    """Raise Refused unless the client would offer this command to this person here."""
    guild, channel = place(realm, seat)
    if guild is None:
        return
    own = FOR_USERS in command.get("integration_types", ()) and seat.user_id in realm.world.installed_by
    if not own and not realm.world.has_bot(guild.id):
        raise Refused(f"“{command['name']}” is not offered here: the bot is no member, and this user has not added it.")
    held, needed = _held(guild, channel, seat), command.get("default_member_permissions")
    if needed is not None and held != ALL and (int(needed) == 0 or int(needed) & ~held):
        raise Refused(f"“{command['name']}” is not offered to this member: it wants other permissions.")
    if not held & Permission.USE_APPLICATION_COMMANDS:
        raise Refused("This member may not use commands here.")


def _held(guild: Guild, channel: Channel, seat: Seat) -> int:
    member = guild.member(seat.user_id)
    return permissions_in(guild, channel, member) if member else 0
