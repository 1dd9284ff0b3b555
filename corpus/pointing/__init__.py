"""What in a sentence points outside it, so that nobody who reads it alone would know what is meant.

Rules of English, with no words of any corpus. Where a rule cannot be sure, the sentence is held to point back: a fact
the fewer is better than a fact that puzzles. Adding a rule touches one function, one line below and one test.
"""

from __future__ import annotations

from corpus.pointing import links, pronouns, things
from corpus.pointing.read import Read, Rule

__all__ = ["RULES", "Read", "points_back"]

RULES: tuple[Rule, ...] = (
    links.opens_with_a_link,
    links.points_with_this,
    links.points_to_a_place_or_time,
    links.points_with_that,
    links.goes_on_from_something,
    links.compares_with_nothing,
    pronouns.names_nobody_for_he,
    pronouns.names_nobody_for_they,
    pronouns.names_nothing_for_it,
    things.points_to_something_known,
    things.takes_a_body_as_known,
    things.opens_with_something_known,
    things.speaks_of_an_unknown_act,
)


def points_back(read: Read) -> str:
    """Return how a sentence points outside itself, in a few words, or nothing."""
    found = next((rule for rule in RULES if rule(read)), None)
    return (found.__doc__ or "").strip().splitlines()[0] if found else ""
