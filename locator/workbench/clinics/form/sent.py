"""What a form sends, whoever brings it."""

from __future__ import annotations

from typing import Protocol


class Sent(Protocol):
    """Names and values; a name may come several times."""

    def one(self, name: str, default: str = "") -> str:
        """The first value of a name."""
        ...

    def all(self, name: str) -> tuple[str, ...]:
        """Every value of a name."""
        ...
