"""What is to be written into a site folder, as one."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Mapping


@dataclass(frozen=True, slots=True)
class Change:
    """The new bytes of files, by path in the folder ("content/towns/fl/deland.md"); None takes one away.

    `told` is its line in the history, in the words of those who make the site: "Added DeLand, FL". `seen` is
    what files held when the change was made; it is refused if one of them holds something else by then.
    """

    files: Mapping[str, bytes | None]
    told: str
    seen: Mapping[str, bytes | None] = field(default_factory=dict)
