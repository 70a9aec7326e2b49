"""The table [map] of site.toml: what it takes, every mistake in it, the environment."""

from __future__ import annotations

from pathlib import Path

import pytest
from site_table import read

from locator.model.basemap import Basemap

TILES = "https://tiles.example/{z}/{x}/{y}.png"
STYLE = "https://tiles.example/style.json?key=abc"


def good(path: Path, table: str, **environ: str) -> Basemap | None:
    config, problems = read(path, table, **environ)
    assert problems == []
    assert config
    return config.basemap


def test_without_the_table_there_is_no_map(tmp_path: Path) -> None:
    assert good(tmp_path, "") is None


@pytest.mark.parametrize(
    ("table", "basemap", "origins"),
    [
        (f'style = "{STYLE}"', Basemap(style=STYLE), ("https://tiles.example",)),
        (
            f'style = "{STYLE}"\norigins = ["https://fonts.example/", "https://tiles.example"]',
            Basemap(style=STYLE, more_origins=("https://fonts.example", "https://tiles.example")),
            ("https://tiles.example", "https://fonts.example"),
        ),
        (
            f'tiles = "{TILES}"\nattribution = "© A"',
            Basemap(tiles=TILES, attribution="© A"),
            ("https://tiles.example",),
        ),
        ('pmtiles = "florida.pmtiles"', Basemap(pmtiles="florida.pmtiles"), ()),
        ('pmtiles = "/map/florida.pmtiles"', Basemap(pmtiles="/map/florida.pmtiles"), ()),
        (
            'pmtiles = "https://m.example:8443/a.pmtiles"',
            Basemap(pmtiles="https://m.example:8443/a.pmtiles"),
            ("https://m.example:8443",),
        ),
        (
            'style = "http://127.0.0.1:8080/style.json"',
            Basemap(style="http://127.0.0.1:8080/style.json"),
            ("http://127.0.0.1:8080",),
        ),
    ],
)
def test_a_map_is_read_and_its_hosts_are_known(
    tmp_path: Path, table: str, basemap: Basemap, origins: tuple[str, ...]
) -> None:
    assert good(tmp_path, f"[map]\n{table}\n") == basemap
    assert basemap.origins == origins


def test_only_a_bare_name_is_a_file_of_the_folder() -> None:
    assert Basemap(pmtiles="florida.pmtiles").file == "florida.pmtiles"
    assert Basemap(pmtiles="/map/florida.pmtiles").file == ""
    assert Basemap(tiles=TILES).file == ""


@pytest.mark.parametrize(
    ("table", "key", "message", "cure"),
    [
        ("[map]\n", "map", "no map is named", "style, tiles, pmtiles"),
        ('map = "https://tiles.example"', "map", "not a table", "[map]"),
        ('[map]\nstyle = "tiles.example"', "map.style", "not a web address", "https://"),
        ('[map]\nstyle = "https://a;b/x"', "map.style", "not the address", "https://"),
        ('[map]\nstyle = "https://a.example https://b.example"', "map.style", "not a web", "https://"),
        ('[map]\nstyle = "javascript:alert(1)"', "map.style", "not a web address", "https://"),
        ('[map]\nstyle = "http://tiles.example/s.json"', "map.style", "may not load it", "https://"),
        ('[map]\nstyle = "https://t.example/{z}"', "map.style", "{z}", "write out"),
        ('[map]\nstyle = "https://[/x"', "map.style", "not a web address", "https://"),
        ('[map]\nstyle = "https://[zz]/x"', "map.style", "not a web address", "https://"),
        ('[map]\nstyle = "https://a\u2100b/x"', "map.style", "not a web address", "https://"),
        ('[map]\nstyle = "https://a.example:99999/x"', "map.style", "not a web address", "https://"),
        ("[map]\nstyle = 5", "map.style", "not a text", "double quotes"),
        ('[map]\npmtiles = "../a.pmtiles"', "map.pmtiles", "neither a file", "site folder"),
        ('[map]\npmtiles = "//evil.example/a.pmtiles"', "map.pmtiles", "neither a file", "site folder"),
        ('[map]\npmtiles = "map.mbtiles"', "map.pmtiles", "neither a file", "site folder"),
        (f'[map]\ntiles = "{TILES}"', "map.attribution", "missing", "attribution ="),
        (f'[map]\nstyle = "{STYLE}"\ncolour = "red"', "map.colour", "no such setting", "attribution"),
        (f'[map]\nstyle = "{STYLE}"\norigins = [1]', "map.origins", "not a text", "double quotes"),
        (f'[map]\nstyle = "{STYLE}"\norigins = 1', "map.origins", "not a list", "["),
        (f'[map]\nstyle = "{STYLE}"\norigins = ["*"]', "map.origins", "not the address", "https://"),
        (f'[map]\nstyle = "{STYLE}"\npmtiles = "a.pmtiles"', "map.pmtiles", "style is given", "keep one"),
    ],
)
def test_a_mistake_is_one_problem_with_key_and_cure(
    tmp_path: Path, table: str, key: str, message: str, cure: str
) -> None:
    config, [problem] = read(tmp_path, f"{table}\n")
    assert config is None
    assert problem.column == key
    assert message in problem.message
    assert cure in problem.cure


@pytest.mark.parametrize("tiles", ["https://t.example/{z}/{x}.png", "https://{s}.t.example/{z}/{x}/{y}.png"])
def test_tiles_need_their_three_numbers_and_nothing_else(tmp_path: Path, tiles: str) -> None:
    _, [problem] = read(tmp_path, f'[map]\ntiles = "{tiles}"\nattribution = "A"\n')
    assert problem.column == "map.tiles"


def test_all_mistakes_are_reported_at_once(tmp_path: Path) -> None:
    table = f'[map]\ntiles = "x"\nstyle = "{STYLE}"\norigins = 1\ncolour = 2\n'
    _, problems = read(tmp_path, table, LOCATOR_UNITS="yards")
    keys = [problem.column for problem in problems]
    assert keys == ["map.attribution", "map.colour", "map.origins", "map.tiles", "map.tiles", "units"]


def test_the_environment_overrides_key_by_key_and_a_blank_takes_out(tmp_path: Path) -> None:
    table = f'[map]\ntiles = "{TILES}"\nattribution = "A"\n'
    other = "https://other.example/{z}/{x}/{y}.png"
    assert good(tmp_path, table, LOCATOR_MAP_TILES=other) == Basemap(tiles=other, attribution="A")
    assert good(tmp_path, table, LOCATOR_MAP_TILES="", LOCATOR_MAP_ATTRIBUTION="") is None
    assert good(tmp_path, "", LOCATOR_MAP_PMTILES="a.pmtiles") == Basemap(pmtiles="a.pmtiles")
    hosts = "https://a.example https://b.example"
    style = good(tmp_path, "", LOCATOR_MAP_STYLE=STYLE, LOCATOR_MAP_ORIGINS=hosts)
    assert style
    assert style.more_origins == ("https://a.example", "https://b.example")
