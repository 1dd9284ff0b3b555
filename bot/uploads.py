"""Documents that moderators upload: what is taken, what is refused, and the sentence that says why.

Nothing of an upload is trusted: not its name, which only tells its format; not its size as declared; not its bytes,
which must be text in the encoding that was named; not what is said about it. What is left is stored as UTF-8 under the
hash of its content, and read in a process of its own before it is taken. A PDF’s text is taken, not the PDF.
"""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass, replace
from datetime import date
from hashlib import sha256
from types import MappingProxyType

from bot.errors import PeroError
from corpus.formats import pdf
from corpus.formats.folder import slug
from corpus.model import Metadata, Trust
from corpus.paragraphs import visible

LARGEST = 10 * 1024 * 1024  # bytes of one document
MOST_DOCUMENTS = 100  # of a server
MOST_BYTES = 50 * 1024 * 1024  # of all of a server's documents
LONGEST_LINE = 1024 * 1024  # characters
LONGEST_SAID = 200  # characters of a title and its like
FEWEST_LETTERS = 20
_PART = 100_000  # characters that are looked at in one go: an expression holds the interpreter’s lock for as long

ENDINGS = (".txt", ".md", ".html")
PDF = ".pdf"
ENCODINGS = (
    *("utf-8", "utf-16", "windows-1252", "iso-8859-1", "iso-8859-2", "iso-8859-15", "windows-1250", "windows-1251"),
    *("koi8-r", "koi8-u", "mac-roman", "shift_jis", "euc-jp", "gb18030", "big5", "euc-kr"),
)
"""The encodings that a moderator can name; without a name a file is UTF-8."""

_SYNONYMS = MappingProxyType({".markdown": ".md", ".htm": ".html", ".text": ".txt"})
_ENDING = re.compile(r"\.[a-z0-9]{1,10}$")
_WEB = re.compile(r"https?://[^\s<>\"'`|\\^{}]{3,}", re.IGNORECASE)
_CONTROLS = re.compile(r"[\x01-\x08\x0e-\x1f\x7f]")
_CONTROL_BYTES = bytes((*range(1, 9), *range(14, 32), 127))
_LETTER = re.compile(r"[^\W\d_]")

_PDF_BEGINS = b"%PDF"
_BEFORE_IT = 1024  # bytes that may stand before it, as all who read PDFs have it

# How files begin that are no text, whatever they are called.
_KINDS = MappingProxyType(
    {
        b"SQLite format 3\0": "a database",
        b"PK\x03\x04": "an archive, or an office document, which is one",
        b"PK\x05\x06": "an archive",
        _PDF_BEGINS: "a PDF",
        b"\x1f\x8b": "an archive",
        b"BZh": "an archive",
        b"\xfd7zXZ": "an archive",
        b"7z\xbc\xaf": "an archive",
        b"Rar!": "an archive",
        b"\x28\xb5\x2f\xfd": "an archive",
        b"\x89PNG": "a picture",
        b"\xff\xd8\xff": "a picture",
        b"GIF8": "a picture",
        b"OggS": "a recording",
        b"\x7fELF": "a program",
        b"\xd0\xcf\x11\xe0": "an office document",
        b"{\\rtf": "an RTF document",
    }
)
_MARKS = MappingProxyType({b"\xff\xfe": "utf-16", b"\xfe\xff": "utf-16"})  # which a file in UTF-16 begins with
_IN_UTF_8 = "Save the file again in the encoding UTF-8, or name its encoding when you upload it."


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


@dataclass(frozen=True, slots=True)
class Taken:
    """An upload that may be read: its text in UTF-8, its format, and what is said about it, made harmless."""

    content: bytes
    ending: str
    sha: str
    name: str
    metadata: Metadata


class Refused(PeroError):
    """A file that is not taken; the message says why, and what to do."""


def check_size(filename: str, size: int) -> None:
    """Refuse a file by what Discord says of it, before any of it is fetched. Raises Refused."""
    _format(filename)
    if size > LARGEST:
        raise Refused(_too_large(filename))
    if size == 0:
        raise Refused(f"“{shown(filename)}” is empty. Upload a file with text in it.")


def named_pdf(filename: str) -> bool:
    """Say whether a file is a PDF by its name. Raises Refused."""
    return _format(filename) == PDF


def is_pdf(upload: Upload) -> bool:
    """Say whether an upload is a PDF, by its name and how it begins. Raises Refused."""
    check_size(upload.filename, len(upload.content))
    if not named_pdf(upload.filename):
        return False
    if _PDF_BEGINS not in upload.content[:_BEFORE_IT]:
        raise Refused(f"“{shown(upload.filename)}” is no PDF, whatever its name says. Upload the PDF itself.")
    return True


def as_text(upload: Upload, content: bytes, title: str) -> Upload:
    """Return the text that was read from an uploaded PDF as an upload; its own title counts where none was given."""
    filename = upload.filename[: -len(PDF)] + ".txt"
    given = upload.title if visible(upload.title) else title
    return replace(upload, filename=filename, content=content, title=given, encoding="utf-8")


