"""A sample of every kind of page; test_page_kinds.py holds the list against templates and catalogue."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

import pytest

if TYPE_CHECKING:
    from playwright.sync_api import Page, Response, Route


class Sample(NamedTuple):
    """An address of the example site, the form that is posted to it if any, and the status of the answer."""

    name: str
    path: str
    status: int = 200
    form: str = ""


SAMPLES = (
    Sample("home", "/"),
    Sample("treatment", "/back-pain-treatment/"),
    Sample("region", "/back-pain-treatment/fl/"),
    Sample("landing with a clinic in town", "/back-pain-treatment/fl/lake-mary/"),
    Sample("landing without a clinic in town", "/back-pain-treatment/fl/holly-hill/"),
    Sample("clinic", "/clinics/lake-mary/"),
    Sample("clinic closed for the time being", "/clinics/new-smyrna-beach/"),
    Sample("clinic gone", "/clinics/oviedo/", 410),
    Sample("clinics", "/clinics/"),
    Sample("articles", "/articles/"),
    Sample("article", "/articles/what-helps-low-back-pain/"),
    Sample("about", "/about/"),
    Sample("privacy", "/privacy/"),
    Sample("accessibility", "/accessibility/"),
    Sample("editorial policy", "/editorial-policy/"),
    Sample("credits", "/credits/"),
    Sample("for developers", "/api/"),
    Sample("finder unasked", "/find"),
    Sample("finder with one place", "/find?q=32746&treatment=back-pain-treatment"),
    Sample("finder with filters", "/find?q=Lake%20Mary&treatment=acupuncture&language=spanish&radius=50"),
    Sample(
        "finder with too many filters",
        "/find?q=Lake%20Mary&language=vietnamese&accepting=yes&radius=5",
    ),
    Sample("finder by position", "/find", form="lat=28.76&lon=-81.34"),
    Sample("finder with a mended spelling", "/find?q=lake%20mari"),
    Sample("finder with several places", "/find?q=Springfield"),
    Sample("finder with no place", "/find?q=zzqqxx"),
    Sample("finder with nothing in the radius", "/find?q=Key%20West%2C%20FL"),
    Sample("finder outside the country", "/find?q=51.5%2C-0.1"),
    Sample("report", "/report?page=/clinics/lake-mary/"),
    Sample("report with mistakes", "/report", 422, form="page=/clinics/lake-mary/&note=jo@mail.example"),
    Sample("report sent", "/report?page=/clinics/lake-mary/&sent=yes"),
    Sample("not found", "/no/such/page/", 404),
    Sample("page gone", "/offers/new-year/", 410),
)

on_every_kind_of_page = pytest.mark.parametrize("sample", SAMPLES, ids=[sample.name for sample in SAMPLES])


def show(page: Page, sample: Sample) -> Response:
    """Goes to the page and unfolds what is folded away."""
    if sample.form:
        page.route(f"**{sample.path}", lambda route: post(route, sample.form), times=1)
    response = page.goto(sample.path)
    assert response
    page.locator("details").evaluate_all("all => all.forEach((details) => { details.open = true; })")
    return response


def post(route: Route, form: str) -> None:
    headers = {**route.request.headers, "content-type": "application/x-www-form-urlencoded"}
    route.continue_(method="POST", post_data=form, headers=headers)
