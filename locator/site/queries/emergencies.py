"""Words of somebody who needs help now, not a clinic: they are never read as a place."""

from __future__ import annotations

from locator.geo.names import fold_words
from locator.site.queries.vocabulary import EMERGENCIES


def is_emergency(text: str) -> bool:
    """Tells whether the text speaks of an emergency ("chest pain", "I cannot feel my legs")."""
    words = f" {' '.join(fold_words(text))} "
    return any(f" {phrase} " in words for phrase in EMERGENCIES)
