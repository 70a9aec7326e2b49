"""What has moved or is gone, in the forms that web hosts read."""

from __future__ import annotations

import shlex
from typing import TYPE_CHECKING
from urllib.parse import quote

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from locator.pages.catalogue import Catalogue
    from locator.pages.output import Moved

LISTED, NGINX, S3 = "_redirects", "_nginx.conf", "_s3.sh"

S3_SCRIPT = """\
#!/bin/sh
# Tells a bucket what has moved: sh _s3.sh BUCKET
set -eu
bucket=$1
put() { aws s3api put-object --bucket "$bucket" --key "$1" --website-redirect-location "$2" >/dev/null; }
"""


def redirect_files(catalogue: Catalogue) -> dict[str, bytes]:
    """For Netlify and Cloudflare Pages, for nginx, and for a website on S3."""
    moved = sorted(catalogue.moved.items())
    alone = (*catalogue.finders, *catalogue.forms)
    return {
        LISTED: _joined(f"{quote(path)} {move.location} {move.status}" for path, move in moved),
        NGINX: _joined(_nginx_lines(moved, catalogue.gone, alone)),
        S3: S3_SCRIPT.encode() + _joined(_s3_lines(moved)),
    }


def _joined(lines: Iterable[str]) -> bytes:
    return "".join(f"{line}\n" for line in lines).encode()


def _nginx_lines(
    moved: Iterable[tuple[str, Moved]], gone: Iterable[str], alone: Iterable[str]
) -> Iterator[str]:
    """Locations to include in a server block; `alone` are addresses without a slash at their end."""
    for path in alone:
        yield f"location = {_quoted(path)} {{ try_files {path}/index.html =404; }}"
    for path in gone:
        yield f"location = {_quoted(path)} {{ return 410; }}"
    for path, move in moved:
        # nginx takes $ for the beginning of a variable, and has no other way to write it.
        location = move.location.replace("$", "%24")
        yield f"location = {_quoted(path)} {{ return {move.status} {_quoted(location)}; }}"


def _quoted(text: str) -> str:
    return '"{}"'.format(text.replace("\\", "\\\\").replace('"', '\\"'))


def _s3_lines(moved: Iterable[tuple[str, Moved]]) -> Iterator[str]:
    """An empty object in the place of each page; S3 answers 301, whatever the status was."""
    for path, move in moved:
        key = f"{path}index.html" if path.endswith("/") else path
        yield f"put {shlex.quote(key.lstrip('/'))} {shlex.quote(move.location)}"
