"""Signing in and out: who passes, who does not, and what the browser is given."""

from __future__ import annotations

import re
from datetime import timedelta
from typing import TYPE_CHECKING

import lxml.html
import pytest
from conftest import copied, fixed_clock
from desks import NAME, ORIGIN, PASSWORD, DeskClient, MovingClock, live_at, with_editor

from locator.editing.editors import Editors
from locator.editing.folder_cabinet import FolderCabinet
from locator.web.workbench.door.attempts import FREE

if TYPE_CHECKING:
    from locator.web.live import Live

PAGES = ("/workbench/", "/workbench/history/", "/workbench/nothing/", "/workbench/towns/fl/deland/")
HOME = "/workbench/"
DOOR = "/workbench/sign-in"
COOKIE = re.compile(
    r"__Host-locator=[\w-]{43}; HttpOnly; Max-Age=604800; Path=/; SameSite=strict; Secure", re.IGNORECASE
)


CLOCK = MovingClock(fixed_clock())


@pytest.fixture(scope="module")
def live(tmp_path_factory: pytest.TempPathFactory) -> Live:
    return live_at(with_editor(copied(tmp_path_factory.mktemp("site"))), CLOCK)


@pytest.fixture
def client(live: Live) -> DeskClient:
    """A browser that nobody has signed in with yet; no attempt has been counted."""
    CLOCK.now = fixed_clock()
    for file in (live.folder.path / ".locator").glob("workbench.sqlite*"):
        file.unlink()
    return DeskClient(live)


@pytest.fixture
def inside(client: DeskClient) -> DeskClient:
    assert client.sign_in().status_code == 303
    return client


# Who does not pass


@pytest.mark.parametrize("path", PAGES)
def test_strangers_are_led_to_the_door_and_back(client: DeskClient, path: str) -> None:
    response = client.get(path)
    assert response.status_code == 303
    assert response.headers["location"] == (DOOR if path == HOME else f"{DOOR}?next={path}")
    assert response.headers["cache-control"] == "no-store"
    assert client.sign_in(next=path).headers["location"] == path


@pytest.mark.parametrize(
    ("name", "password"),
    [
        (NAME, ""),
        (NAME, "x" * 12),
        (NAME, PASSWORD.upper()),
        (NAME, f" {PASSWORD}"),
        (NAME, f"{PASSWORD}\0"),
        ("", PASSWORD),
        ("Nobody", PASSWORD),
        ("editor", PASSWORD),
        ("' OR 1=1 --", "' OR 1=1 --"),
        ("\ud800".encode("utf-8", "surrogatepass").decode("latin-1"), PASSWORD),
        ("<script>alert(1)</script>", '"><script>alert(1)</script>'),
    ],
)
def test_a_wrong_name_or_password_is_told_alike(client: DeskClient, name: str, password: str) -> None:
    response = client.sign_in(name, password)
    assert response.status_code == 422
    assert "set-cookie" not in response.headers
    page = lxml.html.document_fromstring(response.text)
    assert page.xpath("string(//p[@role='status'])").startswith(
        "The name and the password do not go together."
    )
    assert page.xpath("string(//title)").startswith("Error: ")
    assert page.xpath("string(//input[@name='name']/@value)") == name.replace("\0", "")
    assert page.xpath("string(//input[@name='password']/@value)") == ""
    assert "<script>" not in response.text


@pytest.mark.parametrize(
    "headers",
    [
        {},
        {"origin": "null"},
        {"origin": "https://evil.example"},
        {"origin": "https://testserver.evil.example"},
        {"origin": "https://evil.example/testserver"},
        *({"origin": odd} for odd in ("http://[", "https://[testserver", "://", "testserver")),
        {"origin": ORIGIN, "sec-fetch-site": "cross-site"},
        {"origin": ORIGIN, "sec-fetch-site": "same-site"},
        {"sec-fetch-site": "none"},
        {"sec-fetch-site": ""},
        {"referer": f"{ORIGIN}{DOOR}"},
    ],
)
def test_a_form_of_another_site_is_refused(inside: DeskClient, headers: dict[str, str]) -> None:
    """Rule C18: not even with the right password or the right token."""
    token = inside.token
    stranger = DeskClient(inside.live)
    sent = {"name": NAME, "password": PASSWORD}
    assert stranger.post(DOOR, data=sent, headers=headers).status_code == 403
    assert inside.post("/workbench/sign-out", data={"csrf": token}, headers=headers).status_code == 403
    assert inside.get(HOME).status_code == 200


