"""A page of ours taken apart into what every such page says, and the values that fill its blanks.

Each text of a page's context becomes a blank, wherever it stands on the page, and so does every number of its
map. What is left is a template that any engine can fill in, with two steps to a value as in `clinic.name`.
"""

from __future__ import annotations

import re
from collections import defaultdict
from dataclasses import dataclass, fields, is_dataclass, replace
from enum import Enum
from html import escape
from typing import Any

from markupsafe import Markup

from locator.pages.maps.pin import Pin
from locator.site.words import lower_first

DECIDING = {"anchor", "kind", "language", "template"}  # texts that templates decide by
_DATA = re.compile(r'(?<=<script type="application/ld\+json">).*?(?=</script>)', re.DOTALL)
_MAP = re.compile(r'(?<=<svg class="loc-map__drawing").*?(?=</svg>)', re.DOTALL)
_MEASURE = re.compile(r'(?<= (?:x|y|d)=")[^"]+(?=")|(?<= c(?:x|y)=")[^"]+(?=")')
_MARK = re.compile(r"([Qq]\d+z)")


@dataclass(frozen=True)
class Blank:
    """The value of an object, by the names of both; `is_html` if it is no plain text."""

    owner: str
    name: str
    is_html: bool = False


class Blanks:
    """The texts of a page and the blanks between them; `values` has what fills these, by owner and name."""

    def __init__(self, renderer: Any, context: Any) -> None:
        self.values: defaultdict[str, dict[str, str]] = defaultdict(dict)
        self._blanks: dict[str, Blank] = {}
        (data,) = _DATA.findall(renderer.render(context).decode())
        page = renderer.render(self._marked(context)).decode()
        # Structured data is JSON in one piece, to the good of those who would have to write it.
        page = _DATA.sub(lambda _: self._mark("graph", "json", Markup(data)), page)
        page = _MAP.sub(lambda drawing: _MEASURE.sub(self._measure, drawing[0]), page)
        self.parts: list[str | Blank] = [self._blanks.get(part, part) for part in _MARK.split(page)]
        used = {part.owner for part in self.parts if isinstance(part, Blank)}
        self.values = defaultdict(dict, {name: self.values[name] for name in used})

    def template(self) -> str:
        """The page for engines that write {{ owner.name }}."""
        return "".join(part if isinstance(part, str) else _variable(part) for part in self.parts)

    def function(self) -> Any:
        """The page as a function of its owners, compiled from one f-string."""
        body = "".join(_doubled(part) if isinstance(part, str) else _lookup(part) for part in self.parts)
        scope: dict[str, Any] = {"escape": escape}
        exec(f"def page({', '.join(self.values)}): return f'''{body}'''", scope)  # our own page
        return scope["page"]

    def _mark(self, owner: str, name: str, text: str) -> str:
        mark = f"Q{len(self._blanks)}z"
        self._blanks[mark] = Blank(owner, name, isinstance(text, Markup))
        self._blanks[lower_first(mark)] = Blank(owner, f"{name}_in_a_sentence")
        self.values[owner] |= {name: text, f"{name}_in_a_sentence": lower_first(text)}
        return mark

    def _measure(self, found: re.Match[str]) -> str:
        text = found[0]
        return text if _MARK.fullmatch(text) else self._mark("drawn", f"n{len(self.values['drawn'])}", text)

    def _marked(self, record: Any) -> Any:
        """The record with marks for texts, and so on within it."""
        owner = f"o{len(self.values)}"
        self.values[owner] = {}

        def marked(name: str, value: Any) -> Any:
            if isinstance(value, tuple):
                return tuple(marked(f"{name}_{n}", each) for n, each in enumerate(value))
            if is_dataclass(value) and not isinstance(value, (type, Pin)):  # a pin has the width of its label
                return self._marked(value)
            if not isinstance(value, str) or isinstance(value, Enum) or not value or name in DECIDING:
                return value
            return type(value)(self._mark(owner, name, value))

        return replace(
            record, **{each.name: marked(each.name, getattr(record, each.name)) for each in fields(record)}
        )


def _variable(blank: Blank) -> str:
    return f"{{{{ {blank.owner}.{blank.name}{'|safe' if blank.is_html else ''} }}}}"


def _lookup(blank: Blank) -> str:
    value = f'{blank.owner}["{blank.name}"]'
    return f"{{{value}}}" if blank.is_html else f"{{escape({value})}}"


def _doubled(text: str) -> str:
    return text.replace("\\", "\\\\").replace("'", "\\'").replace("{", "{{").replace("}", "}}")
