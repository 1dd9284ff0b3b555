"""Change the world while a bot runs: what moderators of a server do to its channels, and to the bot."""

from __future__ import annotations

from dataclasses import replace

from bot.local import payloads
from bot.local.gateway import GUILDS
from bot.local.realm import Realm
from bot.local.world import Channel, ChannelType, Member, Overwrite, Role


async def delete_channel(realm: Realm, channel_id: int) -> None:
    """Delete a channel of a guild, with what was said in it."""
    channel = _channel(realm, channel_id)
    realm.world.take(channel)
    await _tell(realm, "THREAD_DELETE" if channel.thread else "CHANNEL_DELETE", channel)


async def add_channel(realm: Realm, guild_id: int, name: str, kind: ChannelType = ChannelType.TEXT) -> int:
    """Add a channel of some kind to a guild; return its id."""
    channel = Channel(realm.ids.next(), name, kind, guild_id, position=len(realm.world.guilds[guild_id].channels))
    realm.world.put(channel)
    await _tell(realm, "CHANNEL_CREATE", channel)
    return channel.id


async def archive_thread(realm: Realm, thread_id: int, *, locked: bool = False) -> None:
    """Archive a thread, as Discord does when nobody writes in it; a locked one only moderators open again."""
    channel = _channel(realm, thread_id)
    if channel.thread is None:
        raise LookupError(f"{thread_id} is no thread.")
    channel = replace(channel, thread=replace(channel.thread, archived=True, locked=locked))
    realm.world.put(channel)
    await _tell(realm, "THREAD_UPDATE", channel)


async def set_overwrites(realm: Realm, channel_id: int, *overwrites: Overwrite) -> None:
    """Change what a channel allows and denies."""
    channel = replace(_channel(realm, channel_id), overwrites=overwrites)
    realm.world.put(channel)
    await _tell(realm, "CHANNEL_UPDATE", channel)


async def remove_bot(realm: Realm, guild_id: int) -> None:
    """Put the bot out of a guild."""
    guild, bot = realm.world.guilds[guild_id], realm.world.bot
    members = tuple(member for member in guild.members if member.user_id != bot.id)
    realm.world.guilds[guild_id] = replace(guild, members=members)
    realm.happenings.tell("members")
    await realm.gateway.dispatch("GUILD_DELETE", {"id": str(guild_id), "unavailable": False}, guild_id, GUILDS)


async def add_bot(realm: Realm, guild_id: int) -> None:
    """Bring the bot back into a guild."""
    guild = realm.world.guilds[guild_id]
    roles = tuple(role.id for role in guild.roles if role.managed)
    guild = replace(guild, members=(*guild.members, Member(realm.world.bot.id, roles)))
    realm.world.guilds[guild_id] = guild
    realm.happenings.tell("members")
    created = payloads.guild_created(realm.world, guild)
    del created["unavailable"]  # by which a client tells a new guild from one that is available again
    await realm.gateway.dispatch("GUILD_CREATE", created, guild_id, GUILDS)


def install_for(realm: Realm, user_id: int) -> None:
    """Let a user add the bot to themselves: its commands come along to wherever they are."""
    realm.world.installed_by.add(user_id)
    realm.happenings.tell("commands")


async def make_unavailable(realm: Realm, guild_id: int) -> None:
    """Let a guild fail, as in an outage of Discord's: the bot is still in it."""
    realm.world.unavailable.add(guild_id)
    await realm.gateway.dispatch("GUILD_DELETE", {"id": str(guild_id), "unavailable": True}, guild_id, GUILDS)


async def make_available(realm: Realm, guild_id: int) -> None:
    """End a guild's outage."""
    realm.world.unavailable.discard(guild_id)
    created = payloads.guild_created(realm.world, realm.world.guilds[guild_id])
    await realm.gateway.dispatch("GUILD_CREATE", created, guild_id, GUILDS)


async def set_role(realm: Realm, guild_id: int, role: Role) -> None:
    """Change a role of a guild."""
    guild = realm.world.guilds[guild_id]
    roles = tuple(role if each.id == role.id else each for each in guild.roles)
    realm.world.guilds[guild_id] = replace(guild, roles=roles)
    realm.happenings.tell("members")
    told = {"guild_id": str(guild_id), "role": payloads.role(role)}
    await realm.gateway.dispatch("GUILD_ROLE_UPDATE", told, guild_id, GUILDS)


async def set_roles(realm: Realm, guild_id: int, user_id: int, *role_ids: int) -> None:
    """Give a member these roles and no others; without a privileged intent the bot hears only of its own."""
    guild = realm.world.guilds[guild_id]
    changed = Member(user_id, role_ids)
    members = tuple(changed if each.user_id == user_id else each for each in guild.members)
    realm.world.guilds[guild_id] = replace(guild, members=members)
    realm.happenings.tell("members")
    if user_id == realm.world.bot.id:
        told = payloads.member(realm.world, changed) | {"guild_id": str(guild_id)}
        await realm.gateway.dispatch("GUILD_MEMBER_UPDATE", told, guild_id)


def _channel(realm: Realm, channel_id: int) -> Channel:
    channel = realm.world.channel(channel_id)
    if channel is None or channel.guild_id is None:
        raise LookupError(f"No guild has a channel {channel_id}.")
    return channel


async def _tell(realm: Realm, event: str, channel: Channel) -> None:
    realm.happenings.tell("members")
    await realm.gateway.dispatch(event, payloads.channel(realm.world, channel), channel.guild_id, GUILDS)
