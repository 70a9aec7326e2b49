"""The whole task in a real browser: ask, choose, narrow, be located, by keys alone, without scripts."""

from __future__ import annotations

from datetime import UTC, datetime
from typing import TYPE_CHECKING, Any

import pytest
from playwright.sync_api import expect

if TYPE_CHECKING:
    from playwright.sync_api import Geolocation, Page, Request

    from browser.conftest import OpenPage
    from browser.serving import Served

SUNDAY_NIGHT = datetime(2026, 11, 23, 3, 0, tzinfo=UTC)
LAKE_MARY: Geolocation = {"latitude": 28.758912, "longitude": -81.317845}
FIRST = "Example Back Care Lake Mary"


def ask(page: Page, text: str) -> None:
    page.goto("/find")
    page.locator("#q").fill(text)
    page.get_by_role("button", name="Search").click()


def press_locate(page: Page) -> None:
    """Presses the button and waits for the answer."""
    page.get_by_role("button", name="Use my location").click()
    expect(results(page)).to_contain_text("of your location")


def results(page: Page) -> Any:
    return page.locator("#results")


def first_clinic(page: Page) -> Any:
    return page.locator(".loc-card__name a").first


def focused(page: Page) -> str:
    return str(page.evaluate("document.activeElement.id"))


# One place, several, none


def test_an_answer_takes_the_focus_to_its_heading(page: Page) -> None:
    """Rule D6."""
    ask(page, "Lake Mary")
    expect(results(page)).to_have_text("6 clinics within 25 miles of Lake Mary, FL")
    assert focused(page) == "results"
    expect(first_clinic(page)).to_have_text(FIRST)


def test_an_ambiguous_town_is_chosen_from_a_list(page: Page) -> None:
    ask(page, "Springfield")
    expect(results(page)).to_have_text("Which Springfield?")
    assert focused(page) == "results"
    page.get_by_role("link", name="Springfield, Bay County, FL").click()
    expect(results(page)).to_contain_text("of Springfield, FL")


def test_none_of_these_goes_back_to_the_question(page: Page) -> None:
    ask(page, "Springfield")
    page.get_by_role("link", name="None of these: search again").click()
    expect(page.locator("#q")).to_have_value("")


def test_a_typo_is_mended_and_said(page: Page) -> None:
    ask(page, "New Symrna Beach")
    expect(page.get_by_text("Showing New Smyrna Beach, FL. You typed “New Symrna Beach”.")).to_be_visible()
    expect(results(page)).to_contain_text("of New Smyrna Beach, FL")


def test_an_unknown_place_keeps_the_words_and_the_focus(page: Page) -> None:
    ask(page, "Scobie")
    field = page.locator("#q")
    expect(field).to_be_focused()
    expect(field).to_have_value("Scobie")
    expect(field).to_have_accessible_description("We could not find “Scobie”")
    field.fill("DeLand")
    field.press("Enter")
    expect(results(page)).to_contain_text("of DeLand, FL")


def test_nothing_in_the_radius_offers_the_nearest_and_wider_radii(page: Page) -> None:
    ask(page, "Key West")
    expect(results(page)).to_have_text("No clinic within 25 miles of Key West, FL")
    expect(page.locator(".loc-card")).to_have_count(1)
    page.get_by_role("link", name="Within 300 miles").click()
    expect(page.locator(".loc-card")).to_have_count(5)


# Filters and the clock


def test_filters_narrow_the_list_and_are_taken_back_one_by_one(page: Page) -> None:
    page.goto("/find?q=Lake+Mary")
    page.get_by_text("Filters").click()
    page.get_by_label("Vietnamese").check()
    page.get_by_label("Portuguese").check()
    page.get_by_label("Accepting new patients").check()
    page.get_by_role("button", name="Show results").click()
    expect(results(page)).to_have_text("2 of 6 clinics within 25 miles of Lake Mary, FL have what you chose")
    page.get_by_role("link", name="Take back: Portuguese").click()
    expect(results(page)).to_have_text("1 of 6 clinics within 25 miles of Lake Mary, FL has what you chose")


