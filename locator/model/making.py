"""Values of a frozen dataclass, many at a time: columns flow in, values flow out."""

from __future__ import annotations

from collections import deque
from dataclasses import fields, make_dataclass
from functools import cache
from itertools import repeat
from typing import TYPE_CHECKING, Any, TypeVar, cast

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable

T = TypeVar("T")


def many(kind: type[T], /, **columns: Iterable[object]) -> list[T]:
    """The values that `kind` would make of each row of the columns, of which there is one for every field.

    Three times as fast, for a frozen dataclass sets each field by a call. What the kind checks at birth
    is not checked: the columns must be known to be good. Its fields must be slots.
    """
    make, names = _open_kind(cast("Any", kind))
    made: list[Any] = [*map(make, *(columns[name] for name in names))]
    deque(map(_SET_CLASS, made, repeat(kind)), maxlen=0)
    return made


_SET_CLASS: Callable[[object, type], None] = object.__dict__["__class__"].__set__


@cache
def _open_kind(kind: Any) -> tuple[Callable[..., object], tuple[str, ...]]:
    """A class with the same slots, and so of the same layout, whose fields are set without ado."""
    names = tuple(field.name for field in fields(kind))
    return make_dataclass(kind.__name__, names, slots=True), names
