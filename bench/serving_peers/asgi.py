"""The ASGI contenders: a bare callable, Starlette and Django, with page and headers from BENCH_FOLDER."""

from __future__ import annotations

import json
import os
from importlib import import_module
from pathlib import Path
from typing import Any

from starlette.applications import Starlette
from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Route
from starlette.types import Receive, Scope, Send

FOLDER = Path(os.environ["BENCH_FOLDER"])
PACKED = (FOLDER / "page.gz").read_bytes()
HEADERS: dict[str, str] = json.loads((FOLDER / "headers.json").read_text())
RAW = [(name.encode(), value.encode()) for name, value in HEADERS.items()]
START = {
    "type": "http.response.start",
    "status": 200,
    "headers": [(b"content-length", str(len(PACKED)).encode()), *RAW],
}
BODY = {"type": "http.response.body", "body": PACKED}


async def bare(scope: Scope, _: Receive, send: Send) -> None:
    if scope["type"] == "http":
        await send(START)
        await send(BODY)


async def page(_: Request) -> Response:
    return Response(PACKED, headers=HEADERS)


starlette = Starlette(routes=[Route("/{path:path}", page)])


def django() -> Any:
    """One asynchronous view, without middleware."""
    import_module("django.conf").settings.configure(
        ALLOWED_HOSTS=["*"], ROOT_URLCONF=__name__, SECRET_KEY="bench"
    )
    return import_module("django.core.asgi").get_asgi_application()


async def view(_: object) -> Any:
    return import_module("django.http").HttpResponse(PACKED, headers=HEADERS)


def __getattr__(name: str) -> Any:
    if name == "urlpatterns":  # Django asks for it once it is set up
        return [import_module("django.urls").re_path("", view)]
    raise AttributeError(name)
