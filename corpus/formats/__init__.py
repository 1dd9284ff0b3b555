"""From a folder of files to documents: the one door through which text comes in."""

from corpus.formats.folder import ENDINGS, find_documents, find_orphans, named, read_file, read_folder

__all__ = ["ENDINGS", "find_documents", "find_orphans", "named", "read_file", "read_folder"]
