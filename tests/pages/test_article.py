"""Articles: who wrote them, what they rest on, and the newest first."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from typing import TYPE_CHECKING

import pytest
from reading import page, text

from locator.pages.article import newest_articles
from locator.pages.byline import build_byline
from locator.site.language import ENGLISH

if TYPE_CHECKING:
    from locator.pages.catalogue import Catalogue
    from locator.site.snapshot import Site

ACUPUNCTURE = "/articles/can-acupuncture-help-relieve-back-pain/"


def test_the_short_answer_and_the_byline_come_before_the_text(catalogue: Catalogue) -> None:
    document = page(catalogue, ACUPUNCTURE)
    everything = list(document.iter())
    parts = ["//h1", "//*[@class='loc-byline']", "//*[contains(@class, 'loc-answer')]"]
    parts += ["//nav[@aria-label='On this page']", "//*[@class='loc-sources']", "//form"]
    places = [everything.index(document.xpath(part)[0]) for part in parts]
    assert places == sorted(places)


def test_contents_lead_to_every_chapter(catalogue: Catalogue) -> None:
    for path in catalogue.pages:
        document = page(catalogue, path)
        for nav in document.xpath("//nav[@aria-label='On this page']"):
            anchors = [href.removeprefix("#") for href in nav.xpath(".//a/@href")]
            chapters = document.xpath("//*[@class='loc-reading']//*[@class='loc-prose']/h2/@id")
            assert anchors == chapters


def test_sources_are_numbered_once_over_answer_and_text(catalogue: Catalogue, example: Site) -> None:
    for slug, article in example.articles.items():
        document = page(catalogue, f"/articles/{slug}/")
        assert len(document.xpath("//*[@class='loc-sources']")) == bool(article.sources)
        ids = document.xpath("//*[@class='loc-sources']//li/@id")
        assert len(ids) == len(set(ids)) == len(article.sources)
        assert {mark.removeprefix("#") for mark in document.xpath("//sup/a/@href")} == set(ids)


def test_both_sides_of_the_evidence_are_in_the_article(catalogue: Catalogue) -> None:
    """Rule B4 and the design's sixth promise."""
    words = text(page(catalogue, ACUPUNCTURE).xpath("//main")[0])
    assert "NICE" in words
    assert "sham" in words
    assert "World Health Organization" in words or "WHO" in words


def test_the_list_names_every_article_newest_first(catalogue: Catalogue, example: Site) -> None:
    document = page(catalogue, "/articles/")
    linked = document.xpath("//main//h2/a/@href")
    assert linked == [link.path for link in newest_articles(example)]
    assert len(linked) == len(example.articles)


def test_articles_of_one_day_stand_by_title(example: Site) -> None:
    first, second, *_ = sorted(example.articles.values(), key=lambda article: article.title)

    def published(day: date | None) -> Site:
        later = replace(second, editorial=replace(second.editorial, published=day))
        return replace(example, articles={later.slug: later, first.slug: first})

    day = first.editorial.published
    assert day
    assert [link.title for link in newest_articles(published(day))] == [first.title, second.title]
    newer = published(date(2030, 1, 1))
    assert [link.title for link in newest_articles(newer)] == [second.title, first.title]
    assert len(newest_articles(published(None), 1)) == 1


def test_a_byline_never_hides_that_nobody_reviewed(example: Site) -> None:
    editorial = next(iter(example.articles.values())).editorial
    silence = "No clinician has reviewed this page yet."
    assert build_byline(editorial, example.today, ENGLISH).review == silence
    half = replace(editorial, reviewer="Dr. Example Reviewer")  # without a date
    assert build_byline(half, example.today, ENGLISH).review == silence


def test_a_review_is_told_with_licence_and_dates(example: Site) -> None:
    """Rule B1."""
    editorial = replace(
        next(iter(example.articles.values())).editorial,
        reviewer="Dr. Example Reviewer",
        reviewer_licence="EXAMPLE-ME-1",
        last_reviewed=date(2026, 11, 1),
        next_review=date(2027, 11, 1),
    )
    assert build_byline(editorial, example.today, ENGLISH).review == (
        "Reviewed by Dr. Example Reviewer (EXAMPLE-ME-1) on November 1, 2026. Next review: November 1, 2027."
    )


def test_an_overdue_review_is_told_beside_the_text(example: Site) -> None:
    """Rule B1: a visible notice from the day after."""
    editorial = replace(
        next(iter(example.articles.values())).editorial,
        reviewer="Dr. Example Reviewer",
        reviewer_licence="EXAMPLE-ME-1",
        last_reviewed=date(2025, 11, 1),
        next_review=date(2026, 11, 1),
    )
    due, late = (build_byline(editorial, date(2026, 11, day), ENGLISH) for day in (1, 2))
    assert due.review.endswith("Next review: November 1, 2026.")
    assert "due on November 1, 2026 and is overdue" in late.review
    assert (due.is_overdue, late.is_overdue) == (False, True)


@pytest.mark.parametrize(
    ("published", "updated", "expected"),
    [
        (None, None, ""),
        (date(2026, 1, 2), None, "Published January 2, 2026."),
        (date(2026, 1, 2), date(2026, 1, 2), "Published January 2, 2026."),
        (date(2026, 1, 2), date(2026, 3, 4), "Published January 2, 2026. Updated March 4, 2026."),
    ],
)
def test_a_day_is_told_once(
    published: date | None, updated: date | None, expected: str, example: Site
) -> None:
    editorial = next(iter(example.articles.values())).editorial
    assert (
        build_byline(replace(editorial, published=published, updated=updated), example.today, ENGLISH).dates
        == expected
    )
