"""`locator init`: a new site folder to start from."""

from __future__ import annotations

import shlex
import shutil
import tempfile
from pathlib import Path
from typing import TYPE_CHECKING

from locator.errors import UsageError

if TYPE_CHECKING:
    import argparse

PARTS = (
    "site.toml",
    "locations.csv",
    "clinics.csv",
    "practitioners.csv",
    "redirects.csv",
    "content",
)


def configure(parser: argparse.ArgumentParser) -> None:
    """Adds the options."""
    parser.add_argument("folder", type=Path, metavar="DIR", help="the folder to make")


def run(options: argparse.Namespace) -> int:
    """Copies the example whole or not at all."""
    from locator.site.folder import BUNDLE

    folder: Path = options.folder
    if folder.is_file():
        msg = f"{folder} is a file; choose another name"
        raise UsageError(msg)
    if folder.exists() and any(folder.iterdir()):
        msg = f"{folder} is not empty; choose another name"
        raise UsageError(msg)
    folder.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory(prefix=".locator-", dir=folder) as scratch:
        for part in PARTS:
            source = BUNDLE / part
            (shutil.copytree if source.is_dir() else shutil.copy)(source, Path(scratch, part))
        for part in PARTS:
            Path(scratch, part).replace(folder / part)
    print(f"A demonstration site is in {folder}. See it:")
    print(f"  locator serve {shlex.quote(str(folder))}")
    print("Then put your own name in site.toml, your clinics in clinics.csv, your towns in locations.csv.")
    return 0
