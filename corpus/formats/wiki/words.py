"""The words that tell headings of an article's end, captions, sentences and introductions from one another."""

from __future__ import annotations

_END_MATTER = """
    see also|references|notes|footnotes|citations|notes and references|references and notes|explanatory notes|endnotes
    informational notes|general references|further reading|external links|bibliography|sources|works cited
    cited works|general and cited references|cited sources|general bibliography|selected bibliography
    primary sources|secondary sources|literature|cited literature|references and further reading
    notes and citations|inline citations|works cited and further reading|book sources|web sources
    online sources|journals|books|articles|references and sources|in popular culture
"""
END_MATTER = frozenset(title.strip() for line in _END_MATTER.split("\n") for title in line.split("|") if title.strip())
"""Headings that stand after an article's text, folded."""

LINKS = frozenset({"see also", "external links", "navigation menu", "related articles"})
"""Headings over lists of links only."""

_NO_WORKS = frozenset({"see", "external", "in", "notes", "footnotes", "explanatory", "informational", "endnotes", ""})
BIBLIOGRAPHIC = frozenset(title for title in END_MATTER if title.split(" ")[0] not in _NO_WORKS)
"""Headings over lists of works."""

_PICTURED = r"""
    portrait self-portrait photograph photo bust statue painting drawing mural poster map plaque engraving stamp
    sculpture sketch cartoon diagram graph chart monument memorial mugshots? depictions? illustration view logo flag
    coins? page cover tomb grave interior exterior ruins replica model screenshot celebration territory territories
    members delegates copy
"""
PICTURED = "|".join(_PICTURED.split())
"""What a caption may begin with saying that it shows, as alternatives of a pattern."""

_DISCOURSE = """
    in on at after before during from by with for to as until when while although though however because since
    despite following throughout under over upon among between within he she it they we this these those there his
    her its their some many most several both one two other others another according if but and so thus then later
    also even not no meanwhile moreover furthermore similarly conversely additionally initially eventually finally
    originally soon once such what who how why where each every all only
"""
DISCOURSE = frozenset(_DISCOURSE.split())
"""Words that a sentence of prose begins with, and a caption hardly ever."""

_FINITE = r"""
    was were had has have did does is are could would should might must may will can became began wrote said
    took made gave went came saw found held led left met knew thought told kept brought fell grew spoke rose chose
    fought won lost sent felt paid bought sold built rebuilt cost cut drew drove ate flew forgot got hid hit hurt laid
    lay lent let lit meant put quit ran rang read rode sang sank sat shook shot shut slept spent stood stole struck
    swam swore taught threw understood woke wore broke burst caught dealt dug froze heard overcame withdrew bore beat
    lived died worked moved returned served studied remained stayed appeared happened occurred started continued
    turned graduated settled emigrated participated resigned retired arrived travelled traveled belonged existed
    consisted emerged followed resulted ended argued claimed stated believed considered described also never
    opened closed launched departed ceased sought served seemed then therefore thus however
"""
FINITE = "|".join(_FINITE.split())
"""Verbs and adverbs of narrative, as alternatives of a pattern."""

_SAYING = r"""
    wr[io]te written said says states? stated statement summary summari[sz]ed passage words letter telegram speech
    declar\w+ explain\w+ comment\w* remark\w* cabled quote\w* poem lines verses? text message description described
    testif\w+ testimony recalled recollect\w+ note[ds]? noting argued argues proclaim\w+ appeal report\w*
"""
SAYING = "|".join(_SAYING.split())
"""Words for saying and writing, as alternatives of a pattern."""
