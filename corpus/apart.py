"""Builds an edition in a process of its own, so that a build neither stalls the event loop nor keeps its memory."""

from __future__ import annotations

import asyncio
import json
import os
import sys
from collections.abc import Sequence
from pathlib import Path

from corpus import errors
from corpus.build import Built, ready

_HOME = Path(__file__).parents[1]


async def build_apart(folders: Sequence[Path], into: Path) -> Built:
    """Return the edition of the folders' documents, built in a child process where it is not there already.

    Raises what `build` raises, and BuildDied when the child ended without a word.
    """
    if whole := await asyncio.to_thread(ready, folders, into):
        return whole
    child = await asyncio.create_subprocess_exec(
        *(sys.executable, "-m", "corpus", str(into), *map(str, folders)),
        stdin=asyncio.subprocess.DEVNULL,
        stdout=asyncio.subprocess.PIPE,
        stderr=asyncio.subprocess.PIPE,
        env=_environment(),
    )
    try:
        said, complained = await child.communicate()
    except BaseException:
        child.kill()
        await child.wait()
        raise
    return _understood(said, complained)


def _environment() -> dict[str, str]:
    """Return what the child needs to start. The token is not among it."""
    needed = ("PATH", "SYSTEMROOT", "TEMP", "TMP", "TMPDIR", "LANG", "LC_ALL", "VIRTUAL_ENV")
    kept = {name: os.environ[name] for name in needed if name in os.environ}
    return {**kept, "PYTHONPATH": str(_HOME), "PYTHONIOENCODING": "utf-8"}


def _understood(said: bytes, complained: bytes) -> Built:
    try:
        report = json.loads(said)
    except ValueError as error:
        last = complained.decode("utf-8", "replace").strip().splitlines()[-1:] or ["no reason given"]
        raise errors.BuildDied(f"Building the edition stopped: {last[0]}. The old edition still serves.") from error
    if "error" in report:
        raise getattr(errors, report["error"])(report["message"])
    return Built(Path(report["path"]), report["seconds"], report["reused"])
