"""A file in somebody else's format, and what that format could not say."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from locator.model.problem import Problem


@dataclass(frozen=True, slots=True)
class Written:
    """The bytes of a file with `count` clinics; whatever was left out or put otherwise is a problem."""

    body: bytes
    count: int
    problems: tuple[Problem, ...] = ()
