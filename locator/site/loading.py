"""Site folder -> Site, with every problem on the way."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from locator.geo.gazetteer import open_gazetteer
from locator.geo.outlines import shared_outlines
from locator.geo.zones import open_zone
from locator.model.problem import Problem, Severity
from locator.site.content.documents import load_documents
from locator.site.offering import offering
from locator.site.settings.holidays import unkept_holidays
from locator.site.settings.site_toml import load_config
from locator.site.settings.wording import future_checks
from locator.site.snapshot import Site
from locator.site.tables.clinics.clinics import load_clinics
from locator.site.tables.ledger import load_ledger
from locator.site.tables.practitioners import load_practitioners
from locator.site.tables.redirects import load_redirects
from locator.site.tables.towns.locations import load_locations

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping
    from datetime import date, datetime

    from locator.site.content.documents import Documents
    from locator.site.folder import SiteFolder
    from locator.site.settings.config import Config

_WESTERNMOST = "Pacific/Pago_Pago"


@dataclass(frozen=True, slots=True)
class Loaded:
    """What a folder became: the Site, or None if a whole file cannot be used, and all problems in order."""

    site: Site | None
    problems: tuple[Problem, ...]

    @property
    def errors(self) -> tuple[Problem, ...]:
        """The problems that cost a row or a file."""
        return tuple(problem for problem in self.problems if problem.severity is Severity.ERROR)


def load_site(folder: SiteFolder, *, environ: Mapping[str, str], clock: Callable[[], datetime]) -> Loaded:
    """Reads the whole folder; a row with an error is left out, and the rest stands.

    A file that cannot be read at all, or a wrong setting, leaves no Site.
    """
    config, problems = load_config(folder.config, environ)
    if config is None:
        return Loaded(None, tuple(problems))
    today = today_at(config, clock())
    problems += future_checks(config.wordings, today)
    documents, found = load_documents(folder.content, today=today, languages=config.languages)
    problems += found
    if config.main_treatment not in documents.treatments:
        problems.append(_no_main_treatment(config, documents))
        return Loaded(None, tuple(problems))
    site, found = _load_tables(folder, config, documents, today)
    return Loaded(site, (*problems, *found))


def _load_tables(
    folder: SiteFolder, config: Config, documents: Documents, today: date
) -> tuple[Site | None, list[Problem]]:
    """Reads the CSV files and joins them to what editors wrote; None if one of them cannot be used."""
    # A treatment whose file has an error costs no town or clinic that names it.
    gazetteer, known = open_gazetteer(), documents.treatments.keys() | documents.broken
    towns, problems = load_locations(
        folder.locations, config=config, gazetteer=gazetteer, treatments=known, today=today
    )
    clinics, found = load_clinics(
        folder.clinics, config=config, gazetteer=gazetteer, treatments=known, today=today
    )
    problems += found + unkept_holidays(config.holidays, clinics)
    if _costs_a_file(problems):  # what leans on these files would only repeat it
        return None, problems

    practitioners, found = load_practitioners(
        folder.practitioners, clinic_ids={clinic.id for clinic in clinics}, today=today
    )
    problems += found
    redirects, found = load_redirects(folder.redirects)
    problems += found + _strays(documents, {town.key for town in towns}) + _silent(config, documents)
    if _costs_a_file(problems):
        return None, problems
    ledger, found = load_ledger(folder.ledger, today=today)
    problems += found
    site = Site(
        config=config,
        today=today,
        towns=offering(towns, documents.treatments),
        clinics=offering(clinics, documents.treatments),
        practitioners=practitioners,
        redirects=redirects,
        treatments=documents.treatments,
        articles=documents.articles,
        notes=documents.notes,
        gazetteer=gazetteer,
        outlines=shared_outlines(),
        ledger=ledger,
        translated=documents.translated,
    )
    return site, problems


def today_at(config: Config, now: datetime) -> date:
    """The day that pages are made for: past only when it is past in every state; `now` is aware."""
    there = now.astimezone(open_zone(_WESTERNMOST))
    return config.as_of or there.date()


def _costs_a_file(problems: list[Problem]) -> bool:
    """Tells whether a CSV file cannot be used: its errors without a row cost the whole file."""
    return any(
        problem.severity is Severity.ERROR and problem.row is None and problem.file.endswith(".csv")
        for problem in problems
    )


def _no_main_treatment(config: Config, documents: Documents) -> Problem:
    known = ", ".join(documents.treatments) or "none"
    return Problem(
        Severity.ERROR,
        "site.toml",
        f'"{config.main_treatment}" is not a treatment that can be used; there are: {known}',
        f"write content/treatments/{config.main_treatment}.md, or mend it",
        column="main_treatment",
        value=config.main_treatment,
    )


def _strays(documents: Documents, keys: set[tuple[str, str]]) -> list[Problem]:
    """Notes about towns that have no page."""
    return [
        Problem(
            Severity.WARNING,
            f"content/towns/{region}/{town}.md",
            "no row of locations.csv has this town's slug, so nobody sees the note",
            "name the file after the town's slug, or add the town",
        )
        for region, town in sorted(documents.notes.keys() - keys)
    ]


def _silent(config: Config, documents: Documents) -> list[Problem]:
    """Languages in which the site has no page yet, because what every page leans on is not translated."""
    main = config.main_treatment
    return [
        Problem(
            Severity.WARNING,
            "site.toml",
            f'"{code}": content/treatments/{main}.md has no translation, and without it nothing is shown',
            f"write one, with lang: {code} and translation_of: {main}",
            column="languages",
            value=code,
        )
        for code, texts in documents.translated.items()
        if main not in texts.treatments
    ]
