"""Holiday hours in the workbench: the calendar, days set for one clinic and for many."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

if TYPE_CHECKING:
    from desks import DeskClient

ALL, ORMOND = "/workbench/holidays/", "/workbench/clinics/ormond-beach/holidays/"


def drafted(desk: DeskClient) -> dict[str, str]:
    """What the draft makes of special_hours, by clinic."""
    edits = desk.draft.edits
    return {each.edit.key: each.edit.cells["special_hours"][1] for each in edits}


def test_the_calendar_is_twelve_tables_that_say_it_in_words(desk: DeskClient) -> None:
    page = desk.page(ORMOND)

    assert page.xpath("count(//table/caption)") == 12
    (thanksgiving,) = page.xpath("//a[@data-day='2026-11-26']")
    assert thanksgiving.get("aria-label").startswith("Thursday, November 26, 2026: Closed (Thanksgiving Day)")
    assert thanksgiving.text_content().split() == ["26", "Closed"]
    assert "Memorial Day" in page.text_content()
    assert not page.xpath("//a[@data-day='2026-11-21']")  # past


def test_a_day_chosen_in_the_calendar_stands_in_the_form(desk: DeskClient) -> None:
    link = desk.page(ORMOND).xpath("string(//a[@data-day='2027-05-31']/@href)").partition("#")[0]

    assert desk.page(link).xpath("string(//input[@id='first']/@value)") == "2027-05-31"


def test_all_clinics_close_on_a_day_at_once(desk: DeskClient) -> None:
    form = {"first": "2027-05-31", "what": "closed", "note": "Memorial Day", "whom": "all"}

    assert desk.submit(f"{ALL}set", form).headers["location"] == ALL

    cells = drafted(desk)
    assert len(cells) > 8
    assert all(cell.endswith('2027-05-31 off "Memorial Day"') for cell in cells.values())
    assert "Memorial Day" in desk.page(ALL).text_content()


def test_hours_of_their_own_for_chosen_clinics_and_a_span(desk: DeskClient) -> None:
    form = {
        **{"first": "2026-12-30", "last": "2026-12-31", "what": "hours", "whom": "some"},
        **{"clinic": ["deland", "orange-city"], "opens-0": "08:00", "closes-0": "12:00"},
    }
    desk.submit(f"{ALL}set", form)

    assert drafted(desk)["orange-city"] == "2026-12-30 08:00-12:00; 2026-12-31 08:00-12:00"
    assert sorted(drafted(desk)) == ["deland", "orange-city"]


@pytest.mark.parametrize("what", ["closed", "usual"])
def test_times_beside_another_choice_are_asked_about(desk: DeskClient, what: str) -> None:
    form = {"first": "2026-12-24", "what": what, "opens-0": "08:00", "closes-0": "12:00", "whom": "all"}
    answer = desk.submit(f"{ALL}set", form)

    assert answer.status_code == 422
    assert "Times are typed below: choose “Hours of their own”, or empty them." in answer.text
    assert drafted(desk) == {}


def test_hours_that_were_set_are_replaced_only_if_somebody_says_so(desk: DeskClient) -> None:
    form = {"first": "2026-12-25", "what": "hours", "opens-0": "08:00", "closes-0": "12:00", "note": "Early"}
    answer = desk.submit(f"{ORMOND}set", form)

    assert answer.status_code == 409
    assert '<a href="#taken">other hours are set for these days already</a>' in answer.text
    assert "Example Back Care Ormond Beach: 2026-12-25 off" in answer.text
    assert 'value="Early"' in answer.text
    assert drafted(desk) == {}

    assert desk.submit(f"{ORMOND}set", form | {"replace": "yes"}).status_code == 303
    assert '2026-12-25 08:00-12:00 "Early"' in drafted(desk)["ormond-beach"]


def test_the_draft_tells_only_the_days_that_differ(desk: DeskClient) -> None:
    form = {"first": "2026-12-25", "what": "hours", "opens-0": "08:00", "closes-0": "12:00", "note": "Early"}
    desk.submit(f"{ORMOND}set", form | {"replace": "yes"})
    (told,) = desk.page("/workbench/draft/").xpath("//ul[@class='loc-desk-values']/li")

    assert " ".join(told.text_content().split()) == (
        "Special hours, the days that differ: "
        '2026-12-25 off "Christmas Day" becomes 2026-12-25 08:00-12:00 "Early"'
    )


def test_as_usual_takes_a_day_away_again(desk: DeskClient) -> None:
    desk.submit(f"{ORMOND}set", {"first": "2026-11-27", "what": "usual", "replace": "yes"})

    assert "2026-11-27" not in drafted(desk)["ormond-beach"]
    assert "2026-11-26" in drafted(desk)["ormond-beach"]


def test_a_week_closed_gets_a_hint(desk: DeskClient) -> None:
    """Rule F12: seven days closed in a row are "temporarily closed" to Google."""
    desk.submit(f"{ORMOND}set", {"first": "2027-03-01", "last": "2027-03-07", "what": "closed"})

    assert "temporarily closed" in desk.page(ORMOND).xpath("string(//p[@role='status'])")
    assert "March 7, 2027" in desk.page(ORMOND).text_content()


def test_past_days_go_only_when_somebody_asks(desk: DeskClient) -> None:
    path = desk.folder / "clinics.csv"
    path.write_text(path.read_text().replace("2026-11-26 off", "2026-11-20 off"))
    desk.live.reload()
    assert "days that are over" in desk.page(ALL).text_content()

    desk.submit(f"{ALL}clean", {})

    assert all("2026-11-20" not in cell for cell in drafted(desk).values())
    assert "2026-12-25" in drafted(desk)["ormond-beach"]


@pytest.mark.parametrize(
    ("wrong", "said"),
    [
        ({"first": ""}, "Write the first day"),
        ({"first": "12/25/2026"}, "Write the day as"),
        ({"last": "2026-12-01"}, "before the first"),
        ({"last": "2027-12-25"}, "62 days are the most"),
        ({"first": "2020-01-01"}, "These days are past"),
        ({"what": "hours"}, "Write when it opens"),
        ({"what": "hours", "opens-0": "08:00", "closes-0": "05:00"}, "17:00"),
        ({"what": "maybe"}, "Choose what holds"),
        ({"whom": "some"}, "Choose at least one clinic"),
        ({"whom": "some", "clinic": "zz"}, "Choose at least one clinic"),
    ],
)
def test_a_mistake_is_told_and_nothing_is_saved(desk: DeskClient, wrong: dict[str, str], said: str) -> None:
    form = {"first": "2027-05-31", "what": "closed", "note": "Kept", "whom": "all"} | wrong
    answer = desk.submit(f"{ALL}set", form)

    assert answer.status_code == 422
    assert said in answer.text
    assert 'value="Kept"' in answer.text
    assert drafted(desk) == {}


def test_there_is_no_calendar_without_a_clinic(desk: DeskClient) -> None:
    desk.page("/workbench/clinics/zz/holidays/", 404)
