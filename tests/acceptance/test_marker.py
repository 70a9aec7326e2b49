"""A word that nobody else uses is put into every input that there is, and looked for wherever things lie.

Rules C7, C9, H13: a real server with the access log on, a geocoder and a workbench.
"""

from __future__ import annotations

import os
import re
import secrets
import subprocess
import sys
import tempfile
import time
from contextlib import closing, contextmanager
from dataclasses import dataclass
from http.client import HTTPConnection
from pathlib import Path
from typing import TYPE_CHECKING
from urllib.parse import quote, urlencode

import lxml.html
import pytest
from desks import NAME, PASSWORD, with_editor
from stand_in import Asked, Reply, StandIn, nominatim

if TYPE_CHECKING:
    from collections.abc import Iterator

pytestmark = pytest.mark.allow_hosts(["127.0.0.1"])

LETTERS = str.maketrans("0123456789", "ghijklmnop")  # five digits in a row would be a ZIP code
MARKER = f"qz{secrets.token_hex(6).translate(LETTERS)}zq"
PLACE = f"17 {MARKER} Street, Daytona Beach, FL"
LAT, LON = "29.21083", "-81.02284"  # of a visitor's device
SPOT = (PLACE, 29.21487, -81.02761)  # where the geocoder says that the place is
POSITIONS = re.compile(rb"29\.21\d|-?81\.02\d")  # more than two decimals of either
BROWSER = f"Mozilla/5.0 (X11; {MARKER})"
HEADERS = {
    "User-Agent": BROWSER,
    "Referer": f"https://elsewhere.example/{MARKER}",
    "Cookie": f"visitor={MARKER}",
    "X-Forwarded-For": f"198.51.100.7, {MARKER}",
    "X-Real-IP": MARKER,
    "Forwarded": f"for={MARKER}",
    "Accept-Language": MARKER,
    "If-None-Match": f'"{MARKER}"',
    "Authorization": f"Bearer {MARKER}",
}
OWN = {"Sec-Fetch-Site": "same-origin"}
FORM = {"Content-Type": "application/x-www-form-urlencoded"}
WORDS = f"q={quote(PLACE)}"
SHORT = f"q={MARKER}&treatment={MARKER}&insurance={MARKER}&language={MARKER}&{MARKER}={MARKER}"


@dataclass
class Visitor:
    """Somebody who sends the word along in whatever a request has."""

    port: int

    def ask(
        self,
        method: str,
        path: str,
        form: dict[str, str] | None = None,
        headers: dict[str, str] | None = None,
    ) -> tuple[int, bytes]:
        sent = HEADERS | (FORM if form is not None else {}) | (headers or {})
        with closing(HTTPConnection("127.0.0.1", self.port, timeout=60)) as connection:
            connection.request(method, path, urlencode(form) if form is not None else None, sent)
            answer = connection.getresponse()
            self.cookie = answer.headers.get("set-cookie", "").partition(";")[0]
            return answer.status, answer.read()


@contextmanager
def running(folder: Path, scratch: Path, geocoder: str) -> Iterator[tuple[Visitor, Path]]:
    """The server with all that it may write: its output goes to a file, what is for a while to `scratch`."""
    settings = {
        "LOCATOR_ACCESS_LOG": "true",
        "LOCATOR_GEOCODER_SERVICE": "nominatim",
        "LOCATOR_GEOCODER_DOMAIN": geocoder,
        "LOCATOR_GEOCODER_SCHEME": "http",
        "TMPDIR": str(scratch),
    }
    log = scratch / "log.txt"
    environ = {name: value for name, value in os.environ.items() if not name.startswith("LOCATOR_")}
    command = [sys.executable, "-m", "locator", "serve", str(folder), "--port", "0", "--workers", "2"]
    with (
        log.open("w") as errors,
        subprocess.Popen(
            command, stdout=subprocess.PIPE, stderr=errors, text=True, env=environ | settings
        ) as process,
    ):
        try:
            assert process.stdout
            said = next(line for line in iter(process.stdout.readline, "") if "http://" in line)
            yield Visitor(int(re.findall(r":(\d+)/", said)[0])), log
        finally:
            process.terminate()
            process.wait(60)


