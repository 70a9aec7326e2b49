"""The name under which a searched place is counted: the gazetteer's, never what was typed (rule C7)."""

from __future__ import annotations

from typing import TYPE_CHECKING

from locator.model.place import PlaceKind

if TYPE_CHECKING:
    from locator.geo.gazetteer import Gazetteer
    from locator.model.place import Place

_NAMED = (PlaceKind.TOWN, PlaceKind.COMMUNITY, PlaceKind.LOCALITY)


def place_name(gazetteer: Gazetteer, place: Place) -> str:
    """The settlement that a place is or lies in: "DeLand, Volusia County, FL".

    A ZIP code counts for the town of its post office, an address and a clinic for the town nearest to
    them. Empty for a position: it is counted as one search and no place.
    """
    if place.kind is PlaceKind.COORDINATES:
        return ""
    if place.kind in _NAMED:
        return place.full_label
    town = _post_town(gazetteer, place) if place.kind is PlaceKind.ZIP else None
    town = town or gazetteer.nearest_town(place.point)
    return town.full_label if town else ""


def _post_town(gazetteer: Gazetteer, zip_: Place) -> Place | None:
    """The town of a ZIP's post office, the one in the ZIP's county before its namesakes."""
    towns = gazetteer.towns(zip_.post_office, zip_.region) if zip_.post_office else ()
    return next((town for town in towns if town.county == zip_.county), towns[0] if towns else None)
