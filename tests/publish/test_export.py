"""The static export: what the server would send, whole or not at all."""

from __future__ import annotations

import gzip
import re
from pathlib import Path
from typing import TYPE_CHECKING
from urllib.parse import urlsplit

import lxml.html
import pytest
from conftest import fixed_clock
from reading import opened
from starlette.testclient import TestClient

from locator.errors import LocatorError, UsageError
from locator.pages.cards.painting import paint
from locator.publish.export import MARKER, exported_files, file_name, write_export
from locator.publish.files import PACKED
from locator.publish.machine import machine_files
from locator.site.folder import SiteFolder
from locator.web.app import create_app
from locator.web.live import Live

if TYPE_CHECKING:
    from locator.pages.catalogue import Catalogue

ROOT = Path(__file__).parents[2]
OWN_FILES = {MARKER, "404.html", "_redirects", "_nginx.conf", "_s3.sh"}
OWN_FILES |= {"report/index.html", "es/avisar/index.html"}


def tree(folder: Path) -> dict[str, bytes]:
    files = (path for path in folder.rglob("*") if path.is_file())
    return {path.relative_to(folder).as_posix(): path.read_bytes() for path in files}


def unpacked(files: dict[str, bytes]) -> dict[str, bytes]:
    return {name: body for name, body in files.items() if not name.endswith(".gz")}


def test_every_file_is_what_the_server_sends_for_its_address() -> None:
    live = Live(SiteFolder(ROOT), environ={}, clock=fixed_clock, machine_files=machine_files)
    catalogue = live.edition.catalogue
    client = TestClient(create_app(live), follow_redirects=False)
    files = dict(exported_files(catalogue))
    addresses = [*catalogue.pages, *catalogue.finders, *live.edition.files]
    addresses += [asset.path for asset in catalogue.renderer.assets.public]
    addresses += catalogue.gallery.addresses()
    assert {file_name(address) for address in addresses} == files.keys() - OWN_FILES
    for address in addresses:
        response = client.get(address)
        assert response.status_code == 200
        assert response.content == files[file_name(address)], address
    assert client.get("/404.html").content == files["404.html"]


def test_every_link_and_file_of_the_export_is_in_the_export(catalogue: Catalogue) -> None:
    files = dict(exported_files(catalogue))
    for name, body in files.items():
        if not name.endswith(".html"):
            continue
        document = lxml.html.document_fromstring(body.decode())
        for address in document.xpath(
            "//a/@href|//script/@src|//link[not(@rel='canonical')]/@href|//form/@action"
        ):
            if address.startswith("/"):
                assert file_name(urlsplit(address).path) in files, (name, address)


@pytest.mark.parametrize(
    ("path", "expected"),
    [
        ("/", "index.html"),
        ("/clinics/", "clinics/index.html"),
        ("/find", "find/index.html"),
        ("/robots.txt", "robots.txt"),
        ("/sitemaps/pages.xml", "sitemaps/pages.xml"),
        ("/static/a.b/c.css", "static/a.b/c.css"),
    ],
)
def test_an_address_is_the_file_that_web_hosts_look_for(path: str, expected: str) -> None:
    assert file_name(path) == expected


def test_two_builds_are_the_same_bytes(tmp_path: Path) -> None:
    first, second = tmp_path / "first", tmp_path / "second"
    count = write_export(opened(ROOT), first).count
    write_export(opened(ROOT), second)
    assert tree(first) == tree(second)
    assert len(unpacked(tree(first))) == count
    assert list(tree(first)) and all(body for name, body in tree(first).items() if name != MARKER)


def test_the_folders_above_are_made(catalogue: Catalogue, tmp_path: Path) -> None:
    write_export(catalogue, tmp_path / "a" / "b" / "out")
    assert (tmp_path / "a" / "b" / "out" / "index.html").exists()


def test_an_earlier_export_is_replaced_whole(catalogue: Catalogue, tmp_path: Path) -> None:
    out = tmp_path / "out"
    write_export(catalogue, out)
    fresh = tree(out)
    (out / "old-page.html").write_text("old")
    (out / "index.html").write_text("old")
    write_export(catalogue, out)
    assert tree(out) == fresh
    assert [path.name for path in tmp_path.iterdir()] == ["out"]


def test_an_empty_folder_is_taken(catalogue: Catalogue, tmp_path: Path) -> None:
    (tmp_path / "out").mkdir()
    write_export(catalogue, tmp_path / "out")
    assert (tmp_path / "out" / MARKER).exists()


def test_a_folder_with_other_files_is_never_touched(catalogue: Catalogue, tmp_path: Path) -> None:
    (tmp_path / "out").mkdir()
    (tmp_path / "out" / "thesis.txt").write_text("mine")
    with pytest.raises(UsageError, match="holds files that are not an export of ours"):
        write_export(catalogue, tmp_path / "out")
    assert tree(tmp_path) == {"out/thesis.txt": b"mine"}


def test_a_file_is_never_replaced_by_a_folder(catalogue: Catalogue, tmp_path: Path) -> None:
    (tmp_path / "out").write_text("mine")
    with pytest.raises(UsageError, match="is a file"):
        write_export(catalogue, tmp_path / "out")
    assert tree(tmp_path) == {"out": b"mine"}


@pytest.mark.parametrize("out", [".", "..", "../empty"])
def test_the_folder_one_stands_in_is_not_pulled_away(
    out: str, catalogue: Catalogue, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "empty").mkdir()
    monkeypatch.chdir(tmp_path / "empty")
    with pytest.raises(UsageError, match="where you stand"):
        write_export(catalogue, Path(out))
    assert [path.name for path in tmp_path.rglob("*")] == ["empty"]


