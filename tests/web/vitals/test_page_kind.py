"""The kind of page: a word of a closed list for every address that there can be."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from hypothesis import given
from hypothesis import strategies as st

from locator.web.vitals.page_kind import PageKind, kind_of

if TYPE_CHECKING:
    from locator.pages.catalogue import Catalogue

KINDS = {
    "/": PageKind.HOME,
    "/es/": PageKind.HOME,
    "/back-pain-treatment/": PageKind.TREATMENT,
    "/back-pain-treatment/fl/": PageKind.TREATMENT,
    "/back-pain-treatment/fl/lake-mary/": PageKind.LANDING,
    "/es/tratamiento-del-dolor-de-espalda/fl/lake-mary/": PageKind.LANDING,
    "/clinics/": PageKind.CLINICS,
    "/clinics/lake-mary/": PageKind.CLINIC,
    "/clinics/oviedo/": PageKind.CLINIC,  # gone, and still one
    "/articles/": PageKind.ARTICLE,
    "/articles/what-helps-low-back-pain/": PageKind.ARTICLE,
    "/find": PageKind.FINDER,
    "/es/buscar": PageKind.FINDER,
    "/report": PageKind.REPORT,
    "/privacy/": PageKind.ABOUT,
    "/es/privacidad/": PageKind.ABOUT,
    "/api/": PageKind.API,
    "/api/v1/nearest": PageKind.API,
    "/api/v1/nothing": PageKind.API,
    "/sitemap.xml": PageKind.MACHINE,
    "/sitemaps/towns-fl.xml": PageKind.MACHINE,
    "/robots.txt": PageKind.MACHINE,
    "/clinics.geojson": PageKind.MACHINE,
    "/feed.xml": PageKind.MACHINE,
    "/cards/clinics/lake-mary/0f1e2d3c4b.png": PageKind.MACHINE,
    "/static/style.css": PageKind.STATIC,
    "/demand": PageKind.COUNT,
    "/workbench/towns/": PageKind.WORKBENCH,
    "/healthz": PageKind.WATCH,
    "/readyz": PageKind.WATCH,
    "/metrics": PageKind.WATCH,
    "/clinics": PageKind.ELSEWHERE,
    "/locations/lake-mary/": PageKind.ELSEWHERE,
    "/no/such/page/": PageKind.ELSEWHERE,
}


@pytest.mark.parametrize(("path", "kind"), KINDS.items())
def test_an_address_is_of_a_kind(path: str, kind: PageKind, bilingual: Catalogue) -> None:
    assert kind_of(bilingual, path) is kind


def test_every_kind_has_an_example() -> None:
    assert set(KINDS.values()) == set(PageKind)


def test_whatever_is_asked_has_a_kind(bilingual: Catalogue) -> None:
    @given(st.text())
    def ask(path: str) -> None:
        assert isinstance(kind_of(bilingual, path), PageKind)

    ask()
