"""How well a sentence fills the roles of the deed that a question asks about: killed by whom, and not whom."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

import numpy as np
import numpy.typing as npt

from corpus.search.candidates import Candidates, Survey
from corpus.search.deeds import AGENTS, BE, ENDS, LINKS, PREPOSITIONS, Asked, Deed, is_past
from corpus.search.kinds import Kind
from corpus.search.lexicon import STOP
from corpus.search.matched import Matches
from corpus.search.question import Question
from corpus.search.relations import related
from corpus.search.tokens import Token, Told, tokens
from corpus.search.words import PRONOUNS, TOKENS

Floats = npt.NDArray[np.float64]

_MANNER = frozenset(
    (
        "also",
        "then",
        "later",
        "soon",
        "first",
        "once",
        "again",
        "finally",
        "not",
        "never",
        "himself",
        "either",
        "both",
        "herself",
        "there",
        "so",
    )
)


def roles(
    question: Question,
    found: Candidates,
    held: Floats,
    known: Floats,
    names: npt.NDArray[np.bool_],
    matches: Matches,
    survey: Survey,
) -> Floats:
    """Return how well each sentence that tells of the deed asked about fills its roles, -1 to 1.

    `held` says how far the sentences hold the question's words, `known` the same with what stands before and above;
    `names` which of the words are names: of things the same is said less surely.
    """
    values = np.zeros(len(held))
    deed = question.deed
    words = [term.word for term in question.terms]
    if deed is None or not found.texts:
        return values
    if deed.asked is Asked.WHAT:
        return _definitions(deed, question, found, held, matches, survey)
    if deed.verb not in words:
        return values
    verb, terms = words.index(deed.verb), _named(deed, question, survey)
    verbs, named = _stems(survey, matches, [verb], _STANDS), _stems(survey, matches, terms, _IS)
    weight = 1.0 if names[terms].any() else _OF_THINGS
    own_pronoun = frozenset((survey.pronoun,)) if survey.subject in named else frozenset[str]()
    near, alone = (Told(verbs, named, pronouns, survey.tokens) for pronouns in (TOKENS, own_pronoun))
    (rows,) = (held[:, verb] >= _STANDS).nonzero()
    rows = rows[np.argsort(-known[rows].sum(axis=1), kind="stable")[:_MOST]]
    reach = known[rows][:, terms]
    met = np.any(reach > held[rows][:, terms], axis=1).tolist()
    above = np.any(reach > _STANDS, axis=1).tolist()
    shares = (reach.sum(axis=1) / max(1, len(terms))).tolist()
    silent = ((found.kinds[rows] & int(question.kinds)) == 0).tolist()
    which, spans = found.of[rows].tolist(), found.spans[rows].tolist()
    kin = deed.asked in (Asked.KIN, Asked.KINS)
    scenes = deed.asked in (Asked.SCENE, Asked.ACT) and bool(question.kinds & _SCENES)
    for at, row in enumerate(rows.tolist()):
        start, end = spans[at]
        said = tokens(found.texts[which[at]][start:end], near if met[at] or kin else alone)
        value = filled(deed.asked, said, above[at]) * (_UNSAID if scenes and silent[at] else 1.0)
        values[row] = weight * (value * shares[at] if value > 0 else value)
    return values


def _definitions(
    deed: Deed, question: Question, found: Candidates, held: Floats, matches: Matches, survey: Survey
) -> Floats:
    """Return how well each sentence says what something is: "The lamp was a", with the lamp as its subject."""
    values = np.zeros(len(held))
    terms = _named(deed, question, survey)
    told = Told(frozenset(), _stems(survey, matches, terms, _SAME), frozenset(), survey.tokens)
    for row in np.flatnonzero((held[:, terms] >= _SAME).all(axis=1))[:_MOST].tolist():
        start, end = found.spans[row].tolist()
        values[row] = defined(tokens(found.texts[found.of[row]][start:end], told), len(terms))
    return values


_SAME = 0.9
_STANDS = 0.6
_MOST = 24
"""How many sentences are read for their roles: those that hold most."""
_IS = 0.7
"""How well a word must stand for a name to be it: a Mendelist is no Mendel."""
_OF_THINGS = 0.4
_SCENES = Kind.DATE | Kind.PLACE
_UNSAID = 0.3


def _named(deed: Deed, question: Question, survey: Survey) -> list[int]:
    """Return which of a question's words name the one whom the deed is asked of."""
    by_pronoun = {survey.subject} if any(word in PRONOUNS for word in deed.named) else set()
    return [at for at, term in enumerate(question.terms) if term.word in deed.named or term.stem in by_pronoun]


