"""How long `/ask` takes over real HTTP and WebSocket, beside a bare echo command asked in turn in the same run."""

from __future__ import annotations

import argparse
import asyncio
import pkgutil
import tempfile
import time
from collections.abc import Sequence
from datetime import UTC, datetime
from pathlib import Path
from statistics import quantiles

import discord
from discord import app_commands

import cogs
from bot.app import Pero
from bot.config import BUNDLED, Config
from bot.local import LocalDiscord, Person
from bot.shelves import Shelves
from bot.state import State
from bot.views import VIEWS
from corpus.library import Library

QUESTIONS = (
    "when was Trotsky born",
    "who killed trotsky and with what",
    "what did Lenin think about the peace of Brest-Litovsk",
    "why was he expelled from the party",
    "wher did trotzky live in mexico",
    "how many men served in the Red Army",
    "what is the theory of permanent revolution",
    "boiling point of water on mars",
)


@app_commands.command()
async def echo(interaction: discord.Interaction[Pero], question: str) -> None:
    """Send the question back: the floor under every command."""
    await interaction.response.send_message(question)


Took = dict[str, list[tuple[float, float]]]
"""For each command, of each answer the milliseconds that passed and those of CPU: bot, server and asker together."""


async def measure(folders: Sequence[Path], rounds: int) -> Took:
    """Return how long each answer of the two commands took, asked in turn."""
    took: Took = {"echo": [], "ask": []}
    with tempfile.TemporaryDirectory() as place:
        async with (
            State(Path(place) / "state.db") as state,
            Library(folders, Path(place)) as library,
            LocalDiscord(port=0) as here,
        ):
            bot = Pero(
                Config(cooldown=0),
                Shelves(library, state),
                state,
                extensions=[f"cogs.{module.name}" for module in pkgutil.iter_modules(cogs.__path__)],
                views=VIEWS,
                clock=lambda: datetime.now(UTC),
                connector=here.connector(),
                guilds_within=0.05,
            )
            bot.tree.add_command(echo)
            async with bot:
                await bot.login(here.token)
                connected = asyncio.create_task(bot.connect())
                await bot.wait_until_ready()
                await _ask_all(here.person("Ada"), rounds, took)
            await asyncio.gather(connected, return_exceptions=True)
    return took


async def _ask_all(ada: Person, rounds: int, took: Took) -> None:
    for number in range(rounds):
        question = QUESTIONS[number % len(QUESTIONS)]
        for command, times in took.items():
            began, used = time.perf_counter(), time.process_time()
            await ada.slash(command, question=question)
            times.append(((time.perf_counter() - began) * 1000, (time.process_time() - used) * 1000))


def main(arguments: Sequence[str] | None = None) -> None:
    """Print p50, p99, answers a second and CPU of both commands, and their ratio."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--documents", type=Path, action="append")
    parser.add_argument("--rounds", type=int, default=400)
    given = parser.parse_args(arguments)
    took = asyncio.run(measure(given.documents or [BUNDLED], given.rounds))
    shown = {name: _figures(times) for name, times in took.items()}
    print(f"{'command':<8}{'p50 ms':>9}{'p99 ms':>9}{'a second':>10}{'CPU ms':>9}")
    for name, (middle, late, rate, used) in shown.items():
        print(f"{name:<8}{middle:>9.2f}{late:>9.2f}{rate:>10.0f}{used:>9.2f}")
    ratios = [ask / echo for ask, echo in zip(shown["ask"], shown["echo"], strict=True)]
    print(f"{'ratio':<8}{ratios[0]:>9.2f}{ratios[1]:>9.2f}{ratios[2]:>10.2f}{ratios[3]:>9.2f}")


def _figures(times: Sequence[tuple[float, float]]) -> tuple[float, float, float, float]:
    """Return p50, p99, answers a second one after the other, and the middle one's CPU."""
    passed, used = [wall for wall, _ in times], [cpu for _, cpu in times]
    return _at(passed, 50), _at(passed, 99), 1000 * len(passed) / sum(passed), _at(used, 50)


def _at(times: Sequence[float], percent: int) -> float:
    return quantiles(times, n=100, method="inclusive")[percent - 1]


if __name__ == "__main__":
    main()
