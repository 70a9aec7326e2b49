"""An export behind a real nginx: packed files, redirects, what is gone and what never was."""

from __future__ import annotations

import gzip
import http.client
import shutil
import socket
import subprocess
import time
from typing import TYPE_CHECKING

import pytest

from locator.publish.export import write_export

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from locator.pages.catalogue import Catalogue

pytestmark = pytest.mark.skipif(not shutil.which("nginx"), reason="apt-get install nginx-light")

CONFIG = """
user root; worker_processes 1; daemon off; master_process off; pid {folder}/pid; error_log {folder}/error.log;
events {{ worker_connections 64; }}
http {{ access_log off; types {{ text/html html; application/xml xml; }}
  client_body_temp_path {folder}/t1; proxy_temp_path {folder}/t2; fastcgi_temp_path {folder}/t3;
  uwsgi_temp_path {folder}/t4; scgi_temp_path {folder}/t5;
  server {{
    listen unix:{folder}/socket;
    root {folder}/out;
    absolute_redirect off;
    gzip_static on;
    error_page 404 /404.html;
    include {folder}/out/_nginx.conf;
    location ~ ^/(_|\\.locator) {{ return 404; }}
  }} }}
"""


class OverSocket(http.client.HTTPConnection):
    """HTTP over the socket of a file, which tests may open."""

    def __init__(self, file: Path) -> None:
        super().__init__("localhost")
        self.file = file

    def connect(self) -> None:
        self.sock = socket.socket(socket.AF_UNIX)
        self.sock.connect(str(self.file))


@pytest.fixture(scope="module")
def nginx(catalogue: Catalogue, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Path]:
    folder = tmp_path_factory.mktemp("nginx")
    folder.chmod(0o755)
    write_export(catalogue, folder / "out")
    config = folder / "nginx.conf"
    config.write_text(CONFIG.format(folder=folder), encoding="utf-8")
    process = subprocess.Popen(["nginx", "-c", str(config), "-p", str(folder)], stderr=subprocess.DEVNULL)
    for _ in range(100):
        if (folder / "socket").exists():
            break
        time.sleep(0.05)
    yield folder
    process.terminate()
    process.wait()


def ask(folder: Path, path: str, **headers: str) -> tuple[http.client.HTTPResponse, bytes]:
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
