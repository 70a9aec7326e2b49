"""How well one color stands out from another, by WCAG 2.2."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from playwright.sync_api import Page

TEXT, SHAPE = 4.5, 3.0  # the least contrast by 1.4.3 and 1.4.11
STYLE = "(element, name) => getComputedStyle(element)[name]"


def color(page: Page, selector: str, name: str) -> str:
    """The computed color of the first such element: color(page, "h1", "color")."""
    found: str = page.locator(selector).first.evaluate(STYLE, name)
    return found


def contrast(one: str, other: str) -> float:
    """From 1 to 21."""
    dark, light = sorted((luminance(one), luminance(other)))
    return (light + 0.05) / (dark + 0.05)


def luminance(color: str) -> float:
    """How light "rgb(11, 93, 102)" is, from 0 to 1 (WCAG 2.2, relative luminance)."""
    parts = [int(part) / 255 for part in re.findall(r"\d+", color)[:3]]
    red, green, blue = (
        part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4 for part in parts
    )
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue
