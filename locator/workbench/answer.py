"""What a page of the workbench answers: itself, another page after something was done, or bytes."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, ClassVar, Protocol, TypeAlias

from locator.workbench.frame import HOME, DeskFrame, build_frame

if TYPE_CHECKING:
    from locator.errors import LocatorError
    from locator.model.problem import Problem
    from locator.pages.output import Output
    from locator.workbench.desk import Desk


class Page(Protocol):
    """A frozen dataclass whose fields are what its template shows."""

    template: ClassVar[str]

    @property
    def frame(self) -> DeskFrame:
        """What is around its content."""
        ...


@dataclass(frozen=True, slots=True)
class Shown:
    """A page with another status than 200: 422 for a form that must be mended, 409 for a conflict."""

    page: Page
    status: int


@dataclass(frozen=True, slots=True)
class Done:
    """Something was done: the browser goes on to `path` (303), where `told` is said once."""

    path: str
    told: str = ""
    is_good: bool = True


@dataclass(frozen=True, slots=True)
class MissingPage:
    """There is no such page, town, clinic or version; `told` says what was looked for."""

    template: ClassVar[str] = "workbench/missing.html"

    frame: DeskFrame
    told: str


def missing(desk: Desk, told: str = "There is no page at this address.", *, section: str = HOME) -> Shown:
    """The workbench's 404."""
    return Shown(MissingPage(build_frame(desk, "Not found", section=section), told), 404)


@dataclass(frozen=True, slots=True)
class RefusedPage:
    """What was asked cannot be done; `told` says why, `problems` what is to be mended first."""

    template: ClassVar[str] = "workbench/refused.html"

    frame: DeskFrame
    told: str
    problems: tuple[Problem, ...]


def refused(desk: Desk, error: LocatorError, status: int = 422) -> Shown:
    """An error of ours as a page: nothing was changed."""
    page = RefusedPage(
        build_frame(desk, "Not done", section=HOME), str(error), getattr(error, "problems", ())
    )
    return Shown(page, status)


Answer: TypeAlias = "Page | Shown | Done | Output"
