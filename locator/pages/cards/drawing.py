"""A card as SVG: words on the left, the map on the right, in the colors of the style sheet by daylight."""

from __future__ import annotations

from typing import TYPE_CHECKING
from xml.sax.saxutils import escape

from locator.pages.cards.share_card import HEIGHT, WIDTH
from locator.pages.cards.wrapping import fit, wrap
from locator.pages.maps.drawing import draw_map
from locator.site.language import Language
from locator.site.words import printable

if TYPE_CHECKING:
    from collections.abc import Sequence

    from locator.geo.outlines import Outlines
    from locator.pages.cards.share_card import MiniMap, ShareCard
    from locator.pages.maps.drawing import Map
    from locator.pages.maps.label import Label

# static/style/10-tokens.css has the same; a test holds the two together.
PAPER, INK, SOFT, RULE, ACCENT = "#fdfcf9", "#1d2427", "#545f63", "#d8d6cd", "#0b5d66"
ALERT, WATER, LAND, BORDER = "#9c1c1c", "#e3edf0", "#faf8f2", "#c9c5b8"
FACE = "Source Sans 3"

_EDGE = 64
_COLUMN = WIDTH - 2 * _EDGE
_BOLD = 1.1  # how much wider than in the regular weight a line may be
_MAP_WIDTH, _MAP_HEIGHT, _GAP = 500, 375, 40
_TITLE_SIZES, _MAP_TITLE_SIZES = (84, 76, 68, 60, 52), (84, 72, 60, 52)
_KICKER, _LINE, _FOOT = 36, 38, 28
_TIGHT, _LOOSE = 1.1, 1.25  # times the size of a letter, from line to line
_BELOW_TITLE = 72
_FOOT_AT = HEIGHT - 44
_MAP_LEFT, _MAP_TOP = WIDTH - _EDGE - _MAP_WIDTH, _FOOT_AT - _MAP_HEIGHT
_BESIDE = _COLUMN - _MAP_WIDTH - _GAP  # what the map leaves for words
_BLEED = 20
_MARGINS = (
    f'<rect x="{_MAP_LEFT - _BLEED / 2}" y="{_MAP_TOP - _BLEED / 2}" width="{_MAP_WIDTH + _BLEED}" '
    f'height="{_MAP_HEIGHT + _BLEED}" fill="none" stroke="{PAPER}" stroke-width="{_BLEED}"/>'
    f'<rect x="{_MAP_LEFT}" y="{_MAP_TOP}" width="{_MAP_WIDTH}" height="{_MAP_HEIGHT}" fill="none" '
    f'stroke="{RULE}"/>'
)

_STYLE = f"""
text {{ font-family: "{FACE}"; fill: {INK}; }}
.title {{ font-weight: 700; }}
.kicker {{ font-weight: 600; fill: {ACCENT}; }}
.foot {{ fill: {SOFT}; }}
.caution {{ font-weight: 600; fill: {ALERT}; }}
.land {{ fill: {LAND}; stroke: {SOFT}; stroke-opacity: 0.6; stroke-linejoin: round; }}
.county, .state {{ fill: none; stroke: {BORDER}; }}
.state {{ stroke: {SOFT}; stroke-opacity: 0.6; stroke-width: 1.5; }}
.name {{ font-size: 18px; paint-order: stroke; stroke: {LAND}; stroke-width: 4; stroke-linejoin: round; }}
.origin {{ font-weight: 700; }}
.ring {{ fill: none; stroke: {INK}; stroke-width: 3; }}
.pin {{ fill: {ACCENT}; stroke: {PAPER}; }}
"""


def draw_card(card: ShareCard, outlines: Outlines, units: str) -> str:
    """Draws the card; no text leaves its column, and none covers the map."""
    body = _with_map(card, card.map, outlines, units) if card.map else _words_only(card)
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" width="{WIDTH}" height="{HEIGHT}">'
        f'<style>{_STYLE}</style><rect width="{WIDTH}" height="{HEIGHT}" fill="{PAPER}"/>'
        f'<rect width="20" height="{HEIGHT}" fill="{ACCENT}"/>{body}{_foot(card)}</svg>'
    )


