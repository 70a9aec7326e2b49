"""Clinics in the workbench: the list, the form of one, its status."""

from __future__ import annotations

import csv
from typing import TYPE_CHECKING

import lxml.html
import pytest

from locator.editing.draft import Draft
from locator.editing.folder_cabinet import FolderCabinet
from locator.editing.rows.row_edit import change_row
from locator.site.folder import SiteFolder

if TYPE_CHECKING:
    from desks import DeskClient
    from lxml.html import HtmlElement

ORMOND = "/workbench/clinics/ormond-beach/"


def form_of(page: HtmlElement) -> dict[str, object]:
    """What a browser would send of the clinic's form as it stands."""
    (form,) = page.xpath("//form[contains(@action, '/save')]")
    fields = dict(form.fields)
    fields["treatments"] = [box.get("value") for box in form.xpath(".//input[@name='treatments'][@checked]")]
    sent = {name: value for name, value in fields.items() if value is not None and name != "csrf"}
    # A browser drops the first line end of a text area, lxml does not.
    return {
        name: value.removeprefix("\n") if isinstance(value, str) else value for name, value in sent.items()
    }


def drafted(desk: DeskClient) -> dict[str, dict[str, tuple[str, str]]]:
    return {each.edit.key: dict(each.edit.cells) for each in desk.draft.edits}


def test_the_list_finds_by_words_and_tells_what_is_missing(desk: DeskClient) -> None:
    page = desk.page("/workbench/clinics/?q=32174")

    assert page.xpath("//tbody//th/a/@href") == [ORMOND]
    assert desk.page("/workbench/clinics/?q=zzz").xpath("//p[@role='status']")[0].text.startswith("No clinic")
    assert desk.page("/workbench/clinics/?show=nonsense&page=99").xpath("count(//tbody/tr)") == 12


def test_a_clinic_that_is_not_there_is_a_404(desk: DeskClient) -> None:
    desk.page("/workbench/clinics/zz/", 404)
    assert desk.submit("/workbench/clinics/zz/save", {}).status_code == 404


def test_a_form_that_is_sent_as_it_stands_changes_nothing(desk: DeskClient) -> None:
    for row in csv.DictReader((desk.folder / "clinics.csv").read_text().splitlines()):
        page = desk.page(f"/workbench/clinics/{row['id']}/")

        assert desk.submit(f"/workbench/clinics/{row['id']}/save", form_of(page)).status_code == 303
    assert drafted(desk) == {}


def test_hours_phone_and_lists_land_in_the_draft_with_what_was_there(desk: DeskClient) -> None:
    form = form_of(desk.page(ORMOND))
    form |= {"closes-4-0": "15:30", "phone": "386-555-0113", "insurance": "A Plan\r\nB Plan; C Plan"}
    form["treatments"] = ["back-pain-treatment"]

    answer = desk.submit(f"{ORMOND}save", form)

    assert answer.headers["location"] == ORMOND
    assert drafted(desk) == {
        "ormond-beach": {
            "phone": ("(386) 555-0112", "386-555-0113"),
            "insurance": ("Example Health Plan;Placeholder Choice", "A Plan;B Plan;C Plan"),
            "treatments": ("back-pain-treatment;physical-therapy", "back-pain-treatment"),
            "hours": (
                "Mo-Th 08:00-12:00,13:00-17:30; Fr 08:00-13:00",
                "Mo-Th 08:00-12:00,13:00-17:30; Fr 08:00-15:30",
            ),
        }
    }
    again = desk.page(ORMOND)
    assert form_of(again)["closes-4-0"] == "15:30"
    assert "changed in the draft" in again.text_content()


@pytest.mark.parametrize(
    ("wrong", "said"),
    [
        ({"phone": "12"}, "is not a number that can be dialed"),
        ({"postcode": "90210"}, "lies in CA, not in FL"),
        ({"position": "-81.07964, 29.28537"}, "swapped"),
        ({"website": "javascript:alert(1)"}, "is not a web address"),
        ({"opens-0-0": "8", "closes-0-0": "5", "opens-0-1": "", "closes-0-1": ""}, "17:00"),
        ({"opens-1-0": "", "closes-1-0": "12:00"}, "write both times"),
        ({"closed-2": "yes"}, "ticked as closed"),
        ({"rest": "when the light is on"}, "write hours like"),
        ({"name": ""}, "blank"),
    ],
)
def test_a_mistake_is_told_beside_its_field_and_nothing_typed_is_lost(
    desk: DeskClient, wrong: dict[str, str], said: str
) -> None:
    form = form_of(desk.page(ORMOND)) | wrong

    answer = desk.submit(f"{ORMOND}save", form)

    assert answer.status_code == 422
    assert said in answer.text
    assert "<title>Error: " in answer.text
    assert drafted(desk) == {}
    shown = form_of(lxml.html.document_fromstring(answer.text))
    assert {name: shown[name] for name in wrong} == wrong


