"""The API keeps to its own description, whatever Schemathesis thinks of asking."""

from __future__ import annotations

from typing import TYPE_CHECKING

import schemathesis
from schemathesis.config import SchemathesisConfig
from schemathesis.engine import events, from_schema

if TYPE_CHECKING:
    from collections.abc import Iterator

    from schemathesis.engine.recorder import ScenarioRecorder
    from starlette.testclient import TestClient

DESCRIPTION = "/api/v1/openapi.json"
CONFIG = {
    "generation": {"max-examples": 100, "deterministic": True},
    "operations": [
        {
            "include-path": "/api/v1/nearest",
            # "Either q, or lat and lon" is a rule that OpenAPI 3.1 cannot tell; test_nearest_route does.
            "checks": {"positive_data_acceptance": {"expected-statuses": ["2xx", "404", "422"]}},
        }
    ],
}
CHECKS = {
    "content_type_conformance",
    "negative_data_rejection",
    "not_a_server_error",
    "positive_data_acceptance",
    "response_headers_conformance",
    "response_schema_conformance",
    "status_code_conformance",
    "unsupported_method",
}


def failures(recorder: ScenarioRecorder) -> Iterator[str]:
    for checks in recorder.checks.values():
        for check in checks:
            if check.failure_info:
                yield f"{check.name}: {check.failure_info.failure.message}\n{check.failure_info.code_sample}"


def test_schemathesis_finds_nothing(client: TestClient) -> None:
    """By example, at the edges, at random and one request after another; about a thousand requests."""
    config = SchemathesisConfig.from_dict(CONFIG)
    schema = schemathesis.openapi.from_asgi(DESCRIPTION, client.app, config=config)
    found: list[str] = []
    checked, asked = set(), set()
    for event in from_schema(schema).execute():
        assert not isinstance(event, events.NonFatalError | events.FatalError), event
        if isinstance(event, events.ScenarioFinished):
            found += failures(event.recorder)
            checked |= {check.name for checks in event.recorder.checks.values() for check in checks}
            asked |= {node.value.operation.path for node in event.recorder.cases.values()}
    assert found == []
    assert checked >= CHECKS
    assert asked == set(schema) - {DESCRIPTION}
