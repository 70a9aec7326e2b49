"""A server of two workers, for faults that it survives, and the table of what they cost."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from processes import served

from faults.figures import HEADING, ROWS
from faults.room import BEHIND_PROXY, small, until_ready

if TYPE_CHECKING:
    from collections.abc import Iterator

    from processes import Server

HERE = Path(__file__).parent


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    for item in items:
        if HERE in item.path.parents:
            item.add_marker(pytest.mark.faults)
            item.add_marker(pytest.mark.allow_hosts(["127.0.0.1"]))


def pytest_terminal_summary(terminalreporter: pytest.TerminalReporter) -> None:
    if ROWS:
        terminalreporter.section("faults: what visitors noticed")
        for line in (*HEADING, *ROWS):
            terminalreporter.write_line(line)


@pytest.fixture(scope="module")
def site(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The folder of `standing`; a test mends what it breaks."""
    return small(tmp_path_factory.mktemp("faults") / "site")


@pytest.fixture(scope="module")
def standing(site: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Server]:
    """A server that outlives the faults of one file, and follows its folder."""
    scratch = tmp_path_factory.mktemp("standing")
    with served(site, scratch, "--workers", "2", "--watch", environ=BEHIND_PROXY) as server:
        until_ready(server)
        yield server
