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
TEACHING = """\
examples:
  locator init demo                          the example: invented clinics in real towns of Florida
  locator init my-site --name "Bright Back Clinics" --base-url https://www.example.org
                                             your own site: the texts on treatments, and no clinic or town yet
"""


def configure(parser: argparse.ArgumentParser) -> None:
    """Adds the options."""
    parser.epilog = TEACHING
    parser.add_argument("folder", type=Path, metavar="DIR", help="the folder to make")
    parser.add_argument("--name", default="", help="your name, for a site of your own without the example")
    parser.add_argument("--base-url", default="", metavar="URL", help="the address that it will have")


def run(options: argparse.Namespace) -> int:
    """Makes the folder whole or not at all."""
    folder: Path = options.folder
    _check(folder, options)
    folder.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory(prefix=".locator-", dir=folder) as scratch:
        if options.name:
            _write_own(Path(scratch), options.name, options.base_url)
        else:
            _copy_example(Path(scratch))
        for part in PARTS:
            Path(scratch, part).replace(folder / part)
    _print(folder, is_own=bool(options.name))
    return 0


def _check(folder: Path, options: argparse.Namespace) -> None:
    if bool(options.name) != bool(options.base_url):
        msg = "--name and --base-url go together; without both you get the example"
        raise UsageError(msg)
    if folder.is_file():
        msg = f"{folder} is a file; choose another name"
        raise UsageError(msg)
    if folder.exists() and any(folder.iterdir()):
        msg = f"{folder} is not empty; choose another name"
        raise UsageError(msg)


def _copy_example(target: Path) -> None:
    from locator.site.folder import BUNDLE

    for part in PARTS:
        source = BUNDLE / part
        (shutil.copytree if source.is_dir() else shutil.copy)(source, target / part)


def _write_own(target: Path, name: str, base_url: str) -> None:
    """A folder that can be loaded; raises SiteFolderError if the name or the address cannot be."""
    from locator.commands.folder import load_folder, require_site
    from locator.site.folder import BUNDLE
    from locator.site.starter import starter_files

    for path, text in starter_files(BUNDLE, name, base_url).items():
        (target / path).parent.mkdir(parents=True, exist_ok=True)
        (target / path).write_text(text, encoding="utf-8")
    require_site("this", load_folder(str(target)))


def _print(folder: Path, *, is_own: bool) -> None:
    shown = shlex.quote(str(folder))
    if not is_own:
        print(f"A demonstration site is in {folder}. See it:")
        print(f"  locator serve {shown}")
        print('For a site of your own: locator init DIR --name "…" --base-url https://…')
        return
    print(f"Your site is in {folder}; it has no clinic and no town yet. Next:")
    print(f"  locator import clinics.csv {shown}   or write them into {folder / 'clinics.csv'}")
    print(f'  locator add "Your Town, ST" --site {shown}')
    print(f"  locator serve {shown} --watch")