def visit(visitor: Visitor) -> None:
    """Puts the word into every input of the public pages and of the API."""
    here = {"lat": LAT, "lon": LON}
    for path in (
        *(f"/find?{WORDS}", f"/find?{SHORT}", f"/es/buscar?{WORDS}", f"/{MARKER}/?utm_source={MARKER}"),
        *(f"/clinics/?{MARKER}={MARKER}", f"/clinics/{MARKER}/", f"/static/{MARKER}.css"),
        *(f"/api/v1/nearest?{WORDS}", f"/api/v1/nearest?{SHORT}", f"/api/v1/places?q={MARKER}"),
        *(f"/api/v1/nearest?{urlencode(here)}", f"/api/v1/clinics/{MARKER}", f"/api/v1/towns?{SHORT}"),
        *(f"/report?page=/{MARKER}/", f"/find?q={LAT}%2C{LON}", f"/healthz?{MARKER}", f"/metrics?{MARKER}"),
        *(f"/sitemaps/{MARKER}.xml", f"/%0d%0a{MARKER}", f"/workbench/{MARKER}/?{MARKER}"),
    ):
        for method in ("GET", "HEAD"):
            visitor.ask(method, path)
    visitor.ask("POST", "/find", here | {"treatment": MARKER})
    visitor.ask("POST", "/find", {"q": PLACE})
    visitor.ask("POST", "/find", {"lat": MARKER, "lon": MARKER})
    visitor.ask("POST", "/demand", {"kind": "view", "page": "/", "clinic": MARKER})
    visitor.ask("POST", "/demand", {"kind": MARKER, "page": f"/{MARKER}/"})
    visitor.ask("POST", "/demand", {"kind": "view", "page": "/"}, OWN)
    visitor.ask("POST", "/report", {"page": "/clinics/", "fault": MARKER, "note": MARKER, MARKER: MARKER})
    visitor.ask("BREW", f"/{MARKER}")


def edit(visitor: Visitor) -> None:
    """Tries to sign in as somebody, signs in, and fills in a form of the workbench that is not saved."""
    visitor.ask("POST", "/workbench/sign-in", {"name": MARKER, "password": MARKER}, OWN)
    status, _ = visitor.ask("POST", "/workbench/sign-in", {"name": NAME, "password": PASSWORD}, OWN)
    assert status == 303
    cookie = {"Cookie": f"{visitor.cookie}; visitor={MARKER}"}
    status, body = visitor.ask("GET", "/workbench/history/", headers=cookie)
    assert status == 200
    token = str(lxml.html.document_fromstring(body).xpath("string(//input[@name='csrf']/@value)"))
    fields = {"csrf": token, "towns": f"{MARKER}, FL", "name": MARKER, "street": MARKER, MARKER: MARKER}
    for path in ("towns/add/preview", "new-clinic/look", f"clinics/{MARKER}/look", f"{MARKER}/"):
        status, _ = visitor.ask("POST", f"/workbench/{path}", fields, OWN | cookie)
        assert status in (200, 404, 405, 422), path
    visitor.ask("GET", f"/workbench/towns/?q={MARKER}", headers=cookie)


def report(visitor: Visitor) -> None:
    """The one input that is there to be read."""
    form = {"page": "/clinics/", "fault": "other", "note": f"The hours are wrong: {MARKER}"}
    status, body = visitor.ask("POST", "/report", form)
    assert status == 303, body


def figures(visitor: Visitor) -> bytes:
    """What /metrics says to whoever asks from this machine, by no proxy."""
    with closing(HTTPConnection("127.0.0.1", visitor.port, timeout=60)) as connection:
        connection.request("GET", "/metrics")
        answer = connection.getresponse()
        assert answer.status == 200
        return answer.read()


def lying_about(*folders: Path) -> dict[Path, bytes]:
    """Every file below some folders."""
    return {path: path.read_bytes() for each in folders for path in each.rglob("*") if path.is_file()}


def test_what_somebody_types_is_found_nowhere_but_in_a_report(
    folder: Path, tmp_path: Path, server: StandIn
) -> None:
    scratch = Path(tempfile.mkdtemp(dir=tmp_path))

    def answer(asked: Asked) -> Reply:
        return nominatim(SPOT) if MARKER in asked.query.get("q", "") else Reply()

    server.reply = answer
    with_editor(folder)
    with running(folder, scratch, server.domain) as (visitor, log):
        visit(visitor)
        edit(visitor)
        report(visitor)
        time.sleep(6)  # counts are written every five seconds
        metrics = figures(visitor)
        while_running = lying_about(folder, scratch)
        assert (folder / ".locator" / "demand.sqlite").exists()
    assert any(MARKER in asked.query.get("q", "") for asked in server.asked)  # or nothing was tried
    assert b"answered" in while_running[log]
    for files in (while_running, lying_about(folder, scratch)):
        marked = {path.relative_to(tmp_path) for path, data in files.items() if MARKER.encode() in data}
        assert marked <= {Path("site/.locator") / f"reports.sqlite{end}" for end in ("", "-wal", "-shm")}
        assert marked  # the note, which its writer means to be read
        own = {path: data for path, data in files.items() if path.parent.name == ".locator" or path == log}
        kept = {path.name: data for path, data in own.items() if "judgement" not in path.name}
        assert {name: found for name, data in kept.items() if (found := POSITIONS.findall(data))} == {}
        assert b"127.0.0.1" not in files[log]
        assert b"198.51.100" not in files[log]
    assert MARKER.encode() not in metrics
    assert not POSITIONS.search(metrics)
