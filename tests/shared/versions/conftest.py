"""A database that holds the example site as its first version."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from conftest import fixed_clock

from locator.shared.versions.bringing_out import Press
from locator.shared.versions.loading import load_into

if TYPE_CHECKING:
    from locator.shared.database.database import Database
    from locator.site.folder import SiteFolder


@pytest.fixture
def press(database: Database, site_folder: SiteFolder) -> Press:
    """One that waits for nobody."""
    press = Press(database, {}, fixed_clock, wait_seconds=0)
    load_into(press, site_folder, who="", now=fixed_clock())
    return press
