"""What tests of faults share: a small folder, and a server's workers."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from conftest import copied
from processes import seconds_until
from spanish import speak_english

if TYPE_CHECKING:
    from processes import Server

TOWNS = 8
BEHIND_PROXY = {"LOCATOR_TRUSTED_PROXIES": "127.0.0.1"}  # so that tests can report from many networks


def small(copy: Path) -> Path:
    """A site of a few towns, which is soon read."""
    copy.mkdir(exist_ok=True)
    speak_english(copied(copy))
    towns = copy / "locations.csv"
    towns.write_text("".join(towns.read_text(encoding="utf-8").splitlines(keepends=True)[: TOWNS + 1]))
    return copy


def workers(server: Server) -> set[int]:
    pid = server.process.pid
    return {int(child) for child in Path(f"/proc/{pid}/task/{pid}/children").read_text().split()}


def until_new(server: Server, old: set[int]) -> None:
    """Waits until two workers serve, and none of the old is left."""
    seconds_until(lambda: len(workers(server)) == 2 and not workers(server) & old)


def until_ready(server: Server) -> None:
    """Waits for those workers that share what was made ready."""
    seconds_until(lambda: len(workers(server)) == 2)
    until_new(server, workers(server))


def said(server: Server, text: str) -> int:
    """How often the server has written this to its log."""
    return server.errors.read_text().count(text)
