"""The same page in other languages: only what both sides say, with the one for everybody else (rule A34)."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from locator.pages.languages import X_DEFAULT

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping

    from locator.pages.entry import Entry


def mutual_alternates(entries: Iterable[Entry], language: str) -> Iterator[Entry]:
    """The entries with those alternates that are listed themselves and name all the same pages.

    A page in one language only names none. `language` is that of readers whose own there is not.
    """
    listed = {entry.path: entry for entry in entries}
    for entry in listed.values():
        if not entry.alternates:
            yield entry
            continue
        mutual = {
            code: path
            for code, path in sorted(entry.alternates.items())
            if code != X_DEFAULT and path in listed and entry.path in listed[path].alternates.values()
        }
        yield replace(entry, alternates=_with_default(mutual, language) if len(mutual) > 1 else {})


def _with_default(alternates: Mapping[str, str], language: str) -> dict[str, str]:
    default = alternates.get(language)
    return {**alternates, **({X_DEFAULT: default} if default else {})}
