"""The nouns of a clause: who is mentioned in it, and who says, holds or gives something."""

from __future__ import annotations

from dataclasses import dataclass
from enum import Enum, auto

from corpus.quotes.tokens import PRONOUNS

_APPOSED = 30


class Part(Enum):
    """What somebody mentioned does in a clause."""

    SUBJECT = auto()
    OBJECT = auto()
    OBLIQUE = auto()
    OWNER = auto()
    AGENT = auto()


@dataclass(frozen=True, slots=True)
class Mentioned:
    """Somebody in a clause: one name, several joined by `and`, a pronoun, or a body by its noun."""

    start: int
    end: int
    names: tuple[str, ...]
    part: Part

    @property
    def is_pronoun(self) -> bool:
        """Whether it must be looked up who is meant."""
        return self.names[0] in PRONOUNS


@dataclass(frozen=True, slots=True)
class Statement:
    """Somebody says, holds or gives something. `who` is None where the subject is nobody's name.

    `direct` is for speech, which may govern the quotation from within another's report; `inner` for what stands in one.
    """

    who: Mentioned | None
    end: int
    direct: bool
    inner: bool = False


@dataclass(frozen=True, slots=True)
class Clause:
    """The statements before a quotation, and who is mentioned there, each in order."""

    start: int
    statements: tuple[Statement, ...]
    mentioned: tuple[Mentioned, ...]

    @property
    def subjects(self) -> list[Mentioned]:
        """Whom the sentence may be about, likeliest first: its subjects, and the owner it begins with."""
        subjects = [one for one in self.mentioned if one.part is Part.SUBJECT]
        first = self.mentioned[:1]
        if first and first[0].part is Part.OWNER and first[0].start <= self.start + 1:
            near = [one for one in subjects if one.start - first[0].end < _APPOSED]
            return [*near, *first, *subjects]
        return subjects

    @property
    def topics(self) -> list[Mentioned]:
        """Whom a pronoun in the next sentence may mean, likeliest first."""
        agents = [one for one in self.mentioned if one.part is Part.AGENT]
        owners = [one for one in self.mentioned if one.part is Part.OWNER]
        return [*self.subjects, *agents, *owners, *reversed(self.mentioned)]
