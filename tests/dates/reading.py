"""Make a document of some paragraphs, and read its dates."""

from pathlib import Path

from corpus.dates import read_dates
from corpus.model import Block, Document, Mention, Metadata, Source, Zone
from corpus.paragraphs import paragraphs


def dates_in(*texts: str | tuple[Zone, str]) -> list[Mention]:
    """Return the dates of a document made of paragraphs, prose unless they say otherwise."""
    return read_dates(made := document(*texts), paragraphs(made))


def document(*texts: str | tuple[Zone, str]) -> Document:
    """Return a document made of paragraphs; a heading begins a section."""
    blocks, at, section = [], 0, 0
    zoned = [text if isinstance(text, tuple) else (Zone.PROSE, text) for text in texts]
    for zone, text in zoned:
        section += zone is Zone.HEADING
        blocks.append(Block(zone, section, at, at + len(text)))
        at += len(text) + 1
    whole = "\n".join(text for _, text in zoned)
    return Document(Source("made", Path("made.txt"), Metadata("Made")), whole, (), tuple(blocks))


def values(*texts: str | tuple[Zone, str]) -> list[tuple[str, str]]:
    """Return the words and the EDTF of a document's dates."""
    return [(mention.text, mention.edtf) for mention in dates_in(*texts)]
