"""Questions that the documents answer, made while an edition is built, to be offered to whoever begins to type one."""

from __future__ import annotations

import re
import sqlite3
from collections.abc import Mapping
from itertools import chain, islice, zip_longest
from types import MappingProxyType

from corpus.search.candidates import read_survey
from corpus.search.desk import answer

LONGEST = 78
"""Characters of a question: as many as a button has room for."""
MOST = 4_000
"""How many are offered: each was asked while the edition was built, which takes milliseconds."""

_HAPPENINGS = """
    SELECT DISTINCT substr(p.text, t.head_start + 1, t.head_end - t.head_start), e.kind
      FROM event    AS e
      JOIN telling  AS t ON t.event_id = e.id AND t.position = 0
      JOIN passage  AS p ON p.id = t.head_passage_id
     WHERE t.head_end - t.head_start <= 400
     ORDER BY e.weight DESC, e.id
     LIMIT :most
"""

_PEOPLE = """
    SELECT name
      FROM person
     WHERE mentions > 1
     ORDER BY mentions DESC, name
     LIMIT :most
"""

_HEADINGS = """
    SELECT DISTINCT heading
      FROM section
     WHERE level > 0 AND heading LIKE '%?'
     ORDER BY id
     LIMIT :most
"""

_PRESENT = """
    arrived arrive; began begin; became become; broke break; built build; came come; captured capture; changed change;
    crossed cross; died die; disappeared disappear; ended end; entered enter; escaped escape; fell fall; fled flee;
    founded found; gave give; got get; graduated graduate; joined join; landed land; left leave; lived live; lost lose;
    made make; married marry; met meet; moved move; occupied occupy; opened open; organised organise; paid pay;
    published publish; reached reach; received receive; resigned resign; returned return; sailed sail; sent send;
    settled settle; signed sign; sold sell; spoke speak; started start; surrendered surrender; took take; visited visit;
    went go; withdrew withdraw; won win; wrote write
"""
_VERBS: Mapping[str, str] = MappingProxyType(dict(pair.split() for pair in _PRESENT.split(";")))

_SUBJECT = r"(?P<who>(?:(?:The|A|An) (?=[^\W\d_]))?[^\W\d_][^\W_,;:.()“”\"]*(?: [^\s,;:.()“”\"]+){0,6}?)"
_PARTICIPLE = r"\w+(?:ed|en|wn|un|rn|ld|nd|lt|ght|elt)\b"
_PASSIVE = re.compile(rf"{_SUBJECT} (?P<be>was|were) (?P<rest>(?:finally |officially )?{_PARTICIPLE}[^,;:()“”\".]*)")
_ACTIVE = re.compile(rf"{_SUBJECT} (?P<did>{'|'.join(_VERBS)})\b(?P<rest>[^,;:()“”\".]*)")
_POINTS = re.compile(
    r"\b(?:he|she|it|they|him|them|his|her|its|their|this|that|these|those|there|who|whom|whose|which|what|and|but|or"
    r"|by then|here|known|to the effect|everybody|somebody|nobody|both|another|others?|former|latter|same|such|also)\b",
    re.IGNORECASE,
)
_CLAUSE = re.compile(r"\b(?:when|where|while|after|before|as|because|until|since|so|if|though|although|\w+ing)\b")
_AWAY = re.compile(r" (?:in|on|at|by|to|from|with|for|during|under|over|through|against|of)\b")
_DATED = re.compile(
    r"(?:\b(?:on|in|from|by|until|since) (?:the )?)?\b(?:\d{1,4}\b|January|February|March|April|May|June|July|August"
    r"|September|October|November|December)"
)
_OPENING = re.compile(
    r"(?:in|on|at|by|to|from|with|for|of|during|between|under|over|after|before|only|not|even|\w+ly|\w+ing)\b", re.I
)
_SMALL = ("The ", "A ", "An ")
_CUT = re.compile(r"\s+(?:in|on|at|by|to|from|with|for|of|and|the|a|an|during|after|before|until|since)$")
_FEWEST = 2  # words behind the verb's subject that make a question a question of its own


def write_offers(db: sqlite3.Connection) -> None:
    """Write the questions to offer, those of which most is made first, from what is in `db`."""
    most = {"most": MOST}
    whens = (_when(head, kind) for head, kind in db.execute(_HAPPENINGS, most))
    whos = (f"Who was {name}?" for (name,) in db.execute(_PEOPLE, most) if len(name.split()) > 1)
    headings = (heading for (heading,) in db.execute(_HEADINGS, most))
    turns = chain(chain.from_iterable(zip_longest(whens, whos, fillvalue="")), headings)
    survey = read_survey(db)
    questions = islice(dict.fromkeys(filter(_fits, turns)), MOST)
    answered = (question for question in questions if answer(db, survey, question, 1).answered)
    db.executemany("INSERT INTO offer VALUES (?, ?)", enumerate(list(answered), start=1))


def _fits(question: str) -> bool:
    return 0 < len(question) <= LONGEST


def _when(head: str, kind: str) -> str:
    """Return the question that a happening answers, or nothing where its words make none."""
    if kind in ("birth", "death") and (found := _life(head, kind)):
        return found
    for make in (_passive, _active):
        if question := make(head):
            return question
    return ""


def _life(head: str, kind: str) -> str:
    """Return the question for a birth or a death whose words are but a name, or begin with one."""
    name = re.match(r"(?:[^\W\d_][\w'’.-]+ ){1,3}[^\W\d_][\w'’-]+(?=$| was | died| is )", head)
    if not name or _POINTS.search(name[0]) or not all(part[0].isupper() for part in name[0].split()):
        return ""
    return f"When was {name[0]} born?" if kind == "birth" else f"When did {name[0]} die?"


def _passive(head: str) -> str:
    found = _PASSIVE.match(head)
    return _asked(found["be"], found["who"], found["rest"]) if found else ""


def _active(head: str) -> str:
    found = _ACTIVE.match(head)
    return _asked("did", found["who"], f"{_VERBS[found['did']]}{found['rest']}") if found else ""


def _asked(verb: str, who: str, rest: str) -> str:
    """Return a question in which nothing points outside and no date stands; what is too long ends earlier."""
    if _POINTS.search(who) or _DATED.search(who) or _OPENING.match(who):
        return ""
    who = who[0].lower() + who[1:] if who.startswith(_SMALL) else who
    clause = _CLAUSE.search(rest, 1)
    told = rest[: clause.start()] if clause else rest
    dated = _DATED.search(told)
    told = _within(told[: dated.start()] if dated else told, LONGEST - len(f"When {verb} {who} ?"))
    if not told or _POINTS.search(told) or len(f"{who} {told}".split()) <= _FEWEST:
        return ""
    return f"When {verb} {who} {told}?"


def _within(told: str, room: int) -> str:
    """Return words without a preposition at their end, and without what is too long, from a preposition on."""
    told = told.rstrip()
    while len(told) > room or _CUT.search(told):
        away = [found.start() for found in _AWAY.finditer(told, 0, room) if found.start()]
        told = _CUT.sub("", told) if _CUT.search(told) else told[: away[-1]] if away else ""
    return told
