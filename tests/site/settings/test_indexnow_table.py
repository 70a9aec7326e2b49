"""[indexnow] of site.toml: a key that search engines take, or a refusal with its cure (rule A37)."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest
from conftest import fixed_clock, load

from locator.model.indexnow import ENDPOINT, IndexNow
from locator.site.settings.site_toml import parse_config

if TYPE_CHECKING:
    from pathlib import Path

NEEDED = {"name": "A", "base_url": "https://a.example", "main_treatment": "b"}


def parsed(table: object) -> IndexNow | None:
    config, problems = parse_config({**NEEDED, "indexnow": table})
    assert config, problems
    return config.indexnow


def test_a_key_is_enough() -> None:
    """Rule A37: opt-in, 8 to 128 letters, digits and hyphens."""
    config, _ = parse_config(NEEDED)
    assert config and config.indexnow is None
    for key in ("abcdefgh", "A-1" * 42 + "zz"):
        assert parsed({"key": key}) == IndexNow(key, ENDPOINT)
    own = {"key": "abcdefgh", "endpoint": "https://www.bing.com/indexnow"}
    assert parsed(own) == IndexNow("abcdefgh", "https://www.bing.com/indexnow")


@pytest.mark.parametrize(
    "key", ["short", "x" * 129, "with blank", "under_score", "ümlaut-key", "a/../../b", 12345678]
)
def test_what_is_no_key_is_refused_with_its_cure(key: Any) -> None:
    """Rule A37."""
    config, problems = parse_config({**NEEDED, "indexnow": {"key": key}})
    assert config is None
    assert [problem.column for problem in problems] == ["indexnow.key"]
    assert problems[0].cure


@pytest.mark.parametrize(
    ("table", "column"),
    [
        ({}, "indexnow.key"),
        ("abcdefgh", "indexnow"),
        ({"key": "abcdefgh", "endpoint": "ftp://a.example/"}, "indexnow.endpoint"),
        ({"key": "abcdefgh", "endpoint": "https://user@a.example/"}, "indexnow.endpoint"),
        ({"key": "abcdefgh", "endpoint": "https://a.example:99999/x"}, "indexnow.endpoint"),
        ({"key": "abcdefgh", "keys": "x"}, "indexnow.keys"),
    ],
)
def test_every_other_mistake_is_told_where_it_is(table: Any, column: str) -> None:
    config, problems = parse_config({**NEEDED, "indexnow": table})
    assert config is None
    assert [problem.column for problem in problems] == [column]


def test_the_environment_may_hold_the_key(folder: Path) -> None:
    from locator.site.folder import SiteFolder
    from locator.site.loading import load_site

    site = load(folder).site
    assert site and site.config.indexnow is None
    environ = {"LOCATOR_INDEXNOW_KEY": "from-the-environment"}
    loaded = load_site(SiteFolder(folder), environ=environ, clock=fixed_clock)
    assert loaded.site and loaded.site.config.indexnow == IndexNow("from-the-environment")
