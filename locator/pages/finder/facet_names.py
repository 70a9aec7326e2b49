"""What clinics may be chosen by: each facet's choices with their names."""

from __future__ import annotations

from typing import TYPE_CHECKING

from locator.site.filters import NOW, YES, Facet

if TYPE_CHECKING:
    from collections.abc import Mapping

    from locator.site.snapshot import Site

FLAGS = {
    Facet.OPEN: (NOW, "Open now"),
    Facet.ACCESSIBLE: (YES, "Step-free entrance"),
    Facet.ACCEPTING: (YES, "Accepting new patients"),
}


def names_of(site: Site, facet: Facet) -> Mapping[str, str]:
    """The choices of a facet with their names."""
    return dict([FLAGS[facet]]) if facet in FLAGS else site.named_choices[facet]
