"""Pages that follow from settings and data: they say what is true of this very site."""

from __future__ import annotations

import re
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from reading import opened, page

from locator.demand.book import KEPT_MONTHS
from locator.demand.kind import Kind
from locator.demand.release import LEAST

if TYPE_CHECKING:
    from locator.pages.catalogue import Catalogue

PAGES = ("/about/", "/privacy/", "/accessibility/", "/editorial-policy/", "/credits/")


def words(catalogue: Catalogue, path: str) -> str:
    return " ".join(page(catalogue, path).xpath("//main")[0].text_content().split())


def test_about_names_the_owner_and_counts_what_is_there(catalogue: Catalogue) -> None:
    said = words(catalogue, "/about/")
    assert catalogue.site.config.publisher in said
    seeing = sum(clinic.is_open_for_patients for clinic in catalogue.site.clinics)
    assert f"{seeing} clinics and {len(catalogue.site.towns)} towns" in said
    assert "within 25 miles" in said


def test_privacy_claims_nothing_that_a_seal_would(catalogue: Catalogue) -> None:
    """Rule C14."""
    assert "HIPAA" not in "".join(words(catalogue, path) for path in PAGES)


def test_credits_name_every_source_with_its_licence(catalogue: Catalogue) -> None:
    said = words(catalogue, "/credits/")
    for part in ("GeoNames", "CC BY 4.0", "U.S. Census Bureau", "public domain"):
        assert part in said
    for source in catalogue.site.config.sources:
        assert f"{source.name} ({source.licence})" in said


@pytest.mark.parametrize("path", ["/about/", "/privacy/", "/accessibility/", "/editorial-policy/"])
def test_a_reader_finds_a_way_to_write(path: str, catalogue: Catalogue, folder: Path) -> None:
    assert page(catalogue, path).xpath("//main//a[starts-with(@href, 'mailto:')]/text()") == [
        catalogue.site.config.email
    ]
    settings = folder / "site.toml"
    silent = re.sub(r"^(email|phone) = .*$", "", settings.read_text(encoding="utf-8"), flags=re.MULTILINE)
    settings.write_text(silent, encoding="utf-8")
    assert "Contact" not in words(opened(folder), path)


def with_geocoder(folder: Path, table: str) -> Catalogue:
    settings = folder / "site.toml"
    settings.write_text(f"{settings.read_text()}\n[geocoder]\n{table}\n")
    return opened(folder)


def test_without_a_geocoder_privacy_says_that_nobody_learns_and_nothing_is_kept(catalogue: Catalogue) -> None:
    said = words(catalogue, "/privacy/")
    assert "What this site keeps about you Nothing, unless you report a problem with a page." in said
    assert (
        "is then forgotten. It is not written to a file or a database, and not to the server's log." in said
    )
    assert "our server asks" not in said


def test_with_a_geocoder_privacy_says_who_learns_what_and_how_long_it_is_kept(folder: Path) -> None:
    table = 'service = "photon"\n[geocoder.fallback]\nservice = "google"\napi_key = "sk-secret"'
    catalogue = with_geocoder(folder, table)
    said = words(catalogue, "/privacy/")
    assert "our server asks Photon where it is, and if no answer comes, Google." in said
    assert "neither your internet address nor one of our treatments, if you name it, is passed on" in said
    assert "where Photon or Google said that a place is (see below) is kept for up to 30 days" in said
    assert "Almost nothing." in said
    assert "It is not written to the server's log." in said
    assert "© OpenStreetMap contributors (ODbL)" in words(catalogue, "/credits/")
    assert not any("sk-secret" in words(catalogue, path) for path in PAGES)


def test_with_nothing_kept_privacy_says_so(folder: Path) -> None:
    said = words(with_geocoder(folder, 'service = "photon"\ncache_days = 0'), "/privacy/")
    assert "What this site keeps about you Nothing, unless you report a problem with a page." in said
    assert "our server asks Photon where it is. They learn" in said


