"""Pages on the shelf: the same bytes as the application's, without asking it."""

from __future__ import annotations

import gzip
import re
import socket
import time
from typing import TYPE_CHECKING

import pytest
from served import AROUND, CLOSE, DATE, Served, request, serving

from locator.pages.output import Output
from locator.web.shelf import Shelf
from locator.web.vitals.page_kind import PageKind

if TYPE_CHECKING:
    from collections.abc import Iterator

    from locator.web.live import Live

pytestmark = pytest.mark.allow_hosts(["127.0.0.1"])
PAGE = "/clinics/daytona-beach/"
BROWSER = {"Accept": "text/html", "User-Agent": "Mozilla/5.0", "Accept-Encoding": "gzip, deflate, br, zstd"}


@pytest.fixture(scope="module")
def served() -> Iterator[Served]:
    with serving() as served:
        yield served


def tag(answer: bytes) -> str:
    found = re.search(rb"etag: (\S+)\r\n", answer)
    assert found, answer[:300]
    return found[1].decode()


def kinds(live: Live) -> list[str]:
    """A page of every kind in every language, the files for machines and all static ones."""
    catalogue = live.edition.catalogue
    pages = {(build.func, path.startswith("/es/")): path for path, build in catalogue.pages.items()}
    return [*pages.values(), *live.edition.files, *(asset.path for asset in catalogue.renderer.assets)]


@pytest.mark.parametrize("method", ["GET", "HEAD"])
@pytest.mark.parametrize("coding", ["gzip", "identity", "gzip;q=0", "br", "*"])
def test_the_shelf_answers_as_the_application_does(served: Served, method: str, coding: str) -> None:
    headers = BROWSER | {"Accept-Encoding": coding}
    for path in kinds(served.live):
        served.get(path)
        from_app = served.get(path, headers | AROUND, method=method)
        asked = len(served.asked)
        from_shelf = served.get(path, headers, method=method)
        known = headers | {"If-None-Match": f'"other", W/{tag(from_app)}'}
        unchanged = served.get(path, known, method=method)
        assert served.asked[asked:] == ["/healthz", "/healthz"], path
        assert from_shelf == from_app, path
        assert from_app.endswith(b"\r\n\r\n") is (method == "HEAD")
        assert unchanged.startswith(b"HTTP/1.1 304 Not Modified\r\n")
        assert unchanged == served.get(path, known | AROUND, method=method), path


@pytest.mark.parametrize("spelled", ["x{}", "{}x", "w/{}", "", "*", '"a",W/{} ,"b"', "{}{}", "W/W/{}"])
def test_what_a_client_knows_is_read_as_the_application_reads_it(served: Served, spelled: str) -> None:
    served.get(PAGE)
    known = {"If-None-Match": spelled.format(*[tag(served.get(PAGE))] * 2)}
    assert served.get(PAGE, known) == served.get(PAGE, known | AROUND)


def test_a_packed_page_is_the_page(served: Served) -> None:
    plain, packed = (served.get(PAGE, {"Accept-Encoding": coding}) for coding in ("identity", "gzip"))
    assert gzip.decompress(packed.partition(b"\r\n\r\n")[2]) == plain.partition(b"\r\n\r\n")[2]


def test_what_trackers_add_makes_no_page_of_its_own(served: Served) -> None:
    served.get(PAGE)
    asked = len(served.asked)
    assert served.get(f"{PAGE}?utm_source=x&gclid=1") == served.get(PAGE)
    assert served.asked[asked:] == ["/healthz", "/healthz"]


@pytest.mark.parametrize(
    ("path", "headers", "method"),
    [
        (PAGE, {"Content-Length": "0"}, "GET"),
        (PAGE, {"Content-Length": "0"}, "HEAD"),
        (PAGE, {"Accept-Encoding": "identity", "accept-encoding": "gzip"}, "GET"),
        (PAGE, {}, "POST"),
        ("/%63linics/daytona-beach/", {}, "GET"),
        ("/clinics/daytona-beach", {}, "GET"),
        (f"http://clinics.example{PAGE}", {}, "GET"),
        (f"{PAGE}#hours", {}, "GET"),
        ("/no/such/page/", {}, "GET"),
        ("/clinics/oviedo/", {}, "GET"),  # 410
        ("/workbench/", {}, "GET"),
        ("/find?q=32114", {}, "GET"),
    ],
)
def test_all_else_is_for_the_application(
    served: Served, path: str, headers: dict[str, str], method: str
) -> None:
    served.get(PAGE)
    for _ in range(2):
        asked = len(served.asked)
        served.get(path, headers, method=method)
        assert len(served.asked) == asked + 2, served.asked[asked:]


def test_requests_in_a_row_are_answered_in_a_row(served: Served) -> None:
    """Those on the shelf never overtake one that the application is still about."""
    paths = (PAGE, "/find?q=32114", PAGE, "/no/such/page/", PAGE)
    answers = served.send(b"".join(request(path, {}) for path in paths) + request("/healthz", CLOSE))
    parts = DATE.sub(b"", answers).split(b"HTTP/1.1 ")[1:-1]
    assert [b"HTTP/1.1 " + part for part in parts] == [served.get(path) for path in paths]


def test_who_does_not_read_is_sent_no_more(served: Served) -> None:
    """Or answers that nobody takes would fill the memory."""
    served.get(PAGE)
    asked, count = len(served.asked), 400
    with socket.create_connection(served.listener.getsockname(), timeout=20) as connection:
        for _ in range(count):
            connection.sendall(request(PAGE, {"Accept-Encoding": "identity"}))
            time.sleep(0.0005)  # each on its own
        connection.sendall(request("/healthz", CLOSE))
        answers = b"".join(iter(lambda: connection.recv(1_000_000), b""))
    assert answers.count(b"HTTP/1.1 200 OK\r\n") == count + 1
    assert len(served.asked) > asked + 1


def test_who_wants_the_connection_closed_gets_it_closed(served: Served) -> None:
    served.get(PAGE)
    answer = served.send(request(PAGE, CLOSE))  # or this would wait for twenty seconds
    assert b"connection: close\r\n" in answer
    assert served.send(request(PAGE, {}).replace(b"HTTP/1.1", b"HTTP/1.0")).startswith(b"HTTP/1.1 200")


def test_a_request_in_two_parts_is_one(served: Served) -> None:
    served.get(PAGE)
    whole = request(PAGE, BROWSER)
    with socket.create_connection(served.listener.getsockname(), timeout=20) as connection:
        for start in range(0, len(whole), 40):
            connection.sendall(whole[start : start + 40])
            time.sleep(0.01)
        assert connection.recv(65536).startswith(b"HTTP/1.1 200 OK\r\ndate: ")


def test_a_new_edition_has_an_empty_shelf(served: Served) -> None:
    served.get(PAGE)
    asked = len(served.asked)
    served.live.renew()
    served.get(PAGE)
    assert served.asked[asked:] == [PAGE, "/healthz"]


def test_a_full_shelf_takes_no_more() -> None:
    shelf = Shelf([], most=1)
    for path in ("/a/", "/b/"):
        shelf.put(path, Output(b"x" * 2_000), PageKind.ABOUT)
    assert shelf.find(b"/a/")
    assert not shelf.find(b"/b/")
