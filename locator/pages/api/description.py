"""The operations and schemas as an OpenAPI 3.1 document: plain data, put together by hand."""

from __future__ import annotations

from itertools import groupby
from typing import TYPE_CHECKING

from locator.pages.api.problems import FAULT, KINDS, TOO_MANY, response
from locator.pages.api.schemas import SCHEMAS, Data, named, text
from locator.site import urls

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from locator.pages.api.operations import Operation
    from locator.pages.api.parameters import Parameter
    from locator.site.settings.config import Config

VERSION = "1.0.0"
_LINK = {"description": 'On all pages but the last: the next one, `rel="next"` (RFC 8288).', "schema": text()}
_ETAG = {"description": "Send it back in If-None-Match.", "required": True, "schema": text()}


def describe(config: Config, operations: Iterable[Operation], answers: Mapping[str, Data]) -> Data:
    """The document; `answers` are examples by the id of their operation."""
    return {
        "openapi": "3.1.0",
        "info": {
            "title": f"{config.name}: where to find them",
            "version": VERSION,
            "description": "Read only, without a key. Members may be added, so let those pass that you do "
            "not know; none is taken away or changes its meaning in version 1.",
        },
        "externalDocs": {"url": urls.absolute(config.base_url, urls.API)},
        "servers": [{"url": config.base_url}],
        "paths": {each.path: {"get": _operation(each, answers.get(each.id))} for each in operations},
        "components": {"schemas": _schemas()},
    }


def _operation(operation: Operation, answer: Data | None) -> Data:
    return {
        "operationId": operation.id,
        "summary": operation.summary,
        "description": operation.description,
        "parameters": [_parameter(parameter) for parameter in operation.parameters],
        "responses": _responses(operation, answer),
    }


def _parameter(parameter: Parameter) -> Data:
    described: Data = {
        "name": parameter.name,
        "in": "path" if parameter.is_in_path else "query",
        "description": parameter.description,
        "schema": parameter.schema,
    }
    if parameter.is_required:
        described["required"] = True
    if parameter.example:
        described["example"] = parameter.example
    return described


def _responses(operation: Operation, answer: Data | None) -> Data:
    content: Data = {"schema": named(operation.answer)}
    if answer is not None:
        content["example"] = answer
    answered: Data = {"description": operation.summary + ".", "content": {"application/json": content}}
    headers = ({"ETag": _ETAG} if operation.is_kept else {}) | ({"Link": _LINK} if operation.is_paged else {})
    if headers:
        answered["headers"] = headers
    responses: Data = {"200": answered}
    if operation.is_kept:
        responses["304"] = {"description": "You have this answer already."}
    problems = sorted((*operation.problems, TOO_MANY, FAULT), key=lambda kind: kind.status)
    for status, kinds in groupby(problems, key=lambda kind: kind.status):
        responses[str(status)] = response(tuple(kinds))
    return responses


def _schemas() -> Data:
    problems = {kind.schema_name: kind.schema for kind in KINDS}
    return SCHEMAS | problems | {"Description": {"type": "object"}}
