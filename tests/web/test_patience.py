"""Clients that are slow on purpose, and those who come meanwhile."""

from __future__ import annotations

import select
import socket
import subprocess
import sys
import time
from contextlib import ExitStack
from typing import TYPE_CHECKING

import pytest
from hypothesis import given
from hypothesis import strategies as st
from processes import ENVIRON
from served import CLOSE, Served, request, serving

from locator.web import patience
from locator.web.patience import BODY_RATE, BODY_SECONDS, HEAD_BYTES, HEAD_SECONDS, READ_SECONDS, Patience

if TYPE_CHECKING:
    from collections.abc import Iterator

pytestmark = pytest.mark.allow_hosts(["127.0.0.1"])
FORM = b"POST /find HTTP/1.1\r\nHost: clinics.example\r\nContent-Length: 9\r\n\r\n"


@pytest.fixture(scope="module")
def served() -> Iterator[Served]:
    with serving() as served:
        yield served


@pytest.fixture
def _hasty(monkeypatch: pytest.MonkeyPatch) -> None:
    """Takes nearly all of the server's patience."""
    for name in ("HEAD_SECONDS", "BODY_SECONDS", "READ_SECONDS"):
        monkeypatch.setattr(patience, name, 0.3)


def connected(served: Served, sent: bytes = b"") -> socket.socket:
    connection = socket.create_connection(served.listener.getsockname(), timeout=20)
    connection.sendall(sent)
    return connection


def drips(connection: socket.socket, drop: bytes) -> bool:
    """Tells whether the server closes the connection while drops go on coming."""
    connection.settimeout(0.1)
    for _ in range(200):
        try:
            connection.sendall(drop)
            if connection.recv(65536) == b"":
                return True
        except TimeoutError:
            pass
        except OSError:
            return True
    return False


@pytest.mark.usefixtures("_hasty")
@pytest.mark.parametrize(
    ("begun", "drop"),
    [
        (b"", b"G"),
        (b"GET / HTTP/1.1\r\n", b"X: y\r\n"),
        (request("/healthz", {}), b"\r\n"),
        (request("/clinics/", {}), b"\r\n"),
        (request("/clinics/", {"Content-Length": "1000"}), b"x"),
        (FORM.replace(b": 9", b": 900000"), b"x"),
        (b"POST /report HTTP/1.1\r\nHost: x\r\nTransfer-Encoding: chunked\r\n\r\n", b"1\r\nx\r\n"),
    ],
)
def test_drops_have_an_end(served: Served, begun: bytes, drop: bytes) -> None:
    with connected(served, begun) as connection:
        assert drips(connection, drop)


@pytest.mark.usefixtures("_hasty")
def test_who_does_not_read_is_let_go(served: Served) -> None:
    served.get("/clinics/")
    with connected(served) as connection:
        connection.setsockopt(socket.SOL_SOCKET, socket.SO_RCVBUF, 4096)
        connection.settimeout(0.2)
        with pytest.raises(OSError):  # at first our own buffer is full, then there is nobody
            while True:
                connection.sendall(request("/clinics/", {"Accept-Encoding": "identity"}) * 20)
        time.sleep(3)
        with pytest.raises(OSError):
            while connection.recv(1_000_000):
                pass
            raise ConnectionResetError


def test_a_head_without_end_is_refused(served: Served) -> None:
    with connected(served, b"GET / HTTP/1.1\r\n" + b"X: " + b"y" * (HEAD_BYTES + 1)) as connection:
        assert connection.recv(65536).startswith(b"HTTP/1.1 431 ")


def test_those_who_wait_longest_make_room(served: Served, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("locator.web.entrance.connection.most_connections", lambda: 50)
    with ExitStack() as stack:
        slow = [stack.enter_context(connected(served, b"GET / HT")) for _ in range(50)]
        time.sleep(0.2)
        last = stack.enter_context(connected(served, b"GET / HT"))
        for _ in range(20):
            assert served.send(request("/healthz", CLOSE)).startswith(b"HTTP/1.1 200")
        ended, _, _ = select.select(slow, [], [], 20)
        assert 5 <= len(ended) < 50
        last.sendall(b"TP/1.1\r\n\r\n")  # who came last may go on
        assert last.recv(65536).startswith(b"HTTP/1.1 ")


def test_who_waits_for_an_answer_is_never_let_go() -> None:
    waiting = Patience(0)
    waiting.begin_head(1)
    waiting.begin_body(1)
    waiting.end_request(is_answered=False)
    assert waiting.since is None
    assert not waiting.is_over(1_000_000, unread=0, is_held=False)
    waiting.end_answer(9)
    assert waiting.since == 9


@given(st.lists(st.integers(1, 5000), max_size=50))
def test_a_body_has_time_for_its_size(parts: list[int]) -> None:
    client = Patience(0)
    client.begin_body(0)
    for part in parts:
        client.take_body(part)
    end = BODY_SECONDS + sum(parts) / BODY_RATE
    assert not client.is_over(end - 0.01, unread=0, is_held=False)
    assert client.is_over(end + 0.01, unread=0, is_held=False)


def test_nobody_is_blamed_for_what_we_do_not_read() -> None:
    client = Patience(0)
    assert not client.is_over(HEAD_SECONDS + 1, unread=0, is_held=True)
    assert client.is_over(3 * HEAD_SECONDS, unread=0, is_held=False)


def test_who_takes_a_little_takes_part() -> None:
    client = Patience(0)
    client.end_request(is_answered=True)
    for step in range(10):
        assert not client.is_over(step * (READ_SECONDS - 1), unread=1_000 - step, is_held=False)
    assert client.is_over(9 * (READ_SECONDS - 1) + READ_SECONDS + 1, unread=991, is_held=False)


@pytest.mark.skipif(sys.platform == "win32", reason="Windows counts open files in another way")
def test_too_few_open_files_are_told_in_words() -> None:
    """Tried in a process of its own: a limit that was lowered stays so."""
    script = (
        "import resource, sys; resource.setrlimit(resource.RLIMIT_NOFILE, (100, 100))\n"
        "from locator.cli import main; sys.exit(main(['serve', '--port', '0']))"
    )
    done = subprocess.run(
        [sys.executable, "-c", script], capture_output=True, text=True, env=ENVIRON, check=False
    )
    assert done.returncode == 2
    assert "this process may open 100 files only" in done.stderr
    assert "LimitNOFILE=10000" in done.stderr
    assert "Traceback" not in done.stderr