def test_the_count_beside_a_choice_is_what_it_leaves(page: Page) -> None:
    page.goto("/find?q=Lake+Mary")
    page.get_by_text("Filters").click()
    box = page.get_by_label("Placeholder Choice")
    promised = page.locator("label", has=box).locator(".loc-check__count").inner_text()
    box.check()
    page.get_by_role("button", name="Show results").click()
    expect(results(page)).to_contain_text("of 6 clinics")
    assert promised.startswith(f"({page.locator('.loc-card').count()}")


def test_open_now_follows_the_clock(page: Page, served: Served) -> None:
    page.goto("/find?q=Lake+Mary&open=now")
    expect(results(page)).to_have_text("5 of 6 clinics within 25 miles of Lake Mary, FL have what you chose")
    served.set_clock(SUNDAY_NIGHT)
    page.clock.set_fixed_time(SUNDAY_NIGHT)
    page.goto("/find?q=Lake+Mary&open=now")
    expect(results(page)).to_have_text("No clinic within 25 miles of Lake Mary, FL has what you chose")
    page.goto("/find?q=Lake+Mary")
    expect(page.locator(".loc-status").first).to_have_text("Closed now, opens at 7 a.m. tomorrow")
    expect(page.get_by_text("The first to open is Example Back Care Orlando")).to_be_visible()


def test_back_and_reload_restore_the_answer(page: Page) -> None:
    page.goto("/find?q=Lake+Mary&language=spanish")
    heading = results(page).inner_text()
    page.reload()
    expect(results(page)).to_have_text(heading)
    first_clinic(page).click()
    page.go_back()
    expect(results(page)).to_have_text(heading)


# Use my location


@pytest.fixture
def located(open_page: OpenPage, served: Served) -> Page:
    """A visitor in Lake Mary who lets the site know."""
    return open_page(base_url=served.url, geolocation=LAKE_MARY, permissions=["geolocation"])


def test_nothing_is_asked_before_the_press(open_page: OpenPage, served: Served) -> None:
    """Rule C8."""
    page = open_page(base_url=served.url)
    page.add_init_script(
        "navigator.geolocation.getCurrentPosition = () => { document.title = 'asked'; };"
        "navigator.permissions.query = () => { document.title = 'asked'; return Promise.reject(); };"
    )
    for path in ("/", "/find", "/find?q=Lake+Mary", "/back-pain-treatment/fl/lake-mary/"):
        page.goto(path)
        page.wait_for_load_state("networkidle")
        assert page.title() != "asked", path


def test_a_position_is_sent_coarsely_by_post_and_answered_with_a_town(located: Page) -> None:
    """Rules C7 and D6."""
    posted: list[str | None] = []
    asked: list[str] = []

    def note(request: Request) -> None:
        asked.append(request.url)
        if request.method == "POST":
            posted.append(request.post_data)

    located.on("request", note)
    located.goto("/find")
    located.get_by_role("button", name="Use my location").click()
    expect(results(located)).to_have_text("6 clinics within 25 miles of your location (near Lake Mary, FL)")
    assert focused(located) == "results"
    views = "kind=view&page=%2Ffind"  # all that is counted of it
    assert [body for body in posted if body != views] == ["radius=&lat=28.76&lon=-81.32"]
    assert not [url for url in asked if "28.7" in url or "81.3" in url]
    assert "28.758" not in located.content()


def test_a_position_stays_while_the_answer_is_narrowed(located: Page) -> None:
    located.goto("/find")
    press_locate(located)
    located.get_by_text("Filters").click()
    located.get_by_label("Vietnamese").check()
    located.get_by_role("button", name="Show results").click()
    expect(results(located)).to_have_text(
        "1 of 6 clinics within 25 miles of your location (near Lake Mary, FL) has what you chose"
    )
    located.get_by_role("button", name="Take back: Vietnamese").click()
    expect(results(located)).to_have_text("6 clinics within 25 miles of your location (near Lake Mary, FL)")


def test_the_town_of_a_position_can_be_shared(located: Page) -> None:
    located.goto("/")
    press_locate(located)
    located.get_by_role("link", name="clinics near Lake Mary, FL").click()
    expect(located).to_have_url("/find?q=Lake%20Mary%2C%20FL")
    expect(results(located)).to_have_text("6 clinics within 25 miles of Lake Mary, FL")


