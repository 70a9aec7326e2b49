"""GET /api/v1/nearest: the documented shape, exact distances, and errors that name what is wrong."""

from __future__ import annotations

from datetime import UTC, datetime
from typing import TYPE_CHECKING, Any
from urllib.parse import urlencode

import pytest
from geopy.distance import geodesic
from hypothesis import assume, given, settings
from hypothesis import strategies as st

if TYPE_CHECKING:
    from starlette.testclient import TestClient

NEAREST = "/api/v1/nearest"
PARAMETERS = (
    *("q", "lat", "lon", "limit", "treatment", "insurance", "language", "accessible"),
    *("accepting_new_patients", "open_at", "max_distance_km"),
)
DAYTONA_BEACH = {"lat": "29.2108", "lon": "-81.0228"}


def asked(client: TestClient, **parameters: str) -> dict[str, Any]:
    response = client.get(NEAREST, params=parameters)
    assert response.status_code == 200, response.text
    assert response.headers["content-type"] == "application/json"
    data: dict[str, Any] = response.json()
    return data


def refused(client: TestClient, query: str, status: int) -> dict[str, Any]:
    response = client.get(f"{NEAREST}?{query}")
    assert response.status_code == status, response.text
    assert response.headers["content-type"] == "application/problem+json"
    problem: dict[str, Any] = response.json()
    assert problem["status"] == status
    assert problem["type"].startswith("https://clinics.example/api/#")
    assert problem["title"]
    assert problem["detail"]
    return problem


# The shape of docs: section 5 of the design


def test_coordinates_are_answered_with_the_documented_shape(client: TestClient) -> None:
    data = asked(client, limit="2", **DAYTONA_BEACH)
    assert data.keys() == {"query", "origin", "clinics"}
    assert data["origin"] == {"name": "29.21080,-81.02280", "lat": 29.2108, "lon": -81.0228}
    assert data["query"]["limit"] == 2
    assert [clinic["id"] for clinic in data["clinics"]] == ["daytona-beach", "ormond-beach"]
    first = data["clinics"][0]
    assert first.keys() >= {
        *("id", "name", "lat", "lon", "distance_km", "bearing", "address", "phone", "url"),
        *("open_now", "opens_at", "closes_at"),
    }
    assert first["name"] == "Example Back Care Daytona Beach"
    assert (first["lat"], first["lon"]) == (29.20385, -81.03412)
    assert first["address"] == {
        "street": "100 Example Street, Suite 1",
        "locality": "Daytona Beach",
        "region": "FL",
        "postcode": "32114",
        "country": "US",
    }
    assert first["phone"] == "+13865550100"
    assert first["url"] == "https://clinics.example/clinics/daytona-beach/"
    assert (first["open_now"], first["closes_at"]) == (True, "2026-11-23T19:00:00-05:00")


def test_a_zip_code_is_answered_with_its_name(client: TestClient) -> None:
    data = asked(client, q="32114")
    assert data["origin"]["name"] == "32114 Daytona Beach, FL"
    assert data["query"]["q"] == "32114"
    assert len(data["clinics"]) == 5


def test_several_places_are_candidates_best_first(client: TestClient) -> None:
    data = asked(client, q="Springfield")
    assert data["origin"] is None
    assert data["clinics"] == []
    assert len(data["candidates"]) > 5
    for place in data["candidates"]:
        assert place.keys() == {"name", "label", "region", "county", "kind", "lat", "lon", "population"}
    populations = [place["population"] for place in data["candidates"] if place["kind"] == "town"]
    assert populations == sorted(populations, reverse=True)


def test_an_unknown_place_is_404_with_suggestions(client: TestClient) -> None:
    problem = refused(client, "q=Lake+Mary+High+School", 404)
    assert problem["suggestions"] == ["Lake Mary, Seminole County, FL"]
    assert problem["how"] == "unknown"
    problem = refused(client, "q=Xyzzyville", 404)
    assert problem["suggestions"] == []
    assert "Xyzzyville" in problem["detail"]


