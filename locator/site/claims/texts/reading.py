"""Every text of a site folder that can reach a page, as passages; titles of sources are quotations."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from locator.model.region import parse_region
from locator.site.claims.texts.blocks import parse_blocks
from locator.site.claims.texts.passage import Kind, Passage
from locator.site.settings.site_toml import FILE as SETTINGS_FILE
from locator.site.tables import practitioners
from locator.site.tables.clinics import clinics
from locator.site.tables.table import load_table
from locator.site.tables.towns import locations

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from locator.site.content.front_matter import FrontMatter
    from locator.site.folder import SiteFolder
    from locator.site.snapshot import Site
    from locator.site.tables.row import Row

_SETTINGS = ("name", "description", "publisher", "clinic_noun", "clinics_noun", "notice")
_BUSINESSES = {"site.toml": {"name", "publisher"}, "clinics.csv": {"name"}}
# Miracle Mile is a street, Best a surname.
_NAMES = {
    "clinics.csv": {"street", "locality"},
    "practitioners.csv": {"name"},
    "locations.csv": {"town", "county", "aliases", "approved_by"},
}
_ADDRESSES = frozenset({"id", "slug", "website", "booking_url", "clinic", "replaced_by"})
_CODE = re.compile(r"\{#.*?#\}|\{%.*?%\}|\{\{.*?\}\}|<(script|style)\b.*?</\1>|<[^>]*>", re.DOTALL)


def setting_passages(site: Site) -> Iterator[Passage]:
    """The texts of site.toml, or of the environment, in every language of the site."""
    regions = _all_regions(site)
    for key in _SETTINGS:
        text, kind = getattr(site.config, key), _kind(SETTINGS_FILE, key)
        yield Passage(SETTINGS_FILE, text, None, key, kind, regions)
    for wording in site.config.wordings:
        for key in (key for key in _SETTINGS if key in wording.words):
            text, kind = wording.words[key], _kind(SETTINGS_FILE, key)
            yield Passage(SETTINGS_FILE, text, None, f"{wording.language}.{key}", kind, regions)


def cell_passages(folder: SiteFolder, site: Site) -> Iterator[Passage]:
    """The cells of every table, row by row, but for addresses on the web and ids."""
    where = {clinic.id: clinic.address.region for clinic in site.clinics}
    for path, columns in (
        (folder.clinics, clinics.COLUMNS),
        (folder.practitioners, practitioners.COLUMNS),
        (folder.locations, locations.COLUMNS),
    ):
        file = path.name
        kinds = {column: _kind(file, column) for column in columns.all if column not in _ADDRESSES}
        for row in load_table(path, columns, is_required=False)[0]:
            regions = frozenset({where.get(row["clinic"]) or _region(row)})
            for column, kind in kinds.items():
                if text := row[column]:
                    yield Passage(file, text, row.line, column, kind, regions)


def template_passages(templates: Path, site: Site) -> Iterator[Passage]:
    """The words of the site's own templates, line by line, without their code."""
    for path in sorted(templates.rglob("*.html")):
        text = _CODE.sub(lambda code: "\n" * code[0].count("\n"), path.read_text("utf-8", "replace"))
        for row, line in enumerate(text.splitlines(), start=1):
            if line.strip():
                file = path.relative_to(templates.parent).as_posix()
                yield Passage(file, line, row, regions=_all_regions(site))


def regions_of(document: FrontMatter, site: Site) -> frozenset[str]:
    """A note about a town speaks of its state, any other text of all the clinics."""
    parts = document.file.split("/")
    region = parse_region(parts[2]) if parts[1] == "towns" else None
    return frozenset({region.code}) if region else _all_regions(site)


def _all_regions(site: Site) -> frozenset[str]:
    return frozenset(clinic.address.region for clinic in site.clinics)


def _region(row: Row) -> str:
    region = parse_region(row["region"])
    return region.code if region else ""


def _kind(file: str, column: str) -> Kind:
    if column in _NAMES.get(file, ()):
        return Kind.NAME
    return Kind.BUSINESS if column in _BUSINESSES.get(file, ()) else Kind.PROSE


def document_passages(document: FrontMatter, regions: frozenset[str] = frozenset()) -> Iterator[Passage]:
    """The settings of one Markdown file but its sources, and the paragraphs of its text."""
    for key, value in document.values.items():
        if key != "sources":
            for text in _texts(value):
                yield Passage(document.file, text, None, key, regions=regions)
    for block in parse_blocks(document.body, document.body_line):
        yield Passage(document.file, block.text, block.line, regions=regions)


def _texts(value: object) -> Iterator[str]:
    match value:
        case str():
            yield value
        case list():
            for each in value:
                yield from _texts(each)
        case dict():
            for each in value.values():
                yield from _texts(each)
