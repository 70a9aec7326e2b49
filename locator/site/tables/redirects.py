"""redirects.csv -> where old addresses lead, each in one hop."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING
from urllib.parse import quote, unquote, urlsplit

from locator.model.redirect import GONE, PERMANENT, TEMPORARY, Redirect
from locator.site.paths import destination, tidy
from locator.site.tables.header import Columns
from locator.site.tables.row import quoted
from locator.site.tables.table import gathered, load_table

if TYPE_CHECKING:
    from pathlib import Path

    from locator.model.problem import Problem
    from locator.site.tables.row import Row

COLUMNS = Columns(required=("from", "to"), optional=("status",))
STATUSES = tuple(str(status) for status in sorted((*PERMANENT, *TEMPORARY, GONE)))
DEFAULT_STATUS = "301"

# White space and the backslash, which browsers take for a slash, could lead away from the site.
_FORBIDDEN = re.compile(r'[\s\\<>"]')


def load_redirects(path: Path) -> tuple[tuple[Redirect, ...], list[Problem]]:
    """Reads what has moved or gone, chains made one hop; there need not be such a file.

    A row with an error is left out; an error without a row costs the whole file.
    """
    rows, problems = load_table(path, COLUMNS, is_required=False)
    table: dict[str, tuple[Row, Redirect]] = {}
    for row in rows:
        redirect = _redirect(row)
        if redirect and (first := table.setdefault(tidy(redirect.source), (row, redirect)))[0] is not row:
            _report_repeat(row, redirect, first[1])
    redirects = [end for row, redirect in table.values() if (end := _end(row, redirect, table))]
    return tuple(redirects), gathered(rows, problems)


def _redirect(row: Row) -> Redirect | None:
    source, target, status = _source(row), _target(row), row["status"] or DEFAULT_STATUS
    if status not in STATUSES:
        cure = f"write one of {', '.join(STATUSES)}, or nothing for {DEFAULT_STATUS}"
        row.report("status", f"{quoted(status)} is not a status of a redirect", cure)
    elif status == str(GONE) and row["to"]:
        row.report("to", "what has gone (410) leads nowhere", "leave to blank, or write 301")
    elif status != str(GONE) and not row["to"]:
        row.report("to", "the cell is blank", "write where it leads, or the status 410 for gone")
    if source and target and tidy(unquote(source)) == destination(target):
        row.report("to", f"{quoted(source)} leads to itself", "write another address, or 410")
    # Servers see addresses without their percent signs.
    return None if row.is_lost else Redirect(unquote(source), target, int(status), row.line)


def _source(row: Row) -> str:
    cell = row.text("from", required=True)
    path = urlsplit(cell).path if _is_path(cell) else ""
    if cell and path != cell:
        message = f"{quoted(cell)} is not a path of this site"
        row.report("from", message, _cure(cell, with_query=False))
    return path


def _target(row: Row) -> str:
    """An address of this site only, never one elsewhere (rule C25)."""
    cell = row.text("to")
    if cell and not _is_path(cell):
        message = f"{quoted(cell)} is not an address of this site"
        row.report("to", message, _cure(cell, with_query=True))
    return cell


def _is_path(text: str) -> bool:
    return text.startswith("/") and text[1:2] not in ("/", "\\") and not _FORBIDDEN.search(text)


def _cure(text: str, *, with_query: bool) -> str:
    try:
        parts = urlsplit(text.replace("\\", "/"))
    except ValueError:
        return "write a path, such as /old-page/"
    path = "/" + quote(parts.path.lstrip("/"), safe="/%:@!$&'()*+,;=~-._")
    return f"write {path}?{parts.query}" if with_query and parts.query else f"write {path}"


def _end(row: Row, redirect: Redirect, table: dict[str, tuple[Row, Redirect]]) -> Redirect | None:
    """The redirect to where its chain ends; None, and an error, if it never does."""
    hops, seen = [redirect], [tidy(redirect.source)]
    while hops[-1].target and (key := destination(hops[-1].target)) in table:
        hops.append(table[key][1])
        if key in seen:
            _report_circle(row, hops)
            return None
        seen.append(key)
    if len(hops) == 1:
        return redirect
    end = hops[-1]
    # A chain is only as lasting as its least lasting hop.
    status = next((hop.status for hop in hops if hop.status in TEMPORARY), redirect.status)
    goal = end.target or "410 (gone)"
    row.notice("to", f"{redirect.target} leads on to {goal}", f"write {goal} at once")
    return Redirect(redirect.source, end.target, GONE if end.status == GONE else status, row.line)


def _report_repeat(row: Row, redirect: Redirect, first: Redirect) -> None:
    message = f"row {first.row} already says where {redirect.source} leads"
    if redirect.source != first.source and (redirect.target, redirect.status) == (first.target, first.status):
        row.notice("from", message, "take it out: case and the last slash make no difference")
    else:
        row.report("from", message, "take one of them out")


def _report_circle(row: Row, hops: list[Redirect]) -> None:
    path = " -> ".join(hop.source for hop in hops)
    rows = ", ".join(map(str, sorted({hop.row for hop in hops})))
    message = f"the redirects run in a circle: {path} (rows {rows})"
    row.report("to", message, "lead one of these rows elsewhere, or take it out")
