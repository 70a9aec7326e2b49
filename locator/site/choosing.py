"""Filters asked of all clinics at once: each facet is looked at once for those that have it alike."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from locator.site.filters import Facet

if TYPE_CHECKING:
    from collections.abc import Callable, Hashable, Mapping, Sequence

    from numpy.typing import NDArray

    from locator.model.clinic import Clinic
    from locator.site.filters import Filters

# What of a clinic a facet looks at. Hours by identity, for to compare them takes long.
_SEEN: Mapping[Facet, Callable[[Clinic], Hashable]] = {
    Facet.TREATMENT: lambda clinic: clinic.treatments,
    Facet.INSURANCE: lambda clinic: clinic.insurance,
    Facet.LANGUAGE: lambda clinic: clinic.languages,
    Facet.OPEN: lambda clinic: (id(clinic.hours), clinic.timezone, clinic.is_open_for_patients),
    Facet.ACCESSIBLE: lambda clinic: clinic.is_step_free,
    Facet.ACCEPTING: lambda clinic: clinic.accepting_new_patients,
}


class Choosing:
    """Clinics as filters choose among them; threads may share it."""

    def __init__(self, clinics: Sequence[Clinic]) -> None:
        self._clinics = clinics
        self._alike: dict[Facet, tuple[list[Clinic], NDArray[np.intp]]] = {}

    def admitted(self, filters: Filters) -> NDArray[np.bool_]:
        """Which clinics the filters admit, in their order."""
        admitted = np.ones(len(self._clinics), dtype=bool)
        for facet in filters.wanted:
            samples, groups = self._alike.get(facet) or self._alike.setdefault(facet, self._grouped(facet))
            admitted &= np.array([filters.meets(each, facet) for each in samples], dtype=bool)[groups]
        return admitted

    def _grouped(self, facet: Facet) -> tuple[list[Clinic], NDArray[np.intp]]:
        """One clinic of each group that the facet cannot tell apart, and the group of each clinic."""
        numbers: dict[Hashable, int] = {}
        seen = map(_SEEN[facet], self._clinics)
        groups = [numbers.setdefault(each, len(numbers)) for each in seen]
        samples = dict(zip(reversed(groups), reversed(self._clinics), strict=True))
        return [samples[number] for number in range(len(numbers))], np.array(groups, dtype=np.intp)
