"""The table [verdict]: thresholds within reason, and the cure for all others."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from site_table import read

from locator.model.verdict_settings import VerdictSettings

if TYPE_CHECKING:
    from pathlib import Path


@pytest.mark.parametrize(
    ("text", "environ", "settings"),
    [
        ("", {}, VerdictSettings()),
        ("[verdict]", {}, VerdictSettings()),
        (
            "[verdict]\nfacts = 8\nrequire_approval = true",
            {},
            VerdictSettings(facts=8, require_approval=True),
        ),
        ("[verdict]\nlikeness = 0.7", {}, VerdictSettings(likeness=0.7)),
        ('[verdict]\nmerge_within = "8 km"', {}, VerdictSettings(merge_within_km=8.0)),
        ("[verdict]\nmerge_within = 0", {}, VerdictSettings(merge_within_km=0.0)),
        ('[verdict]\nwithout_clinic = "absent"', {}, VerdictSettings(drops_towns_without_clinic=True)),
        ("[verdict]\nfacts = 8", {"LOCATOR_VERDICT_FACTS": "9"}, VerdictSettings(facts=9)),
        ("", {"LOCATOR_VERDICT_REQUIRE_APPROVAL": "yes"}, VerdictSettings(require_approval=True)),
    ],
)
def test_thresholds_are_read(
    text: str, environ: dict[str, str], settings: VerdictSettings, tmp_path: Path
) -> None:
    """Rules E1, E2, E3, E12, E13: the defaults are the rules' own figures."""
    config, problems = read(tmp_path, text, **environ)
    assert problems == []
    assert config
    assert config.verdict == settings


@pytest.mark.parametrize(
    ("text", "column", "message"),
    [
        ("verdict = 6", "verdict", "not a table"),
        ("[verdict]\nfact = 6", "verdict.fact", "there is no such setting"),
        ("[verdict]\nfacts = 6.5", "verdict.facts", "not a whole number"),
        ("[verdict]\nfacts = -1", "verdict.facts", "not such a number"),
        ("[verdict]\nfacts = true", "verdict.facts", "not such a number"),
        ("[verdict]\nlikeness = 80", "verdict.likeness", "not such a number"),
        ("[verdict]\nlikeness = nan", "verdict.likeness", "not such a number"),
        ("[verdict]\nlikeness = 0.5", "verdict.likeness_warning", "above likeness"),
        ("[verdict]\nfresh_hours_days = 0", "verdict.fresh_hours_days", "not such a number"),
        ('[verdict]\nmerge_within = "5 leagues"', "verdict.merge_within", "not a unit of length"),
        ('[verdict]\nmerge_within = "-5 miles"', "verdict.merge_within", "not a distance"),
        ('[verdict]\nwithout_clinic = "gone"', "verdict.without_clinic", "not one of the choices"),
        ('[verdict]\nrequire_approval = "maybe"', "verdict.require_approval", "neither true nor false"),
    ],
)
def test_a_mistake_names_key_value_and_cure(text: str, column: str, message: str, tmp_path: Path) -> None:
    config, problems = read(tmp_path, text)
    assert config is None
    (problem,) = problems
    assert problem.column == column
    assert message in problem.message
    assert problem.cure
