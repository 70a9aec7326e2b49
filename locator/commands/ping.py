"""`locator ping`: search engines that take part in IndexNow hear which pages are new, changed or gone."""

from __future__ import annotations

import sys
from typing import TYPE_CHECKING

from locator.commands.folder import add_site_argument, load_folder, open_folder, require_site
from locator.commands.recording import write_ledger
from locator.errors import UsageError

if TYPE_CHECKING:
    import argparse

    from locator.model.indexnow import IndexNow
    from locator.publish.indexnow import News
    from locator.site.folder import SiteFolder
    from locator.site.snapshot import Site

TEACHING = """\
examples:
  locator ping                   say what would be sent, and send nothing
  locator ping --send            send it, and remember in ledger.csv what was received

Needs a key of your own in site.toml, which the site then answers at /<key>.txt:

  [indexnow]
  key = "0f3c8a52-choose-your-own"

Only what `locator build` or `locator record` has found since the last ping is sent: publish first, then ping.
Pages that search engines shall not list are never sent; one that has lost its place is sent as deleted.
Bing, Yandex, Naver, Seznam and others listen. For search engines that do not, there is the sitemap.
"""


def configure(parser: argparse.ArgumentParser) -> None:
    """Adds the options."""
    parser.epilog = TEACHING
    add_site_argument(parser)
    parser.add_argument("--send", action="store_true", help="really send; without it nothing leaves here")


def run(options: argparse.Namespace) -> int:
    """Tells or sends the news; exit code 1 if a message was not received, and then it is still news."""
    from locator.model.problem import Severity
    from locator.pages.opening import open_catalogue
    from locator.publish.indexnow import find_news

    loaded = load_folder(options.site)
    site, folder = require_site(options.site, loaded), open_folder(options.site)
    if site.config.indexnow is None:
        msg = "site.toml has no [indexnow] with a key; `locator ping --help` shows one"
        raise UsageError(msg)
    broken = [each for each in loaded.errors if each.file == folder.ledger.name]
    for problem in broken:
        print(problem, file=sys.stderr)
    if broken or not site.ledger.lines:
        msg = "there is no ledger.csv to go by; `locator build` or `locator record` writes one"
        raise UsageError(msg)
    catalogue = open_catalogue(folder, site)
    for problem in catalogue.problems:
        if problem.file == folder.ledger.name and problem.severity is Severity.NOTICE:
            print(problem, file=sys.stderr)
    news = find_news(site.ledger, catalogue.states)
    if not options.send:
        _print(site, news)
        return 0
    return 0 if _send(site.config.indexnow, site, folder, news) else 1


def _print(site: Site, news: News) -> None:
    from locator.site import urls

    for path in news.changed:
        word = "changed" if site.ledger.lines[path].sent else "new"
        print(f"{word:<9}{urls.absolute(site.config.base_url, path)}")
    for path in news.deleted:
        print(f"{'deleted':<9}{urls.absolute(site.config.base_url, path)}")
    count = len(news.changed) + len(news.deleted)
    print(
        f"{count:,} to send. Nothing was sent; --send does."
        if count
        else "Nothing is new since the last ping."
    )


def _send(settings: IndexNow, site: Site, folder: SiteFolder, news: News) -> bool:
    """Sends message by message; each that is received is remembered at once."""
    from locator.publish.indexnow import send

    ledger, done = site.ledger, 0
    for paths in news.messages():
        answer = send(settings, site.config.base_url, paths)
        if not answer.is_received:
            print(f"locator: {answer.meaning}", file=sys.stderr)
            print(f"{done:,} received; the rest stays for the next ping.", file=sys.stderr)
            return False
        ledger, done = ledger.received(paths), done + len(paths)
        write_ledger(folder, ledger)
        print(f"{len(paths):,} sent to {settings.endpoint}. {answer.meaning}.")
    if not done:
        print("Nothing is new since the last ping.")
    return True
