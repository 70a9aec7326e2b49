"""The one cookie there is: it says which session a browser has, and no script can read it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from locator.web.workbench.door.sessions import LONGEST

if TYPE_CHECKING:
    from starlette.requests import Request
    from starlette.responses import Response

#: Browsers take a cookie of this prefix from its own host alone, over a connection that nobody can read.
NAME = "__Host-locator"


def cookie_of(request: Request) -> str:
    """The id of a session; empty if there is none."""
    return request.cookies.get(NAME, "")


def give_cookie(response: Response, id_: str) -> None:
    """Gives the browser the id of its session."""
    response.set_cookie(NAME, id_, LONGEST, path="/", secure=True, httponly=True, samesite="strict")


def take_cookie(response: Response) -> None:
    """Takes it away."""
    response.delete_cookie(NAME, path="/", secure=True, httponly=True, samesite="strict")