@pytest.mark.parametrize(
    "token", ["", "x", "é", "\udcff".encode("utf-8", "surrogateescape").decode("latin-1"), "0" * 64]
)
def test_a_form_without_the_token_of_its_session_changes_nothing(inside: DeskClient, token: str) -> None:
    """Rule C18: a token for each session, in every form."""
    assert inside.submit("/workbench/sign-out", {"csrf": token}).status_code == 403
    assert inside.get(HOME).status_code == 200


def test_a_token_of_another_session_is_none(inside: DeskClient) -> None:
    other = DeskClient(inside.live)
    other.sign_in()
    assert other.token != inside.token
    assert inside.submit("/workbench/sign-out", {"csrf": other.token}).status_code == 403


@pytest.mark.parametrize(
    "cookie", ["", "x", "a" * 43, "é", "x" * 5_000, "../../etc/passwd", "%00", "' OR 1=1 --"]
)
def test_a_made_up_cookie_opens_nothing(client: DeskClient, cookie: str) -> None:
    headers = {"cookie": f"__Host-locator={cookie}".encode()}
    assert client.get(HOME, headers=headers).status_code == 303  # type: ignore[arg-type]


@pytest.mark.parametrize("method", ["PUT", "DELETE", "PATCH", "OPTIONS", "TRACE", "POST"])
@pytest.mark.parametrize("path", [*PAGES, DOOR])
def test_nothing_is_done_by_other_methods_without_an_origin(
    client: DeskClient, method: str, path: str
) -> None:
    assert client.request(method, path).status_code == 403


def test_guesses_have_to_wait(client: DeskClient) -> None:
    """Rule C24: 429 and Retry-After, even for the right password until the wait is over."""
    assert [client.sign_in(password="wrong password").status_code for _ in range(FREE)] == [422] * FREE
    response = client.sign_in()
    assert (response.status_code, response.headers["retry-after"]) == (429, "1")
    assert "Please wait 1 second" in response.text
    CLOCK.now += timedelta(seconds=1)
    assert client.sign_in().status_code == 303
    assert client.sign_in(password="wrong password").status_code == 422


def test_a_disk_that_takes_nothing_is_told_as_it_is(client: DeskClient) -> None:
    """Nobody passes where guesses cannot be counted, and nobody is told to wait for nothing."""
    in_the_way = client.folder / ".locator/workbench.sqlite"
    in_the_way.mkdir()
    try:
        responses = [client.sign_in(), client.sign_in(NAME, "a wrong one of them")]
    finally:
        in_the_way.rmdir()
    for response in responses:
        assert response.status_code == 503
        assert "set-cookie" not in response.headers
        told = lxml.html.document_fromstring(response.text).xpath("string(//p[@role='status'])")
        assert told.startswith("The disk is full or may not be written, or a database is away,")
    assert client.sign_in().status_code == 303


def test_who_is_inside_is_not_disturbed_by_guesses(inside: DeskClient) -> None:
    stranger = DeskClient(inside.live)
    for _ in range(FREE + 1):
        stranger.sign_in(password="wrong password")
    assert inside.get(HOME).status_code == 200


def test_too_large_a_form_is_not_read(client: DeskClient) -> None:
    response = client.sign_in(password="x" * 10_000)
    assert response.status_code == 413
    assert response.headers["cache-control"] == "no-store"


# What the browser is given


def test_the_cookie_is_the_browsers_secret(client: DeskClient) -> None:
    """Rule C18: __Host-, Secure, HttpOnly, SameSite; a new one at each sign-in."""
    first, second = (client.sign_in().headers["set-cookie"] for _ in range(2))
    for cookie in (first, second):
        assert COOKIE.fullmatch(cookie), cookie
    assert first != second


def test_an_id_from_before_the_sign_in_is_not_taken_over(client: DeskClient) -> None:
    client.cookies.set("__Host-locator", "a" * 43)
    client.post(DOOR, data={"name": NAME, "password": PASSWORD}, headers={"origin": ORIGIN})
    assert client.get(HOME, headers={"cookie": f"__Host-locator={'a' * 43}"}).status_code == 303


def test_the_session_before_ends_with_a_new_sign_in(inside: DeskClient) -> None:
    old = inside.cookies["__Host-locator"]
    inside.sign_in()
    assert DeskClient(inside.live).get(HOME, headers={"cookie": f"__Host-locator={old}"}).status_code == 303


def test_visitors_have_no_cookie(inside: DeskClient) -> None:
    """Rules C6 and C18: not even a browser with an editor in it is given one by a public page."""
    for path in (
        "/",
        "/find?q=32114",
        "/clinics/lake-mary/",
        "/sitemap.xml",
        "/nothing/",
        "/api/v1/places?q=da",
    ):
        with_cookie = inside.get(path)
        without = DeskClient(inside.live).get(path)
        assert "set-cookie" not in with_cookie.headers
        assert with_cookie.content == without.content
        assert "cookie" not in with_cookie.headers.get("vary", "").lower()
    assert "set-cookie" not in inside.get(HOME).headers