def test_the_answer_says_how_the_words_were_understood(client: TestClient) -> None:
    data = asked(client, q="acupuncture near lake mari")
    assert data["origin"]["name"] == "Lake Mary, FL"
    assert data["query"]["treatment"] == ["acupuncture"]
    assert data["understood"] == {"how": "spelling", "is_address": False, "treatment": "acupuncture"}
    assert asked(client, q="123 Main St, Lake Mary, FL")["understood"]["is_address"]
    assert asked(client, q="acupuncture 32114", treatment="physical-therapy")["query"]["treatment"] == [
        "physical-therapy"
    ]


def test_a_town_of_the_site_is_answered_with_its_namesakes(client: TestClient) -> None:
    data = asked(client, q="Geneva")
    assert data["origin"]["name"] == "Geneva, FL"
    assert {"NY", "IL"} <= {place["region"] for place in data["candidates"]}


def test_a_state_is_404_with_towns_to_ask_about(client: TestClient) -> None:
    problem = refused(client, "q=FL", 404)
    assert problem["how"] == "region"
    assert problem["suggestions"][0] == "Orlando, FL"


@settings(deadline=None)
@given(st.floats(-90, 90), st.floats(-180, 180), st.integers(1, 50))
def test_distances_are_geopys(client: TestClient, lat: float, lon: float, limit: int) -> None:
    data = asked(client, lat=f"{lat:.6f}", lon=f"{lon:.6f}", limit=str(limit))
    origin = (float(f"{lat:.6f}"), float(f"{lon:.6f}"))
    distances = [clinic["distance_km"] for clinic in data["clinics"]]
    assert distances == sorted(distances)
    for clinic in data["clinics"]:
        expected = geodesic(origin, (clinic["lat"], clinic["lon"])).km
        assert clinic["distance_km"] == pytest.approx(expected, abs=1e-6)
        assert 0 <= clinic["bearing"] <= 360


def test_the_known_pair_is_35_88_miles(client: TestClient) -> None:
    """Rule F19."""
    (clinic,) = asked(client, lat="29.2108", lon="-81.0228", limit="1")["clinics"]
    assert geodesic((29.2108, -81.0228), (28.7589, -81.3178)).miles == pytest.approx(35.88, abs=0.005)
    assert clinic["distance_km"] == pytest.approx(
        geodesic((29.2108, -81.0228), (29.20385, -81.03412)).km, abs=1e-6
    )


def test_closed_clinics_are_no_answer(client: TestClient) -> None:
    ids = {clinic["id"] for clinic in asked(client, q="32114", limit="50")["clinics"]}
    assert not ids & {"port-orange", "oviedo", "new-smyrna-beach"}
    assert len(ids) == 9


def test_treatment_and_distance_narrow_the_answer(client: TestClient) -> None:
    acupuncture = asked(client, q="32114", treatment="acupuncture", limit="50")["clinics"]
    assert acupuncture
    assert all("acupuncture" in clinic["treatments"] for clinic in acupuncture)
    near = asked(client, q="32114", max_distance_km="11")["clinics"]
    assert [clinic["id"] for clinic in near] == ["daytona-beach", "ormond-beach"]
    assert asked(client, q="Key West, FL", max_distance_km="0.5")["clinics"] == []


FILTERS = {
    "treatment": lambda clinic: "acupuncture" in clinic["treatments"],
    "insurance": lambda clinic: "Sample Mutual" in clinic["insurance"],
    "language": lambda clinic: "Portuguese" in clinic["languages"],
    "accessible": lambda clinic: "Step-free entrance" in clinic["accessibility"],
    "accepting_new_patients": lambda clinic: clinic["accepting_new_patients"] is True,
    "open_at": lambda clinic: clinic["open_now"] is True,
}
WANTED = {
    "treatment": "acupuncture",
    "insurance": "sample-mutual",
    "language": "portuguese",
    "accessible": "true",
    "accepting_new_patients": "true",
    "open_at": "now",
}


@settings(deadline=None)
@given(st.sets(st.sampled_from(sorted(FILTERS))), st.integers(1, 50))
def test_filters_leave_out_and_never_reorder(client: TestClient, names: set[str], limit: int) -> None:
    every = asked(client, q="32114", limit="50")["clinics"]
    found = asked(client, q="32114", limit=str(limit), **{name: WANTED[name] for name in names})["clinics"]
    assert found == [each for each in every if all(FILTERS[name](each) for name in names)][:limit]


