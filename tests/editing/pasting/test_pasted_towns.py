"""Pasted text -> towns that can be added, and what to say of the rest."""

from __future__ import annotations

import csv
import time
from typing import TYPE_CHECKING

import pytest
from conftest import fixed_clock, load

from locator.editing.edits import edited
from locator.editing.pasting.pasted_towns import PastedTown, Reading, pasted_towns
from locator.editing.rehearsal import rehearse
from locator.editing.towns.adding import adding
from locator.errors import UsageError
from locator.site.folder import SiteFolder

if TYPE_CHECKING:
    from pathlib import Path

    from locator.site.snapshot import Site

EXAMPLE_NEW = {"town": "DeLand", "region": "FL", "slug": "deland"}


def one(site: Site, text: str) -> PastedTown:
    (found,) = pasted_towns(site, text)
    return found


@pytest.fixture(scope="module")
def site(example: Site) -> Site:
    """The example, in which DeLand has no page."""
    assert not any(town.name == "DeLand" for town in example.towns)
    return example


@pytest.mark.parametrize(
    "text",
    [
        "DeLand, FL",
        "deland fl",
        "De Land,Florida",
        "32720",
        "29.03,-81.30",
        "DeLand\tFL\tVolusia",
        "DeLand, FL 32720",
    ],
)
def test_however_it_is_written_it_is_one_row_with_a_frozen_slug(text: str, site: Site) -> None:
    """Rule F5: the slug stands in the row from the first day."""
    found = one(site, text)
    assert found.reading is Reading.NEW
    assert found.new
    assert found.new.cells == EXAMPLE_NEW
    assert "Volusia County" in found.told
    assert "30,195 people" in found.told


@pytest.mark.parametrize(
    ("text", "reading", "said"),
    [
        ("Lake Mary, FL", Reading.PRESENT, "already in row 3 of locations.csv"),
        ("Daytona", Reading.ALIAS, "another name of Daytona Beach, FL"),
        ("Edgwater, FL", Reading.MISSPELT, "Is it Edgewater, FL?"),
        ("Midway FL", Reading.AMBIGUOUS, "Several places are called Midway"),
        ("Springfield", Reading.AMBIGUOUS, "Several places"),
        ("Volusia County, FL", Reading.AMBIGUOUS, "is a county; name a town"),
        ("Florida", Reading.AMBIGUOUS, "is a whole state"),
        ("DeLand, FL 10001", Reading.AMBIGUOUS, "are those of different places"),
        ("DeLand, Georgia", Reading.AMBIGUOUS, "No DeLand is known there"),
        ("Key West, FL", Reading.DISTANT, "Search engines would not be told of its page"),
        ("London, Ontario", Reading.ABROAD, "not in the United States"),
        ("28.5,81.3", Reading.UNKNOWN, "is negative: 28.50000,-81.30000"),
        ("51.5,-0.1", Reading.UNKNOWN, "No town of the United States is there"),
        ("99999", Reading.UNKNOWN, "There is no ZIP code 99999"),
        ("Xyzzyplugh, FL", Reading.UNKNOWN, "Check the spelling"),
        ("Example Back Care Lake Mary", Reading.UNKNOWN, "the name of a clinic"),
        ("<script>alert(1)</script>", Reading.UNKNOWN, "No town of this name"),
    ],
)
def test_every_other_line_says_what_is_the_matter(text: str, reading: Reading, said: str, site: Site) -> None:
    found = one(site, text)
    assert (found.reading, found.new is not None) == (reading, reading is Reading.DISTANT)
    assert said in found.told


@pytest.mark.parametrize(
    "text", ["Midway FL", "Toronto", "Springfield", "Edgwater, FL", "DeLand, FL 10001", "Center"]
)
def test_the_words_of_a_choice_mean_that_place(text: str, site: Site) -> None:
    choices = one(site, text).choices
    assert choices
    for choice in choices:
        found = one(site, choice.words)
        town = found.new.town if found.new else found.town
        assert town
        assert (town.point, town.region.code) == (choice.place.point, choice.place.region)


def test_a_name_without_a_state_means_the_one_place_that_a_clinic_serves(site: Site) -> None:
    new = one(site, "Edgewater").new
    assert new
    assert new.place.full_label == "Edgewater, Volusia County, FL"