def _words_only(card: ShareCard) -> str:
    kicker = _kicker(card)
    size, title = fit(card.title, _TITLE_SIZES, _COLUMN / _BOLD, 3)
    top = size + (_EDGE + _KICKER + 20 if kicker else _EDGE)
    end = top + round(_TIGHT * size * (len(title) - 1))
    room = (_FOOT_AT - _BELOW_TITLE - end) // round(_LOOSE * _LINE) - 1
    lines = wrap(" ".join(card.lines), _LINE, _COLUMN, max(1, min(room, 4)))
    words = _texts("title", title, size, top, leading=_TIGHT)
    return kicker + words + _texts("line", lines, _LINE, end + _BELOW_TITLE)


def _with_map(card: ShareCard, shown: MiniMap, outlines: Outlines, units: str) -> str:
    """The title over the whole width; under it the lines beside the map."""
    size, title = fit(card.title, _MAP_TITLE_SIZES, _COLUMN / _BOLD, 1)
    top = _EDGE + size + (_KICKER + 10 if card.kicker else 0) - 20
    lines = [part for line in card.lines for part in wrap(line, _LINE, _BESIDE, 3)][:5]
    words = _texts("title", title, size, top) + _texts("line", lines, _LINE, top + _BELOW_TITLE + 10)
    return _map(shown, outlines, units) + _kicker(card) + words


def _kicker(card: ShareCard) -> str:
    return _texts("kicker", wrap(card.kicker, _KICKER, _COLUMN / _BOLD, 1), _KICKER, _EDGE + 24)


def _foot(card: ShareCard) -> str:
    column = _BESIDE if card.map else _COLUMN
    caution = wrap(card.caution, _FOOT, column / _BOLD, 2)
    top = _FOOT_AT - round(_LOOSE * _FOOT) * len(caution)
    signature = wrap(card.signature, _FOOT, column, 1)
    return _texts("caution", caution, _FOOT, top) + _texts("foot", signature, _FOOT, _FOOT_AT)


def _texts(kind: str, lines: Sequence[str], size: int, y: int, *, leading: float = _LOOSE) -> str:
    return "".join(
        f'<text class="{kind}" font-size="{size}" x="{_EDGE}" y="{round(y + n * leading * size)}">'
        f"{escape(printable(line))}</text>"
        for n, line in enumerate(lines)
    )


def _map(shown: MiniMap, outlines: Outlines, units: str) -> str:
    """The map in its frame, and paper over what stands out: to clip it would take half the time again."""
    drawn = draw_map(
        outlines, origin=shown.origin, clinics=shown.clinics, towns=shown.towns, say=Language(units=units)
    )
    marks = "".join(_mark(town.x, town.y, town.label) for town in drawn.towns)
    return (
        f'<g transform="translate({_MAP_LEFT} {_MAP_TOP}) scale({_MAP_WIDTH / drawn.width})">'
        f'<rect width="{drawn.width}" height="{drawn.height}" fill="{WATER}"/>'
        f'<path class="land" d="{drawn.land}"/><path class="county" d="{drawn.county_lines}"/>'
        f'<path class="state" d="{drawn.state_lines}"/>{marks}{_origin(drawn)}{_pins(drawn)}</g>{_MARGINS}'
    )


def _mark(x: int, y: int, label: Label) -> str:
    return f'<circle cx="{x}" cy="{y}" r="3" fill="{INK}"/>{_name("name", label)}'


def _origin(drawn: Map) -> str:
    if drawn.origin is None:
        return ""
    ring = f'<circle class="ring" cx="{drawn.origin.x}" cy="{drawn.origin.y}" r="8"/>'
    return ring + _name("name origin", drawn.origin.label)


def _pins(drawn: Map) -> str:
    return "".join(
        f'<path class="pin" d="{pin.outline}"/><circle cx="{pin.x}" cy="{pin.head_y}" r="4" fill="{PAPER}"/>'
        for pin in drawn.pins
    )


def _name(kind: str, label: Label) -> str:
    return (
        f'<text class="{kind}" x="{label.x}" y="{label.y + 5}" text-anchor="{label.anchor}">'
        f"{escape(printable(label.text))}</text>"
    )
