"""scripts/make_letter_widths.py: the same font gives the table that ships."""

from __future__ import annotations

import runpy
from pathlib import Path

ROOT = Path(__file__).parent.parent.parent
SCRIPT = ROOT / "scripts" / "make_letter_widths.py"
SHIPPED = ROOT / "locator" / "data" / "letter_widths.json"


def test_the_table_that_ships_is_made_of_the_font(tmp_path: Path) -> None:
    runpy.run_path(str(SCRIPT))["main"](tmp_path / "widths.json")
    assert (tmp_path / "widths.json").read_bytes() == SHIPPED.read_bytes()
