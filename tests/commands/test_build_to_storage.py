"""`locator build --out s3://...`: the folder's bytes, as the server names them, sent to a real server."""

from __future__ import annotations

import os
import shutil
import signal
import subprocess
import sys
import time
from typing import TYPE_CHECKING

import pytest
from conftest import copied, fixed_clock
from spanish import speak_english
from starlette.testclient import TestClient
from storage import ALL, Fault

from locator.cli import main
from locator.commands.building.workshop import workshop
from locator.publish.cloud import bucket as bucket_module
from locator.publish.cloud.manifest import KEY
from locator.publish.export import MARKER, file_name
from locator.publish.machine import machine_files
from locator.site.folder import SiteFolder
from locator.web.app import create_app
from locator.web.live import Live

if TYPE_CHECKING:
    from pathlib import Path

    from storage import Gateway, Storage

pytestmark = pytest.mark.allow_hosts(["127.0.0.1"])

DEBARY = "back-pain-treatment/fl/debary/index.html"
ALONE = {"find", "report"}  # addresses without a slash, which are keys as well


@pytest.fixture(scope="module")
def made(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A site folder with an export, which copies of it need not make again."""
    folder = with_few_towns(speak_english(copied(tmp_path_factory.mktemp("made"))))
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr("locator.publish.cards.paint", lambda _: b"\x89PNG\r\n\x1a\nIEND\xaeB`\x82")
        assert main(["build", str(folder), "--out", str(folder / ".locator/cloud/export")]) == 0
    (folder / ".locator/cloud/.locator").mkdir()
    (folder / ".locator/export.jsonl").rename(folder / ".locator/cloud/.locator/export.jsonl")
    return folder


@pytest.fixture
def site(made: Path, tmp_path: Path) -> Path:
    return shutil.copytree(made, tmp_path / "site")


@pytest.fixture(autouse=True)
def hasty(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("locator.publish.cards.paint", lambda _: b"\x89PNG\r\n\x1a\nIEND\xaeB`\x82")
    monkeypatch.setattr(bucket_module, "RETRIES", 2)
    monkeypatch.setattr(bucket_module, "FIRST_WAIT", 0.01)


def build(site: Path, bucket: str, endpoint: str, *options: str) -> int:
    return main(["build", str(site), "--out", f"s3://{bucket}/p", "--endpoint", endpoint, *options])


def call_otherwise(site: Path) -> None:
    """Gives the clinic in Orange City another number."""
    text = (site / "clinics.csv").read_text("utf-8")
    (site / "clinics.csv").write_text(text.replace("(386) 555-0136", "(386) 555-0137"), "utf-8")


def with_few_towns(site: Path) -> Path:
    lines = (site / "locations.csv").read_text("utf-8").splitlines(keepends=True)
    (site / "locations.csv").write_text("".join(lines[:12]), "utf-8")
    return site


def forget_debary(site: Path) -> None:
    lines = (site / "locations.csv").read_text("utf-8").splitlines(keepends=True)
    (site / "locations.csv").write_text("".join(line for line in lines if "DeBary" not in line), "utf-8")


def of_folder(site: Path, out: Path) -> dict[str, bytes]:
    """The files of an export into a folder, but what only folders need."""
    assert main(["build", str(site), "--out", str(out), "--no-record"]) == 0
    files = {path.relative_to(out).as_posix(): path for path in out.rglob("*") if path.is_file()}
    return {
        name: path.read_bytes() for name, path in files.items() if name != MARKER and not name.endswith(".gz")
    }


def assert_same(objects: dict[str, bytes], files: dict[str, bytes]) -> None:
    """The bytes of the folder, and beside them what an object alone can be."""
    moved = {key for key, body in objects.items() if b'http-equiv="refresh"' in body}
    kept = {key for key in objects if key.startswith(("static/", "cards/"))}
    assert objects.keys() - kept == files.keys() - kept | moved | ALONE | {KEY}
    assert {key: objects[key] for key in files} == files
    assert all(objects[key] == files[f"{key}/index.html"] for key in ALONE)


def test_a_site_and_its_changes_lie_in_a_bucket_as_in_a_folder(
    site: Path, bucket: str, storage: Storage, way: Gateway, capsys: pytest.CaptureFixture[str]
) -> None:
    assert build(site, bucket, way.endpoint) == 0
    count = len(set(way.written(f"/{bucket}/p/"))) - 1  # the manifest
    line = capsys.readouterr().out.splitlines()[0]
    assert line == f"{count} objects in s3://{bucket}/p: {count} sent, 0 deleted"
    call_otherwise(site)
    forget_debary(site)
    way.asked.clear()
    assert build(site, bucket, way.endpoint) == 0
    sent = way.written(f"/{bucket}/p/")
    assert 5 < len(sent) < count / 2
    assert "clinics/orange-city/index.html" in sent
    assert "accessibility/index.html" not in sent
    objects = storage.objects(bucket, "p/")
    assert DEBARY not in objects
    assert b'<a href="/clinics/daytona-beach/">' in objects["clinics/port-orange/index.html"]
    assert_same(objects, of_folder(site, site.parent / "out"))


def test_objects_say_what_the_server_says_and_whether_they_are_packed(
    site: Path, bucket: str, storage: Storage
) -> None:
    assert build(site, bucket, storage.endpoint) == 0
    live = Live(SiteFolder(site), environ={}, clock=fixed_clock, machine_files=machine_files)
    client, there = TestClient(create_app(live)), storage.client()
    catalogue = live.edition.catalogue
    addresses = [
        *catalogue.pages,
        *live.edition.files,
        *(each.path for each in catalogue.renderer.assets.public),
    ]
    for address in addresses:
        head = there.head_object(Bucket=bucket, Key=f"p/{file_name(address)}")
        said = client.head(address).headers
        assert (head["ContentType"], head["CacheControl"]) == (said["content-type"], said["cache-control"])
        assert "ContentEncoding" not in head
    for path, move in catalogue.moved.items():
        key = file_name(path) if path.endswith("/") else path.lstrip("/")
        assert there.head_object(Bucket=bucket, Key=f"p/{key}")["WebsiteRedirectLocation"] == move.location
    assert build(site, bucket, storage.endpoint, "--packed") == 0
    objects, folder = storage.objects(bucket, "p/"), site / ".locator/cloud/export"
    for key in ("index.html", "sitemap.xml", "robots.txt"):
        assert objects[key] == (folder / f"{key}.gz").read_bytes()
        assert there.head_object(Bucket=bucket, Key=f"p/{key}")["ContentEncoding"] == "gzip"
    assert not any(key.endswith(".gz") for key in objects)


def test_what_others_put_there_is_not_touched(
    site: Path, bucket: str, storage: Storage, capsys: pytest.CaptureFixture[str]
) -> None:
    there = storage.client()
    for key in ("thesis.txt", "p/thesis.txt", "p/index.html"):
        there.put_object(Bucket=bucket, Key=key, Body=b"mine")
    before = storage.objects(bucket)
    assert build(site, bucket, storage.endpoint) == 2
    error = capsys.readouterr().err
    assert "holds objects that are not an export of ours (index.html, thesis.txt)" in error
    assert storage.objects(bucket) == before
    assert build(site, bucket, storage.endpoint, "--among-others") == 0
    assert "1 object below it that are not ours" in capsys.readouterr().out
    objects = storage.objects(bucket)
    assert (objects["thesis.txt"], objects["p/thesis.txt"]) == (b"mine", b"mine")
    assert objects["p/index.html"] != b"mine"
    there.put_object(Bucket=bucket, Key="p/clinics/new-one/index.html", Body=b"mine")
    assert build(site, bucket, storage.endpoint) == 0  # it is in nobody's way


def test_a_run_tells_what_it_would_do_and_does_what_it_may(
    site: Path,
    bucket: str,
    storage: Storage,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
) -> None:
    assert build(site, bucket, storage.endpoint) == 0
    before, ledger = storage.objects(bucket, "p/"), (site / "ledger.csv").read_bytes()
    call_otherwise(site)
    forget_debary(site)
    capsys.readouterr()
    assert build(site, bucket, storage.endpoint, "--dry-run") == 0
    lines = capsys.readouterr().out.splitlines()
    assert {"send    clinics/orange-city/index.html", f"delete  {DEBARY}"} <= set(lines)
    assert any(line.endswith("1 to delete; nothing was done") for line in lines)
    assert storage.objects(bucket, "p/") == before
    assert (site / "ledger.csv").read_bytes() == ledger

    with monkeypatch.context() as patch:
        for name, value in storage.key(*ALL[:3]).environ.items():
            patch.setenv(name, value)
        assert build(site, bucket, storage.endpoint) == 2
    assert "the key may not delete objects in" in capsys.readouterr().err
    assert DEBARY in storage.objects(bucket, "p/")  # and no sitemap tells of it
    assert not any(b"fl/debary/" in storage.objects(bucket, "p/sitemaps/")[key] for key in ("towns-fl.xml",))

    there = storage.client()
    there.put_object(Bucket=bucket, Key="p/about/index.html", Body=b"mine")
    there.delete_object(Bucket=bucket, Key="p/robots.txt")
    assert build(site, bucket, storage.endpoint) == 0
    lines = capsys.readouterr().out.splitlines()
    assert lines[1] == "Changed or deleted by hand, and therefore sent again: about/index.html, robots.txt"
    objects = storage.objects(bucket, "p/")
    assert (objects["robots.txt"], DEBARY in objects) == (before["robots.txt"], False)
    assert objects["about/index.html"] != b"mine"


@pytest.mark.parametrize(
    ("out", "options", "message"),
    [
        ("s3://x/p", ("--endpoint", "http://127.0.0.1:9"), "no answer from s3://x/p at http://127.0.0.1:9"),
        ("out", ("--dry-run",), "--dry-run is for --out s3://bucket/prefix"),
    ],
)
def test_what_cannot_be_is_one_line(
    *,
    out: str,
    options: tuple[str, ...],
    message: str,
    site: Path,
    bucket: str,
    capsys: pytest.CaptureFixture[str],
) -> None:
    assert main(["build", str(site), "--out", out, *options]) == 2
    (line,) = capsys.readouterr().err.splitlines()
    assert message in line


def test_a_killed_run_is_finished_by_the_next(
    site: Path, bucket: str, storage: Storage, way: Gateway
) -> None:
    way.fault = lambda _: Fault(seconds=0.02)
    command = [sys.executable, "-m", "locator", "build", str(site), "--out", f"s3://{bucket}/p"]
    with subprocess.Popen([*command, "--endpoint", way.endpoint], env=os.environ) as process:
        while len(way.asked) < 40:
            assert process.poll() is None
            time.sleep(0.01)
        process.send_signal(signal.SIGKILL)
    assert 20 < len(storage.objects(bucket)) < 100
    way.fault = lambda _: None
    assert build(site, bucket, way.endpoint) == 0
    assert_same(storage.objects(bucket, "p/"), of_folder(site, site.parent / "out"))


def test_where_nothing_can_be_written_beside_the_site_another_folder_serves(tmp_path: Path) -> None:
    with workshop(tmp_path) as home:
        assert home == tmp_path / ".locator/cloud"
        (home / ".export-killed").mkdir()
    with workshop(tmp_path) as home:
        assert not (home / ".export-killed").exists()
    (tmp_path / "other").mkdir()
    (tmp_path / "other" / ".locator").write_text("in the way")
    with workshop(tmp_path / "other") as home:
        assert home.is_dir()
        assert not home.is_relative_to(tmp_path)
    assert not home.exists()
