"""`locator build`: the site as static files."""

from __future__ import annotations

import argparse
import sys
from pathlib import Path
from typing import TYPE_CHECKING

from locator.commands.building.purging import check_list
from locator.commands.building.target import open_target
from locator.commands.folder import add_site_argument, load_folder, open_folder, require_site
from locator.commands.recording import add_review_argument, record, require_review
from locator.commands.terminal.progress import Bar
from locator.model.problem import Severity

if TYPE_CHECKING:
    from locator.commands.building.target import Target
    from locator.pages.catalogue import Catalogue
    from locator.publish.export import Exported
    from locator.publish.survey import Survey
    from locator.site.folder import SiteFolder
    from locator.site.loading import Loaded

TEACHING = """\
examples:
  locator build --out _site                  the whole site, ready to upload
  locator build --out /tmp/x --no-record     a look at it that nobody shall see
  locator build --out s3://my-bucket/site    sent to a bucket, only what has changed (needs 'locator[cloud]')

Pages that say something else than at the last build get today's date in ledger.csv, and the sitemap tells
it; keep that file with the site. More than 10 new town pages at once need --i-have-reviewed.
"""


def configure(parser: argparse.ArgumentParser) -> None:
    """Adds the options."""
    parser.epilog = TEACHING
    add_site_argument(parser)
    parser.add_argument(
        "--out",
        required=True,
        metavar="DIR|s3://BUCKET/PREFIX",
        help="where to write: a folder, replaced as a whole, or object storage",
    )
    parser.add_argument("--no-record", action="store_true", help="leave ledger.csv as it is")
    parser.add_argument(
        "--jobs", type=_count, metavar="N", help="processes that make pages (default: one for each core)"
    )
    add_review_argument(parser)
    parser.add_argument(
        "--changed", type=Path, metavar="FILE", help="add addresses and tags that a CDN is to drop to FILE"
    )
    storage = parser.add_argument_group("object storage")
    storage.add_argument("--endpoint", default="", metavar="URL", help="the service, if it is not Amazon's")
    storage.add_argument("--dry-run", action="store_true", help="only tell what would be sent and deleted")
    storage.add_argument("--packed", action="store_true", help="texts as gzip, for a bucket without a CDN")
    storage.add_argument(
        "--among-others", action="store_true", help="send even if other objects are there; they stay"
    )


def _count(text: str) -> int:
    if not text.isdecimal() or int(text) < 1:
        msg = f"{text} is not a count of processes; write 1 or more"
        raise argparse.ArgumentTypeError(msg)
    return int(text)


def run(options: argparse.Namespace) -> int:
    """Writes every file; rows with errors are left out and reported, as are claims that must go."""
    from locator.pages.opening import open_catalogue
    from locator.publish.export import uncounted
    from locator.site.claims.check import check_claims

    loaded = load_folder(options.site)
    site = require_site(options.site, loaded)
    folder = open_folder(options.site)
    claims = (each for each in check_claims(folder, site) if each.severity is Severity.ERROR)
    errors = (*loaded.errors, *claims)
    for problem in errors:
        print(problem, file=sys.stderr)
    catalogue = open_catalogue(folder, uncounted(site))
    if options.changed:
        check_list(options.changed, site.config)
    with open_target(folder, options) as target:
        require_review(catalogue, is_reviewed=options.i_have_reviewed)
        seen = _look(catalogue, target, options)
        recorded = "" if options.no_record or options.dry_run else _record(catalogue, folder, loaded)
        exported = _write(catalogue, target, options, seen)
        for line in target.finish(catalogue, exported):
            print(line)
    if recorded:
        print(f"Recorded in ledger.csv: {recorded}.")
    print("The finder (/find) needs `locator serve`; every other page works as a file.")
    return 1 if errors else 0


def _look(catalogue: Catalogue, target: Target, options: argparse.Namespace) -> Survey:
    """Which pages can have changed since the last export."""
    from locator.publish.folders import files_below
    from locator.publish.memory import load_memory
    from locator.publish.survey import survey

    last, found = load_memory(target.home), files_below(target.out)
    is_dated = bool(catalogue.ledger.lines) or not options.no_record
    return survey(catalogue, last, found, options.jobs, for_ledger=is_dated)


def _write(catalogue: Catalogue, target: Target, options: argparse.Namespace, seen: Survey) -> Exported:
    """Writes the files and remembers them for the next time."""
    from locator.publish.export import write_export
    from locator.publish.memory import Memory, write_memory

    bar = Bar(len(catalogue.pages))
    exported = write_export(catalogue, target.out, jobs=options.jobs, survey=seen, progress=bar.show)
    bar.clear()
    write_memory(target.home, Memory(seen.basis, seen.gists, seen.shown, exported.files))
    return exported


def _record(catalogue: Catalogue, folder: SiteFolder, loaded: Loaded) -> str:
    """What was recorded, counted; nothing where pages are missing that would come back as new ones."""
    if loaded.errors:
        print("Nothing was recorded in ledger.csv because of the lines above.", file=sys.stderr)
        return ""
    return record(catalogue, folder).summary
