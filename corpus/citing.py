"""References to an answer as other people's texts need them: plain, Markdown, APA, MLA, Chicago and BibTeX."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from corpus.authors import Author, authors
from corpus.served import Answer

_MONTHS = (
    *("January", "February", "March", "April", "May", "June"),
    *("July", "August", "September", "October", "November", "December"),
)
_SHORT_MONTHS = ("Jan.", "Feb.", "Mar.", "Apr.", "May", "June", "July", "Aug.", "Sept.", "Oct.", "Nov.", "Dec.")
_LONGEST = 300  # characters of a title or a name
_ENDED = re.compile(r"[.?!…]['’”\"]?$")


class Style(StrEnum):
    """A way to write a reference."""

    PLAIN = "Plain"
    MARKDOWN = "Markdown"
    APA = "APA"
    MLA = "MLA"
    CHICAGO = "Chicago"
    BIBTEX = "BibTeX"


@dataclass(frozen=True, slots=True)
class Work:
    """What a reference is made of. Whatever the document doesn't say is empty; `read` is when it was retrieved."""

    title: str
    authors: tuple[Author, ...]
    publisher: str
    url: str
    licence: str
    retrieved: str
    section: str
    ref: str

    @property
    def read(self) -> date | None:
        """The day on which the document was retrieved, where it is one."""
        try:
            return date.fromisoformat(self.retrieved)
        except ValueError:
            return None

    @property
    def issued_by(self) -> str:
        """The publisher, unless it is the author, who is named already."""
        return "" if self.publisher in {author.straight for author in self.authors} else self.publisher


def cite(answer: Answer) -> Mapping[Style, str]:
    """Return the reference to an answer in every style, made from what its document says of itself."""
    work = _work(answer)
    written = {
        Style.PLAIN: _plain,
        Style.MARKDOWN: _markdown,
        Style.APA: _apa,
        Style.MLA: _mla,
        Style.CHICAGO: _chicago,
        Style.BIBTEX: _bibtex,
    }
    return {style: write(work) for style, write in written.items()}


def _work(answer: Answer) -> Work:
    said = answer.passage.source.metadata
    title, author, publisher, licence = (
        _short(part) for part in (said.title, said.author, said.publisher, said.licence)
    )
    section = _short(answer.passage.section[-1] if answer.passage.section else "")
    return Work(title, authors(author), publisher, said.url, licence, said.retrieved, section, answer.ref)


def _short(text: str) -> str:
    whole = " ".join(text.split())
    return whole if len(whole) <= _LONGEST else whole[:_LONGEST].rsplit(" ", 1)[0] + " …"


def _sentences(parts: Sequence[str]) -> str:
    """Return the parts that there are, each ended with a full stop where nothing else ends it."""
    return " ".join(part if _ENDED.search(part) else f"{part}." for part in parts if part)


def _plain(work: Work) -> str:
    names = _listed([author.straight for author in work.authors])
    where = f"{work.title}, “{work.section}”" if work.section else work.title
    retrieved = f"Retrieved {_english(work)}" if work.retrieved else ""
    return _sentences([names, where, work.issued_by, work.licence, work.url, retrieved, f"Passage {work.ref}"])


def _markdown(work: Work) -> str:
    title = f"[{_marked(work.title)}](<{work.url}>)" if work.url else f"*{_marked(work.title)}*"
    names = _listed([author.straight for author in work.authors])
    where = f"{title}, “{_marked(work.section)}”" if work.section else title
    retrieved = f"Retrieved {_english(work)}" if work.retrieved else ""
    parts = [_marked(names), where, _marked(work.issued_by), _marked(work.licence), retrieved, f"`{work.ref}`"]
    return _sentences(parts)


def _marked(text: str) -> str:
    return re.sub(r"([\\`*_~|\[\]()<>#])", r"\\\1", text)


def _apa(work: Work) -> str:
    """Return the entry of a list of references, and how the text names it; there is no date but that of retrieval."""
    names = _ampersand([author.initials for author in work.authors])
    online = ""
    if work.url:
        read = work.read
        on = f"Retrieved {_MONTHS[read.month - 1]} {read.day}, {read.year}, from " if read else ""
        online = f"{on}{work.url}"
    first = [names, "(n.d.)", work.title] if names else [work.title, "(n.d.)"]
    entry = " ".join(filter(None, [_sentences([*first, work.issued_by]), online]))
    return f"{entry}\nIn the text: {_apa_beside(work)}"


