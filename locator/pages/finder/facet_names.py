"""What clinics may be chosen by: each facet's choices with their names."""

from __future__ import annotations

from typing import TYPE_CHECKING

from locator.model.sentence import to_say
from locator.site.filters import NOW, YES, Facet

if TYPE_CHECKING:
    from collections.abc import Mapping

    from locator.site.snapshot import Site

FLAGS = {
    Facet.OPEN: (NOW, to_say("Open now")),
    Facet.ACCESSIBLE: (YES, to_say("Step-free entrance")),
    Facet.ACCEPTING: (YES, to_say("Accepting new patients")),
}


def names_of(site: Site, facet: Facet) -> Mapping[str, str]:
    """The choices of a facet with their names."""
    if facet not in FLAGS:
        return site.named_choices[facet]
    choice, name = FLAGS[facet]
    return {choice: site.say(name)}
