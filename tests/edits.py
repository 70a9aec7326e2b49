"""Edits of a site, one of each kind that pages can tell, and a site in two places to try them on."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from locator.model.clinic import ClinicStatus
from locator.model.point import Point

if TYPE_CHECKING:
    from collections.abc import Callable

    from locator.site.snapshot import Site

NORTH = 5  # degrees, which nobody sees across


def twofold(example: Site) -> Site:
    """Some towns and clinics of the example twice, once far in the north."""
    towns, clinics = example.towns[:10], [each for each in example.clinics if each.is_open_for_patients][:6]
    there = [replace(each, name=f"Far {each.name}", slug=f"far-{each.slug}", aliases=()) for each in towns]
    others = [replace(each, id=f"far-{each.id}", name=f"Far {each.name}") for each in clinics]
    return replace(
        example,
        towns=(*towns, *(replace(each, point=north(each.point), postcodes=()) for each in there)),
        clinics=(*clinics, *(replace(each, point=north(each.point)) for each in others)),
    )


def north(point: Point, degrees: float = NORTH) -> Point:
    return Point(point.lat + degrees, point.lon)


def with_clinic(site: Site, at: int, **fields: object) -> Site:
    clinics = list(site.clinics)
    clinics[at % len(clinics)] = replace(clinics[at % len(clinics)], **fields)  # type: ignore[arg-type]
    return replace(site, clinics=tuple(clinics))


def with_town(site: Site, at: int, **fields: object) -> Site:
    towns = list(site.towns)
    towns[at % len(towns)] = replace(towns[at % len(towns)], **fields)  # type: ignore[arg-type]
    return replace(site, towns=tuple(towns))


def clinic_of(site: Site, at: int) -> Point:
    return site.clinics[at % len(site.clinics)].point


EDITS: dict[str, Callable[[Site, int], Site]] = {
    "it parks elsewhere": lambda site, at: with_clinic(site, at, parking="Behind the bakery"),
    "it is called otherwise": lambda site, at: with_clinic(site, at, name=f"Clinic {at}"),
    "it has moved": lambda site, at: with_clinic(site, at, point=north(clinic_of(site, at), 0.3)),
    "it has gone": lambda site, at: replace(
        site, clinics=tuple(each for n, each in enumerate(site.clinics) if n != at % len(site.clinics))
    ),
    "it is closed for a while": lambda site, at: with_clinic(
        site, at, status=ClinicStatus.TEMPORARILY_CLOSED
    ),
    "it is open": lambda site, at: with_clinic(site, at, status=ClinicStatus.OPEN),
    "two have one website": lambda site, at: with_clinic(
        site, at, website=site.clinics[(at + 9) % len(site.clinics)].website or "https://a.example/b"
    ),
    "its website": lambda site, at: with_clinic(site, at, website=f"https://a.example/{at}"),
    "nobody answers there": lambda site, at: with_clinic(site, at, phone=None),
    "it keeps another's hours": lambda site, at: with_clinic(
        site, at, hours=site.clinics[(at + 1) % len(site.clinics)].hours
    ),
    "it is not checked": lambda site, at: with_clinic(site, at, verified_on=None),
    "it offers less": lambda site, at: with_clinic(
        site, at, treatments=site.clinics[at % len(site.clinics)].treatments[:1]
    ),
    "people have left": lambda site, at: replace(site, practitioners=site.practitioners[: at % 5]),
    "a town has another's name": lambda site, at: with_town(
        site, at, name=site.towns[(at + 1) % len(site.towns)].name
    ),
    "a town is wider": lambda site, at: with_town(site, at, radius_km=60.0 + at),
    "a town has gone": lambda site, at: replace(
        site, towns=tuple(each for n, each in enumerate(site.towns) if n != at % len(site.towns))
    ),
    "a town has come": lambda site, at: replace(
        site,
        towns=(
            replace(
                site.towns[at % len(site.towns)],
                name="Newton",
                slug=f"newton-{at}",
                point=north(site.towns[at % len(site.towns)].point, 0.03),
            ),
            *site.towns,
        ),
    ),
    "rows have moved down": lambda site, at: replace(
        site, towns=tuple(replace(town, row=town.row + 1 + at % 3) for town in site.towns)
    ),
    "a note": lambda site, at: replace(
        site,
        notes={
            **site.notes,
            site.towns[at % len(site.towns)].key: replace(
                next(iter(site.notes.values())), body_html="<p>Turn at the mill.</p>"
            ),
        },
    ),
}
