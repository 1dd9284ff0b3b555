"""The gateway, version 10, in JSON text frames: identify, resume with replay, heartbeats, and events to every shard."""

from __future__ import annotations

import asyncio
import json
import secrets
from collections import deque
from dataclasses import dataclass, field
from enum import IntEnum
from typing import Any

from aiohttp import WSMessage, WSMsgType, web

from bot.local import payloads
from bot.local.faults import Faults
from bot.local.happenings import Happenings
from bot.local.key import Key
from bot.local.striking import passed, troubled
from bot.local.world import Json, World

GATEWAY = "gateway"
HEARTBEAT_MS = 41_250
# discord.py notes when it sent a heartbeat only after it has; an answer that is there before that looks 41 s late.
_JOURNEY = 0.01
MAX_PAYLOAD = 4096
MAX_REPLAY = 1000
MOST_EVENTS, IN_SECONDS = 120, 60.0
_MISSED = 2.0  # intervals without a heartbeat
_ENDING = (4007, 4009)
RESUME_URL = "wss://gateway-local.discord.gg"
GUILDS, GUILD_MESSAGES, DIRECT_MESSAGES, MESSAGE_CONTENT = 1 << 0, 1 << 9, 1 << 12, 1 << 15
PRIVILEGED = 1 << 1 | 1 << 8 | MESSAGE_CONTENT


class Op(IntEnum):
    """The kinds of frame."""

    DISPATCH = 0
    HEARTBEAT = 1
    IDENTIFY = 2
    PRESENCE = 3
    VOICE_STATE = 4
    RESUME = 6
    RECONNECT = 7
    REQUEST_MEMBERS = 8
    INVALID_SESSION = 9
    HELLO = 10
    ACK = 11


class Closed(Exception):
    """The gateway ends this connection with a close code and its reason."""

    def __init__(self, code: int, reason: str) -> None:
        super().__init__(f"{code} {reason}")
        self.code = code
        self.reason = reason


@dataclass(slots=True)
class Session:
    """What the gateway remembers of one shard, also while its socket is gone."""

    id: str
    shard: tuple[int, int]
    intents: int
    sent: deque[Json] = field(default_factory=lambda: deque(maxlen=MAX_REPLAY))
    sequence: int = 0
    socket: web.WebSocketResponse | None = None

    def sees(self, guild_id: int | None) -> bool:
        """Return whether events of this guild, or of direct messages, go to this shard."""
        number, total = self.shard
        return ((guild_id or 0) >> 22) % total == number


class Pulse:
    """Reads the frames of one connection; a client that sends too many of them, or no heartbeats, is sent away."""

    def __init__(self, interval: float) -> None:
        self._loop = asyncio.get_running_loop()
        self._allowed = interval * _MISSED
        self._last = self._loop.time()
        self._came: deque[float] = deque(maxlen=MOST_EVENTS)

    def beat(self) -> None:
        """Note a heartbeat."""
        self._last = self._loop.time()

    async def next(self, socket: web.WebSocketResponse) -> WSMessage | None:
        """Return the next frame, or None when the client is gone. Raises Closed with 4008 or 4009."""
        try:
            async with asyncio.timeout_at(self._last + self._allowed):
                frame = await socket.receive()
        except TimeoutError as silent:
            raise Closed(4009, "Session timed out.") from silent
        if frame.type in (WSMsgType.CLOSE, WSMsgType.CLOSING, WSMsgType.CLOSED, WSMsgType.ERROR):
            return None
        now = self._loop.time()
        if len(self._came) == MOST_EVENTS and now - self._came[0] < IN_SECONDS:
            raise Closed(4008, "Rate limited.")
        self._came.append(now)
        return frame


