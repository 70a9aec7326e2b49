"""Coverage in the workbench: people counted, the map, suggestions that go into the draft."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

from locator.demand.book import DemandBook
from locator.demand.kind import Kind as Search

if TYPE_CHECKING:
    from desks import DeskClient

COVERAGE = "/workbench/coverage/"


def test_people_are_counted_in_a_table_beside_the_map(desk: DeskClient) -> None:
    page = desk.page(COVERAGE)
    rows = page.xpath("//table//tr[td]")
    texts = [[cell.text_content().partition(": ")[2] for cell in row.xpath("td")] for row in rows]
    numbers = [[int(text.replace(",", "")) for text in row] for row in texts]

    assert rows[0].xpath("td/span/text()") == ["5 miles: ", "10 miles: ", "25 miles: "]
    assert all(near <= further <= far for near, further, far in numbers)
    assert all(total >= own for row in numbers[1:] for total, own in zip(numbers[0], row, strict=True))
    assert "GeoNames" in page.text_content()
    assert page.xpath("count(//*[local-name()='circle'])") == len(rows) - 1


def test_a_treatment_leaves_the_clinics_that_offer_it(desk: DeskClient) -> None:
    every = len(desk.page(COVERAGE).xpath("//tbody/tr"))

    assert len(desk.page(f"{COVERAGE}?treatment=acupuncture").xpath("//tbody/tr")) < every
    assert len(desk.page(f"{COVERAGE}?treatment=zz&region=zz").xpath("//tbody/tr")) == every


def test_a_suggestion_goes_into_the_draft_once(desk: DeskClient) -> None:
    key = desk.page(COVERAGE).xpath("string((//input[@name='key'])[1]/@value)")

    assert desk.submit(f"{COVERAGE}add", {"key": key}).status_code == 303
    (added,) = desk.draft.edits
    assert added.edit.key == key
    assert key not in desk.page(COVERAGE).xpath("//input[@name='key']/@value")
    assert desk.submit(f"{COVERAGE}add", {"key": key}).status_code == 422


def test_suggestions_are_for_the_treatment_that_was_chosen(desk: DeskClient) -> None:
    chosen = f"{COVERAGE}?treatment=acupuncture&region=FL"
    page = desk.page(chosen)
    key = page.xpath("string((//input[@name='key'])[1]/@value)")
    name = page.xpath("string(//select[@id='treatment']/option[@selected])")
    assert f"For {name}, in all states." in " ".join(page.text_content().split())
    keys = page.xpath("//input[@name='key']/@value")
    assert keys != desk.page(COVERAGE).xpath("//input[@name='key']/@value")

    fields = {
        name: page.xpath(f"string((//input[@name='{name}'])[1]/@value)") for name in ("treatment", "region")
    }
    added = desk.submit(f"{COVERAGE}add", {"key": key, **fields})
    assert (added.status_code, added.headers["location"]) == (303, chosen)
    (edit,) = desk.draft.edits
    assert edit.edit.cells["treatments"][1] == "acupuncture"


def test_a_verdict_is_told_when_it_is_asked_for_and_the_draft_stays_as_it_is(desk: DeskClient) -> None:
    page = desk.page(COVERAGE)
    assert not page.xpath("//ol//*[contains(@class, 'loc-desk-verdict')]")
    ask = page.xpath("string((//ol//a[contains(., 'See its verdict')])[1]/@href)")

    told = desk.page(COVERAGE + ask).xpath("//ol/li[1]//*[contains(@class, 'loc-desk-verdict')]")
    assert told[0].text_content() in {"Listed", "Not listed", "Leads to a larger town"}
    assert not desk.draft.edits


def test_the_map_holds_every_circle_and_every_suggestion_whole(desk: DeskClient) -> None:
    (drawing,) = desk.page(COVERAGE).xpath("//*[local-name()='svg']")
    width, height = (float(drawing.get(side)) for side in ("width", "height"))
    circles = drawing.xpath(".//*[local-name()='circle']")
    assert circles
    for circle in circles:
        x, y, r = (float(circle.get(name)) for name in ("cx", "cy", "r"))
        assert r <= x <= width - r
        assert r <= y <= height - r
    squares = drawing.xpath(".//*[local-name()='rect'][contains(@class, 'suggested')]")
    assert len(squares) == len(desk.page(COVERAGE).xpath("//main//ol/li"))
    assert all(0 < float(square.get("y")) < height - 18 for square in squares)


def test_what_people_search_for_lifts_a_town(desk: DeskClient) -> None:
    names = [each.text_content().strip() for each in desk.page(COVERAGE).xpath("//main//ol/li//h3")]
    places = desk.live.edition.catalogue.site.gazetteer.largest_towns(100_000)
    label = next(place.full_label for place in places if f"{place.name}, {place.region}" == names[-1])
    DemandBook(desk.cabinet).add(date(2026, 11, 20), {(Search.SEARCH, label): 50_000})
    desk.live.reload()
    rows = desk.page(COVERAGE).xpath("//main//ol/li")
    lifted = next(row for row in rows if row.xpath("string(.//h3)").strip() == names[-1])
    assert "Searched for 50,000 times" in " ".join(lifted.text_content().split())
    assert rows.index(lifted) < len(names) - 1
