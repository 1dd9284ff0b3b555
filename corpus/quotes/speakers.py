"""Who speaks: the names and pronouns of a clause, made people and bodies under the name the document uses."""

from __future__ import annotations

import re
from collections import deque
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from corpus.names import Name, Person, folded, surname
from corpus.quotes import clauses
from corpus.quotes.clauses import Clause, Mentioned, Part, Statement
from corpus.speech import WOMEN

LOOK_BACK = 1_500
"""Characters before a quotation that are read for its speaker: enough for any sentence, few for a hostile one."""

_WORD = re.compile(r"[^\W_]+")
_REMEMBERED = 6
_NEAR = 5
_AFTER = 90
_ASKS_FOR_MORE = frozenset(",?!—–…")


@dataclass(frozen=True, slots=True)
class Attribution:
    """Whose words they are, who reports them where that is somebody else, and where that is said."""

    speaker: str = ""
    reporter: str = ""
    start: int = 0
    end: int = 0


class Listener:
    """Follows a document's sentences in order, so that it knows whom `he`, `she`, `they` and `the council` mean."""

    def __init__(self, people: Mapping[str, Person]) -> None:
        self._people = people
        self._recent: deque[str] = deque(maxlen=_REMEMBERED)
        self._women: set[str] = set()
        self._together = ""
        self._bodies: dict[str, str] = {}

    def before(self, text: str, start: int, quoted: int, names: Mapping[int, Name]) -> Attribution:
        """Return whom the words from `start` to `quoted` make the speaker; quotations in `text` are blanked out."""
        clause = clauses.read(text, max(start, quoted - LOOK_BACK), quoted, names)
        return self._attributed(clause, text, quoted)

    def after(self, text: str, closed: int, end: int, names: Mapping[int, Name]) -> Attribution:
        """Return whom the words right behind a quotation make its speaker: `said Ann`, `according to Ann`."""
        clause = clauses.read(text, closed, min(end, closed + _AFTER), names)
        if not clause.statements or not clause.mentioned:
            return Attribution()
        said = clause.statements[0]
        who = said.who or clause.mentioned[0]
        if (not said.direct and "according" not in text[closed : closed + 20]) or _words_between(
            text, closed, said.end
        ) > 6:
            return Attribution()
        return Attribution(self.name(who, clause), "", closed, said.end)

    def subject(self, text: str, start: int, end: int, names: Mapping[int, Name]) -> str:
        """Return whom a sentence is about."""
        clause = clauses.read(text, start, min(end, start + LOOK_BACK), names)
        return self.name(clause.subject, clause) if clause.subject else ""

    def hear(self, text: str, start: int, end: int, names: Mapping[int, Name]) -> None:
        """Take in a sentence: whom it is about is who a pronoun in the next one means."""
        clause = clauses.read(text, start, min(end, start + LOOK_BACK), names)
        for name in names.values():
            if start <= name.start < end:
                self._notice(text, name)
        subject = clause.subject
        if subject is None or self._is_pronoun(subject):
            return
        found = self.name(subject, clause)
        if len(subject.names) > 1:
            self._together = found
        elif found and self._person(subject.names[0]):
            self._remember(found)

    def known(self, name: str) -> str:
        """Return a person or a body under the name that the document uses; empty for anything else."""
        return self._resolved(name)

    def name(self, who: Mentioned, clause: Clause) -> str:
        """Return the name, or the joined names, of somebody mentioned; empty where it is no person and no body."""
        if self._is_pronoun(who):
            return self._meant(who, clause)
        resolved = [self._resolved(name) for name in who.names]
        known = [name for name in resolved if name]
        if not known or len(known) < len(resolved):
            return known[0] if known and resolved[0] else ""
        return known[0] if len(known) == 1 else f"{', '.join(known[:-1])} and {known[-1]}"

    def _attributed(self, clause: Clause, text: str, quoted: int) -> Attribution:
        said, reported = _chosen(clause.statements, text, quoted)
        if said is None or said.who is None:
            return Attribution()
        speaker = self.name(said.who, clause)
        reporter = self.name(reported.who, clause) if reported and reported.who else ""
        if not speaker:
            return Attribution("", reporter, said.start, said.end)
        return Attribution(speaker, reporter if reporter != speaker else "", said.start, said.end)

    def _meant(self, who: Mentioned, clause: Clause) -> str:
        """Return whom a pronoun means: the sentence's own subject before it, or one of earlier sentences."""
        word = who.names[0]
        for one in clause.mentioned:
            if one.start >= who.start:
                break
            if one.part is Part.SUBJECT and not self._is_pronoun(one) and (len(one.names) > 1) == (word == "they"):
                return self.name(one, clause)
        if word == "they":
            return self._together
        fitting = [name for name in self._recent if word == "she" or name not in self._women]
        known = [name for name in fitting if name in self._women] if word == "she" else fitting
        found = next(iter(known or fitting), "")
        if word == "she" and found:
            self._women.add(found)
        return found

    def _is_pronoun(self, who: Mentioned) -> bool:
        return who.names[0] in ("he", "she", "they")

    def _remember(self, name: str) -> None:
        if name in self._recent:
            self._recent.remove(name)
        self._recent.appendleft(name)

    def _notice(self, text: str, name: Name) -> None:
        """Keep a body's full name, and that somebody is a woman."""
        if clauses.is_body(name.text) and " " in name.text:
            self._bodies[_head(name.text)] = name.text
        before = _WORD.findall(text[max(0, name.start - 20) : name.start])
        person = self._person(name.text)
        if person and before and before[-1].casefold() in WOMEN:
            self._women.add(person)

    def _person(self, name: str) -> str:
        person = self._people.get(folded(name)) or self._people.get(surname(name))
        return person.name if person else ""

    def _resolved(self, name: str) -> str:
        """Return a name as the document's people and bodies have it."""
        if clauses.is_body(name):
            return self._bodies.get(_head(name), name) if " " not in name else name
        return self._person(name)


def _head(body: str) -> str:
    """Return the noun of a body's name: `soviet` of `Saint Petersburg Soviet`."""
    return body.split(" of ")[0].split()[-1].casefold()


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
