"""The clinics that a new one may be already: by name and address, by phone, by point (rule F2)."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from locator.editing.importing.identity import naming
from locator.workbench.clinics.directory import STATUS_WORDS
from locator.workbench.frame import clinic_path

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from locator.model.clinic import Clinic

SAME_POINT = 0.0001  # degrees, about ten metres
MOST = 5


@dataclass(frozen=True, slots=True)
class Twin:
    """A clinic that is there; `is_same` if nothing tells it from the new one, `why` what they share."""

    path: str
    text: str
    why: str
    is_same: bool


def twins_of(new: Clinic, clinics: Iterable[Clinic]) -> tuple[Twin, ...]:
    """The clinics that share with a new one what tells clinics apart, the surest first."""
    found = sorted(_twins(new, clinics), key=lambda twin: not twin.is_same)
    return tuple(found[:MOST])


def _twins(new: Clinic, clinics: Iterable[Clinic]) -> Iterator[Twin]:
    name = _naming(new)
    for clinic in clinics:
        if _naming(clinic) == name:
            yield _twin(clinic, "the same name and address", is_same=True)
        elif new.phone and clinic.phone and clinic.phone.e164 == new.phone.e164:
            yield _twin(clinic, "the same phone number", is_same=False)
        elif _is_near(new, clinic):
            yield _twin(clinic, "the same coordinates", is_same=False)


def _naming(clinic: Clinic) -> tuple[str, str, str]:
    address = clinic.address
    return naming({"name": clinic.name, "street": address.street, "locality": address.locality})


def _is_near(new: Clinic, clinic: Clinic) -> bool:
    here, there = new.point, clinic.point
    return abs(here.lat - there.lat) < SAME_POINT and abs(here.lon - there.lon) < SAME_POINT


def _twin(clinic: Clinic, why: str, *, is_same: bool) -> Twin:
    status = STATUS_WORDS[clinic.status].lower()
    text = f"{clinic.name}, {clinic.address} ({status})"
    return Twin(clinic_path(clinic.id), text, why, is_same)
