"""All parts of one local Discord in one place, for the routes, the page and the persons to work on."""

from __future__ import annotations

from dataclasses import dataclass, field

from bot.local.clock import Clock
from bot.local.commands import Commands
from bot.local.gateway import Gateway
from bot.local.happenings import Happenings
from bot.local.interactions import FIRST_ANSWER, Interactions
from bot.local.snowflake import Snowflakes
from bot.local.world import World


@dataclass(frozen=True, slots=True)
class Realm:
    """The state of one local Discord; `findings` is everything suspicious that the bot did."""

    clock: Clock
    ids: Snowflakes
    world: World
    commands: Commands
    interactions: Interactions
    gateway: Gateway
    happenings: Happenings
    token: str
    shards: int = 1
    findings: list[str] = field(default_factory=list)
    faults: list[Exception] = field(default_factory=list)


def new_realm(clock: Clock, world: World, token: str, shards: int = 1, first_answer: float = FIRST_ANSWER) -> Realm:
    """Wire the parts of a local Discord together."""
    happenings, ids, findings = Happenings(), Snowflakes(clock), list[str]()
    clock.watch(lambda: happenings.tell("clock", now=clock.now().isoformat()))
    return Realm(
        clock=clock,
        ids=ids,
        world=world,
        commands=Commands(ids, world.bot.id),
        interactions=Interactions(clock, happenings, findings, first_answer),
        gateway=Gateway(world, happenings, token),
        happenings=happenings,
        token=token,
        shards=shards,
        findings=findings,
    )
