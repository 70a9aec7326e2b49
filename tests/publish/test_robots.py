"""robots.txt: all may read, models as the operator decides, and where the sitemap is."""

from __future__ import annotations

from typing import TYPE_CHECKING
from urllib.robotparser import RobotFileParser

import pytest

from locator.publish.robots import AI_SEARCH, AI_TRAINING, AI_USER_FETCH, render_robots
from locator.site.settings.config import Config

if TYPE_CHECKING:
    from locator.pages.catalogue import Catalogue

BASE = "https://clinics.example"
EVERYBODY = ("Googlebot", "bingbot", "Anybody")
KINDS = {"allow_ai_training": AI_TRAINING, "allow_ai_search": AI_SEARCH, "allow_ai_user_fetch": AI_USER_FETCH}


def config(**flags: bool) -> Config:
    return Config("Example", BASE, "back-pain-treatment", **flags)  # type: ignore[arg-type]


def parsed(text: bytes) -> RobotFileParser:
    parser = RobotFileParser()
    parser.parse(text.decode("ascii").splitlines())
    return parser


def test_the_sitemap_is_announced_by_its_absolute_address() -> None:
    """Rule A28."""
    assert parsed(render_robots(config())).site_maps() == [f"{BASE}/sitemap.xml"]


def test_by_default_models_may_answer_from_the_site_but_not_learn_from_it() -> None:
    rules = parsed(render_robots(config()))
    assert all(rules.can_fetch(agent, f"{BASE}/clinics/") for agent in (*AI_SEARCH, *AI_USER_FETCH))
    assert not any(rules.can_fetch(agent, f"{BASE}/clinics/") for agent in AI_TRAINING)


@pytest.mark.parametrize("flag", KINDS)
@pytest.mark.parametrize("is_allowed", [True, False])
def test_each_kind_of_use_is_a_decision_of_its_own(flag: str, is_allowed: bool) -> None:
    """Rule A36."""
    others = {name: not is_allowed for name in KINDS if name != flag}
    rules = parsed(render_robots(config(**{flag: is_allowed}, **others)))
    for name, agents in KINDS.items():
        expected = is_allowed if name == flag else not is_allowed
        assert {rules.can_fetch(agent, f"{BASE}/x/") for agent in agents} == {expected}


@pytest.mark.parametrize("is_allowed", [True, False])
def test_search_engines_may_read_all_so_that_they_see_what_is_not_to_be_indexed(
    is_allowed: bool, catalogue: Catalogue
) -> None:
    """Rule A29: no address is both forbidden and noindex."""
    rules = parsed(render_robots(config(**dict.fromkeys(KINDS, is_allowed))))
    for path in (*catalogue.pages, "/find?q=32114", "/static/style.css"):
        assert all(rules.can_fetch(agent, BASE + path) for agent in EVERYBODY)


def test_no_rule_is_written_that_engines_ignore() -> None:
    """Rules A29 and A30."""
    text = render_robots(config()).decode().lower()
    assert "crawl-delay" not in text
    assert "noindex" not in text
    assert text.endswith("\n")
