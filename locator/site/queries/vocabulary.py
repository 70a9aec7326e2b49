"""Words around a place's name, and short and Spanish names of places: locator/data/words.toml, read."""

from __future__ import annotations

import tomllib
from pathlib import Path
from typing import Any

from locator.model.region import REGIONS

WORDS = Path(__file__).parents[2] / "data" / "words.toml"

_Phrases = tuple[tuple[str, ...], ...]
_words: dict[str, Any] = tomllib.loads(WORDS.read_text(encoding="utf-8"))


def _phrases(name: str) -> _Phrases:
    return tuple(tuple(phrase.split()) for phrase in _words[name])


FILLER = frozenset(f"{_words['filler_english']} {_words['filler_spanish']}".split())
NEAR_ME = _phrases("near_me")
COUNTRY = _phrases("country")
EMERGENCIES = tuple(_words["emergencies"])
ABROAD = frozenset(_words["abroad"])
STREET_TYPES = frozenset(_words["street_types"].split())
STREET_TYPES_AFTER_NUMBER = STREET_TYPES | frozenset(_words["street_types_after_number"].split())
UNITS = frozenset(_words["units"].split())

# Folded name -> state: "fl", "florida", "fla", "la florida".
REGION_WORDS = {
    **{code.casefold(): region for code, region in REGIONS.items()},
    **{region.name.casefold().replace(".", ""): region for region in REGIONS.values()},
    **{name: REGIONS[code] for code, names in _words["states"].items() for name in names},
}
# Folded short name -> name and state: "jax" -> "Jacksonville, FL".
NICKNAMES: dict[str, str] = _words["nicknames"]
