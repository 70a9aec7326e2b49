"""The folder in which the export of a site is made that goes into a bucket."""

from __future__ import annotations

import shutil
import tempfile
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING

from locator.editing.disk import make_folder
from locator.editing.lock import locked

if TYPE_CHECKING:
    from collections.abc import Iterator

HOME = ".locator/cloud"  # of a site: its export, and what is remembered of it


@contextmanager
def workshop(site: Path) -> Iterator[Path]:
    """The folder beside the site, for one command at a time.

    Where nothing can be written there it is one of its own, which goes when all is sent.
    """
    home = site / HOME
    try:
        make_folder(home)
    except OSError:
        with tempfile.TemporaryDirectory(prefix="locator-") as folder:
            yield Path(folder)
        return
    with locked(home / "lock"):
        for litter in home.glob(".export-*"):  # of a run that was killed
            shutil.rmtree(litter, ignore_errors=True)
        yield home
