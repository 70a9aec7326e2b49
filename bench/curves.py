"""Figures over time -> curves as plain SVG, readable in light and dark."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from html import escape

WIDTH, PANEL, GAP, LEFT, FOOT = 1_200, 150, 34, 60, 30
STYLE = """
text{font:12px ui-monospace,monospace;fill:#111}.axis{stroke:#bbb;stroke-width:.6}
path{fill:none;stroke-width:1.6}.a{stroke:#23578f}.b{stroke:#b85c00}.c{stroke:#20683a}.ta{fill:#23578f}.tb{fill:#b85c00}
.tc{fill:#20683a}
@media(prefers-color-scheme:dark){text{fill:#fff}.axis{stroke:#555}.a{stroke:#7fb2e5}.b{stroke:#f0b27a}.c{stroke:#8fd0a0}
.ta{fill:#7fb2e5}.tb{fill:#f0b27a}.tc{fill:#8fd0a0}}
"""


@dataclass(frozen=True, slots=True)
class Panel:
    """Curves that share an axis; each is a value for each of the same moments."""

    title: str
    curves: Mapping[str, Sequence[float]]

    @property
    def most(self) -> float:
        """The end of the axis: the largest value, rounded up to two digits."""
        largest = max((max(values, default=0.0) for values in self.curves.values()), default=0.0) or 1.0
        step = 10.0 ** (len(str(int(largest))) - 2)
        return -(-largest // step) * step


def draw_curves(
    seconds: Sequence[float], panels: Sequence[Panel], marks: Mapping[str, Sequence[float]]
) -> str:
    """Panels below each other over the same seconds; `marks` are moments, by what happened then."""
    height = len(panels) * (PANEL + GAP) + FOOT
    end = max(seconds, default=1.0) or 1.0
    drawn = [line for number, panel in enumerate(panels) for line in _panel(seconds, panel, number, end)]
    drawn += _marks(marks, end, height - FOOT)
    body = "\n".join(drawn)
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {WIDTH} {height}" role="img">'
        f"<style>{STYLE}</style>\n{body}\n</svg>\n"
    )


def _panel(seconds: Sequence[float], panel: Panel, number: int, end: float) -> Iterator[str]:
    top = number * (PANEL + GAP) + GAP
    foot, most = top + PANEL - 10, panel.most
    yield f'<text x="{LEFT}" y="{top - 10}">{escape(panel.title)}</text>'
    for share in (0.0, 0.5, 1.0):
        y = foot - share * (PANEL - 10)
        yield f'<path class="axis" d="M{LEFT} {y:.1f}H{WIDTH}"/>'
        yield f'<text x="{LEFT - 6}" y="{y + 4:.1f}" text-anchor="end">{share * most:,.0f}</text>'
    for place, (name, values) in enumerate(panel.curves.items()):
        kind = "abc"[place]
        points = (
            f"{_x(second, end):.1f} {foot - value / most * (PANEL - 10):.1f}"
            for second, value in zip(seconds, values, strict=True)
        )
        yield f'<path class="{kind}" d="M{"L".join(points)}"/>'
        at = f'x="{WIDTH - 4 - place * 180}" y="{top - 10}" text-anchor="end"'
        yield f'<text class="t{kind}" {at}>{escape(name)}</text>'


def _marks(marks: Mapping[str, Sequence[float]], end: float, y: float) -> Iterator[str]:
    for row, (name, moments) in enumerate(marks.items()):
        kind, foot = "abc"[row], y + 12 * row
        yield f'<text class="t{kind}" x="4" y="{foot + 10}">{escape(name)}</text>'
        yield from (f'<path class="{kind}" d="M{_x(at, end):.1f} {foot + 2}v8"/>' for at in moments)


def _x(second: float, end: float) -> float:
    return LEFT + 30 + second / end * (WIDTH - LEFT - 34)
