"""The name under which a searched place is counted: the gazetteer's, never what was typed (rule C7)."""

from __future__ import annotations

from typing import TYPE_CHECKING

from locator.model.place import PlaceKind

if TYPE_CHECKING:
    from locator.geo.gazetteer import Gazetteer
    from locator.model.place import Place

_AS_IT_IS = (PlaceKind.COMMUNITY, PlaceKind.LOCALITY)


def place_name(gazetteer: Gazetteer, place: Place) -> str:
    """The settlement that a place is or lies in: "DeLand, Volusia County, FL".

    A ZIP code counts for the town of its post office, an address and a clinic for the town nearest to
    them. Empty for a position: it is counted as one search and no place.
    """
    if place.kind is PlaceKind.COORDINATES:
        return ""
    if place.kind in _AS_IT_IS:
        return place.full_label
    if place.kind is PlaceKind.TOWN:  # a site may spell its own towns otherwise
        return (_town(gazetteer, place, place.name) or place).full_label
    town = _town(gazetteer, place, place.post_office) if place.kind is PlaceKind.ZIP else None
    town = town or gazetteer.nearest_town(place.point)
    return town.full_label if town else ""


def _town(gazetteer: Gazetteer, place: Place, name: str) -> Place | None:
    """The town of a name in the state of a place, one in the county of the place before its namesakes."""
    towns = gazetteer.towns(name, place.region) if name else ()
    return next((town for town in towns if town.county == place.county), towns[0] if towns else None)
