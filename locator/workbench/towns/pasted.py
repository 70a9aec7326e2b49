"""The form of the page that adds towns, as it was sent."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from locator.editing.pasting.pasted_towns import Reading

if TYPE_CHECKING:
    from collections.abc import Mapping

    from locator.editing.pasting.pasted_towns import PastedTown


@dataclass(frozen=True, slots=True)
class Pasted:
    """What the form holds: the text, the words chosen for lines that were asked about, and what is ticked.

    `ticked` is by the label of a town, None before anything could be ticked.
    """

    text: str = ""
    chosen: Mapping[str, str] | None = None
    treatments: tuple[str, ...] = ()
    known: frozenset[str] = frozenset()
    ticked: frozenset[str] = frozenset()

    def takes(self, town: PastedTown) -> bool:
        """Tells whether the town is to be added: as ticked, or else if a clinic is in its reach."""
        if town.new is None:
            return False
        label = town.new.town.label
        return label in self.ticked if label in self.known else town.reading is Reading.NEW

    def to_json(self) -> dict[str, Any]:
        """What JSON can hold of it, which is all."""
        return {
            "text": self.text,
            "chosen": dict(self.chosen or {}),
            "treatments": self.treatments,
            "known": sorted(self.known),
            "ticked": sorted(self.ticked),
        }

    @classmethod
    def from_json(cls, parts: Mapping[str, Any]) -> Pasted:
        """The form that `to_json` was asked of."""
        return cls(
            parts["text"],
            parts["chosen"],
            tuple(parts["treatments"]),
            frozenset(parts["known"]),
            frozenset(parts["ticked"]),
        )
