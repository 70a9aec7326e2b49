"""The data: what there is of each kind, and how old it is."""

from __future__ import annotations

from datetime import UTC, date, datetime
from typing import TYPE_CHECKING

from locator.commands.examining.finding import Finding, look_at, mend
from locator.errors import DataFileError
from locator.extras import install_anew
from locator.geo.gazetteer import open_gazetteer
from locator.geo.outlines import shared_outlines
from locator.pages.verdicts.gate import freshness_limit
from locator.site.words import counted, date_text

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from locator.model.document import Article, Treatment
    from locator.site.folder import SiteFolder
    from locator.site.snapshot import Site

OLD_LEDGER = 31  # days


def examined_shipped() -> Iterator[Finding]:
    """The files that ship with the package; it tells of what years they are."""
    cure = f"install locator anew: {install_anew()}"
    try:
        open_gazetteer()
        yield Finding("gazetteer", "towns and ZIP codes of the United States; ZIP areas of 2023")
    except DataFileError as error:
        yield mend("gazetteer", str(error), cure)
    try:
        shared_outlines()
        yield Finding("outlines", "counties and shores of 2017")
    except DataFileError as error:
        yield mend("outlines", str(error), cure)


def examined_files(folder: SiteFolder, today: date) -> Iterator[Finding]:
    """When each table was last changed, whatever is in it."""
    for path in (folder.locations, folder.clinics, folder.practitioners, folder.redirects):
        if path.is_file():
            yield Finding(path.name, f"changed {_ago(_changed(path), today)}")
        elif path in (folder.locations, folder.clinics):
            yield mend(path.name, "is not there", "`locator init DIR` makes a folder with one to begin with")


def examined_site(site: Site, today: date) -> Iterator[Finding]:
    """How old what it says is."""
    yield _verified(site)
    yield _reviewed(site, today)
    yield _ledger(site, today)


def _verified(site: Site) -> Finding:
    """How long ago somebody last checked the facts about open clinics (rule E1.5)."""
    noun, nouns = site.config.clinic_noun, site.config.clinics_noun
    clinics = [clinic for clinic in site.clinics if clinic.is_open_for_patients]
    days = [clinic.verified_on for clinic in clinics if clinic.verified_on]
    late = [
        clinic
        for clinic in clinics
        if clinic.verified_on is None
        or (site.today - clinic.verified_on).days > freshness_limit(site, clinic)[0]
    ]
    told = f"{counted(len(clinics), noun, nouns)} open"
    if days:
        told += f", the oldest check {_ago(min(days), site.today)}"
    if late:
        told += f"; out of date or never checked: {len(late):,}"
        return look_at("verified_on", told, "call them, compare the rows, write the date into verified_on")
    return Finding("verified_on", told)


def _reviewed(site: Site, today: date) -> Finding:
    texts: list[Treatment | Article] = [*site.treatments.values(), *site.articles.values()]
    days = [day for text in texts if (day := text.editorial.last_reviewed)]
    late = [text.file for text in texts if text.editorial.next_review and text.editorial.next_review < today]
    told = counted(len(texts), "text")
    told += f", the oldest review {_ago(min(days), today)}" if days else ", none reviewed by a clinician"
    if late:
        told += f"; overdue: {', '.join(sorted(late))}"
        return look_at("content", told, "have them reviewed, and write the dates into them")
    return Finding("content", told)


def _ledger(site: Site, today: date) -> Finding:
    lines = site.ledger.lines.values()
    if not lines:
        told = "no page was ever recorded, so the sitemap tells hardly any date"
        return look_at("ledger.csv", told, "locator record")
    days = [line.lastmod for line in lines if line.lastmod]
    told = counted(len(lines), "page")
    if days and max(days) > today:
        return mend("ledger.csv", f"{told}; {date_text(max(days))} is still to come", "set the clock right")
    return Finding("ledger.csv", f"{told}, the last change {_ago(max(days), today)}" if days else told)


def _changed(path: Path) -> date:
    return datetime.fromtimestamp(path.stat().st_mtime, UTC).date()


def _ago(day: date, today: date) -> str:
    age = (today - day).days
    if age < 1:
        return "today" if age == 0 else f"on {date_text(day)}"
    return "yesterday" if age == 1 else f"{age:,} days ago"
