"""Which clinics are open at a moment: decided for each of their hours once, by the one who always does."""

from __future__ import annotations

from functools import lru_cache
from hashlib import blake2b
from typing import TYPE_CHECKING
from uuid import UUID

from locator.model.openness import openness

if TYPE_CHECKING:
    from collections.abc import Iterable
    from datetime import datetime

    from locator.model.clinic import Clinic
    from locator.model.hours import Hours

KEPT_MINUTES = 4
_SIZE = 16  # bytes of a key: a hundred thousand different hours share one once in 10**28


class Doors:
    """The different hours of clinics that see patients, each under a key that is equal on every server.

    Clinics of one key have the same hours in the same zone, so one of them tells for all.
    """

    def __init__(self, clinics: Iterable[Clinic]) -> None:
        self._keys: dict[tuple[int, str], tuple[Hours, UUID]] = {}
        self._samples: dict[UUID, Clinic] = {}
        for clinic in clinics:
            if key := self.key(clinic):
                self._samples.setdefault(key, clinic)
        self._open_in = lru_cache(KEPT_MINUTES)(self._open)

    def key(self, clinic: Clinic) -> UUID | None:
        """The key of a clinic's hours; None if nobody ever knows it to be open."""
        hours = clinic.hours
        if hours is None or not clinic.timezone or not clinic.is_open_for_patients:
            return None
        # By identity, for to write hours out takes long; what is kept here keeps its identity.
        known = (id(hours), clinic.timezone)
        if known not in self._keys:
            said = repr((hours, clinic.timezone)).encode()
            self._keys[known] = (hours, UUID(bytes=blake2b(said, digest_size=_SIZE).digest()))
        return self._keys[known][1]

    def open_at(self, moment: datetime) -> list[UUID]:
        """The keys of hours at which doors are open at an aware time: none opens but on a full minute."""
        return self._open_in(moment.replace(second=0, microsecond=0))

    def _open(self, minute: datetime) -> list[UUID]:
        return [key for key, sample in self._samples.items() if openness(sample, minute).is_open]
