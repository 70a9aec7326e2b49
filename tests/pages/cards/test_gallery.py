"""Where cards are, and that only known pages have one."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

import pytest

from locator.pages.catalogue import Catalogue
from locator.pages.output import Moved, Output

if TYPE_CHECKING:
    from locator.site.snapshot import Site

LAKE_MARY = "/back-pain-treatment/fl/lake-mary/"


def test_a_card_lies_below_the_path_of_its_page(catalogue: Catalogue) -> None:
    address = catalogue.gallery.address(LAKE_MARY)
    assert address.startswith(f"/cards{LAKE_MARY}")
    assert isinstance(catalogue.gallery.answer(address), Output)


def test_a_page_without_its_own_card_has_that_of_the_home_page(catalogue: Catalogue) -> None:
    assert catalogue.gallery.address("/privacy/") == catalogue.gallery.address("/")


def test_a_card_that_has_changed_leads_to_todays(catalogue: Catalogue) -> None:
    moved = catalogue.gallery.answer(f"/cards{LAKE_MARY}0123456789.png")
    assert moved == Moved(catalogue.gallery.address(LAKE_MARY), 302)


@pytest.mark.parametrize(
    "address",
    [
        "/cards/",
        "/cards",
        "/cards/x.png",
        "/cards/no/such/page/0123456789.png",
        "/cards/privacy/0123456789.png",
        "/cards/back-pain-treatment/fl/lake-mary/0123456789.svg",
        "/cards/back-pain-treatment/fl/lake-mary/0123456789.png/",
        "/cards/back-pain-treatment/fl/lake-mary/012345678G.png",
        "/cards//0123456789.png",
        "/cards/../0123456789.png",
        "/cards/Any text that somebody would like drawn/0123456789.png",
        "/cards/0123456789.png\n",
        "/cards/\x00/0123456789.png",
    ],
)
def test_no_other_address_has_a_picture(catalogue: Catalogue, address: str) -> None:
    assert catalogue.gallery.answer(address) is None


def test_an_address_changes_with_what_the_card_says_and_not_with_the_day(
    example: Site, catalogue: Catalogue
) -> None:
    def address(site: Site) -> str:
        return Catalogue(site, catalogue.renderer).gallery.address("/")

    tomorrow = replace(example, today=example.today.replace(year=2030))
    renamed = replace(example, config=replace(example.config, name="Another name"))
    assert address(tomorrow) == address(example) != address(renamed)
