"""Makes locator/data/letter_widths.json: how wide each letter of Arial is, from the metrics of Arimo.

Search engines show titles in Arial, which may not be shipped. Arimo was drawn to its measures, letter by
letter, and may. Only the widths are taken, in thousandths of the size. Same font, same bytes.
"""

from __future__ import annotations

import json
from importlib.resources import as_file, files
from pathlib import Path

from fontTools.ttLib import TTFont

OUT = Path(__file__).resolve().parent.parent / "locator" / "data" / "letter_widths.json"
RANGES = (range(0x20, 0x250), range(0x2010, 0x2040), range(0x20A0, 0x2200))  # Latin, punctuation, signs
FONT = files("fontpkg_arimo") / "files" / "Arimo[wght].ttf"


def main(out: Path = OUT) -> None:
    with as_file(FONT) as path, TTFont(path) as font:
        advances, units = font["hmtx"], font["head"].unitsPerEm
        widths = {
            chr(code): round(1000 * advances[name][0] / units)
            for code, name in sorted(font.getBestCmap().items())
            if any(code in letters for letters in RANGES) and chr(code).isprintable()
        }
    by_width: dict[int, str] = {}
    for letter, width in widths.items():
        by_width[width] = by_width.get(width, "") + letter
    ordered = {str(width): by_width[width] for width in sorted(by_width)}
    out.write_text(json.dumps(ordered, ensure_ascii=False, indent=1) + "\n", encoding="utf-8")


if __name__ == "__main__":
    main()