def test_a_repeated_filter_is_met_by_one_of_its_choices(client: TestClient) -> None:
    response = client.get(f"{NEAREST}?q=32114&limit=50&language=portuguese&language=haitian-creole")
    every = asked(client, q="32114", limit="50")["clinics"]
    wanted = {"Portuguese", "Haitian Creole"}
    assert response.json()["clinics"] == [each for each in every if wanted & set(each["languages"])]
    assert response.json()["query"]["language"] == ["portuguese", "haitian-creole"]


def test_false_is_no_filter(client: TestClient) -> None:
    every = asked(client, q="32114", limit="50")["clinics"]
    wishes = {"accessible": "false", "accepting_new_patients": "false"}
    assert asked(client, q="32114", limit="50", **wishes)["clinics"] == every


def test_open_at_asks_for_any_moment_in_any_zone(client: TestClient) -> None:
    """On Christmas Day all are closed; what is open now is still told by the clock."""
    assert asked(client, q="32114", open_at="2026-12-25T10:00:00-05:00")["clinics"] == []
    here = asked(client, q="32114", open_at="2026-11-28T10:00:00-05:00")
    there = asked(client, q="32114", open_at="2026-11-28T15:00:00.000Z")
    assert here["clinics"] == there["clinics"] != []
    assert here["query"]["open_at"] == "2026-11-28T10:00:00-05:00"
    assert asked(client, q="32114", open_at="now")["query"]["open_at"] == "2026-11-23T17:00:00+00:00"


moments = st.datetimes(datetime(2000, 1, 2), datetime(2099, 12, 30), timezones=st.just(UTC))


@settings(deadline=None, max_examples=200)
@given(
    st.fixed_dictionaries({"lat": st.floats(-90, 90), "lon": st.floats(-180, 180)})
    | st.fixed_dictionaries({"q": st.text(st.characters(exclude_categories=["C"]), min_size=1, max_size=60)}),
    st.fixed_dictionaries(
        {},
        optional={
            "limit": st.integers(1, 50),
            "max_distance_km": st.floats(0, 1e9, exclude_min=True),
            "open_at": st.datetimes(
                datetime(2000, 1, 1), datetime(2099, 12, 31), timezones=st.timezones()
            ).map(lambda moment: moment.replace(microsecond=0).isoformat()[:25]),
            "accessible": st.sampled_from(["true", "false"]),
        },
    ),
)
def test_what_is_asked_well_is_never_refused(
    client: TestClient, origin: dict[str, Any], wishes: dict[str, Any]
) -> None:
    """What the description cannot say: either q, or lat and lon."""
    assume("q" not in origin or origin["q"].strip(" "))
    response = client.get(f"{NEAREST}?{urlencode(origin | wishes)}")
    assert response.status_code in ((200, 404) if "q" in origin else (200,)), response.text


def test_clinics_at_one_distance_stand_by_id(client: TestClient) -> None:
    first, second = (asked(client, lat="0", lon="0", limit="50")["clinics"] for _ in range(2))
    assert first == second


# Parameters


