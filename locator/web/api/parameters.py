"""A query -> values: each parameter must be declared, well encoded and as its JSON Schema says."""

from __future__ import annotations

import math
import re
from typing import TYPE_CHECKING, Any
from urllib.parse import unquote_to_bytes

from locator.model.moment import parse_moment
from locator.pages.api.parameters import NOW, Parameter
from locator.pages.api.problems import BAD_PARAMETER
from locator.web.api.problems import ProblemError

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence
    from datetime import datetime

    from locator.pages.api.schemas import Data

SHOWN = 80  # characters of a name that a message repeats
LISTED = 30  # choices that a message lists

_ENCODED = re.compile(rb"(?:[^%]|%[0-9A-Fa-f]{2})*", re.DOTALL)
# Not float() and int() alone: they would take "1_0" and digits of other scripts.
_NUMBER = re.compile(r"[+-]?(?:[0-9]+\.?[0-9]*|\.[0-9]+)(?:[eE][+-]?[0-9]{1,3})?")
_WHOLE = re.compile(r"[0-9]{1,6}")
_MAX_NUMBER = 40  # characters


class BadParameter(ProblemError):
    """A parameter that cannot be used, by name."""

    def __init__(self, name: str, detail: str) -> None:
        super().__init__(BAD_PARAMETER, detail, parameter=name[:SHOWN])


def parse_parameters(query: bytes, known: Mapping[str, Parameter], *, now: datetime) -> dict[str, Any]:
    """The values by name, those that were not given left out; raises BadParameter.

    Numbers, flags and texts come as such, times as aware datetimes, repeatable parameters as tuples.
    """
    given: dict[str, list[str]] = {}
    for name, text in _pairs(query):
        if name not in known:
            raise BadParameter(name, f"There is no such parameter; {_known(known)}.")
        if name in given and not known[name].is_repeatable:
            raise BadParameter(name, "It is given twice.")
        given.setdefault(name, []).append(text)
    for name, parameter in known.items():
        if parameter.is_required and name not in given:
            raise BadParameter(name, f"It is missing. {parameter.description}")
    return {name: _value(known[name], texts, now) for name, texts in given.items()}


def _known(known: Mapping[str, Parameter]) -> str:
    return f"known are {', '.join(known)}" if known else "this address takes none"


def _pairs(query: bytes) -> Iterator[tuple[str, str]]:
    for part in query.split(b"&"):
        if not part:
            continue
        name, _, value = part.replace(b"+", b" ").partition(b"=")
        try:
            if b"%" not in part:
                yield name.decode(), value.decode()
            elif _ENCODED.fullmatch(part):
                yield unquote_to_bytes(name).decode(), unquote_to_bytes(value).decode()
            else:
                raise ValueError
        except ValueError:  # UnicodeDecodeError is one
            plain_name = unquote_to_bytes(name).decode(errors="replace")
            raise BadParameter(plain_name, "It is not percent-encoded UTF-8.") from None


def _value(parameter: Parameter, texts: Sequence[str], now: datetime) -> object:
    name, schema = parameter.name, parameter.schema
    if parameter.is_repeatable:
        return tuple(_text(name, text, schema["items"]) for text in texts)
    if "type" not in schema:
        return now if texts[0] == NOW else _moment(name, texts[0])
    return _READERS[schema["type"]](name, texts[0], schema)


def _text(name: str, text: str, schema: Data) -> str:
    choices = schema.get("enum")
    if choices is not None and text not in choices:
        listed = ", ".join(choices[:LISTED]) + (", …" if len(choices) > LISTED else "")
        raise BadParameter(name, f"There is no such choice; there are {listed}.")
    if len(text) > schema.get("maxLength", math.inf):
        raise BadParameter(name, f"Give at most {schema['maxLength']} characters.")
    if "pattern" in schema and not re.fullmatch(schema["pattern"], text):
        raise BadParameter(name, "It is blank, or has characters that do not belong here.")
    return text


def _flag(name: str, text: str, _: Data) -> bool:
    if text not in ("true", "false"):
        raise BadParameter(name, "Give true or false.")
    return text == "true"


def _whole(name: str, text: str, schema: Data) -> int:
    least, most = schema["minimum"], schema["maximum"]
    if not (_WHOLE.fullmatch(text) and least <= int(text) <= most):
        raise BadParameter(name, f"Give a whole number from {least} to {most}.")
    return int(text)


def _number(name: str, text: str, schema: Data) -> float:
    if len(text) > _MAX_NUMBER or not _NUMBER.fullmatch(text) or not math.isfinite(float(text)):
        raise BadParameter(name, "Give a decimal number, such as 28.7589.")
    value = float(text)
    least, most, floor = schema.get("minimum"), schema.get("maximum"), schema.get("exclusiveMinimum")
    if least is not None and most is not None and not least <= value <= most:
        raise BadParameter(name, f"Give a number from {least} to {most}.")
    if floor is not None and value <= floor:
        raise BadParameter(name, f"Give a number greater than {floor}.")
    return value


def _moment(name: str, text: str) -> datetime:
    try:
        return parse_moment(text)
    except ValueError as error:
        raise BadParameter(name, f"The {error} (in an address, + is written %2B).") from None


_READERS = {"string": _text, "boolean": _flag, "integer": _whole, "number": _number}
