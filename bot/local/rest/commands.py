"""Syncing application commands."""

from __future__ import annotations

from bot.local.errors import Disallowed, unknown
from bot.local.limits.commands import check_commands
from bot.local.realm import Realm
from bot.local.rest.call import Call, Route
from bot.local.world import Json


def _own(realm: Realm, call: Call) -> int | None:
    """Return the scope that a call is about, after making sure that it is the bot's own application."""
    if call.snowflake("application_id") != realm.world.bot.id:
        raise Disallowed(403, 20012, "You are not authorized to perform this action on this application")
    if "guild_id" not in call.path:
        return None
    guild = realm.world.guilds.get(call.snowflake("guild_id"))
    if guild is None or guild.member(realm.world.bot.id) is None:
        raise Disallowed(403, 50001, "Missing Access")
    return guild.id


async def _overwrite(realm: Realm, call: Call) -> list[Json]:
    scope = _own(realm, call)
    check_commands(realm.findings, call.body)
    commands = realm.commands.overwrite(scope, call.body)
    realm.happenings.tell("commands")
    return commands


async def _list(realm: Realm, call: Call) -> list[Json]:
    return realm.commands.of(_own(realm, call))


async def _permissions(realm: Realm, call: Call) -> Json:
    """Answer as for a command whose permissions no moderator has ever changed: here nobody can."""
    _own(realm, call)
    raise unknown("application command permissions", 10066)


_GLOBAL = "/applications/{application_id}/commands"
_OF_GUILD = "/applications/{application_id}/guilds/{guild_id}/commands"

ROUTES = (
    Route("PUT", _GLOBAL, _overwrite),
    Route("GET", _GLOBAL, _list),
    Route("PUT", _OF_GUILD, _overwrite),
    Route("GET", _OF_GUILD, _list),
    Route("GET", _OF_GUILD + "/{command_id}/permissions", _permissions),
)
