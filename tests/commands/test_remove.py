"""`locator remove`: a town's page goes, and its addresses say so or lead on (rules A31 and A32)."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from conftest import load
from spanish import speak_spanish

from locator.cli import main
from locator.editing.history.versions import Versions
from locator.pages.opening import open_catalogue
from locator.pages.output import Moved, Output
from locator.pages.verdicts.judgement_book import FILE as JUDGEMENT
from locator.site.folder import SiteFolder

MAIN = "/back-pain-treatment/fl/"
ALL = ("back-pain-treatment", "acupuncture", "physical-therapy")


def answer(folder: Path, path: str) -> Output | Moved:
    loaded = load(folder)
    assert loaded.site
    catalogue = open_catalogue(SiteFolder(folder), loaded.site)
    assert (loaded.problems, catalogue.problems) == ((), ())
    return catalogue.answer(path)


def status(folder: Path, path: str) -> int:
    return answer(folder, path).status


def test_every_address_of_a_town_answers_410(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """Rule A31: a town that was taken away on purpose is gone, not lost; its other names and old ones too."""
    assert main(["remove", "Daytona Beach, FL", str(folder)]) == 0
    out = capsys.readouterr().out
    for treatment in ALL:
        for name in ("daytona-beach", "daytona"):
            path = f"/{treatment}/fl/{name}/"
            assert status(folder, path) == 410
            assert f"  410 {path}\n" in out
    assert "add --to " in out
    assert out.endswith(f"`locator rollback 1 {folder}` takes it back.\n")
    assert status(folder, "/locations/daytona-beach/") == 410
    assert "Daytona Beach" not in (folder / "locations.csv").read_text()


def test_the_note_goes_and_comes_back_with_the_history(
    folder: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    note = folder / "content/towns/fl/lake-mary.md"
    towns, text = (folder / "locations.csv").read_bytes(), note.read_bytes()
    assert main(["remove", "lake-mary", str(folder), "--gone"]) == 0
    assert "content/towns/fl/lake-mary.md goes with it" in capsys.readouterr().out
    assert not note.exists()
    (newest, *_) = Versions(SiteFolder(folder)).list()
    assert newest.told == "Removed Lake Mary, FL"
    assert main(["rollback", str(newest.number - 1), str(folder)]) == 0
    assert ((folder / "locations.csv").read_bytes(), note.read_bytes()) == (towns, text)


def test_its_pages_lead_to_those_of_another_town_in_each_language(folder: Path) -> None:
    """Rule A32: in one hop, also from older addresses; without a page for the treatment, to the main one."""
    speak_spanish(folder)
    assert main(["remove", "lake-mary", "--to", "Ormond Beach, FL", str(folder)]) == 0
    goal = "fl/ormond-beach/"
    assert answer(folder, f"{MAIN}lake-mary/") == Moved(f"/back-pain-treatment/{goal}", 301)
    assert answer(folder, "/physical-therapy/fl/lake-mary/") == Moved(f"/physical-therapy/{goal}", 301)
    assert answer(folder, "/acupuncture/fl/lake-mary/") == Moved(f"/back-pain-treatment/{goal}", 301)
    spanish = "/es/tratamiento-del-dolor-de-espalda/fl/"
    assert answer(folder, f"{spanish}lake-mary/") == Moved(f"{spanish}ormond-beach/", 301)
    assert f"/locations/lake-mary/,/back-pain-treatment/{goal},301" in (folder / "redirects.csv").read_text()


def test_its_pages_lead_to_any_page_that_there_is(folder: Path) -> None:
    assert main(["remove", "lake-mary", "--to", "/clinics/lake-mary/", str(folder)]) == 0
    assert answer(folder, f"{MAIN}lake-mary/") == Moved("/clinics/lake-mary/", 301)


def test_a_town_that_is_taken_away_and_added_again_is_as_it_was(folder: Path) -> None:
    assert main(["remove", "Oviedo, FL", str(folder)]) == 0
    assert status(folder, f"{MAIN}oviedo/") == 410
    assert main(["add", "Oviedo, FL", str(folder)]) == 0
    assert status(folder, f"{MAIN}oviedo/") == 200


def test_a_dry_run_for_programs_writes_nothing(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """Rule F2: the dry run predicts the write."""
    before = {path: path.read_bytes() for path in folder.rglob("*") if path.is_file()}
    assert main(["remove", "oviedo", str(folder), "--json", "--dry-run"]) == 0
    data = json.loads(capsys.readouterr().out)
    after = {path: path.read_bytes() for path in folder.rglob("*") if path.is_file()}
    after.pop(folder / JUDGEMENT)  # what judging the trial found out is kept
    assert after == before
    assert data["moves"] == [{"from": f"{MAIN}oviedo/", "to": None, "status": 410}]
    assert data["neighbor"]["path"].startswith(MAIN)
    assert data["version"] is None
    assert main(["remove", "oviedo", str(folder), "--json"]) == 0
    assert json.loads(capsys.readouterr().out) == data | {"version": 2}


@pytest.mark.parametrize(
    ("words", "said"),
    [
        (["atlantis"], "no town of locations.csv is atlantis"),
        (["oviedo", "--to", "/"], "may not lead to the home page"),
        (["oviedo", "--to", "//evil.example/"], "is not a path of this site"),
        (["oviedo", "--to", "https://evil.example/"], "is not a path of this site"),
        (["oviedo", "--to", "/no-such-page/"], "there is no page at /no-such-page/"),
        (["oviedo", "--to", "atlantis"], "no town of locations.csv is atlantis"),
        (["oviedo", "--to", "oviedo"], "cannot lead to itself"),
        (["oviedo", "--to", f"{MAIN}oviedo/"], "cannot lead to itself"),
        (["/clinics/sanford/"], "id stays for ever"),
    ],
)
def test_what_cannot_be_is_refused_and_changes_nothing(
    words: list[str], said: str, folder: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    before = {path: path.read_bytes() for path in folder.rglob("*") if path.is_file()}
    assert main(["remove", *words, str(folder)]) == 2
    assert said in capsys.readouterr().err
    assert {path: path.read_bytes() for path in folder.rglob("*") if path.is_file()} == before
