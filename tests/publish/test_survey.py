"""An export that leaves pages alone, held against one that makes every page: the same bytes."""

from __future__ import annotations

import resource
from dataclasses import replace
from typing import TYPE_CHECKING

import pytest
from edits import EDITS, twofold
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from locator.model.region import REGIONS
from locator.pages.cards.gallery import Gallery
from locator.pages.catalogue import Catalogue
from locator.pages.gist import take_gist
from locator.pages.rendering import Renderer
from locator.publish.export import file_name, write_export
from locator.publish.files import with_twin
from locator.publish.folders import files_below
from locator.publish.memory import Memory, load_memory, write_memory
from locator.publish.survey import Survey, survey
from locator.site import urls

if TYPE_CHECKING:
    from pathlib import Path

    from locator.site.snapshot import Site

STAMP = (1, 1)
FLORIDA = REGIONS["FL"]


@pytest.fixture(scope="module")
def renderer(catalogue: Catalogue) -> Renderer:
    return catalogue.renderer


def pages_of(catalogue: Catalogue) -> dict[str, bytes]:
    return {path: catalogue.rendered(path).body for path in catalogue.pages}


def remembered(seen: Survey, pages: dict[str, bytes]) -> Memory:
    """As if every page had been written."""
    names = {name for path in pages for name in with_twin(file_name(path))}
    return Memory(seen.basis, seen.gists, seen.shown, dict.fromkeys(names, STAMP))


def without(last: Memory, name: str) -> dict[str, tuple[int, int]]:
    return {each: stamp for each, stamp in last.files.items() if each != name}


def holds(site: Site, renderer: Renderer, edits: list[tuple[str, int]]) -> int:
    """Follows the edits one by one, and returns how many pages were left alone."""
    before, left = Catalogue(site, renderer), 0
    pages, seen = pages_of(before), survey(before, None, {}, jobs=1)
    for name, at in edits:
        site = EDITS[name](site, at)
        after = Catalogue(site, renderer)
        last = remembered(seen, pages)
        seen, fresh = survey(after, last, last.files, jobs=1), pages_of(after)
        for path in seen.unchanged:
            assert fresh[path] == pages[path], (name, at, path)
        after.gallery = Gallery(after.site, after.pages)  # which was told of no card
        assert seen.gists == {path: take_gist(after, path) for path in seen.gists}
        pages, left = fresh, left + len(seen.unchanged)
    return left


@settings(max_examples=2, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.lists(st.tuples(st.sampled_from(sorted(EDITS)), st.integers(0, 200)), min_size=1, max_size=1))
def test_a_page_that_is_left_alone_would_be_the_same(
    example: Site, renderer: Renderer, edits: list[tuple[str, int]]
) -> None:
    holds(twofold(example), renderer, edits)


def test_every_kind_of_edit_is_tried_and_most_pages_are_left_alone(example: Site, renderer: Renderer) -> None:
    english = replace(example, translated={})
    assert holds(twofold(english), renderer, [(name, 5 + at) for at, name in enumerate(EDITS)]) > 10 * len(
        EDITS
    )


def test_a_file_that_somebody_has_touched_is_made_anew(example: Site, renderer: Renderer) -> None:
    catalogue = Catalogue(twofold(example), renderer)
    first = survey(catalogue, None, {}, jobs=1)
    last = remembered(first, dict.fromkeys(catalogue.pages, b""))
    path = next(iter(first.gists))
    for name in with_twin(file_name(path)):
        for found in ({**last.files, name: (2, 1)}, {**last.files, name: (1, 2)}):
            assert first.gists.keys() - survey(catalogue, last, found, jobs=1).unchanged == {path}
        assert path not in survey(catalogue, last, without(last, name), jobs=1).unchanged


def test_nothing_is_left_alone_on_another_day_or_ground(example: Site, renderer: Renderer) -> None:
    site = twofold(example)
    catalogue = Catalogue(site, renderer)
    last = remembered(survey(catalogue, None, {}, jobs=1), dict.fromkeys(catalogue.pages, b""))
    assert survey(catalogue, last, last.files, jobs=1).unchanged == catalogue.pages.keys()
    for other in (
        replace(site, config=replace(site.config, name="Another")),
        replace(site, today=site.today.replace(day=1)),
        replace(site, treatments=dict([*site.treatments.items()][::-1])),
    ):
        assert not survey(Catalogue(other, renderer), last, last.files, jobs=1).unchanged


