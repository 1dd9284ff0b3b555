"""Builds an edition in a process of its own, so that a build neither stalls the event loop nor keeps its memory.

The process is also where hostile documents are read: it has limits, no token in its environment, and dies with us.
"""

from __future__ import annotations

import asyncio
import contextlib
import json
import os
import sys
from collections.abc import AsyncIterator, Callable, Mapping, Sequence
from contextlib import asynccontextmanager
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Any

from corpus import errors, store
from corpus.build import Built, ready
from corpus.contents import Contents, Single
from corpus.formats.pdf import DAMAGED, TOO_MUCH

_HOME = Path(__file__).parents[1]
_LONGEST_LINE = 4 << 20  # bytes of a report
NICE = 5
"""How far a build lets other work go first."""

Tell = Callable[[str, int, int, str], None]
"""Is told how far a build is: what it is doing, the number of how many, and a document's name."""


@dataclass(frozen=True, slots=True)
class Limits:
    """What a build may use. Systems without such limits (Windows) keep only the clock."""

    memory: int = 0  # bytes of address space; 0 for no limit
    computing: int = 0  # seconds of the processor's time; 0 for no limit
    file: int = 1 << 30  # bytes of the largest file that it writes
    files: int = 64  # that are open at once
    seconds: float | None = None  # by the clock
    nice: int = 0  # how far other work goes first


UNLIMITED = Limits()


def generous(size: int, *, nice: bool) -> Limits:
    """Return limits for documents of a size in bytes that are trusted: only what runs away meets them."""
    megabytes = 1 + (size >> 20)
    computing = 600 + 120 * megabytes
    memory, file = (2 << 30) + 256 * size, (1 << 30) + 64 * size
    return Limits(memory, computing, file, seconds=10.0 * computing, nice=NICE if nice else 0)


@dataclass(frozen=True, slots=True)
class Tried:
    """What came of reading one document on trial: its warnings, and how much is in it."""

    findings: tuple[str, ...]
    sentences: int


def _untold(doing: str, done: int, of: int, name: str) -> None:
    """Tell nobody."""


async def build_apart(
    documents: Sequence[Path] | Contents, into: Path, limits: Limits = UNLIMITED, tell: Tell = _untold, code: str = ""
) -> Built:
    """Return the edition of the documents, built in a child process where it is not there already.

    Raises what `build` raises, TooMuch where the limits did not do, and BuildDied when the child ended without a word.
    """
    contents = documents if isinstance(documents, Contents) else Contents(tuple(documents))
    if whole := await asyncio.to_thread(ready, contents, into, code):
        return whole
    work = {"do": "build", "contents": contents.to_json(), "into": str(into), "code": code}
    report = await _carried_out(work, limits, tell, into)
    return Built(Path(report["path"]), report["seconds"], report["reused"])


async def try_apart(single: Single, limits: Limits) -> Tried:
    """Read one document in a child process, to see whether it can be read and what `check` says.

    Raises UnreadableDocument, RefusedDocuments, TooMuch, BuildDied.
    """
    work = {"do": "try", "contents": Contents(singles=(single,)).to_json()}
    report = await _carried_out(work, limits, _untold, None)
    return Tried(tuple(report["findings"]), report["sentences"])


async def extract_apart(pdf: Path, into: Path, most: int, limits: Limits) -> str:
    """Write a PDF's text, of at most so many bytes, into a file, read in a child process; return the PDF's title.

    Raises UnreadableDocument, which says why it cannot be read, and TooMuch.
    """
    work = {"do": "extract", "pdf": str(pdf), "into": str(into), "most": most}
    try:
        report = await _carried_out(work, limits, _untold, None)
    except errors.TooMuch as error:
        raise errors.TooMuch(TOO_MUCH) from error
    except errors.BuildDied as error:
        raise errors.UnreadableDocument(DAMAGED) from error
    return str(report["title"])