@pytest.mark.parametrize("path", [*PAGES, DOOR])
@pytest.mark.parametrize("is_inside", [True, False])
def test_answers_are_kept_framed_and_indexed_by_nobody(
    live: Live, client: DeskClient, path: str, is_inside: bool
) -> None:
    """Rules C16 and C17: and none is packed (decision 23)."""
    if is_inside:
        client.sign_in()
    headers = client.get(path, headers={"accept-encoding": "gzip"}).headers
    assert headers["cache-control"] == "no-store"
    assert headers["x-robots-tag"] == "noindex"
    assert headers["referrer-policy"] == "same-origin"
    assert "content-encoding" not in headers
    policy = headers["content-security-policy"]
    assert "default-src 'none'" in policy
    assert "frame-ancestors 'none'" in policy
    assert "unsafe" not in policy
    assert "strict-transport-security" in headers


def test_the_door_says_when_a_sign_in_would_not_last(live: Live) -> None:
    told = "Browsers stay signed in over https alone"
    for address, is_told in (
        ("http://10.0.0.5:8000", True),
        ("http://site.example", True),
        ("http://127.0.0.1:8000", False),
        ("http://localhost", False),
        ("http://[::1]:8000", False),
        ("https://site.example", False),
    ):
        assert (told in " ".join(DeskClient(live).get(f"{address}{DOOR}").text.split())) is is_told, address


# Signing out


def test_signing_out_ends_the_session_and_takes_the_cookie(inside: DeskClient) -> None:
    old = inside.cookies["__Host-locator"]
    response = inside.submit("/workbench/sign-out")
    assert (response.status_code, response.headers["location"]) == (303, f"{DOOR}?out=yes")
    assert "__Host-locator" not in inside.cookies
    assert "You are signed out." in inside.get(response.headers["location"]).text
    assert inside.get(HOME, headers={"cookie": f"__Host-locator={old}"}).status_code == 303


def test_signing_out_everywhere_ends_all_of_ones_sessions(inside: DeskClient) -> None:
    elsewhere = DeskClient(inside.live)
    elsewhere.sign_in()
    inside.submit("/workbench/sign-out", {"everywhere": "yes"})
    assert elsewhere.get(HOME).status_code == 303


def test_nobody_is_signed_out_by_a_link(inside: DeskClient) -> None:
    """Rule C18: nothing changes by GET."""
    assert inside.get("/workbench/sign-out").status_code in (303, 404, 405)
    assert inside.get(HOME).status_code == 200


def test_a_session_ends_when_nobody_uses_it(inside: DeskClient) -> None:
    CLOCK.now += timedelta(hours=11)
    assert inside.get(HOME).status_code == 200
    CLOCK.now += timedelta(hours=12, minutes=1)
    assert inside.get(HOME).status_code == 303


def test_a_removed_editor_is_out_at_once(inside: DeskClient) -> None:
    editors = Editors(FolderCabinet(inside.folder), {})
    editors.add("Bo", "another four words there")
    try:
        assert editors.remove(NAME)
        assert inside.get(HOME).status_code == 303
    finally:
        with_editor(inside.folder)
        editors.remove("Bo")


# Whether it is there


def test_without_an_editor_there_is_no_workbench(client: DeskClient) -> None:
    """Every address below it answers what any other does that is not there, until somebody may sign in."""
    editors = Editors(FolderCabinet(client.folder), {})
    editors.remove(NAME)
    try:
        nothing = client.get("/nothing/")
        for path in (*PAGES, DOOR, "/workbench", "/workbench/sign-out"):
            response = client.get(path)
            assert response.status_code == nothing.status_code == 404
            assert "no-store" not in response.headers["cache-control"]
            assert (
                client.post(path, headers={"origin": ORIGIN}).status_code
                == client.post("/nothing/").status_code
            )
        for file in ("/robots.txt", "/sitemap.xml", "/"):
            assert "workbench" not in client.get(file).text.replace("workbench.", "")
    finally:
        with_editor(client.folder)
    assert client.get(HOME).status_code == 303


def test_its_address_has_one_spelling(inside: DeskClient) -> None:
    assert inside.get("/workbench").headers["location"] == HOME
    assert inside.get("/workbench/history").headers["location"] == "/workbench/history/"
    assert inside.get("/workbenches/").status_code == 404
    assert inside.get("/workbench/nothing/").status_code == 404


def test_robots_are_not_told_of_it(inside: DeskClient) -> None:
    assert "workbench" not in inside.get("/robots.txt").text
