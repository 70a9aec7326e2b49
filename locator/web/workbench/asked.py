"""What a request asks, free of HTTP: the parts of its address, its question, its form and its files."""

from __future__ import annotations

import asyncio
import logging
import re
from dataclasses import dataclass, field
from typing import TYPE_CHECKING
from urllib.parse import parse_qsl

from python_multipart.exceptions import FormParserError
from starlette.datastructures import Headers, UploadFile
from starlette.formparsers import MultiPartException, MultiPartParser
from starlette.requests import ClientDisconnect

if TYPE_CHECKING:
    from collections.abc import AsyncGenerator, Mapping

    from starlette.requests import Request

MOST = 1_048_576  # bytes of a form, unless its route takes more
MOST_FIELDS = 2_000
PATIENCE = 30.0  # seconds for a form to arrive
MULTIPART = "multipart/form-data"

_NUMBER = re.compile("[0-9]{1,40}")  # int() refuses thousands of digits, and nothing here has so many
logging.getLogger("python_multipart").setLevel(logging.ERROR)  # else it tells what letters strangers send


class FormError(Exception):
    """A form that cannot be read: its status and what to tell."""

    def __init__(self, status: int, told: str) -> None:
        super().__init__(told)
        self.status, self.told = status, told


@dataclass(frozen=True, slots=True)
class Upload:
    """A file that was sent; the name is what the sender calls it, never a path of ours."""

    name: str
    data: bytes


@dataclass(frozen=True, slots=True)
class Fields:
    """Names and values in the order sent; a name may come several times."""

    pairs: tuple[tuple[str, str], ...] = ()

    def one(self, name: str, default: str = "") -> str:
        """The first value of a name."""
        return next((value for key, value in self.pairs if key == name), default)

    def all(self, name: str) -> tuple[str, ...]:
        """Every value of a name."""
        return tuple(value for key, value in self.pairs if key == name)

    def number(self, name: str, default: int) -> int:
        """The first value of a name as a whole number; the default if it is none that anybody means."""
        return _number(self.one(name), default)

    def __contains__(self, name: str) -> bool:
        return any(key == name for key, _ in self.pairs)


@dataclass(frozen=True, slots=True)
class Asked:
    """One request: `path` by the names in the route ("town"), `files` by the names of their fields."""

    path: Mapping[str, str] = field(default_factory=dict)
    query: Fields = Fields()
    form: Fields = Fields()
    files: Mapping[str, Upload] = field(default_factory=dict)

    def number(self, name: str) -> int:
        """A part of the address as a whole number; 0, which nothing has, if it is none."""
        return _number(self.path.get(name, ""), 0)


def _number(text: str, default: int) -> int:
    return int(text) if _NUMBER.fullmatch(text) else default


async def read_asked(request: Request, most: int = MOST) -> Asked:
    """What a request asks; raises FormError if its form is larger than `most` bytes, or broken."""
    query = Fields(tuple(request.query_params.multi_items()[:MOST_FIELDS]))
    path = {name: str(value) for name, value in request.path_params.items()}
    if request.method != "POST":
        return Asked(path, query)
    try:
        body = await asyncio.wait_for(_body(request, most), PATIENCE)
        form, files = await _parse(request.headers, body)
    except (TimeoutError, ClientDisconnect) as error:
        raise FormError(408, "The form did not arrive whole. Please send it again.") from error
    except (ValueError, MultiPartException, FormParserError) as error:
        raise FormError(
            413, "That is too much for this form, or it is damaged. Nothing was changed."
        ) from error
    return Asked(path, query, form, files)


async def _parse(headers: Headers, body: bytes) -> tuple[Fields, dict[str, Upload]]:
    if not headers.get("content-type", "").startswith(MULTIPART):
        pairs = parse_qsl(body.decode(errors="replace"), keep_blank_values=True, max_num_fields=MOST_FIELDS)
        return Fields(tuple(pairs)), {}
    parser = MultiPartParser(
        headers, _once(body), max_files=10, max_fields=MOST_FIELDS, max_part_size=len(body) + 1
    )
    fields, files = [], {}
    for name, value in (await parser.parse()).multi_items():
        if isinstance(value, UploadFile):
            files[name] = Upload(value.filename or "", await value.read())
            await value.close()
        else:
            fields.append((name, value))
    return Fields(tuple(fields)), files


async def _once(body: bytes) -> AsyncGenerator[bytes, None]:
    yield body
    yield b""


async def _body(request: Request, most: int) -> bytes:
    """The body; raises ValueError if it is larger than `most` bytes."""
    body = bytearray()
    async for chunk in request.stream():
        body += chunk
        if len(body) > most:
            raise ValueError
    return bytes(body)
