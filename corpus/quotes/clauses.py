"""What the words before a quotation say of its speaker: subjects, verbs of speech and their objects, in order."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from enum import Enum, auto

from corpus.names import Name
from corpus.speech import BODIES, GIVING, HOLDING, SAYING, TITLES, TRADES, is_saying, words

_TOKEN = re.compile(r"[^\W_]+(?:['’‑-][^\W_]+)*|[,;:()—–]")
_PREPOSITIONS = words("""
    of by to with against for from in on about upon between among than under over after before towards toward at
    into like unlike without behind beside via through despite per
""")
_DETERMINERS = words("""
    the a an this that these those his her their its my our your no any every each some such
""")
_PRONOUNS = words("he she they")
_OWNING = {"his": "he", "her": "she", "their": "they"}
_BE = words("is are was were be been being")
_SKIPPED = words("""
    had has have would did does do could also later once even himself herself themselves itself further then again
    often first now still always never indeed instead both rather just soon already only previously earlier
    afterwards subsequently famously to not went on continued sought chose began tried came is was
""")
_LINKS = words("and or but nor yet")
_SUBORDINATORS = words("""
    that because who whom which whose when while where if since although though whereas how what why
""")
_PEOPLE = words("""
    scholars historians critics opponents members newspapers observers writers others many some supporters officials
    reporters commentators contemporaries witnesses people everyone everybody nobody researchers authors
""")


class Part(Enum):
    """What a piece of a clause does in it."""

    SUBJECT = auto()
    OBJECT = auto()
    OBLIQUE = auto()


@dataclass(frozen=True, slots=True)
class Mentioned:
    """Somebody in a clause: one name, several joined by `and`, or a pronoun."""

    start: int
    end: int
    names: tuple[str, ...]
    part: Part


@dataclass(frozen=True, slots=True)
class Statement:
    """Somebody says, holds or gives something. `who` is None where the subject is nobody's name.

    `direct` is for speech, which may govern the quotation from within another's report; `inner` for what stands in it.
    """

    who: Mentioned | None
    start: int
    end: int
    direct: bool
    inner: bool = False


@dataclass(frozen=True, slots=True)
class Clause:
    """The statements before a quotation, and who is mentioned there, each in order."""

    statements: tuple[Statement, ...]
    mentioned: tuple[Mentioned, ...]

    @property
    def subject(self) -> Mentioned | None:
        """The first subject, whom the sentence is about; else the last agent or object."""
        subjects = (one for one in self.mentioned if one.part is Part.SUBJECT)
        return next(subjects, self.mentioned[-1] if self.mentioned else None)


def read(text: str, start: int, end: int, names: Mapping[int, Name]) -> Clause:
    """Read `text[start:end]`, quotations blanked out. `names` are the text's names by their start."""
    return _Reader(text, list(_tokens(text, start, end, names)), names).read()


@dataclass(frozen=True, slots=True)
class _Token:
    word: str
    start: int
    end: int
    name: Name | None = None


def _tokens(text: str, start: int, end: int, names: Mapping[int, Name]) -> Iterator[_Token]:
    """Yield words, marks and whole names."""
    past = start
    for match in _TOKEN.finditer(text, start, end):
        if match.start() < past:
            continue
        if (name := names.get(match.start())) is not None and name.end <= end:
            past = name.end + 2 * name.possessive
            yield _Token(name.text, name.start, name.end, name)
        else:
            yield _Token(match[0].casefold(), match.start(), match.end())


