"""What the chat page can ask for and is told: its private API, in JSON, over what a person can do."""

from __future__ import annotations

import logging
from collections.abc import Awaitable, Callable
from datetime import datetime, timedelta

from bot.local import asking, payloads
from bot.local.errors import Refused, Unanswered
from bot.local.happenings import Happening
from bot.local.permissions import Permission, permissions_in
from bot.local.posting import retract, shown
from bot.local.realm import Realm
from bot.local.rest.places import direct_channel
from bot.local.seat import Seat, visible
from bot.local.world import Channel, Guild, Json, User

_log = logging.getLogger(__name__)
_REPEATS_HELLO = ("commands", "members")
Action = Callable[[Realm, Json], Awaitable[Json]]


async def perform(realm: Realm, request: Json) -> Json:
    """Return the answer to one request of the page: what came of it, or the sentence to show."""
    answer: Json = {"n": request.get("n")}
    action = _ACTIONS.get(str(request.get("do")))
    try:
        if action is None:
            raise Refused(f"“{request.get('do')}” is nothing that can be done here.")
        return answer | {"ok": await action(realm, request)}
    except (Refused, Unanswered) as refused:
        return answer | {"error": str(refused)}
    except (LookupError, TypeError, ValueError, AttributeError, ArithmeticError) as exc:
        # The page sends what people type and other programs can send anything: one bad request ends no connection.
        _log.debug("a request of the page was not well formed", exc_info=True)
        return answer | {"error": f"The request is not complete or not well formed ({exc})."}


def told(realm: Realm, happening: Happening) -> list[Json]:
    """Return what the page is sent when this happened."""
    name = happening["event"]
    sent = [happening] if name in _TOLD else []
    return [*sent, hello(realm)] if name in _REPEATS_HELLO else sent


def hello(realm: Realm) -> Json:
    """Return the whole state that the page draws."""
    world = realm.world
    people = [user for user in world.users.values() if not user.bot]
    return {
        "event": "hello",
        "users": [_user(realm, user) for user in world.users.values()],
        "guilds": [_guild(guild) for guild in world.guilds.values()],
        "directs": {str(user.id): str(direct_channel(realm, user.id).id) for user in people},
        "bot": {"id": str(world.bot.id), "name": world.bot.name, "online": realm.gateway.online},
        "commands": list(realm.commands.all()),
        "now": realm.clock.now().isoformat(),
        "messages": [shown(message) for message in world.messages.values()],
    }


def _user(realm: Realm, user: User) -> Json:
    shown_user = payloads.user(user)
    return {key: shown_user[key] for key in ("id", "username", "global_name", "bot")} | {
        "avatar_letter": user.name[:1].upper(),
        "moderator": not user.bot and any(_moderates(guild, user) for guild in realm.world.guilds_of(user.id)),
    }


def _moderates(guild: Guild, user: User) -> bool:
    member = guild.member(user.id)
    return member is not None and bool(permissions_in(guild, guild.channels[0], member) & Permission.MANAGE_GUILD)


def _guild(guild: Guild) -> Json:
    open_threads = [thread for thread in guild.threads if thread.thread and not thread.thread.archived]
    return {
        "id": str(guild.id),
        "name": guild.name,
        "channels": [_channel(guild, channel) for channel in (*guild.channels, *open_threads)],
        "roles": [payloads.role(role) for role in guild.roles],
        "members": [str(member.user_id) for member in guild.members],
        "roles_of": {str(member.user_id): [str(each) for each in member.role_ids] for member in guild.members},
    }


def _channel(guild: Guild, channel: Channel) -> Json:
    seen_by = [str(member.user_id) for member in guild.members if permissions_in(guild, channel, member)]
    parent = str(channel.parent_id) if channel.parent_id is not None else None
    shown = {"id": str(channel.id), "name": channel.name, "type": int(channel.type), "topic": channel.topic}
    return {**shown, "parent_id": parent, "seen_by": seen_by}


def _seat(realm: Realm, request: Json) -> Seat:
    """Return who acts and where; without a guild and a channel it is the user's direct messages."""
    user_id = int(request["user"])
    if user_id not in realm.world.users:
        raise Refused("There is no such user.")
    if request.get("guild") is None:
        return Seat(user_id, None, direct_channel(realm, user_id).id)
    return Seat(user_id, int(request["guild"]), int(request["channel"]))


def _command(realm: Realm, seat: Seat, request: Json) -> Json:
    command = realm.commands.by_id(int(request["command"]), seat.guild_id)
    if command is None:
        raise Refused("That command is not offered here any more.")
    return command


async def _slash(realm: Realm, request: Json) -> Json:
    seat = _seat(realm, request)
    command = _command(realm, seat, request)
    interaction = await asking.use_command(realm, seat, command, request.get("options") or [])
    return {"interaction": str(interaction.id)}


async def _autocomplete(realm: Realm, request: Json) -> Json:
    seat = _seat(realm, request)
    command = _command(realm, seat, request)
    interaction = await asking.autocomplete(realm, seat, command, request.get("options") or [])
    return {"choices": list(await asking.choices(realm, interaction))}


async def _menu(realm: Realm, request: Json) -> Json:
    seat = _seat(realm, request)
    command = _command(realm, seat, request)
    interaction = await asking.use_menu(realm, seat, command, int(request["target"]))
    return {"interaction": str(interaction.id)}


async def _press(realm: Realm, request: Json) -> Json:
    seat, values = _seat(realm, request), request.get("values") or []
    interaction = await asking.press(realm, seat, int(request["message"]), str(request["custom_id"]), values)
    return {"interaction": str(interaction.id)}


async def _submit(realm: Realm, request: Json) -> Json:
    opener = realm.interactions.get(int(request["interaction"]))
    if opener is None:
        raise Refused("That form is too old: open it again.")
    seat = _seat(realm, request)
    interaction = await asking.submit(realm, seat, opener, request["components"], request.get("custom_id"))
    return {"interaction": str(interaction.id)}


async def _dismiss(realm: Realm, request: Json) -> Json:
    message = visible(realm, _seat(realm, request), int(request["message"]))
    if message.only_for is None:
        raise Refused("Only a message that nobody else sees can be dismissed.")
    await retract(realm, message)
    return {}


async def _clock(realm: Realm, request: Json) -> Json:
    if "set" in request:
        realm.clock.set(datetime.fromisoformat(str(request["set"])))
    else:
        realm.clock.advance(timedelta(seconds=float(request["advance"])))
    await realm.clock.followed()
    return {"now": realm.clock.now().isoformat()}


_TOLD = ("message", "message_delete", "modal", "failed", "clock", "bot", "typing")
_ACTIONS: dict[str, Action] = {
    "slash": _slash,
    "autocomplete": _autocomplete,
    "menu": _menu,
    "press": _press,
    "submit": _submit,
    "dismiss": _dismiss,
    "clock": _clock,
}
