"""How long answers may be kept, and 304 for those that the client has already."""

from __future__ import annotations

import hashlib
from typing import TYPE_CHECKING

from starlette.responses import Response

from locator.web.security import map_policy

if TYPE_CHECKING:
    from starlette.requests import Request

    from locator.pages.output import Output

FOREVER = "public, max-age=31536000, immutable"  # the name of a static file changes with its content
BRIEFLY = "public, max-age=300"
NEVER = "no-store"
OK = 200


def conditional(request: Request, output: Output) -> Response:
    """The body, or 304 if the client has it already."""
    etag = f'"{hashlib.sha256(output.body).hexdigest()[:32]}"'
    headers = {"etag": etag, "cache-control": BRIEFLY} | map_policy(output.origins)
    known = request.headers.get("if-none-match", "")
    if output.status == OK and etag in (tag.strip().removeprefix("W/") for tag in known.split(",")):
        return Response(status_code=304, headers=headers)
    return Response(output.body, output.status, headers, output.media_type)