def test_a_failure_halfway_leaves_the_old_export_whole_and_no_litter(
    catalogue: Catalogue, tmp_path: Path
) -> None:
    out = tmp_path / "out"
    write_export(catalogue, out)
    before = tree(out)

    def stop(count: int) -> None:
        if count == 20:
            raise OSError("the disk is full")

    with pytest.raises(OSError, match="the disk is full"):
        write_export(catalogue, out, progress=stop)
    assert tree(out) == before
    assert [path.name for path in tmp_path.iterdir()] == ["out"]


def test_two_pages_in_one_file_are_an_error_and_leave_nothing(folder: Path, tmp_path: Path) -> None:
    catalogue = opened(folder)
    catalogue.pages["/clinics"] = catalogue.pages["/clinics/"]
    with pytest.raises(LocatorError, match=r"two pages would be the file clinics/index\.html"):
        write_export(catalogue, tmp_path / "out")
    assert not (tmp_path / "out").exists()
    assert [path.name for path in tmp_path.iterdir()] == ["site"]


def test_the_export_can_be_read_by_a_web_server(catalogue: Catalogue, tmp_path: Path) -> None:
    write_export(catalogue, tmp_path / "out")
    assert (tmp_path / "out").stat().st_mode & 0o755 == 0o755


def test_redirects_are_listed_as_static_hosts_read_them(catalogue: Catalogue) -> None:
    lines = dict(exported_files(catalogue))["_redirects"].decode().splitlines()
    assert lines == sorted(lines)
    assert "/clinics/port-orange/ /clinics/daytona-beach/ 301" in lines
    assert "/back-pain-treatment/fl/daytona/ /back-pain-treatment/fl/daytona-beach/ 301" in lines
    for line in lines:
        assert re.fullmatch(r"/\S* /\S* 30[1278]", line)
    assert not any("/offers/new-year/" in line for line in lines)


def test_texts_have_a_packed_twin_of_the_same_content(catalogue: Catalogue, tmp_path: Path) -> None:
    write_export(catalogue, tmp_path / "out")
    files = tree(tmp_path / "out")
    for name, body in unpacked(files).items():
        is_text = Path(name).suffix in PACKED
        assert (f"{name}.gz" in files) == is_text, name
        assert not is_text or gzip.decompress(files[f"{name}.gz"]) == body


def test_a_build_after_a_change_equals_a_whole_one_and_leaves_other_files_alone(
    folder: Path, tmp_path: Path
) -> None:
    out = tmp_path / "out"
    write_export(opened(folder), out)
    before = {name: (out / name).stat() for name in tree(out)}
    table = folder / "clinics.csv"
    table.write_text(table.read_text("utf-8").replace("(386) 555-0112", "(386) 555-0113"), "utf-8")
    stale = out / "clinics" / "index.html.gz"
    stale.write_bytes(gzip.compress(b"stale"))
    (out / "about" / "index.html.gz").write_bytes(b"broken")
    write_export(opened(folder), out)
    write_export(opened(folder), tmp_path / "whole")
    assert tree(out) == tree(tmp_path / "whole")
    left = {
        name
        for name, was in before.items()
        if (out / name).exists() and (out / name).stat().st_ino == was.st_ino
    }
    assert len(left) > 0.8 * len(before)
    assert not left & {"about/index.html.gz", "clinics/index.html.gz"}
    assert all((out / name).stat().st_mtime_ns == before[name].st_mtime_ns for name in left)


def test_progress_counts_every_file(catalogue: Catalogue, tmp_path: Path) -> None:
    seen: list[int] = []
    count = write_export(catalogue, tmp_path / "out", progress=seen.append).count
    assert seen == list(range(1, count + 1))


def test_an_archive_for_the_map_is_copied_under_the_address_that_pages_name(
    mapped: Path, tmp_path: Path
) -> None:
    (mapped / "florida.pmtiles").write_bytes(b"PMTiles")
    with (mapped / "site.toml").open("a", encoding="utf-8") as settings:
        settings.write('\n[map]\npmtiles = "florida.pmtiles"\n')
    out = tmp_path / "out"
    count = write_export(opened(mapped), out).count
    (archive,) = (out / "static").glob("florida.*.pmtiles")
    assert archive.read_bytes() == b"PMTiles"
    assert f"/static/{archive.name}" in (out / "clinics" / "lake-mary" / "index.html").read_text("utf-8")
    assert count == len(unpacked(tree(out)))


def test_pictures_of_the_export_before_serve_again(
    catalogue: Catalogue, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    write_export(catalogue, tmp_path / "out")
    before = tree(tmp_path / "out")
    broken = tmp_path / "out" / catalogue.gallery.address("/").lstrip("/")
    broken.write_bytes(broken.read_bytes()[:1000])
    painted: list[str] = []

    def note(svg: str) -> bytes:
        painted.append(svg)
        return paint(svg)

    monkeypatch.setattr("locator.publish.cards.paint", note)
    write_export(catalogue, tmp_path / "out")
    assert len(painted) == 1
    assert tree(tmp_path / "out") == before


def test_an_exported_report_page_says_how_else_to_reach_us(catalogue: Catalogue) -> None:
    body = dict(exported_files(catalogue))["report/index.html"].decode()
    assert "mailto:hello@clinics.example" in body
    assert '<form class="loc-report"' not in body
