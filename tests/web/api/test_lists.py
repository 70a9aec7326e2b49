"""Clinics, towns and places: what stands in the lists, and pages that never repeat or skip."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any
from urllib.parse import parse_qs, urlsplit

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from starlette.responses import JSONResponse

from locator.pages.api.places import place_data
from locator.site.typeahead.completion import complete

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from pathlib import Path

    from starlette.testclient import TestClient

    from locator.site.snapshot import Site

KINDS = ["clinics", "towns"]
CLOSED = {"port-orange", "oviedo"}


def pages(client: TestClient, kind: str, query: str) -> Iterator[list[dict[str, Any]]]:
    """Follows the links from page to page."""
    address = f"/api/v1/{kind}?{query}"
    while address:
        response = client.get(address)
        assert response.status_code == 200, response.text
        data = response.json()
        yield data[kind]
        following = data["next"] or ""
        assert response.headers.get("link", "") == (f'<{following}>; rel="next"' if following else "")
        assert following.startswith("https://clinics.example/api/v1/") or not following
        address = following.removeprefix("https://clinics.example")


def ids(records: list[dict[str, Any]]) -> list[str]:
    return [record["id"] for record in records]


def everything(client: TestClient, kind: str, query: str = "limit=200") -> list[str]:
    return [id_ for page in pages(client, kind, query) for id_ in ids(page)]


# Pages


@pytest.mark.parametrize("kind", KINDS)
@settings(deadline=None)
@given(limit=st.integers(1, 200))
def test_the_pages_together_are_the_list(kind: str, limit: int, client: TestClient) -> None:
    found = list(pages(client, kind, f"limit={limit}"))
    assert [id_ for page in found for id_ in ids(page)] == everything(client, kind)
    assert all(len(page) == limit for page in found[:-1])
    assert 0 < len(found[-1]) <= limit


@pytest.mark.parametrize("kind", KINDS)
def test_a_list_is_by_id_and_no_id_comes_twice(kind: str, client: TestClient) -> None:
    found = everything(client, kind)
    assert found == sorted(set(found))


@settings(deadline=None)
@given(after=st.from_regex(r"[a-z0-9-]{1,12}", fullmatch=True))
def test_a_page_begins_behind_any_id_even_one_that_is_gone(after: str, client: TestClient) -> None:
    found = everything(client, "clinics", f"after={after}")
    assert found == [id_ for id_ in everything(client, "clinics") if id_ > after]


def test_the_next_page_asks_for_the_same(client: TestClient) -> None:
    query = "treatment=acupuncture&treatment=physical-therapy&language=spanish&region=FL&limit=1"
    following = client.get(f"/api/v1/clinics?{query}").json()["next"]
    asked = parse_qs(urlsplit(following).query)
    assert asked.pop("after")
    assert asked == parse_qs(query)
    assert everything(client, "clinics", query) == everything(client, "clinics", query.replace("t=1", "t=9"))


@pytest.mark.parametrize(
    ("query", "parameter"),
    [
        *(("limit=0", "limit"), ("limit=201", "limit"), ("after=", "after"), ("after=A", "after")),
        *(("after=a%0a", "after"), ("after=a&after=b", "after"), ("region=fl", "region"), ("q=a", "q")),
    ],
)
def test_what_cannot_be_used_is_named(query: str, parameter: str, client: TestClient) -> None:
    response = client.get(f"/api/v1/clinics?{query}")
    assert (response.status_code, response.json()["parameter"]) == (422, parameter)


# Caches


@pytest.mark.parametrize("path", ["clinics", "clinics/deland", "towns", "places?q=day", "openapi.json"])
def test_what_is_the_same_for_all_may_be_kept_for_a_while(path: str, client: TestClient) -> None:
    first = client.get(f"/api/v1/{path}")
    assert first.headers["cache-control"] == "public, max-age=300"
    again = client.get(f"/api/v1/{path}", headers={"if-none-match": first.headers["etag"]})
    assert (again.status_code, again.content) == (304, b"")


@pytest.mark.parametrize("query", ["q=32114", "lat=29&lon=-81", "q=Springfield", "q=Xyzzyville", ""])
def test_where_somebody_is_is_never_kept(query: str, client: TestClient) -> None:
    response = client.get(f"/api/v1/nearest?{query}")
    assert response.headers["cache-control"] == "no-store"
    assert "etag" not in response.headers


# Clinics


def test_the_list_has_all_but_the_closed(client: TestClient, example: Site) -> None:
    found = client.get("/api/v1/clinics?limit=200").json()["clinics"]
    assert set(ids(found)) == {clinic.id for clinic in example.clinics} - CLOSED
    statuses = {clinic["id"]: clinic["status"] for clinic in found}
    assert statuses["new-smyrna-beach"] == "temporarily_closed"
    assert statuses["deland"] == "open"


def test_filters_narrow_the_list(client: TestClient) -> None:
    acupuncture = client.get("/api/v1/clinics?treatment=acupuncture&limit=200").json()["clinics"]
    assert acupuncture
    assert all("acupuncture" in clinic["treatments"] for clinic in acupuncture)
    either = "treatment=acupuncture&treatment=physical-therapy"
    assert set(everything(client, "clinics", either)) > set(ids(acupuncture))
    both = client.get("/api/v1/clinics?treatment=acupuncture&language=portuguese").json()["clinics"]
    assert all(
        {"acupuncture"} <= set(each["treatments"]) and "Portuguese" in each["languages"] for each in both
    )
    assert everything(client, "clinics", "region=GA") == []
    assert everything(client, "clinics", "region=FL") == everything(client, "clinics")


def test_one_clinic_has_all_that_its_row_says(client: TestClient) -> None:
    clinic = client.get("/api/v1/clinics/daytona-beach").json()
    assert clinic["phone"] == "+13865550100"
    assert clinic["phone_extension"] is None
    assert clinic["parking"].startswith("Own lot")
    assert clinic["verified_on"] == "2026-11-16"
    assert clinic["hours"]["text"] == "Mo-Fr 07:30-19:00; Sa,Su 09:00-15:00"
    monday = {"opens": "07:30", "closes": "19:00", "by_appointment": False}
    assert clinic["hours"]["week"][0] == {"day": "monday", "intervals": [monday]}
    assert len(clinic["hours"]["week"]) == 7
    assert clinic["hours"]["special_days"][0] == {
        "date": "2026-11-26",
        "note": "Thanksgiving Day",
        "intervals": [],
    }


def test_an_extension_is_told_apart_from_the_number(folder: Path, serve: Callable[..., TestClient]) -> None:
    table = (folder / "clinics.csv").read_text(encoding="utf-8")
    table = table.replace("(386) 555-0100", "(386) 555-0100 ext. 12")
    (folder / "clinics.csv").write_text(table, encoding="utf-8")
    client = serve(folder)
    for record in (
        client.get("/api/v1/clinics/daytona-beach").json(),
        client.get("/api/v1/nearest?q=32114&limit=1").json()["clinics"][0],
    ):
        assert (record["phone"], record["phone_extension"]) == ("+13865550100", "12")


def test_the_nearest_are_the_same_records(client: TestClient) -> None:
    for near in client.get("/api/v1/nearest?q=32114&limit=50").json()["clinics"]:
        record = client.get(f"/api/v1/clinics/{near['id']}").json()
        assert near.items() >= record.items()


def test_a_closed_clinic_is_gone_and_says_where_to_go(client: TestClient) -> None:
    moved = client.get("/api/v1/clinics/port-orange")
    assert moved.status_code == 410
    assert moved.json()["replaced_by"] == {
        "id": "daytona-beach",
        "name": "Example Back Care Daytona Beach",
        "url": "https://clinics.example/clinics/daytona-beach/",
    }
    gone = client.get("/api/v1/clinics/oviedo").json()
    assert gone["replaced_by"] is None
    assert client.get(f"/api/v1/clinics/{gone['nearest_open']['id']}").json()["status"] == "open"


@pytest.mark.parametrize("id_", ["none", "DELAND", "%00", "%0A", "%2F", "a%0Ab", "d%C3%A9", "x" * 5000])
def test_an_id_that_never_was_is_404(id_: str, client: TestClient) -> None:
    assert client.get(f"/api/v1/clinics/{id_}").status_code == 404


# Towns and places


def test_towns_have_their_pages_with_verdicts(client: TestClient, example: Site) -> None:
    towns = client.get("/api/v1/towns?limit=200").json()["towns"]
    assert len(towns) == len(example.towns)
    town = next(town for town in towns if town["id"] == "fl/lake-mary")
    assert (town["name"], town["region"], town["county"]) == ("Lake Mary", "FL", "Seminole County")
    for page in town["pages"]:
        assert client.get(page["url"].removeprefix("https://clinics.example")).status_code == 200
        assert page["verdict"] in ("index", "noindex")


def test_places_are_completed_and_can_be_asked_for(client: TestClient) -> None:
    places = client.get("/api/v1/places?q=day&limit=3").json()["places"]
    assert places[0]["name"] == "Daytona Beach"
    assert 0 < len(places) <= 3
    origin = client.get("/api/v1/nearest", params={"q": places[0]["label"]}).json()["origin"]
    assert (origin["lat"], origin["lon"]) == (places[0]["lat"], places[0]["lon"])


def test_places_stand_in_the_answer_as_their_data(client: TestClient, example: Site) -> None:
    for text in ("day", "midway, fl", "cañon", "3211"):
        data = {"places": [place_data(example, place) for place in complete(example, text, 8)]}
        for _ in range(2):  # written, then kept
            assert client.get("/api/v1/places", params={"q": text}).content == JSONResponse(data).body


def test_an_unknown_place_is_an_empty_list(client: TestClient) -> None:
    assert client.get("/api/v1/places?q=Xyzzyville").json() == {"places": []}


@pytest.mark.parametrize("query", ["", "q=", "q=%20", "q=a&q=b", "q=" + "a" * 121, "q=a&limit=21"])
def test_places_need_one_beginning(query: str, client: TestClient) -> None:
    assert client.get(f"/api/v1/places?{query}").status_code == 422
