"""`locator doctor`: one page, each line with its cure; on what is whole, broken or not there."""

from __future__ import annotations

import json
import os
import re
import sqlite3
from datetime import UTC, date, datetime
from typing import TYPE_CHECKING

import pytest
from conftest import ROOT
from stand_in import Reply, StandIn

from locator.cli import main
from locator.commands.examining import machine
from locator.commands.examining.finding import Finding, Part, Standing, look_at, mend
from locator.commands.examining.kept import WHAT
from locator.commands.examining.settings import examined_settings
from locator.commands.telling.diagnosis import WIDTH, render_text
from locator.demand.book import DemandBook
from locator.demand.kind import Kind
from locator.editing.change import Change
from locator.editing.folder_cabinet import FolderCabinet
from locator.editing.history.versions import Versions
from locator.site.folder import SiteFolder
from locator.site.settings.site_toml import unknown_variables

if TYPE_CHECKING:
    from pathlib import Path

    from desks import DeskClient

    from locator.shared.database.database import Database


TODAY = date(2026, 11, 27)
Told = dict[str, dict[str, str]]
Findings = dict[str, Finding]


def examined(folder: Path, *options: str, capsys: pytest.CaptureFixture[str]) -> tuple[int, Told]:
    """The exit code, and what is told of each thing."""
    code = main(["doctor", str(folder), "--json", *options])
    parts = json.loads(capsys.readouterr().out)["parts"]
    return code, {each["what"]: each for part in parts for each in part["findings"]}


@pytest.fixture
def real(folder: Path) -> Path:
    """A site that is no demonstration, at a public address."""
    settings = folder / "site.toml"
    lines = settings.read_text(encoding="utf-8").splitlines()
    kept = [line for line in lines if not line.startswith(("as_of", "demonstration", "phone", "base_url"))]
    settings.write_text("\n".join(['base_url = "https://www.spine-care.org"', *kept, ""]), encoding="utf-8")
    return folder


# The page


def test_the_example_is_well_but_for_what_makes_it_an_example(capsys: pytest.CaptureFixture[str]) -> None:
    code, told = examined(ROOT, capsys=capsys)
    odd = {what for what, each in told.items() if each["standing"] != "ok"}
    assert code == 0
    assert {"base_url", "demonstration", "as_of"} <= odd <= {*told} - {"libraries", "problems", "gazetteer"}
    assert all(each["cure"] for what, each in told.items() if what in odd)
    assert told["problems"]["detail"] == "0 errors, 0 warnings, 0 notices"
    assert told["ledger.csv"]["detail"].startswith("128 pages, the last change")


