"""`locator doctor`: whether an installation and its site are well, on one page, each line with its cure."""

from __future__ import annotations

import os
from pathlib import Path
from shutil import get_terminal_size
from typing import TYPE_CHECKING

from locator.commands.folder import add_site_argument, utc_now

if TYPE_CHECKING:
    import argparse
    from collections.abc import Iterator

    from locator.commands.examining.finding import Finding, Part
    from locator.site.folder import SiteFolder
    from locator.site.loading import Loaded


def configure(parser: argparse.ArgumentParser) -> None:
    """Adds the options."""
    add_site_argument(parser)
    parser.add_argument("--json", action="store_true", help="the page for a program")
    parser.add_argument("--online", action="store_true", help="ask the geocoder one question as well")


def run(options: argparse.Namespace) -> int:
    """Prints the page; exit code 1 if something must be mended. Nothing is changed, no secret is told."""
    from locator.commands.examining.finding import Standing
    from locator.commands.telling.diagnosis import WIDTH, render_json, render_text

    parts = tuple(_parts(Path(options.site), online=options.online))
    width = get_terminal_size((WIDTH, 0)).columns
    print(render_json(parts) if options.json else render_text(parts, width))
    return int(any(each.standing is Standing.MEND for part in parts for each in part.findings))


def _parts(path: Path, *, online: bool) -> Iterator[Part]:
    from locator.commands.examining.finding import Part
    from locator.commands.examining.machine import examined_machine
    from locator.commands.examining.packages import examined_packages

    now = utc_now()
    yield Part("Installation", tuple(examined_packages()))
    yield Part("Machine", tuple(examined_machine(now)))
    yield from _site_parts(path, online=online)


def _site_parts(path: Path, *, online: bool) -> Iterator[Part]:
    """What there is to say of a folder, as far as it can be read."""
    from locator.commands.examining.ages import examined_files, examined_shipped, examined_site
    from locator.commands.examining.behind import examined_behind
    from locator.commands.examining.contents import examined_verdicts
    from locator.commands.examining.finding import Part
    from locator.commands.examining.kept import examined_kept
    from locator.commands.examining.ownership import examined_disk, examined_folder
    from locator.commands.examining.settings import examined_settings
    from locator.commands.examining.store import examined_store
    from locator.site.folder import SiteFolder

    shipped = tuple(examined_shipped())
    missing = tuple(examined_folder(path))
    if missing:
        yield Part("Data", shipped)
        yield Part("Site folder", (*missing, *examined_store(path)))
        return
    folder, today = SiteFolder(path), utc_now().date()
    yield Part("Settings", tuple(examined_settings(folder, os.environ, today)))
    loaded, problems = _loaded(folder)
    site = loaded.site if loaded else None
    aged = tuple(examined_site(site, today)) if site else ()
    yield Part("Data", (*shipped, *examined_files(folder, today), *aged))
    yield Part("Kept", (*examined_disk(folder), *examined_kept(folder)))
    yield Part("Contents", (*problems, *examined_verdicts(folder)))
    behind = tuple(examined_behind(folder, site.config, online=online)) if site else ()
    yield Part("Behind it", (*examined_store(path), *behind))


def _loaded(folder: SiteFolder) -> tuple[Loaded | None, tuple[Finding, ...]]:
    """What the folder becomes, if the installation is whole enough to read it, and what is wrong in it."""
    from locator.commands.examining.contents import examined_problems
    from locator.commands.examining.finding import mend
    from locator.errors import LocatorError
    from locator.site.disk_words import told
    from locator.site.loading import load_site

    try:
        loaded = load_site(folder, environ=os.environ, clock=utc_now)
    except LocatorError as error:
        return None, (mend("problems", f"the folder cannot be read: {error}", "mend what stands above"),)
    except OSError as error:
        return None, (mend("problems", told(error), "then look again"),)
    return loaded, tuple(examined_problems(folder, loaded))