def take(upload: Upload, today: date) -> Taken:
    """Return an upload as it may be stored, retrieved today. Raises Refused."""
    ending = _format(upload.filename)
    if ending == PDF:
        raise Refused(pdf.DAMAGED)  # its text is taken, as `as_text` names it, and never the PDF
    text = _text(upload)
    content = text.encode("utf-8")
    title = _said("title", upload.title) or _said("title", upload.filename.rpartition(".")[0])
    if not title:
        raise Refused("Give the document a title: it stands under every answer from it.")
    metadata = Metadata(
        title=title,
        author=_said("author", upload.author),
        url=_address(upload.url),
        licence=_said("licence", upload.licence),
        retrieved=today.isoformat(),
        trust=_trust(upload.trust),
    )
    return Taken(content, ending, sha256(content).hexdigest(), slug(title), metadata)


def _format(filename: str) -> str:
    """Return a format's ending by a file's name, of which nothing else is used."""
    found = _ENDING.search(filename.casefold())
    ending = _SYNONYMS.get(found[0], found[0]) if found else ""
    if ending == PDF and not pdf.is_readable():
        raise Refused(f"“{shown(filename)}” was not taken. {pdf.TURNED_OFF}")
    known = (*ENDINGS, PDF) if pdf.is_readable() else ENDINGS
    if ending not in known:
        kinds = ", ".join(known[:-1]) + f" and {known[-1]}"
        raise Refused(f"I read {kinds}, and “{shown(filename)}” is none of them. Save it as text and upload that.")
    return ending


def _text(upload: Upload) -> str:
    """Return what a file says, decoded strictly."""
    check_size(upload.filename, len(upload.content))
    for beginning, kind in _KINDS.items():
        if upload.content.startswith(beginning):
            raise Refused(f"“{shown(upload.filename)}” is {kind}, whatever its name says{_instead(beginning)}")
    text = _decoded(upload).removeprefix("\ufeff").replace("\r\n", "\n").replace("\r", "\n")
    if (nul := text.find("\0")) >= 0:
        raise Refused(f"Line {_line(text, nul)} has a NUL character, so this is no text. Save the file as text anew.")
    plain = text.encode("utf-8")
    if len(plain.translate(None, _CONTROL_BYTES)) != len(plain) and (found := _CONTROLS.search(text)):
        code = f"U+{ord(found[0]):04X}"
        raise Refused(
            f"Line {_line(text, found.start())} has a control character ({code}). Save the file as text anew."
        )
    _check_shape(text)
    return text


def _instead(beginning: bytes) -> str:
    if beginning == _PDF_BEGINS and pdf.is_readable():
        return ". Let its name end with .pdf and upload it again."
    return ", and I read only text. Save its text as a .txt, .md or .html file and upload that."


def _decoded(upload: Upload) -> str:
    encoding = upload.encoding.strip().casefold() or "utf-8"
    if encoding not in ENCODINGS:
        raise Refused(f"I do not know the encoding “{shown(upload.encoding)}”. I know {', '.join(ENCODINGS)}.")
    marked = next((name for mark, name in _MARKS.items() if upload.content.startswith(mark)), encoding)
    if marked != encoding:
        raise Refused(f"The file begins as one in {marked.upper()} does. {_IN_UTF_8}")
    try:
        return upload.content.decode(encoding)
    except UnicodeDecodeError as error:
        line = upload.content.count(b"\n", 0, error.start) + 1
        raise Refused(f"Line {line}, byte {error.start}: this is not {encoding.upper()}. {_IN_UTF_8}") from error


def _check_shape(text: str) -> None:
    """Refuse what is no document that anybody could be shown."""
    if (longest := max(map(len, text.split("\n")))) > LONGEST_LINE:
        raise Refused(
            f"A line has {longest:,} characters; {LONGEST_LINE:,} is the most. Break the text into paragraphs."
        )
    parts = (text[at : at + _PART] for at in range(0, len(text), _PART))
    if not any(len(_LETTER.findall(visible(part))) >= FEWEST_LETTERS for part in parts):
        raise Refused("There is hardly a word in this file. Upload a document with text in it.")


def _said(what: str, said: str) -> str:
    """Return what a moderator said about a document: one line, of characters that can be seen."""
    shown = unicodedata.normalize("NFC", visible(said.encode("utf-8", "ignore").decode()))
    if len(shown) > LONGEST_SAID:
        raise Refused(f"The {what} has {len(shown)} characters; {LONGEST_SAID} is the most. Make it shorter.")
    return _tamed(shown)


def _tamed(text: str, most: int = 4) -> str:
    """Return a text with at most a few marks over one letter."""
    kept: list[str] = []
    marks = 0
    for each in text:
        marks = marks + 1 if unicodedata.combining(each) else 0
        if marks <= most:
            kept.append(each)
    return "".join(kept)


def _address(url: str) -> str:
    url = url.strip()
    if url and (not _WEB.fullmatch(url) or len(url) > LONGEST_SAID or url != visible(url)):
        raise Refused(f"“{shown(url)}” is no web address that I can show. It must begin with https:// or http://.")
    return url


def _trust(said: str) -> Trust:
    try:
        return Trust(said.strip().casefold() or Trust.SECONDARY)
    except ValueError as error:
        raise Refused(f"Trust is one of {', '.join(Trust)}, and not “{shown(said)}”.") from error


def _line(text: str, place: int) -> int:
    return text.count("\n", 0, place) + 1


def _too_large(filename: str) -> str:
    most = LARGEST // (1024 * 1024)
    return f"“{shown(filename)}” is larger than {most} MB. Split it into several documents, and upload each."


def shown(name: str) -> str:
    """Return some of what somebody typed, of characters that can be seen."""
    return visible(name.encode("utf-8", "ignore").decode())[:60]
