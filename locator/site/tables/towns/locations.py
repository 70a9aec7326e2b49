"""locations.csv -> towns: a row needs a name and a state, the gazetteer fills in the rest."""

from __future__ import annotations

from typing import TYPE_CHECKING

from locator.site.tables.header import Columns
from locator.site.tables.table import gathered, load_table
from locator.site.tables.towns.repeats import check_aliases, without_repeats
from locator.site.tables.towns.town_finder import TownFinder
from locator.site.tables.towns.town_reader import TownReader
from locator.site.tables.towns.unknown_towns import UnknownTowns
from locator.site.tables.uncollected import uncollected

if TYPE_CHECKING:
    from collections.abc import Collection
    from datetime import date
    from pathlib import Path

    from locator.geo.gazetteer import Gazetteer
    from locator.model.problem import Problem
    from locator.model.town import Town
    from locator.site.settings.config import Config

COLUMNS = Columns(
    required=("town", "region"),
    optional=(
        *("county", "slug", "lat", "lon", "treatments", "aliases", "radius"),
        *("approved_by", "approved_on", "updated"),
    ),
)


@uncollected()
def load_locations(
    path: Path,
    *,
    config: Config,
    gazetteer: Gazetteer,
    today: date,
    treatments: Collection[str] | None = None,
) -> tuple[tuple[Town, ...], list[Problem]]:
    """Reads the towns that have a page; `treatments` are the slugs that rows may name (None: any).

    A row with an error is left out; an error without a row costs the whole file.
    """
    rows, problems = load_table(path, COLUMNS)
    finder = TownFinder(gazetteer, UnknownTowns(gazetteer))
    reader = TownReader(config, finder, today, treatments)
    drafts = without_repeats([draft for row in rows if (draft := reader.read(row))])
    check_aliases(drafts)
    return tuple(draft.town for draft in drafts), gathered(rows, problems)
