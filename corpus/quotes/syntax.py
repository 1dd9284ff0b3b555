"""Reads the words before or behind a quotation: who is mentioned there, and who says, holds or gives something."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace

from corpus.capitals import Name
from corpus.names import is_trade
from corpus.quotes import tokens
from corpus.quotes.clauses import Clause, Mentioned, Part, Statement
from corpus.quotes.tokens import LINKS, OWNING, PREPOSITIONS, PRONOUNS, SUBORDINATORS, Token
from corpus.speech import AUXILIARIES, FINDINGS, GIVING, HOLDING, QUOTING, SAYING, TITLES, TRADES, is_saying, words

_MADE = words("spoken sung made issued sent given delivered published adopted")
_OPINIONS = words("""
    diary estimation judgement judgment letter letters memoirs opinion opinions phrase speech speeches testimony view
    views word words writings
""")
_ARTICLES = words("the a an")
_BREAKS = PREPOSITIONS | LINKS | SUBORDINATORS | words(", ; :")
_OPENING = words(", ( ; : and but in with by")
_SPOKESMEN = words("spokesman spokeswoman spokesperson")
_PEOPLE = words("""
    scholars critics members newspapers observers others many some supporters officials commentators contemporaries
    people everyone everybody nobody researchers authors
""")
_QUOTED_SAYS = frozenset(word for word in SAYING | HOLDING if word.endswith("ing")) | {"words"}
_TURNING = tuple("\"”’'»“,")
_OWNED = 5
_GIVEN = 7
_PHRASE = 6


def read(text: str, start: int, end: int, names: Mapping[int, Name]) -> Clause:
    """Read `text[start:end]`, quotations blanked out. `names` are the text's names by their start."""
    return _Reader(text, tokens.tokens(text, start, end, names)).read(start)


