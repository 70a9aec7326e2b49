"""Peers of bench/json_api.py: an empty object, and an answer of ours from memory, as data and as bytes."""

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

ANSWER = Path(os.environ["BENCH_ANSWER"]).read_bytes()
DATA: dict[str, Any] = json.loads(ANSWER)


async def empty(_: Request) -> Response:
    return JSONResponse({})


async def data(_: Request) -> Response:
    return JSONResponse(DATA)


async def ready(_: Request) -> Response:
    return Response(ANSWER, media_type="application/json")


starlette = Starlette(routes=[Route("/empty", empty), Route("/data", data), Route("/ready", ready)])


def django() -> Any:
    """One asynchronous view, without middleware."""
    import_module("django.conf").settings.configure(
        ALLOWED_HOSTS=["*"], ROOT_URLCONF=__name__, SECRET_KEY="bench"
    )
    return import_module("django.core.asgi").get_asgi_application()


async def view(_: object) -> Any:
    return import_module("django.http").JsonResponse({})


def __getattr__(name: str) -> Any:
    if name == "urlpatterns":  # Django asks for it once it is set up
        return [import_module("django.urls").re_path("", view)]
    raise AttributeError(name)
