"""The process that reads documents for `corpus.apart`: a line of JSON in says what to do, lines out how far it is."""

from __future__ import annotations

import contextlib
import ctypes
import errno
import gc
import json
import os
import signal
import sqlite3
import sys
import threading
from collections.abc import Mapping
from pathlib import Path
from typing import IO, Any

from corpus.build import assemble
from corpus.check import check
from corpus.contents import Contents, read_documents
from corpus.errors import CorpusError, RefusedDocuments, TooMuch
from corpus.extract import extract
from corpus.formats import pdf

if sys.platform != "win32":
    import resource

_MOST_WORDS = 20_000  # characters of an error
_ON_PARENTS_DEATH = 1
_FULL = (errno.ENOSPC, errno.EDQUOT, errno.EFBIG)


def main(said: IO[str], to: IO[str]) -> None:
    """Do what the first line says, and say what came of it."""
    _die_with_parent()
    work = json.loads(said.readline())
    threading.Thread(target=_end_with, args=(said,), daemon=True).start()
    gc.disable()  # nothing that goes round in circles is made here, and looking for it takes a tenth of the time
    limit(work["limits"])

    def tell(doing: str, done: int, of: int, name: str) -> None:
        _say(to, {"doing": doing, "done": done, "of": of, "name": name})

    try:
        report = _WORK[work["do"]](work, tell)
    except CorpusError as error:
        report = {"error": type(error).__name__, "message": str(error)[:_MOST_WORDS]}
    except MemoryError:
        report = _too_much(f"Reading them takes more than {work['limits']['memory'] >> 20} MB of memory.")
    except (OSError, sqlite3.OperationalError) as error:
        if not _is_full(error):
            raise
        report = _too_much("The disk is full, or the edition would be larger than it may be.")
    _say(to, report)


def _too_much(why: str) -> Mapping[str, Any]:
    told = f"The documents were not taken in. {why} Take some out, or make room."
    return {"error": TooMuch.__name__, "message": told}


def _is_full(error: OSError | sqlite3.OperationalError) -> bool:
    if isinstance(error, OSError):
        return error.errno in _FULL
    return "full" in str(error) or "disk I/O" in str(error)


def _say(to: IO[str], report: Mapping[str, Any]) -> None:
    to.write(json.dumps(report) + "\n")
    to.flush()


def _die_with_parent() -> None:
    """Let Linux kill this process when the one that started it dies: the next may start before the pipe is looked at.

    What the next finds must not be written to any more (prctl(2), PR_SET_PDEATHSIG).
    """
    if sys.platform == "linux":
        ctypes.CDLL(None).prctl(_ON_PARENTS_DEATH, signal.SIGKILL)


def _end_with(said: IO[str]) -> None:
    """End this process when the one that started it is gone, which closes the pipe."""
    with contextlib.suppress(OSError, ValueError):
        while os.read(said.fileno(), 1):  # not through the object, whose lock would outlive the thread
            pass
    os._exit(1)


def limit(limits: Mapping[str, Any]) -> None:
    """Take no more of the machine than was granted, and that last."""
    if sys.platform == "win32":
        return
    granted = {
        resource.RLIMIT_AS: limits["memory"],
        resource.RLIMIT_CPU: limits["computing"],
        resource.RLIMIT_FSIZE: limits["file"],
        resource.RLIMIT_NOFILE: limits["files"],
        resource.RLIMIT_CORE: 0,
    }
    for what, most in granted.items():
        if most or what == resource.RLIMIT_CORE:
            _, hardest = resource.getrlimit(what)
            most = most if hardest == resource.RLIM_INFINITY else min(most, hardest)
            resource.setrlimit(what, (most, most))


def _build(work: Mapping[str, Any], tell: Any) -> Mapping[str, Any]:
    built = assemble(Contents.from_json(work["contents"]), Path(work["into"]), tell, work["code"])
    return {"path": str(built.path), "seconds": built.seconds, "reused": built.reused}


def _try(work: Mapping[str, Any], tell: Any) -> Mapping[str, Any]:
    library = [extract(document) for document in read_documents(Contents.from_json(work["contents"]))]
    findings = check(library)
    if errors := [str(finding) for finding in findings if finding.stops]:
        raise RefusedDocuments("\n".join(errors))
    sentences = sum(len(shown.sentences) for read in library for shown in read.paragraphs)
    return {"findings": [str(finding) for finding in findings[:100]], "sentences": sentences}


def _extract(work: Mapping[str, Any], tell: Any) -> Mapping[str, Any]:
    gc.enable()  # a PDF's parts point at each other
    read = pdf.extract(Path(work["pdf"]).read_bytes(), work["most"])
    Path(work["into"]).write_text(read.text, "utf-8", newline="")
    return {"title": read.title}


_WORK = {"build": _build, "try": _try, "extract": _extract}

if __name__ == "__main__":
    main(sys.stdin, sys.stdout)
