"""IndexNow against a service on loopback: what is sent, what each answer means, and what is left alone."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

import pytest
from stand_in import Reply

from locator.model.indexnow import IndexNow
from locator.model.ledger import Ledger, Line, Listing, PageState
from locator.publish.indexnow import MOST, News, find_news, send

if TYPE_CHECKING:
    from stand_in import StandIn

pytestmark = pytest.mark.enable_socket

BASE = "https://clinics.example"
KEY = "0f3c8a52-our-own"
A, B = "v1-aaaaaaaaaaaaaaaa", "v1-bbbbbbbbbbbbbbbb"


def settings(server: StandIn) -> IndexNow:
    return IndexNow(KEY, f"http://{server.domain}/indexnow")


def test_one_message_names_the_host_the_key_and_the_addresses(server: StandIn) -> None:
    """Rule A37."""
    answer = send(settings(server), BASE, ["/", "/clinics/deland/"])
    assert answer.is_received
    (asked,) = server.asked
    assert asked.path == "/indexnow"
    assert asked.headers["Content-Type"] == "application/json; charset=utf-8"
    assert asked.headers["User-Agent"].startswith("locator/")
    assert asked.headers["User-Agent"].endswith(f"(+{BASE})")
    assert json.loads(asked.body) == {
        "host": "clinics.example",
        "key": KEY,
        "keyLocation": f"{BASE}/{KEY}.txt",
        "urlList": [f"{BASE}/", f"{BASE}/clinics/deland/"],
    }


@pytest.mark.parametrize(
    ("status", "is_received", "words"),
    [
        (200, True, "200: received"),
        (202, True, "202: received; the service has yet to read the key"),
        (400, False, "could not read"),
        (403, False, f"the site must answer {BASE}/{KEY}.txt with it"),
        (422, False, "do not belong to clinics.example"),
        (429, False, "too many messages"),
        (500, False, "500: an answer that IndexNow does not describe"),
        (302, False, "302: an answer that IndexNow does not describe"),
    ],
)
def test_each_answer_is_told_in_words(status: int, is_received: bool, words: str, server: StandIn) -> None:
    """Rule A37: 200 and 202 mean received, nothing else does."""
    server.reply = Reply(b"", status, {"Location": "/elsewhere"})
    answer = send(settings(server), BASE, ["/"])
    assert answer.is_received is is_received
    assert words in answer.meaning
    assert len(server.asked) == 1


def test_a_service_that_is_not_there_is_told_in_words() -> None:
    """Rule C27."""
    answer = send(IndexNow(KEY, "http://127.0.0.1:9/indexnow"), BASE, ["/"])
    assert not answer.is_received
    assert answer.meaning.startswith("no answer from 127.0.0.1:9: ")


def test_a_message_has_at_most_10_000_addresses() -> None:
    """Rule A37."""
    news = News(tuple(f"/{number}/" for number in range(MOST)), ("/gone/",))
    assert [len(message) for message in news.messages()] == [10_000, 1]
    assert not News((), ()).messages()


def test_what_has_lost_its_place_or_changed_since_is_not_announced_as_new() -> None:
    """Rules A37, E1: a page that is noindex is never submitted."""
    lines = {path: Line(path, A) for path in ("/listed/", "/lost/", "/stale/", "/left/")}
    states = {"/listed/": PageState(A), "/lost/": PageState(A, is_listed=False), "/stale/": PageState(B)}
    assert find_news(Ledger(lines), states) == News(("/listed/",), ())


def test_what_is_there_again_is_not_announced_as_gone() -> None:
    """Rule A37."""
    lines = {path: Line(path, A, None, Listing.GONE, A) for path in ("/back/", "/gone/")}
    assert find_news(Ledger(lines), {"/back/": PageState(A)}) == News((), ("/gone/",))
