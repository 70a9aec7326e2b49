"""How a command says that what it wrote can be taken back."""

from __future__ import annotations

import shlex


def way_back(version: int, site: str) -> str:
    """One line with the command to type, which names the site folder unless it is the current one."""
    where = "" if site == "." else f" {shlex.quote(site)}"
    return f"This is version {version}; `locator rollback {version - 1}{where}` takes it back."