def test_nothing_is_written(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    before = {path: path.stat().st_mtime_ns for path in folder.rglob("*")}
    examined(folder, capsys=capsys)
    assert {path: path.stat().st_mtime_ns for path in folder.rglob("*")} == before


def test_people_read_a_page_that_ends_with_its_sum(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["doctor", str(ROOT)]) == 0
    shown = capsys.readouterr().out
    assert "\n  look at  demonstration      every page says" in shown
    assert "\n           → take `as_of` out of site.toml\n" in shown
    assert "things to look at.\n" in shown.splitlines(keepends=True)[-1]


def test_a_long_detail_is_broken_between_words() -> None:
    findings = (Finding("libraries", "a word " * 40), look_at("disk", "full", "make room " * 20))
    lines = render_text([Part("Machine", (*findings, mend("clock", "slow", "wind it up")))]).splitlines()
    assert max(map(len, lines)) <= WIDTH
    assert lines[-1] == "1 thing to mend, 1 thing to look at."
    assert max(map(len, render_text([Part("Machine", findings)], 80).splitlines())) <= 80
    assert render_text([Part("Machine", (Finding("disk", "empty"),))]).endswith("\nAll is well.")


# Folders that are no sites


def test_without_a_folder_the_installation_is_still_told(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    code, told = examined(tmp_path, capsys=capsys)
    assert (code, told["folder"]["standing"]) == (0, "look at")
    assert told["libraries"]["standing"] == told["gazetteer"]["standing"] == "ok"
    code, told = examined(tmp_path / "none", capsys=capsys)
    assert (code, told["folder"]["detail"]) == (1, f"there is no folder {tmp_path / 'none'}")
    (tmp_path / "file").write_text("")
    assert examined(tmp_path / "file", capsys=capsys)[0] == 1


def test_a_broken_folder_is_told_part_by_part(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (folder / "site.toml").write_text('name = "Example\n', encoding="utf-8")
    (folder / "clinics.csv").unlink()
    code, told = examined(folder, capsys=capsys)
    assert code == 1
    assert told["site.toml"]["detail"].startswith("it is not valid TOML")
    assert told["clinics.csv"]["standing"] == "mend"
    assert told["problems"]["cure"] == "`locator check` lists them all"
    assert told["history"]["standing"] == "ok"


def test_errors_in_rows_are_to_be_mended(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    with (folder / "locations.csv").open("a", encoding="utf-8") as file:
        file.write("Xyzzyville,FL\n")
    code, told = examined(folder, capsys=capsys)
    assert code == 1
    assert (
        '1 error, 0 warnings, 0 notices; the first: locations.csv:33, column town: "Xyzzyville"'
        in (told["problems"]["detail"])
    )


def test_a_claim_that_may_not_be_made_is_an_error_as_well(
    folder: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    text = next((folder / "content" / "articles").glob("*.md"))
    text.write_text(text.read_text(encoding="utf-8") + "\nThis cures back pain for good.\n", encoding="utf-8")
    code, told = examined(folder, capsys=capsys)
    assert (code, told["problems"]["standing"]) == (1, "mend")
    assert f"content/articles/{text.name}" in told["problems"]["detail"]


# Settings


@pytest.mark.parametrize(
    ("address", "standing"),
    [
        ("https://www.spine-care.org", Standing.OK),
        ("http://www.spine-care.org", Standing.LOOK),
        ("http://127.0.0.1:8000", Standing.MEND),
        ("http://192.168.1.20", Standing.MEND),
        ("http://localhost:8000", Standing.MEND),
        ("https://clinics.example", Standing.MEND),
        ("https://example.org", Standing.MEND),
    ],
)
def test_an_address_that_visitors_cannot_reach_is_told(real: Path, address: str, standing: Standing) -> None:
    findings = examined_settings(SiteFolder(real), {"LOCATOR_BASE_URL": address}, TODAY)
    assert {each.what: each for each in findings}["base_url"].standing is standing


def test_a_variable_that_nobody_heeds_is_told_with_the_one_that_is_meant(real: Path) -> None:
    environ = {
        "LOCATOR_BASEURL": "https://clinics.example",
        "LOCATOR_VERDICT_FACT": "8",
        "LOCATOR_WORKBENCH_PASSWORD": "correct horse battery",
        "LOCATOR_GEOCODER_API_KEY": "",
        "LOCATOR_PORT": "tcp://10.0.0.1:80",  # of Kubernetes, whose service is named locator
        "LOCATOR_SERVICE_HOST": "10.0.0.1",
        "LOCATOR_PORT_80_TCP_ADDR": "10.0.0.1",
        "LOCATOR_SITE": "/srv/site",
    }
    found = [
        each for each in examined_settings(SiteFolder(real), environ, TODAY) if each.what == "environment"
    ]
    assert [each.detail.split()[0] for each in found] == ["LOCATOR_BASEURL", "LOCATOR_VERDICT_FACT"]
    assert found[0].cure == "if LOCATOR_BASE_URL is meant, rename it; if not, unset it"


def test_every_variable_that_the_documentation_names_is_known() -> None:
    pages = [*ROOT.glob("*.md"), *(ROOT / "docs").rglob("*.md"), *(ROOT / "deploy").iterdir()]
    text = "".join(page.read_text(encoding="utf-8") for page in pages if page.is_file())
    named = dict.fromkeys(re.findall(r"\bLOCATOR_[A-Z_]*[A-Z]\b", text), "")
    assert "LOCATOR_BASE_URL" in named
    assert unknown_variables(named) == {}


def test_who_stands_before_the_server_and_who_is_told_of_holes(real: Path) -> None:
    def told(**environ: str) -> Findings:
        return {each.what: each for each in examined_settings(SiteFolder(real), environ, TODAY)}

    settings = real / "site.toml"
    lines = settings.read_text(encoding="utf-8").splitlines()
    settings.write_text("\n".join(line for line in lines if not line.startswith("email")), encoding="utf-8")
    alone = told()
    assert alone["trusted_proxies"].standing is Standing.LOOK
    assert alone["security.txt"].standing is Standing.LOOK
    found = told(LOCATOR_TRUSTED_PROXIES="127.0.0.1", LOCATOR_SECURITY_CONTACT="holes@spine-care.org")
    assert found["trusted_proxies"].detail == "127.0.0.1/32"
    assert found["security.txt"].detail == (
        "mailto:holes@spine-care.org, made anew each month; until 2027-10-01"
    )


def test_no_secret_is_told(
    real: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setenv("LOCATOR_WORKBENCH_PASSWORD", "correct horse battery")
    monkeypatch.setenv("LOCATOR_GEOCODER_SERVICE", "opencage")
    monkeypatch.setenv("LOCATOR_GEOCODER_API_KEY", "K3Y-of-opencage")
    monkeypatch.setenv("LOCATOR_APIKEY", "K3Y-without-a-home")
    main(["doctor", str(real)])
    shown = capsys.readouterr().out
    assert "opencage; `--online` asks it one question" in shown
    assert "K3Y" not in shown
    assert "battery" not in shown


# What is kept


def test_every_file_that_a_workbench_keeps_is_told_of(desk: DeskClient, folder: Path) -> None:
    kept = {path.name for path in (folder / ".locator").iterdir() if path.suffix in (".sqlite", ".json")}
    assert kept
    assert kept <= set(WHAT)


def test_a_damaged_database_is_told_and_left_alone(real: Path, capsys: pytest.CaptureFixture[str]) -> None:
    path, book = real / ".locator/demand.sqlite", DemandBook(FolderCabinet(real))
    assert book.add(TODAY, {(Kind.SEARCH, "Daytona Beach, FL"): 7})
    book.close()
    assert examined(real, capsys=capsys)[1]["demand.sqlite"]["standing"] == "ok"
    data = path.read_bytes()
    broken = data[:2048] + b"\xff" * 2048 + data[4096:]
    path.write_bytes(broken)
    code, told = examined(real, capsys=capsys)
    assert (code, told["demand.sqlite"]["standing"]) == (1, "mend")
    assert "backup" in told["demand.sqlite"]["cure"]
    assert path.read_bytes() == broken


def test_a_database_that_is_being_written_is_well(real: Path, capsys: pytest.CaptureFixture[str]) -> None:
    path, book = real / ".locator/demand.sqlite", DemandBook(FolderCabinet(real))
    assert book.add(TODAY, {(Kind.SEARCH, "Daytona Beach, FL"): 7})
    with sqlite3.connect(path) as other:
        other.execute("BEGIN IMMEDIATE")
        assert examined(real, capsys=capsys)[1]["demand.sqlite"]["standing"] == "ok"
    other.close()
    book.close()


def test_versions_are_counted_and_a_damaged_one_is_told(
    real: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    versions = Versions(SiteFolder(real))
    rows = (real / "locations.csv").read_bytes()
    versions.publish(
        Change({"locations.csv": rows + b"Edgewater,FL\n"}, "Edgewater"), who="", now=datetime.now(UTC)
    )
    told = examined(real, capsys=capsys)[1]
    assert told["history"]["detail"].startswith("2 versions, ")
    (real / ".locator" / "versions" / "000001.json").write_bytes(b"{")
    main(["doctor", str(real)])
    assert "1 version cannot be read" in capsys.readouterr().out


def test_rights_that_are_too_wide_are_told(real: Path, capsys: pytest.CaptureFixture[str]) -> None:
    kept = real / ".locator"
    kept.mkdir(mode=0o700)
    (kept / "editors.json").write_text("[]")
    (kept / "editors.json").chmod(0o644)
    code, told = examined(real, capsys=capsys)
    assert (code, told["secrets"]["detail"]) == (1, "others may read editors.json")
    (kept / "editors.json").chmod(0o600)
    kept.chmod(0o777)
    told = examined(real, capsys=capsys)[1]
    assert "everybody here may write to it" in told[".locator"]["detail"]
    assert "secrets" not in told


@pytest.mark.skipif(os.getuid() != 0, reason="only root gives files away")
def test_files_of_another_user_are_told(real: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (real / ".locator").mkdir(mode=0o700)
    (real / ".locator" / "reports.sqlite-journal").write_text("")
    os.chown(real / ".locator" / "reports.sqlite-journal", 65534, 65534)
    assert "but some of its files are of " in examined(real, capsys=capsys)[1][".locator"]["detail"]


# The machine


def test_a_clock_that_stands_in_the_past_is_told() -> None:
    told = {each.what: each for each in machine.examined_machine(datetime(1970, 1, 1, 0, 3, tzinfo=UTC))}
    assert told["clock"].standing is Standing.MEND


def test_old_data_of_time_zones_is_told() -> None:
    told = {each.what: each for each in machine.examined_machine(datetime(2099, 1, 1, tzinfo=UTC))}
    assert told["time zones"].standing is Standing.LOOK


# Behind it


def test_a_database_is_asked_and_its_address_not_told(
    folder: Path, database: Database, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setenv("LOCATOR_STORE", database.url)
    empty = examined(folder, capsys=capsys)[1]["database"]
    assert (empty["standing"], empty["cure"]) == ("look at", "locator db load SITE")
    assert main(["db", "load", str(folder)]) == 0
    capsys.readouterr()
    told = examined(folder.parent, capsys=capsys)[1]  # a server without a folder of its own
    assert told["database"]["detail"].endswith("version 1 is served")
    assert told["servers"]["detail"] == "0 servers, none behind"
    assert told["folder"]["standing"] == "look at"


def test_a_database_that_is_away_is_to_be_mended_and_no_password_told(
    real: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setenv("LOCATOR_STORE", "postgresql://locator:S3cret@127.0.0.1:1/clinics")
    code, told = examined(real, capsys=capsys)
    assert (code, told["database"]["standing"]) == (1, "mend")
    assert "S3cret" not in str(told)
    monkeypatch.setenv("LOCATOR_STORE", "mysql://locator:S3cret@127.0.0.1/clinics")
    code, told = examined(real, capsys=capsys)
    assert (code, told["database"]["standing"]) == (1, "mend")
    assert "S3cret" not in str(told)


@pytest.mark.allow_hosts(["127.0.0.1"])
def test_a_geocoder_is_asked_only_where_that_is_wished(
    real: Path, server: StandIn, capsys: pytest.CaptureFixture[str]
) -> None:
    with (real / "site.toml").open("a", encoding="utf-8") as file:
        file.write(f'[geocoder]\nservice = "photon"\ndomain = "{server.domain}"\nscheme = "http"\n')
    server.reply = Reply(b'{"features": []}')
    assert examined(real, capsys=capsys)[1]["geocoder"]["standing"] == "ok"
    assert not server.asked
    told = examined(real, "--online", capsys=capsys)[1]["geocoder"]
    assert (told["standing"], len(server.asked)) == ("look at", 1)
    server.reply = Reply(status=500)
    assert examined(real, "--online", capsys=capsys)[1]["geocoder"]["standing"] == "mend"