def test_a_second_town_of_a_name_gets_its_county_into_the_slug(site: Site) -> None:
    """Rule F5: a collision is told apart by the county, never by -2; also between lines of one paste."""
    first, second = pasted_towns(site, "Midway, Gadsden County, FL\nMidway, Santa Rosa County, FL")
    assert first.new
    assert second.new
    assert first.new.cells == {
        "town": "Midway",
        "region": "FL",
        "county": "Gadsden",
        "slug": "midway-gadsden",
    }
    assert second.new.cells["slug"] == "midway-santa-rosa"


def test_a_line_that_repeats_another_says_which(site: Site) -> None:
    *_, repeated = pasted_towns(site, "\nDeLand, FL\n\n32720")
    assert (repeated.line, repeated.reading) == (4, Reading.REPEATED)
    assert "line 2" in repeated.told


def test_a_town_that_the_gazetteer_does_not_have_needs_its_position(site: Site) -> None:
    new = one(site, "Nowhere Fields, FL 28.9,-81.2").new
    assert new
    assert new.cells == {
        "town": "Nowhere Fields",
        "region": "FL",
        "county": "Volusia County",
        "slug": "nowhere-fields",
        "lat": "28.9",
        "lon": "-81.2",
    }


def test_what_is_added_is_read_as_it_was_shown(site_folder: SiteFolder) -> None:
    """Rule F2: what is told beforehand is what is written."""
    site = load(site_folder.path).site
    assert site
    text = (
        "DeLand, FL\nSt. Augustine, FL\nMidway, Gadsden County, FL\nGlencoe FL\nNowhere Fields, FL 28.9,-81.2"
    )
    news = [
        town.new for town in pasted_towns(site, text, {"treatments": "acupuncture", "radius": "30 miles"})
    ]
    towns = [new for new in news if new]
    assert len(towns) == 5
    change = edited(site_folder, adding(site_folder, towns))
    after = rehearse(site_folder, change, environ={}, clock=fixed_clock).after
    for new in towns:
        town = after.towns_by_key[new.town.key]
        same = ("name", "region", "county", "point", "treatments", "radius_km", "postcodes", "population")
        assert [getattr(town, part) for part in same] == [getattr(new.town, part) for part in same]


def test_a_town_that_comes_back_takes_its_old_address_up_again(folder: Path) -> None:
    """Rule A32: the same town may have its retired address again, another of the name may not."""
    main = "/back-pain-treatment/fl/"
    with (folder / "redirects.csv").open("a") as file:
        file.write(f"{main}deland/,,410\n{main}midway/,,410\n")
    text = (folder / "locations.csv").read_text()
    (folder / "locations.csv").write_text(
        "".join(line for line in text.splitlines(True) if "Midway" not in line)
    )
    site, site_folder = load(folder).site, SiteFolder(folder)
    assert site
    news = [town.new for town in pasted_towns(site, "DeLand, FL\nMidway, Gadsden County, FL")]
    assert [new and new.cells["slug"] for new in news] == ["deland", "midway-gadsden"]
    change = edited(site_folder, adding(site_folder, filter(None, news)))
    rows = [*csv.reader((change.files["redirects.csv"] or b"").decode().splitlines())]
    assert [f"{main}midway/", "", "410"] in rows
    assert not any(f"{main}deland/" in row for row in rows)


def test_too_many_lines_are_refused_before_any_is_read(site: Site) -> None:
    with pytest.raises(UsageError, match="1,001 towns are too many"):
        pasted_towns(site, "DeLand, FL\n" * 1_001)


@pytest.mark.parametrize(
    "text",
    [
        "x" * 1_000_000,
        f"{' ' * 1_000_000}x",
        "zq bv " * 150_000,
        f"Town,State\n{'x' * 1_000_000},FL",
        "a," * 500_000,
    ],
    ids=["one word", "blanks", "words", "a table", "commas"],
)
def test_a_line_that_is_far_too_long_is_told_at_once(text: str, site: Site) -> None:
    start = time.monotonic()
    found = one(site, text)
    assert found.is_open
    assert time.monotonic() - start < 10


def test_a_dash_within_a_line_is_no_bullet(site: Site) -> None:
    found = [*pasted_towns(site, "- DeLand - FL; * Mims - FL")]
    assert [each.new.cells["town"] for each in found if each.new] == ["DeLand", "Mims"]
