"""A Site: one immutable snapshot of everything that the pages speak of."""

from __future__ import annotations

from collections import Counter, defaultdict
from dataclasses import dataclass, field, replace
from functools import cache, cached_property
from typing import TYPE_CHECKING, Any, NamedTuple, TypeVar

from locator.geo.names import fold_name
from locator.geo.nearest import NearestIndex
from locator.geo.selections import Selections
from locator.model.ledger import Ledger
from locator.site.choosing import Choosing
from locator.site.language import Language
from locator.site.languages import ADDRESS_WORDS, MAIN
from locator.site.named_choices import named_choices
from locator.site.offering import offering
from locator.site.queries.clinic_names import ClinicNames
from locator.site.queries.treatment_words import treatment_phrases
from locator.site.typeahead.near_zips import NearZips
from locator.site.typeahead.weighed_names import WeighedNames, own_names
from locator.site.urls import Urls

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Mapping, Sequence
    from datetime import date

    import numpy as np
    from numpy.typing import NDArray

    from locator.geo.gazetteer import Gazetteer
    from locator.geo.outlines import Outlines
    from locator.model.clinic import Clinic
    from locator.model.document import Article, TownNote, Treatment
    from locator.model.point import Point
    from locator.model.practitioner import Practitioner
    from locator.model.redirect import Redirect
    from locator.model.region import Region
    from locator.model.town import Town
    from locator.site.content.documents import Texts
    from locator.site.filters import Facet, Filters
    from locator.site.queries.query import Phrase
    from locator.site.settings.config import Config
    from locator.site.settings.wording import Wording

_Value = TypeVar("_Value")


class NearClinic(NamedTuple):
    """A clinic as seen from some place: geodesic distance in km, initial bearing in degrees."""

    clinic: Clinic
    distance_km: float
    bearing: float


@dataclass(frozen=True, slots=True)
class NearTown:
    """A town as seen from some place: geodesic distance in km."""

    town: Town
    distance_km: float


@dataclass(frozen=True, slots=True)
class ServedTown:
    """A town whose nearest clinic is a certain one, in km from it, for the treatments given by slug."""

    town: Town
    distance_km: float
    treatments: tuple[str, ...]


class _shared(cached_property[_Value]):
    """Something made once for a site and its views in further languages."""

    def __get__(self, instance: Site | None, owner: type | None = None) -> _Value:  # type: ignore[override]
        if instance is not None and instance.original is not None:
            value: _Value = getattr(instance.original, self.attrname or "")
            return value
        return super().__get__(instance, owner)


