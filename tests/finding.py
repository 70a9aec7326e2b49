"""What find_place answers, as the tests of it read it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from locator.site.queries.search import find_place

if TYPE_CHECKING:
    from locator.model.place import Place
    from locator.site.snapshot import Site


def found(site: Site, text: str) -> Place:
    """The one place that the text means."""
    answer = find_place(site, text)
    assert answer.origin, answer
    assert answer.suggestions == ()
    return answer.origin


def candidates(site: Site, text: str) -> tuple[Place, ...]:
    """The places to choose from, two at least."""
    answer = find_place(site, text)
    assert answer.origin is None
    assert len(answer.candidates) > 1
    return answer.candidates


def unknown(site: Site, text: str) -> tuple[str, ...]:
    """The suggestions for a text that means no place."""
    answer = find_place(site, text)
    assert (answer.origin, answer.candidates) == (None, ())
    return answer.suggestions
