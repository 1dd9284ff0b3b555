"""What the elements of a page mean: which part words, which stand in the way, and which zone is in them."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace

from corpus.model import Zone


def _names(listed: str) -> frozenset[str]:
    """Return the names of a list."""
    return frozenset(listed.split())


VOID = _names("area base br col embed hr img input link meta param source track wbr")
BLOCK = _names("""
    address article aside blockquote body caption center dd details dialog dir div dl dt fieldset figcaption figure
    footer form h1 h2 h3 h4 h5 h6 head header hgroup hr html legend li main menu nav ol optgroup option p pre search
    section summary table tbody tfoot thead title tr ul
""")
HEADINGS = _names("h1 h2 h3 h4 h5 h6")
CLOSED_BY = {
    "li": _names("li"),
    "dt": _names("dt dd"),
    "dd": _names("dt dd"),
    "tr": _names("tr td th"),
    "td": _names("td th"),
    "th": _names("td th"),
    "option": _names("option"),
}
"""Which open elements an opening tag closes by itself; every block closes a paragraph."""

BARRIERS = _names("article aside blockquote body dl div figure footer header main nav ol section table td th ul")
"""An opening tag closes nothing beyond these, unless it is a cell or row, which only its table stops."""

_UNSEEN = _names("audio canvas iframe math noscript object script style svg template title video")
_DEBRIS = _names("aside button dialog footer input label menu nav optgroup option search select textarea")
_ROLES = _names("alert alertdialog banner complementary contentinfo dialog form menu menubar navigation search toolbar")
_ZONES = {
    "blockquote": Zone.BLOCK_QUOTATION,
    "caption": Zone.CAPTION,
    "figcaption": Zone.CAPTION,
    "dd": Zone.LIST_ITEM,
    "dt": Zone.LIST_ITEM,
    "li": Zone.LIST_ITEM,
    "pre": Zone.DEBRIS,
    "table": Zone.TABLE,
    **dict.fromkeys(HEADINGS, Zone.HEADING),
}
_MEANT = _UNSEEN | _DEBRIS | _ZONES.keys() | {"article", "header", "main", "p"}
_CLUTTER = re.compile(
    r"(?:^|\s)(?:mw-|js-|wp-)?(?:(?:cite-)?backlink|footnote-back|ads?|advert\w*|breadcrumbs?|catlinks|comments|consent|cookies?|editsection|gdpr|menu|modal"
    r"|nav|navbar|navbox|navigation|newsletter|noprint|pagination|popup|printfooter|promo|related|share|sharing|sidebar|skip"
    r"|social|sponsored|subscribe|toc|toolbar|widget)"
    r"(?:$|\s|[_-](?:area|bar|box|banner|buttons?|container|content|icons?|links?|list|menu|notice|section|wrapper)?(?:$|\s))",
    re.IGNORECASE,
)
_PULL = re.compile(r"pull-?quote", re.IGNORECASE)
_CAPTION = re.compile(r"(?:^|[\s_-])(?:thumb)?caption", re.IGNORECASE)
_INFOBOX = re.compile(r"(?:^|[\s_-])infobox", re.IGNORECASE)
_HIDDEN = re.compile(r"display\s{0,4}:\s{0,4}none|visibility\s{0,4}:\s{0,4}hidden", re.IGNORECASE)
_WHOLE_PAGE = _names("html body main article")


@dataclass(frozen=True, slots=True)
class Context:
    """What holds inside an element: its zone, and whether its words are seen at all."""

    zone: Zone = Zone.PROSE
    seen: bool = True
    in_main: bool = False
    reference: int = 0  # the number of the reference that these are the words of


def inside(around: Context, name: str, attributes: dict[str, str]) -> Context:
    """Return what holds inside an element that stands in `around`."""
    if not attributes and name not in _MEANT:
        return around
    if name in ("main", "article"):
        around = replace(around, in_main=True)
    if _is_unseen(name, attributes):
        return replace(around, seen=False)
    if around.zone is Zone.DEBRIS:
        return around
    words = f"{attributes.get('class', '')} {attributes.get('id', '')}"[:400]
    if _PULL.search(words):
        return replace(around, zone=Zone.PULL_QUOTATION)
    if _is_debris(around, name, attributes, words):
        return replace(around, zone=Zone.DEBRIS) if name in BLOCK else replace(around, seen=False)
    zone = _zone(around.zone, name, words)
    return around if zone is around.zone else replace(around, zone=zone)


def _is_unseen(name: str, attributes: dict[str, str]) -> bool:
    """Say whether a browser would not show an element's words."""
    hidden = "hidden" in attributes or attributes.get("aria-hidden") == "true"
    return name in _UNSEEN or hidden or bool(_HIDDEN.search(attributes.get("style", "")[:400]))


def _is_debris(around: Context, name: str, attributes: dict[str, str], words: str) -> bool:
    """Say whether an element belongs to the site, and not to the document."""
    if name in _WHOLE_PAGE:
        return False
    if name in ("footer", "cite") and around.zone in (Zone.BLOCK_QUOTATION, Zone.PULL_QUOTATION):
        return False
    if name in _DEBRIS or attributes.get("role", "") in _ROLES:
        return True
    return (name == "header" and not around.in_main) or bool(_CLUTTER.search(words))


def _zone(around: Zone, name: str, words: str) -> Zone:
    """Return the zone inside an element that stands in the zone `around`."""
    if around in (Zone.REFERENCE, Zone.PULL_QUOTATION) or (around is Zone.BLOCK_QUOTATION and name not in HEADINGS):
        return around
    if name == "table" and _INFOBOX.search(words):
        return Zone.INFOBOX
    if name == "p" and around is Zone.TABLE:
        return Zone.PROSE
    if name in BLOCK and _CAPTION.search(words):
        return Zone.CAPTION
    if around is Zone.INFOBOX:
        return around
    return _ZONES.get(name, around)
