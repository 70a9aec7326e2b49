"""What people type is understood: no figure of docs/explanation/queries.md may fall below its floor."""

from __future__ import annotations

import importlib.util
import sys
from collections import Counter
from dataclasses import replace
from pathlib import Path
from time import process_time
from types import ModuleType
from typing import TYPE_CHECKING

import pytest

from locator.site.queries.search import find_place

if TYPE_CHECKING:
    from locator.site.snapshot import Site

ROOT = Path(__file__).resolve().parents[3]
PAGE = ROOT / "docs" / "explanation" / "queries.md"


@pytest.fixture(scope="module")
def bench() -> ModuleType:
    spec = importlib.util.spec_from_file_location("bench_queries", ROOT / "bench" / "queries.py")
    assert spec and spec.loader
    module = importlib.util.module_from_spec(spec)
    sys.modules[spec.name] = module  # dataclasses look their module up
    spec.loader.exec_module(module)
    return module


@pytest.fixture(scope="module")
def bare(example: Site) -> Site:
    """A site without towns and clinics: the gazetteer alone."""
    return replace(example, towns=(), clinics=())


def shares(outcomes: list[object]) -> dict[str, float]:
    counts = Counter(outcome.verdict for outcome in outcomes)  # type: ignore[attr-defined]
    return {verdict: counts[verdict] / len(outcomes) for verdict in ("right", "listed", "silent", "wrong")}


def test_queries_for_american_places_are_understood(bench: ModuleType, example: Site) -> None:
    outcomes = [o for o in bench.query_outcomes(example) if o.row["cls"] != "world"]
    assert len(outcomes) == 142
    assert shares(outcomes)["right"] >= 0.97
    # Where an ambiguous name is a town of the site, it is answered, with the others beside it.
    wrong = [o for o in outcomes if o.verdict == "wrong"]
    assert all(o.row["expect"] == "ambiguous" and o.answer.candidates for o in wrong)


def test_a_place_abroad_is_never_taken_for_an_american_one(bench: ModuleType, example: Site) -> None:
    outcomes = [o for o in bench.query_outcomes(example) if o.row["cls"] == "world"]
    assert len(outcomes) == 11
    assert [o.row["query"] for o in outcomes if o.answer.origin] == []


def test_real_strings_that_no_name_matches_are_seldom_taken_for_another_place(
    bench: ModuleType, bare: Site
) -> None:
    share = shares(bench.string_outcomes(bare, exact=False))
    assert share["right"] >= bench.FLOOR_NON_EXACT
    assert share["wrong"] <= 0.03


def test_real_strings_of_known_names_are_found(bench: ModuleType, bare: Site) -> None:
    share = shares(bench.string_outcomes(bare, exact=True))
    assert share["right"] >= 0.97
    assert share["wrong"] <= 0.011


def test_misspelling_is_mended_where_it_was_never_tuned(bench: ModuleType, bare: Site) -> None:
    share = shares(bench.misspelled_outcomes(bare))
    assert share["right"] >= 0.9
    assert share["wrong"] <= 0.03


@pytest.mark.parametrize(
    "text", ["in " * 66, "a b c d e f g h " * 12, "st " * 60, "1 st fl " * 20, "," * 199]
)
def test_no_text_takes_long(example: Site, text: str) -> None:
    find_place(example, "warm the naems up")
    start = process_time()
    find_place(example, text)
    assert process_time() - start < 1


def test_the_published_figures_are_those_measured(bench: ModuleType, example: Site, bare: Site) -> None:
    page = PAGE.read_text()
    home = [o for o in bench.query_outcomes(example) if o.row["cls"] != "world"]
    for outcomes in (home, bench.string_outcomes(bare, exact=False), bench.string_outcomes(bare, exact=True)):
        counts = Counter(outcome.verdict for outcome in outcomes)
        cells = [len(outcomes), *(counts[verdict] for verdict in ("right", "listed", "silent", "wrong"))]
        assert f"| {' | '.join(f'{cell:,}' for cell in cells)} |" in page
