"""Curves of docs: plain SVG, whole whatever the figures are."""

from __future__ import annotations

import lxml.etree
from curves import LEFT, WIDTH, Panel, draw_curves


def test_curves_lie_on_the_paper() -> None:
    waits = Panel("waits & more, ms", {"p50": [0.0, 3.0], "p99": [9.0, 1_234.0]})
    panels = [waits, Panel("none", {"x": [0, 0]})]
    drawing = lxml.etree.fromstring(draw_curves([0, 300], panels, {"reloads": [20, 40]}).encode())
    assert waits.most == 1_300
    said = [text.text for text in drawing.iterfind("{*}text")]
    assert {"waits & more, ms", "p99", "1,300", "reloads"} <= {*said}
    curve = next(path.get("d", "") for path in drawing.iterfind("{*}path") if path.get("class") == "b")
    first, last = (float(point.split()[0]) for point in curve.removeprefix("M").split("L"))
    assert LEFT <= first < last <= WIDTH
