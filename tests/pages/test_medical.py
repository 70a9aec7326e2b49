"""What every page owes a patient: warnings, both sides, who answers for it, who owns it (rules B1 to B24)."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

import pytest
from conftest import ROOT, load
from reading import page as read
from reading import text

from locator.pages.opening import open_catalogue
from locator.site.folder import SiteFolder

if TYPE_CHECKING:
    from pathlib import Path

    from lxml.html import HtmlElement

    from locator.pages.catalogue import Catalogue

CARE = "//a[contains(@aria-label, 'Book')]|//a[starts-with(@href, 'tel:')]"


@pytest.fixture(scope="module")
def documents(catalogue: Catalogue) -> dict[str, HtmlElement]:
    """Every English page of the example by its path."""
    return {path: read(catalogue, path) for path in catalogue.pages}


@pytest.fixture(scope="module")
def of_care(catalogue: Catalogue, documents: dict[str, HtmlElement]) -> dict[str, HtmlElement]:
    """The pages of treatments and of towns."""
    treatments = {catalogue.site.urls.treatment(slug) for slug in catalogue.site.treatments}
    return {path: documents[path] for path in (*sorted(treatments), *catalogue.verdicts) if path in documents}


@pytest.fixture(scope="module")
def of_care_in_spanish(bilingual: Catalogue) -> dict[str, HtmlElement]:
    """The same in Spanish: every page there with cards."""
    found = {path: read(bilingual, path) for path in bilingual.pages if path.startswith("/es/")}
    return {path: page for path, page in found.items() if page.xpath("//*[@id='emergency']")}


def test_h18_the_card_is_there_short_and_before_the_first_way_to_book(
    of_care: dict[str, HtmlElement],
) -> None:
    """Rules H18, B21, B23: on every page of a treatment or town; a notice of one line leads to it."""
    assert len(of_care) > 30
    for path, page in of_care.items():
        [card] = page.xpath("//*[@id='emergency']")
        assert 1 <= len(card.xpath(".//li")) <= 5, path
        assert text(card.xpath("./h2")[0]).startswith("Emergency: Call 911"), path
        everything = list(page.iter())
        ways = [everything.index(way) for way in page.xpath(CARE)]
        warnings = [card, *page.xpath("//a[@href='#emergency']")]
        assert not ways or min(map(everything.index, warnings)) < min(ways), path


def test_b22_what_can_wait_till_today_has_a_card_of_its_own(of_care: dict[str, HtmlElement]) -> None:
    """Rule B22."""
    for path, page in of_care.items():
        [card] = page.xpath("//*[contains(@class, 'loc-warning--urgent')]")
        said = text(card)
        for sign in ("fever", "cancer", "immune", "steroid", "night", "under 20 or over 55", "getting worse"):
            assert sign in said, path


def test_b21_the_signs_of_an_emergency_are_all_named(of_care: dict[str, HtmlElement]) -> None:
    """Rules B21, B22: with the change in sexual function and the pain in belly and back."""
    for path, page in of_care.items():
        said = text(page.xpath("//*[@id='emergency']")[0])
        for sign in ("groin", "urin", "bowel", "both legs", "accident or fall", "belly", "sexual function"):
            assert sign in said, path


def test_b21_and_b22_the_signs_are_named_in_spanish(of_care_in_spanish: dict[str, HtmlElement]) -> None:
    """Rules H18, B21, B22, B23: as many, as plain, and with 911."""
    for path, page in of_care_in_spanish.items():
        emergency, urgent = (text(card) for card in page.xpath("//*[contains(@class, 'loc-warning')]"))
        for sign in ("911", "ingle", "orina", "intestinos", "dos piernas", "accidente", "vientre", "sexual"):
            assert sign in emergency, path
        for sign in ("Fiebre", "cáncer", "defensas", "esteroides", "noche", "20 años o más de 55", "empeora"):
            assert sign in urgent, path
        assert len(page.xpath("//*[@id='emergency']//li")) == 5, path


def test_b23_and_b24_the_cards_are_whole_and_lead_nowhere(
    of_care: dict[str, HtmlElement], of_care_in_spanish: dict[str, HtmlElement]
) -> None:
    """Rules B23, B24: no link in them, never folded, never hidden, in the server's HTML."""
    for path, page in (of_care | of_care_in_spanish).items():
        for card in page.xpath("//*[contains(@class, 'loc-warning')]"):
            assert not card.xpath(".//a|.//button|ancestor-or-self::details|ancestor-or-self::*[@hidden]"), (
                path
            )
            assert card.xpath("./h2/span[@class='loc-hidden']"), path
            following = card.xpath("./following-sibling::*[1]")
            assert not following or following[0].tag != "p" or "loc-byline" in following[0].get("class", "")


def test_b1_who_answers_for_a_text_stands_beside_it(of_care: dict[str, HtmlElement]) -> None:
    """Rule B1: near the content, not in the footer; nobody reviewed it, so it says that."""
    for path, page in of_care.items():
        [byline] = page.xpath("//main//*[contains(@class, 'loc-byline')]")
        assert "By Example Back Care editorial team" in text(byline), path
        assert "No clinician has reviewed this page yet." in text(byline), path
        assert not byline.xpath("ancestor::footer")


