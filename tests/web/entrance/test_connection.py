"""What a client may drag out or send without end, over real sockets; and answers to what is no HTTP."""

from __future__ import annotations

import socket
import time
from typing import TYPE_CHECKING

import pytest
from conftest import ROOT
from served import CLOSE, Served, request, serving

from locator.web.entrance.bounds import MOST_HEAD
from locator.web.patience import HEAD_BYTES

if TYPE_CHECKING:
    from collections.abc import Iterator

pytestmark = pytest.mark.allow_hosts(["127.0.0.1"])
PAGE = "/clinics/daytona-beach/"
HOST = b"Host: clinics.example\r\n"


@pytest.fixture(scope="module")
def served() -> Iterator[Served]:
    with serving() as served:
        yield served


def connect(served: Served) -> socket.socket:
    return socket.create_connection(served.listener.getsockname(), timeout=20)


def check_guards(answer: bytes, status: bytes) -> None:
    head, _, body = answer.partition(b"\r\n\r\n")
    assert head.startswith(b"HTTP/1.1 " + status), answer[:200]
    for name in (
        b"content-security-policy",
        b"strict-transport-security",
        b"x-content-type-options",
        b"date",
    ):
        assert head.count(b"\r\n" + name + b": ") == 1, name
    assert b"\r\nconnection: close" in head
    assert b"\r\ncache-control: no-store" in head
    assert len(body) < 120


MALFORMED = {
    "no version": b"GET /\r\n\r\n",
    "another protocol": b"\x16\x03\x01\x02\x00\x01\x00\x01\xfc\x03\x03",  # TLS on a plain port
    "no target": b"GET  HTTP/1.1\r\n" + HOST + b"\r\n",
    "lengths that differ": b"POST /find HTTP/1.1\r\n"
    + HOST
    + b"Content-Length: 3\r\nContent-Length: 4\r\n\r\nabcd",
    "length and chunks": b"POST /find HTTP/1.1\r\n"
    + HOST
    + b"Content-Length: 5\r\nTransfer-Encoding: chunked\r\n\r\n0\r\n\r\n",
    "chunked that is not last": b"POST /find HTTP/1.1\r\n"
    + HOST
    + b"Transfer-Encoding: chunked, identity\r\n\r\n0\r\n\r\n",
    "a length that is none": b"POST /find HTTP/1.1\r\n" + HOST + b"Content-Length: +3\r\n\r\nabc",
    "a negative length": b"POST /find HTTP/1.1\r\n" + HOST + b"Content-Length: -3\r\n\r\nabc",
    "a huge length": b"POST /find HTTP/1.1\r\n" + HOST + b"Content-Length: 99999999999999999999999\r\n\r\n",
    "a blank before the colon": b"GET / HTTP/1.1\r\n" + HOST + b"Content-Length : 3\r\n\r\nabc",
    "a chunk without a size": b"POST /find HTTP/1.1\r\n"
    + HOST
    + b"Transfer-Encoding: chunked\r\n\r\nzz\r\n\r\n",
    "a folded header": b"GET / HTTP/1.1\r\n" + HOST + b"X: 1\r\n\tTransfer-Encoding: chunked\r\n : y\r\n\r\n",
    "a bare line feed in a value": b"GET / HTTP/1.1\r\n" + HOST + b"X: 1\rY: 2\r\n\r\n",
    "NUL in a value": b"GET / HTTP/1.1\r\n" + HOST + b"X: \x00\r\n\r\n",
    "an unknown method": b"FETCH / HTTP/1.1\r\n" + HOST + b"\r\n",
}


@pytest.mark.parametrize("name", MALFORMED)
def test_what_is_no_http_is_refused_with_all_headers(name: str, served: Served) -> None:
    asked = len(served.asked)
    check_guards(served.send(MALFORMED[name]), b"400 ")
    assert len(served.asked) == asked or name in ("a chunk without a size", "no version")