class _Reader:
    """Reads a clause token by token, and keeps what it has seen of it."""

    def __init__(self, text: str, tokens: Sequence[_Token], names: Mapping[int, Name]) -> None:
        self._text = text
        self._tokens = tokens
        self._mentioned: list[Mentioned] = []
        self._statements: list[Statement] = []
        self._giving: tuple[int, Mentioned | None] | None = None
        self._inner = False

    def read(self) -> Clause:
        for number, token in enumerate(self._tokens):
            if token.name is not None:
                self._name(number, token, token.name)
            elif token.word in _PRONOUNS:
                self._mention(Mentioned(token.start, token.end, (token.word,), Part.SUBJECT), number)
            elif token.word in _OWNING:
                self._owner(number, token, (_OWNING[token.word],))
            else:
                self._word(number, token)
        return Clause(tuple(self._statements), tuple(self._mentioned))

    def _before(self, number: int) -> str:
        return self._tokens[number - 1].word if number > 0 and self._tokens[number - 1].name is None else ""

    # Names

    def _name(self, number: int, token: _Token, name: Name) -> None:
        if name.possessive:
            self._owner(number, token, (name.text,))
            return
        head = self._head(number)
        before = self._before(head)
        if before in ("and", ",") and self._joins(head):
            last = self._mentioned.pop()
            self._mention(Mentioned(last.start, token.end, (*last.names, name.text), last.part), number, joined=True)
        elif before in _PREPOSITIONS:
            self._governed(head, Mentioned(token.start, token.end, (name.text,), Part.OBLIQUE))
        elif self._is_verb(head - 1) and before not in ("as",):
            self._mention(Mentioned(token.start, token.end, (name.text,), Part.OBJECT), number)
        else:
            self._mention(Mentioned(token.start, token.end, (name.text,), Part.SUBJECT), number)

    def _head(self, number: int) -> int:
        """Return where the noun phrase begins that a name ends: before `a leading historian, NAME`."""
        first = number
        before = self._before(first)
        if before == "," and self._before(first - 1) in TRADES:
            first -= 1
            before = self._before(first)
        if before in TRADES:
            return self._phrase(first)
        while first > 0 and (self._before(first) in TITLES or self._before(first) in ("the", "a", "an")):
            first -= 1
        return first

    def _phrase(self, number: int) -> int:
        """Return where the noun phrase around a trade begins, at most six words before."""
        for first in range(number, max(number - 6, 0), -1):
            token = self._tokens[first - 1]
            if token.name is None and (
                token.word in _PREPOSITIONS or token.word in _LINKS or not token.word[0].isalnum()
            ):
                return first
            if token.name is None and (self._is_verb(first - 1) or token.word in _SUBORDINATORS):
                return first
        return max(number - 6, 0)

    def _joins(self, head: int) -> bool:
        """Say whether the token before a conjunction ends somebody mentioned."""
        if head < 2 or not self._mentioned:
            return False
        return self._tokens[head - 2].end == self._mentioned[-1].end

    def _governed(self, head: int, mentioned: Mentioned) -> None:
        """Take in a name after a preposition: an agent, an authority, a speaker's body, or an aside."""
        before, earlier = self._before(head), self._before(head - 1)
        if before == "to" and earlier == "according":
            self._state(mentioned, direct=False)
            self._inner = True
        elif before == "by" and (earlier in SAYING or earlier in HOLDING):
            self._state(mentioned, direct=True)
        elif before == "of" and is_saying(earlier):
            self._state(mentioned, direct=False)
        elif before in ("for", "of") and earlier in ("spokesman", "spokeswoman", "spokesperson"):
            mentioned = Mentioned(mentioned.start, mentioned.end, mentioned.names, Part.SUBJECT)
        self._mentioned.append(mentioned)

    def _owner(self, number: int, token: _Token, names: tuple[str, ...]) -> None:
        """Take in a possessive that owns something said: `Ann's last words`, `his letter`."""
        for later in range(number + 1, min(number + 5, len(self._tokens))):
            word = self._tokens[later].word
            if is_saying(word) and self._tokens[later].name is None:
                owner = Mentioned(token.start, self._tokens[later].end, names, Part.SUBJECT)
                if not self._statements or token.name is not None:
                    self._state(owner, direct=True, end=self._tokens[later].end)
                    self._mentioned.append(owner)
                return
            if word in _PREPOSITIONS or not word[0].isalnum():
                return

    def _mention(self, mentioned: Mentioned, number: int, *, joined: bool = False) -> None:
        if not joined and mentioned.part is Part.SUBJECT and self._before(self._head(number)) in {*_LINKS, ";"}:
            self._inner = False
        self._mentioned.append(mentioned)

    # Verbs

    def _word(self, number: int, token: _Token) -> None:
        if token.word in _SUBORDINATORS:
            self._inner = self._inner or bool(self._statements)
        elif token.word == ";":
            self._inner = False
        elif is_saying(token.word) and self._giving and number - self._giving[0] <= 7:
            self._state(self._giving[1], direct=True, end=token.end)
            self._giving = None
        elif self._is_verb(number):
            self._verb(number, token)

    def _is_verb(self, number: int) -> bool:
        """Say whether a token is a verb of speech, and not the noun of the same shape, nor passive."""
        if number < 0 or self._tokens[number].name is not None:
            return False
        word = self._tokens[number].word
        if word not in SAYING and word not in HOLDING and word not in GIVING:
            return False
        before = self._before(number)
        owned = number > 0 and (name := self._tokens[number - 1].name) is not None and name.possessive
        return not owned and before not in _DETERMINERS and before != "of"

    def _verb(self, number: int, token: _Token) -> None:
        if self._is_passive(number):
            return
        who = self._subject(number)
        if token.word in GIVING:
            self._giving = (number, who)
        if token.word in SAYING or token.word in HOLDING:
            self._state(who, direct=token.word in SAYING, end=token.end)

    def _is_passive(self, number: int) -> bool:
        for earlier in range(number - 1, max(number - 4, -1), -1):
            word = self._tokens[earlier].word
            if word in _BE and self._tokens[number].word.endswith(("ed", "en", "de", "id", "ld")):
                return True
            if word not in _SKIPPED and not word.endswith("ly"):
                return False
        return False

    def _subject(self, number: int) -> Mentioned | None:
        """Return the subject of the verb at `number`: what stands right before it, or before a parenthesis."""
        before = number - 1
        while before >= 0 and self._tokens[before].name is None and self._skipped(self._tokens[before].word):
            before -= 1
        if before < 0:
            return self._nearest(number)
        token = self._tokens[before]
        if token.name is None and token.word == ",":
            return self._before_parenthesis(token.start) or self._nearest(number)
        if token.name is None and (token.word in _PEOPLE or token.word in TRADES):
            return None
        return self._nearest(number)

    def _skipped(self, word: str) -> bool:
        return word in _SKIPPED or word.endswith("ly")

    def _nearest(self, number: int) -> Mentioned | None:
        """Return the nearest subject before a token."""
        return next((one for one in reversed(self._mentioned) if one.part is Part.SUBJECT), None)

    def _before_parenthesis(self, comma: int) -> Mentioned | None:
        """Return the nearest subject that a comma follows, as in `NAME, a historian, wrote`."""
        for one in reversed(self._mentioned):
            if one.part is Part.SUBJECT and self._text[one.end : one.end + 1] == ",":
                return one
        return None

    def _state(self, who: Mentioned | None, *, direct: bool, end: int | None = None) -> None:
        last = end if end is not None else who.end if who else 0
        self._statements.append(Statement(who, last, last, direct, self._inner))


def is_body(name: str) -> bool:
    """Say whether a name is a body's, by its last word or by what stands before `of`."""
    return name.split(" of ")[0].split()[-1].casefold() in BODIES
