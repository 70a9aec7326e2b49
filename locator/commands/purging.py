"""The file that tells a CDN what to drop: addresses and tags, added up until somebody takes it away."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

from locator.errors import UsageError

if TYPE_CHECKING:
    from collections.abc import Mapping
    from pathlib import Path

    from locator.publish.tag_list import Tagged
    from locator.site.settings.config import Config

_EMPTY: dict[str, list[str]] = {"addresses": [], "tags": []}


def check_list(file: Path, config: Config) -> None:
    """Raises UsageError if nothing can be added to the file, or pages bear no tags."""
    if not config.cdn_tags:
        msg = "--changed names tags, and pages bear none here: write tags = true under [cdn] in site.toml"
        raise UsageError(msg)
    _load(file)


def note_changes(file: Path, before: Mapping[str, Tagged], after: Mapping[str, Tagged], base_url: str) -> int:
    """Adds what changed to the file and counts it.

    What an earlier run wrote stays: whoever has told the CDN takes the file away. So a run that is killed,
    or a CDN that does not answer, costs nothing but dropping a page twice.
    """
    from locator.editing.disk import write_whole
    from locator.publish.tag_list import changed_paths, tags_to_drop
    from locator.site.urls import absolute

    changed = changed_paths(before, after)
    if changed:
        known = _load(file)
        addresses = sorted({*known["addresses"], *(absolute(base_url, path) for path in changed)})
        tags = sorted({*known["tags"], *tags_to_drop(before, changed)})
        text = json.dumps({"addresses": addresses, "tags": tags}, indent=1)
        write_whole(file, f"{text}\n".encode())
    return len(changed)


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
