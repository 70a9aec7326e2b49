"""A table of site.toml whose keys are known, read key by key."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from locator.site.settings.values import Refused

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    Parsers = Mapping[str, Callable[[object], Any]]
    Refusals = list[tuple[str, object, Refused]]


def read_table(
    value: object, name: str, parsers: Parsers, *, example: str
) -> tuple[dict[str, Any], Refusals]:
    """The values that stand, and each key that is refused with what was given.

    Raises Refused, with `example` for a line of the table, if `value` is none.
    """
    if not isinstance(value, dict):
        raise Refused("not a table", f"write [{name}] on a line of its own, and under it {example}")
    values: dict[str, Any] = {}
    refused: Refusals = []
    for key, given in value.items():
        try:
            values[key] = _parser(name, key, parsers)(given)
        except Refused as refusal:
            refused.append((key, given, refusal))
    return values, refused


def _parser(name: str, key: str, parsers: Parsers) -> Callable[[object], Any]:
    if key not in parsers:
        cure = f"take it out; the settings of [{name}] are {', '.join(parsers)}"
        raise Refused("there is no such setting", cure)
    return parsers[key]