@pytest.mark.parametrize(
    ("query", "parameter"),
    [
        ("lat=1_0&lon=1", "lat"),
        ("lat=91&lon=0", "lat"),
        ("lat=-90.0001&lon=0", "lat"),
        ("lat=0&lon=180.5", "lon"),
        ("lat=nan&lon=0", "lat"),
        ("lat=inf&lon=0", "lat"),
        ("lat=0&lon=-Infinity", "lon"),
        ("lat=1e2&lon=0", "lat"),
        ("lat=1e999&lon=0", "lat"),
        ("lat=1e&lon=0", "lat"),
        ("lat=&lon=1", "lat"),
        ("lat=1&lon=", "lon"),
        ("lat=1", "lon"),
        ("lon=1", "lat"),
        ("lat=%EF%BC%91&lon=1", "lat"),
        ("lat=%D9%A1&lon=1", "lat"),
        ("lat=0x10&lon=1", "lat"),
        ("lat=--1&lon=1", "lat"),
        ("lat=1-&lon=1", "lat"),
        ("lat=.&lon=1", "lat"),
        ("lat=%201&lon=1", "lat"),
        ("lat=1%00&lon=1", "lat"),
        ("lat=" + "9" * 400 + "&lon=1", "lat"),
        ("lat=29,2&lon=1", "lat"),
        ("q=32114&limit=0", "limit"),
        ("q=32114&limit=51", "limit"),
        ("q=32114&limit=-1", "limit"),
        ("q=32114&limit=5.0", "limit"),
        ("q=32114&limit=", "limit"),
        ("q=32114&limit=%EF%BC%91", "limit"),
        ("q=32114&limit=%C2%B2", "limit"),
        ("q=32114&limit=1_0", "limit"),
        ("q=32114&limit=" + "1" * 5000, "limit"),
        ("q=32114&treatment=magic", "treatment"),
        ("q=32114&max_distance_km=0", "max_distance_km"),
        ("q=32114&max_distance_km=-5", "max_distance_km"),
        ("q=32114&max_distance_km=far", "max_distance_km"),
        ("q=32114&colour=red", "colour"),
        ("q=32114&Q=32114", "Q"),
        ("q=32114&=x", ""),
        ("q=32114&q=32114", "q"),
        ("lat=1&lat=2&lon=1", "lat"),
        ("", "q"),
        ("q=", "q"),
        ("q=%20%09", "q"),
        ("q=" + "x" * 121, "q"),
        ("q=91,0", "q"),
        ("limit=5", "q"),
    ],
    ids=lambda value: value[:40],
)
def test_a_parameter_that_cannot_be_used_is_named(query: str, parameter: str, client: TestClient) -> None:
    problem = refused(client, query, 422)
    assert problem["parameter"] == parameter


@pytest.mark.parametrize(
    "query",
    [
        "lat=90&lon=180",
        "lat=-90&lon=-180",
        "lat=%2B28.7&lon=-81.3",
        "lat=.5&lon=-0.0",
        "lat=1e1&lon=-1.5E-7",
        "lat=28.&lon=-81",
        "lat=0&lon=0&limit=50",
        "q=28.7589,-81.3178",
        "q=32114-1234",
        "q=Daytona%20Beach&limit=1",
        "q=32114&max_distance_km=0.001",
    ],
)
def test_what_can_be_read_is_answered(query: str, client: TestClient) -> None:
    response = client.get(f"{NEAREST}?{query}")
    assert response.status_code == 200, response.text
    assert response.json()["origin"]


def test_the_refusal_of_an_unknown_parameter_lists_the_known_ones(client: TestClient) -> None:
    detail = refused(client, "colour=red", 422)["detail"]
    assert all(parameter in detail for parameter in PARAMETERS)


@settings(deadline=None, max_examples=200)
@given(
    st.lists(
        st.tuples(st.sampled_from([*PARAMETERS, "x"]), st.text(max_size=12) | st.floats().map(str)),
        max_size=5,
    )
)
def test_whatever_is_asked_the_answer_is_json_of_a_known_status(
    client: TestClient, parameters: list[tuple[str, str]]
) -> None:
    response = client.get(f"{NEAREST}?{urlencode(parameters)}")
    assert response.status_code in (200, 404, 422)
    assert isinstance(response.json(), dict)


def test_places_begin_as_typed_and_their_labels_mean_them(client: TestClient) -> None:
    """GET /api/v1/places"""
    places = client.get("/api/v1/places", params={"q": "midway, fl", "limit": 2}).json()["places"]
    assert [place["label"] for place in places] == [
        "Midway, Seminole County, FL",
        "Midway, Santa Rosa County, FL",
    ]
    answer = client.get("/api/v1/nearest", params={"q": places[1]["label"]}).json()
    assert (answer["origin"]["lat"], answer["origin"]["lon"]) == (places[1]["lat"], places[1]["lon"])
    assert client.get("/api/v1/places", params={"q": "mid", "limit": 0}).status_code == 422
