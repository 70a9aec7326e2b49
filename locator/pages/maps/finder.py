"""The map beneath the finder's answer."""

from __future__ import annotations

from typing import TYPE_CHECKING

from locator.pages.maps.drawing import Map, draw_map
from locator.pages.maps.stop import Stop

if TYPE_CHECKING:
    from collections.abc import Sequence

    from locator.model.point import Point
    from locator.site.snapshot import NearClinic, Site

MOST_CLINICS = 10
_TOWNS = 40  # candidates for names; few of them have room


def finder_map(
    site: Site, origin: Point | None, origin_label: str, found: Sequence[NearClinic], start: int = 1
) -> Map | None:
    """The origin and the clinics of an answer, numbered from `start` in their order; None without clinics.

    Towns with a page of their own are named where there is room, nearest to the origin first.
    """
    if not found:
        return None
    stops = [
        Stop(str(number), near.clinic.name, near.clinic.point, site.urls.clinic(near.clinic.id))
        for number, near in enumerate(found[:MOST_CLINICS], start)
    ]
    around = site.nearest_towns(origin or stops[0].point, _TOWNS, treatment=site.config.main_treatment)
    return draw_map(
        site.outlines,
        origin=(origin_label, origin) if origin else None,
        clinics=stops,
        towns=[(near.town.name, near.town.point) for near in around],
        say=site.say,
    )
