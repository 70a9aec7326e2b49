"""The first record of a table: which cell belongs to which column, whatever the file calls it."""

from __future__ import annotations

import difflib
import re
from dataclasses import dataclass

from locator.model.problem import Problem, Severity

MAX_COLUMNS = 500

# Columns go by these names in other people's files; the first that the table knows is meant.
_SYNONYMS = tuple(
    tuple(group.split())
    for group in (
        "region state state_code province",
        "town city locality place municipality",
        "postcode zip zipcode zip_code postal_code post_code",
        "lat latitude",
        "lon lng long longitude",
        "phone telephone tel phone_number",
        "street address street_address address_line_1 address1",
        "website url web site homepage",
        "booking_url booking booking_link",
        "hours opening_hours",
        "id store_code clinic_id ref",
        "clinic clinic_id",
        "name clinic_name business_name",
        "treatments treatment services",
        "insurance insurers insurances",
        "languages language",
        "licence license licence_number license_number",
        "aliases alias",
        "radius service_radius",
        "updated last_updated",
        "verified_on verified last_verified",
        "approved_on approved",
        "from source source_url old_url",
        "to target target_url new_url",
        "status status_code",
    )
)


@dataclass(frozen=True, slots=True)
class Columns:
    """The columns that a table must have and those that it may have."""

    required: tuple[str, ...]
    optional: tuple[str, ...] = ()

    @property
    def all(self) -> tuple[str, ...]:
        """Every column, the required ones first."""
        return self.required + self.optional


class Header:
    """Which cell belongs to which column, by the titles in the first record."""

    def __init__(self, titles: list[str], columns: Columns, name: str, line: int) -> None:
        self.places: dict[str, int] = {}
        self.problems: list[Problem] = []
        self._columns, self._name, self._line = columns, name, line
        keys = [*map(title_key, titles)]
        self.width = max(place for place, key in enumerate(keys, 1) if key)
        exact = {key for key in keys if key in columns.all}
        for place, (key, title) in enumerate(zip(keys, titles, strict=True)):
            column = key if key in exact else known_as(key, columns)
            if column is None or (column in exact and key not in exact):
                self._report_unknown(key, title)
            elif column in self.places:
                self._report_repeated(titles[self.places[column]], title, column)
            else:
                self.places[column] = place
        self._report_missing()

    def _report_unknown(self, key: str, title: str) -> None:
        if not key:  # a column without a title
            return
        close = difflib.get_close_matches(key, self._columns.all, 1, cutoff=0.7)
        cure = f"did you mean {close[0]}?" if close else "take it out, if nobody needs it"
        message = "there is no column of this name, so its values are not read"
        self.problems.append(Problem(Severity.WARNING, self._name, message, cure, self._line, title, title))

    def _report_repeated(self, first: str, second: str, column: str) -> None:
        both = f'"{first}" and "{second}" are the same column'
        message = both if first != second else "the column stands there twice"
        self._report_error(column, message, "take one out")

    def _report_error(self, column: str, message: str, cure: str) -> None:
        # No row: without its columns the whole file cannot be used.
        self.problems.append(Problem(Severity.ERROR, self._name, message, cure, column=column))

    def _report_missing(self) -> None:
        for column in self._columns.required:
            if column not in self.places:
                cure = f'add "{column}" to the first line, which names the columns'
                message = "this column is missing"
                self._report_error(column, message, cure)


def title_key(title: str) -> str:
    """A title without what people write in more than one way: "Store Code" -> "store_code"."""
    return re.sub(r"[\s_-]+", "_", title.lower())


def known_as(key: str, columns: Columns) -> str | None:
    """The column that a title (as title_key makes it) means, by its own name or another."""
    names = (name for synonyms in _SYNONYMS if key in synonyms for name in synonyms)
    return next((name for name in names if name in columns.all), None)
