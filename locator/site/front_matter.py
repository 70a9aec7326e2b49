"""A Markdown file's front matter: YAML between two lines of ---, then the text."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from datetime import date
from typing import TYPE_CHECKING

import yaml

from locator.model.document import Card, Editorial, Source
from locator.model.problem import Problem, Severity

if TYPE_CHECKING:
    from collections.abc import Collection
    from pathlib import Path

_FENCED = re.compile(r"---[ \t]*\n(.*?\n)?---[ \t]*(?:\n|\Z)(.*)", re.DOTALL)
MAX_SIGNS = 5  # rule B23
EDITORIAL = (
    "author",
    "reviewer",
    "reviewer_licence",
    "last_reviewed",
    "next_review",
    "published",
    "updated",
)


@dataclass
class FrontMatter:
    """The settings and the text of one file; its readers gather a problem for each value that is wrong."""

    file: str
    values: dict[str, object]
    body: str
    body_line: int = 1
    problems: list[Problem] = field(default_factory=list)

    def report(
        self,
        key: str | None,
        message: str,
        cure: str,
        *,
        row: int | None = None,
        severity: Severity = Severity.ERROR,
    ) -> None:
        """Adds a problem with one setting, or with the text at line `row`."""
        value = self.values.get(key) if key else None
        shown = value if isinstance(value, str) else None
        self.problems.append(Problem(severity, self.file, message, cure, row=row, column=key, value=shown))

    @property
    def has_errors(self) -> bool:
        """Tells whether the document cannot be used."""
        return any(problem.severity is Severity.ERROR for problem in self.problems)

    def text(self, key: str, *, required: bool = False) -> str:
        """Reads a text, empty if it is absent."""
        value = self.values.get(key, "")
        if not isinstance(value, str):
            self.report(key, "this is a list, not a text", f"write {key}: followed by one text")
            return ""
        if required and not value.strip():
            self.report(key, "this setting is missing", f"add {key}: to the front matter")
        return value.strip()

    def day(self, key: str) -> date | None:
        """Reads a date as 2026-11-22, None if it is absent."""
        text = self.text(key)
        try:
            return date.fromisoformat(text) if text else None
        except ValueError:
            self.report(key, f'"{text}" is not a date', "write it as 2026-11-22")
            return None

    def editorial(self, today: date) -> Editorial:
        """Reads who answers for the text; a review must say who, with which licence, and when (rule B1)."""
        days = {key: self.day(key) for key in ("last_reviewed", "next_review", "published", "updated")}
        names = {key: self.text(key) for key in ("author", "reviewer", "reviewer_licence")}
        editorial = Editorial(**names, **days)  # type: ignore[arg-type]  # the keys are Editorial's fields
        if editorial.reviewer and not (editorial.reviewer_licence and editorial.last_reviewed):
            cure = "add reviewer_licence and last_reviewed, or take reviewer out"
            self.report("reviewer", "a review needs the reviewer's licence and its date", cure)
        if editorial.next_review and editorial.next_review < today:
            cure = "have it reviewed and move next_review"
            self.report("next_review", "the review is overdue", cure, severity=Severity.WARNING)
        return editorial

    def sources(self) -> tuple[Source, ...]:
        """Reads the list of sources: id, citation and, if any, url."""
        entries = self.values.get("sources", [])
        if not isinstance(entries, list) or not all(isinstance(entry, dict) for entry in entries):
            self.report("sources", "this is not a list of sources", "give each an id, a citation and a url")
            return ()
        sources = []
        for entry in entries:
            id_, citation, url = (str(entry.get(key, "")).strip() for key in ("id", "citation", "url"))
            if not id_ or not citation:
                self.report("sources", "a source lacks its id or citation", "give each an id and a citation")
            elif url and not url.startswith(("https://", "http://")):
                self.report("sources", f'"{url}" is not a web address', "start it with https://")
            else:
                sources.append(Source(id_, citation, url))
        return tuple(sources)

    def card(self, key: str, *, required: bool = False) -> Card | None:
        """Reads a warning card: heading, at most five signs and, if any, what to do."""
        value = self.values.get(key)
        if value is None:
            if required:
                self.report(key, "this card is missing", f"add {key}: with a heading and a list of signs")
            return None
        if (
            not isinstance(value, dict)
            or not value.get("heading")
            or not isinstance(value.get("signs"), list)
        ):
            self.report(key, "this card lacks its heading or signs", "give it a heading and a list of signs")
            return None
        signs = tuple(str(sign).strip() for sign in value["signs"])
        if not 1 <= len(signs) <= MAX_SIGNS:
            self.report(
                key,
                f"{len(signs)} signs",
                f"a card has one to {MAX_SIGNS}: join or drop some (rule B23)",
            )
        return Card(str(value["heading"]), signs, str(value.get("action", "")))


def load_front_matter(path: Path, file: str, keys: Collection[str]) -> FrontMatter:
    """Reads one Markdown file; `keys` are the settings that its kind of document knows."""
    document = FrontMatter(file, {}, "")
    try:
        text = path.read_text(encoding="utf-8-sig").replace("\r\n", "\n")
    except UnicodeDecodeError:
        document.report(None, "the file is not UTF-8 text", "save it again as UTF-8")
        return document
    match = _FENCED.match(text)
    if not match:
        document.body = text
        return document
    head, document.body = match[1] or "", match[2]
    document.body_line = text[: match.start(2)].count("\n") + 1
    _read_values(document, head, keys)
    return document


def _read_values(document: FrontMatter, head: str, keys: Collection[str]) -> None:
    try:
        # BaseLoader keeps every value as it was typed: no "no" that becomes False, no surprise dates.
        values = yaml.load(head, Loader=yaml.BaseLoader)
    except yaml.MarkedYAMLError as error:
        row = error.problem_mark.line + 2 if error.problem_mark else None
        cure = "put texts that contain a colon between double quotes"
        document.report(None, f"the front matter is not valid YAML: {error.problem}", cure, row=row)
        return
    if values is not None and not isinstance(values, dict):
        document.report(None, "the front matter is not a list of settings", "write key: value, one a line")
        return
    document.values = values or {}
    for key in document.values.keys() - set(keys):
        cure = f"take it out; the settings are {', '.join(keys)}"
        document.report(key, "there is no such setting", cure, severity=Severity.WARNING)
