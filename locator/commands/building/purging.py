"""The file that tells a CDN what to drop: addresses and tags, added up until somebody takes it away."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

from locator.editing.disk import write_whole
from locator.errors import UsageError
from locator.publish.tag_list import changed_paths, parse_tag_list, tags_to_drop
from locator.site.urls import absolute
from locator.site.words import counted

if TYPE_CHECKING:
    from pathlib import Path

    from locator.site.settings.config import Config

_EMPTY: dict[str, list[str]] = {"addresses": [], "tags": []}


def check_list(file: Path, config: Config) -> None:
    """Raises UsageError if nothing can be added to the file, or pages bear no tags."""
    if not config.cdn_tags:
        msg = "--changed names tags, and pages bear none here: write tags = true under [cdn] in site.toml"
        raise UsageError(msg)
    _load(file)


def begin_list(file: Path, before: bytes) -> bytes:
    """Keeps the tags of an export that is about to be replaced beside the file, and returns them.

    If a run ended between its export and its list, those that it kept: nobody else knows them any more.
    """
    kept = _kept(file)
    if kept.is_file():
        return kept.read_bytes()
    write_whole(kept, before)
    return before


def end_list(file: Path) -> None:
    """Forgets what `begin_list` has kept."""
    _kept(file).unlink(missing_ok=True)


def _kept(file: Path) -> Path:
    return file.with_name(f"{file.name}.before")


def note_changes(file: Path, before: bytes, after: bytes, base_url: str) -> str:
    """Adds to the file what differs between two lists of tags, and says how much that is.

    What an earlier run wrote stays: whoever has told the CDN takes the file away. So a run that is killed,
    or a CDN that does not answer, costs nothing but dropping a page twice.
    """
    old, new = parse_tag_list(before), parse_tag_list(after)
    changed = changed_paths(old, new)
    if changed:
        known = _load(file)
        addresses = sorted({*known["addresses"], *(absolute(base_url, path) for path in changed)})
        tags = sorted({*known["tags"], *tags_to_drop(old, changed)})
        text = json.dumps({"addresses": addresses, "tags": tags}, indent=1)
        write_whole(file, f"{text}\n".encode())
    named = f"; {file} tells a CDN what to drop" if changed else ""
    return f"{counted(len(changed), 'address', 'addresses')} with other content than before{named}."


def _load(file: Path) -> dict[str, list[str]]:
    try:
        known = json.loads(file.read_text("utf-8"))
    except FileNotFoundError:
        return _EMPTY
    except (OSError, ValueError):
        known = None
    is_list = isinstance(known, dict) and known.keys() == _EMPTY.keys()
    if not is_list or not all(isinstance(each, list) for each in known.values()):
        msg = f"{file} is no list of changes, and nothing can be added to it; name another file"
        raise UsageError(msg)
    return {name: [str(each) for each in values] for name, values in known.items()}
