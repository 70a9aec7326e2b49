"""A file that Google has given out: what it says of each clinic that we have no column for stays."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from locator.errors import UsageError
from locator.exchange.google.columns import ADDRESS_LINES, HEADER, PHONE, REMARKS, SPECIAL_HOURS, STORE_CODE
from locator.model.phone import parse_phone
from locator.site.slugs import slug
from locator.site.tables.encoding import refusal, utf8
from locator.site.tables.records import Records

if TYPE_CHECKING:
    from collections.abc import Mapping

_DOWNLOAD = "give the file that Google Business Profile Manager downloads"


@dataclass(frozen=True, slots=True)
class Kept:
    """The rows by the id that an import makes of their store code, and the columns beyond the template's."""

    rows: Mapping[str, Mapping[str, str]] = field(default_factory=dict)
    more_columns: tuple[str, ...] = ()

    def merged(self, ours: Mapping[str, str], *, country: str) -> dict[str, str]:
        """Our row with what Google alone knows; what both say alike stays as Google spells it.

        Blank cells of ours say nothing, but for special hours once those of the week are known.
        """
        theirs = self.rows.get(ours[STORE_CODE], {})
        ours = {**ours, STORE_CODE: theirs.get(STORE_CODE, ours[STORE_CODE])}  # capitals stay (rule F1)
        row = {**theirs, **{name: cell for name, cell in ours.items() if cell or name == SPECIAL_HOURS}}
        if _letters(ours, *ADDRESS_LINES) == _letters(theirs, *ADDRESS_LINES):
            row |= {line: theirs.get(line, "") for line in ADDRESS_LINES}
        else:
            row |= {line: ours.get(line, "") for line in ADDRESS_LINES}
        if ours[PHONE] and ours[PHONE] == _dials(theirs.get(PHONE, ""), country):
            row[PHONE] = theirs[PHONE]
        return row


def read_kept(data: bytes, name: str) -> Kept:
    """Reads the bytes of Google's file; raises UsageError if it is none."""
    if refused := refusal(data):
        msg = f"{name}: {'; '.join(refused)}"
        raise UsageError(msg)
    records = [cells for _, cells in Records(utf8(data, name)[0], name)]
    titles = records[0] if records else []
    if STORE_CODE not in titles:
        msg = f'{name} has no column "{STORE_CODE}"; {_DOWNLOAD}'
        raise UsageError(msg)
    rows = [dict(zip(titles, cells, strict=False)) for cells in records[1:]]
    more = tuple(title for title in titles if title and title not in (*HEADER, *REMARKS))
    return Kept({slug(code) or code: row for row in rows if (code := row.get(STORE_CODE))}, more)


def _letters(row: Mapping[str, str], *columns: str) -> str:
    return re.sub(r"\W", "", "".join(row.get(column, "") for column in columns)).casefold()


def _dials(text: str, country: str) -> str:
    try:
        return parse_phone(text, country).e164 if text else ""
    except ValueError:
        return ""
