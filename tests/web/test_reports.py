"""Reports over HTTP: what is kept, what is refused, and that nobody is known by it."""

from __future__ import annotations

import sqlite3
from typing import TYPE_CHECKING

import lxml.html
import pytest
from conftest import ROOT, fixed_clock
from starlette.testclient import TestClient

from locator.editing.folder_cabinet import FolderCabinet
from locator.publish.machine import machine_files
from locator.site import reports
from locator.site.folder import SiteFolder
from locator.site.reports import ReportBook
from locator.web.app import create_app
from locator.web.live import Live

if TYPE_CHECKING:
    from pathlib import Path

    from httpx2 import Response

PAGE = "/clinics/lake-mary/"
GOOD = {"page": PAGE, "fault": "hours", "note": "Closed on Fridays now."}


@pytest.fixture(scope="module")
def live() -> Live:
    return Live(SiteFolder(ROOT), environ={}, clock=fixed_clock, machine_files=machine_files)


@pytest.fixture
def client(live: Live, tmp_path: Path) -> TestClient:
    """The example as it is served; its reports go to a folder of the test's own."""
    app = create_app(live)
    app.state.reports = ReportBook(FolderCabinet(tmp_path))
    return TestClient(app, follow_redirects=False)


def rows(folder: Path) -> list[tuple[object, ...]]:
    """Everything that the file holds."""
    file = folder / ".locator" / "reports.sqlite"
    return sqlite3.connect(file).execute("SELECT * FROM reports").fetchall() if file.exists() else []


def form_of(response: Response) -> lxml.html.HtmlElement:
    (form,) = lxml.html.fromstring(response.text).find_class("loc-report")
    return form


def test_every_page_leads_to_a_form_about_itself(client: TestClient) -> None:
    page = lxml.html.fromstring(client.get(PAGE).text)
    (link,) = page.xpath("//footer//a[contains(@href, '/report')]")
    assert link.text_content() == "Report a problem with this page"
    response = client.get(link.get("href"))
    assert response.status_code == 200
    form = form_of(response)
    assert (form.get("method"), form.get("action")) == ("post", "/report")
    assert form.xpath(".//input[@name='page']/@value") == [PAGE]
    assert "Example Back Care Lake Mary" in response.text
    assert 'name="robots" content="noindex"' in response.text
    assert response.headers["cache-control"] == "no-store"


def test_a_report_is_kept_and_thanked_for(client: TestClient, tmp_path: Path) -> None:
    response = client.post("/report", data=GOOD)
    assert response.status_code == 303
    thanks = client.get(response.headers["location"])
    assert "Thank you" in thanks.text
    assert [row[1:] for row in rows(tmp_path)] == [("2026-11-23", PAGE, "hours", "Closed on Fridays now.")]


def test_nothing_is_kept_of_who_sent_it(client: TestClient, tmp_path: Path) -> None:
    """Rules C6, C11, C15: the day, the page, the choice and the note, as the privacy page says; no cookie."""
    headers = {"user-agent": "Telltale/9.9", "x-forwarded-for": "203.0.113.77", "cookie": "who=me"}
    response = client.post("/report", data=GOOD | {"email": "me@x.example", "name": "Me"}, headers=headers)
    assert response.status_code == 303
    assert "set-cookie" not in response.headers
    kept = b"".join(file.read_bytes() for file in (tmp_path / ".locator").iterdir())
    for trace in (b"Telltale", b"203.0.113", b"who=me", b"me@x.example", b"testclient"):
        assert trace not in kept
    names = [
        row[1]
        for row in sqlite3.connect(tmp_path / ".locator/reports.sqlite").execute(
            "SELECT * FROM pragma_table_info('reports')"
        )
    ]
    assert names == ["id", "day", "path", "fault", "note"]
    privacy = " ".join(client.get("/privacy/").text.split())
    assert "the day, the address of the page, what you chose from the list, and your note" in privacy
    assert str(reports.KEPT_DAYS) in privacy


@pytest.mark.parametrize(
    ("changes", "field"),
    [
        ({"fault": ""}, "fault"),
        ({"fault": "everything"}, "fault"),
        ({"fault": "HOURS"}, "fault"),
        ({"note": "x" * 501}, "note"),
        ({"note": "Write to me: jo@mail.example"}, "note"),
        ({"fault": "other", "note": ""}, "note"),
        ({"fault": "other", "note": " \r\n\t\x00\u200b"}, "note"),
    ],
)
def test_a_mistake_is_shown_where_it_is_and_costs_no_word(
    client: TestClient, tmp_path: Path, changes: dict[str, str], field: str
) -> None:
    response = client.post("/report", data=GOOD | changes)
    assert response.status_code == 422
    form = form_of(response)
    (wrong,) = form.xpath(".//*[@autofocus]")
    assert wrong.get("name") == field
    (mistake,) = form.xpath(f".//*[@id='{field}-mistake']")
    assert mistake.text_content().strip()
    typed = (GOOD | changes)["note"]
    assert form.xpath(".//textarea")[0].text_content().strip() == (
        typed.strip() if typed.isprintable() else ""
    )
    assert response.text.index("<title>Error: ") > 0
    assert rows(tmp_path) == []


