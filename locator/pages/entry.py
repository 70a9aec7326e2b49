"""A canonical page, as a sitemap tells of it."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Mapping
    from datetime import date


@dataclass(frozen=True, slots=True)
class Entry:
    """A canonical page for search engines; `lastmod` is from the ledger, None if not known (rule A24).

    `kind` names its part of the sitemap, `images` are paths of its pictures, `alternates` the same page in
    each language that has it, its own too, by the language's code.
    """

    path: str
    kind: str
    lastmod: date | None = None
    images: tuple[str, ...] = ()
    alternates: Mapping[str, str] = field(default_factory=dict)
