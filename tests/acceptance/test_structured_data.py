"""Rules.md H, 4 to 7 and 15: structured data says what the page says, and no more."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

import lxml.html
import pytest
from conftest import load

from acceptance.public import graphs, read, serve, sitemap, words

if TYPE_CHECKING:
    from pathlib import Path
    from typing import Any

    from starlette.testclient import TestClient

CLINIC = "MedicalClinic"
BREAKING_OUT = "</script><script>alert(1)</script>"


@pytest.fixture(scope="module")
def found(client: TestClient) -> dict[str, list[dict[str, Any]]]:
    """The objects of the structured data of every page in the sitemap, by its path."""
    return {path: list(graphs(read(client, path))) for path in sitemap(client)}


def is_clinic(thing: dict[str, Any]) -> bool:
    kinds = thing.get("@type", ())
    return CLINIC in ([kinds] if isinstance(kinds, str) else kinds)


def test_04_what_structured_data_says_is_visible(
    client: TestClient, found: dict[str, list[dict[str, Any]]]
) -> None:
    seen = 0
    for path, things in found.items():
        text = words(read(client, path).xpath("//body")[0])
        digits = re.sub(r"\D", "", text)
        for thing in things:
            for key in ("name", "headline", "streetAddress", "addressLocality", "postalCode"):
                if isinstance(said := thing.get(key), str):
                    assert said in text, (path, key, said)
                    seen += 1
            if phone := thing.get("telephone"):
                assert re.sub(r"\D", "", phone)[-10:] in digits, (path, phone)
    assert seen > 100


def test_05_the_clinics_described_are_the_clinics_there_are(
    found: dict[str, list[dict[str, Any]]],
) -> None:
    described = {thing["@id"] for things in found.values() for thing in things if is_clinic(thing)}
    clinics = {path for path in found if re.fullmatch(r"/clinics/[^/]+/", path)}
    assert {name.partition("#")[0] for name in described} == {
        f"https://clinics.example{path}" for path in clinics
    }
    for path, things in found.items():
        own = [thing for thing in things if is_clinic(thing) and "address" in thing]
        assert len(own) == (path in clinics), path


def test_06_positions_have_five_decimals_or_more(found: dict[str, list[dict[str, Any]]]) -> None:
    places = [thing for things in found.values() for thing in things if "latitude" in thing]
    assert len(places) >= 5
    for place in places:
        for key in ("latitude", "longitude"):
            assert re.fullmatch(r"-?\d+\.\d{5,}", str(place[key])), place


def test_07_nobody_rates_us(client: TestClient, found: dict[str, list[dict[str, Any]]]) -> None:
    for path, things in found.items():
        for thing in things:
            assert not thing.keys() & {"aggregateRating", "review", "ratingValue", "starRating"}, path
            assert thing.get("@type") not in ("AggregateRating", "Review", "Rating")
    assert "Rating" not in client.get("/").text


def test_15_a_name_cannot_break_out(folder: Path) -> None:
    path = folder / "clinics.csv"
    table = path.read_text(encoding="utf-8")
    path.write_text(table.replace("Example Back Care Lake Mary", BREAKING_OUT), encoding="utf-8")
    loaded = load(folder).site
    assert loaded and loaded.clinics_by_id["lake-mary"].name == BREAKING_OUT
    client = serve(folder)
    for address in ("/clinics/lake-mary/", "/clinics/", "/back-pain-treatment/fl/lake-mary/"):
        page = lxml.html.document_fromstring(client.get(address).text)
        assert "alert(1)" not in "".join(
            script.text or "" for script in page.xpath("//script[not(@type='application/ld+json')]")
        )
        names = [thing.get("name") for thing in graphs(page)]
        assert BREAKING_OUT in names, address