@pytest.mark.parametrize(
    "page",
    [
        "/no/such/page/",
        "",
        "https://evil.example/",
        "//evil.example/",
        "/clinics/lake-mary",
        "/../",
        "\x00",
        "/find?q=32746",
        "<script>",
        "/clinics/lake-mary/\n",
        "/clinics/oviedo/",
        "x" * 5000,
    ],
)
def test_only_known_pages_can_be_reported(client: TestClient, tmp_path: Path, page: str) -> None:
    assert client.get("/report", params={"page": page}).status_code == 404
    assert client.post("/report", data=GOOD | {"page": page}).status_code == 404
    assert rows(tmp_path) == []


@pytest.mark.parametrize("page", ["/", "/find", "/privacy/", "/api/", "/back-pain-treatment/fl/lake-mary/"])
def test_every_known_page_can(client: TestClient, page: str) -> None:
    assert client.post("/report", data=GOOD | {"page": page}).status_code == 303


@pytest.mark.parametrize(
    ("headers", "status"),
    [
        ({"sec-fetch-site": "cross-site"}, 403),
        ({"sec-fetch-site": "same-site"}, 403),
        ({"sec-fetch-site": "nonsense"}, 403),
        ({"origin": "https://evil.example"}, 403),
        ({"origin": "https://clinics.example.evil.example"}, 403),
        ({"origin": "http://["}, 403),
        ({"origin": "https://a]b"}, 403),
        ({"origin": "https://clinics.example@evil.example"}, 403),
        ({"sec-fetch-site": "same-origin", "origin": "null"}, 303),
        ({"origin": "https://clinics.example"}, 303),
        ({"origin": "http://testserver"}, 303),
        ({"origin": "null"}, 303),
        ({}, 303),
    ],
)
def test_other_sites_cannot_send_reports(client: TestClient, headers: dict[str, str], status: int) -> None:
    """Rule C18: a report comes from our own form."""
    assert client.post("/report", data=GOOD, headers=headers).status_code == status


def test_a_flood_is_asked_to_wait(client: TestClient, tmp_path: Path) -> None:
    """Rule C24: 429 with Retry-After."""
    answers = [client.post("/report", data=GOOD) for _ in range(8)]
    assert [answer.status_code for answer in answers] == [303] * 5 + [429] * 3
    assert 0 < int(answers[-1].headers["retry-after"]) <= 60
    assert form_of(answers[-1]).xpath(".//textarea")[0].text_content().strip() == GOOD["note"]
    assert len(rows(tmp_path)) == 5


def test_a_body_without_end_is_refused(client: TestClient) -> None:
    assert client.post("/report", data=GOOD | {"note": "x" * 20_000}).status_code == 413
    assert client.post("/report", content=b"a=1&" * 2_000).status_code == 413
    for body in (b"", b"\xff\xfe&{}", b"page=%ff%fe&fault=hours"):
        assert client.post("/report", content=body).status_code == 404  # they name no page


def test_a_day_and_a_file_have_an_end(
    client: TestClient, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(reports, "MOST_A_DAY", 1)
    assert client.post("/report", data=GOOD).status_code == 303
    full = client.post("/report", data=GOOD)
    assert full.status_code == 503
    assert "hello@clinics.example" in full.text
    assert len(rows(tmp_path)) == 1


def test_a_folder_that_cannot_be_written_costs_the_report_and_nothing_else(
    client: TestClient, tmp_path: Path
) -> None:
    (tmp_path / ".locator").write_text("a file", encoding="utf-8")
    assert client.post("/report", data=GOOD).status_code == 503
    assert client.get(PAGE).status_code == 200


def test_markup_in_a_note_stays_text(client: TestClient) -> None:
    note = "</textarea><script>alert(1)</script>"
    response = client.post("/report", data=GOOD | {"note": note, "fault": ""})
    assert form_of(response).xpath(".//textarea")[0].text_content().strip() == note
    assert "<script>alert" not in response.text


def test_the_spanish_form_is_spanish(client: TestClient) -> None:
    home = client.get("/es/")
    if home.status_code == 200:
        assert client.get("/es/avisar").status_code == 200
        assert (
            client.post("/es/avisar", data=GOOD | {"page": "/es/"})
            .headers["location"]
            .startswith("/es/avisar")
        )


@pytest.mark.parametrize("path", ["/report/", "/REPORT", "/Report/"])
def test_it_has_one_address(client: TestClient, path: str) -> None:
    response = client.get(path)
    assert (response.status_code, response.headers["location"]) == (308, "/report")


def test_reports_can_be_turned_off(folder: Path) -> None:
    environ = {"LOCATOR_REPORTS": "false"}
    live = Live(SiteFolder(folder), environ=environ, clock=fixed_clock, machine_files=machine_files)
    client = TestClient(create_app(live), follow_redirects=False)
    assert "/report" not in client.get(PAGE).text
    assert client.get("/report").status_code == 404
    assert client.post("/report", data=GOOD).status_code in (404, 405)
    assert "If you report a problem" not in client.get("/privacy/").text
    assert ReportBook(FolderCabinet(folder)).reports() == ()
