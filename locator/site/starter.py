"""A site folder to begin a real site with: the example's settings and texts, and nothing that is invented."""

from __future__ import annotations

import json
import re
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping
    from pathlib import Path

TABLES = ("locations.csv", "clinics.csv", "practitioners.csv", "redirects.csv")
TEXTS = ("treatments", "articles")
# What the example says of itself; a setting stands in a paragraph of its own with its comment.
_INVENTED = ("email", "phone", "demonstration", "as_of", "[[sources]]", "[es]")
_KEY = re.compile(r"^(\[\[?\w+\]\]?|\w+)", re.MULTILINE)
_AUTHOR = re.compile(r"^author: .*$", re.MULTILINE)
AUTHOR = "the locator project, as a text to start from"


def starter_files(example: Path, name: str, base_url: str) -> dict[str, str]:
    """The files of a new site by their path in the folder: tables of titles alone, texts in English.

    `name` and `base_url` go into site.toml as they are; who loads the folder is told if they cannot be.
    """
    files = {"site.toml": _settings((example / "site.toml").read_text("utf-8"), name, base_url)}
    for table in TABLES:
        files[table] = (example / table).read_text("utf-8").partition("\n")[0] + "\n"
    return files | dict(_texts(example / "content"))


def _settings(example: str, name: str, base_url: str) -> str:
    own = {
        "name": name,
        "base_url": base_url,
        "publisher": name,
        "description": f"Find the nearest clinic of {name}, see when it is open, and what the evidence says.",
        "languages": ["en"],
    }
    paragraphs = (_own(each, own) for each in example.rstrip("\n").split("\n\n"))
    return "\n\n".join(filter(None, paragraphs)) + "\n"


def _own(paragraph: str, own: Mapping[str, object]) -> str:
    """The paragraph with a value of our own, if there is one; blank if its setting is invented."""
    found = _KEY.search(paragraph)
    key = found[1] if found else ""
    if key in _INVENTED:
        return ""
    if found and key in own:
        return f"{paragraph[: found.start()]}{key} = {json.dumps(own[key], ensure_ascii=False)}"
    return paragraph


def _texts(content: Path) -> Iterator[tuple[str, str]]:
    for kind in TEXTS:
        for path in sorted((content / kind).glob("*.md")):
            text = path.read_text("utf-8")
            if "\nlang: " not in text.partition("\n---\n")[0]:
                yield f"content/{kind}/{path.name}", _AUTHOR.sub(f'author: "{AUTHOR}"', text, count=1)
