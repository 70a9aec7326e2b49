"""/api/: the API for people, made from the same values as its description for programs."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, ClassVar

from locator.pages.api.printing import render_json
from locator.pages.api.problems import KINDS, ProblemKind
from locator.pages.frame import Frame, Link, build_frame
from locator.site import urls

if TYPE_CHECKING:
    from locator.pages.api.examples import Example
    from locator.pages.api.interface import Interface
    from locator.pages.api.operations import Operation
    from locator.pages.api.parameters import Parameter
    from locator.pages.api.schemas import Data

CHOICES_SHOWN = 20


@dataclass(frozen=True, slots=True)
class ParameterRow:
    """A row of the table of parameters; `choices` are values with what they mean."""

    name: str
    takes: str
    description: str
    choices: tuple[tuple[str, str], ...]
    more: int


@dataclass(frozen=True, slots=True)
class OperationSection:
    """What the page says of one operation; without an example, `request` is blank."""

    id: str
    path: str
    summary: str
    description: str
    parameters: tuple[ParameterRow, ...]
    is_kept: bool
    request: str
    answer: str


@dataclass(frozen=True, slots=True)
class ApiPage:
    """Everything that the template of /api/ shows."""

    template: ClassVar[str] = "api.html"

    frame: Frame
    heading: str
    base_url: str
    operations: tuple[OperationSection, ...]
    problems: tuple[ProblemKind, ...]
    origins: tuple[str, ...]
    email: str


def api_page(interface: Interface) -> ApiPage:
    """The page of developers; not for search engines, whose visitors look for clinics."""
    config = interface.site.config
    heading = "Data for developers"
    return ApiPage(
        frame=build_frame(
            interface.site,
            title=heading,
            description=f"{heading}: {config.name}.",
            path=urls.API,
            is_indexed=False,
            breadcrumb=[Link(heading)],
        ),
        heading=heading,
        base_url=config.base_url,
        operations=tuple(
            _section(operation, interface.examples.get(operation.id), config.base_url)
            for operation in interface.operations.values()
        ),
        problems=KINDS,
        origins=config.cors_origins,
        email=config.email,
    )


def _section(operation: Operation, example: Example | None, base_url: str) -> OperationSection:
    return OperationSection(
        operation.id,
        operation.path,
        operation.summary,
        operation.description,
        tuple(map(_row, operation.parameters)),
        operation.is_kept,
        urls.absolute(base_url, example.address) if example else "",
        render_json(example.answer) if example else "",
    )


def _row(parameter: Parameter) -> ParameterRow:
    schema = parameter.schema
    values = schema.get("items", schema).get("enum", [])
    choices = tuple((value, str(parameter.names.get(value, ""))) for value in values[:CHOICES_SHOWN])
    more = max(0, len(values) - CHOICES_SHOWN)
    return ParameterRow(parameter.name, _takes(schema), parameter.description, choices, more)


def _takes(schema: Data) -> str:
    """What a parameter takes, in words."""
    kind = schema.get("type", "time")
    if kind == "array":
        return "one of these; may be repeated"
    if kind in ("number", "integer"):
        return _range("number" if kind == "number" else "whole number", schema)
    if kind == "boolean":
        return "true or false"
    if "enum" in schema:
        return "one of these"
    return "now, or a time" if kind == "time" else f"text of at most {schema['maxLength']} characters"


def _range(noun: str, schema: Data) -> str:
    if "exclusiveMinimum" in schema:
        return f"{noun} greater than {schema['exclusiveMinimum']}"
    default = f"; {schema['default']} if left out" if "default" in schema else ""
    return f"{noun} from {schema['minimum']} to {schema['maximum']}{default}"
