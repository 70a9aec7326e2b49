"""Static files: named by their content, the site's own before the bundle's."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from locator.pages.assets import Archive, Asset, Assets


def write(folder: Path, **files: str) -> Path:
    for name, text in files.items():
        path = folder / name.replace("__", "/").replace("_", ".")
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, encoding="utf-8")
    return folder


def test_an_address_changes_with_the_content_and_only_then(tmp_path: Path) -> None:
    first = Assets([write(tmp_path / "a", style_css="a { color: red }")])
    same = Assets([write(tmp_path / "b", style_css="a { color: red }")])
    other = Assets([write(tmp_path / "c", style_css="a { color: blue }")])
    assert re.fullmatch(r"/static/style\.[0-9a-f]{10}\.css", first.url("style.css"))
    assert first.url("style.css") == same.url("style.css") != other.url("style.css")


def test_a_site_overrides_single_files(tmp_path: Path) -> None:
    own = write(tmp_path / "own", style_css="own")
    bundle = write(tmp_path / "bundle", style_css="bundle", icon_svg="<svg/>")
    assets = Assets([own, bundle])
    assert sorted(asset.body for asset in assets) == [b"<svg/>", b"own"]


def test_a_script_finds_those_that_it_imports_under_their_addresses(tmp_path: Path) -> None:
    """And has a new address itself when one of them changes."""
    scripts = {"b_js": 'import { say } from "./a.js";', "c__d_js": 'import { say } from "../b.js";'}
    assets = Assets([write(tmp_path / "one", a_js="1", **scripts)])
    assert body(assets, "b.js") == f'import {{ say }} from "{assets.url("a.js")}";'
    assert body(assets, "c/d.js") == f'import {{ say }} from "{assets.url("b.js")}";'
    other = Assets([write(tmp_path / "two", a_js="2", **scripts)])
    assert other.url("c/d.js") != assets.url("c/d.js")


def test_imports_of_strangers_and_in_circles_stay_as_they_are_written(tmp_path: Path) -> None:
    scripts = {
        "a_js": 'import "x" from "./b.js";',
        "b_js": 'import { y } from "./a.js";',
        "c_js": 'from "./z.js"',
    }
    assets = Assets([write(tmp_path, **scripts)])
    assert body(assets, "a.js") == f'import "x" from "{assets.url("b.js")}";'
    assert body(assets, "b.js") == 'import { y } from "./a.js";'
    assert body(assets, "c.js") == 'from "./z.js"'


def body(assets: Assets, name: str) -> str:
    asset = assets.at(assets.url(name))
    assert isinstance(asset, Asset)
    return asset.body.decode()


def test_a_site_needs_no_static_folder(tmp_path: Path) -> None:
    assert list(Assets([tmp_path / "none"])) == []


def test_names_with_folders_dots_and_no_suffix_keep_their_shape(tmp_path: Path) -> None:
    folder = write(tmp_path, fonts_v2__LICENSE="free", fonts_v2__a_b_woff2="x", NOTICE="n")
    assets = Assets([folder])
    assert re.fullmatch(r"/static/fonts\.v2/LICENSE\.[0-9a-f]{10}", assets.url("fonts.v2/LICENSE"))
    assert re.fullmatch(r"/static/fonts\.v2/a\.b\.[0-9a-f]{10}\.woff2", assets.url("fonts.v2/a.b.woff2"))
    assert re.fullmatch(r"/static/NOTICE\.[0-9a-f]{10}", assets.url("NOTICE"))
    for asset in assets:
        assert assets.at(asset.path) is asset


def test_hidden_files_are_nobodys_business(tmp_path: Path) -> None:
    folder = write(tmp_path, style_css="x")
    (folder / ".env").write_text("secret")
    (folder / ".git").mkdir()
    (folder / ".git" / "config").write_text("secret")
    assert [asset.body for asset in Assets([folder])] == [b"x"]


def test_media_types_are_told_with_their_encoding(tmp_path: Path) -> None:
    assets = Assets([write(tmp_path, a_css="", b_js="", c_svg="", d_zzz="")])
    types = {asset.path.rpartition(".")[2]: asset.media_type for asset in assets}
    assert types == {
        "css": "text/css; charset=utf-8",
        "js": "text/javascript; charset=utf-8",
        "svg": "image/svg+xml",
        "zzz": "application/octet-stream",
    }


def test_a_file_that_there_is_not_has_no_address(tmp_path: Path) -> None:
    assets = Assets([write(tmp_path, style_css="x")])
    with pytest.raises(KeyError):
        assets.url("stile.css")
    assert assets.at("/static/style.css") is None


def test_an_archive_stays_on_disk_and_is_named_by_its_ends(tmp_path: Path) -> None:
    first, second = tmp_path / "a.pmtiles", tmp_path / "b.pmtiles"
    first.write_bytes(b"PMTiles" + bytes(100_000))
    second.write_bytes(b"PMTiles" + bytes(100_001))
    names = [Assets([], archives={"map.pmtiles": file}).url("map.pmtiles") for file in (first, second, first)]
    assert names[0] == names[2] != names[1]
    assets = Assets([], archives={"map.pmtiles": first})
    archive = assets.at(names[0])
    assert isinstance(archive, Archive)
    assert archive.file == first
    assert list(assets) == []
    assert "map.pmtiles" in assets


def test_the_files_of_the_folder_style_are_one_sheet_in_the_order_of_their_names(tmp_path: Path) -> None:
    own, bundle = tmp_path / "own", tmp_path / "bundle"
    for layer, names in ((own, ("20-b.css",)), (bundle, ("10-a.css", "20-b.css"))):
        (layer / "style").mkdir(parents=True)
        for name in names:
            (layer / "style" / name).write_text(f"/* {layer.name} {name} */", encoding="utf-8")
    assets = Assets([own, bundle])
    assert [asset.body for asset in assets] == [b"/* bundle 10-a.css */\n/* own 20-b.css */"]
    assert "style.css" in assets


def test_a_sheet_of_the_sites_own_replaces_all_parts(tmp_path: Path) -> None:
    bundle = tmp_path / "bundle"
    (bundle / "style").mkdir(parents=True)
    (bundle / "style" / "10-a.css").write_text("a", encoding="utf-8")
    assets = Assets([write(tmp_path / "own", style_css="own"), bundle])
    assert [asset.body for asset in assets] == [b"own"]
