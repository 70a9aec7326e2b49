"""The files of a site folder, and the bundle that fills in what a folder leaves out."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

_PACKAGE = Path(__file__).parent.parent
_PACKED = _PACKAGE / "bundle"

#: The example site with templates and static files: inside an installed wheel, or the repository root.
BUNDLE = _PACKED if _PACKED.is_dir() else _PACKAGE.parent


@dataclass(frozen=True, slots=True)
class SiteFolder:
    """Where each part of a site lies; templates and static files override the bundle's file by file."""

    path: Path

    @property
    def config(self) -> Path:
        """The settings."""
        return self.path / "site.toml"

    @property
    def locations(self) -> Path:
        """The towns: one row, one landing page."""
        return self.path / "locations.csv"

    @property
    def clinics(self) -> Path:
        """The clinics."""
        return self.path / "clinics.csv"

    @property
    def practitioners(self) -> Path:
        """The people who treat patients."""
        return self.path / "practitioners.csv"

    @property
    def redirects(self) -> Path:
        """The addresses that have moved or gone."""
        return self.path / "redirects.csv"

    @property
    def ledger(self) -> Path:
        """What the pages said when they were last recorded, and since when."""
        return self.path / "ledger.csv"

    @property
    def content(self) -> Path:
        """The Markdown: treatments, articles, towns."""
        return self.path / "content"

    @property
    def templates(self) -> tuple[Path, ...]:
        """Where templates are looked for, first match wins."""
        return self._layers("templates")

    @property
    def static(self) -> tuple[Path, ...]:
        """Where static files are looked for, first match wins."""
        return self._layers("static")

    @property
    def modules(self) -> tuple[Path, ...]:
        """Where npm's packages are looked for, first match wins; a checkout keeps its own (scripts/map)."""
        return self.path / "node_modules", BUNDLE / "requirements" / "map" / "node_modules"

    def _layers(self, name: str) -> tuple[Path, ...]:
        own, bundled = self.path / name, BUNDLE / name
        return (bundled,) if own.resolve() == bundled.resolve() else (own, bundled)

    def directories(self) -> tuple[Path, ...]:
        """Every directory whose files the site is made of, for watching."""
        roots = [self.content, *self.templates, *self.static]
        below = (
            path for root in roots if root.is_dir() for path in (root, *root.rglob("*")) if path.is_dir()
        )
        return (self.path, *sorted(set(below)))
