"""The commands that the bot synced, global and of single guilds."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from bot.local.snowflake import Snowflakes
from bot.local.world import Json

CHAT_INPUT, ON_USER, ON_MESSAGE = 1, 2, 3
SUBCOMMAND, SUBCOMMAND_GROUP = 1, 2
IN_GUILD, IN_DIRECT = 0, 1
FOR_GUILDS, FOR_USERS = 0, 1


class Commands:
    """Application commands by scope: None for global ones, else a guild's id."""

    def __init__(self, ids: Snowflakes, application_id: int) -> None:
        self._ids = ids
        self._application_id = application_id
        self._by_scope: dict[int | None, tuple[Json, ...]] = {}

    def overwrite(self, scope: int | None, payloads: Sequence[Json]) -> list[Json]:
        """Replace all commands of a scope; a command keeps its id when its name and type stay."""
        known = {(command["type"], command["name"]): command["id"] for command in self._by_scope.get(scope, ())}
        commands = tuple(
            self._complete(payload, scope, known.get((payload.get("type", CHAT_INPUT), payload["name"])))
            for payload in payloads
        )
        self._by_scope[scope] = commands
        return list(commands)

    def of(self, scope: int | None) -> list[Json]:
        """Return the commands of one scope."""
        return list(self._by_scope.get(scope, ()))

    def all(self) -> Iterator[Json]:
        """Yield the commands of all scopes."""
        for commands in self._by_scope.values():
            yield from commands

    def named(self, name: str, kind: int, guild_id: int | None) -> Json | None:
        """Return the command that a client would offer by this name; a guild's own one goes before a global one."""
        return next((each for each in self.offered(guild_id) if (each["name"], each["type"]) == (name, kind)), None)

    def by_id(self, command_id: int, guild_id: int | None) -> Json | None:
        """Return the command with this id if it is offered here."""
        return next((each for each in self.offered(guild_id) if each["id"] == str(command_id)), None)

    def offered(self, guild_id: int | None) -> Iterator[Json]:
        """Yield what can be used in a guild, or with None in direct messages."""
        if guild_id is not None:
            yield from self._by_scope.get(guild_id, ())
        place = IN_DIRECT if guild_id is None else IN_GUILD
        for command in self._by_scope.get(None, ()):
            if place in (command["contexts"] or (IN_GUILD, IN_DIRECT)):
                yield command

    def _complete(self, payload: Json, scope: int | None, known_id: str | None) -> Json:
        version, bits = str(self._ids.next()), payload.get("default_member_permissions")
        command = {
            "id": known_id or version,
            "application_id": str(self._application_id),
            "version": version,
            "type": payload.get("type", CHAT_INPUT),
            "name": payload["name"],
            "name_localizations": payload.get("name_localizations"),
            "description": payload.get("description", ""),
            "description_localizations": payload.get("description_localizations"),
            "default_member_permissions": None if bits is None else str(bits),
            "nsfw": payload.get("nsfw", False),
            "options": payload.get("options", []),
        }
        if scope is not None:
            return command | {"guild_id": str(scope)}
        allowed = payload.get("dm_permission", True)
        contexts = payload.get("contexts") or ([IN_GUILD, IN_DIRECT] if allowed else [IN_GUILD])
        installs = payload.get("integration_types") or [0]
        return command | {"contexts": contexts, "integration_types": installs, "dm_permission": IN_DIRECT in contexts}
