"""What every reader promises, whatever it reads."""

import html

from corpus.errors import CorpusError
from corpus.formats.folder import Reader
from corpus.model import Document, Source, Zone
from corpus.paragraphs import paragraphs


def assert_sound(read: Reader, source: Source, text: str) -> None:
    """Read any text at all: the blocks are in order and inside it, and every run is its own source."""
    try:
        document = read(source, text)
        words = paragraphs(document)
    except CorpusError as exc:
        if not str(exc).endswith("."):
            raise
        return
    assert pieces(document) == text
    for block in document.blocks:
        edges = [block.start, *(edge for hole in block.holes for edge in hole), block.end]
        assert edges == sorted(edges)
        assert block.section < len(document.sections)
        assert all(block.start <= marker.start < marker.end <= block.end for marker in block.markers)
    for section in document.sections:
        assert 0 <= section.start <= section.end <= len(text)
    for paragraph in words:
        for run in paragraph.runs:
            was, now = text[run.start : run.end], paragraph.text[run.at : run.at + run.size]
            assert spaced(now) in (spaced(was), spaced(html.unescape(was)), " ")


def pieces(document: Document) -> str:
    """The blocks of a document and what lies between them, put together again."""
    text, at = "", 0
    for block in document.blocks:
        assert at <= block.start < block.end
        text += document.text[at : block.start] + document.text[block.start : block.end]
        at = block.end
    return text + document.text[at:]


def spaced(words: str) -> str:
    """Words with any white space as a space."""
    return "".join(" " if character.isspace() else character for character in words)


def shown(document: Document, *zones: Zone) -> list[str]:
    """What a document shows, in some zones or in all."""
    return [one.text for one in paragraphs(document) if not zones or one.zone in zones]
