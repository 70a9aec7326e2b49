"""`locator build --changed FILE`: what a CDN is to drop, added up until somebody has told it."""

from __future__ import annotations

import json
from errno import ENOSPC
from typing import TYPE_CHECKING

import pytest
from storage import Fault

from locator.cli import main
from locator.publish.cloud import bucket as bucket_module

if TYPE_CHECKING:
    from pathlib import Path

    from storage import Gateway, Storage

pytestmark = pytest.mark.allow_hosts(["127.0.0.1"])

PAGE = "https://clinics.example/clinics/orange-city/"
NUMBERS = "(386) 555-0136", "(386) 555-0137", "(386) 555-0138"


@pytest.fixture
def site(folder: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setattr("locator.publish.cards.paint", lambda _: b"\x89PNG\r\n\x1a\nIEND\xaeB`\x82")
    monkeypatch.setattr(bucket_module, "RETRIES", 0)
    lines = (folder / "locations.csv").read_text("utf-8").splitlines(keepends=True)
    (folder / "locations.csv").write_text("".join(lines[:12]), "utf-8")
    with (folder / "site.toml").open("a", encoding="utf-8") as settings:
        settings.write("\n[cdn]\ntags = true\n")
    return folder


def call_otherwise(site: Path, at: int) -> None:
    table = site / "clinics.csv"
    table.write_text(table.read_text("utf-8").replace(NUMBERS[at], NUMBERS[at + 1]), "utf-8")


def build(site: Path, out: str, *options: str) -> int:
    return main(["build", str(site), "--out", out, "--no-record", *options])


def test_a_list_that_cannot_be_written_is_told_before_anything_is_made(
    site: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert build(site, str(site.parent / "out"), "--changed", str(site.parent / "none" / "changed.json")) == 2
    assert "is not there" in capsys.readouterr().err
    assert not (site.parent / "out").exists()


def test_what_a_run_did_not_come_to_write_down_the_next_one_does(
    site: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The export is in its place by then, and nothing else tells what it was."""
    out, file = str(site.parent / "out"), site.parent / "changed.json"
    assert build(site, out, "--changed", str(file)) == 0
    file.unlink()
    call_otherwise(site, 0)
    with monkeypatch.context() as full:
        full.setattr("locator.commands.building.purging.write_whole", no_room)
        assert build(site, out, "--changed", str(file)) == 2
    with monkeypatch.context() as full:
        full.setattr("locator.commands.building.folder_target.note_changes", no_room)
        assert build(site, out, "--changed", str(file)) == 2
    assert build(site, out, "--changed", str(file)) == 0
    assert PAGE in json.loads(file.read_text())["addresses"]
    assert {path.name for path in site.parent.iterdir()} == {site.name, "out", "changed.json"}


def no_room(*_: object) -> None:
    raise OSError(ENOSPC, "No space left on device")


def test_changes_of_a_folder_add_up(site: Path, capsys: pytest.CaptureFixture[str]) -> None:
    out, file = str(site.parent / "out"), site.parent / "changed.json"
    assert build(site, out, "--changed", str(file)) == 0
    first = json.loads(file.read_text())
    assert first["tags"] == ["site"]
    assert PAGE in first["addresses"]
    assert "https://clinics.example/sitemap.xml" in first["addresses"]
    file.unlink()
    assert build(site, out, "--changed", str(file)) == 0
    assert not file.exists()
    call_otherwise(site, 0)
    assert build(site, out, "--changed", str(file)) == 0
    second = json.loads(file.read_text())
    assert PAGE in second["addresses"]
    assert "https://clinics.example/accessibility/" not in second["addresses"]
    assert "site" not in second["tags"]
    lines = (site.parent / "out" / "_tags").read_text().splitlines()
    for line in lines:
        path, _, *tags = line.split(" ")
        assert (f"https://clinics.example{path}" in second["addresses"]) is bool(
            set(tags) & set(second["tags"])
        )
    file.write_text(json.dumps({"addresses": ["https://clinics.example/other/"], "tags": ["page:/other/"]}))
    call_otherwise(site, 1)
    assert build(site, out, "--changed", str(file)) == 0
    third = json.loads(file.read_text())
    assert {"https://clinics.example/other/", PAGE} <= set(third["addresses"])
    assert "page:/other/" in third["tags"]
    assert "addresses with other content than before" in capsys.readouterr().out


def test_objects_bear_tags_and_a_run_that_ends_halfway_loses_none(
    site: Path, bucket: str, storage: Storage, way: Gateway
) -> None:
    file, out = site.parent / "changed.json", f"s3://{bucket}/p"
    assert build(site, out, "--endpoint", way.endpoint) == 0
    head = storage.client().head_object(Bucket=bucket, Key="p/clinics/orange-city/index.html")
    assert head["Metadata"]["surrogate-key"].startswith("page:/clinics/orange-city/ site lang:en")
    call_otherwise(site, 0)
    way.fault = lambda sent: Fault(drops="sitemaps/" in sent.path)  # when pages have been sent
    assert build(site, out, "--endpoint", way.endpoint) == 2
    way.fault = lambda _: None
    assert build(site, out, "--endpoint", way.endpoint, "--changed", str(file)) == 0
    assert PAGE in json.loads(file.read_text())["addresses"]
    way.asked.clear()
    assert build(site, out, "--endpoint", way.endpoint, "--changed", str(file)) == 0
    assert way.written(f"/{bucket}/p/") == []


@pytest.mark.parametrize(
    ("text", "setting", "message"),
    [
        (None, "false", "write tags = true under [cdn]"),
        ("thesis", "true", "is no list of changes"),
        ("[]", "true", "is no list of changes"),
        ('{"addresses": 1, "tags": []}', "true", "is no list of changes"),
    ],
)
def test_what_cannot_be_is_one_line_before_anything_is_made(
    *,
    text: str | None,
    setting: str,
    message: str,
    folder: Path,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
) -> None:
    monkeypatch.setenv("LOCATOR_CDN_TAGS", setting)
    file = folder.parent / "changed.json"
    if text is not None:
        file.write_text(text)
    assert build(folder, str(folder.parent / "out"), "--changed", str(file)) == 2
    (line,) = capsys.readouterr().err.splitlines()
    assert message in line
    assert not (folder.parent / "out").exists()
    assert text is None or file.read_text() == text