def _apa_beside(work: Work) -> str:
    families = [author.family for author in work.authors]
    named = f"{families[0]} et al." if len(families) > 2 else " & ".join(families)
    where = f", {work.section} section" if work.section else ""
    return f"({f'{named},' if named else f'“{work.title},”'} n.d.{where})"


def _mla(work: Work) -> str:
    """Return a work cited: author, “section”, title, publisher, address, and when it was read."""
    section = f"“{work.section}{'' if _ENDED.search(work.section) else '.'}”" if work.section else ""
    held = ", ".join(filter(None, [work.title, work.issued_by, work.url]))
    read = work.read
    accessed = f"Accessed {read.day} {_SHORT_MONTHS[read.month - 1]} {read.year}" if read else ""
    return _sentences([_mla_names(work.authors), section, held, accessed])


def _mla_names(named: Sequence[Author]) -> str:
    if len(named) > 2:
        return f"{named[0].inverted}, et al."
    return ", and ".join([*(one.inverted for one in named[:1]), *(one.straight for one in named[1:])])


def _chicago(work: Work) -> str:
    """Return an entry of a bibliography; with no day of access, it says that there is no date."""
    first, *others = work.authors or (Author(""),)
    names = _listed([first.inverted, *(one.straight for one in others)], comma=True)
    section = f"“{work.section}{'' if _ENDED.search(work.section) else '.'}”" if work.section else ""
    read = work.read
    dated = f"Accessed {_MONTHS[read.month - 1]} {read.day}, {read.year}" if read else "n.d."
    return _sentences([names, section, work.title, work.issued_by, dated, work.url])


def _listed(names: Sequence[str], *, comma: bool = False) -> str:
    """Return names as a list in words; `comma` puts one before “and” also between two."""
    if len(names) < 2:
        return "".join(names)
    joint = ", and " if comma or len(names) > 2 else " and "
    return f"{', '.join(names[:-1])}{joint}{names[-1]}"


def _ampersand(names: Sequence[str]) -> str:
    return names[0] if len(names) == 1 else f"{', '.join(names[:-1])}, & {names[-1]}" if names else ""


def _english(work: Work) -> str:
    read = work.read
    return f"{read.day} {_MONTHS[read.month - 1]} {read.year}" if read else work.retrieved


def _bibtex(work: Work) -> str:
    """Return an entry for BibTeX; a title and an organisation stand in braces of their own, so that they stay whole."""
    fields = {
        "author": " and ".join(_tex(one.inverted) if one.given else f"{{{_tex(one.family)}}}" for one in work.authors),
        "title": f"{{{_tex(work.title)}}}",
        "howpublished": ", ".join(filter(None, [_tex(work.issued_by), _tex_url(work.url)])),
        "note": _tex("; ".join(_noted(work))),
        "key": "" if work.authors else _tex(work.title),
    }
    lines = ",\n".join(f"  {name} = {{{value}}}" for name, value in fields.items() if value)
    return f"@misc{{{re.sub(r'[^a-z0-9-]', '-', work.ref)},\n{lines}\n}}"


def _noted(work: Work) -> Sequence[str]:
    section = f"section “{work.section}”" if work.section else ""
    retrieved = f"retrieved {work.retrieved}" if work.retrieved else ""
    licence = f"licence: {work.licence}" if work.licence else ""
    return [part for part in (section, f"passage {work.ref}", retrieved, licence) if part]


_TEX = {
    **{mark: f"\\{mark}" for mark in "{}$&#_%"},
    **{"\\": r"\textbackslash{}", "^": r"\textasciicircum{}", "~": r"\textasciitilde{}"},
    **{"“": "``", "”": "''", "–": "--", "—": "---", "…": r"\ldots{}"},
}


def _tex(text: str) -> str:
    return "".join(_TEX.get(mark, mark) for mark in text)


def _tex_url(url: str) -> str:
    safe = url.replace("\\", "%5C").replace("{", "%7B").replace("}", "%7D")
    return f"\\url{{{safe}}}" if url else ""
