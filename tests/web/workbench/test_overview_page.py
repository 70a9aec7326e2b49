"""The overview: what needs an editor today, and nothing that does not."""

from __future__ import annotations

from typing import TYPE_CHECKING

from conftest import fixed_clock
from reading import text

from locator.editing.draft import Draft
from locator.editing.folder_cabinet import FolderCabinet
from locator.editing.rows.row_edit import add_row
from locator.model.report import Fault, Report
from locator.site.folder import SiteFolder
from locator.site.reports import ReportBook

if TYPE_CHECKING:
    from desks import DeskClient
    from lxml.html import HtmlElement

HOME = "/workbench/"


def part(page: HtmlElement, name: str) -> str:
    return text(page.xpath(f"//section[@aria-labelledby='{name}']")[0])


def test_a_site_in_order_needs_nobody(desk: DeskClient) -> None:
    page = desk.page(HOME)
    assert text(page.xpath("//p[@class='loc-lead']")[0]) == "Nothing needs you today."
    assert "No problems in the files of the site." in part(page, "problems")
    assert "Every open clinic was verified lately." in part(page, "fresh")
    assert "No reader has reported a problem." in part(page, "readers")
    assert page.xpath("//section[@aria-labelledby='draft']") == []


def test_each_verdict_leads_to_its_towns(desk: DeskClient) -> None:
    verdicts = desk.live.edition.catalogue.verdicts
    for link, standing in zip(
        desk.page(HOME).xpath("//section[@aria-labelledby='pages']//a"), ("index", "noindex"), strict=True
    ):
        assert link.get("href") == f"/workbench/towns/?verdict={standing}"
        count = sum(verdict.standing == standing for verdict in verdicts.values())
        assert text(link).split()[0] == str(count)


def test_what_there_is_to_do_is_told_with_its_place_and_cure(desk: DeskClient) -> None:
    folder = SiteFolder(desk.folder)
    with folder.redirects.open("a") as file:
        file.write("/old/,/nowhere/,301\n/<b>bad</b>,,\n")
    clinics = folder.clinics.read_text(encoding="utf-8")
    (line,) = (line for line in clinics.splitlines() if line.startswith("lake-mary,"))
    days = (line, line[: -len("2026-11-02")] + "2026-08-30")
    assert days[0][-10:].startswith("2026-")
    folder.clinics.write_text(clinics.replace(*days), encoding="utf-8")
    Draft(folder, FolderCabinet(folder.path)).add(
        add_row("locations.csv", {"town": "Pierson", "region": "FL"}), who="Bo", now=fixed_clock()
    )
    ReportBook(desk.cabinet).add(
        Report(fixed_clock().date(), "/clinics/lake-mary/", Fault.HOURS, "Closed on Fridays")
    )
    desk.live.reload()
    page = desk.page(HOME)
    lead = text(page.xpath("//p[@class='loc-lead']")[0])
    for told in ("to look at", "1 clinic to verify this month", "1 report from readers", "1 edit to publish"):
        assert told in lead
    problems = part(page, "problems")
    assert "Warning: no page is at /nowhere/" in problems
    assert "To mend it: write the address of a page, or 410 as status" in problems
    assert "redirects.csv, row " in problems
    assert "<b>bad" not in desk.get(HOME).text
    (row,) = page.xpath("//section[@aria-labelledby='fresh']//tbody/tr")
    assert row.xpath(".//a/@href") == ["/workbench/clinics/lake-mary/"]
    assert "Last verified: 2026-08-30 Verify by: 2026-11-28" in text(row)
    assert int(row.xpath("string(td[last()]/text())")) > 0
    (link,) = page.xpath("//a[.='1 report']/@href")
    reports = desk.page(link)
    assert "Closed on Fridays" in text(reports)
    assert "clinics.csv" in text(reports) or "lake-mary" in text(reports)
    (form,) = reports.xpath("//main//form/@action")
    assert desk.submit(form).headers["location"] == link
    assert "No reader has reported a problem." in text(desk.page(link))
    assert desk.submit(form).status_code == 303
    assert "1 edit waits to be published, by Bo." in part(page, "draft")
    assert text(page.xpath("//nav//a[@href='/workbench/draft/']")[0]) == "Draft 1 waiting"


def test_damaged_memory_is_told_and_stops_nothing(desk: DeskClient) -> None:
    (desk.folder / ".locator" / "draft.json").write_text("{")
    (desk.folder / ".locator" / "reports.sqlite").mkdir()
    assert "The reports of readers cannot be read just now" in part(desk.page(HOME), "readers")