@dataclass(frozen=True)
class Site:
    """Everything that one version of a site folder says, as of `today`.

    In a further language it is a view of the `original`: the same tables and indexes, and those texts that
    are `translated`; what tables name, all views are keyed by. `in_usual_weeks` is another view.
    """

    config: Config
    today: date
    towns: tuple[Town, ...]
    clinics: tuple[Clinic, ...]
    practitioners: tuple[Practitioner, ...]
    redirects: tuple[Redirect, ...]
    treatments: Mapping[str, Treatment]
    articles: Mapping[str, Article]
    notes: Mapping[tuple[str, str], TownNote]
    gazetteer: Gazetteer
    outlines: Outlines
    ledger: Ledger = field(default_factory=Ledger)
    translated: Mapping[str, Texts] = field(default_factory=dict)
    original: Site | None = field(default=None, repr=False, compare=False)

    @cached_property
    def kept(self) -> dict[Callable[..., object], Callable[..., Any]]:
        """What pages have made of it and keep (locator/pages/keeping.py), by the maker."""
        return {}

    @cached_property
    def say(self) -> Language:
        """How the site speaks."""
        return Language(self.config.language, self.config.units)

    @cached_property
    def urls(self) -> Urls:
        """The addresses of its pages."""
        if self.say.is_main:
            return Urls()
        return Urls(
            prefix=f"/{self.config.language}",
            words=ADDRESS_WORDS[self.config.language],
            slugs=_own_slugs(self.treatments),
            titles=_own_slugs(self.articles),
        )

    @_shared
    def views(self) -> dict[str, Site]:
        """The site in each of its languages, itself first."""
        further = {each.language: self._view(each) for each in self.config.wordings}
        return {MAIN: self} | {code: view for code, view in further.items() if view}

    def _view(self, wording: Wording) -> Site | None:
        """The site in a further language; None as long as its main treatment is not translated."""
        texts = self.translated.get(wording.language)
        if texts is None or self.config.main_treatment not in texts.treatments:
            return None
        # In the order of the originals, whichever file comes first.
        treatments = {name: texts.treatments[name] for name in self.treatments if name in texts.treatments}
        articles = {name: texts.articles[name] for name in self.articles if name in texts.articles}
        say = Language(wording.language)
        nouns = {"clinic_noun": say("clinic"), "clinics_noun": say("clinics")}
        config = replace(self.config, **(nouns | wording.words))
        return replace(
            self,
            config=config,
            towns=offering(self.towns, treatments),
            clinics=offering(self.clinics, treatments),
            treatments=treatments,
            articles=articles,
            original=self,
        )

    @cached_property
    def clinics_by_id(self) -> dict[str, Clinic]:
        """Every clinic, closed ones too, by its id."""
        return {clinic.id: clinic for clinic in self.clinics}

    @cached_property
    def clinics_by_locality(self) -> dict[tuple[str, str], tuple[Clinic, ...]]:
        """Every clinic, closed ones too, by its region's code and its folded locality."""
        places: defaultdict[tuple[str, str], list[Clinic]] = defaultdict(list)
        folded = cache(fold_name)  # many clinics are in one town
        for clinic in self.clinics:
            places[clinic.address.region, folded(clinic.address.locality)].append(clinic)
        return {place: tuple(clinics) for place, clinics in places.items()}

    @cached_property
    def towns_by_key(self) -> dict[tuple[str, str], Town]:
        """Every town by region slug and town slug."""
        return {town.key: town for town in self.towns}

    @property
    def in_usual_weeks(self) -> Site:
        """A view of the site as if no clinic had a special day or a holiday."""
        clinics = (replace(each, hours=each.hours and each.hours.usually) for each in self.clinics)
        return replace(self, clinics=tuple(clinics), original=self.original or self)

    @cached_property
    def treatment_phrases(self) -> tuple[Phrase, ...]:
        """The words that mean a treatment, the longest phrase first."""
        return tuple(treatment_phrases(self.treatments))

    @_shared
    def clinic_names(self) -> ClinicNames:
        """What finds a clinic by words of its name."""
        return ClinicNames(self.clinics)

    @_shared
    def towns_by_name(self) -> dict[str, tuple[Town, ...]]:
        """The towns that bear a name or have it for an alias, by the folded name."""
        return _grouped((name, town) for town in self.towns for name in _names(town))

    @_shared
    def towns_by_county(self) -> dict[str, tuple[Town, ...]]:
        """The towns of a county, in whichever states it is, by its folded name."""
        return _grouped((fold_name(town.county), town) for town in self.towns)

    @_shared
    def _namesakes(self) -> Counter[tuple[str, str]]:
        return Counter((town.region.code, town.name.casefold()) for town in self.towns)

    def called(self, town: Town) -> str:
        """The town's name, with its county where the site has another of that name in the state."""
        is_alone = self._namesakes[town.region.code, town.name.casefold()] == 1
        return town.name if is_alone or not town.county else f"{town.name} ({town.county})"

    @cached_property
    def named_choices(self) -> dict[Facet, dict[str, str]]:
        """The choices of treatment, insurance and language that clinics have, with their names."""
        return named_choices(self)

    @_shared
    def staff(self) -> dict[str, tuple[Practitioner, ...]]:
        """The people of each clinic that has any, in the order of the file."""
        staff: dict[str, tuple[Practitioner, ...]] = {}
        for person in self.practitioners:
            staff[person.clinic] = (*staff.get(person.clinic, ()), person)
        return staff

    @cached_property
    def websites(self) -> Counter[str]:
        """How many clinics name each website, which is written without a slash at its end."""
        return Counter(clinic.website.rstrip("/") for clinic in self.clinics if clinic.website)

    @cached_property
    def timezone(self) -> str:
        """The IANA zone that most clinics are in, the first by name if there are several; UTC if none."""
        zones = Counter(sorted(clinic.timezone for clinic in self.clinics if clinic.timezone))
        return zones.most_common(1)[0][0] if zones else "UTC"

    @cached_property
    def main_treatment(self) -> Treatment:
        """The treatment that every town has a page for."""
        return self.treatments[self.config.main_treatment]

    @_shared
    def _indexes(self) -> dict[str, NearestIndex]:
        """One index a treatment over the clinics that see patients; "" holds all of them."""
        seeing = [clinic for clinic in self.clinics if clinic.is_open_for_patients]
        return {
            slug: NearestIndex(
                {clinic.id: clinic.point for clinic in seeing if not slug or slug in clinic.treatments}
            )
            for slug in ("", *self.treatments)
        }

    @cached_property
    def _selections(self) -> dict[str, Selections]:
        """Not shared: to views in other languages a filter may mean other clinics."""
        return {slug: Selections(index) for slug, index in self._indexes.items()}

    @cached_property
    def _choosing(self) -> dict[str, Choosing]:
        by_id, indexes = self.clinics_by_id, self._indexes
        return {slug: Choosing([by_id[id_] for id_ in index.ids]) for slug, index in indexes.items()}

    @_shared
    def _town_indexes(self) -> dict[str, NearestIndex]:
        by_treatment: dict[str, dict[str, Point]] = {slug: {} for slug in self.treatments}
        for town in self.towns:
            for slug in town.treatments:
                by_treatment[slug][town.id] = town.point
        return {slug: NearestIndex(points) for slug, points in by_treatment.items()}

    def reopen(self) -> None:
        """Makes its tables usable in a copy of the process (see `Gazetteer.reopen`)."""
        self.gazetteer.reopen()
        self.outlines.reopen()

    def nearest_clinics(
        self,
        origin: Point,
        k: int,
        *,
        treatment: str = "",
        within_km: float | None = None,
        filters: Filters | None = None,
    ) -> list[NearClinic]:
        """The k nearest clinics that see patients and that `filters` admit, nearest first, ties by id."""
        by_id = self.clinics_by_id
        if filters is None or not filters.wanted:
            neighbours = self._indexes[treatment].nearest(origin, k, within_km=within_km)
        else:
            neighbours = self._selections[treatment].nearest(
                origin,
                k,
                kind=filters.kind,
                accept=lambda id_: filters.admits(by_id[id_]),
                allowed=lambda: self._choosing[treatment].admitted(filters),
                within_km=within_km,
            )
        return [NearClinic(by_id[id_], km, bearing) for id_, km, bearing in neighbours]

    def nearest_clinics_to_each(
        self, origins: Sequence[Point], k: int, *, treatment: str = ""
    ) -> list[list[NearClinic]]:
        """What `nearest_clinics` answers for each origin, all looked for at once.

        A radius needs no word: those within it are the first of an answer.
        """
        by_id, found = self.clinics_by_id, self._indexes[treatment].nearest_to_each(origins, k)
        return [[NearClinic(by_id[id_], km, bearing) for id_, km, bearing in near] for near in found]

    def nearest_clinic_to_each(self, origins: Sequence[Point], *, treatment: str = "") -> list[Clinic]:
        """The nearest clinic alone for each origin; nothing where none offers the treatment."""
        by_id, ids = self.clinics_by_id, self._indexes[treatment].nearest_id_to_each(origins)
        return [by_id[id_] for id_ in ids]

    def clinic_chords_km(self, origins: Iterable[Point]) -> NDArray[np.float64]:
        """The chord from each origin to the nearest clinic that sees patients: for weighing, not telling."""
        return self._indexes[""].chords_km(origins)

    @_shared
    def own_names(self) -> WeighedNames:
        """The site's towns by the beginnings of their names."""
        return own_names(self)

    @_shared
    def place_names(self) -> WeighedNames:
        """The gazetteer's towns by the beginnings of their names, weighed for this site."""
        return WeighedNames(self, self.gazetteer.place_names)

    @_shared
    def near_zips(self) -> NearZips:
        """The gazetteer's ZIPs by their first digits, weighed for this site."""
        return NearZips(self)

    @cached_property
    def served(self) -> dict[str, list[ServedTown]]:
        """By a clinic's id, the towns that it is the nearest for and in reach of, nearest first."""
        served: defaultdict[str, list[ServedTown]] = defaultdict(list)
        for town in self.towns:
            found: dict[str, list[tuple[str, float]]] = {}
            for slug in town.treatments:
                for near in self.nearest_clinics(town.point, 1, treatment=slug, within_km=town.radius_km):
                    found.setdefault(near.clinic.id, []).append((slug, near.distance_km))
            for id_, pairs in found.items():
                slugs = tuple(slug for slug, _ in pairs)
                served[id_].append(ServedTown(town, pairs[0][1], slugs))
        return {
            id_: sorted(towns, key=lambda each: (each.distance_km, each.town.key))
            for id_, towns in served.items()
        }

    def nearest_towns(
        self,
        origin: Point,
        k: int,
        *,
        treatment: str,
        within_km: float | None = None,
        but: Town | None = None,
    ) -> list[NearTown]:
        """The k nearest towns with a page for `treatment`, without the town `but`."""
        skip = but.id if but else None
        index = self._town_indexes[treatment]
        found = index.nearest(origin, k, within_km=within_km, accept=lambda key: key != skip)
        keys = ((tuple(near.id.split("/", 1)), near.distance_km) for near in found)
        return [NearTown(self.towns_by_key[region, slug], km) for (region, slug), km in keys]

    def regions(self, treatment: str) -> list[Region]:
        """The regions that have a town page for `treatment`, by name."""
        return sorted(
            {town.region for town in self.towns if treatment in town.treatments},
            key=lambda r: r.name,
        )

    def towns_in(self, region: Region, treatment: str) -> list[Town]:
        """The towns of a region that have a page for `treatment`, in the order of the file."""
        return [town for town in self.towns if town.region == region and treatment in town.treatments]

    def articles_about(self, treatment: str) -> list[Article]:
        """The articles that belong to `treatment`."""
        return [article for article in self.articles.values() if article.treatment == treatment]


def _own_slugs(texts: Mapping[str, Treatment] | Mapping[str, Article]) -> dict[str, str]:
    return {name: text.translation.slug for name, text in texts.items() if text.translation}


def _names(town: Town) -> set[str]:
    return {fold_name(name) for name in (town.name, *town.aliases)}


def _grouped(pairs: Iterable[tuple[str, Town]]) -> dict[str, tuple[Town, ...]]:
    groups: defaultdict[str, list[Town]] = defaultdict(list)
    for key, town in pairs:
        groups[key].append(town)
    return {key: tuple(towns) for key, towns in groups.items()}
