"""The clinics' names, word by word: what a clinic is found by."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass
from typing import TYPE_CHECKING

from locator.geo.names import name_words
from locator.site.queries.words import position

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable

    from locator.model.clinic import Clinic


@dataclass(frozen=True, slots=True)
class ClinicName:
    """A clinic with the words of its name, of its town, and of both where the name does not say the town."""

    clinic: Clinic
    name: list[str]
    town: list[str]
    full: list[str]

    @property
    def text(self) -> str:
        """The name as it is written, with the town if that tells more."""
        return (
            self.clinic.name
            if self.full == self.name
            else f"{self.clinic.name} {self.clinic.address.locality}"
        )


class ClinicNames:
    """All clinics by the words of their names, closed ones too: who seeks one wants what is near it."""

    def __init__(self, clinics: Iterable[Clinic]) -> None:
        self._by_word: defaultdict[str, list[ClinicName]] = defaultdict(list)
        for clinic in clinics:
            named = _named(clinic)
            for word in set(named.full):
                self._by_word[word].append(named)

    def holding(self, words: Collection[str]) -> list[ClinicName]:
        """The names with all of the words, in any order; none without words."""
        rarest = min((self._by_word.get(word, []) for word in words), key=len, default=[])
        return [named for named in rarest if all(word in named.full for word in words)]


def _named(clinic: Clinic) -> ClinicName:
    name, town = name_words(clinic.name), name_words(clinic.address.locality)
    return ClinicName(clinic, name, town, name if position(name, town) is not None else [*name, *town])
