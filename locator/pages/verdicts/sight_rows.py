"""A sight of a page, and the reasons of its verdict, as plain values: JSON and blobs of numbers."""

from __future__ import annotations

import json
from functools import partial
from math import inf
from sys import intern
from typing import TYPE_CHECKING, Any

import numpy as np

from locator.pages.verdicts.measured import Measured
from locator.pages.verdicts.sight import Sight
from locator.pages.verdicts.telling import OF_SITES, OF_TOWNS
from locator.pages.verdicts.verdict import Reason

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Mapping

    from locator.model.town import Town
    from locator.pages.verdicts.aside import Aside
    from locator.pages.verdicts.likeness import Numbers
    from locator.pages.verdicts.verdict import Tell

    Towns = Mapping[str, Town]  # by id
    SightRow = tuple[str, str, bytes, bytes | None, bytes | None]  # path, JSON, claims, masked, words

_NUMBERS = np.dtype("<u8")


class GoneError(Exception):
    """A town that is spoken of is no longer there."""


def sight_row(sight: Sight) -> SightRow:
    """What `read_sight` reads, which any process may write."""
    measured = sight.measured
    seen = {
        "treatment": sight.treatment,
        "town": sight.town,
        "clinics": sight.clinics,
        "neighbour": sight.neighbour,
        "has_own_clinic": sight.has_own_clinic,
        "in_reach": _plain(sight.in_reach),
        "placed": _plain(sight.placed),
        "reach_km": None if sight.reach_km == inf else sight.reach_km,
        "packing": measured.packing if measured else None,
    }
    masked, words = map(_blob, measured.fetch()) if measured else (None, None)
    return sight.path, _json(seen), _blob(sight.claims), masked, words


def read_sight(row: SightRow, towns: Towns, aside: Aside) -> Sight:
    """The sight, with its words laid `aside`; raises GoneError if it speaks of a town not among these."""
    path, text, claims, masked, words = row
    seen: dict[str, Any] = json.loads(text)
    packing, reach_km = seen["packing"], seen["reach_km"]
    return Sight(
        path,
        seen["treatment"],
        seen["town"],
        tuple(map(intern, seen["clinics"])),  # which pages around show as well
        seen["neighbour"],
        has_own_clinic=seen["has_own_clinic"],
        claims=_numbers(claims),
        in_reach=_reason(seen["in_reach"], towns),
        placed=_reason(seen["placed"], towns),
        reach_km=inf if reach_km is None else reach_km,
        measured=Measured(packing, _laid(aside, masked, words)) if masked and words is not None else None,
    )


def _laid(aside: Aside, *blobs: bytes) -> Callable[[], tuple[Numbers, Numbers]]:
    fetch, size = aside.lay(b"".join(blobs)), len(blobs[0])

    def fetched() -> tuple[Numbers, Numbers]:
        data = fetch()
        return _numbers(data[:size]), _numbers(data[size:])

    return fetched


def reasons_text(reasons: Iterable[Reason]) -> str:
    """What `read_reasons` reads."""
    return _json([_plain(reason) for reason in reasons])


def read_reasons(text: str, towns: Towns) -> tuple[Reason, ...]:
    """The reasons of a verdict; raises GoneError if one speaks of a town not among these."""
    return tuple(_reason(each, towns) for each in json.loads(text))


def _json(value: object) -> str:
    return json.dumps(value, ensure_ascii=False, separators=(",", ":"))


def _blob(numbers: Numbers) -> bytes:
    return numbers.astype(_NUMBERS).tobytes()


def _numbers(blob: bytes) -> Numbers:
    return np.frombuffer(blob, dtype=_NUMBERS).astype(np.uint64, copy=False)


def _plain(reason: Reason) -> list[object]:
    tell = reason.tell
    name, town = "", ""
    if isinstance(tell, partial):
        name, town = tell.func.__name__, tell.args[0].id
    elif tell:
        name = tell.__name__
    return [reason.rule, reason.ok, reason.detail, name, town, reason.is_close, reason.cure, reason.figures]


def _reason(plain: list[Any], towns: Towns) -> Reason:
    rule, ok, detail, name, town, is_close, cure, figures = plain
    tell = _tell(name, town, towns) if name and not ok else None  # readers are told what is amiss
    return Reason(rule, ok, detail, tell, is_close, cure, figures)


def _tell(name: str, town: str, towns: Towns) -> Tell:
    if not town:
        return OF_SITES[name]
    if town not in towns:
        raise GoneError
    return partial(OF_TOWNS[name], towns[town])
