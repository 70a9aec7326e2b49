"""Which column is which: guessed, written down, edited and read back."""

from __future__ import annotations

import tomllib
from pathlib import Path

import pytest

from locator.errors import UsageError
from locator.exchange.mapping.guessing import guess, unmapped
from locator.exchange.mapping.mapping_file import load_mapping, render_mapping
from locator.exchange.reading.files import read_bytes
from locator.exchange.reading.sheet import Sheet

# As rule F10 has it, written out here so that no slip in our own table goes unseen.
HEADER = (
    *("Store code", "Business name", *(f"Address line {number}" for number in range(1, 6)), "Sub-locality"),
    *("Locality", "Administrative area", "Country / Region", "Postal code", "Latitude", "Longitude"),
    *("Primary phone", "Additional phones", "Website", "Primary category", "Additional categories"),
    *("Sunday hours", "Monday hours", "Tuesday hours", "Wednesday hours", "Thursday hours", "Friday hours"),
    *("Saturday hours", "Special hours", "From the business", "Opening date", "Logo photo", "Cover photo"),
    *("Other photos", "Labels", "AdWords location extensions phone"),
)
PEER = (
    "name,address,city,state,zip,country,latitude,longitude,phone,email,website,description,tags,"
    "mon_open,mon_close,tue_open,tue_close"
)


def sheet(header: str, *rows: str) -> Sheet:
    return read_bytes("\n".join([header, *(rows or ["x"])]).encode(), "list.csv")


def test_google_columns_are_known_in_any_order_and_case() -> None:
    """Rule F10: Google's header, with the columns that an export puts before it."""
    titles = ["Google updates", "Status", *reversed(HEADER)]
    found = guess(sheet(",".join(title.upper() for title in titles)))
    assert found.titles["id"] == ("STORE CODE",)
    assert found.titles["street"] == tuple(f"ADDRESS LINE {n}" for n in range(1, 6))
    assert found.titles["sunday"] == ("SUNDAY HOURS",)
    assert found.titles["country"] == ("COUNTRY / REGION",)
    assert "status" not in found.titles
    assert set(found.titles) == {
        *(
            "id",
            "name",
            "street",
            "locality",
            "region",
            "country",
            "postcode",
            "lat",
            "lon",
            "phone",
            "website",
        ),
        *("monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday", "special_hours"),
    }


def test_the_generic_columns_of_peers_are_guessed() -> None:
    """Rule F16: name,address,city,…,mon_open,mon_close."""
    found = guess(sheet(PEER))
    assert found.titles["street"] == ("address",)
    assert found.titles["monday"] == ("mon_open", "mon_close")
    assert unmapped(sheet(PEER), found) == ["email", "description", "tags"]


def test_when_it_opens_and_closes_become_the_hours_of_a_day() -> None:
    found = sheet("name,mon_close,mon_open,sat_open,sat_close", "A,5pm,8am,closed,closed")
    row = next(iter(guess(found).rows(found)))
    assert (row["monday"], row["saturday"], row["sunday"]) == ("8am-5pm", "closed", "")


def test_our_own_columns_win_over_their_synonyms() -> None:
    found = guess(sheet("street,address,url,website,id,store code"))
    assert found.titles == {"street": ("street",), "website": ("website",), "id": ("id",)}


def test_a_suggested_mapping_reads_back_as_it_was_guessed(tmp_path: Path) -> None:
    found, path = sheet(f'"A ""b"" \\ é",{PEER}'), tmp_path / "m.toml"
    path.write_text(render_mapping(found), encoding="utf-8")
    tomllib.loads(path.read_text(encoding="utf-8"))
    assert load_mapping(path, found) == guess(found)


def test_cells_are_joined_and_found_by_their_titles(tmp_path: Path) -> None:
    path = tmp_path / "m.toml"
    path.write_text('[columns]\nname = "B"\nstreet = ["C", "A"]\n[read]\ncapitals = "keep"\n')
    found = sheet("A,B,C", "Suite 1,Clinic,1 Main St", ",Other,2 Main St")
    columns = load_mapping(path, found)
    assert columns.keeps_capitals
    assert [(row.line, row["name"], row["street"]) for row in columns.rows(found)] == [
        (2, "Clinic", "1 Main St, Suite 1"),
        (3, "Other", "2 Main St"),
    ]


WRONG = {
    "columns =": "is not TOML",
    "[kolumns]\nname = 'A'": "[kolumns] is none of",
    "": "maps no column",
    "columns = 3": "is no table",
    "[columns]\nnaame = 'A'": "columns.naame: clinics.csv has no such column",
    "[columns]\nname = 'B'": 'list.csv has no column "B"; it has A',
    "[columns]\nname = 3": "columns.name: write a title",
    "[columns]\nname = []": "columns.name: write a title",
    "[columns]\nname = 'A'\n[set]\nid = 'x'": "set.id: this cannot be the same",
    "[columns]\nname = 'A'\n[set]\ntreatments = 3": "set.treatments: write it between",
    "[columns]\nname = 'A'\n[read]\nabsent = 'x'": "read.absent: write a list",
    "[columns]\nname = 'A'\n[read]\ncapitals = 'small'": "read.capitals: write",
    "[columns]\nname = 'A'\n[read]\nother = 1": "read.other: there is no such setting",
}


@pytest.mark.parametrize(("text", "why"), WRONG.items())
def test_a_mistake_in_a_mapping_is_named(text: str, why: str, tmp_path: Path) -> None:
    path = tmp_path / "m.toml"
    path.write_text(text)
    with pytest.raises(UsageError) as refused:
        load_mapping(path, sheet("A"))
    assert why in str(refused.value)


def test_a_mapping_that_is_not_there_is_named(tmp_path: Path) -> None:
    with pytest.raises(UsageError, match="cannot be read"):
        load_mapping(tmp_path / "m.toml", sheet("A"))
