"""From a Site to the verdict of each page that it serves.

Each page is asked for itself first. Those that pass are let in one after another, the best first, and a
page that is too like one of them stays out: so the order is part of the judgement, and always the same.
Special days are left out of account, or pages would come and go with the holidays ahead.
"""

from __future__ import annotations

import logging
from typing import TYPE_CHECKING

from locator.pages.clinic import SERVED_TOWNS
from locator.pages.verdicts import gate
from locator.pages.verdicts.looking import Looking
from locator.pages.verdicts.recollection import Judgement, judged_basis, recall, word_for
from locator.pages.verdicts.resemblance import Resemblance
from locator.pages.verdicts.text import names_of
from locator.pages.verdicts.verdict import Reason, ruled

if TYPE_CHECKING:
    from collections.abc import Collection, Iterator, Mapping

    from locator.model.town import Town
    from locator.pages.rendering import Renderer
    from locator.pages.verdicts.sight import Sight
    from locator.site.imprint import Imprint
    from locator.site.snapshot import Site

logger = logging.getLogger(__name__)

MANY = 1_000  # pages to judge, for which people wait some seconds


def judge_pages(
    site: Site, renderer: Renderer, last: Judgement | None = None, basis: Imprint | None = None
) -> Judgement:
    """The verdict of every landing page by path, in the order of the towns, with what was seen on the way.

    Given back as `last`, it saves looking again at pages that see nothing of what has changed. `basis` is
    that of the site, if somebody has it already.
    """
    basis = basis or judged_basis(site, renderer.sources)
    names, linking = frozenset(names_of(site)), _linking(site)
    looking = Looking(site, names, renderer.render)
    sights = _sights(site, recall(last, basis, names), looking, linking)
    reasons = {path: _reasons(site, sight, sights, linking) for path, sight in sights.items()}
    passing = [path for path, found in reasons.items() if all(reason.ok for reason in found)]
    unmeasured = [sights[path] for path in passing if not sights[path].measured]
    sights |= {sight.path: sight for sight in looking.measure(unmeasured)}
    likeness = _same_likeness(last, sights, passing) or _let_in(site, sights, passing, looking)
    for path, reason in likeness.items():
        reasons[path] = (*reasons[path][:3], reason, *reasons[path][3:])
    verdicts = {path: ruled(found) for path, found in reasons.items()}
    return Judgement(basis, word_for(basis, site), names, sights, verdicts)


def _sights(
    site: Site, held: Mapping[str, Sight], looking: Looking, linking: Collection[str]
) -> dict[str, Sight]:
    """The sights of all pages, in the order of the towns: those `held`, and a look at all others."""
    pages = list(landing_pages(site))
    others = [(*page, page[0] in linking) for page in pages if page[0] not in held]
    if len(others) >= MANY:
        logger.info("Judging %d pages of towns. What is found is kept: it takes long only once.", len(others))
    seen = dict(held) | {sight.path: sight for sight in looking.look(others)}
    return {path: seen[path] for path, _, _ in pages}


def landing_pages(site: Site) -> Iterator[tuple[str, str, Town]]:
    """The path, the treatment's slug and the town of each landing page that is served."""
    return ((site.urls.landing(slug, town), slug, town) for town in site.towns for slug in town.treatments)


def _reasons(
    site: Site, sight: Sight, sights: Mapping[str, Sight], linking: Mapping[str, str]
) -> tuple[Reason, ...]:
    """What the page is by itself, in the order of the rules; E1.4 is asked of those that pass."""
    town, neighbour = sight.town_of(site), _neighbour(site, sight, sights)
    beside = neighbour.town_of(site) if neighbour else None
    return (
        sight.in_reach,
        sight.placed,
        gate.has_own_facts(site, town, sight.differing(neighbour), beside),
        gate.is_fresh(site, [site.clinics_by_id[id_] for id_ in sight.clinics]),
        gate.is_linked(sight.path, linking),
        gate.is_approved(site, town),
    )


def _neighbour(site: Site, sight: Sight, sights: Mapping[str, Sight]) -> Sight | None:
    """The page of the nearest town for the same treatment."""
    if not sight.neighbour:
        return None
    region, slug = sight.neighbour.split("/", 1)
    return sights[site.urls.landing(sight.treatment, site.towns_by_key[region, slug])]


def _linking(site: Site) -> dict[str, str]:
    """The clinic whose page links to a landing page, by the landing page's path."""
    return {
        site.urls.landing(slug, served.town): site.clinics_by_id[id_].name
        for id_, towns in site.served.items()
        for served in towns[:SERVED_TOWNS]
        for slug in served.treatments
    }


# Rule E1.4


def _same_likeness(
    last: Judgement | None, sights: Mapping[str, Sight], passing: list[str]
) -> dict[str, Reason]:
    """What was found last time, if all pages are as they were and the same ones pass the other rules."""
    if last is None or last.sights.keys() != sights.keys():
        return {}
    known = {
        path: reason
        for path, verdict in last.verdicts.items()
        for reason in verdict.reasons
        if reason.rule == "E1.4"
    }
    is_same = all(last.sights[path] is sight for path, sight in sights.items())
    return known if is_same and known.keys() == set(passing) else {}


def _let_in(
    site: Site, sights: Mapping[str, Sight], passing: list[str], looking: Looking
) -> dict[str, Reason]:
    """Lets pages in, the best first; the answer for each of those that pass the other rules, by path."""
    resemblance = Resemblance(site, [sights[path] for path in passing], looking.mask)
    reasons = {}
    for sight in sorted(
        (sights[path] for path in passing), key=lambda each: _rank(site, each, _neighbour(site, each, sights))
    ):
        reasons[sight.path] = reason = resemblance.reason(sight)
        if reason.ok:
            resemblance.admit(sight)
    return reasons


def _rank(site: Site, sight: Sight, neighbour: Sight | None) -> tuple[bool | int | str, ...]:
    """Who comes first: a clinic in town, own text, the main treatment, own facts, people, then the path."""
    town = sight.town_of(site)
    return (
        not sight.has_own_clinic,
        town.key not in site.notes,
        sight.treatment != site.config.main_treatment,
        -sight.differing(neighbour),
        -town.population,
        sight.path,
    )
