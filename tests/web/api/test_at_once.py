"""Questions to the API that are answered before the application: with the same bytes as by it."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from served import AROUND, Served, request, serving

from locator.site import urls
from locator.web.api.at_once import ENDPOINTS

if TYPE_CHECKING:
    from collections.abc import Iterator


pytestmark = pytest.mark.allow_hosts(["127.0.0.1"])
FRIEND = "https://www.example.org"
NEAREST = f"{urls.API_NEAREST}?lat=29.2&lon=-81.0"

# What may stand in a request target (RFC 9112), percent signs that encode nothing among them.
TARGET = st.text("".join(chr(code) for code in range(0x21, 0x7F)), max_size=12)
NAMES = st.sampled_from(["q", "lat", "lon", "limit", "treatment", "open_at", "after", "max_distance_km"])
VALUES = st.one_of(
    st.sampled_from(
        ["32114", "Geneva", "Xyzzyville", "day", "acupuncture", "now", "FL", "%C3%B1", "daytona-beach"]
    ),
    st.floats(-100, 200).map(lambda number: f"{number:.4f}"),
    st.integers(-1, 60).map(str),
    TARGET,
)
QUERIES = st.one_of(
    st.lists(st.builds("{}={}".format, NAMES, VALUES), max_size=4).map("&".join),
    st.builds(
        "lat={:.4f}&lon={:.4f}&limit={}".format, st.floats(-90, 90), st.floats(-180, 180), st.integers(1, 9)
    ),
    st.builds("q={}".format, VALUES),
    TARGET,
)
HEADERS = st.fixed_dictionaries(
    {},
    optional={
        "Accept-Encoding": st.sampled_from(["gzip", "gzip;q=0", "br, *", "identity", ""]),
        "If-None-Match": st.sampled_from(["*", '"x"', "KNOWN", 'W/"y", KNOWN']),
        "Origin": st.sampled_from([FRIEND, "https://stranger.example", "null", ""]),
        "Cookie": st.text("abc=; \xe9", max_size=9),
    },
)


@pytest.fixture(scope="module", params=["", FRIEND])
def served(request: pytest.FixtureRequest) -> Iterator[Served]:
    with serving(LOCATOR_API_CORS_ORIGINS=request.param) as served:
        yield served


@settings(max_examples=80)
@given(
    path=st.sampled_from([*ENDPOINTS]),
    query=QUERIES,
    headers=HEADERS,
    method=st.sampled_from(["GET", "HEAD"]),
)
def test_the_answer_is_that_of_the_application(
    served: Served, path: str, query: str, headers: dict[str, str], method: str
) -> None:
    """Answers and problems alike, whole, byte for byte."""
    url = f"{path}?{query}"
    if "KNOWN" in headers.get("If-None-Match", ""):
        packed = served.get(url, {"Accept-Encoding": headers.get("Accept-Encoding", "")} | AROUND)
        tag = packed.partition(b"etag: ")[2].partition(b"\r\n")[0].decode() or '"none"'
        headers = headers | {"If-None-Match": headers["If-None-Match"].replace("KNOWN", tag)}
    asked = len(served.asked)
    at_once = served.get(url, headers, method=method)
    if "#" not in query:
        assert served.asked[asked:] == ["/healthz"], url
    assert at_once == served.get(url, headers | AROUND, method=method)


@pytest.mark.parametrize("method", ["OPTIONS", "POST", "DELETE"])
def test_other_methods_are_for_the_application(served: Served, method: str) -> None:
    asked = len(served.asked)
    served.get(NEAREST, {"Origin": FRIEND, "Access-Control-Request-Method": "GET"}, method=method)
    assert served.asked[asked:] == [urls.API_NEAREST, "/healthz"]


def test_of_many_questions_sent_at_once_only_the_first_is_answered_before_others_have_their_turn(
    served: Served,
) -> None:
    asked = len(served.asked)
    answers = served.send(request(NEAREST, {}) * 5 + request("/healthz", {"Connection": "close"}))
    assert answers.count(b"HTTP/1.1 200 OK\r\n") == 6
    assert served.asked[asked:] == [*[urls.API_NEAREST] * 4, "/healthz"]


def test_a_fault_is_told_by_the_application(served: Served, monkeypatch: pytest.MonkeyPatch) -> None:
    right = served.get(NEAREST)
    monkeypatch.setitem(ENDPOINTS, urls.API_NEAREST, lambda *_: 1 / 0)
    asked = len(served.asked)
    assert served.get(NEAREST) == right  # its routes were made before
    assert served.asked[asked:] == [urls.API_NEAREST, "/healthz"]
