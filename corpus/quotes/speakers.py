"""Who speaks: the names and pronouns of a clause, made people and bodies under the name the document uses."""

from __future__ import annotations

import re
from collections import deque
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from corpus.capitals import Name
from corpus.names import Person, find
from corpus.quotes import syntax
from corpus.quotes.clauses import Clause, Mentioned, Part, Statement
from corpus.quotes.tokens import body_noun, is_body_name
from corpus.speech import WOMEN

LOOK_BACK = 1_500
"""Characters before a quotation that are read for its speaker: enough for any sentence, few for a hostile one."""

_WORD = re.compile(r"[^\W_]+")
_WORD_BEFORE = re.compile(r"([^\W_]+),? \Z")
_REMEMBERED = 6
_LASTING = 4
_STALE = 10
_NEAR = 5
_RIGHT_BEHIND = 8
_AFTER = 90


@dataclass(frozen=True, slots=True)
class Attribution:
    """Whose words they are, who reports them where that is somebody else, and up to where the text says so."""

    speaker: str = ""
    reporter: str = ""
    end: int = 0


class Listener:
    """Follows a document's sentences in order, so that it knows whom `he`, `she`, `they` and `the council` mean."""

    def __init__(self, people: Mapping[str, Person]) -> None:
        self._people = people
        self._recent: deque[tuple[int, str]] = deque(maxlen=_REMEMBERED)
        self._women: set[str] = set()
        self._woman: tuple[int, str] = (-_LASTING, "")
        self._together: tuple[int, str] = (-_LASTING, "")
        self._heard = 0
        self._bodies: dict[str, str] = {}

    def before(self, text: str, start: int, quoted: int, names: Mapping[int, Name]) -> Attribution:
        """Return whom the words from `start` to `quoted` make the speaker; quotations in `text` are blanked out."""
        clause = syntax.read(text, max(start, quoted - LOOK_BACK), quoted, names)
        said, reported = _chosen(clause.statements, text, quoted)
        if said is None:
            return Attribution()
        speaker = self._name(said.who, clause)
        reporter = self._name(reported.who, clause) if reported else ""
        return Attribution(speaker, reporter if reporter != speaker else "", said.end)

    def after(self, text: str, closed: int, end: int, names: Mapping[int, Name]) -> Attribution:
        """Return whom the words right behind a quotation make its speaker: `said Ann`, `according to Ann`."""
        clause = syntax.read(text, closed, min(end, closed + _AFTER), names)
        if not clause.statements or not clause.mentioned:
            return Attribution()
        said = clause.statements[0]
        authority = text[closed : closed + 20].lstrip(' "”’»,').startswith("according")
        if not (said.direct or authority) or _words_between(text, closed, said.end) > _RIGHT_BEHIND:
            return Attribution()
        return Attribution(self._name(said.who or clause.mentioned[0], clause), "", said.end)

    def subject(self, text: str, start: int, end: int, names: Mapping[int, Name]) -> str:
        """Return whom a sentence is about, by its subjects."""
        clause = syntax.read(text, start, min(end, start + LOOK_BACK), names)
        return next(filter(None, (self._name(one, clause) for one in clause.subjects)), "")

    def hear(self, text: str, start: int, end: int, names: Mapping[int, Name]) -> None:
        """Take in a sentence: whom it is about is who a pronoun in the next one means."""
        self._heard += 1
        clause = syntax.read(text, start, min(end, start + LOOK_BACK), names)
        for one in clause.mentioned:
            self._notice(text, one)
        for topic in clause.topics:
            if topic.is_pronoun or self._turns_to(topic, self._name(topic, clause)):
                return

    def known(self, name: str) -> str:
        """Return a person or a body under the name that the document uses; empty for anything else."""
        person = self._person(name)
        if person or not is_body_name(name):
            return person
        return self._bodies.get(body_noun(name), "") if " " not in name.removeprefix("the ") else name

    def _name(self, who: Mentioned | None, clause: Clause) -> str:
        """Return the name, or the joined names, of somebody mentioned; empty where it is no person and no body."""
        if who is None:
            return ""
        if who.is_pronoun:
            return self._meant(who, clause)
        known = [found for found in map(self.known, who.names) if found]
        if len(known) < 2:
            return known[0] if known else ""
        return f"{', '.join(known[:-1])} and {known[-1]}"

    def _meant(self, who: Mentioned, clause: Clause) -> str:
        """Return whom a pronoun means: the sentence's own subject before it, or one of earlier sentences."""
        word = who.names[0]
        for one in clause.mentioned:
            if one.start >= who.start:
                break
            if one.part is Part.SUBJECT and not one.is_pronoun and (len(one.names) > 1) == (word == "they"):
                return self._name(one, clause)
        if word == "they":
            said, together = self._together
            return together if self._heard - said < _LASTING else ""
        if word == "she" and self._heard - self._woman[0] < _LASTING:
            return self._woman[1]
        fresh = (name for heard, name in self._recent if self._heard - heard < _STALE)
        return next((name for name in fresh if word == "she" or name not in self._women), "")

    def _turns_to(self, topic: Mentioned, name: str) -> bool:
        """Remember whom a sentence was about, where that is somebody."""
        if name and len(topic.names) > 1:
            self._together = (self._heard, name)
        elif name and self._person(topic.names[0]):
            self._recent.appendleft((self._heard, name))
        else:
            return False
        return True

    def _notice(self, text: str, one: Mentioned) -> None:
        """Keep a body's full name, and the last woman mentioned."""
        for name in one.names:
            if is_body_name(name) and " " in name.removeprefix("the "):
                self._bodies[body_noun(name)] = name
        before = _WORD_BEFORE.search(text, max(0, one.start - 20), one.start)
        person = self._person(one.names[0])
        if person and before and before[1].casefold() in WOMEN:
            self._women.add(person)
        if person in self._women:
            self._woman = (self._heard, person)

    def _person(self, name: str) -> str:
        person = find(name, self._people)
        return person.name if person else ""


def _chosen(statements: Sequence[Statement], text: str, quoted: int) -> tuple[Statement | None, Statement | None]:
    """Return the statement whose words the quotation is, and the one that reports it.

    The last main one counts; speech within another's report counts where the quotation follows at once.
    """
    said: Statement | None = None
    reported: Statement | None = None
    for statement in statements:
        if said is None or not statement.inner:
            said, reported = statement, None
        elif statement.direct and _words_between(text, statement.end, quoted) <= _NEAR:
            said, reported = statement, said
    return said, reported


def _words_between(text: str, start: int, end: int) -> int:
    return len(_WORD.findall(text, start, end))
