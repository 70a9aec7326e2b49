"""Rules.md H, 11 to 13: every answer is guarded, and nothing is known of who asks."""

from __future__ import annotations

import os
import re
import subprocess
import sys
from http.client import HTTPConnection
from typing import TYPE_CHECKING

import pytest

if TYPE_CHECKING:
    from pathlib import Path

    from starlette.testclient import TestClient

ANSWERS = {
    **dict.fromkeys(("/", "/back-pain-treatment/fl/lake-mary/", "/find?q=32114", "/robots.txt"), 200),
    **dict.fromkeys(("/sitemap.xml", "/api/v1/nearest?q=32114", "/healthz"), 200),
    **{"/clinics": 308, "/locations/lake-mary/": 301, "/no/such/": 404, "/offers/new-year/": 410},
    **{"/api/v1/nearest": 422, "/static/none.css": 404},
}
GUARDS = (
    *("content-security-policy", "strict-transport-security", "x-content-type-options"),
    *("referrer-policy", "cross-origin-opener-policy", "permissions-policy"),
)
WHEREABOUTS = ("29.21083", "81.02284", "29.21", "81.02", "32114", "Daytona", "acupuncture")


@pytest.mark.parametrize(("path", "status"), ANSWERS.items())
def test_11_every_answer_carries_the_guards(path: str, status: int, client: TestClient) -> None:
    answer = client.get(path)
    assert answer.status_code == status
    assert [name for name in GUARDS if name not in answer.headers] == []
    assert "default-src 'none'" in answer.headers["content-security-policy"]


@pytest.mark.parametrize("path", ANSWERS)
def test_12_no_public_page_sets_a_cookie(path: str, client: TestClient) -> None:
    assert "set-cookie" not in client.get(path).headers
    assert "set-cookie" not in client.post("/find", data={"lat": "29.21", "lon": "-81.02"}).headers


@pytest.mark.allow_hosts(["127.0.0.1"])
def test_13_no_line_and_no_file_tells_who_asked_for_what(folder: Path) -> None:
    """Rules C7, C9 and H13: a real server is asked by address, by form and by API, and is then read."""
    command = [sys.executable, "-X", "dev", "-m", "locator", "serve", str(folder), "--port", "0"]
    environ = {name: value for name, value in os.environ.items() if not name.startswith("LOCATOR_")}
    with subprocess.Popen(
        command, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True, env=environ
    ) as process:
        try:
            assert process.stdout
            lines = iter(process.stdout.readline, "")
            said = next(line for line in lines if "http://" in line)
            before = {path for path in folder.rglob("*") if path.is_file()}
            port = int(re.findall(r":(\d+)/", said)[0])
            connection = HTTPConnection("127.0.0.1", port, timeout=20)
            position = "lat=29.21083&lon=-81.02284&treatment=acupuncture"
            form = {"Content-Type": "application/x-www-form-urlencoded"}
            for method, path, body in (
                ("GET", "/find?q=32114&treatment=acupuncture", None),
                ("GET", "/find?q=Daytona%20Beach", None),
                ("POST", "/find", position),
                ("GET", f"/api/v1/nearest?{position}", None),
                ("GET", "/no/such/Daytona/", None),
            ):
                connection.request(method, path, body, form if body else {})
                connection.getresponse().read()
            connection.close()
        finally:
            process.terminate()
        rest = process.stdout.read()
    assert [word for word in WHEREABOUTS if word in rest] == []
    after = {path for path in folder.rglob("*") if path.is_file()}
    assert all(not any(word.encode() in path.read_bytes() for word in WHEREABOUTS) for path in after - before)
