"""A site.toml that has what is required, and one table to be tried."""

from __future__ import annotations

from typing import TYPE_CHECKING

from locator.site.settings.site_toml import load_config

if TYPE_CHECKING:
    from pathlib import Path

    from locator.model.problem import Problem
    from locator.site.settings.config import Config

REQUIRED = 'name = "X"\nbase_url = "https://x.example"\nmain_treatment = "x"\n'


def read(folder: Path, text: str, **environ: str) -> tuple[Config | None, list[Problem]]:
    """The settings of a folder whose site.toml ends with `text`."""
    path = folder / "site.toml"
    path.write_text(f"{REQUIRED}{text}\n", encoding="utf-8")
    return load_config(path, environ)
