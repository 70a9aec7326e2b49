"""Rules.md H, 20: open now is true at every turn of the clock (10 and 19 need a browser), and A7."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

import pytest

from acceptance.public import serve

if TYPE_CHECKING:
    from pathlib import Path

    from starlette.testclient import TestClient

COLUMNS = "id,name,street,locality,region,postcode,lat,lon,hours,special_hours,treatments"
NIGHT = "night,Example Night,1 Example Street,Lake Mary,FL,32746,28.75624,-81.34475"
WEST = "west,Example West,1 Example Street,Pensacola,FL,32502,30.41420,-87.21560"


@pytest.mark.parametrize(
    ("hours", "special", "at", "is_open"),
    [
        # Clocks: on 2026-03-08 Florida skips 02:00 to 03:00, on 2026-11-01 it repeats 01:00 to 02:00.
        ("Mo-Su 03:00-06:00", "", "2026-03-08T06:59:00Z", False),
        ("Mo-Su 03:00-06:00", "", "2026-03-08T07:00:00Z", True),
        ("Mo-Su 01:00-01:30", "", "2026-11-01T05:15:00Z", True),
        ("Mo-Su 08:00-17:00", "", "2026-10-31T12:00:00Z", True),
        ("Mo-Su 08:00-17:00", "", "2026-11-02T12:30:00Z", False),
        # Midnight: a Friday night ends on Saturday.
        ("Fr 22:00-02:00", "", "2026-11-28T06:30:00Z", True),
        ("Fr 22:00-02:00", "", "2026-11-28T07:30:00Z", False),
        ("Mo-Su 00:00-24:00", "", "2026-11-28T05:00:00Z", True),
        # Holiday: closed for the day, or on as the hours say.
        ("Mo-Fr 08:00-17:00", '2026-11-26 off "Thanksgiving Day"', "2026-11-26T15:00:00Z", False),
        ("Mo-Fr 08:00-17:00; PH off", "", "2026-12-25T15:00:00Z", False),
        ("Mo-Fr 08:00-17:00; PH off", "", "2026-12-24T15:00:00Z", True),
    ],
)
def test_20_open_now_is_true_at_every_turn_of_the_clock(
    hours: str, special: str, at: str, is_open: bool, folder: Path
) -> None:
    write(folder, [f"{NIGHT},{quoted(hours)},{quoted(special)},back-pain-treatment"])
    client = serve(folder)
    answer = client.get("/api/v1/nearest", params={"q": "32746", "open_at": at})
    assert answer.status_code == 200, answer.text
    assert [clinic["id"] for clinic in answer.json()["clinics"]] == (["night"] if is_open else [])


def test_20_each_clinic_keeps_its_own_zone(folder: Path) -> None:
    """Pensacola's clock is an hour behind Lake Mary's."""
    tail = '"Mo-Fr 08:00-17:00",,back-pain-treatment'
    write(folder, [f"{NIGHT},{tail}", f"{WEST},{tail}"])
    client = serve(folder)
    for at, expected in (("13:30", {"night"}), ("14:30", {"night", "west"}), ("22:30", {"west"})):
        asked = {"q": "32746", "open_at": f"2026-11-23T{at}:00Z"}
        answer = client.get("/api/v1/nearest", params=asked).json()
        assert {clinic["id"] for clinic in answer["clinics"]} == expected


def test_the_finder_really_finds(client: TestClient) -> None:
    """Rule A7: another question has another answer, and no script meddles with the back button."""
    questions = ("Daytona Beach", "Lake Mary", "32801", "Leesburg")
    answers = {
        client.get("/api/v1/nearest", params={"q": asked}).json()["clinics"][0]["id"] for asked in questions
    }
    assert len(answers) == len(questions)
    pages = [client.get("/find", params={"q": asked}).text for asked in questions]
    assert len(set(pages)) == len(questions)
    scripts = set(re.findall(r'src="(/static/[^"]+\.js)"', "".join(pages)))
    assert scripts
    for script in scripts:
        assert not re.search(r"history\.|popstate|beforeunload|location\.replace", client.get(script).text)


def write(folder: Path, rows: list[str]) -> None:
    (folder / "clinics.csv").write_text("\n".join([COLUMNS, *rows]) + "\n", encoding="utf-8")
    (folder / "practitioners.csv").unlink()


def quoted(cell: str) -> str:
    return '"' + cell.replace('"', '""') + '"'
