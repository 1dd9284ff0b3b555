"""What can go wrong in the library. Every message says what happened and what to do, and may be shown to people."""


class CorpusError(Exception):
    """The family; catch this one."""


class NoDocuments(CorpusError):
    """A documents folder is missing or holds nothing that can be read."""


class UnreadableDocument(CorpusError):
    """A document cannot be read: not UTF-8, too large, or its sidecar is wrong. The message names file and line."""


class RefusedDocuments(CorpusError):
    """A check found an error in the documents. The message has a line for each, with code, file and line."""


class BuildDied(CorpusError):
    """The process that builds an edition ended without an edition and without a reason."""


class TooMuch(CorpusError):
    """Building an edition took more time, memory or room than it may, or the disk is full."""


class OtherProgram(CorpusError):
    """The program on the disk is another than the one that runs, which might not be able to read what it builds."""


class DamagedEdition(CorpusError):
    """An edition file is not what was built, or nothing that Pero built."""


class NothingFound(CorpusError):
    """The corpus has nothing of the kind that was asked for."""


class UnknownReference(CorpusError):
    """No passage has this reference in the edition that is being read."""