def test_b1_an_overdue_review_is_seen_on_the_treatment_and_its_towns(folder: Path) -> None:
    """Rule B1: a visible notice."""
    file = folder / "content/treatments/back-pain-treatment.md"
    review = "reviewer: Pat Example\nreviewer_licence: EXAMPLE-ME-1\n"
    days = "last_reviewed: 2024-11-01\nnext_review: 2025-11-01\n"
    file.write_text(file.read_text().replace("published:", f"{review}{days}published:", 1))
    site = load(folder).site
    assert site
    catalogue = open_catalogue(SiteFolder(folder), site)
    for path in ("/back-pain-treatment/", "/back-pain-treatment/fl/lake-mary/"):
        [byline] = read(catalogue, path).xpath("//main//*[contains(@class, 'loc-byline loc-note')]")
        assert "due on November 1, 2025 and is overdue" in text(byline)


def test_b4_and_h17_whoever_reads_for_reads_against(documents: dict[str, HtmlElement]) -> None:
    """Rules H17, B4: on every page, in both directions."""
    told = 0
    for path, page in documents.items():
        said = text(page.xpath("//main")[0])
        pro = "10.7326/M16-2367" in said or "978-92-4-008178-9" in said
        contra = "NG59" in said
        assert pro == contra, path
        told += pro
        evidence = (page.xpath("//section[@aria-labelledby='treatment']") or page.xpath("//main"))[0]
        if pro and "acupuncture" in text(evidence).lower():
            assert "sham" in said, path
    assert told > 30


def test_b5_the_expired_guideline_is_never_called_current(documents: dict[str, HtmlElement]) -> None:
    """Rule B5: wherever it is listed, the page says that it has run out."""
    for path, page in documents.items():
        said = text(page.xpath("//main")[0])
        if "10.7326/M16-2367" in said:
            assert re.search(r"five-year (?:limit|validity)", said), path


def test_b10_a_trial_without_a_sham_is_said_to_have_none(documents: dict[str, HtmlElement]) -> None:
    """Rule B10: where its benefit is told; and only what it measured, in whom."""
    for path, page in documents.items():
        said = text(page.xpath("//main")[0])
        if "24 points" in said or "24-point" in said:
            assert re.search(r"no sham group|No group had a sham", said), path
            assert "65 and over" in said, path
            assert "1.0 point better" in said, path
            assert "0.1" in said, path


def test_b12_pooled_trials_of_several_pains_are_not_sold_as_trials_of_backs(
    documents: dict[str, HtmlElement],
) -> None:
    """Rule B12: and the small number stands beside the medium one."""
    told = 0
    for path, page in documents.items():
        said = text(page.xpath("//main")[0])
        if "medium amount" in said or "medium effect" in said:
            told += 1
            assert re.search(r"several kinds of\s+(?:lasting|long-lasting) pain", said), path
            assert re.search(r"only (?:a small|about 0\.2)|by only a small|a small effect", said), path
    assert told > 30


def test_b13_medicare_is_never_said_to_cover_needles(documents: dict[str, HtmlElement]) -> None:
    """Rule B13: "ask the clinic", never "covered"."""
    asked = 0
    for path, page in documents.items():
        said = text(page.xpath("//main")[0])
        assert not re.search(r"[Cc]overed by Medicare|Medicare covers", said), path
        for plan in re.findall(r"Medicare \(([^)]*)\)", said):
            asked += 1
            assert plan == "ask the clinic", path
    assert asked


def test_b8_and_b19_no_emblem_no_star_no_testimonial(documents: dict[str, HtmlElement]) -> None:
    """Rules B8, B18, B19."""
    for path, page in documents.items():
        named = [*page.xpath("//img/@src|//img/@alt"), *page.xpath("//*[local-name()='svg']/@aria-label")]
        assert not [name for name in named if re.search(r"\b(?:WHO|NICE|CMS|NIH)\b", name)], path
        assert not re.search(r"★|⭐|\d out of 5|[Oo]ur patients (?:say|love)", text(page)), path


@pytest.mark.parametrize(
    ("name", "owner"),
    [
        (".", "Example Back Care Clinics (an invented clinic group) runs these clinics and this site."),
        (
            "examples/florida",
            "The locator project (demonstration) runs this site, and none of the places on it.",
        ),
    ],
)
def test_b19_every_footer_says_who_owns_the_clinics_and_the_site(name: str, owner: str) -> None:
    """Rule B19: a site of the clinics' owner does not pose as an independent guide."""
    site = load(ROOT / name).site
    assert site
    catalogue = open_catalogue(SiteFolder(ROOT / name), site)
    for path in [path for path in catalogue.pages if not path.startswith("/es/")][:40]:
        assert owner in text(read(catalogue, path).xpath("//footer")[0]), path


def test_b20_every_list_of_clinics_says_how_it_is_ordered_and_that_nobody_pays(
    catalogue: Catalogue, documents: dict[str, HtmlElement]
) -> None:
    """Rule B20: by distance or alphabet; the finder says so too (tests/pages/finder)."""
    hubs = {catalogue.site.urls.clinics, catalogue.site.urls.about}
    hubs |= {path for path in documents if re.fullmatch(r"/[\w-]+/fl/", path)}
    for path in (*hubs, *catalogue.verdicts):
        if path in documents:
            said = text(documents[path].xpath("//main")[0])
            assert re.search(r"[Nn]obody (?:pays|can pay) for a place", said), path
            assert re.search(r"by distance alone|order of the alphabet", said, re.IGNORECASE), path
