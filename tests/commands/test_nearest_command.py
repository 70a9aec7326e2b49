"""`locator nearest`: true distances, true order, and help where a place is not clear."""

from __future__ import annotations

import json
import re
import shlex
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from geopy.distance import geodesic
from stand_in import FAILURES, LAKE_MARY, StandIn, nominatim

from locator.cli import main
from locator.site.queries.search import find_place

if TYPE_CHECKING:
    from locator.site.snapshot import Site

ROOT = Path(__file__).parents[2]
LINE = re.compile(r" *(\d+)\. (.+): ([\d.,]+) miles? [a-z-]+ \((\d+\.\d{6}) km\)")


@pytest.mark.parametrize(
    "query", ["32114", "Lake Mary", "28.7589,-81.3178", "Lake Mary, FL", "Daytona Beach Florida"]
)
def test_the_distances_are_geopys_and_the_order_is_true(
    query: str, example: Site, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(["nearest", query, str(ROOT), "-k", "1000"]) == 0
    head, *lines = capsys.readouterr().out.splitlines()
    place = find_place(example, query).origin
    assert place
    assert head == f"Nearest to {place.label}, straight line:"
    origin = (place.point.lat, place.point.lon)
    true = {
        clinic.name: geodesic(origin, (clinic.point.lat, clinic.point.lon)).km
        for clinic in example.clinics
        if clinic.is_open_for_patients
    }
    shown = [found for line in lines if (found := LINE.fullmatch(line))]
    assert [found[2] for found in shown] == sorted(true, key=lambda name: true[name])
    assert [int(found[1]) for found in shown] == list(range(1, len(true) + 1))
    for found in shown:
        assert float(found[4]) == pytest.approx(true[found[2]], abs=1e-6)
        assert float(found[3]) == pytest.approx(true[found[2]] / 1.609344, abs=0.5)


def test_each_clinic_comes_with_its_address_and_phone(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["nearest", "32114", str(ROOT), "-k", "1"]) == 0
    lines = capsys.readouterr().out.splitlines()
    assert lines[2].strip() == "100 Example Street, Suite 1, Daytona Beach, FL 32114, (386) 555-0100"
    assert len(lines) == 3


def test_a_name_of_several_places_is_a_choice_that_can_be_typed(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["nearest", "Springfield", str(ROOT)]) == 1
    captured = capsys.readouterr()
    assert captured.out == ""
    first, *choices = captured.err.splitlines()
    assert first == "Which Springfield? Several places have this name."
    assert len(choices) > 5
    for choice in choices:
        assert main(shlex.split(choice)[1:]) == 0, choice


def test_a_misspelled_place_is_mended_and_said(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["nearest", "Lake Marry", str(ROOT), "-k", "1"]) == 0
    first, second, *_ = capsys.readouterr().out.splitlines()
    assert first == "Showing Lake Mary, FL. You typed “Lake Marry”."
    assert second == "Nearest to Lake Mary, FL, straight line:"


def test_an_unknown_place_gets_a_suggestion_that_can_be_typed(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["nearest", "Lake Mary High School", str(ROOT)]) == 1
    captured = capsys.readouterr()
    assert captured.out == ""
    first, *choices = captured.err.splitlines()
    assert first.startswith("We could not find “Lake Mary High School”. ")
    assert [shlex.split(choice) for choice in choices] == [
        ["locator", "nearest", "Lake Mary, Seminole County, FL", str(ROOT)]
    ]
    assert main(["nearest", "Xyzzyville", str(ROOT)]) == 1
    assert len(capsys.readouterr().err.splitlines()) == 1


def test_a_treatment_in_the_words_narrows_the_list_and_is_said(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["nearest", "acupuncture 32114", str(ROOT), "-k", "2"]) == 0
    first, *lines = capsys.readouterr().out.splitlines()
    assert first == "You named a treatment: these are acupuncture clinics only."
    names = [found[2] for line in lines if (found := LINE.fullmatch(line))]
    assert names == ["Example Back Care Daytona Beach", "Example Back Care DeLand"]


def test_a_treatment_narrows_the_list(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["nearest", "32114", str(ROOT), "--treatment", "acupuncture", "-k", "2"]) == 0
    names = [found[2] for line in capsys.readouterr().out.splitlines() if (found := LINE.fullmatch(line))]
    assert names == ["Example Back Care Daytona Beach", "Example Back Care DeLand"]


def test_filters_narrow_the_list_as_in_the_api(capsys: pytest.CaptureFixture[str]) -> None:
    words = ["--language", "Portuguese", "--language", "haitian-creole", "--insurance", "sample-mutual"]
    words += ["--open-at", "2026-11-23T12:00:00-05:00", "--accessible", "--accepting-new-patients", "--json"]
    assert main(["nearest", "32114", str(ROOT), *words]) == 0
    data = json.loads(capsys.readouterr().out)
    assert data["query"] == {
        "q": "32114",
        "limit": 5,
        "insurance": ["sample-mutual"],
        "language": ["portuguese", "haitian-creole"],
        "accessible": True,
        "accepting_new_patients": True,
        "open_at": "2026-11-23T12:00:00-05:00",
    }
    for clinic in data["clinics"]:
        assert {"Portuguese", "Haitian Creole"} & set(clinic["languages"])
        assert "Sample Mutual" in clinic["insurance"]


def test_a_choice_asks_with_the_same_filters(capsys: pytest.CaptureFixture[str]) -> None:
    words = ["--treatment", "acupuncture", "--language", "English", "--open-at", "now", "--accessible"]
    assert main(["nearest", "Springfield", str(ROOT), *words]) == 1
    for choice in capsys.readouterr().err.splitlines()[1:]:
        assert shlex.split(choice)[4:] == words


@pytest.mark.parametrize(
    ("words", "message"),
    [
        (["32114", "--language", "klingon"], "there is no language klingon; there are "),
        (["32114", "--open-at", "noon"], "--open-at noon: time cannot be read; write it with its offset"),
        (["32114", "--open-at", "1999-01-01T00:00:00Z"], "--open-at 1999-01-01T00:00:00Z: year must be"),
        (["32114", "-k", "0"], "-k 0: give a number from 1 to 1000"),
        (["32114", "-k", "1001"], "-k 1001: give a number from 1 to 1000"),
        (["32114", "--treatment", "magic"], "there is no treatment magic; there are "),
    ],
)
def test_what_cannot_be_asked_is_one_line(
    words: list[str], message: str, capsys: pytest.CaptureFixture[str]
) -> None:
    query, *options = words
    assert main(["nearest", query, str(ROOT), *options]) == 2
    error = capsys.readouterr().err
    assert error.startswith(f"locator: {message}")
    assert len(error.splitlines()) == 1


def test_coordinates_of_the_south_go_after_two_dashes(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["nearest", "--", "-14.27,-170.70", str(ROOT)]) == 0
    assert "Nearest to -14.27000,-170.70000" in capsys.readouterr().out


def test_json_is_the_answer_of_the_api(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["nearest", "32114", str(ROOT), "--json", "-k", "2"]) == 0
    data = json.loads(capsys.readouterr().out)
    assert data["query"] == {"q": "32114", "limit": 2}
    assert [clinic["id"] for clinic in data["clinics"]] == ["daytona-beach", "ormond-beach"]
    assert main(["nearest", "Springfield", str(ROOT), "--json"]) == 1
    data = json.loads(capsys.readouterr().out)
    assert data["origin"] is None
    assert data["candidates"]


def test_json_of_an_unknown_place_is_json_too(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["nearest", "rmoe, NY", str(ROOT), "--json"]) == 1
    captured = capsys.readouterr()
    data = json.loads(captured.out)
    assert data["origin"] is None
    assert data["clinics"] == data["candidates"] == []
    assert data["suggestions"] == ["Rome, Oneida County, NY"]
    assert "Rome, Oneida County, NY" in captured.err


def test_a_site_without_clinics_says_so(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    header = (folder / "clinics.csv").read_text(encoding="utf-8").splitlines()[0]
    (folder / "clinics.csv").write_text(f"{header}\n", encoding="utf-8")
    assert main(["nearest", "32114", str(folder)]) == 0
    assert capsys.readouterr().out == "There is no open clinic for this.\n"


def test_a_choice_asks_the_same_of_the_same_site(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["nearest", "Springfield", str(folder), "-k", "2", "--treatment", "acupuncture"]) == 1
    first = next(line for line in capsys.readouterr().err.splitlines() if "locator nearest" in line)
    words = shlex.split(first)
    assert words[3:] == [str(folder), "-k", "2", "--treatment", "acupuncture"]
    assert main(words[1:]) == 0


def with_geocoder(folder: Path, server: StandIn) -> str:
    with (folder / "site.toml").open("a") as file:
        file.write(f'\n[geocoder]\nservice = "nominatim"\ndomain = "{server.domain}"\nscheme = "http"\n')
    return str(folder)


@pytest.mark.allow_hosts(["127.0.0.1"])
def test_a_geocoder_says_where_a_street_is(
    folder: Path, server: StandIn, capsys: pytest.CaptureFixture[str]
) -> None:
    server.reply = nominatim(LAKE_MARY)
    assert main(["nearest", "145 Crystal Lake Ave, Lake Mary, FL", with_geocoder(folder, server)]) == 0
    asked, head, *_, credit = capsys.readouterr().out.splitlines()
    assert asked.startswith(f"We asked Nominatim at {server.domain} where this is: near Lake Mary, FL.")
    assert head == "Nearest to 145 Crystal Lake Ave, Lake Mary, FL, straight line:"
    assert credit == "Where this place is: © OpenStreetMap contributors, ODbL"


@pytest.mark.allow_hosts(["127.0.0.1"])
def test_a_geocoder_that_fails_costs_nothing(
    folder: Path, server: StandIn, capsys: pytest.CaptureFixture[str]
) -> None:
    server.reply = FAILURES["broken"]
    assert main(["nearest", "145 Crystal Lake Ave, Lake Mary, FL", with_geocoder(folder, server)]) == 0
    assert "Nearest to Lake Mary, FL, straight line:" in capsys.readouterr().out
