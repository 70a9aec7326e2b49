"""The API of the example site, at noon on a Monday."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from conftest import ROOT, fixed_clock
from starlette.testclient import TestClient

from locator.publish.machine import machine_files
from locator.site.folder import SiteFolder
from locator.web.app import create_app
from locator.web.live import Live

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path


@pytest.fixture(scope="session")
def serve() -> Callable[..., TestClient]:
    """Serves a site folder, settings of its own in the environment."""

    def open_client(folder: Path = ROOT, **environ: str) -> TestClient:
        live = Live(SiteFolder(folder), environ=environ, clock=fixed_clock, machine_files=machine_files)
        return TestClient(create_app(live), follow_redirects=False, raise_server_exceptions=False)

    return open_client


@pytest.fixture(scope="session")
def client(serve: Callable[..., TestClient]) -> TestClient:
    """The example site."""
    return serve()