async def _carried_out(work: Mapping[str, Any], limits: Limits, tell: Tell, into: Path | None) -> Mapping[str, Any]:
    async with _child(into, limits.nice) as child:
        try:
            async with asyncio.timeout(limits.seconds):
                report = await _talk(child, {**work, "limits": asdict(limits)}, tell)
        except TimeoutError as error:
            raise errors.TooMuch(_too_long(f"{limits.seconds:.0f} seconds")) from error
    if "error" in report:
        raise getattr(errors, report["error"])(report["message"])
    return report


def _too_long(what: str) -> str:
    return f"Reading the documents took more than {what}, so it was stopped. Split large documents, or take some out."


@asynccontextmanager
async def _child(into: Path | None, nice: int) -> AsyncIterator[asyncio.subprocess.Process]:
    """Start the process, and see to it that neither it nor its drafts are left."""
    child = await asyncio.create_subprocess_exec(
        *(sys.executable, "-m", "corpus"),
        stdin=asyncio.subprocess.PIPE,
        stdout=asyncio.subprocess.PIPE,
        stderr=asyncio.subprocess.PIPE,
        env=_environment(),
        limit=_LONGEST_LINE,
    )
    try:
        _behind_others(child.pid, nice)
        yield child
    finally:
        with contextlib.suppress(ProcessLookupError):
            child.kill()
        await asyncio.shield(child.wait())
        if into:
            await asyncio.to_thread(store.remove_drafts, into, child.pid)


def _behind_others(process: int, nice: int) -> None:
    """Let other work go first, from the process's first moment on: what it loads takes as long as a small build."""
    if sys.platform != "win32":
        with contextlib.suppress(ProcessLookupError):
            os.setpriority(os.PRIO_PROCESS, process, os.getpriority(os.PRIO_PROCESS, 0) + nice)


async def _talk(child: asyncio.subprocess.Process, work: Mapping[str, Any], tell: Tell) -> Mapping[str, Any]:
    """Give the process its work, pass on how far it is, and return what came of it.

    The pipe to it stays open: when it closes, the process knows that nobody waits any more, and ends.
    """
    assert child.stdin is not None  # all three are pipes
    assert child.stdout is not None
    assert child.stderr is not None
    with contextlib.suppress(ConnectionError):  # it died at once; it says why on the other pipe
        child.stdin.write(json.dumps(work).encode() + b"\n")
        await child.stdin.drain()
    complaints = asyncio.ensure_future(child.stderr.read())
    try:
        async for line in child.stdout:
            report: Mapping[str, Any] = json.loads(line)
            if "doing" not in report:
                return report
            tell(report["doing"], report["done"], report["of"], report["name"])
        return _died(await child.wait(), (await complaints).decode("utf-8", "replace"))
    except ValueError as error:  # a line that is too long, or no JSON
        raise errors.BuildDied("Building the edition stopped: it said something that nobody understands.") from error
    finally:
        complaints.cancel()


def _died(status: int, complained: str) -> Mapping[str, Any]:
    """Return the report of a process that ended without one."""
    if status in (-9, -24):  # killed, or out of processor time
        raise errors.TooMuch(_too_long("its share of time or memory"))
    if "MemoryError" in complained:
        raise errors.TooMuch(_too_long("its share of memory"))
    last = complained.strip().splitlines()[-1:] or [f"no reason given (status {status})"]
    raise errors.BuildDied(f"Building the edition stopped: {last[0]}. The old edition still serves.")


def _environment() -> dict[str, str]:
    """Return what the child needs to start. The token is not among it."""
    needed = ("PATH", "SYSTEMROOT", "TEMP", "TMP", "TMPDIR", "LANG", "LC_ALL", "VIRTUAL_ENV")
    kept = {name: os.environ[name] for name in needed if name in os.environ}
    # Threads of numpy's would each reserve memory, and be nobody's: the build takes one processor.
    return {**kept, "PYTHONPATH": str(_HOME), "PYTHONIOENCODING": "utf-8", "OPENBLAS_NUM_THREADS": "1"}
