"""Settings of a site, as few as there can be, with some of one's own."""

from __future__ import annotations

from typing import TYPE_CHECKING

from locator.site.settings.site_toml import parse_config

if TYPE_CHECKING:
    from locator.site.settings.config import Config

LEAST = {"name": "Clinics", "base_url": "https://clinics.example", "main_treatment": "back-pain-treatment"}


def config(**own: object) -> Config:
    made, problems = parse_config(LEAST | own)
    assert made, problems
    return made
