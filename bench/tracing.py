"""Runs work in a process whose calls that change files are seen, in it and in all processes that it starts (Linux).

A seccomp filter lets every other call pass at full speed; at these the kernel stops the process and asks us (ptrace).
So a whole run is one sequence of calls, whichever process and thread each comes from, and it can be killed at any.
"""

from __future__ import annotations

import ctypes
import os
import platform
import re
import signal
import struct
from collections import Counter
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from pathlib import Path

# What can change a file, a folder or their names, with where it says on what: a path's argument, or an open file's.
# The numbers are those of x86-64 (asm/unistd_64.h).
_PATHS = {
    "open": (2, (0,)),
    "creat": (85, (0,)),
    "truncate": (76, (0,)),
    "rename": (82, (0, 1)),
    "mkdir": (83, (0,)),
    "rmdir": (84, (0,)),
    "link": (86, (0, 1)),
    "unlink": (87, (0,)),
    "symlink": (88, (0, 1)),
    "chmod": (90, (0,)),
    "chown": (92, (0,)),
    "utime": (132, (0,)),
    "utimes": (235, (0,)),
    "openat": (257, (1,)),
    "openat2": (437, (1,)),
    "mkdirat": (258, (1,)),
    "unlinkat": (263, (1,)),
    "renameat": (264, (1, 3)),
    "linkat": (265, (1, 3)),
    "symlinkat": (266, (0, 2)),
    "fchmodat": (268, (1,)),
    "fchownat": (260, (1,)),
    "utimensat": (280, (1,)),
    "renameat2": (316, (1, 3)),
}
_FILES = {
    "write": (1, 0),
    "pwrite64": (18, 0),
    "writev": (20, 0),
    "pwritev": (296, 0),
    "pwritev2": (328, 0),
    "sendfile": (40, 0),
    "copy_file_range": (326, 2),
    "splice": (275, 2),
    "fsync": (74, 0),
    "fdatasync": (75, 0),
    "sync_file_range": (277, 0),
    "ftruncate": (77, 0),
    "fallocate": (285, 0),
    "fchmod": (91, 0),
    "fchown": (93, 0),
}
_NAMES = {number: name for name, (number, _) in (*_PATHS.items(), *_FILES.items())}
_FLAGS = {"open": 1, "openat": 2}  # the argument that says whether a file is made or emptied

_TRACEME, _CONT, _SETOPTIONS, _SYSCALL_INFO = 0, 7, 0x4200, 0x420E
_FORK, _VFORK, _CLONE, _EXEC, _SECCOMP_STOPS, _EXITKILL = 2, 4, 8, 16, 128, 0x100000
_AT_SECCOMP = 7  # the event of a stop at a filter
_ALL = 0x40000000  # waitpid: threads, too
_NO_NEW_PRIVS, _SET_SECCOMP, _FILTER = 38, 22, 2
_X86_64, _ALLOW, _TRACE = 0xC000003E, 0x7FFF0000, 0x7FF00000
_LOAD, _IS, _HAS, _RETURN = 0x20, 0x15, 0x45, 0x06
_AT_FDCWD = 0xFFFFFF9C


@dataclass(frozen=True, slots=True)
class Call:
    """A call that would change a file: which program makes it, on what, and the how many-th such in its run."""

    who: str
    name: str
    on: str
    nth: int

    def __str__(self) -> str:
        return f"{self.who}: {self.name} {self.on} ({self.nth})"


def possible() -> bool:
    """Say whether this system can be asked."""
    return platform.system() == "Linux" and platform.machine() == "x86_64"


def run(work: Callable[[], object], home: Path, strikes: Callable[[Call], bool]) -> list[Call]:
    """Do something apart, and kill -9 the process that is about to make a call that `strikes` says; return all calls.

    Counted are calls on what lies in `home`. Returns when that process and all that it started have ended.
    """
    first = os.fork()
    if not first:
        try:
            _offer_oneself()
            work()
        finally:
            os._exit(0)
    return _Run(first, home, strikes).watched()


