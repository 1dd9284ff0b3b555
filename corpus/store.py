"""Where editions lie: named by what they were built from and what they hold, so that a name proves the file."""

from __future__ import annotations

import os
import tempfile
from collections.abc import Iterable
from contextlib import suppress
from hashlib import sha256
from pathlib import Path

from corpus.search.vectors import release

_LENGTH = 16
_CHUNK = 1 << 20
_KILLED = 1 << 8  # SIGKILL among the signals that wait
_ENDING = 1 << 2  # PF_EXITING of Linux: it runs no code of its own any more


def fingerprint(files: Iterable[tuple[str, Path]], code: str = "") -> str:
    """Return what an edition of these files is recognised by; `code` is what `readable` says, where that is known.

    Each file comes with the name that it is known by. Any change to a document, its sidecar, the schema, the code or
    the word vectors gives another fingerprint, so an edition needs no version numbers and no migrations.
    """
    return _digest(files, (code or readable()) + release())


def readable(folder: Path = Path(__file__).parent) -> str:
    """Return what the code and schema on the disk are recognised by: editions that they built can be read by them."""
    return _digest((path.relative_to(folder).as_posix(), path) for path in sorted(folder.rglob("*")) if _is_code(path))


def _digest(files: Iterable[tuple[str, Path]], before: str = "") -> str:
    total = sha256(before.encode())
    for name, path in files:
        total.update(f"{name}\0{hashed(path)}\n".encode("utf-8", "surrogateescape"))
    return total.hexdigest()[:_LENGTH]


def _is_code(path: Path) -> bool:
    return path.suffix in {".py", ".sql"}


def hashed(path: Path) -> str:
    """Return the SHA-256 of a file, read in pieces."""
    digest = sha256()
    with path.open("rb") as file:
        while piece := file.read(_CHUNK):
            digest.update(piece)
    return digest.hexdigest()


def draft(store: Path) -> Path:
    """Return a new empty file in a store, whose name says which process writes it, and since when that runs."""
    store.mkdir(parents=True, exist_ok=True)
    handle, name = tempfile.mkstemp(dir=store, prefix=f"draft-{os.getpid()}-{_state(os.getpid())[1]}-", suffix=".db")
    os.close(handle)
    return Path(name)


def remove_drafts(store: Path, process: int | None = None) -> None:
    """Remove what a process left unfinished, or what all processes did that are gone."""
    for path in store.glob("draft-*"):
        _, writer, started, *_ = [*path.name.split("-"), "", ""]
        if writer == str(process) or (process is None and not _is_running(writer, started)):
            path.unlink(missing_ok=True)


def _is_running(process: str, started: str) -> bool:
    """Say whether a process is there; where that cannot be asked without harm (Windows), that it may be.

    A number is given again to another process; that one started later.
    """
    if os.name == "nt":
        return True
    try:
        os.kill(int(process), 0)
    except (ProcessLookupError, ValueError, OverflowError):
        return False
    except OSError:
        pass  # it is somebody else's
    state, since = _state(int(process))
    return state != "Z" and since == started


def _state(process: int) -> tuple[str, str]:
    """Return what a process does (“Z”: it has ended, or was killed) and when it started, as Linux says it.

    Both are empty on other systems, and the time for a process that is gone. One that was killed on a busy machine may
    not have noticed yet, when its place is tidied: it does nothing any more.
    """
    try:
        told = Path(f"/proc/{process}/stat").read_text("utf-8", "replace").rpartition(")")[2].split()
    except OSError:
        return "", ""
    # State, flags, start and waiting signals are the fields 3, 9, 22 and 31 (proc(5)).
    ended = int(told[28]) & _KILLED or int(told[6]) & _ENDING
    return "Z" if ended else told[0], told[19]


def publish(draft: Path, print_of_documents: str) -> Path:
    """Give a finished edition its name beside its draft, so that after a power cut it is there whole or not at all."""
    final = draft.with_name(f"edition-{print_of_documents}-{hashed(draft)[:_LENGTH]}.db")
    flush(draft)
    draft.replace(final)
    flush(draft.parent)
    return final


def flush(path: Path) -> None:
    """Wait until the file or folder is on the disk. Windows cannot flush folders and needs no flush of them."""
    if path.is_dir() and os.name == "nt":
        return
    handle = os.open(path, os.O_RDWR if path.is_file() else os.O_RDONLY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)


def whole_edition(store: Path, print_of_documents: str) -> Path | None:
    """Return the edition with this fingerprint whose content is still what its name says, or None.

    A damaged one is set aside: it can be built again, and must never be served.
    """
    for path in sorted(store.glob(f"edition-{print_of_documents}-*.db")):
        if is_whole(path):
            return path
        quarantine(path)
    return None


def quarantine(path: Path, *, keep: int = 3) -> None:
    """Set a damaged edition aside, in the folder “quarantine” beside its store, where the newest few are kept."""
    aside = path.parent.parent / "quarantine"
    aside.mkdir(exist_ok=True)
    with suppress(FileNotFoundError):
        path.replace(aside / path.name)
    for old in sorted(aside.iterdir(), key=lambda one: one.stat().st_mtime, reverse=True)[keep:]:
        old.unlink(missing_ok=True)


def is_whole(path: Path) -> bool:
    """Say whether an edition still holds, byte for byte, what it held when it was published."""
    return path.is_file() and hashed(path)[:_LENGTH] == path.stem.rpartition("-")[2]


def prune(store: Path, latest: Path, *, keep: int = 3, abandoned_after: float = 600) -> None:
    """Remove all but the newest editions, and drafts last written `abandoned_after` seconds before `latest`.

    Another process may be reading or building here: what it holds open stays readable to it, and its drafts are young.
    """
    editions = sorted(store.glob("edition-*.db"), key=lambda path: path.stat().st_mtime, reverse=True)
    old = [path for path in editions[keep:] if path != latest]
    deadline = latest.stat().st_mtime - abandoned_after
    abandoned = [path for path in store.glob("draft-*") if path.stat().st_mtime < deadline]
    for path in (*old, *abandoned):
        with suppress(OSError):
            path.unlink()
