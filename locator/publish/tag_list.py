"""The tags of every page of an export with a digest of its bytes, and which tags stand for what changed."""

from __future__ import annotations

import hashlib
from dataclasses import dataclass
from typing import TYPE_CHECKING

from locator.crew import spread
from locator.pages.output import DIGEST_LENGTH
from locator.pages.tags import EVERYTHING, MISSING, tags_of

if TYPE_CHECKING:
    from collections.abc import Collection, Mapping
    from pathlib import Path

    from locator.pages.catalogue import Catalogue

FILE = "_tags"
_UNTAGGED = ("static/", "cards/")  # never change
_LISTS = (".xml", ".txt", ".geojson", ".kml")
_INDEX = "index.html"


@dataclass(frozen=True, slots=True)
class Tagged:
    """A page: a digest of its bytes, and its tags, its own first."""

    digest: str
    tags: tuple[str, ...]


def render_tag_list(pages: Mapping[str, Tagged]) -> bytes:
    """A line an address: address, digest and tags with blanks between them."""
    lines = (" ".join((path, page.digest, *page.tags)) for path, page in sorted(pages.items()))
    return "".join(f"{line}\n" for line in lines).encode()


def parse_tag_list(text: bytes) -> dict[str, Tagged]:
    """The pages by address; lines that are none are left out, which takes their pages for new ones."""
    pages = {}
    for line in text.decode(errors="replace").splitlines():
        path, _, rest = line.partition(" ")
        digest, _, tags = rest.partition(" ")
        if tags:
            pages[path] = Tagged(digest, tuple(tags.split(" ")))
    return pages


def tags_in(folder: Path) -> bytes:
    """The list that an export in a folder has; empty if it has none."""
    file = folder / FILE
    return file.read_bytes() if file.is_file() else b""


def tag_pages(
    catalogue: Catalogue,
    files: Mapping[str, Path],
    known: Mapping[str, Tagged],
    jobs: int,
) -> dict[str, Tagged]:
    """The pages of an export by address, from their `files` by name; those that are `known` are not read."""
    alone = {f"{path.lstrip('/')}/{_INDEX}": path for path in (*catalogue.finders, *catalogue.forms)}
    paths = {alone.get(name) or _address(name): file for name, file in files.items() if _has_address(name)}

    def tag(path: str) -> tuple[str, tuple[str, ...]]:
        body = paths[path].read_bytes()
        digest = hashlib.sha256(body).hexdigest()[:DIGEST_LENGTH]
        return digest, tags_of(catalogue.site, path, body)

    others = [path for path in paths if path not in known]
    made = spread(tag, others, jobs, begin=catalogue.site.reopen)
    fresh = {path: Tagged(*each) for path, each in zip(others, made, strict=True)}
    return {path: fresh.get(path) or known[path] for path in paths}


def _has_address(name: str) -> bool:
    is_page = name == _INDEX or name.endswith((f"/{_INDEX}", *_LISTS))
    return is_page and not name.startswith(_UNTAGGED)


def _address(name: str) -> str:
    return f"/{name.removesuffix(_INDEX)}"


def changed_paths(before: Mapping[str, Tagged], after: Mapping[str, Tagged]) -> set[str]:
    """The addresses that answer otherwise than before: what is new, what changed, what is gone."""
    return {
        path
        for path in before.keys() | after.keys()
        if path not in before or path not in after or before[path].digest != after[path].digest
    }


def tags_to_drop(before: Mapping[str, Tagged], changed: Collection[str]) -> list[str]:
    """Few tags that all changed pages bear, each at least one of them, and no other page.

    Caches hold pages as they were before, so it is the tags of then that count. Where nobody knows them it
    is the tag of everything.
    """
    if not before:
        return [EVERYTHING]
    all_changed = set(changed)
    left = all_changed & before.keys()
    tags = [MISSING] if all_changed - left else []  # a new page may have answered 404
    for tag, bearers in sorted(_bearers(before).items(), key=_widest_first):
        if not left:
            break
        if bearers & left and bearers <= all_changed:
            tags.append(tag)
            left -= bearers
    return sorted(tags)


def _widest_first(each: tuple[str, set[str]]) -> tuple[int, bool, str]:
    tag, bearers = each
    return -len(bearers), tag != EVERYTHING, tag


def _bearers(pages: Mapping[str, Tagged]) -> dict[str, set[str]]:
    bearers: dict[str, set[str]] = {}
    for path, page in pages.items():
        for tag in page.tags:
            bearers.setdefault(tag, set()).add(path)
    return bearers
