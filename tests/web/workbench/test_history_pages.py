"""History in the workbench: versions, what each changed, and the way back, served at once."""

from __future__ import annotations

from typing import TYPE_CHECKING

from conftest import fixed_clock
from reading import text

from locator.editing.change import Change
from locator.editing.edits import edited
from locator.editing.history.versions import Versions
from locator.editing.rows.row_edit import RowEdit, add_row
from locator.site.folder import SiteFolder

if TYPE_CHECKING:
    from desks import DeskClient

EDGEWATER = "/back-pain-treatment/fl/edgewater/"
HISTORY = "/workbench/history/"
LINES = "//ol[contains(@class, 'versions')]/li"


def published(desk: DeskClient, edit: RowEdit | None = None) -> int:
    """Somebody else publishes a town, in another process."""
    folder = SiteFolder(desk.folder)
    change = edited(folder, [edit or add_row("locations.csv", {"town": "Edgewater", "region": "FL"})])
    return Versions(folder).publish(change, who="Bo", now=fixed_clock()).number


def test_a_site_without_versions_says_so(desk: DeskClient) -> None:
    assert "No versions yet." in text(desk.page(HISTORY))


def test_what_others_publish_is_served_and_listed_at_once(desk: DeskClient) -> None:
    assert desk.get(EDGEWATER).status_code == 404
    assert published(desk) == 2
    page = desk.page(HISTORY)
    (newest, found) = page.xpath(LINES)
    assert "Added Edgewater, FL" in text(newest)
    assert "Now" in text(newest)
    assert "Bo, November 23, 2026, 12:00 PM EST · version 2" in text(newest)
    assert "Somebody, by hand" in text(found)
    assert desk.get(EDGEWATER).status_code == 200


def test_a_version_says_what_it_changed_and_goes_back_in_one_click(desk: DeskClient) -> None:
    published(desk)
    newest = desk.page(f"{HISTORY}2/")
    assert "1 town added" in text(newest)
    assert "There is nothing to bring back." in text(newest)
    first = desk.page(f"{HISTORY}1/")
    assert "Edgewater, FL removed" in text(first)
    (form,) = first.xpath("//form[contains(@action, 'restore')]")
    response = desk.submit(form.get("action"))
    assert (response.status_code, response.headers["location"]) == (303, HISTORY)
    page = desk.page(HISTORY)
    assert text(page.xpath("//*[@role='status']")[0]) == "Published as version 3. Visitors see it now."
    assert "Ana Example" in text(page.xpath(LINES)[0])
    assert desk.page(HISTORY).xpath("//*[@role='status']") == []  # it is said once
    assert desk.get(EDGEWATER).status_code == 404
    desk.submit(f"{HISTORY}2/restore")
    assert desk.get(EDGEWATER).status_code == 200


def test_a_version_with_errors_is_not_brought_back(desk: DeskClient) -> None:
    versions = Versions(SiteFolder(desk.folder))
    publish(versions, "locations.csv", b"town,region\nDeLand,FL\nDeLand,XX\n", "Broken")
    versions.restore(1, who="", now=fixed_clock())
    page = desk.page(f"{HISTORY}2/")
    assert "so it cannot be brought back as it is" in text(page)
    assert page.xpath("//form[contains(@action, 'restore')]") == []
    before = (desk.folder / "locations.csv").read_bytes()
    response = desk.submit(f"{HISTORY}2/restore")
    assert response.status_code == 422
    assert "nothing was changed" in response.text
    assert (desk.folder / "locations.csv").read_bytes() == before


def test_long_and_hostile_histories_have_pages(desk: DeskClient) -> None:
    versions, told = Versions(SiteFolder(desk.folder)), "<script>alert(1)</script>{{ 7 * 7 }}"
    for number in range(60):
        publish(versions, "content/towns/fl/x.md", b"%d" % number, told)
    response = desk.get(HISTORY)
    assert "<script>alert" not in response.text
    assert "{{ 7 * 7 }}" in response.text
    page = desk.page(HISTORY)
    assert len(page.xpath(LINES)) == 50
    (older,) = page.xpath("//a[.='Older versions']/@href")
    assert len(desk.page(older).xpath(LINES)) == 11
    for before in ("x", "-1", "9" * 40, "9" * 5_000, "٣"):
        assert desk.get(f"{HISTORY}?before={before}").status_code == 200
    for missing in ("0", "99", "9" * 30):
        assert desk.get(f"{HISTORY}{missing}/").status_code == 404
        assert desk.submit(f"{HISTORY}{missing}/restore").status_code == 422


def test_a_number_of_thousands_of_digits_is_no_fault_of_ours(desk: DeskClient) -> None:
    """`int` refuses it."""
    digits = "9" * 5_000
    for path in ("history/?before=", "towns/?page=", "clinics/?page="):
        assert desk.get(f"/workbench/{path}{digits}").status_code == 200
    assert desk.get(f"{HISTORY}{digits}/").status_code == 404
    assert desk.submit(f"{HISTORY}{digits}/restore").status_code == 422
    for path in (f"reports/{digits}/done", f"draft/{digits}/take-out"):
        assert desk.submit(f"/workbench/{path}").status_code == 303
    sent = desk.submit("/workbench/draft/publish", {"revision": digits})
    assert sent.headers["location"] == "/workbench/draft/"


def publish(versions: Versions, file: str, data: bytes, told: str) -> None:
    versions.publish(Change({file: data}, told), who=told, now=fixed_clock())
