"""A state of the site's files that was once true, and can be again."""

from __future__ import annotations

import json
from dataclasses import dataclass
from datetime import datetime
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Mapping

FOUND = "The files as they were found"
BY_HAND = "Edited by hand"
BACK_TO = "Back to version"


@dataclass(frozen=True, slots=True)
class Version:
    """The `number`-th state, made `when` (aware) by `who`; empty if the files were edited by hand.

    `told` is what changed, in one line; `files` are the paths that differ from the version before, in the
    order in which they were written; `contents` are all tracked files: path -> name of a blob.
    """

    number: int
    when: datetime
    who: str
    told: str
    files: tuple[str, ...]
    contents: Mapping[str, str]

    def render(self, before: Mapping[str, str | None] | None = None) -> bytes:
        """The version as its file holds it; with what `files` held before, while it is being written."""
        data: dict[str, object] = {
            "number": self.number,
            "when": self.when.isoformat(),
            "who": self.who,
            "told": self.told,
            "files": self.files,
            "contents": self.contents,
        }
        if before is not None:
            data["before"] = before
        return json.dumps(data, ensure_ascii=True, indent=1).encode() + b"\n"


def parse_version(data: bytes) -> tuple[Version, dict[str, str | None]] | None:
    """A version and what its files held before it; None if the bytes are damaged."""
    try:
        match json.loads(data):
            case {
                "number": int(number),
                "when": str(when),
                "who": str(who),
                "told": str(told),
                "files": list(files),
                "contents": dict(contents),
            } as whole:
                version = Version(number, datetime.fromisoformat(when), who, told, tuple(files), contents)
                return version, whole.get("before", {})
    except (ValueError, TypeError):
        pass
    return None


def back_to(version: Version) -> str:
    """What is told of a version that brings the files of an earlier one back."""
    told = "" if version.told.startswith(BACK_TO) else f": {version.told}"
    return f"{BACK_TO} {version.number}{told}"


def differing(old: Mapping[str, str], new: Mapping[str, str]) -> tuple[str, ...]:
    """The paths at which contents differ, in order."""
    return tuple(name for name in sorted({*old, *new}) if old.get(name) != new.get(name))
