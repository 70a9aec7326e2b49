"""`locator rename`: a new name or address, and the old one leads there for ever (rules A31 to A35)."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from conftest import load
from spanish import speak_spanish

from locator.cli import main
from locator.pages.opening import open_catalogue
from locator.pages.output import Moved
from locator.site.folder import SiteFolder
from locator.site.queries.search import find_place

if TYPE_CHECKING:
    from locator.pages.catalogue import Catalogue

MAIN = "/back-pain-treatment/fl/"


def opened(folder: Path) -> Catalogue:
    loaded = load(folder)
    assert loaded.site
    catalogue = open_catalogue(SiteFolder(folder), loaded.site)
    assert (loaded.problems, catalogue.problems) == ((), ())
    return catalogue


def bytes_of(folder: Path) -> dict[Path, bytes]:
    return {path: path.read_bytes() for path in folder.rglob("*") if path.is_file()}


def test_a_new_slug_moves_every_page_of_the_town(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["rename", "Lake Mary, FL", "lake-mary-fl", str(folder)]) == 0
    out = capsys.readouterr().out
    catalogue = opened(folder)
    for treatment in ("back-pain-treatment", "acupuncture", "physical-therapy"):
        old, new = f"/{treatment}/fl/lake-mary/", f"/{treatment}/fl/lake-mary-fl/"
        assert catalogue.answer(old) == Moved(new, 301)
        assert new in catalogue.pages
        assert f"  301 {old} -> {new}\n" in out
    assert catalogue.answer("/locations/lake-mary/") == Moved(f"{MAIN}lake-mary-fl/", 301)
    assert ("fl", "lake-mary-fl") in catalogue.site.notes


def test_renamed_twice_the_first_address_answers_one_hop(folder: Path) -> None:
    """Rule A32, test H9: A > B > C."""
    assert main(["rename", "lake-mary", "b", str(folder)]) == 0
    assert main(["rename", "b", "c", str(folder)]) == 0
    catalogue = opened(folder)
    assert catalogue.answer(f"{MAIN}lake-mary/") == Moved(f"{MAIN}c/", 301)
    assert catalogue.answer(f"{MAIN}b/") == Moved(f"{MAIN}c/", 301)


def test_there_and_back_again_leaves_the_towns_as_they_were(folder: Path) -> None:
    before = (folder / "locations.csv").read_bytes()
    assert main(["rename", "lake-mary", "b", str(folder)]) == 0
    assert main(["rename", "b", "lake-mary", str(folder)]) == 0
    assert (folder / "locations.csv").read_bytes() == before
    assert opened(folder).answer(f"{MAIN}b/") == Moved(f"{MAIN}lake-mary/", 301)


def test_a_frozen_slug_stays_and_the_finder_knows_the_old_name(folder: Path) -> None:
    path = folder / "locations.csv"
    text = path.read_text().replace(
        "Daytona Beach,FL,,daytona-beach,,", "Daytona Bch,FL,,daytona-beach,29.2,-81.0"
    )
    path.write_bytes(text.replace("\n", "\r\n").encode("utf-8-sig"))
    redirects = (folder / "redirects.csv").read_bytes()
    assert main(["rename", f"{MAIN}Daytona-Beach", "Daytona Beach", str(folder)]) == 0
    assert (folder / "redirects.csv").read_bytes() == redirects
    expected = text.replace("Daytona Bch,FL", "Daytona Beach,FL").replace(
        ",Daytona,", ",Daytona;Daytona Bch,"
    )
    assert path.read_bytes() == expected.replace("\n", "\r\n").encode("utf-8-sig")
    site = load(folder).site
    assert site
    origin = find_place(site, "Daytona Bch").origin
    assert origin
    assert origin.name == "Daytona Beach"


def test_a_dry_run_says_it_all_and_writes_nothing(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    before = bytes_of(folder)
    assert main(["rename", "lake-mary", "b", str(folder), "--dry-run"]) == 0
    assert bytes_of(folder) == before
    assert f"  301 {MAIN}lake-mary/ -> {MAIN}b/\n" in capsys.readouterr().out


@pytest.mark.parametrize(
    ("old", "new", "said"),
    [
        ("atlantis", "b", "no town of locations.csv is atlantis"),
        ("lake-mary", "sanford", "(Sanford, FL) has the slug"),
        ("lake-mary", "lake-mary", "already has that name"),
        ("holly-hill", "東京", "cannot stand in an address"),
        ("sanford", "Xyzzyville", "not a known town of Florida"),
        ("sanford", "retired", "is retired (row 6 of redirects.csv)"),
        ("/clinics/sanford/", "b", "id stays for ever"),
        ("acupuncture", "b", "a treatment is renamed by hand"),
    ],
)
def test_what_cannot_be_is_refused_with_its_cure(
    old: str, new: str, said: str, folder: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    with (folder / "redirects.csv").open("a") as file:
        file.write(f"{MAIN}retired/,/clinics/,301\n")
    before = bytes_of(folder)
    assert main(["rename", old, new, str(folder)]) == 2
    assert said in capsys.readouterr().err
    assert bytes_of(folder) == before


def test_help_teaches_by_example(capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(SystemExit):
        main(["rename", "--help"])
    out = capsys.readouterr().out
    assert 'locator rename deland "De Land" --slug deland' in out
    assert "one hop, for ever" in out


def test_the_old_address_leads_on_in_every_language(folder: Path) -> None:
    """Rule A32: a town that is renamed is renamed in Spanish too."""
    speak_spanish(folder)
    assert main(["rename", "Lake Mary, FL", "lake-mary-fl", str(folder)]) == 0
    rows = (folder / "redirects.csv").read_text()
    for treatment in ("/back-pain-treatment", "/es/tratamiento-del-dolor-de-espalda"):
        assert f"{treatment}/fl/lake-mary/,{treatment}/fl/lake-mary-fl/,301" in rows