def _offer_oneself() -> None:
    """Let the parent see which files this process and its children change."""
    libc = ctypes.CDLL(None, use_errno=True)
    libc.ptrace(_TRACEME, 0, None, None)
    os.kill(os.getpid(), signal.SIGSTOP)
    program = b"".join(_filter())
    held = ctypes.create_string_buffer(program)
    told = struct.pack("HxxxxxxP", len(program) // 8, ctypes.addressof(held))
    libc.prctl(_NO_NEW_PRIVS, 1, 0, 0, 0)
    if libc.prctl(_SET_SECCOMP, _FILTER, ctypes.create_string_buffer(told), 0, 0):
        raise OSError(ctypes.get_errno(), "no filter")


def _filter() -> Iterator[bytes]:
    """Yield a program (BPF) that stops at what can change a file, and lets all else pass."""

    def step(code: int, value: int, if_so: int = 0, if_not: int = 0) -> bytes:
        return struct.pack("HBBI", code, if_so, if_not, value)

    always = sorted(number for number, name in _NAMES.items() if name not in _FLAGS)
    yield step(_LOAD, 4)  # the machine's kind
    yield step(_IS, _X86_64, 1)
    yield step(_RETURN, _ALLOW)
    yield step(_LOAD, 0)  # the call's number
    for name, argument in _FLAGS.items():
        yield step(_IS, _PATHS[name][0], 0, 4)
        yield step(_LOAD, 16 + 8 * argument)
        yield step(_HAS, os.O_CREAT | os.O_TRUNC, 0, 1)
        yield step(_RETURN, _TRACE)
        yield step(_RETURN, _ALLOW)
    for left, number in zip(range(len(always), 0, -1), always, strict=True):
        yield step(_IS, number, left)
    yield step(_RETURN, _ALLOW)
    yield step(_RETURN, _TRACE)


@dataclass(slots=True)
class _Run:
    """One run that is watched."""

    first: int
    home: Path
    strikes: Callable[[Call], bool]
    calls: list[Call] = field(default_factory=list)
    _counts: Counter[tuple[str, str, str]] = field(default_factory=Counter)
    _known: dict[int, str] = field(default_factory=dict)  # the programs by their process
    _begun: set[int] = field(default_factory=set)  # whose first stop was seen

    def watched(self) -> list[Call]:
        libc = ctypes.CDLL(None, use_errno=True)
        libc.ptrace.argtypes = [ctypes.c_long, ctypes.c_long, ctypes.c_void_p, ctypes.c_void_p]
        libc.ptrace.restype = ctypes.c_long
        os.waitpid(self.first, _ALL)
        options = _FORK | _VFORK | _CLONE | _EXEC | _SECCOMP_STOPS | _EXITKILL
        libc.ptrace(_SETOPTIONS, self.first, None, options)
        self._known[self.first] = "bot"
        self._begun.add(self.first)
        libc.ptrace(_CONT, self.first, None, None)
        while True:
            try:
                process, status = os.waitpid(-1, _ALL)
            except ChildProcessError:
                return self.calls
            if os.WIFSTOPPED(status):
                libc.ptrace(_CONT, process, None, self._passed_on(libc, process, status))

    def _passed_on(self, libc: ctypes.CDLL, process: int, status: int) -> int:
        """Look at why a process stopped; return the signal that it is to get."""
        event, told = status >> 16, os.WSTOPSIG(status)
        if event == _AT_SECCOMP:
            self._at_call(libc, process)
        if event or (told == signal.SIGSTOP and process not in self._begun):
            self._begun.add(process)
            return 0
        return told

    def _at_call(self, libc: ctypes.CDLL, thread: int) -> None:
        told = ctypes.create_string_buffer(88)
        if libc.ptrace(_SYSCALL_INFO, thread, len(told), ctypes.cast(told, ctypes.c_void_p)) <= 0:
            return  # it was killed meanwhile
        number, *arguments = struct.unpack_from("=7Q", told, 24)
        process = _process_of(thread)
        name = _NAMES[number]
        on = self._on(process, name, arguments)
        if not on:
            return
        who = self._who(process)
        self._counts[who, name, on] += 1
        call = Call(who, name, on, self._counts[who, name, on])
        self.calls.append(call)
        if self.strikes(call):
            os.kill(process, signal.SIGKILL)

    def _who(self, process: int) -> str:
        if process not in self._known:
            self._known[process] = f"build {len(self._known)}"
        return self._known[process]

    def _on(self, process: int, name: str, arguments: list[int]) -> str:
        """Return what a call would change, or nothing where that is no file of ours."""
        try:
            if name in _FILES:
                paths = [os.readlink(f"/proc/{process}/fd/{arguments[_FILES[name][1]]}")]
            else:
                paths = [_path(process, name, arguments, at) for at in _PATHS[name][1]]
        except OSError:
            return ""
        ours = [os.path.relpath(path, self.home) for path in paths if Path(path).is_relative_to(self.home)]
        return " → ".join(_kind(path) for path in ours)


def _process_of(thread: int) -> int:
    return int(re.findall(r"Tgid:\s+(\d+)", Path(f"/proc/{thread}/status").read_text("utf-8"))[0])


def _path(process: int, name: str, arguments: list[int], at: int) -> str:
    """Return the path that an argument points to; the one before it may be the folder that it is told from."""
    with open(f"/proc/{process}/mem", "rb", buffering=0) as memory:
        memory.seek(arguments[at])
        path = os.fsdecode(memory.read(4096).split(b"\0")[0])
    folder = arguments[at - 1] & 0xFFFFFFFF if at and "at" in name else _AT_FDCWD
    within = f"/proc/{process}/cwd" if folder == _AT_FDCWD else f"/proc/{process}/fd/{folder}"
    return path if path.startswith("/") else os.path.join(os.readlink(within), path)


def _kind(path: str) -> str:
    """Return a path without what differs from run to run."""
    path = re.sub(r"draft-\d+-\d*-\w+", "draft", path)
    return re.sub(r"[0-9a-f]{16,}", "…", path)
