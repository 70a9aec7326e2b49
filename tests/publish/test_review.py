"""The scale guard: how many new town pages one run may list (rule E15)."""

from __future__ import annotations

from dataclasses import replace

from locator.model.ledger import Ledger, Line, Listing
from locator.pages.catalogue import Catalogue
from locator.pages.verdicts.scale import MOST_NEW
from locator.publish.review import first_listed, needs_review

A = "v1-aaaaaaaaaaaaaaaa"


def ledger_of(catalogue: Catalogue, *, without: int = 0, listing: Listing = Listing.LISTED) -> Ledger:
    """A ledger that has all town pages but some."""
    listed = [path for path, verdict in catalogue.verdicts.items() if verdict.is_indexed]
    lines = {path: Line(path, A) for path in listed[without:]}
    lines |= {path: Line(path, A, listing=listing) for path in listed[:without]} if listing != "yes" else {}
    return Ledger({"/": Line("/", A), **lines})


def test_eleven_are_too_many(catalogue: Catalogue) -> None:
    """Rule E15."""
    assert MOST_NEW == 10
    assert not needs_review(catalogue, ledger_of(catalogue, without=10))
    ledger = ledger_of(catalogue, without=11)
    assert needs_review(catalogue, ledger)
    fresh = first_listed(catalogue, ledger)
    assert len(fresh) == 11
    assert all(verdict.is_indexed and verdict.reasons for verdict in fresh.values())


def test_a_page_that_earns_its_place_is_new(catalogue: Catalogue) -> None:
    """Rule E15: it was served before, and nobody could find it."""
    assert needs_review(catalogue, ledger_of(catalogue, without=11, listing=Listing.UNLISTED))
    assert needs_review(catalogue, ledger_of(catalogue, without=11, listing=Listing.GONE))


def test_without_a_record_all_is_new_unless_it_is_a_demonstration(catalogue: Catalogue) -> None:
    """Rule E15."""
    site = catalogue.site
    real = replace(site, config=replace(site.config, demonstration=False))
    assert needs_review(Catalogue(real, catalogue.renderer), Ledger())
    assert not needs_review(catalogue, Ledger())
