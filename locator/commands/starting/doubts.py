"""What is told before a server starts, though it starts all the same."""

from __future__ import annotations

import logging
import os
from typing import TYPE_CHECKING

from locator.site.settings.site_toml import unknown_variables
from locator.web.vitals.routes import LEAST_TOKEN, TOKEN_VARIABLE

if TYPE_CHECKING:
    from collections.abc import Mapping

    from locator.site.folder import SiteFolder

logger = logging.getLogger(__name__)


def tell_doubts(folder: SiteFolder | None, environ: Mapping[str, str]) -> None:
    """Logs what keeps nobody from serving the site, and is hardly meant; a store has no `folder`."""
    for name, meant in unknown_variables(environ).items():
        hint = f"; is {meant} meant?" if meant else ", and nobody heeds it."
        logger.warning("%s is no setting%s", name, hint)
    if 0 < len(environ.get(TOKEN_VARIABLE, "")) < LEAST_TOKEN:
        logger.warning("%s has fewer than %d characters, and opens nothing.", TOKEN_VARIABLE, LEAST_TOKEN)
    if folder and not _is_writable(folder):
        logger.warning(
            "Nothing can be written to %s/.locator: no history, counts or reports are kept, and each start "
            "judges all pages anew. `locator doctor` says more.",
            folder.path,
        )


def _is_writable(folder: SiteFolder) -> bool:
    kept = folder.path / ".locator"
    return os.access(kept if kept.exists() else folder.path, os.W_OK | os.X_OK)
