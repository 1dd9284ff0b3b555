"""Words that link a sentence to what came before it: openers, demonstratives, adverbs, places and times."""

from __future__ import annotations

import re

from corpus.pointing.read import Read, spoken_of
from corpus.speech import words


def _any(phrases: str) -> str:
    """Return a pattern for any of the phrases, which stand between bars."""
    return "(?:" + "|".join(" ".join(phrase.split()) for phrase in phrases.split("|")) + ")"


_OPENERS = words("""
    accordingly additionally afterwards again all alternatively also another apparently as besides both but
    comparatively consequently contrarily conversely correspondingly each either elsewhere equally eventually finally
    first firstly five four further furthermore hence here however incidentally indeed initially instead last lastly
    later likewise many meanwhile moreover most neither nevertheless next nonetheless none nor once one only or
    originally other others otherwise overall presumably privately rather regardless second secondly several shortly
    similar similarly six so some soon specifically still subsequently such surprisingly that then there thereafter
    therefore these they third this those though three thus together too two ultimately unfortunately unlike
    unsurprisingly what which who whom yet
""")
_OPENING = re.compile(
    _any(r"""
    and\b|although,|even (?:so|then|though)\b|not only|much of|part of|among the|back in|amid the|more [a-z]+,|
    (?:it|its|their)\b|a (?:[a-z]+ )?(?:similar|separate|further|second|third|final|day|week|month|year|decade)\b|
    (?:some|several|many|two|three|four|five|six|ten|a few) [a-z]+ later|
    after(?:wards|,| that| an? (?:few|day|week|month|year|while|time)\b)|
    within an? |within the |at (?:first|last|once|this|that)\b|at the (?:same )?time(?! of)|by (?:then|now)\b|
    (?:for|in|from) (?:example|instance|this|that|then|there|here|addition|contrast|return|response|reply|turn|fact|
    particular|other words|so doing|doing so)\b|in the (?:meantime|end|process|event|same|following)\b|
    in a [a-z]+ [a-z]+,|on an? (?:separate|different|later|earlier)\b|on the (?:other|contrary|same|way|day)\b|
    as (?:such|a result|well)\b|(?:to|with|of) (?:this|that|these|those|course)\b|
    an? [a-z]+ [a-z ]{2,40}, (?:it|he|she|they)\b
    """).replace("| ", "|"),
    re.IGNORECASE,
)
# These openers are no fault where what follows says of what: "Both Ann and Bo", "One of Ann's", "As mayor of Sule".
_COMPLETED = re.compile(
    _any(r"""
    (?:Both|Either|Neither) [^,;:]{2,90} (?:and|or|nor)\b|
    (?:One|Two|Three|Four|Five|Six|Each|None|All|Some|Most|Many|Several) of (?:the )?[A-Z]|
    (?:Two|Three|Four|Five|Six|Most|Many|Some) [a-z]+ (?:after|before|of|in|from|who|were|was)\b|
    One [a-z]+ of\b|All [a-z]+ (?:of|in|who)\b|As (?:an? )?[A-Z]|As an? [a-z]|
    As [a-z ]{3,40} (?:of|for) (?:the )?[A-Z]|(?:Once|First|Second|Third|Unlike) [A-Z]|Other than\b|
    Only (?:in|on|after|when|at)\b|Later in (?:[A-Z]|\d)|Later, in\b|Later [a-z]+ |Soon after [A-Z]|
    Shortly (?:after|before) (?:the )?[A-Z]|What [a-z]|
    It (?:was|is) [^,;]{3,80} (?:that|who|when)\b
    """).replace("| ", "|")
)


def opens_with_a_link(read: Read) -> bool:
    """begins with a word that links it to what came before"""
    first = re.match(r"[\"“‘'(\[]*([A-Za-z]+)", read.text)
    if first is None or _COMPLETED.match(read.text):
        return False
    return first[1].casefold() in _OPENERS or _OPENING.match(read.text, first.start(1)) is not None


_DEMONSTRATIVE = re.compile(
    r"\b"
    + _any(r"""
    this|these|such(?! as\b)|(?<!one of )those(?! (?:who|whom|whose|which|that|of|in|from|with|for|at|on|not|
    [a-z]+(?:ing|ed))\b)|thereby|thus|hence|therefore|hereafter|henceforth|here|aforementioned|aforesaid|
    above-mentioned|as (?:follows|above)|(?:see|mentioned|described|quoted|discussed|noted) (?:above|below|earlier)|
    the (?:following|above|latter|nearby|previous)|the (?:very )?same|
    the former(?= (?:was|were|is|had|has|[a-z]+ed)\b|[,.;])|
    the other(?:s|(?= [a-z]))|another(?! of)|others|the rest(?! of (?:the )?[A-Z]| of (?:his|her|their)\b)|
    both (?!of\b)[a-z]+s(?! and\b)|both men|both women|even the|at first|of the time|recently|
    that (?:same|very|time|day|year|month|night|week|period|point|moment|occasion|date|end|way|respect|regard|case|
    situation|event)|in question|in (?:response|reply|turn|return)(?=[,.;])|(?:to do|did|done|in doing|doing) so|
    respectively
    """).replace("| ", "|")
    + r"\b",
    re.IGNORECASE,
)
_PAIRED = ("another", "others", "the other", "both")
_WITH_NOUN = ("this", "these", "such", "the same")
_EXPLAINED = frozenset({"thus", "thereby", "hence", "therefore", "the same", "the latter", "the rest", "at first"})
_TOLD = re.compile(r"[;:] | – | — ")
_TOLD_OR_JOINED = re.compile(r"[;:] | – | — |, (?:and|but|so|where|when|who|which) ")
_NOUN = re.compile(r" ([a-z]{4,})")


