"""What Google's spreadsheet cannot say: each thing once, with the clinics that it is about."""

from __future__ import annotations

from collections import defaultdict
from typing import TYPE_CHECKING

from locator.model.problem import Problem, Severity

if TYPE_CHECKING:
    from collections.abc import Iterator

SHOWN = 3  # clinics of many that a message names


class Told:
    """Gathers findings about clinics, which may be thousands, for a person to read."""

    def __init__(self) -> None:
        self._clinics: defaultdict[tuple[Severity, str, str], list[str]] = defaultdict(list)

    def add(self, severity: Severity, id_: str, message: str, cure: str) -> None:
        """Adds what was found at one clinic."""
        self._clinics[severity, message, cure].append(id_)

    @property
    def problems(self) -> Iterator[Problem]:
        """The findings, the gravest first: "daytona-beach, deland, sanford and 7 more: …"."""
        order = list(Severity)
        for (severity, message, cure), ids in sorted(
            self._clinics.items(), key=lambda found: order.index(found[0][0])
        ):
            names = ", ".join(sorted(ids)[:SHOWN])
            more = f" and {len(ids) - SHOWN:,} more" if len(ids) > SHOWN else ""
            yield Problem(severity, "clinics.csv", f"{names}{more}: {message}", cure, value=names)