def _stems(survey: Survey, matches: Matches, terms: Sequence[int], least: float) -> frozenset[str]:
    """Return the stems that stand for some of the question's words, in any spelling."""
    stands = (matches.well[:, terms] >= least).any(axis=1)
    return frozenset(survey.vocabulary[number] for number in matches.stems[stands].tolist()) - TOKENS


def defined(said: Sequence[Token], words: int) -> float:
    """Return how well a sentence says what something of so many words is, 0 to 1."""
    at = mine = 0
    while at < len(said) and (said[at].is_mine or (mine == 0 and said[at].low in _DETERMINERS)):
        mine += said[at].is_mine
        owns = said[at].is_own
        at += 1
        if owns:  # "Ada's best lamps are"
            at += next((gap for gap, token in enumerate(said[at : at + 3]) if token.is_mine), 0)
    if mine < words or at == len(said):
        return 0.0
    if said[at].low in BE and at + 1 < len(said):
        return 1.0 if said[at + 1].low in _KINDS_OF else 0.5 * (said[at + 1].low != "born")
    return 0.6 if said[at].low in ("means", "meant", ",", "(", "—") else 0.2


_DETERMINERS = frozenset(("the", "a", "an"))
_KINDS_OF = frozenset(("a", "an", "the", "one"))


_BREAKS = frozenset(",;:()—–")
_FAR = 24
"""How many words after a verb its doer may stand: "was assassinated at his home … by"."""


def filled(asked: Asked, said: Sequence[Token], above: bool = False) -> float:
    """Return how well a sentence fills the roles, from -1, by others, to 1; 0 where it doesn't tell of the deed.

    `above` says that who is named stands above it, so that "Succeeded by Ada" is said of them.
    """
    if asked in (Asked.KIN, Asked.KINS):
        return related(said, asked is Asked.KINS)
    if above and len(said) > 1 and said[0].is_verb and said[1].low == "by":
        return 1.0 if asked is Asked.DOER else 0.0
    values = [
        _value(asked, said, at) * _told(asked, said[max(0, at - _FAR) : at])
        for at, token in enumerate(said)
        if token.is_verb and not token.is_mine
    ]
    return max(values) if max(values, default=0.0) > 0 else min(values, default=0.0)


def _told(asked: Asked, before: Sequence[Token]) -> float:
    """Return what a deed is worth by what stands before it: a claim, or "after", which only dates something else."""
    if _is_hearsay(before):
        return _HEARD
    return _IN_PASSING if asked is Asked.SCENE and _is_passing(before) else 1.0


def _is_passing(before: Sequence[Token]) -> bool:
    for token in reversed(before):
        if token.low in _BREAKS:
            return False
        if token.low in ("after", "before", "since", "until", "when", "while"):
            return True
    return False


_IN_PASSING = 0.4
_HEARD = 0.3
"""What a deed is worth that is told as somebody's claim: "their version was that Bo killed Ada"."""
_CLAIMS = frozenset(
    (
        *("version", "claim", "claims", "claimed", "alleged", "allegedly", "rumour", "rumours", "rumor", "rumors"),
        *("legend", "myth", "supposedly", "pretended", "accused", "accusing", "reported", "reportedly", "falsely"),
        *("confessed", "suspected"),
    )
)


def _is_hearsay(before: Sequence[Token]) -> bool:
    """Say whether what follows is somebody's claim."""
    for token in reversed(before):
        if token.low in (";", ":"):
            return False
        if token.low in _CLAIMS:
            return True
    return False


