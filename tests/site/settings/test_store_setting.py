"""Where the site lies: the environment wins over site.toml, and a blank there means the folder."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from site_table import read

from locator.site.settings.store import find_store
from locator.site.settings.values import Refused

if TYPE_CHECKING:
    from pathlib import Path

OURS, OTHER = "postgresql://locator@db.example/clinics", "postgres://locator@other.example/clinics"


@pytest.mark.parametrize(
    ("text", "environ", "store"),
    [
        ("", {}, ""),
        (f'store = "{OURS}"', {}, OURS),
        (f'store = "{OURS}"', {"LOCATOR_STORE": OTHER}, OTHER),
        (f'store = "{OURS}"', {"LOCATOR_STORE": ""}, ""),
        ('store = ""', {}, ""),
    ],
)
def test_settings_and_commands_find_the_same(
    text: str, environ: dict[str, str], store: str, tmp_path: Path
) -> None:
    config, problems = read(tmp_path, text, **environ)
    assert problems == []
    assert config
    assert config.store == store
    assert find_store(tmp_path / "site.toml", environ) == store


def test_another_database_is_refused(tmp_path: Path) -> None:
    config, (problem,) = read(tmp_path, "", LOCATOR_STORE="mysql://locator@db.example/clinics")
    assert config is None
    assert problem.message == "not the address of a database"
    with pytest.raises(Refused):
        find_store(tmp_path / "site.toml", {"LOCATOR_STORE": "mysql://locator@db.example/clinics"})
