"""Documents that moderators upload: what is taken, what is refused, and the sentence that says why."""

from __future__ import annotations

from dataclasses import dataclass

from bot.errors import PeroError

LARGEST = 10 * 1024 * 1024  # bytes of one document
MOST_DOCUMENTS = 100  # of a server
MOST_BYTES = 50 * 1024 * 1024  # of all of a server's documents

ENDINGS = (".txt", ".md", ".html")
ENCODINGS = (
    *("utf-8", "utf-16", "windows-1252", "iso-8859-1", "iso-8859-2", "iso-8859-15", "windows-1250", "windows-1251"),
    *("koi8-r", "koi8-u", "macroman", "shift_jis", "euc-jp", "gb18030", "big5", "euc-kr"),
)
"""The encodings that a moderator can name; without a name a file is UTF-8."""


@dataclass(frozen=True, slots=True)
class Upload:
    """A file as it was uploaded, and what the moderator said about it."""

    filename: str
    content: bytes
    title: str
    url: str = ""
    licence: str = ""
    trust: str = "secondary"
    author: str = ""
    encoding: str = "utf-8"


class Refused(PeroError):
    """A file that is not taken; the message says why, and what to do."""
