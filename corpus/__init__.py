"""A library of documents: files in, cited answers out. It has never heard of Discord.

async with Library([folder], store) as library, library.reading() as edition:
    found = await edition.ask("when was the bridge opened?")
"""

from corpus.edition import Edition
from corpus.errors import CorpusError
from corpus.library import Library
from corpus.served import Answer, Citation, Event, Found, Passage, Quoted

__all__ = ["Answer", "Citation", "CorpusError", "Edition", "Event", "Found", "Library", "Passage", "Quoted"]
