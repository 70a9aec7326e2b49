"""Emblems of health authorities, which would look like their blessing (rule B8)."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from locator.model.problem import Problem, Severity

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

_PICTURES = frozenset({".svg", ".png", ".jpg", ".jpeg", ".gif", ".webp", ".avif", ".ico"})
_SHORT = r"who|nice|cms|nih|hhs|fda|cdc|oms"
_LONG = (
    r"world[\W_]*health[\W_]*organi[sz]ation|national[\W_]*institutes?[\W_]*(?:of|for)[\W_]*health"
    r"|medicare|medicaid"
)
_EMBLEM = r"logo(?:type)?s?|emblems?|seals?|badges?|marks?|icons?|brand(?:ing)?"
# "who.svg" is the emblem, "who-we-are.jpg" is not.
_NAME = re.compile(
    rf"(?:(?:{_EMBLEM}|[\W_\d]|black|white|color|small|large|new)*(?:{_SHORT})"
    rf"(?:{_EMBLEM}|[\W_\d]|black|white|color|small|large|new|en|es)*|.*(?:{_LONG}).*)\Z",
    re.IGNORECASE,
)
_ALT = re.compile(
    rf"(?:alt|aria-label|title)=\"[^\"]*\b(?:{_SHORT}|{_LONG})\b[^\"]*\b(?:{_EMBLEM})\b[^\"]*\"",
    re.IGNORECASE,
)


def foreign_emblems(static: Path, templates: Path) -> Iterator[Problem]:
    """The site's own pictures, and words for pictures in its templates, that name an authority."""
    cure = "cite the authority in words; it has not agreed to stand on this page (rule B8)"
    for path in _files(static):
        if path.suffix.lower() in _PICTURES and _NAME.match(path.stem):
            name, message = (
                path.relative_to(static.parent).as_posix(),
                "the picture is named like the emblem of a health authority",
            )
            yield Problem(Severity.WARNING, name, message, cure, value=path.name)
    for path in _files(templates):
        if path.suffix == ".html" and (match := _ALT.search(text := path.read_text("utf-8", "replace"))):
            name, row = path.relative_to(templates.parent).as_posix(), text.count("\n", 0, match.start()) + 1
            message = "the page shows the emblem of a health authority"
            yield Problem(Severity.WARNING, name, message, cure, row, value=match[0])


def _files(folder: Path) -> Iterator[Path]:
    return (path for path in sorted(folder.rglob("*")) if path.is_file())
