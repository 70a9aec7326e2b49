"""Every figure that may be shown, as a spreadsheet reads it."""

from __future__ import annotations

import csv
import io
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from locator.demand.release import Release

COLUMNS = ("month", "kind", "subject", "count")


def render_csv(release: Release) -> str:
    """One row a month, kind and subject; what is fewer than five has no row."""
    text = io.StringIO()
    writer = csv.writer(text)
    writer.writerow(COLUMNS)
    for (month, kind, subject), number in sorted(release.figures.items()):
        writer.writerow((f"{month:%Y-%m}", kind.value, subject, number))
    return text.getvalue()
