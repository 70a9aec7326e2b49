"""A Markdown file's front matter: YAML between two lines of ---, then the text."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from datetime import date, timedelta
from pathlib import PurePosixPath
from typing import TYPE_CHECKING

import yaml

from locator.model.document import Card, Editorial, Source
from locator.model.problem import Problem, Severity
from locator.site.disk_words import why

if TYPE_CHECKING:
    from collections.abc import Collection
    from pathlib import Path

MAX_BYTES = 250_000  # of a document
MAX_HEAD = 100_000  # characters of front matter: YAML is slow to read
MAX_SIGNS = 5  # rule B23

_FENCED = re.compile(r"\s*---[ \t]*\n(.*?\n)?---[ \t]*(?:\n|\Z)(.*)", re.DOTALL)
_SOURCE_ID = re.compile(r"[\w.:-]+")  # what can stand between [^ and ]
_WEB_ADDRESS = re.compile(r"https?://[^\s<>]+")
_DOI = re.compile(r"(?:(?:https?://(?:dx\.)?doi\.org/|doi:\s*))?(10\.\d{4,9}/\S+)", re.IGNORECASE)
EDITORIAL = (
    "author",
    "reviewer",
    "reviewer_licence",
    "last_reviewed",
    "next_review",
    "published",
    "updated",
)
TRANSLATION = ("lang", "translation_of", "checked_by", "checked_on")


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

    def warn(self, key: str | None, message: str, cure: str, *, row: int | None = None) -> None:
        """Adds a problem that needs a look but does not cost the document."""
        self.report(key, message, cure, row=row, severity=Severity.WARNING)

    @property
    def stem(self) -> str:
        """The name of the file without its ending."""
        return PurePosixPath(self.file).stem

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

    def past_day(self, key: str, today: date) -> date | None:
        """Reads the date of something that has happened; warns of one after `today`."""
        day = self.day(key)
        if day and day > today + timedelta(days=1):  # it may be a day later elsewhere
            self.warn(key, f"{day} lies in the future (today is {today})", "correct the date")
        return day

    def editorial(self, today: date) -> Editorial:
        """Reads who answers for the text; a review must say who, with which licence, and when (rule B1)."""
        days = {key: self.past_day(key, today) for key in ("last_reviewed", "published", "updated")}
        days["next_review"] = self.day("next_review")
        names = {key: self.text(key) for key in ("author", "reviewer", "reviewer_licence")}
        editorial = Editorial(**names, **days)  # type: ignore[arg-type]  # the keys are Editorial's fields
        if editorial.reviewer and not (editorial.reviewer_licence and editorial.last_reviewed):
            cure = "add reviewer_licence and last_reviewed, or take reviewer out"
            self.report("reviewer", "a review needs the reviewer's licence and its date", cure)
        elif editorial.reviewer and not editorial.next_review:
            self.warn("reviewer", "nobody has said when the text is reviewed again", "add next_review")
        if editorial.next_review and editorial.next_review < today:
            cure = "have it reviewed and move next_review"
            self.warn("next_review", "the review is overdue", cure)
        return editorial

    def sources(self) -> tuple[Source, ...]:
        """Reads the list of sources: id, citation and, if any, url, doi and note."""
        entries = self.values.get("sources", [])
        if not isinstance(entries, list) or not all(isinstance(entry, dict) for entry in entries):
            self.report("sources", "this is not a list of sources", "give each an id, a citation and a url")
            return ()
        sources: list[Source] = []
        for entry in entries:
            id_, citation, url, doi = (_text_of(entry, key) for key in ("id", "citation", "url", "doi"))
            if not id_ or not citation:
                self.report("sources", "a source lacks its id or citation", "give each an id and a citation")
            elif not _SOURCE_ID.fullmatch(id_):
                self.report("sources", f'"{id_}" cannot be an id', "use letters, digits and hyphens")
            elif url and not _WEB_ADDRESS.fullmatch(url):
                self.report("sources", f'"{url}" is not a web address', "start it with https://")
            elif doi and not _DOI.fullmatch(doi):
                self.report("sources", f'"{doi}" is not a DOI', "write it as 10.7326/M16-2367")
            elif id_ in (source.id for source in sources):
                self.report("sources", f'two sources have the id "{id_}"', "give each an id of its own")
            else:
                sources.append(Source(id_, citation, url, _DOI.sub(r"\1", doi), _text_of(entry, "note")))
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
            or not _text_of(value, "heading")
            or not isinstance(value.get("signs"), list)
        ):
            self.report(key, "this card lacks its heading or signs", "give it a heading and a list of signs")
            return None
        signs = tuple(sign.strip() if isinstance(sign, str) else "" for sign in value["signs"])
        if not all(signs):
            # An unquoted colon makes a sign a list of settings.
            self.report(key, "a sign is not one text", "put each sign between double quotes")
        if not 1 <= len(signs) <= MAX_SIGNS:
            self.report(
                key,
                f"{len(signs)} signs",
                f"a card has one to {MAX_SIGNS}: join or drop some (rule B23)",
            )
        return Card(_text_of(value, "heading"), signs, _text_of(value, "action"))


def load_front_matter(path: Path, file: str, keys: Collection[str]) -> FrontMatter:
    """Reads one Markdown file; `keys` are the settings that its kind of document knows."""
    document = FrontMatter(file, {}, "")
    text = _read(document, path)
    if match := _FENCED.match(text):
        head_line, document.body_line = (text[: match.start(part)].count("\n") + 1 for part in (1, 2))
        document.body = match[2]
        _read_values(document, match[1] or "", head_line, keys)
    elif re.match(r"\s*---[ \t]*\n", text):
        document.report(None, "the front matter is never closed", "write --- below its last setting")
    else:
        document.body = text
    return document


def _read(document: FrontMatter, path: Path) -> str:
    """The text with plain line ends; empty, and a problem, if it cannot be read."""
    try:
        with path.open("rb") as file:
            data = file.read(MAX_BYTES + 1)
        if len(data) <= MAX_BYTES:
            return data.decode("utf-8-sig").replace("\r\n", "\n").replace("\r", "\n")
        document.report(None, f"the file is larger than {MAX_BYTES // 1000} KB", "part it into several")
    except OSError as error:
        cure = "check its name and who may read it"
        document.report(None, f"the file cannot be read: {why(error)}", cure)
    except UnicodeDecodeError:
        document.report(None, "the file is not UTF-8 text", "save it again as UTF-8")
    return ""


class _Loader(yaml.BaseLoader):
    """Keeps every value as it was typed: no "no" that becomes False, no surprise dates.

    Takes no aliases: a few lines of them can stand for more text than a computer holds.
    """

    def compose_node(self, parent: yaml.Node | None, index: int) -> yaml.Node | None:
        if self.check_event(yaml.AliasEvent):
            mark = self.peek_event().start_mark  # type: ignore[no-untyped-call]
            raise yaml.composer.ComposerError(None, None, "an alias (*) cannot be used here", mark)
        return super().compose_node(parent, index)


def _parse_yaml(document: FrontMatter, head: str, line: int) -> object:
    """The value of YAML whose first line is `line` of the file; None, and a problem, if it is none."""
    row, reason = line, ""
    cure = "put texts that contain a colon, or begin with a sign, between double quotes"
    try:
        if len(head) <= MAX_HEAD:
            return yaml.load(head, Loader=_Loader)
        reason, cure = f"it is longer than {MAX_HEAD:,} characters", "move text below the second ---"
    except yaml.MarkedYAMLError as error:
        row += error.problem_mark.line if error.problem_mark else 0
        reason = error.problem or "it cannot be understood"
    except yaml.reader.ReaderError as error:
        row += head.count("\n", 0, error.position)
        reason, cure = "an invisible control character is in the line", "type the line anew"
    except RecursionError:
        reason, cure = "lists within lists without end", "take them out"
    document.report(None, f"the front matter is not valid YAML: {reason}", cure, row=row)
    return None


def _text_of(entry: dict[str, object], key: str) -> str:
    """A text within a list or card, empty if it is absent or no text."""
    value = entry.get(key)
    return value.strip() if isinstance(value, str) else ""


def _read_values(document: FrontMatter, head: str, line: int, keys: Collection[str]) -> None:
    values = _parse_yaml(document, head, line)
    if values is not None and not isinstance(values, dict):
        document.report(None, "the front matter is not a list of settings", "write key: value, one a line")
        return
    document.values = values or {}
    for key in sorted(document.values.keys() - set(keys)):
        cure = f"take it out; the settings are {', '.join(keys)}" if keys else "take it out"
        document.report(key, "there is no such setting", cure, severity=Severity.WARNING)
