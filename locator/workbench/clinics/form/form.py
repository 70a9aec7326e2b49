"""The form of a clinic, new or old: what its fields hold and what is said beside them."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from locator.workbench.clinics.form.fields import CHOICES, FLAG, LABELS, POSITION
from locator.workbench.clinics.form.typed_point import read_typed_point
from locator.workbench.clinics.form.whereabouts import Whereabouts, point_map, point_told
from locator.workbench.hours.hours_fields import DayFields, day_fields

if TYPE_CHECKING:
    from collections.abc import Mapping

    from locator.site.snapshot import Site
    from locator.workbench.clinics.form.fields import Typed
    from locator.workbench.clinics.form.whereabouts import LookUp
    from locator.workbench.desk import Desk

_ACCEPTING = {"": "Not known", "yes": "Yes", "no": "No"}


@dataclass(frozen=True, slots=True)
class TreatmentChoice:
    """A treatment that the clinic may offer."""

    slug: str
    name: str
    is_offered: bool


@dataclass(frozen=True, slots=True)
class Said:
    """What is said of fields: `mistakes` must be mended, `hints` deserve a look, `theirs` others wrote.

    `doubt` is not empty if the hints have to be looked at before it is saved: it names what they are.
    """

    mistakes: Mapping[str, str]
    hints: Mapping[str, str]
    theirs: Mapping[str, str]
    doubt: str = ""


@dataclass(frozen=True, slots=True)
class ClinicForm:
    """`typed` is what the fields hold; `labels` name them."""

    typed: Typed
    labels: Mapping[str, str]
    said: Said
    accepting: Mapping[str, str]
    days: tuple[DayFields, ...]
    treatments: tuple[TreatmentChoice, ...]
    whereabouts: Whereabouts


def build_form(desk: Desk, typed: Typed, said: Said, *, look_up: LookUp | None = None) -> ClinicForm:
    """The form as it is shown."""
    site = desk.catalogue.source
    return ClinicForm(
        typed=typed,
        labels=LABELS,
        said=said,
        accepting=_ACCEPTING | {typed[FLAG]: _ACCEPTING.get(typed[FLAG], typed[FLAG])},
        days=day_fields(typed, said.mistakes),
        treatments=_treatments(site, typed),
        whereabouts=_whereabouts(desk, typed, look_up),
    )


def _treatments(site: Site, typed: Typed) -> tuple[TreatmentChoice, ...]:
    offered = [slug for slug in typed[CHOICES].split(";") if slug]
    strangers = [slug for slug in offered if slug not in site.treatments]
    names = {slug: each.name for slug, each in site.treatments.items()}
    return tuple(
        TreatmentChoice(slug, names.get(slug, slug), slug in offered) for slug in (*names, *strangers)
    )


def _whereabouts(desk: Desk, typed: Typed, look_up: LookUp | None) -> Whereabouts:
    site, postcode = desk.catalogue.source, typed["postcode"]
    point = read_typed_point(typed[POSITION])
    return Whereabouts(
        told=point_told(site, point, postcode) if point else "",
        map=point_map(site, point, typed["name"] or "The clinic", postcode) if point else None,
        can_ask=desk.address_finder is not None,
        look_up=look_up,
    )