def points_with_this(read: Read) -> bool:
    """points back with "this", "such", "the latter" or the like"""
    return any(not _is_told(read.text, found) for found in _DEMONSTRATIVE.finditer(read.text))


def _is_told(text: str, found: re.Match[str]) -> bool:
    """Say whether the sentence itself has what a demonstrative points to."""
    before, low = text[: found.start()], found[0].casefold()
    if low == "respectively":
        return re.search(r"\w (?:and|or) \w", before) is not None
    if low.startswith(_PAIRED):
        return _is_paired(before, low)
    noun = _NOUN.match(text, found.end()) if low in _WITH_NOUN else None
    if noun and spoken_of(noun[1], before):
        return True
    told = _TOLD.search(before[25:]) if low == "this" else _TOLD_OR_JOINED.search(before[25:] + " ")
    return told is not None and (low == "this" or low in _EXPLAINED)


def _is_paired(before: str, word: str) -> bool:
    """Say whether the sentence itself has the one to an other, or the two to a both."""
    if word == "another":
        return re.search(r"\bone\b", before, re.IGNORECASE) is not None
    if word.startswith("both"):
        return re.search(r"\w and \w", before) is not None
    return re.search(r"\b(?:one|some|among|many|several|and|or|with)\b", before[-90:], re.IGNORECASE) is not None


_THERE = re.compile(
    r"\bthere\b(?!['’]s| (?:is|are|was|were|will|would|had|has|have|can|could|may|might|must|should|exist|remain|seem|"
    r"appear|came|arose)\b)|\b(?:from|until|since|by|before) then\b|"
    r"\bat (?:the|this|that) (?:time|point|moment|stage)\b(?! (?:of|when|that)\b)|"
    r"\bat the (?:end|beginning|start)\b(?! of\b)",
    re.IGNORECASE,
)


def points_to_a_place_or_time(read: Read) -> bool:
    """points to a place or a time that it does not give"""
    found = _THERE.search(read.text)
    return found is not None and not (read.dated and not found[0].casefold().startswith("there"))


_THAT = re.compile(r"\b(?:after|at|before|by|during|for|from|on|since|to|upon|with|of|than) that\b(?! of\b)")


def points_with_that(read: Read) -> bool:
    """points back with "that" behind a preposition"""
    return _THAT.search(read.outside) is not None


_ADVERB = re.compile(
    r"\b(?:also|again|soon(?! after [A-Za-z])|likewise|similarly|instead|too|moreover|furthermore|however|nevertheless|"
    r"nonetheless|consequently|accordingly|meanwhile|afterwards|thereafter|therein|thereof|subsequently|eventually|"
    r"further(?= [a-z]+(?:ed|s)\b)|then(?! (?:part|known|called|\d+)\b)|therefore)\b"
)
_LINKED = re.compile(
    r"\bnot (?:only|just|merely)\b|(?:\b(?:and|but|or|who|which|where|when|while|that|as)|;) $|, $|, while |"
    r"^(?:As|Aside from|Apart from) "
)
_RELATIVE = re.compile(r"\b(?:which|who|that) (?:was|were|is|are|had|has) $")
_CLAUSE = re.compile(r"[,;:)] |\b(?:and|but|who|which|where|when|after|before|that|while|although|because|until)\b")
_MORE = ("also", "too", "likewise", "similarly", "further")


def goes_on_from_something(read: Read) -> bool:
    """goes on from something said before"""
    return any(not _goes_on_within(read, found) for found in _ADVERB.finditer(read.outside))


def _goes_on_within(read: Read, adverb: re.Match[str]) -> bool:
    """Say whether what an adverb goes on from stands in the sentence."""
    before = read.outside[: adverb.start()]
    if adverb[0] in _MORE:
        return _LINKED.search(before) is not None or _RELATIVE.search(before) is not None
    if adverb[0] in ("subsequently", "eventually") and read.dated:
        return True
    return _CLAUSE.search(before[12:]) is not None


_COMPARED = re.compile(
    r"\b(?:was|were|is|are|became|had been|even|much|far) (?:older|younger|larger|smaller|bigger|greater|higher|lower|"
    r"better|worse|stronger|weaker|longer|shorter|richer|poorer)\b(?![^.;]* than\b)"
)


def compares_with_nothing(read: Read) -> bool:
    """says that something is older, larger or the like, and not than what"""
    return _COMPARED.search(read.outside) is not None
