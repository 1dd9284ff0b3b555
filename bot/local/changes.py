"""Change the world while a bot runs: what moderators of a server do to its channels, and to the bot."""

from __future__ import annotations

from dataclasses import replace

from bot.local import payloads
from bot.local.gateway import GUILDS
from bot.local.realm import Realm
from bot.local.world import Channel, Overwrite


async def delete_channel(realm: Realm, channel_id: int) -> None:
    """Delete a channel of a guild, with what was said in it."""
    channel = _channel(realm, channel_id)
    _put(realm, channel, ())
    for message in [each for each in realm.world.messages.values() if each.channel_id == channel_id]:
        del realm.world.messages[message.id]
    await _tell(realm, "CHANNEL_DELETE", channel)


async def set_overwrites(realm: Realm, channel_id: int, *overwrites: Overwrite) -> None:
    """Change what a channel allows and denies."""
    channel = replace(_channel(realm, channel_id), overwrites=overwrites)
    _put(realm, channel, (channel,))
    await _tell(realm, "CHANNEL_UPDATE", channel)


async def remove_bot(realm: Realm, guild_id: int) -> None:
    """Put the bot out of a guild."""
    guild, bot = realm.world.guilds[guild_id], realm.world.bot
    members = tuple(member for member in guild.members if member.user_id != bot.id)
    realm.world.guilds[guild_id] = replace(guild, members=members)
    realm.happenings.tell("members")
    await realm.gateway.dispatch("GUILD_DELETE", {"id": str(guild_id), "unavailable": False}, guild_id, GUILDS)


def _channel(realm: Realm, channel_id: int) -> Channel:
    channel = realm.world.channel(channel_id)
    if channel is None or channel.guild_id is None:
        raise LookupError(f"No guild has a channel {channel_id}.")
    return channel


def _put(realm: Realm, old: Channel, new: tuple[Channel, ...]) -> None:
    """Put channels in the place of one."""
    guild = realm.world.guilds[old.guild_id or 0]
    channels = tuple(each for known in guild.channels for each in (new if known.id == old.id else (known,)))
    realm.world.guilds[guild.id] = replace(guild, channels=channels)
    realm.happenings.tell("members")


async def _tell(realm: Realm, event: str, channel: Channel) -> None:
    await realm.gateway.dispatch(event, payloads.channel(realm.world, channel), channel.guild_id, GUILDS)
