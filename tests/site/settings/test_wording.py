"""The table [es] and the list of languages."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest

from locator.site.settings.config import Config
from locator.site.settings.site_toml import parse_config
from locator.site.settings.wording import Wording, future_checks

BASE = {"name": "Example", "base_url": "https://clinics.example", "main_treatment": "back-pain-treatment"}


def wrong(**settings: Any) -> list[str]:
    config, problems = parse_config(BASE | settings)
    assert config is None
    assert all(problem.cure for problem in problems)
    return [problem.column or "" for problem in problems]


def good(**settings: Any) -> Config:
    config, problems = parse_config(BASE | settings)
    assert not problems
    assert config
    return config


def test_a_site_speaks_english_alone_unless_it_says_more() -> None:
    assert good().languages == ("en",)
    assert good().wordings == ()


def test_further_languages_bring_their_words() -> None:
    config = good(
        languages=["en", "es"], es={"name": "Ejemplo", "checked_by": "Ana", "checked_on": "2026-11-20"}
    )
    [wording] = config.wordings
    assert (wording.language, wording.name, wording.checked_by) == ("es", "Ejemplo", "Ana")
    assert wording.checked_on == date(2026, 11, 20)
    assert config.wording is None


def test_the_environment_may_name_them_too() -> None:
    assert good(languages="en es").languages == ("en", "es")


@pytest.mark.parametrize("languages", [["es"], ["en", "xx"], "xx", [1], {}, [], ["es", "en"], True])
def test_a_list_that_cannot_stand_is_reported_once(languages: object) -> None:
    assert wrong(languages=languages) == ["languages"]
    assert wrong(languages=languages, es={"name": "Ejemplo"}) == ["languages"]


def test_words_of_the_main_language_must_be_there() -> None:
    assert wrong(languages=["en", "es"], description="Find us.", clinic_noun="place") == [
        "es.clinic_noun",
        "es.description",
    ]


def test_a_table_of_a_language_that_is_not_spoken_is_reported() -> None:
    assert wrong(es={"name": "Ejemplo"}) == ["es"]


@pytest.mark.parametrize(
    ("table", "column"),
    [
        ({"nombre": "Ejemplo"}, "es.nombre"),
        ({"checked_by": "Ana"}, "es.checked_on"),
        ({"checked_on": "2026-11-20"}, "es.checked_by"),
        ({"checked_by": "Ana", "checked_on": "soon"}, "es.checked_on"),
        ("Spanish", "es"),
    ],
)
def test_a_wrong_table_is_reported_where_it_is_wrong(table: object, column: str) -> None:
    """Rule A34: a check is a name and a date, or it is none."""
    assert wrong(languages=["en", "es"], description="Find us.", es=table) == [column]


def test_a_check_is_no_promise() -> None:
    """Rule A34: a day that has not come proves nothing, and is told; tomorrow is today elsewhere."""
    wordings = [Wording("es", checked_by="Ana", checked_on=date(2026, 11, day)) for day in (20, 23, 24)]
    (problem,) = future_checks(wordings, date(2026, 11, 22))
    assert (problem.column, problem.value) == ("es.checked_on", "2026-11-24")
    assert "lies in the future" in problem.message
