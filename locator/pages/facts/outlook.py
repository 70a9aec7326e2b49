"""The clinics seen from a town, which all facts and its landing page are about."""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache
from itertools import takewhile
from typing import TYPE_CHECKING

from locator.geo.distance import distance_km
from locator.geo.names import fold_name
from locator.pages.facts.neighbours import neighbours

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from locator.model.clinic import Clinic
    from locator.model.document import Treatment
    from locator.model.town import Town
    from locator.pages.facts.neighbours import Neighbour
    from locator.site.snapshot import NearClinic, Site

IN_TOWN_KM = 25.0  # two towns of one name in one state lie further apart
MANY = 100  # clinics within a radius; nobody reads on after so many
FOLDED_NAMES = 32_768  # kept, about 150 bytes each
GROUP_WORDS = 2  # words that names of one group begin with; fewer may be chance: The, St.


@dataclass(frozen=True, slots=True)
class Outlook:
    """A town's clinics for one treatment: those `within` its radius, and those `shown` on its page.

    Both are nearest first. `shown` is not empty as long as any clinic offers the treatment; `here` says how
    many of these have an address in the town. `names` has their names by id, without what all of them begin
    with. `neighbours` are the towns nearby.
    """

    site: Site
    treatment: Treatment
    town: Town
    within: tuple[NearClinic, ...]
    shown: tuple[NearClinic, ...]
    here: int
    names: Mapping[str, str]
    neighbours: tuple[Neighbour, ...]

    @property
    def clinics(self) -> tuple[Clinic, ...]:
        """The shown clinics."""
        return tuple(near.clinic for near in self.shown)

    def name(self, clinic: Clinic) -> str:
        """What a list calls the clinic: "Daytona Beach" where all are Example Back Care."""
        return self.names.get(clinic.id, clinic.name)

    def listed(self, clinics: Sequence[Clinic]) -> str:
        """Some of the shown clinics in a sentence: "Deltona and DeLand", "all 4 clinics shown"."""
        count, nouns = len(clinics), self.site.config.clinics_noun
        if 1 < count == len(self.shown):
            return self.site.say("all {count} {clinics} shown", count=count, clinics=nouns)
        return self.site.say.listing([self.name(clinic) for clinic in clinics])


def look_around(site: Site, treatment: Treatment, town: Town) -> Outlook:
    """Measures from the town's center: shows the nearest within the radius, else the nearest of all.

    A clinic in town is shown even if nearer ones elsewhere would fill the list (rule E4).
    """
    count, slug = site.config.nearest_count, treatment.slug
    within = site.nearest_clinics(town.point, MANY, treatment=slug, within_km=town.radius_km)
    shown, further = within[:count], within[count:]
    if not any(is_in_town(near.clinic, town) for near in shown):
        shown += [near for near in further if is_in_town(near.clinic, town)][:1]
    shown = shown or site.nearest_clinics(town.point, 1, treatment=slug)
    return Outlook(
        site,
        treatment,
        town,
        within=tuple(within),
        shown=tuple(shown),
        here=sum(is_in_town(near.clinic, town) for near in shown),
        names=_short_names({near.clinic.id: near.clinic.name for near in shown}),
        neighbours=neighbours(site, treatment, town),
    )


def clinics_in(site: Site, town: Town) -> list[Clinic]:
    """Every clinic whose address names the town, closed ones too."""
    names = {_folded(name) for name in (town.name, *town.aliases)}
    found = (site.clinics_by_locality.get((town.region.code, name), ()) for name in names)
    return [clinic for clinics in found for clinic in clinics if is_in_town(clinic, town)]


def is_in_town(clinic: Clinic, town: Town) -> bool:
    """Tells whether the clinic's address names the town (rule E4)."""
    if clinic.address.region != town.region.code:  # most of all clinics, so it is asked first
        return False
    names = map(_folded, (town.name, *town.aliases))
    return _folded(clinic.address.locality) in names and distance_km(clinic.point, town.point) <= IN_TOWN_KM


@lru_cache(FOLDED_NAMES)
def _folded(name: str) -> str:
    """The key of a name: each town is held against every clinic, and most share a few names."""
    return fold_name(name)


def _short_names(names: dict[str, str]) -> dict[str, str]:
    words = {id_: name.split() for id_, name in names.items()}
    columns = zip(*words.values(), strict=False)
    shared = sum(1 for _ in takewhile(lambda column: len(set(column)) == 1, columns))
    rests = {id_: " ".join(each[shared:]) for id_, each in words.items()}
    is_group = shared >= GROUP_WORDS and all(rest[:1].isalpha() for rest in rests.values())
    return rests if is_group else names
