"""What an answer is and speaks of, as tags by which a CDN drops the answers that have changed.

Fastly calls them surrogate keys and takes 1 KB for one and 16 KB for all, Cloudflare calls them cache tags
and takes as much, Amazon's storage has 2 KB for all that an object says of itself: the least holds for all.
"""

from __future__ import annotations

import hashlib
import re
from typing import TYPE_CHECKING
from urllib.parse import quote

from locator.pages.languages import view_at
from locator.site.paths import split_query

if TYPE_CHECKING:
    from collections.abc import Iterator

    from locator.site.snapshot import Site
    from locator.site.urls import Subject

MOST = 1_900  # letters of all tags of one answer
LONGEST = 500  # letters of one tag
EVERYTHING = "site"  # all that bears tags
MISSING = "kind:missing"  # what answers 404: a new page may be in the place of one
MANY = "many"  # an answer that speaks of more than its tags can say

_LINK = re.compile(rb'href="(/[^"#]*)')
_FILE = re.compile(r"\.\w+$")


def tags_of(site: Site, path: str, body: bytes) -> tuple[str, ...]:
    """The tags of what answers at `path`, the narrowest first: its own, then wider ones, then mentions.

    What it leads to is what it speaks of: `clinic:lake-mary`, `town:fl/deland`. Whatever it is, its own tag
    and the wide ones stand.
    """
    view = view_at(site, path)
    subject = view.urls.subject(path)
    kind = "file" if _FILE.search(path) else subject.page
    tags = [page_tag(path), EVERYTHING, f"lang:{view.config.language}", f"kind:{kind}"]
    tags += _subject_tags(subject)
    room = MOST - len(MANY) - 1 - len(" ".join(tags))
    for tag in dict.fromkeys(_mentions(view, body)):
        if tag in tags:
            continue
        room -= len(tag) + 1
        if room < 0:
            return (*tags, MANY)
        tags.append(tag)
    return tuple(tags)


def missing_tags(site: Site, path: str) -> tuple[str, ...]:
    """The tags of an address where nothing is: nothing of it is repeated."""
    return EVERYTHING, f"lang:{view_at(site, path).config.language}", MISSING


def page_tag(path: str) -> str:
    """The tag of one address alone: "page:/clinics/lake-mary/", without a blank or comma in it."""
    tag = f"page:{quote(path)}"
    return tag if len(tag) <= LONGEST else f"page:{hashlib.sha256(path.encode()).hexdigest()}"


def _subject_tags(subject: Subject) -> Iterator[str]:
    if subject.treatment:
        yield f"treatment:{quote(subject.name)}"
        yield from _town_tag(subject)
    elif subject.page in ("clinic", "article"):
        yield f"{subject.page}:{quote(subject.name)}"


def _town_tag(subject: Subject) -> Iterator[str]:
    if "/" in subject.rest and len(subject.rest) < LONGEST:
        yield f"town:{quote(subject.rest)}"


def _mentions(view: Site, body: bytes) -> Iterator[str]:
    """The clinics and towns whose pages the body leads to."""
    for link in _LINK.finditer(body):
        path = split_query(link[1].decode(errors="replace"))[0]
        subject = view.urls.subject(path)
        if subject.treatment:
            yield from _town_tag(subject)
        elif subject.page == "clinic":
            yield f"clinic:{quote(subject.name)}"