@pytest.mark.parametrize(
    ("target", "status"),
    [
        (b"http://evil.example/", b"421 "),
        (b"http://evil.example" + PAGE.encode(), b"421 "),
        (b"http://clinics.example@evil.example/", b"421 "),
        (b"http://[::2]/", b"421 "),
    ],
)
def test_a_whole_address_says_itself_which_host_is_meant(
    target: bytes, status: bytes, served: Served
) -> None:
    check_guards(
        served.send(b"GET " + target + b" HTTP/1.1\r\n" + HOST + b"Connection: close\r\n\r\n"), status
    )


@pytest.mark.parametrize("name", [b"clinics.example", b"clinics.example:443", b"[::1]", b"[::1]:8000"])
def test_a_whole_address_of_this_site_is_answered(name: bytes, served: Served) -> None:
    target = b"http://" + name + PAGE.encode()
    sent = b"GET " + target + b" HTTP/1.1\r\nHost: evil.example\r\nConnection: close\r\n\r\n"
    assert served.send(sent).startswith(b"HTTP/1.1 200 ")


def test_the_shelf_and_the_api_know_the_name_as_well(served: Served) -> None:
    for path in (PAGE, "/api/v1/nearest?q=32114"):
        assert served.get(path).startswith(b"HTTP/1.1 200 ")
        asked = len(served.asked)
        good = request(path, CLOSE)
        for host in (b"evil.example", b"", b"clinics.example, evil.example"):
            answer = served.send(good.replace(b"clinics.example", host))
            check_guards(answer, b"421 ")
            assert b"evil" not in answer
        check_guards(served.send(good.replace(b"Host: clinics.example\r\n", b"")), b"400 ")
        check_guards(served.send(good.replace(b"\r\nHost", b"\r\nHost: evil.example\r\nHost")), b"400 ")
        assert len(served.asked) == asked + 5


def test_a_head_without_end_is_refused(served: Served) -> None:
    with connect(served) as client:
        client.sendall(b"GET / HTTP/1.1\r\n" + HOST)
        try:
            for _ in range(2 * HEAD_BYTES // 1_000):
                client.sendall(b"X-Padding: " + b"x" * 987 + b"\r\n")
                time.sleep(0.001)
        except OSError:  # the server has had enough
            pass
        assert client.recv(13) == b"HTTP/1.1 431 "


def test_a_target_without_end_is_refused(served: Served) -> None:
    with connect(served) as client:
        try:
            client.sendall(b"GET /")
            for _ in range(2 * HEAD_BYTES // 1_000):
                client.sendall(b"x" * 1_000)
                time.sleep(0.001)
        except OSError:
            pass
        assert client.recv(13) == b"HTTP/1.1 431 "


def test_a_large_head_in_one_piece_is_refused_on_the_shelf_too(served: Served) -> None:
    served.get(PAGE)
    check_guards(served.send(request(PAGE, {"Cookie": "x" * MOST_HEAD})), b"431 ")
    assert served.get(PAGE, {"Cookie": "x" * (MOST_HEAD - 1_000)}).startswith(b"HTTP/1.1 200 ")


def test_a_question_is_counted_once_whoever_answers_it() -> None:
    """The first and the last are answered before the application, the other one within it."""
    environ = {"LOCATOR_TRUSTED_PROXIES": "127.0.0.1", "LOCATOR_LIMITS_API": "3"}
    questions = ("/api/v1/places?q=day", "/api/v1/clinics/lake-mary", "/api/v1/nearest?q=32114")
    with serving(ROOT, **environ) as served:
        for network, path in enumerate(questions):

            def ask(address: str, path: str = path) -> bytes:
                return served.get(path, {"X-Forwarded-For": f"198.51.100.9, {address}"})

            asked = [ask(f"203.0.{network}.7")[:13] for _ in range(3)]
            late = ask(f"203.0.{network}.8")  # of the same network
            assert asked == [b"HTTP/1.1 200 "] * 3
            assert late.startswith(b"HTTP/1.1 429 ")
            assert b"\r\ncontent-type: application/problem+json\r\n" in late
            assert b"\r\nretry-after: " in late
            assert late.count(b"\r\ncontent-security-policy: ") == 1
            assert served.get(path).startswith(b"HTTP/1.1 200 ")  # this machine itself
        assert served.get(PAGE, {"X-Forwarded-For": "203.0.0.7"}).startswith(b"HTTP/1.1 200 ")
