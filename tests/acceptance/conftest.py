"""What the acceptance tests share."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from conftest import ROOT

from acceptance.public import serve

if TYPE_CHECKING:
    from starlette.testclient import TestClient


@pytest.fixture(scope="session")
def client() -> TestClient:
    """A client of the example."""
    return serve(ROOT)
