"""How long answers may be kept, and 304 for those that the client has already."""

from __future__ import annotations

from typing import TYPE_CHECKING

from starlette.responses import Response

from locator.pages.output import BRIEFLY, OK
from locator.web.encoding import encode
from locator.web.security import map_policy

if TYPE_CHECKING:
    from collections.abc import Sequence

    from starlette.requests import Request

    from locator.pages.output import Output

NEVER = "no-store"
NOT_KEPT = {"cache-control": NEVER}


def conditional(request: Request, output: Output, keep: str = BRIEFLY) -> Response:
    """The body, or 304 if the client has it already; each encoding of it has a tag of its own."""
    body, encoding = encode(request, output)
    etag = f'"{output.digest}-gzip"' if "content-encoding" in encoding else f'"{output.digest}"'
    headers = {"etag": etag, "cache-control": keep} | encoding | map_policy(output.origins)
    headers |= tag_headers(output.tags)
    known = request.headers.get("if-none-match", "")
    if output.status == OK and is_known(known.encode("latin-1"), etag.encode()):
        headers.pop("content-encoding", None)  # of nothing
        return Response(status_code=304, headers=headers)
    return Response(body, output.status, headers, output.media_type)


def is_known(known: bytes, tag: bytes) -> bool:
    """Whether an If-None-Match names a tag."""
    return tag in known and tag in (each.strip().removeprefix(b"W/") for each in known.split(b","))


def tag_headers(tags: Sequence[str]) -> dict[str, str]:
    """The headers by which Fastly and its like, and Cloudflare, drop an answer; visitors never see them."""
    return {"surrogate-key": " ".join(tags), "cache-tag": ",".join(tags)} if tags else {}


def unkept(request: Request, output: Output) -> Response:
    """The body for this request alone, which nobody keeps."""
    body, encoding = encode(request, output)
    headers = NOT_KEPT | encoding | map_policy(output.origins)
    return Response(body, output.status, headers, output.media_type)
