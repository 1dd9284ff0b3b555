"""From a question to ranked sentences of the documents, or to the finding that they do not say."""

from corpus.search.candidates import Survey
from corpus.search.desk import Desk
from corpus.search.index import write_index
from corpus.search.rank import Hit, Ranking

__all__ = ["Desk", "Hit", "Ranking", "Survey", "write_index"]
