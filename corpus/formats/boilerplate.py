"""Know the words of web sites from the words of a document: newsletters, cookies, credits, share buttons, page titles.

The rules are for the language of sites, and hold for short sentences only: a long one is somebody's prose.
"""

from __future__ import annotations

import re

LONGEST = 320
"""A sentence with more characters is nobody's boilerplate."""

_RULES = (
    # newsletters, accounts and applications
    r"\b(?:in|into|to) your inbox\b",
    r"^(?:please )?(?:subscribe|sign (?:up|in)|log in|register|follow|share|tweet|pin|like|click|tap|download|donate)\b"
    r".{0,80}\b(?:us|this|here|account|newsletters?|apps?|now|today|free|page|article|story|link|friends?|updates)\b",
    r"\(requires (?:login|registration|subscription)\)|\bto (?:continue|keep) reading\b",
    r"\balready (?:a|have an) (?:member|account)\b|\bimprove this (?:article|page|site|answer)\b",
    r"\bad ?-?blocker\b|\b(?:enable|turn on|requires) javascript\b",
    # cookies and rights
    r"\b(?:we|sites?|websites?|partners)\b.{0,40}\buses?\b.{0,20}\bcookies\b",
    r"\b(?:accept|reject|manage|allow|enable)\b.{0,20}\bcookies\b",
    r"\bcookie (?:policy|settings|preferences|notice|consent)\b|\bprivacy (?:policy|notice|statement)\b",
    r"©|\(c\) (?:19|20)\d\d\b|\ball rights reserved\b|\bterms (?:of (?:use|service)|and conditions)\b",
    r"^(?:(?:photo|photograph|image|picture|video|cover|illustration)s? )?(?:credits?|courtesy)\s*(?:[:/]|of\b)",
    # what a site says of itself
    r"\bQ&A (?:communit|site|website)|\bonline community for\b",
    r"^this (?:post|article|page|story) (?:may contain|contains) ",
    # a sentence that was cut off after a small word: "Editor of."
    r"^\W*(?:\w+\W+){0,3}(?:of|by|the|an?|and|for|from|with|to|in)\s*\.$",
)
_BUTTONS = (
    r"share|tweet|pin it|print|e-?mail|advertisements?|sponsored|(?:read|see|show|load|learn|view) (?:more|all)",
    r"home|menu|search|related (?:articles?|posts?|stories|topics|questions)|(?:you )?(?:may|might) also like",
    r"recommended|trending|most (?:read|popular)|skip to (?:main )?content|back to top|(?:table of )?contents",
    r"comments?|leave a (?:reply|comment)|log ?in|sign ?(?:in|up)|next|previous|page \d+(?: of \d+)?",
    r"\d+ (?:comments?|shares?|likes?|views|min(?:ute)?s? read)",
)
_DEBRIS = re.compile("|".join((*_RULES, rf"^(?:{'|'.join(_BUTTONS)})\W*$")), re.IGNORECASE)
_ADDRESS = re.compile(r"https?://|\bwww\.")
_DASH = re.compile(r"\s[-–—|]\s")

PAGE_TITLE = re.compile(
    r"\s[:|–—-]\s?r/\w{2,40}(?:\s[-–—|]\s[Rr]eddit\b)?"
    r"|(?<=\?)\s[-–—|]\s[A-Z]\w{1,20}(?=\s+[A-Z]|\s*\Z)"
    r"|\s[-–—|]\s(?:Quora|[Rr]eddit|Wikipedia|Britannica|YouTube|Facebook|Twitter|Pinterest|Medium|Stack ?Exchange)\b"
)
"""What the title of a saved page ends with: the name of its site."""


def is_boilerplate(sentence: str) -> bool:
    """Say whether a sentence is a web site's own, and no document's."""
    if len(sentence) > LONGEST:
        return _is_link_list(sentence)
    return bool(_DEBRIS.search(sentence)) or _is_link_list(sentence)


def is_question(sentence: str) -> bool:
    """Say whether a sentence asks, rather than quotes somebody who asks."""
    return sentence.endswith("?") and len(sentence) <= LONGEST


def _is_link_list(sentence: str) -> bool:
    """Say whether a sentence lists pages of the web."""
    links = len(_ADDRESS.findall(sentence, 0, 4_000))
    return links > 1 or (links == 1 and len(_DASH.findall(sentence, 0, 4_000)) > 1)
