"""Texts go out as gzip to all who take it: a quarter of the bytes over a telephone's connection."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from starlette.requests import Request

    from locator.pages.output import Output

LEAST = 1_024  # bytes; what is shorter fits one packet as it is
TEXTS = ("text/", "application/xml", "application/json")
SYNTAXES = ("+xml", "+json")  # image/svg+xml


def encode(request: Request, output: Output) -> tuple[bytes, dict[str, str]]:
    """The body in the form that the client takes, and the headers that say which that is."""
    if len(output.body) < LEAST or not is_text(output.media_type):
        return output.body, {}
    varying = {"vary": "Accept-Encoding"}
    if not takes_gzip(request.headers.get("accept-encoding", "")):
        return output.body, varying
    return output.gzipped, varying | {"content-encoding": "gzip"}


def is_text(media_type: str) -> bool:
    """Tells whether packing is worth its while; pictures are packed already."""
    kind = media_type.partition(";")[0].strip()
    return kind.startswith(TEXTS) or kind.endswith(SYNTAXES)


def takes_gzip(accepted: str) -> bool:
    """Tells whether a client's Accept-Encoding allows gzip: "gzip", "*", but not "gzip;q=0" (RFC 9110)."""
    weights = dict(_coding(part) for part in accepted.lower().split(","))
    return weights.get("gzip", weights.get("*", 0.0)) > 0


def _coding(part: str) -> tuple[str, float]:
    name, _, parameter = part.partition(";")
    try:
        weight = float(parameter.partition("=")[2] or 1)
    except ValueError:
        weight = 0.0  # a weight that nobody can read asks for nothing
    return name.strip(), weight
