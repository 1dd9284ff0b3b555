"""The world as a newcomer finds it: two servers, four people and a bot."""

from __future__ import annotations

from bot.local.permissions import EVERYDAY, Permission
from bot.local.world import Channel, Guild, Member, Overwrite, Role, User, World

APPLICATION = 1100000000000000100
PERO = User(APPLICATION, "pero", "Pero", bot=True)
OWNER = User(1100000000000000200, "owner", "Owner")
MOD = User(1100000000000000300, "mod", "Mod")
ADA = User(1100000000000000400, "ada", "Ada")
BEA = User(1100000000000000500, "bea", "Bea")

READING_ROOM = 1100000000000001000
SECOND_SERVER = 1100000000000002000


def new_world() -> World:
    """Return the world at start."""
    reading_room = _guild(READING_ROOM, "Reading Room", moderators=(MOD,), others=(ADA,))
    second = _guild(SECOND_SERVER, "Second Server", moderators=(), others=(BEA,))
    return World.of(PERO, (OWNER, MOD, ADA, BEA), (reading_room, second))


def _guild(guild_id: int, name: str, moderators: tuple[User, ...], others: tuple[User, ...]) -> Guild:
    everyone = Role(guild_id, "@everyone", EVERYDAY)
    bot_role = Role(guild_id + 1, PERO.name, EVERYDAY, position=1, managed=True)
    moderator = Role(guild_id + 2, "Moderator", EVERYDAY | int(Permission.MANAGE_GUILD), position=2)
    reader = Role(guild_id + 3, "Readers", EVERYDAY, position=1)
    called = Role(guild_id + 4, "Daily readers", EVERYDAY, position=1, mentionable=True)
    members = (
        Member(OWNER.id),
        *(Member(user.id, (moderator.id,)) for user in moderators),
        *(Member(user.id, (called.id,)) for user in others),
        Member(PERO.id, (bot_role.id,)),
    )
    channels = _channels(guild_id, moderator)
    return Guild(guild_id, name, OWNER.id, (everyone, bot_role, moderator, reader, called), channels, members)


def _channels(guild_id: int, moderator: Role) -> tuple[Channel, ...]:
    read_only = Overwrite(guild_id, deny=Permission.SEND_MESSAGES)
    hidden = Overwrite(guild_id, deny=Permission.VIEW_CHANNEL)
    let_in = Overwrite(moderator.id, allow=Permission.VIEW_CHANNEL | Permission.SEND_MESSAGES)
    planned: tuple[tuple[str, str, tuple[Overwrite, ...]], ...] = (
        ("general", "Ask here.", ()),
        ("daily", "One passage a day.", ()),
        ("noticeboard", "To be read only.", (read_only, let_in)),
        ("moderators", "For moderators only.", (hidden, let_in)),
    )
    return tuple(
        Channel(guild_id + 10 + i, name, guild_id=guild_id, position=i, topic=topic, overwrites=overwrites)
        for i, (name, topic, overwrites) in enumerate(planned)
    )