def test_the_second_to_save_is_told_what_changed(desk: DeskClient) -> None:
    form = form_of(desk.page(ORMOND))
    folder = SiteFolder(desk.folder)
    seen = {"id": "ormond-beach", "phone": "(386) 555-0112", "parking": "Six spaces in front of the door"}
    theirs = change_row("clinics.csv", seen, {"phone": "(386) 555-0114", "parking": "None"})
    Draft(folder, FolderCabinet(folder.path)).add(theirs, who="Bo", now=desk.live.clock())

    answer = desk.submit(f"{ORMOND}save", form | {"phone": "(386) 555-0113", "transit": "Bus 7"})

    assert answer.status_code == 409
    assert "Bo made this “(386) 555-0114” while you were writing" in answer.text
    assert list(drafted(desk)["ormond-beach"]) == ["phone", "parking"]
    again = form_of(lxml.html.document_fromstring(answer.text))
    assert (again["phone"], again["transit"], again["parking"]) == ("(386) 555-0113", "Bus 7", "None")

    assert desk.submit(f"{ORMOND}save", again).status_code == 303
    change = Draft(folder, FolderCabinet(folder.path)).to_change().files["clinics.csv"]
    assert change is not None
    (row,) = [r for r in csv.DictReader(change.decode().splitlines()) if r["id"] == "ormond-beach"]
    assert (row["phone"], row["transit"], row["parking"]) == ("(386) 555-0113", "Bus 7", "None")


def test_what_no_row_can_say_stays_to_the_letter(desk: DeskClient) -> None:
    path = desk.folder / "clinics.csv"
    rule = 'Mo-Fr 08:00-17:00; Dec 24-26 off; Sa "by appointment"'
    text = path.read_text().replace("Mo-Th 08:00-12:00,13:00-17:30; Fr 08:00-13:00", rule.replace('"', '""'))
    path.write_text(text)
    desk.live.reload()
    form = form_of(desk.page(ORMOND))

    assert form["rest"] == 'Dec 24-26 off; Sa "by appointment"'
    desk.submit(f"{ORMOND}save", form | {"closes-0-0": "16:00"})
    after = drafted(desk)["ormond-beach"]["hours"][1]
    assert after == 'Mo 08:00-16:00; Tu-Fr 08:00-17:00; Dec 24-26 off; Sa "by appointment"'


def test_one_button_notes_that_somebody_has_checked(desk: DeskClient) -> None:
    desk.submit(f"{ORMOND}check", {})

    assert drafted(desk)["ormond-beach"] == {"verified_on": ("2026-11-09", "2026-11-22")}


def test_closing_for_a_time_and_opening_again(desk: DeskClient) -> None:
    desk.submit(f"{ORMOND}pause", {})
    assert drafted(desk)["ormond-beach"] == {"status": ("open", "temporarily_closed")}
    assert "Closed for a time" in desk.page(ORMOND).text_content()

    desk.submit(f"{ORMOND}reopen", {})
    assert desk.page("/workbench/clinics/?show=temporarily_closed&q=ormond").xpath("count(//tbody/tr)") == 0


def test_closing_for_good_tells_first_what_becomes_of_pages(desk: DeskClient) -> None:
    """M15: a closed clinic has a status and a place that its address leads to, both told before."""
    page = desk.page(f"{ORMOND}close/?try=yes&replaced_by=daytona-beach")
    text = page.text_content()

    assert "/clinics/ormond-beach/ will lead to /clinics/daytona-beach/ for good (301)" in text
    assert "/back-pain-treatment/fl/ormond-beach/" in text
    gone = desk.page(f"{ORMOND}close/?try=yes").text_content()
    assert "410, gone" in gone
    assert drafted(desk) == {}

    assert desk.submit(f"{ORMOND}close", {"replaced_by": "daytona-beach"}).status_code == 303
    assert drafted(desk)["ormond-beach"] == {
        "status": ("open", "closed"),
        "replaced_by": ("", "daytona-beach"),
    }


def test_closing_folds_away_the_pages_that_only_say_something_else(desk: DeskClient) -> None:
    page = desk.page(f"{ORMOND}close/?try=yes")
    told = page.xpath("//tbody/tr/td/text()")
    (folded,) = page.xpath("//details[@class='loc-desk-fold']")

    assert told
    assert "says something else" not in told
    assert len(folded.xpath(".//li/a")) > len(told)
    assert "pages say something else" in folded.xpath("string(summary)")


def test_a_clinic_that_closed_cannot_take_the_place_of_another(desk: DeskClient) -> None:
    assert desk.submit(f"{ORMOND}close", {"replaced_by": "nowhere"}).status_code == 422
    assert drafted(desk) == {}


def test_hostile_text_is_shown_as_text(desk: DeskClient) -> None:
    form = form_of(desk.page(ORMOND)) | {"name": '"><script>alert(1)</script>', "phone": "1"}

    assert "<script>alert" not in desk.submit(f"{ORMOND}save", form).text
