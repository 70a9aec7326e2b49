"""Treatments and other lists -> words between semicolons."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from locator.exchange.mapping.column_map import put
from locator.site.slugs import slug
from locator.site.tables.row import SEPARATOR

if TYPE_CHECKING:
    from locator.site.tables.row import Row


def clean_treatments(row: Row) -> None:
    """Writes "Acupuncture, Back pain treatment" as their slugs; which of them exist is checked later."""
    names = re.split(r"[;,|]", row["treatments"])
    put(
        row,
        "treatments",
        SEPARATOR.join(dict.fromkeys(slug(name) or name.strip() for name in names if name.strip())),
    )
