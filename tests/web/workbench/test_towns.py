"""/workbench/towns/ over HTTP: the list and its filters, one town, its form, two editors at once."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from desks import DeskClient
    from lxml.html import HtmlElement

SANFORD = "/workbench/towns/fl/sanford/"


def texts(page: HtmlElement, path: str) -> list[str]:
    return [" ".join(each.text_content().split()) for each in page.xpath(path)]


def form_of(desk: DeskClient, path: str = SANFORD) -> dict[str, str | list[str]]:
    page = desk.page(path)
    (form,), (note,) = page.xpath("//form[@id='town-form']"), page.xpath("//textarea[@form='town-form']")
    return dict(form.form_values()) | {"note": note.value.strip()}


def names(desk: DeskClient, query: str) -> list[str]:
    return texts(desk.page(f"/workbench/towns/{query}"), "//h2/a")


def test_the_list_has_every_town_with_its_verdict_and_what_costs_it(desk: DeskClient) -> None:
    page = desk.page("/workbench/towns/")
    assert len(page.xpath("//h2/a")) == len(desk.live.edition.catalogue.source.towns)
    assert "Listed" in page.text_content() and "Not listed" in page.text_content()
    assert page.xpath("//ul[@class='loc-desk-reasons']/li")


def test_filters_find_by_name_verdict_and_treatment(desk: DeskClient) -> None:
    assert names(desk, "?text=sanford") == ["Sanford, FL"]
    assert "Sanford, FL" in names(desk, "?text=Seminole%20County")
    assert names(desk, "?text=32771") == ["Sanford, FL"]
    assert names(desk, "?text=zzz") == []
    listed, unlisted = names(desk, "?verdict=index"), names(desk, "?verdict=noindex&sort=people")
    assert listed and unlisted
    assert set(names(desk, "?treatment=acupuncture")) < set(names(desk, ""))


def test_odd_filters_are_no_fault(desk: DeskClient) -> None:
    for query in ("?page=999", "?page=-1&sort=x", "?page=٣", "?verdict=%00&region=zz"):
        assert desk.get(f"/workbench/towns/{query}").status_code == 200


def test_a_town_shows_rules_snippet_card_and_preview(desk: DeskClient) -> None:
    page = desk.page(SANFORD)
    assert texts(page, "//h1") == ["Sanford, FL"]
    assert "Met:" in page.text_content()
    assert "pixels" in page.text_content()
    card = page.xpath("//img[@class='loc-desk-card']")[0]
    assert (card.get("width"), card.get("height")) == ("1200", "630")
    assert desk.get(card.get("src")).headers["content-type"] == "image/png"
    preview = desk.get(page.xpath("//iframe/@src")[0])
    assert preview.status_code == 200
    assert '<script type="module"' not in preview.text and "<script src" not in preview.text
    assert preview.headers["cache-control"] == "no-store" and preview.headers["x-robots-tag"] == "noindex"
    assert "/workbench/preview/clinics/" in preview.text


def test_a_change_goes_into_the_draft_and_not_to_visitors(desk: DeskClient) -> None:
    answer = desk.submit(f"{SANFORD}save", form_of(desk) | {"radius": "33 miles"})
    assert (answer.status_code, answer.headers["location"]) == (303, SANFORD)
    page = desk.page(SANFORD)
    assert "your changes are in the draft" in page.text_content()
    assert page.xpath("//input[@name='radius']/@value") == ["33 miles"]
    assert b"33 miles" not in (desk.folder / "locations.csv").read_bytes()


def test_what_is_wrong_is_told_at_its_field_and_what_was_typed_stays(desk: DeskClient) -> None:
    answer = desk.submit(f"{SANFORD}save", form_of(desk) | {"radius": "far", "aliases": "Delandia"})
    assert answer.status_code == 422
    assert 'value="far"' in answer.text and 'value="Delandia"' in answer.text
    assert 'id="radius-mistake"' in answer.text
    assert desk.draft.edits == ()


def test_the_second_to_save_is_told_and_loses_nothing(desk: DeskClient) -> None:
    first, second = form_of(desk), form_of(desk)
    desk.submit(f"{SANFORD}save", first | {"radius": "33 miles"})
    answer = desk.submit(f"{SANFORD}save", second | {"radius": "20 miles", "aliases": "Delandia"})
    assert answer.status_code == 409
    for text in ("Yours: “20 miles”", "Theirs: “33 miles”", 'value="Delandia"'):
        assert text in answer.text
    chosen = second | {"radius": "20 miles", "aliases": "Delandia", "seen-radius": "33 miles"}
    assert desk.submit(f"{SANFORD}save", chosen | {"choose-radius": "mine"}).status_code == 303
    assert form_of(desk)["radius"] == "20 miles"


def test_changes_of_different_fields_go_together(desk: DeskClient) -> None:
    first, second = form_of(desk), form_of(desk)
    desk.submit(f"{SANFORD}save", first | {"radius": "33 miles"})
    assert desk.submit(f"{SANFORD}save", second | {"aliases": "Delandia"}).status_code == 303
    assert (form_of(desk)["radius"], form_of(desk)["aliases"]) == ("33 miles", "Delandia")


def test_a_new_address_leaves_a_redirect_and_takes_the_note_along(desk: DeskClient) -> None:
    path = "/workbench/towns/fl/geneva/"
    answer = desk.submit(
        f"{path}save",
        form_of(desk, path) | {"town": "New Geneva", "slug": "new-geneva", "lat": "28.7397", "lon": "-81.11"},
    )
    assert answer.headers.get("location") == "/workbench/towns/fl/new-geneva/", answer.text
    page = desk.page("/workbench/towns/fl/new-geneva/")
    assert page.xpath("//input[@name='aliases']/@value") == ["Geneva"]
    old = desk.get("/workbench/preview/back-pain-treatment/fl/geneva/")
    assert old.headers["location"] == "/workbench/preview/back-pain-treatment/fl/new-geneva/"
    assert "State Road 46" in desk.get(old.headers["location"]).text


def test_a_town_taken_away_leads_where_the_editor_says(desk: DeskClient) -> None:
    page = desk.page(SANFORD)
    end = page.xpath("//select[@name='end']/option/@value")[0]
    assert desk.submit(f"{SANFORD}remove", {"end": end}).headers["location"] == "/workbench/draft/"
    assert desk.get(SANFORD).status_code == 404
    old = desk.get("/workbench/preview/back-pain-treatment/fl/sanford/")
    assert old.headers["location"].endswith(f"/{end}/")


def test_an_unknown_town_is_not_found(desk: DeskClient) -> None:
    assert desk.get("/workbench/towns/fl/atlantis/").status_code == 404
    assert desk.submit("/workbench/towns/fl/atlantis/save", {}).status_code == 404


def test_a_note_goes_into_the_draft_with_the_rest_and_is_shown_there(desk: DeskClient) -> None:
    text = "Take US 17-92.\r\n\r\n<b>Park</b> behind it.\r\n"
    answer = desk.submit(f"{SANFORD}save", form_of(desk) | {"note": text, "radius": "33 miles"})
    assert answer.status_code == 303
    assert form_of(desk)["note"] == "Take US 17-92.\n\n<b>Park</b> behind it."
    draft = desk.page("/workbench/draft/")
    assert "Changed the note of Sanford, FL" in draft.text_content()
    assert "Park" in " ".join(texts(draft, "//ins")) and texts(draft, "//del")
    preview = desk.get("/workbench/preview/back-pain-treatment/fl/sanford/").text
    assert "&lt;b&gt;Park" in preview
    assert b"Park" not in (desk.folder / "content/towns/fl/sanford.md").read_bytes()[:40]


def test_what_a_note_may_not_say_is_told_beside_it_and_stays(desk: DeskClient) -> None:
    """Rule B2: a note has no sources, so it does not say what helps."""
    for text, told in (
        ("Acupuncture relieves back pain.", "take it out: a note has no sources"),
        ("See the trial.[^one]", "names no source"),
        ("word " * 5000, "20,000 are the most"),
    ):
        answer = desk.submit(f"{SANFORD}save", form_of(desk) | {"note": text, "aliases": "Delandia"})
        assert (answer.status_code, text) == (422, text)
        assert told.lower() in answer.text.lower() and 'id="note-mistake"' in answer.text
        assert text.strip() in answer.text and 'value="Delandia"' in answer.text
    assert desk.draft.edits == ()


def test_the_second_to_save_a_note_sees_both(desk: DeskClient) -> None:
    first, second = form_of(desk), form_of(desk)
    desk.submit(f"{SANFORD}save", first | {"note": "Hers."})
    answer = desk.submit(f"{SANFORD}save", second | {"note": "His."})
    assert answer.status_code == 409
    assert "Yours: “His.”" in answer.text and "Theirs: “Hers.”" in answer.text
    chosen = second | {"note": "His.", "seen-note": "Hers.", "choose-note": "theirs"}
    assert desk.submit(f"{SANFORD}save", chosen).status_code == 303
    assert form_of(desk)["note"] == "Hers."


def test_filters_that_a_phone_folds_away_are_counted(desk: DeskClient) -> None:
    def summary(query: str) -> str:
        return str(desk.page(f"/workbench/towns/{query}").xpath("string(//main//summary)"))

    assert summary("?text=sanford&page=1") == "Filters and order"
    assert summary("?verdict=index&region=fl&sort=people") == "Filters and order (3 chosen)"
