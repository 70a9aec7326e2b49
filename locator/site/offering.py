"""Rows of towns and clinics, each with those of its treatments that there are pages for."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, TypeVar

if TYPE_CHECKING:
    from collections.abc import Collection

    from locator.model.clinic import Clinic
    from locator.model.town import Town

_Offers = TypeVar("_Offers", "Town", "Clinic")


def offering(items: tuple[_Offers, ...], treatments: Collection[str]) -> tuple[_Offers, ...]:
    """The towns or clinics with no other treatments than these, by slug; the same ones if none has any."""
    if all(slug in treatments for item in items for slug in item.treatments):
        return items
    return tuple(
        replace(item, treatments=tuple(slug for slug in item.treatments if slug in treatments))
        for item in items
    )
