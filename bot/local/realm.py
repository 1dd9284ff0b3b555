"""All parts of one local Discord in one place, for the routes, the page and the persons to work on."""

from __future__ import annotations

from collections import deque
from dataclasses import dataclass, field
from datetime import timedelta

from bot.local.clock import Clock
from bot.local.commands import Commands
from bot.local.faults import Faults
from bot.local.gateway import Gateway
from bot.local.happenings import Happenings
from bot.local.interactions import FIRST_ANSWER, Interactions
from bot.local.key import Key
from bot.local.nonces import WINDOW, Nonces
from bot.local.snowflake import Snowflakes
from bot.local.world import World

JOURNAL = 10_000


@dataclass(frozen=True, slots=True)
class Request:
    """A request that came: its route as `rest.ROUTES` names it, where it went, and how it was answered."""

    method: str
    route: str
    path: str
    status: int


@dataclass(frozen=True, slots=True)
class Realm:
    """The state of one local Discord.

    `findings` is everything suspicious that the bot did, `journal` the last requests, `failures` what the local
    Discord itself failed with.
    """

    clock: Clock
    ids: Snowflakes
    world: World
    commands: Commands
    interactions: Interactions
    gateway: Gateway
    happenings: Happenings
    key: Key
    nonces: Nonces
    faults: Faults
    shards: int = 1
    findings: list[str] = field(default_factory=list)
    failures: list[Exception] = field(default_factory=list)
    journal: deque[Request] = field(default_factory=lambda: deque(maxlen=JOURNAL))


def new_realm(
    clock: Clock,
    world: World,
    *,
    shards: int = 1,
    first_answer: float = FIRST_ANSWER,
    nonce_window: timedelta = WINDOW,
) -> Realm:
    """Wire the parts of a local Discord together."""
    happenings, ids, findings = Happenings(), Snowflakes(clock), list[str]()
    key, faults = Key(), Faults()
    clock.watch(lambda: happenings.tell("clock", now=clock.now().isoformat()))
    return Realm(
        clock=clock,
        ids=ids,
        world=world,
        commands=Commands(ids, world.bot.id),
        interactions=Interactions(clock, happenings, findings, first_answer),
        gateway=Gateway(world, happenings, key, faults),
        happenings=happenings,
        key=key,
        nonces=Nonces(clock, nonce_window),
        faults=faults,
        shards=shards,
        findings=findings,
    )