def test_lists_are_left_alone_that_show_nothing_of_a_change(example: Site, renderer: Renderer) -> None:
    site = replace(twofold(example), translated={})
    before = Catalogue(site, renderer)
    last = remembered(survey(before, None, {}, jobs=1), dict.fromkeys(before.pages, b""))
    for name, changed in (
        ("it parks elsewhere", set()),
        ("nobody answers there", {site.urls.clinics}),
        ("it is called otherwise", {site.urls.clinics, site.urls.region(site.main_treatment.slug, FLORIDA)}),
    ):
        after = Catalogue(EDITS[name](site, 0), renderer)
        left = survey(after, last, last.files, jobs=1).unchanged
        anew = last.shown.keys() - left - {urls.API}
        assert anew >= changed, name
        assert anew <= changed | {path for path in anew if "/fl/" in path}, name


def test_without_a_ledger_nobody_asks_for_substances(example: Site, renderer: Renderer) -> None:
    catalogue = Catalogue(twofold(example), renderer)
    seen = survey(catalogue, None, {}, jobs=1, for_ledger=False)
    assert {gist.substance for gist in seen.gists.values()} == {""}
    assert catalogue.states == Catalogue(twofold(example), renderer).states


def test_an_export_after_a_change_equals_a_whole_one_on_the_disk(
    example: Site, renderer: Renderer, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("locator.publish.cards.paint", lambda _: b"\x89PNG\r\n\x1a\nIEND\xaeB`\x82")
    site = twofold(example)
    out, whole = tmp_path / "out", tmp_path / "whole"
    for name in (
        "it parks elsewhere",
        "nobody answers there",
        "it has gone",
        "a town has come",
        "it is open",
    ):
        catalogue = Catalogue(site, renderer)
        seen = survey(catalogue, load_memory(tmp_path), files_below(out), jobs=1)
        exported = write_export(catalogue, out, jobs=1, survey=seen)
        assert exported.files == files_below(out)
        write_memory(tmp_path, Memory(seen.basis, seen.gists, seen.shown, exported.files))
        write_export(Catalogue(site, renderer), whole, jobs=1)
        assert tree(out) == tree(whole), name
        site = EDITS[name](site, 2)
    assert load_memory(tmp_path) == Memory(seen.basis, seen.gists, seen.shown, files_below(out))


def test_a_disk_that_fills_leaves_the_old_export_whole_and_no_litter(
    example: Site, renderer: Renderer, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("OMP_NUM_THREADS", "1")
    monkeypatch.setattr("locator.publish.cards.paint", lambda _: b"\x89PNG\r\n\x1a\nIEND\xaeB`\x82")
    site, out = twofold(example), tmp_path / "out"
    write_export(Catalogue(site, renderer), out, jobs=2)
    before = tree(out)
    after = Catalogue(EDITS["it has gone"](site, 1), renderer)
    limit = resource.getrlimit(resource.RLIMIT_FSIZE)
    resource.setrlimit(resource.RLIMIT_FSIZE, (8_000, limit[1]))  # bytes of a file, as if no more had room
    try:
        with pytest.raises(OSError, match="too large"):
            write_export(after, out, jobs=2)
    finally:
        resource.setrlimit(resource.RLIMIT_FSIZE, limit)
    assert tree(out) == before
    assert [path.name for path in tmp_path.iterdir()] == ["out"]


def tree(folder: Path) -> dict[str, bytes]:
    return {name: (folder / name).read_bytes() for name in files_below(folder)}


HEAD = '["0123", "2026-11-27"]\n'


@pytest.mark.parametrize(
    "kept",
    [
        "",
        "{}",
        "[]",
        '{"ground": 1}',
        "null",
        "\x00",
        f'{HEAD}["gist", "/"]',
        f'{HEAD}["else", "/"]',
        f"{HEAD}[]",
    ],
)
def test_a_memory_that_nobody_understands_is_none(kept: str, tmp_path: Path) -> None:
    (tmp_path / ".locator").mkdir()
    (tmp_path / ".locator" / "export.jsonl").write_text(kept)
    assert load_memory(tmp_path) is None
