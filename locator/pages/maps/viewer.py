"""The interactive map: MapLibre GL from its npm package, what it draws on, and who sees its visitors."""

from __future__ import annotations

import hashlib
import json
from dataclasses import dataclass
from typing import TYPE_CHECKING

from locator.model.problem import Problem, Severity
from locator.pages.assets import DIGEST_LENGTH
from locator.site.content.markdown import render_inline

if TYPE_CHECKING:
    from pathlib import Path

    from locator.model.basemap import Basemap
    from locator.pages.assets import Assets
    from locator.site.folder import SiteFolder

SCRIPT, WORKER, SHEET = (f"maplibre-gl/maplibre-gl{end}" for end in (".mjs", "-worker.mjs", ".css"))
READER = "pmtiles/pmtiles.js"
INSTALL = "npm install --ignore-scripts maplibre-gl@6 pmtiles@4"

# Where npm puts them; browsers get the licence beside the code.
_MODULES = {name: name.replace("/", "/dist/") for name in (SCRIPT, WORKER, SHEET, READER)}
_MODULES["maplibre-gl/LICENSE.txt"] = "maplibre-gl/LICENSE.txt"


@dataclass(frozen=True, slots=True)
class Viewer:
    """What a page needs to show the interactive map when a visitor asks for it.

    `data` is JSON for static/map.js, `worker` the address of the script whose own policy must allow
    `origins`; `hosts` are the names of these.
    """

    data: str
    worker: str
    origins: tuple[str, ...]

    @property
    def hosts(self) -> tuple[str, ...]:
        """Who learns of a visit; empty if nobody else does."""
        return tuple(origin.partition("//")[2] for origin in self.origins)


def find_modules(folder: SiteFolder, basemap: Basemap | None) -> dict[str, Path]:
    """The files of MapLibre GL and the PMTiles reader that npm has installed, by name."""
    found: dict[str, Path] = {}
    for name, module in _MODULES.items() if basemap else ():
        files = (layer / module for layer in folder.modules)
        if file := next((file for file in files if file.is_file()), None):
            found[name] = file
    return found


def find_archives(folder: SiteFolder, basemap: Basemap | None) -> dict[str, Path]:
    """The PMTiles file of the site folder, by its name."""
    file = folder.path / basemap.file if basemap and basemap.file else None
    return {file.name: file} if file and file.is_file() else {}


def build_viewer(basemap: Basemap | None, assets: Assets) -> Viewer | None:
    """The viewer; None if no map is configured or something that it needs is not there."""
    if basemap is None or viewer_problems(basemap, assets):
        return None
    worker = assets.url(WORKER)
    data = {
        "view": assets.url("map-view.js"),
        "styles": assets.url("map-style.js"),
        "script": assets.url(SCRIPT),
        "worker": f"{worker}?{_digest(basemap.origins)}",
        "sheet": assets.url(SHEET),
        "reader": assets.url(READER) if basemap.pmtiles else "",
        "style": basemap.style,
        "tiles": basemap.tiles,
        "pmtiles": assets.url(basemap.file) if basemap.file else basemap.pmtiles,
        "attribution": render_inline(basemap.attribution),
    }
    return Viewer(json.dumps(data, ensure_ascii=False), worker, basemap.origins)


def _digest(origins: tuple[str, ...]) -> str:
    """Changes the address of the worker with its policy: browsers keep both for a year."""
    return hashlib.sha256(" ".join(origins).encode()).hexdigest()[:DIGEST_LENGTH]


def viewer_problems(basemap: Basemap | None, assets: Assets) -> tuple[Problem, ...]:
    """What is configured and not there; pages do without the interactive map until it is."""
    if basemap is None:
        return ()
    problems = []
    needed = (SCRIPT, WORKER, SHEET, *([READER] if basemap.pmtiles else []))
    if missing := [name for name in needed if name not in assets]:
        message = f"no page has an interactive map: {missing[0].split('/')[1]} is not installed"
        problems.append(_problem("map", message, f"run `{INSTALL}` in the site folder, or take [map] out"))
    if basemap.file and basemap.file not in assets:
        message = f"no page has an interactive map: there is no {basemap.file} in the site folder"
        problems.append(_problem("map.pmtiles", message, "put it there beside site.toml, or take [map] out"))
    return tuple(problems)


def _problem(key: str, message: str, cure: str) -> Problem:
    return Problem(Severity.WARNING, "site.toml", message, cure, column=key)
