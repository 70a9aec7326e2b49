"""No emblem of WHO, NICE, CMS or NIH among a site's own files (rule B8)."""

from __future__ import annotations

from pathlib import Path

import pytest
from conftest import ROOT

from locator.model.problem import Severity
from locator.site.claims.advertising.logos import foreign_emblems


@pytest.mark.parametrize(
    ("name", "is_emblem"),
    [
        *(("who.svg", True), ("logo-who-white.png", True), ("NICE_logo.svg", True), ("cms.gov.png", False)),
        *(("World-Health-Organization.svg", True), ("medicare-card.jpg", True), ("nih-en.webp", True)),
        *(("who-we-are.jpg", False), ("nice-view.png", False), ("icon.svg", False), ("who.css", False)),
    ],
)
def test_b8_a_picture_named_like_an_emblem_is_a_warning(tmp_path: Path, name: str, is_emblem: bool) -> None:
    """Rule B8."""
    (tmp_path / "static/pictures").mkdir(parents=True)
    (tmp_path / "static/pictures" / name).write_bytes(b"")
    problems = list(foreign_emblems(tmp_path / "static", tmp_path / "templates"))
    assert [each.file for each in problems] == [f"static/pictures/{name}"] * is_emblem
    assert all(each.severity is Severity.WARNING and "(rule B8)" in each.cure for each in problems)


def test_b8_the_words_for_a_picture_are_read_too(tmp_path: Path) -> None:
    """Rule B8."""
    (tmp_path / "templates").mkdir()
    (tmp_path / "templates/home.html").write_text('<p>\n<img src="a.png" alt="The WHO logo"></p>\n')
    [problem] = foreign_emblems(tmp_path / "static", tmp_path / "templates")
    assert (problem.file, problem.row) == ("templates/home.html", 2)


def test_b8_we_show_no_emblem_ourselves() -> None:
    """Rule B8: own words, cited, and no implied endorsement."""
    assert list(foreign_emblems(ROOT / "static", ROOT / "templates")) == []