def _value(asked: Asked, said: Sequence[Token], at: int) -> float:
    word = said[at].low
    if asked is Asked.ACT:
        return _of_act(said, at)
    if asked is Asked.IS:
        return _of_being(said, at)
    if word in AGENTS or word.removesuffix("s") in AGENTS:
        return _of_noun(asked, said, at, (0.7 if _has_name(_before_break(said[at + 1 : at + 4])) else 0.1, 0.0))
    if not is_past(word):
        return _of_plain(asked, said, at)
    if (be := _be_before(said, at)) is not None:
        return _of_passive(asked, said, be, at)
    if at + 1 < len(said) and said[at + 1].low == "by":
        return _of_passive(asked, said, at, at)
    return _of_active(asked, said, at)


def _of_being(said: Sequence[Token], at: int) -> float:
    """Weigh "Ada was a smuggler", "born to a Jewish family": what is said of somebody, of whom it is."""
    subject = _subject(said, at)
    be = any(token.low in BE or token.low in ("born", "as", "called") for token in said[max(0, at - 6) : at])
    if _has_mine(subject) or _has_mine(said[max(0, at - 8) : at]):
        return 1.0 if be else 0.4
    return -0.6 * _is_other(subject)


def _of_act(said: Sequence[Token], at: int) -> float:
    """Weigh what somebody did, or what befell them: of both they are the subject."""
    word = said[at].low
    if not is_past(word):
        return _of_noun(Asked.SCENE, said, at, (0.0, 0.6))
    be = _be_before(said, at)
    subject = _subject(said, at if be is None else be)
    return 1.0 if _has_mine(subject) else -0.6 * _is_other(subject)


def _of_plain(asked: Asked, said: Sequence[Token], at: int) -> float:
    """Weigh "to kill", "killing", "kills", and nouns: "murder", "assassination"."""
    if at and said[at - 1].low in ("to", "would", "could", "may", "might", "should"):
        return _of_infinitive(asked, said, at)
    if at and said[at - 1].low in ("not", "never"):
        return -0.3
    if said[at].low.endswith("ing") or (said[at].low.endswith("s") and _objects(said, at)):
        return _of_active(asked, said, at) * 0.7
    by = any(token.low == "by" for token in said[at : at + 6])
    return _of_noun(asked, said, at, (0.8 if by else 0.1, 0.6))


def _of_infinitive(asked: Asked, said: Sequence[Token], at: int) -> float:
    """Weigh "to kill Ada": somebody meant to, and whether it came to that isn't said."""
    if asked is Asked.DONE_TO:
        return 0.0
    return 0.1 if _is_object(said, at) else -0.8 * _is_other(_objects(said, at))


def _of_noun(asked: Asked, said: Sequence[Token], at: int, worth: tuple[float, float]) -> float:
    """Weigh a noun for the doer or the deed, by whether it is of the one who is named."""
    before = [token for token in said[max(0, at - 3) : at] if token.is_own]
    after = said[at + 2 : at + 6] if at + 1 < len(said) and said[at + 1].low in ("of", "on") else ()
    if asked is Asked.DONE_TO or not (before or after):
        return 0.0
    of = before[-1:] or _before_break(after)
    return worth[asked is Asked.SCENE] if _has_mine(of) else -0.4 * _is_other(of)


def _of_passive(asked: Asked, said: Sequence[Token], be: int, at: int) -> float:
    doer, subject = _doer(said, at), _subject(said, be)
    if asked is Asked.DONE_TO:
        return 1.0 if _has_mine(doer) else -0.6 if _has_mine(subject) or _is_other(doer) else 0.0
    if not _has_mine(subject):
        return -0.7 * _is_other(subject)
    return 1.0 if asked is Asked.SCENE or _has_name(doer) else 0.7 if doer else -0.1


def _of_active(asked: Asked, said: Sequence[Token], at: int) -> float:
    objects, subject = _objects(said, at), _subject(said, at)
    if asked is Asked.DONE_TO:
        return (1.0 if objects else 0.3) if _has_mine(subject) else -0.5 * _has_mine(objects)
    if _has_mine(objects):
        return 1.0 if asked is Asked.SCENE or _has_name([*subject, *objects]) else 0.7
    if not objects:
        return -0.3
    return -(1.0 if _has_mine(subject) else 0.6) * _is_other(objects)