def test_privacy_tells_what_is_counted_and_only_that(catalogue: Catalogue) -> None:
    """Rules C6, C15: every kind of count has its sentence, with the figures of the code."""
    said = words(catalogue, "/privacy/")
    assert "It counts visits, not visitors" in said
    told = {
        Kind.VIEW: "How often each page is opened.",
        Kind.SEARCH: "How often each town is searched for, by its name in our list of towns",
        Kind.UNMET: "how often it had no clinic near enough",
        Kind.HERE: "Your own location, or a place that we do not know, counts as one search",
        Kind.UNKNOWN: "a place that we do not know, counts as one search, without any place",
        Kind.CALL: "the links to call",
        Kind.DIRECTIONS: "to get directions",
        Kind.BOOKING: "and to book are pressed, for each clinic",
    }
    assert told.keys() == set(Kind)
    assert [sentence for sentence in told.values() if sentence not in said] == []
    assert f"fewer than {LEAST} look like none" in said
    assert f"deleted after {KEPT_MONTHS} months at the latest" in said
    assert "Global Privacy Control or Do Not Track" in said


def test_without_counts_privacy_says_so_and_no_page_loads_the_script(
    catalogue: Catalogue, folder: Path
) -> None:
    """Rule C15."""
    script = "//script[contains(@src, '/static/demand.')]"
    assert page(opened(folder), "/").xpath(script)
    with (folder / "site.toml").open("a") as settings:
        settings.write("\n[demand]\ncounted = false\n")
    silent = opened(folder)
    said = words(silent, "/privacy/")
    assert "It counts no visits." in said
    assert "What this site counts" not in said
    assert [path for path in silent.pages if page(silent, path).xpath(script)] == []


def test_what_the_operator_wants_said_stands_on_every_page(folder: Path) -> None:
    settings = folder / "site.toml"
    settings.write_text('notice = "Closed in a hurricane."\n' + settings.read_text(encoding="utf-8"))
    catalogue = opened(folder)
    for path in catalogue.pages:
        assert "Closed in a hurricane." in page(catalogue, path).xpath("//footer")[0].text_content()


def test_a_real_site_is_not_called_a_demonstration(folder: Path) -> None:
    settings = folder / "site.toml"
    real = re.sub(r"^(demonstration|as_of|phone) = .*$", "", settings.read_text(), flags=re.MULTILINE)
    settings.write_text(real, encoding="utf-8")
    clinics = folder / "clinics.csv"
    clinics.write_text(re.sub(r"\(\d{3}\) 555-01\d\d", "(386) 252-1234", clinics.read_text()))
    catalogue = opened(folder)
    assert catalogue.site.clinics
    for path in catalogue.pages:
        assert not page(catalogue, path).xpath("//*[@class='loc-demonstration']")


def test_privacy_lists_everything_that_is_written_down_and_nothing_else(
    catalogue: Catalogue, folder: Path
) -> None:
    """Rule C15: as the stores declare it themselves, and only those that are in use."""
    headed = "//h2[contains(., 'written down')]"
    listed = page(catalogue, "/privacy/").xpath(f"{headed}/following-sibling::ul[1]/li")
    assert [" ".join(each.text_content().split()) for each in listed] == [
        "To know what people look for: the day, whether a page was opened, a place searched for or "
        "a link pressed, which page, place or link it was and how often, on that day, by all visitors "
        "together. Kept for 775 days at most.",
        "To mend what you report: a running number, the day, the address of the page, what you chose "
        "from the list and your note. Kept for 365 days at most.",
    ]
    settings = folder / "site.toml"
    silent = "reports = false\n" + settings.read_text(encoding="utf-8") + "\n[demand]\ncounted = false\n"
    settings.write_text(silent, encoding="utf-8")
    said = words(opened(folder), "/privacy/")
    assert "What this site keeps about you Nothing. It sets no cookies." in said
    assert "Everything that is written down" not in said


def test_an_access_log_is_told_when_there_is_one(catalogue: Catalogue, folder: Path) -> None:
    """Rules C9, C15."""
    assert "writes a line to its log" not in words(catalogue, "/privacy/")
    settings = folder / "site.toml"
    settings.write_text("access_log = true\n" + settings.read_text(encoding="utf-8"), encoding="utf-8")
    said = words(opened(folder), "/privacy/")
    assert "Almost nothing." in said
    assert "Lines are deleted after 14 days at the latest." in said
    assert (
        "a part of the internet address, which hundreds of people share and how long the answer took" in said
    )


def test_privacy_says_the_same_in_spanish(bilingual: Catalogue) -> None:
    said = words(bilingual, "/es/privacidad/")
    assert "Todo lo que se anota" in said
    assert "Para corregir lo que usted nos avisa: un número correlativo, el día" in said
    assert "Se guarda 365 días como máximo." in said
