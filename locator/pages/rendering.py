"""Context -> HTML bytes: the only place that knows Jinja."""

from __future__ import annotations

from dataclasses import fields
from typing import TYPE_CHECKING, Any

from jinja2 import Environment, FileSystemLoader, StrictUndefined

from locator.pages import urls

if TYPE_CHECKING:
    from collections.abc import Sequence
    from pathlib import Path

    from locator.pages.assets import Assets
    from locator.site.config import Config


class Renderer:
    """Renders the context of a page with its template; the context class names its template."""

    def __init__(self, layers: Sequence[Path], assets: Assets, config: Config) -> None:
        self.assets = assets
        self.environment = Environment(
            loader=FileSystemLoader(layers),
            autoescape=True,
            undefined=StrictUndefined,
            trim_blocks=True,
            lstrip_blocks=True,
            auto_reload=False,
        )
        self.environment.globals.update(
            asset=assets.url, urls=urls, noun=config.clinic_noun, nouns=config.clinics_noun
        )

    def render(self, context: Any) -> bytes:
        """Renders a page; `context` is a dataclass with a class variable `template`."""
        values = {field.name: getattr(context, field.name) for field in fields(context)}
        return self.environment.get_template(context.template).render(values).encode()
