"""The OpenAPI document is sound, and the API answers as it says, to the last member."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

import jsonschema_rs
import pytest

from locator.pages.api.problems import KINDS

if TYPE_CHECKING:
    from collections.abc import Iterator

    from starlette.testclient import TestClient

DESCRIPTION = "/api/v1/openapi.json"
ANSWERS = (
    *(("/api/v1/nearest?q=32114", "Nearest"), ("/api/v1/nearest?lat=28.7&lon=-81.3&limit=50", "Nearest")),
    *(("/api/v1/nearest?q=Springfield", "Nearest"), ("/api/v1/nearest?q=Geneva", "Nearest")),
    ("/api/v1/nearest?q=acupuncture+32114&open_at=now&accessible=true&language=english", "Nearest"),
    *(("/api/v1/places?q=day", "Places"), ("/api/v1/places?q=327", "Places")),
    *(("/api/v1/clinics?limit=200", "Clinics"), ("/api/v1/clinics?limit=2", "Clinics")),
    *(("/api/v1/clinics/lake-mary", "Clinic"), ("/api/v1/clinics/new-smyrna-beach", "Clinic")),
    *(("/api/v1/towns?limit=200", "Towns"), ("/api/v1/nearest", "BadParameter")),
    *(("/api/v1/nearest?q=Xyzzyville", "PlaceNotFound"), ("/api/v1/clinics/none", "NoSuchClinic")),
    *(("/api/v1/clinics/oviedo", "ClinicClosed"), ("/api/v1/clinics/port-orange", "ClinicClosed")),
    *(("/api/nothing", "NoSuchAddress"), (DESCRIPTION, "Description")),
)


@pytest.fixture(scope="module")
def document(client: TestClient) -> dict[str, Any]:
    data: dict[str, Any] = client.get(DESCRIPTION).json()
    return data


def closed(schema: Any) -> Any:
    """The schema without room for members that it does not name; clients are told to expect some."""
    if isinstance(schema, list):
        return [closed(each) for each in schema]
    if not isinstance(schema, dict):
        return schema
    tight = {key: closed(value) for key, value in schema.items()}
    return {**tight, "additionalProperties": False} if "required" in schema else tight


def validator(document: dict[str, Any], name: str) -> Any:
    schema = {"$ref": f"#/components/schemas/{name}", "components": closed(document["components"])}
    return jsonschema_rs.Draft202012Validator(schema, validate_formats=True)


def references(value: Any) -> Iterator[str]:
    if isinstance(value, dict):
        if "$ref" in value:
            yield value["$ref"].removeprefix("#/components/schemas/")
        for each in value.values():
            yield from references(each)
    elif isinstance(value, list):
        for each in value:
            yield from references(each)


def operations(document: dict[str, Any]) -> Iterator[tuple[str, dict[str, Any]]]:
    for path, item in document["paths"].items():
        assert item.keys() == {"get"}
        yield path, item["get"]


@pytest.mark.parametrize(("address", "name"), ANSWERS, ids=lambda value: value[:60])
def test_an_answer_is_as_described_and_has_nothing_more(
    address: str, name: str, client: TestClient, document: dict[str, Any]
) -> None:
    validator(document, name).validate(client.get(address).json())


def test_every_schema_is_one_is_used_and_no_other_is_referred_to(document: dict[str, Any]) -> None:
    schemas = document["components"]["schemas"]
    for schema in schemas.values():
        jsonschema_rs.Draft202012Validator({**schema, "components": document["components"]})
    everywhere = {"WrongMethod"}  # answered to what is no operation
    assert set(references(document)) == schemas.keys() - everywhere
    assert {kind.schema_name for kind in KINDS} <= schemas.keys()


def test_the_closed_schemas_do_refuse(client: TestClient, document: dict[str, Any]) -> None:
    answer = client.get("/api/v1/clinics?limit=1").json()
    answer["clinics"][0]["secret"] = 1
    with pytest.raises(jsonschema_rs.ValidationError):
        validator(document, "Clinics").validate(answer)


def test_every_example_is_an_answer_of_this_site(client: TestClient, document: dict[str, Any]) -> None:
    shown = 0
    for path, operation in operations(document):
        content = operation["responses"]["200"]["content"]["application/json"]
        if "example" in content:
            shown += 1
            name = content["schema"]["$ref"].rpartition("/")[2]
            validator(document, name).validate(content["example"])
            assert path != "/api/v1/openapi.json"
    assert shown == 5


def test_every_parameter_has_words_and_a_schema(document: dict[str, Any]) -> None:
    for _, operation in operations(document):
        names = [parameter["name"] for parameter in operation["parameters"]]
        assert len(names) == len(set(names))
        for parameter in operation["parameters"]:
            assert parameter["description"].endswith(".")
            jsonschema_rs.Draft202012Validator(parameter["schema"])
            if "example" in parameter and parameter["schema"].get("type") == "string":
                jsonschema_rs.validate(parameter["schema"], parameter["example"])


def test_the_document_names_the_site_by_its_settings_and_may_be_kept(client: TestClient) -> None:
    response = client.get(DESCRIPTION, headers={"host": "evil.example"})
    assert response.headers["cache-control"] == "public, max-age=300"
    assert response.json()["openapi"] == "3.1.0"
    assert response.json()["servers"] == [{"url": "https://clinics.example"}]
    assert "evil.example" not in response.text
    again = client.get(DESCRIPTION, headers={"if-none-match": response.headers["etag"]})
    assert again.status_code == 304


def test_choices_are_those_of_the_site(document: dict[str, Any]) -> None:
    parameters = {each["name"]: each for each in document["paths"]["/api/v1/nearest"]["get"]["parameters"]}
    assert parameters["treatment"]["schema"]["items"]["enum"] == [
        *("acupuncture", "back-pain-treatment", "physical-therapy"),
    ]
    assert "spanish" in parameters["language"]["schema"]["items"]["enum"]
    assert json.dumps(parameters).count("example-health-plan") == 1