class _Reader:
    """Reads a clause token by token, and keeps what it has seen of it."""

    def __init__(self, text: str, row: list[Token]) -> None:
        self._text = text
        self._row = row
        self._mentioned: list[Mentioned] = []
        self._statements: list[Statement] = []
        self._giving: tuple[int, Mentioned | None] | None = None
        self._quoted: Mentioned | None = None
        self._inner = False
        self._fronted = bool(row) and row[0].word in PREPOSITIONS | SUBORDINATORS

    def read(self, start: int) -> Clause:
        for number, token in enumerate(self._row):
            if token.name is not None and token.name.possessive:
                self._owner(number, Mentioned(token.start, token.end, (token.name.text,), Part.OWNER))
            elif token.name is not None:
                self._name(number, Mentioned(token.start, token.end, (token.name.text,), Part.SUBJECT))
            elif token.word in PRONOUNS:
                self._subject(number, Mentioned(token.start, token.end, (token.word,), Part.SUBJECT))
            elif token.word in OWNING:
                self._owner(number, Mentioned(token.start, token.end, (OWNING[token.word],), Part.OWNER))
            elif tokens.is_body(self._row, number):
                self._name(number, Mentioned(token.start, token.end, ("the " + token.word,), Part.SUBJECT))
            else:
                self._word(number, token)
        return Clause(start, tuple(self._statements), tuple(self._mentioned))

    def _before(self, number: int) -> str:
        return tokens.word(self._row, number - 1)

    # Who is mentioned

    def _name(self, number: int, one: Mentioned) -> None:
        """Take in a name by what stands before its noun phrase."""
        head = self._head(number)
        before = self._before(head)
        if before in ("and", ",") and self._joins(number, head):
            self._join(one)
        elif before in PREPOSITIONS:
            self._governed(head, replace(one, part=Part.OBLIQUE))
        elif tokens.is_verb(self._row, head - 1):
            self._object(number, head, one)
        else:
            self._subject(number, one)

    def _head(self, number: int) -> int:
        """Return where the noun phrase begins that a name ends: before `a leading historian, NAME`."""
        first = number
        if self._before(first) == "," and self._before(first - 1) in TRADES:
            first -= 1
        if is_trade(self._before(first)):
            return self._phrase(first)
        while self._before(first) in TITLES or self._before(first) in _ARTICLES:
            first -= 1
        if self._row[number].name and tokens.is_body_name(self._row[number].word):
            return next((at for at in range(first, first - 3, -1) if self._before(at) in _ARTICLES), first + 1) - 1
        return first

    def _phrase(self, number: int) -> int:
        """Return where the noun phrase around a trade begins."""
        for first in range(number - 1, max(number - _PHRASE, 0), -1):
            before = self._before(first)
            if before in _ARTICLES or before in OWNING:
                return first - 1
            if before in _BREAKS or (before and tokens.is_verb(self._row, first - 1)):
                return first
        return max(number - _PHRASE, 0)

    def _joins(self, number: int, head: int) -> bool:
        """Say whether a name continues a list of names. A comma does so only where the list goes on."""
        if head < 2 or not self._mentioned or self._row[head - 2].end != self._mentioned[-1].end:
            return False
        if self._before(head) == "and":
            return self._mentioned[-1].part is Part.SUBJECT or not self._acts(number)
        goes_on = tokens.word(self._row, number + 1) in ("and", ",") and number + 2 < len(self._row)
        opens_sentence = len(self._mentioned) == 1 and self._mentioned[0].part is Part.OBLIQUE and self._fronted
        return goes_on and self._row[number + 2].name is not None and not opens_sentence

    def _join(self, one: Mentioned) -> None:
        """Make the last one mentioned, and what he says, several people's."""
        last = self._mentioned.pop()
        both = Mentioned(last.start, one.end, (*last.names, *one.names), last.part)
        self._mentioned.append(both)
        self._statements = [replace(said, who=both) if said.who is last else said for said in self._statements]

    def _governed(self, head: int, one: Mentioned) -> None:
        """Take in a name after a preposition: an agent, an authority, a body with a spokesman, or an aside."""
        preposition, earlier = self._before(head), self._before(head - 1)
        if preposition == "to" and earlier == "according":
            self._state(one, one.end, direct=False)
            self._inner = True
        elif preposition == "by" and (earlier in SAYING or earlier in HOLDING or earlier in _MADE):
            self._state(one, one.end, direct=True)
        elif preposition == "by" and earlier in FINDINGS:
            one = replace(one, part=Part.SUBJECT)
        elif preposition == "of" and earlier in _OPINIONS and not self._is_owned(head - 2):
            self._state(one, one.end, direct=False)
        elif preposition == "by" and tokens.is_passive(self._row, head - 2):
            one = replace(one, part=Part.AGENT)
        elif preposition in ("for", "of") and earlier in _SPOKESMEN:
            one = replace(one, part=Part.SUBJECT)
        self._mentioned.append(one)

    def _object(self, number: int, head: int, one: Mentioned) -> None:
        """Take in a name behind a verb: its object, its subject where a quotation precedes, or that of a new clause."""
        if self._acts(number):
            self._inner = True
            self._mentioned.append(one)
            return
        last = self._statements[-1] if self._statements else None
        if last and last.who is None and self._is_turned(head - 1):
            self._statements[-1] = replace(last, who=one)
        self._mentioned.append(replace(one, part=Part.OBJECT))
        if self._before(head) in QUOTING:
            self._quoted = self._mentioned[-1]

    def _acts(self, number: int) -> bool:
        """Say whether a verb stands right behind a name."""
        return tokens.word(self._row, number + 1) in AUXILIARIES or tokens.is_verb(self._row, number + 1)

    def _is_turned(self, number: int) -> bool:
        """Say whether a quotation mark, or only a comma, stands before a verb: `", said Ann`, `This, said Ann, is`."""
        start = self._row[number].start
        return self._text[max(0, start - 4) : start].rstrip()[-1:] in _TURNING

    def _owner(self, number: int, one: Mentioned) -> None:
        """Take in a possessive; what it owns may be something said: `Ann's last words`, `his letter`."""
        owned = self._owned(number)
        opening = number == 0 or self._before(number) in _OPENING
        subjects = any(other.part is Part.SUBJECT for other in self._mentioned)
        if owned is None or (one.is_pronoun and (subjects or not opening)):
            self._mentioned.append(one)
            return
        begins = number == 0 or self._before(number) in ("(", ",", ";", ":")
        one = replace(one, end=owned.end, part=Part.SUBJECT if begins and not self._mentioned else Part.OWNER)
        inner, self._inner = self._inner, self._inner or bool(self._statements)
        self._state(one, owned.end, direct=True)
        self._inner = inner
        self._mentioned.append(one)

    def _is_owned(self, number: int) -> bool:
        """Say whether a noun has its owner before it: `his opinion`, `Ann's first words`."""
        before = self._row[max(number - 2, 0) : number]
        return any(token.word in OWNING or (token.name and token.name.possessive) for token in before)

    def _owned(self, number: int) -> Token | None:
        """Return what is said or written among the next words, before any preposition or mark."""
        for token in self._row[number + 1 : number + _OWNED]:
            if token.name is not None or token.word in PREPOSITIONS or not token.word[0].isalnum():
                return None
            if is_saying(token.word):
                return token
        return None

    def _subject(self, number: int, one: Mentioned) -> None:
        """Take in a subject; behind a link or what fronts the sentence, it begins a main clause."""
        before = self._before(self._head(number))
        if before in LINKS or before == ";":
            self._inner = False
        elif before == "," and self._fronted:
            self._inner = self._fronted = False
        self._mentioned.append(one)

    # What is said

    def _word(self, number: int, token: Token) -> None:
        if token.word in SUBORDINATORS:
            self._inner = self._inner or bool(self._statements)
        elif token.word == ";":
            self._inner = False
        elif self._giving and is_saying(token.word) and number - self._giving[0] <= _GIVEN:
            self._state(self._giving[1], token.end, direct=True)
            self._giving = None
        elif self._quoted and token.word in _QUOTED_SAYS:
            self._inner = True
            self._state(self._quoted, token.end, direct=True)
        elif tokens.is_verb(self._row, number) and not tokens.is_passive(self._row, number):
            self._verb(number, token)

    def _verb(self, number: int, token: Token) -> None:
        who = self._subject_of(number)
        if token.word in GIVING:
            self._giving = (number, who)
        if token.word in SAYING or token.word in HOLDING:
            self._state(who, token.end, direct=token.word in SAYING)

    def _subject_of(self, number: int) -> Mentioned | None:
        """Return the subject of a verb: right before it, before a parenthesis, or that of the verb it is linked to."""
        before = number - 1
        while before >= 0 and tokens.is_between(self._row, before):
            before -= 1
        word = tokens.word(self._row, before)
        main = next((said.who for said in reversed(self._statements) if not said.inner), None)
        if word in ("and", "but") and main is not None:
            return main
        if word in _PEOPLE or word in TITLES or is_trade(word):
            return None
        if word == ",":
            comma = self._row[before].start
            return self._before_parenthesis(comma) or self._nearest()
        return self._nearest()

    def _nearest(self) -> Mentioned | None:
        return next((one for one in reversed(self._mentioned) if one.part is Part.SUBJECT), None)

    def _before_parenthesis(self, comma: int) -> Mentioned | None:
        """Return the nearest subject that a comma follows, as in `NAME, a historian, wrote`."""
        for one in reversed(self._mentioned):
            if one.part is Part.SUBJECT and one.end <= comma and self._text[one.end : one.end + 1] == ",":
                return one
        return None

    def _state(self, who: Mentioned | None, end: int, *, direct: bool) -> None:
        self._statements.append(Statement(who, end, direct, self._inner))
