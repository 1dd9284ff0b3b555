"""Find which characters of a Markdown paragraph are shown, and where its footnote marks stand.

markdown-it gives tokens without places. This parses with its own rules, over a state that also notes where it was when
each token was made.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Literal

from markdown_it import MarkdownIt
from markdown_it.rules_inline import StateInline
from markdown_it.token import Token
from markdown_it.utils import EnvType
from mdit_py_plugins.footnote import footnote_plugin

LONGEST = 20_000
"""A longer paragraph is shown as it stands, as the rules for emphasis and links are not linear."""

_FOOTNOTE = re.compile(r"\[\^([^\s\[\]]{1,64})\]")
_LINK = re.compile(r"https?://[^\s<>\"]{1,2000}")


@dataclass(frozen=True, slots=True)
class Inline:
    """Spans of a paragraph's content that are shown, in order; footnote marks with their labels; pictures; a link."""

    shown: tuple[tuple[int, int], ...]
    footnotes: tuple[tuple[int, int, str], ...] = ()
    pictures: tuple[tuple[int, int], ...] = ()
    url: str = ""


def parser() -> MarkdownIt:
    """Return a CommonMark parser with tables and footnotes, which leaves what is inside paragraphs to `read_inline`."""
    markdown = MarkdownIt("commonmark").enable("table").use(footnote_plugin, inline=False, move_to_end=False)
    markdown.core.ruler.enableOnly(["normalize", "block"])
    markdown.inline.ruler.at("footnote_ref", _footnote)
    markdown.inline.ruler2.disable("fragments_join")
    return markdown


def read_inline(markdown: MarkdownIt, content: str, env: EnvType) -> Inline:
    """Return what of a paragraph's content is shown."""
    if len(content) > LONGEST:
        return Inline(((0, len(content)),))
    state = _Placed(content, markdown, env, [])
    markdown.inline.tokenize(state)
    for rule in markdown.inline.ruler2.getRules(""):
        rule(state)
    return _gather(content, state)


class _Placed(StateInline):
    """The parser's state, which also notes where each token was made."""

    def __init__(self, src: str, md: MarkdownIt, env: EnvType, tokens: list[Token]) -> None:
        super().__init__(src, md, env, tokens)
        self.begun = 0
        self.places: dict[int, int] = {}
        self._stay = (-1, 0)

    def append_pending(self, text: str) -> None:
        if not self.pending:
            self.begun = self.pos
        super().append_pending(text)

    def pushPending(self) -> Token:
        token = super().pushPending()
        self.places[id(token)] = self.begun
        return token

    def push(self, ttype: str, tag: str, nesting: Literal[-1, 0, 1]) -> Token:
        token = super().push(ttype, tag, nesting)
        times = self._stay[1] + 1 if self._stay[0] == self.pos else 0
        self._stay = (self.pos, times) if ttype == "text" else (-1, 0)
        # Each star of `**` is a token of its own, and all are made at the place of the first.
        self.places[id(token)] = self.pos + (times if ttype == "text" else 0)
        return token


def _footnote(state: StateInline, silent: bool) -> bool:
    """Read a footnote mark. The plugin's own rule looks for its end through all that follows."""
    found = _FOOTNOTE.match(state.src, state.pos, state.posMax)
    if not found or f":{found[1]}" not in state.env.get("footnotes", {}).get("refs", {}):
        return False
    if not silent:
        state.push("footnote_ref", "", 0).meta = {"label": found[1]}
    state.pos = found.end()
    return True


def _gather(content: str, state: _Placed) -> Inline:
    """Return what the tokens say is shown."""
    shown: list[tuple[int, int]] = []
    footnotes, pictures, url = [], [], ""
    for token in state.tokens:
        at = state.places[id(token)]
        match token.type:
            case "footnote_ref":
                label = token.meta["label"]
                footnotes.append((at, at + len(label) + 3, label))
            case "image":
                pictures.append((at + 2, at + 2 + len(token.content)))
            case "link_open":
                url = url or str(token.attrs.get("href", ""))
            case _:
                shown += _span(content, token, at)
    found = _LINK.search(content)
    url = url if url.startswith(("http://", "https://")) else found[0].rstrip(".,;)") if found else ""
    return Inline(tuple(shown), tuple(footnotes), tuple(pictures), url)


def _span(content: str, token: Token, at: int) -> list[tuple[int, int]]:
    """Return the span of a token that shows text, or none."""
    match token.type:
        case "text" if token.content:
            if content.startswith(token.content, at):
                return [(at, at + len(token.content))]
            return [(at + 1, content.index(">", at))]  # <https://…>, whose text is the address made readable
        case "text_special" if token.info == "entity":
            return [(at, at + len(token.markup))]
        case "text_special":
            return [(at + len(token.markup) - len(token.content), at + len(token.markup))]
        case "code_inline":
            first = at + len(token.markup)
            first += not content.startswith(token.markup, first + len(token.content))
            return [(first, first + len(token.content))]
        case "softbreak" | "hardbreak":
            newline = content.index("\n", at)
            return [(newline, newline + 1)]
        case _:
            return []
