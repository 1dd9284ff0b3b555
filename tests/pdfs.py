"""Small PDFs, written byte by byte: pages of lines in Helvetica, and pages as hostile people make them."""

from __future__ import annotations

import io
import zlib
from collections.abc import Iterable, Mapping, Sequence

LINE = tuple[float, float, float, str]
"""A line: its place from the left and from below, the size of its letters, its words."""

FONT = b"<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica /Encoding /WinAnsiEncoding >>"


def written(objects: Mapping[int, bytes], trailer: bytes = b"/Root 1 0 R") -> bytes:
    """Return a PDF of numbered objects, with its table of where they stand."""
    out = io.BytesIO()
    out.write(b"%PDF-1.7\n%\xe2\xe3\xcf\xd3\n")
    places = {}
    for number, content in objects.items():
        places[number] = out.tell()
        out.write(b"%d 0 obj\n%b\nendobj\n" % (number, content))
    table = out.tell()
    size = max(objects) + 1
    out.write(b"xref\n0 %d\n0000000000 65535 f \n" % size)
    for number in range(1, size):
        out.write(b"%010d 00000 n \n" % places[number] if number in places else b"0000000000 65535 f \n")
    out.write(b"trailer\n<< /Size %d %b >>\nstartxref\n%d\n%%%%EOF\n" % (size, trailer, table))
    return out.getvalue()


def stream(content: bytes, entries: bytes = b"") -> bytes:
    """Return a stream, packed."""
    packed = zlib.compress(content, 9)
    return b"<< /Length %d /Filter /FlateDecode %b >>\nstream\n%b\nendstream" % (len(packed), entries, packed)


def drawn(lines: Iterable[LINE]) -> bytes:
    """Return what draws lines of text."""
    return b"\n".join(b"BT /F1 %g Tf %g %g Td (%b) Tj ET" % (size, x, y, _quoted(words)) for x, y, size, words in lines)


def _quoted(words: str) -> bytes:
    said = words.encode("cp1252")
    return said.replace(b"\\", b"\\\\").replace(b"(", b"\\(").replace(b")", b"\\)")


def pdf(pages: Sequence[Iterable[LINE]], title: str = "") -> bytes:
    """Return a PDF of pages of lines."""
    return of_streams([stream(drawn(lines)) for lines in pages], title)


def of_streams(contents: Sequence[bytes], title: str = "", kids: bytes = b"") -> bytes:
    """Return a PDF whose pages are drawn by streams."""
    pages = {4 + 2 * at: content for at, content in enumerate(contents)}
    references = kids or b" ".join(b"%d 0 R" % (number + 1) for number in pages)
    objects = {
        1: b"<< /Type /Catalog /Pages 2 0 R >>",
        2: b"<< /Type /Pages /Count %d /Kids [%b] >>" % (len(references.split(b"R")) - 1, references),
        3: FONT,
    }
    for number, content in pages.items():
        objects[number] = content
        objects[number + 1] = (
            b"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] /Contents %d 0 R"
            b" /Resources << /Font << /F1 3 0 R >> >> >>" % number
        )
    last = max(objects) + 1
    if not title:
        return written(objects)
    objects[last] = b"<< /Title (%b) >>" % _quoted(title)
    return written(objects, b"/Root 1 0 R /Info %d 0 R" % last)


def set_in_lines(words: str, top: float = 780, left: float = 72, size: float = 11, leading: float = 14) -> list[LINE]:
    """Return text as it is printed: its lines below each other, an empty line as a gap."""
    lines = enumerate(words.strip("\n").split("\n"))
    return [(left, top - leading * at, size, line.strip()) for at, line in lines if line.strip()]


def locked(content: bytes, password: str) -> bytes:
    """Return a PDF locked with a password; with an empty one, anybody may read it and nobody print it."""
    from pypdf import PdfWriter

    writer = PdfWriter(clone_from=io.BytesIO(content))
    writer.encrypt(password, owner_password="skerry", algorithm="AES-256")
    out = io.BytesIO()
    writer.write(out)
    return out.getvalue()


def scanned() -> bytes:
    """Return a PDF whose pages are pictures."""
    picture = stream(b"\x80" * 40_000, b"/Type /XObject /Subtype /Image /Width 200 /Height 200 /ColorSpace /DeviceGray")
    page = b"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] /Contents 5 0 R %b >>"
    page %= b"/Resources << /XObject << /P 4 0 R >> >>"
    drawing = stream(b"q 595 0 0 842 0 0 cm /P Do Q")
    pages = b"<< /Type /Pages /Count 2 /Kids [3 0 R 3 0 R] >>"
    return written({1: b"<< /Type /Catalog /Pages 2 0 R >>", 2: pages, 3: page, 4: picture, 5: drawing})


def without_letters() -> bytes:
    """Return a PDF whose font does not say which letters it draws."""
    return of_streams([stream(b"BT /F1 11 Tf 72 700 Td <" + b"0102030405060708" * 40 + b"> Tj ET")])


def endless() -> bytes:
    """Return a PDF whose tree of pages leads back to its root."""
    tree = {2: b"<< /Type /Pages /Count 9 /Kids [3 0 R] >>", 3: b"<< /Type /Pages /Count 9 /Kids [2 0 R] >>"}
    return written({1: b"<< /Type /Catalog /Pages 2 0 R >>", **tree})


def many_pages() -> bytes:
    """Return a small PDF of 100,000 pages."""
    page = b"<< /Type /Page /MediaBox [0 0 595 842] >>"
    inner = b"<< /Type /Pages /Count 5000 /Kids [" + b"4 0 R " * 5_000 + b"] >>"
    outer = b"<< /Type /Pages /Count 100000 /Kids [" + b"3 0 R " * 20 + b"] >>"
    return written({1: b"<< /Type /Catalog /Pages 2 0 R >>", 2: outer, 3: inner, 4: page})


def bomb() -> bytes:
    """Return a small PDF whose page unpacks to 100 MB."""
    return of_streams([stream(b" " * 100_000_000)])


def nested_bomb() -> bytes:
    """Return a small PDF whose page unpacks to what unpacks to 100 MB."""
    inner = zlib.compress(zlib.compress(b" " * 100_000_000, 9), 9)
    return of_streams(
        [b"<< /Length %d /Filter [/FlateDecode /FlateDecode] >>\nstream\n%b\nendstream" % (len(inner), inner)]
    )


def long() -> bytes:
    """Return a small PDF that holds 11 MB of text, all of it on the same page a thousand times."""
    page = stream(drawn([(72, 700, 11, "The lamp burns " + "…" * 3_700)]))
    return of_streams([page], kids=b" ".join([b"5 0 R"] * 1_000))


def laborious() -> bytes:
    """Return a small PDF that takes hours to read: two thousand times a page of a hundred thousand steps."""
    page = stream(b"BT /F1 1 Tf " + b"1 0 0 1 0 0 Tm (a) Tj " * 100_000 + b"ET")
    return of_streams([page], kids=b" ".join([b"5 0 R"] * 2_000))