def test_a_town_typed_over_a_position_wins(located: Page) -> None:
    located.goto("/find")
    press_locate(located)
    located.locator("#q").fill("DeLand")
    located.get_by_role("button", name="Search").click()
    expect(results(located)).to_contain_text("of DeLand, FL")


def test_a_refusal_says_what_to_do_and_the_button_works_again(open_page: OpenPage, served: Served) -> None:
    page = open_page(base_url=served.url)  # Chromium without a window refuses by itself
    page.goto("/find")
    button = page.get_by_role("button", name="Use my location")
    said = page.locator(".loc-locate [role=status]")
    button.click()
    expect(said).to_contain_text("does not share your location")
    expect(button).to_be_focused()
    page.context.grant_permissions(["geolocation"])
    page.context.set_geolocation(LAKE_MARY)
    button.click()
    expect(results(page)).to_contain_text("near Lake Mary, FL")


@pytest.mark.parametrize(("code", "words"), [(2, "does not know where it is"), (3, "took too long")])
def test_each_failure_has_its_own_words(open_page: OpenPage, served: Served, code: int, words: str) -> None:
    page = open_page(base_url=served.url)
    page.add_init_script(
        f"navigator.geolocation.getCurrentPosition = (found, failed) => failed({{ code: {code} }});"
    )
    page.goto("/find")
    page.get_by_role("button", name="Use my location").click()
    expect(page.locator(".loc-locate [role=status]")).to_contain_text(words)


def test_a_browser_that_cannot_tell_says_so(open_page: OpenPage, served: Served) -> None:
    page = open_page(base_url=served.url)
    page.add_init_script("delete Navigator.prototype.geolocation;")
    page.goto("/find")
    page.get_by_role("button", name="Use my location").click()
    expect(page.locator(".loc-locate [role=status]")).to_contain_text("cannot tell where it is")


# Keys alone, and no scripts at all


def test_the_whole_task_is_done_with_keys_alone(page: Page) -> None:
    page.goto("/find")
    while focused(page) != "q":
        page.keyboard.press("Tab")
    page.keyboard.type("Lake Mary")
    page.keyboard.press("Escape")
    page.keyboard.press("Enter")
    expect(results(page)).to_be_focused()
    page.keyboard.press("Tab")
    expect(first_clinic(page)).to_be_focused()
    page.keyboard.press("Tab")
    expect(page.get_by_role("link", name="Call (407) 555-0101")).to_be_focused()
    page.keyboard.press("Tab")
    expect(page.get_by_role("link", name=f"Directions to {FIRST}")).to_be_focused()


def test_filters_open_and_close_with_keys(page: Page) -> None:
    page.goto("/find?q=Lake+Mary")
    page.locator(".loc-filters > summary").focus()
    page.keyboard.press("Enter")
    expect(page.get_by_label("Vietnamese")).to_be_visible()
    page.get_by_label("Vietnamese").focus()
    page.keyboard.press("Space")
    page.keyboard.press("Enter")
    expect(results(page)).to_contain_text("1 of 6 clinics")


def test_everything_but_the_location_works_without_scripts(open_page: OpenPage, served: Served) -> None:
    """Rule D7."""
    page = open_page(base_url=served.url, java_script_enabled=False)
    page.goto("/find")
    expect(page.get_by_role("button", name="Use my location")).to_be_hidden()
    page.locator("#q").fill("Lake Mary")
    page.get_by_text("Filters").click()
    page.get_by_label("Vietnamese").check()
    page.get_by_role("button", name="Show results").click()
    expect(results(page)).to_contain_text("1 of 6 clinics")
    expect(page.locator(".loc-status").first).to_have_text("Open now, closes at 6 p.m.")
    expect(page.locator(".loc-map__drawing")).to_be_visible()
    page.goto("/find?q=Springfield")
    page.get_by_role("link", name="Springfield, Bay County, FL").click()
    expect(results(page)).to_contain_text("of Springfield, FL")