class Gateway:
    """All sessions of the bot."""

    def __init__(self, world: World, happenings: Happenings, key: Key, faults: Faults) -> None:
        self._world = world
        self._happenings = happenings
        self._key = key
        self._faults = faults
        self._sessions: dict[str, Session] = {}
        self._open: dict[web.WebSocketResponse, web.Request] = {}
        self._closed_by_us: set[web.WebSocketResponse] = set()
        self.identifies = 0
        self.heartbeat_ms = HEARTBEAT_MS
        self.acknowledges = True
        """Set to False to leave heartbeats unanswered."""
        self.overlap = 0
        """How many events that a client has seen already come again with its next resume."""

    @property
    def online(self) -> bool:
        """Return whether a shard is connected."""
        return any(session.socket is not None for session in self._sessions.values())

    async def dispatch(self, event: str, details: Json, guild_id: int | None, needs: int = 0) -> None:
        """Send an event to the shard that it belongs to, if that has one of the needed intents."""
        for session in tuple(self._sessions.values()):
            if session.sees(guild_id) and (not needs or session.intents & needs):
                await self._send(session, event, details)

    async def connect(self, request: web.Request) -> web.StreamResponse:
        """Speak with one client until its socket closes; a fault on the route `gateway` lets nobody in."""
        if (fault := self._faults.strike("GET", GATEWAY)) is not None:
            return await troubled(fault, self._faults, request, _not_here)
        socket = web.WebSocketResponse(max_msg_size=0, autoping=True)
        await socket.prepare(request)
        self._open[socket] = request
        try:
            await _write(socket, Op.HELLO, {"heartbeat_interval": self.heartbeat_ms, "_trace": []})
            await self._listen(socket, Pulse(self.heartbeat_ms / 1000))
        except Closed as closed:
            if closed.code in _ENDING:
                self._sessions = {key: each for key, each in self._sessions.items() if each.socket is not socket}
            await self._end(socket, closed.code, closed.reason)
        finally:
            del self._open[socket]
            self._lost(socket)
        return socket

    async def reconnect(self) -> None:
        """Ask every client to reconnect and resume (op 7)."""
        for socket in tuple(self._open):
            await _write(socket, Op.RECONNECT, None)

    async def invalidate(self, *, resumable: bool) -> None:
        """Tell every client that its session is invalid (op 9); unless resumable, the session is gone."""
        if not resumable:
            self._sessions.clear()
        for socket in tuple(self._open):
            await _write(socket, Op.INVALID_SESSION, resumable)

    async def repeat(self, event: str) -> None:
        """Send the last event of this name once more, as Discord now and then does."""
        for session in tuple(self._sessions.values()):
            again = next((frame for frame in reversed(session.sent) if frame["t"] == event), None)
            if again is not None:
                await self._send(session, event, again["d"])

    async def close(self, code: int = 1001) -> None:
        """Close every socket with a code; after 4007 and 4009 the sessions are gone, too."""
        if code in _ENDING:
            self._sessions.clear()
        for socket in tuple(self._open):
            await self._end(socket, code)

    def drop(self) -> None:
        """Abort every connection, as a network that fails does."""
        for request in self._open.values():
            if request.transport is not None:
                request.transport.abort()

    async def _listen(self, socket: web.WebSocketResponse, pulse: Pulse) -> None:
        session: Session | None = None
        while (frame := await pulse.next(socket)) is not None:
            if frame.type is not WSMsgType.TEXT:
                raise Closed(4002, "Error while decoding payload.")
            op, details = _read(frame.data)
            match op:
                case Op.HEARTBEAT:
                    pulse.beat()
                    if self.acknowledges:
                        await passed(_JOURNEY)
                        await _write(socket, Op.ACK, None)
                case Op.IDENTIFY if session is None:
                    session = await self._identify(socket, details)
                case Op.RESUME if session is None:
                    session = await self._resume(socket, details)
                case Op.IDENTIFY | Op.RESUME:
                    raise Closed(4005, "Already authenticated.")
                case _ if session is None:
                    raise Closed(4003, "Not authenticated.")
                case Op.PRESENCE | Op.VOICE_STATE | Op.REQUEST_MEMBERS:
                    pass
                case _:
                    raise Closed(4001, "Unknown opcode.")

    async def _identify(self, socket: web.WebSocketResponse, details: Json) -> Session:
        self._authenticate(details)
        shard = _shard(details.get("shard", [0, 1]))
        intents = details.get("intents")
        if not isinstance(intents, int):
            raise Closed(4013, "Invalid intent(s).")
        if intents & PRIVILEGED:
            raise Closed(4014, "Disallowed intent(s).")
        self.identifies += 1
        self._forget_unconnected(shard)
        session = Session(secrets.token_hex(16), shard, intents, socket=socket)
        self._sessions[session.id] = session
        await self._send(session, "READY", self._ready(session))
        if intents & GUILDS:
            for guild in (each for each in self._guilds(session) if each.id not in self._world.unavailable):
                await self._send(session, "GUILD_CREATE", payloads.guild_created(self._world, guild))
        self._happenings.tell("bot", online=True)
        return session

    async def _resume(self, socket: web.WebSocketResponse, details: Json) -> Session | None:
        self._authenticate(details)
        session = self._sessions.get(str(details.get("session_id")))
        seen = details.get("seq")
        if session is None or not isinstance(seen, int) or (session.sent and session.sent[0]["s"] > seen + 1):
            await _write(socket, Op.INVALID_SESSION, False)
            return None
        if seen > session.sequence:
            raise Closed(4007, "Invalid seq.")
        first = max(session.sequence - seen + self.overlap, 0)
        for missed in tuple(session.sent)[-first:] if first else ():
            await _put(socket, missed)
        self.overlap = 0
        session.socket = socket
        await self._send(session, "RESUMED", {"_trace": []})
        self._happenings.tell("bot", online=True)
        return session

    def _forget_unconnected(self, shard: tuple[int, int]) -> None:
        """Drop the sessions that a client gave up when it identifies anew."""
        for session in [s for s in self._sessions.values() if s.shard == shard and s.socket is None]:
            del self._sessions[session.id]

    def _authenticate(self, details: Json) -> None:
        if not self._key.opens(details.get("token")):
            raise Closed(4004, "Authentication failed.")

    def _ready(self, session: Session) -> Json:
        return {
            "v": 10,
            "user": payloads.own_user(self._world.bot),
            "guilds": [{"id": str(guild.id), "unavailable": True} for guild in self._guilds(session)],
            "session_id": session.id,
            "resume_gateway_url": RESUME_URL,
            "shard": list(session.shard),
            "application": {"id": str(self._world.bot.id), "flags": 0},
            "session_type": "normal",
            "private_channels": [],
            "presences": [],
            "relationships": [],
            "user_settings": {},
            "_trace": [],
        }

    def _guilds(self, session: Session) -> list[Any]:
        return [guild for guild in self._world.guilds_of(self._world.bot.id) if session.sees(guild.id)]

    async def _send(self, session: Session, event: str, details: Json) -> None:
        session.sequence += 1
        frame: Json = {"op": int(Op.DISPATCH), "t": event, "s": session.sequence, "d": details}
        session.sent.append(frame)
        if session.socket is not None:
            await _put(session.socket, frame)

    async def _end(self, socket: web.WebSocketResponse, code: int, reason: str = "") -> None:
        self._closed_by_us.add(socket)
        await socket.close(code=code, message=reason.encode())

    def _lost(self, socket: web.WebSocketResponse) -> None:
        """Forget the socket; a client that closes with 1000 or 1001 ends its session too."""
        ended = socket.close_code in (1000, 1001) and socket not in self._closed_by_us
        self._closed_by_us.discard(socket)
        for session in [s for s in self._sessions.values() if s.socket is socket]:
            session.socket = None
            if ended:
                del self._sessions[session.id]
        if not self.online:
            self._happenings.tell("bot", online=False)


async def _not_here() -> web.Response:
    return web.Response(status=503)


def _read(text: str) -> tuple[int, Json]:
    if len(text.encode()) > MAX_PAYLOAD:
        raise Closed(4002, "Error while decoding payload.")
    try:
        frame = json.loads(text)
        op, details = frame["op"], frame.get("d")
    except (ValueError, KeyError, TypeError, AttributeError) as exc:
        raise Closed(4002, "Error while decoding payload.") from exc
    return op, details if isinstance(details, dict) else {}


def _shard(given: Any) -> tuple[int, int]:
    match given:
        case [int(number), int(total)] if 0 <= number < total:
            return number, total
        case _:
            raise Closed(4010, "Invalid shard.")


async def _write(socket: web.WebSocketResponse, op: Op, details: Any) -> None:
    await _put(socket, {"op": int(op), "d": details, "s": None, "t": None})


async def _put(socket: web.WebSocketResponse, frame: Json) -> None:
    """Send a frame; a socket that is closing loses it, and the session replays it on resume."""
    try:
        await socket.send_json(frame)
    except ConnectionError:
        return
