"""Places by their names: what completion asks, whoever keeps them."""

from __future__ import annotations

from typing import TYPE_CHECKING, Protocol

if TYPE_CHECKING:
    from collections.abc import Iterable

    from locator.site.typeahead.beginnings import Beginning
    from locator.site.typeahead.weighed_names import Keyed


class Names(Protocol):
    """Finds at most `count` places, the likeliest first, each with its folded name."""

    def beginning(self, reading: Beginning, count: int) -> Iterable[Keyed]:
        """Places with a name that begins, or is, as it was read."""

    def with_word(self, reading: Beginning, count: int) -> Iterable[Keyed]:
        """Places with a later word that begins so."""

    def with_other_name(self, reading: Beginning, count: int) -> Iterable[Keyed]:
        """Places with another name that begins so."""

    def misspelled(self, reading: Beginning, count: int) -> Iterable[Keyed]:
        """Places with a name that begins so but for one mistake."""
