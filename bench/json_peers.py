"""Peers of bench/json_api.py: an empty object as JSON, and our own answer from memory."""

from __future__ import annotations

import json
import os
from importlib import import_module
from pathlib import Path
from typing import Any

from starlette.applications import Starlette
from starlette.requests import Request
from starlette.responses import JSONResponse, Response
from starlette.routing import Route

# What the environment names, if anything; an empty object else.
DATA: dict[str, Any] = json.loads(Path(os.environ.get("BENCH_ANSWER", os.devnull)).read_bytes() or b"{}")


async def answer(_: Request) -> Response:
    return JSONResponse(DATA)


starlette = Starlette(routes=[Route("/api/v1/nearest", answer)])


def django() -> Any:
    """One asynchronous view, without middleware."""
    import_module("django.conf").settings.configure(
        ALLOWED_HOSTS=["*"], ROOT_URLCONF=__name__, SECRET_KEY="bench"
    )
    return import_module("django.core.asgi").get_asgi_application()


async def view(_: object) -> Any:
    return import_module("django.http").JsonResponse(DATA)


def __getattr__(name: str) -> Any:
    if name == "urlpatterns":  # Django asks for it once it is set up
        return [import_module("django.urls").re_path("", view)]
    raise AttributeError(name)
