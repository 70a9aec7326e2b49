"""An export behind a real nginx: packed files, redirects, what is gone and what never was."""

from __future__ import annotations

import gzip
import shutil
import time
from typing import TYPE_CHECKING

import fronts
import pytest
from fronts import OverSocket

from locator.publish.export import write_export

if TYPE_CHECKING:
    from collections.abc import Iterator
    from http.client import HTTPResponse
    from pathlib import Path

    from locator.pages.catalogue import Catalogue

pytestmark = pytest.mark.skipif(not shutil.which("nginx"), reason="apt-get install nginx-light")

SERVER = """
  access_log off;
  server {{
    listen unix:{folder}/socket;
    root {folder}/out;
    absolute_redirect off;
    gzip_static on;
    error_page 404 /404.html;
    include {folder}/out/_nginx.conf;
    location ~ ^/(_|\\.locator) {{ return 404; }}
  }}
"""


@pytest.fixture(scope="module")
def nginx(catalogue: Catalogue, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Path]:
    folder = tmp_path_factory.mktemp("nginx")
    write_export(catalogue, folder / "out")
    with fronts.nginx(folder, SERVER.format(folder=folder)):
        for _ in range(100):
            if (folder / "socket").exists():
                break
            time.sleep(0.05)
        yield folder


def ask(folder: Path, path: str, **headers: str) -> tuple[HTTPResponse, bytes]:
    connection = OverSocket(folder / "socket")
    connection.request("GET", path, headers={"Accept-Encoding": "identity", **headers})
    answer = connection.getresponse()
    body = answer.read()
    connection.close()
    return answer, body


@pytest.mark.parametrize("path", ["/", "/find", "/report", "/back-pain-treatment/fl/daytona-beach/"])
def test_a_page_is_sent_plain_and_packed(nginx: Path, path: str) -> None:
    plain, body = ask(nginx, path)
    packed, twin = ask(nginx, path, **{"Accept-Encoding": "gzip"})
    assert (plain.status, packed.status) == (200, 200)
    assert packed.headers["Content-Encoding"] == "gzip"
    assert gzip.decompress(twin) == body


def test_every_moved_address_leads_where_the_server_would(nginx: Path, catalogue: Catalogue) -> None:
    assert catalogue.moved
    for path, move in catalogue.moved.items():
        answer, _ = ask(nginx, path)
        assert (answer.status, answer.headers["Location"]) == (move.status, move.location)


def test_what_was_taken_away_is_gone_and_what_never_was_is_missing(nginx: Path, catalogue: Catalogue) -> None:
    for path in catalogue.gone:
        assert ask(nginx, path)[0].status == 410
    for path in ("/no-such-page/", "/_redirects", "/_nginx.conf", "/_s3.sh", "/.locator-export"):
        answer, body = ask(nginx, path)
        assert answer.status == 404
        assert body == (nginx / "out" / "404.html").read_bytes()
