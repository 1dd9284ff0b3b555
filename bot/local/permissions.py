"""What a member may do in a channel, by Discord's rules of roles and overwrites."""

from __future__ import annotations

from collections.abc import Iterable
from enum import IntFlag
from functools import reduce
from operator import or_

from bot.local.world import Channel, Guild, Member


class Permission(IntFlag):
    """The permissions that matter here, with Discord's bits."""

    ADMINISTRATOR = 1 << 3
    MANAGE_GUILD = 1 << 5
    VIEW_CHANNEL = 1 << 10
    SEND_MESSAGES = 1 << 11
    MANAGE_MESSAGES = 1 << 13
    EMBED_LINKS = 1 << 14
    ATTACH_FILES = 1 << 15
    READ_MESSAGE_HISTORY = 1 << 16
    MENTION_EVERYONE = 1 << 17
    USE_EXTERNAL_EMOJIS = 1 << 18
    USE_APPLICATION_COMMANDS = 1 << 31
    MANAGE_THREADS = 1 << 34
    CREATE_PUBLIC_THREADS = 1 << 35
    CREATE_PRIVATE_THREADS = 1 << 36
    SEND_MESSAGES_IN_THREADS = 1 << 38
    USE_EXTERNAL_APPS = 1 << 50


# Plain integers: a flag's own arithmetic is slow, and permissions are computed with every interaction.
ALL = (1 << 53) - 1
EVERYDAY = int(
    Permission.VIEW_CHANNEL
    | Permission.SEND_MESSAGES
    | Permission.EMBED_LINKS
    | Permission.ATTACH_FILES
    | Permission.READ_MESSAGE_HISTORY
    | Permission.USE_APPLICATION_COMMANDS
    | Permission.CREATE_PUBLIC_THREADS
    | Permission.SEND_MESSAGES_IN_THREADS
    | Permission.USE_EXTERNAL_APPS
)
_ADMINISTRATOR = int(Permission.ADMINISTRATOR)
_VIEW_CHANNEL = int(Permission.VIEW_CHANNEL)


def permissions_in(guild: Guild, channel: Channel, member: Member) -> int:
    """Return the bits that a member has in a channel of the guild; a thread has its channel's."""
    if channel.thread:
        channel = next((each for each in guild.channels if each.id == channel.parent_id), channel)
    base = _together(role.permissions for role in guild.roles if role.id == guild.id or role.id in member.role_ids)
    if base & _ADMINISTRATOR or member.user_id == guild.owner_id:
        return ALL
    everyone = [o for o in channel.overwrites if o.id == guild.id]
    roles = [o for o in channel.overwrites if not o.of_member and o.id in member.role_ids]
    own = [o for o in channel.overwrites if o.of_member and o.id == member.user_id]
    for layer in (everyone, roles, own):
        base = base & ~_together(o.deny for o in layer) | _together(o.allow for o in layer)
    return base if base & _VIEW_CHANNEL else 0


def _together(bits: Iterable[int]) -> int:
    return reduce(or_, map(int, bits), 0)
