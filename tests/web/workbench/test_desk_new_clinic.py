"""A new clinic in the workbench: its form, its id, its point, the clinics that it may be already."""

from __future__ import annotations

import csv
from typing import TYPE_CHECKING

import lxml.html
import pytest
from conftest import fixed_clock
from desks import DeskClient, live_at, with_editor
from stand_in import LAKE_MARY, StandIn, nominatim

from locator.editing.change import Change
from locator.editing.history.versions import Versions
from locator.editing.rows.row_edit import Kind
from locator.site.folder import SiteFolder

if TYPE_CHECKING:
    from pathlib import Path

    from httpx2 import Response

NEW, SAVE, LOOK = (f"/workbench/new-clinic/{end}" for end in ("", "save", "look"))
ID = "example-back-care-palm-coast"
PAGE = f"/workbench/clinics/{ID}/"
PALM_COAST = {
    **{
        "name": "Example Back Care",
        "street": "1 Invented Way",
        "locality": "Palm Coast",
        "region": "florida",
    },
    **{"postcode": "32137", "position": "29°34'12\"N 81°12'29\"W", "phone": "386-555-0199"},
    **{"opens-0-0": "08:00", "closes-0-0": "17:00", "treatments": ["back-pain-treatment"], "checked": "yes"},
}


def added(desk: DeskClient) -> dict[str, dict[str, str]]:
    """The cells of the clinics that the draft adds."""
    edits = [each.edit for each in desk.draft.edits]
    return {e.key: {c: after for c, (_, after) in e.cells.items()} for e in edits if e.kind is Kind.ADDED}


def text_of(answer: Response) -> str:
    return " ".join(lxml.html.document_fromstring(answer.text).text_content().split())


def doubt_in(answer: Response) -> str:
    return str(lxml.html.document_fromstring(answer.text).xpath("string(//input[@name='sure']/@value)"))


def test_a_new_clinic_lands_in_the_draft_is_opened_edited_and_taken_out(desk: DeskClient) -> None:
    """Rule F1: its id is made of name and town, once."""
    assert desk.page("/workbench/clinics/").xpath(f"//a[@href='{NEW}']")
    assert desk.page(NEW).xpath("//input[@value='back-pain-treatment']/@checked")

    answer = desk.submit(SAVE, PALM_COAST)

    assert answer.headers["location"] == "/workbench/draft/"
    assert added(desk)[ID] == {
        **{"id": ID, "name": "Example Back Care", "street": "1 Invented Way", "locality": "Palm Coast"},
        **{"region": "FL", "postcode": "32137", "lat": "29.570000", "lon": "-81.208056"},
        **{"phone": "386-555-0199", "treatments": "back-pain-treatment", "hours": "Mo 08:00-17:00"},
        **{"status": "open", "verified_on": "2026-11-22"},
    }
    assert "Palm Coast" in desk.page("/workbench/draft/").text_content()
    assert desk.page("/workbench/clinics/?show=draft").xpath("//tbody//th/a/@href") == [PAGE]
    assert "only in the draft" in desk.page(PAGE).text_content()

    sent = {"phone": "386-555-0198", "position": "29.57, -81.20806"}
    form = {k: v for k, v in PALM_COAST.items() if k not in ("checked", "region")} | {"region": "FL"} | sent
    assert desk.submit(f"{PAGE}save", form).status_code == 303
    holidays = {"first": "2026-12-24", "what": "closed", "whom": "some", "clinic": [ID]}
    assert ID in desk.page("/workbench/holidays/").xpath("//input[@name='clinic']/@value")
    assert desk.submit("/workbench/holidays/set", holidays).status_code == 303
    assert "closed" in desk.page(f"{PAGE}holidays/").text_content()
    with (desk.folder / "practitioners.csv").open("a") as file:
        file.write(f"Invented Person,,,{ID},,,\n")
    change = desk.draft.to_change().files["clinics.csv"]
    assert change
    (row,) = [each for each in csv.DictReader(change.decode().splitlines()) if each["id"] == ID]
    assert (row["phone"], row["lat"], row["lon"]) == ("386-555-0198", "29.57", "-81.20806")
    assert row["special_hours"] == "2026-12-24 off"
    assert "Invented Person" not in desk.page("/workbench/draft/").xpath("string(//*[@role='alert'])")

    assert desk.submit(f"{PAGE}take-out", {}).headers["location"] == "/workbench/clinics/"
    assert desk.draft.edits == ()
    assert desk.submit("/workbench/clinics/ormond-beach/take-out", {}).status_code == 303
    desk.page("/workbench/clinics/ormond-beach/")


def test_what_is_wrong_stands_beside_its_field_and_nothing_is_lost(desk: DeskClient) -> None:
    """Rule F3: each mistake is told with its cure, before anything goes into the draft."""
    wrongs: list[tuple[dict[str, object], str]] = [
        ({"name": ""}, "Write the name."),
        ({"postcode": ""}, "Write the ZIP code."),
        ({"position": ""}, "Write latitude and longitude."),
        ({"position": "29,57 -81,21"}, "write 29.57, -81.21"),
        ({"position": "-81.20806, 29.57"}, "swapped"),
        ({"position": "29.57, 81.20806"}, "the sign of lon is wrong"),
        ({"position": "33.45, -112.07"}, "lies 2,"),
        ({"postcode": "90210"}, "lies in CA, not in FL"),
        ({"phone": "12"}, "is not a number that can be dialed"),
        ({"opens-0-0": "8", "closes-0-0": "5"}, "17:00"),
        ({"id": "Palm Coast!"}, "Write palm-coast"),
        ({"id": "ormond-beach"}, "is or was the id of another clinic"),
        ({"id": "x" * 60}, "59 characters"),
        ({"name": '"><script>alert(1)</script>', "phone": "1"}, "dialed"),
    ]
    for wrong, said in wrongs:
        answer = desk.submit(SAVE, PALM_COAST | wrong)

        assert (answer.status_code, said in text_of(answer)) == (422, True), (wrong, text_of(answer))
        assert "<title>Error: " in answer.text
        assert "<script>alert" not in answer.text
        name = next(iter(wrong))
        page = lxml.html.document_fromstring(answer.text)
        assert page.xpath(f"string(//input[@name='{name}']/@value)") == wrong[name]
    assert added(desk) == {}


