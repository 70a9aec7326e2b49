"""From a Site to the verdict of each page that it serves.

Each page is asked for itself first. Those that pass are let in one after another, the best first, and a
page that is too like one of them stays out: so the order is part of the judgement, and always the same.
Special days are left out of account, or pages would come and go with the holidays ahead.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from locator.pages.clinic import SERVED_TOWNS
from locator.pages.verdicts import gate
from locator.pages.verdicts.candidate import Candidate, find_candidate
from locator.pages.verdicts.recollection import Judgement, Sight, reach_km, recall
from locator.pages.verdicts.resemblance import Resemblance
from locator.pages.verdicts.verdict import Reason, Verdict, ruled

if TYPE_CHECKING:
    from collections.abc import Mapping

    from locator.pages.rendering import Renderer
    from locator.site.snapshot import Site


def judge_pages(
    site: Site, renderer: Renderer, last: Judgement | None = None
) -> tuple[dict[str, Verdict], Judgement]:
    """The verdict of every landing page by path, in the order of the towns.

    With it goes what was seen on the way: given back as `last`, it saves looking again at pages that see
    nothing of what has changed.
    """
    site = site.in_usual_weeks
    held = recall(last, site, renderer.sources)
    sights = {
        path: held.get(path) or _look(find_candidate(site, site.treatments[slug], town))
        for town in site.towns
        for slug in town.treatments
        for path in (site.urls.landing(slug, town),)
    }
    candidates = {path: sight.candidate for path, sight in sights.items()}
    linking = _linking(site)
    reasons = {path: _reasons(sight, candidates, linking) for path, sight in sights.items()}
    passing = {path: sights[path] for path, found in reasons.items() if all(reason.ok for reason in found)}
    resemblance = Resemblance(site, [*passing.values()], renderer.render)
    for path, likeness in _let_in(resemblance, candidates).items():
        reasons[path] = (*reasons[path][:3], likeness, *reasons[path][3:])
    verdicts = {path: ruled(found) for path, found in reasons.items()}
    return verdicts, Judgement(site, renderer.sources, sights | resemblance.sights)


def _look(candidate: Candidate) -> Sight:
    placed = gate.is_placed(candidate.outlook.site, candidate.town)
    return Sight(candidate, placed, reach_km(candidate))


def _reasons(
    sight: Sight, candidates: Mapping[str, Candidate], linking: Mapping[str, str]
) -> tuple[Reason, ...]:
    """What the page is by itself, in the order of the rules; E1.4 is asked of those that pass."""
    candidate = sight.candidate
    site, town = candidate.outlook.site, candidate.town
    return (
        gate.has_clinic(candidate.outlook),
        sight.placed,
        gate.has_own_facts(candidate, _neighbour(candidate, candidates)),
        gate.is_fresh(candidate.outlook),
        gate.is_linked(candidate.path, linking),
        gate.is_approved(site, town),
    )


def _neighbour(candidate: Candidate, candidates: Mapping[str, Candidate]) -> Candidate | None:
    """The page of the nearest town for the same treatment."""
    outlook = candidate.outlook
    site, slug = outlook.site, outlook.treatment.slug
    if outlook.neighbours:
        return candidates[site.urls.landing(slug, outlook.neighbours[0].town)]
    near = site.nearest_towns(outlook.town.point, 1, treatment=slug, but=outlook.town)
    return candidates[site.urls.landing(slug, near[0].town)] if near else None


def _linking(site: Site) -> dict[str, str]:
    """The clinic whose page links to a landing page, by the landing page's path."""
    return {
        site.urls.landing(slug, served.town): site.clinics_by_id[id_].name
        for id_, towns in site.served.items()
        for served in towns[:SERVED_TOWNS]
        for slug in served.treatments
    }


def _let_in(resemblance: Resemblance, candidates: Mapping[str, Candidate]) -> dict[str, Reason]:
    """Rule E1.4 for each page that passes the other rules, by path."""
    passing = [candidates[path] for path in resemblance.sights]
    reasons = {}
    for candidate in sorted(passing, key=lambda each: _rank(each, _neighbour(each, candidates))):
        reasons[candidate.path] = reason = resemblance.reason(candidate)
        if reason.ok:
            resemblance.admit(candidate)
    return reasons


def _rank(candidate: Candidate, neighbour: Candidate | None) -> tuple[bool | int | str, ...]:
    """Who comes first: a clinic in town, own text, the main treatment, own facts, people, then the path."""
    outlook, town = candidate.outlook, candidate.town
    return (
        not candidate.has_own_clinic,
        not candidate.has_note,
        outlook.treatment.slug != outlook.site.config.main_treatment,
        -candidate.differing(neighbour),
        -town.population,
        candidate.path,
    )
