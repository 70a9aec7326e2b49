"""The finder's form: the place, then what to choose clinics by, with how many each choice would leave."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from locator.model.sentence import to_say
from locator.model.units import KM_PER
from locator.pages.finder.facet_names import FLAGS, names_of
from locator.pages.finder.question import Fields, radius_km
from locator.site.filters import Facet

if TYPE_CHECKING:
    from locator.pages.finder.question import Question
    from locator.site.finding import Finding
    from locator.site.snapshot import Site

RADII = (5, 10, 25, 50, 100)
LEGENDS = {
    Facet.TREATMENT: to_say("Treatment"),
    Facet.INSURANCE: to_say("Insurance"),
    Facet.LANGUAGE: to_say("Language"),
}


@dataclass(frozen=True, slots=True)
class Option:
    """A box to check; `count` is the clinics it would leave, None as long as no place is known."""

    name: str
    value: str
    label: str
    count: int | None
    is_chosen: bool


@dataclass(frozen=True, slots=True)
class Group:
    """Boxes of which any may match."""

    legend: str
    options: tuple[Option, ...]


@dataclass(frozen=True, slots=True)
class Radius:
    """A distance to choose; the site's own has no value, for it needs none in an address."""

    value: str
    label: str
    is_chosen: bool


@dataclass(frozen=True, slots=True)
class Form:
    """What was asked, to change; `position` goes along as hidden fields, and then the form is posted."""

    text: str
    position: Fields
    groups: tuple[Group, ...]
    radii: tuple[Radius, ...]
    chosen_count: int


def build_form(site: Site, question: Question, finding: Finding | None = None) -> Form:
    """The form with the choices of `question` made; `finding` tells what each would leave."""
    position = tuple((name, value) for name, value in question.fields if name in {"lat", "lon"})
    chosen = sum(map(len, question.wanted.values())) + (question.radius is not None)
    return Form(question.text, position, _groups(site, question, finding), _radii(site, question), chosen)


def _groups(site: Site, question: Question, finding: Finding | None) -> tuple[Group, ...]:
    named = ((site.say(LEGENDS[facet]), _options(site, facet, question, finding)) for facet in LEGENDS)
    flags = [option for facet in FLAGS for option in _options(site, facet, question, finding)]
    groups = [Group(legend, options) for legend, options in named if len(options) > 1]
    return (*groups, Group(site.say("Only show"), tuple(flags)))


def _options(site: Site, facet: Facet, question: Question, finding: Finding | None) -> tuple[Option, ...]:
    chosen = question.wanted.get(facet, frozenset())
    return tuple(
        Option(facet.value, value, label, finding.counts[facet][value] if finding else None, value in chosen)
        for value, label in names_of(site, facet).items()
    )


def _radii(site: Site, question: Question) -> tuple[Radius, ...]:
    units, chosen = site.config.units, radius_km(site, question)
    numbers = (*RADII, question.radius or RADII[0])
    lengths = {number * KM_PER[units]: str(number) for number in numbers}
    lengths[site.config.service_radius_km] = ""
    return tuple(
        Radius(value, site.say.distance(length), length == chosen)
        for length, value in sorted(lengths.items())
    )