def test_a_clinic_that_is_there_is_named(desk: DeskClient) -> None:
    """Rule F2: what is there already never looks like a clean create."""
    row = next(csv.DictReader((desk.folder / "clinics.csv").read_text().splitlines()))
    same = {name: row[name] for name in ("name", "street", "locality", "region", "postcode")}
    there = {"position": f"{row['lat']}, {row['lon']}"}
    path = f"/workbench/clinics/{row['id']}/"

    twin = desk.submit(SAVE, PALM_COAST | same | there)
    assert twin.status_code == 422
    assert f'You already have <a href="{path}">' in twin.text

    for shared in ({"phone": row["phone"]}, {**same, "name": "Another", **there}):
        answer = desk.submit(SAVE, PALM_COAST | shared)
        assert answer.status_code == 409, text_of(answer)
        assert f'You already have <a href="{path}">' in answer.text
        assert added(desk) == {}
    assert desk.submit(SAVE, PALM_COAST | shared | {"sure": "no"}).status_code == 409
    assert desk.submit(SAVE, PALM_COAST | shared | {"sure": doubt_in(answer)}).status_code == 303
    assert len(added(desk)) == 1


def test_a_doubtful_point_is_looked_at_before_it_is_saved(desk: DeskClient) -> None:
    far = PALM_COAST | {"position": "29.9, -81.31"}  # St. Augustine
    answer = desk.submit(SAVE, far)

    assert answer.status_code == 409
    assert "correct lat and lon, or the address" in text_of(answer)
    assert "The nearest town is" in text_of(answer)
    doubt = doubt_in(answer)
    assert desk.submit(SAVE, far | {"position": "29.9, -81.4", "sure": doubt}).status_code == 409
    assert desk.submit(SAVE, far | {"sure": doubt}).status_code == 303


def test_an_id_that_was_used_is_never_used_again(desk: DeskClient) -> None:
    """Rule F1: ids of clinics that are gone stay theirs; the street tells a second one apart."""
    desk.submit(SAVE, PALM_COAST)
    second = {"street": "2 Invented Way", "phone": "386-555-0198", "position": "29.58, -81.21"}
    desk.submit(SAVE, PALM_COAST | second)
    assert list(added(desk)) == [ID, f"{ID}-2-invented-way"]

    lines = (desk.folder / "clinics.csv").read_bytes().splitlines(keepends=True)
    rest = b"".join(line for line in lines if not line.startswith(b"ormond-beach,"))
    Versions(SiteFolder(desk.folder)).publish(
        Change({"clinics.csv": rest}, "Gone"), who="Bo", now=fixed_clock()
    )
    third = {"street": "3 Invented Way", "phone": "386-555-0197", "position": "29.59, -81.21"}
    answer = desk.submit(SAVE, PALM_COAST | third | {"id": "ormond-beach"})
    assert "ormond-beach is or was the id of another clinic" in text_of(answer)


def test_a_look_saves_nothing_and_shows_the_point(desk: DeskClient) -> None:
    answer = desk.submit(LOOK, {"position": "geo:29.57,-81.208", "postcode": "32137"})

    assert answer.status_code == 200
    assert "from the middle of ZIP 32137 Palm Coast, FL" in text_of(answer)
    assert "Write the name" not in answer.text
    assert "Look up the address" not in answer.text
    path = "/workbench/clinics/ormond-beach/look"
    form = {"position": "29.9, -81.31", "postcode": "32174", "name": "A", "street": "B"}
    looked = text_of(desk.submit(path, form | {"locality": "Ormond Beach", "region": "FL"}))
    assert "29.90000,-81.31000 is" in looked
    assert "correct lat and lon, or the address" in looked
    assert added(desk) == {}


@pytest.mark.allow_hosts(["127.0.0.1"])
def test_a_geocoder_proposes_and_the_editor_decides(folder: Path, server: StandIn) -> None:
    server.reply = nominatim(LAKE_MARY)
    with (folder / "site.toml").open("a") as file:
        file.write(f'\n[geocoder]\nservice = "nominatim"\ndomain = "{server.domain}"\nscheme = "http"\n')
    desk = DeskClient(live_at(with_editor(folder), fixed_clock))
    desk.sign_in()
    address = {"street": "145 Crystal Lake Ave", "locality": "Lake Mary", "region": "FL", "postcode": "32746"}

    answer = desk.submit(LOOK, address | {"find": "yes"})
    page = lxml.html.document_fromstring(answer.text)
    assert page.xpath("//button[@name='take']/@value") == ["28.757890, -81.320140"]
    assert page.xpath("string(//input[@name='position']/@value)") == ""
    assert "OpenStreetMap contributors" in page.text_content()

    taken = desk.submit(LOOK, address | {"take": "28.757890, -81.320140"})
    page = lxml.html.document_fromstring(taken.text)
    assert page.xpath("string(//input[@name='position']/@value)") == "28.757890, -81.320140"

    elsewhere = desk.submit(LOOK, address | {"region": "OH", "find": "yes"})
    assert "did not find this address" in elsewhere.text
    assert "Write street, town and state first" in desk.submit(LOOK, {"find": "yes"}).text
