"""What is dropped after a change: every page that is another one now, and no page that is not."""

from __future__ import annotations

from dataclasses import replace
from hashlib import sha256
from typing import TYPE_CHECKING

from edits import EDITS, twofold
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from locator.pages.catalogue import Catalogue
from locator.pages.tags import MISSING, tags_of
from locator.publish.tag_list import (
    Tagged,
    changed_paths,
    parse_tag_list,
    render_tag_list,
    tag_pages,
    tags_to_drop,
)

if TYPE_CHECKING:
    from pathlib import Path

    from locator.pages.rendering import Renderer
    from locator.site.snapshot import Site

words = st.text("abc/:", min_size=1, max_size=4)
pages = st.dictionaries(
    words.map("/{}".format), st.tuples(st.sampled_from("xyz"), st.lists(words, unique=True))
).map(lambda drawn: {path: Tagged(digest, (f"page:{path}", *tags)) for path, (digest, tags) in drawn.items()})


@given(pages)
def test_what_is_written_is_read(tagged: dict[str, Tagged]) -> None:
    assert parse_tag_list(render_tag_list(tagged)) == tagged


def test_lines_that_are_none_are_left_out() -> None:
    assert parse_tag_list(b"\xff\n\n/a\n/b x\n/c x site\n") == {"/c": Tagged("x", ("site",))}


@given(pages, pages)
def test_exactly_what_changed_is_dropped(before: dict[str, Tagged], after: dict[str, Tagged]) -> None:
    assert_exact(before, after)


def assert_exact(before: dict[str, Tagged], after: dict[str, Tagged]) -> list[str]:
    """Every page that is gone or another one bears a tag that is named, and no other page bears any."""
    tags = tags_to_drop(before, changed_paths(before, after))
    if not before:
        assert tags == ["site"]
        return tags
    for path, page in before.items():
        is_same = path in after and after[path].digest == page.digest
        assert set(page.tags).isdisjoint(tags) is is_same, path
    assert (MISSING in tags) is bool(after.keys() - before.keys())
    return tags


def tagged_pages(site: Site, renderer: Renderer) -> dict[str, Tagged]:
    catalogue = Catalogue(site, renderer)
    bodies = {path: catalogue.rendered(path).body for path in catalogue.pages}
    return {
        path: Tagged(sha256(body).hexdigest(), tags_of(catalogue.site, path, body))
        for path, body in bodies.items()
    }


@settings(max_examples=2, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.sampled_from(sorted(EDITS)), st.integers(0, 200))
def test_after_any_edit_exactly_the_changed_pages_are_dropped(
    example: Site, catalogue: Catalogue, name: str, at: int
) -> None:
    site = replace(twofold(example), translated={})
    assert_exact(
        tagged_pages(site, catalogue.renderer), tagged_pages(EDITS[name](site, at), catalogue.renderer)
    )


def test_a_change_of_everything_is_one_tag(example: Site, catalogue: Catalogue) -> None:
    site = replace(twofold(example), translated={})
    other = replace(site, config=replace(site.config, name="Another name"))
    before, after = tagged_pages(site, catalogue.renderer), tagged_pages(other, catalogue.renderer)
    assert assert_exact(before, after) == ["site"]


def test_what_is_known_is_not_read(catalogue: Catalogue, tmp_path: Path) -> None:
    (tmp_path / "home.html").write_bytes(b'<a href="/clinics/lake-mary/">')
    files = {
        "index.html": tmp_path / "home.html",
        "about/index.html": tmp_path / "none",
        "find/index.html": tmp_path / "home.html",
        "static/a.css": tmp_path / "none",
        "404.html": tmp_path / "none",
        "sitemaps/pages.xml": tmp_path / "home.html",
    }
    known = Tagged("x", ("page:/about/",))
    tagged = tag_pages(catalogue, files, {"/about/": known, "/gone/": known}, jobs=1)
    assert tagged.keys() == {"/", "/about/", "/find", "/sitemaps/pages.xml"}
    assert tagged["/about/"] == known
    assert "clinic:lake-mary" in tagged["/"].tags
