"""What words mean, as static vectors: looked up when an edition is built, and never while a question waits.

The figures are those of wordllama (Miller 2024, https://github.com/dleemiller/WordLlama, MIT): the token vectors of a
large model, brought down so that their first 64 dimensions can be used alone. Only its two files are read, as its code
wants a network and some twenty packages. Without it there are no vectors, and words are near only to themselves.
"""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from importlib.metadata import PackageNotFoundError, distribution
from pathlib import Path

import numpy as np
import numpy.typing as npt

DIMENSIONS = 64
SHORTEST = 3
"""How many letters a word must have to be looked up."""

_PACKAGE = "wordllama"
_FIGURES = "wordllama/weights/l2_supercat_256.safetensors"
_PIECES = "wordllama/tokenizers/l2_supercat_tokenizer_config.json"
_OPENS = "▁"  # marks a piece with which a word begins
_LONGEST = 16
_AT_ONCE = 10_000
_MOST = 127

Steps = npt.NDArray[np.int8]


@dataclass(frozen=True, slots=True)
class Lexicon:
    """The vectors of pieces of words, a row a piece, and which row each piece has."""

    figures: npt.NDArray[np.float16]
    pieces: Mapping[str, int]

    def common(self) -> Iterator[str]:
        """Yield the words that are common enough to be a piece of their own."""
        for piece in self.pieces:
            word = piece.removeprefix(_OPENS)
            if word != piece and len(word) >= SHORTEST and word.isascii() and word.isalpha() and word.islower():
                yield word

    def vectors(self, words: Sequence[str]) -> Steps:
        """Return each word's vector, a row a word: the mean of its pieces', in steps of its largest figure."""
        parts = [self._vectors(words[at : at + _AT_ONCE]) for at in range(0, len(words), _AT_ONCE)]
        return np.concatenate([np.empty((0, DIMENSIONS), np.int8), *parts])

    def _vectors(self, words: Sequence[str]) -> Steps:
        means = np.zeros((len(words), DIMENSIONS), np.float32)
        for at, word in enumerate(words):
            if rows := list(self._rows(_OPENS + word)):
                means[at] = self.figures[rows, :DIMENSIONS].mean(axis=0, dtype=np.float32)
        largest = np.abs(means).max(axis=1, keepdims=True)
        vectors: Steps = np.rint(means * _MOST / np.maximum(largest, 1e-9)).astype(np.int8)
        return vectors

    def _rows(self, word: str) -> Iterator[int]:
        """Yield the rows of the pieces of a word, the longest that fits each time; letters in none are left out."""
        at = 0
        while at < len(word):
            ends = range(min(len(word), at + _LONGEST), at, -1)
            end = next((end for end in ends if word[at:end] in self.pieces), 0)
            if end:
                yield self.pieces[word[at:end]]
            at = end or at + 1


def open_lexicon() -> Lexicon | None:
    """Return the vectors, or None where they aren't installed."""
    try:
        files = distribution(_PACKAGE)
        pieces = json.loads(Path(str(files.locate_file(_PIECES))).read_text("utf-8"))["model"]["vocab"]
        return Lexicon(_figures(Path(str(files.locate_file(_FIGURES)))), pieces)
    except (PackageNotFoundError, FileNotFoundError):
        return None


def _figures(path: Path) -> npt.NDArray[np.float16]:
    """Return the only table of a file in the format of safetensors: the length of a head in JSON, the head, figures."""
    size = int(np.fromfile(path, "<u8", 1)[0])
    with path.open("rb") as file:
        file.seek(8)
        head = json.loads(file.read(size))
    (shape,) = (table["shape"] for name, table in head.items() if name != "__metadata__")
    figures: npt.NDArray[np.float16] = np.memmap(path, "<f2", "r", offset=8 + size, shape=tuple(shape))
    return figures


def release() -> str:
    """Return which release of the vectors is installed, or ""."""
    try:
        return distribution(_PACKAGE).version
    except PackageNotFoundError:
        return ""