def _be_before(said: Sequence[Token], at: int) -> int | None:
    """Return where the "was" of "was later killed" stands, or None."""
    for back in range(at - 1, max(-1, at - 4), -1):
        if said[back].low in BE:
            return back
        if back > 1 and said[back].low in ("and", "or", ",") and is_past(said[back - 1].low):
            return _be_before(said, back - 1)
        if said[back].low not in _MANNER and not said[back].low.endswith("ly"):
            return None
    return None


def _doer(said: Sequence[Token], at: int) -> Sequence[Token]:
    """Return the words after "by", where a doer and no time or way follows it."""
    for by in range(at + 1, min(len(said) - 1, at + _FAR)):
        if said[by].low in (";", ":", "—"):
            return ()
        after = said[by + 1].low
        if said[by].low == "by" and not after[0].isdigit() and not after.endswith("ing"):
            return _before_break(said[by + 1 : by + 9])
    return ()


def _before_break(said: Sequence[Token]) -> Sequence[Token]:
    end = next((at for at, token in enumerate(said) if token.low in _BREAKS), len(said))
    return said[:end]


def _objects(said: Sequence[Token], at: int) -> Sequence[Token]:
    """Return the words after a verb, up to where another phrase begins: "shot at Lenin" has Lenin."""
    after = said[at + 1 : at + 7]
    if after and after[0].low == "at":
        after = after[1:]
    end = next((to for to, token in enumerate(after) if token.low in _BREAKS or token.low in ENDS), len(after))
    return after[:end]


def _is_object(said: Sequence[Token], at: int) -> bool:
    return _has_mine(_objects(said, at))


def _has_mine(said: Sequence[Token]) -> bool:
    """Say whether who is named stands there, and does not only own what stands there: "Ada's lamp"."""
    return any(token.is_mine and (not token.is_own or at + 1 == len(said)) for at, token in enumerate(said))


def _has_name(said: Sequence[Token]) -> bool:
    """Say whether somebody else is named; "a Marxist" names nobody."""
    named = [token for token in said if token.is_name and not token.is_mine]
    if said and said[0].low in ("a", "an") and len(named) == 1:
        return False
    return bool(named)


def _is_other(said: Sequence[Token]) -> bool:
    """Say whether somebody else is named, and not who is asked about."""
    return _has_name(said) and not any(token.is_mine for token in said)


def _subject(said: Sequence[Token], verb: int) -> Sequence[Token]:
    """Return the subject of a verb: what stands before it, or what is carried over from a clause before."""
    stretches = list(_stretches(said, verb))
    if head := _head(stretches[0]):
        return head
    heads = [head for stretch in stretches if (head := _head(stretch))]
    return next((head for head in heads if _has_mine(head)), heads[0] if heads else ())


def _stretches(said: Sequence[Token], verb: int) -> Iterator[Sequence[Token]]:
    """Yield the stretches between marks and linking words before a verb, the nearest first."""
    end = verb
    for at in range(verb - 1, -1, -1):
        if said[at].low in _BREAKS or said[at].low in LINKS:
            yield said[at + 1 : end]
            end = at
    yield said[:end]


def _head(stretch: Sequence[Token]) -> Sequence[Token]:
    """Return the part of a stretch that may be a subject: what stands before a preposition, or after "In 1911"."""
    said = stretch[_opening(stretch) :]
    end = next((at for at, token in enumerate(said) if token.low in PREPOSITIONS or token.low == "of"), len(said))
    return [token for token in said[:end] if token.low not in BE] if any(map(_tells, said[:end])) else ()


def _opening(stretch: Sequence[Token]) -> int:
    """Return how many words a stretch opens with that only say when or where."""
    if not stretch or stretch[0].low not in PREPOSITIONS:
        return 0
    at = 1
    while at < len(stretch) and stretch[at].low in STOP:
        at += 1
    at += 1
    while at < len(stretch) and stretch[at].low.isdigit():
        at += 1
    return at


def _tells(token: Token) -> bool:
    low = token.low
    return low in PRONOUNS or (low not in STOP and not low.isdigit() and not low.endswith("ly"))
