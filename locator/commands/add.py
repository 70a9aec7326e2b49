"""`locator add`: towns get a row, and with it a page; all of them or none."""

from __future__ import annotations

import json
import os
import sys
from pathlib import Path
from typing import TYPE_CHECKING

from locator.commands.folder import HERE, load_folder, open_folder, require_site, utc_now
from locator.commands.publishing import publish
from locator.commands.terminal.waiting import waiting
from locator.errors import UsageError

if TYPE_CHECKING:
    import argparse
    from collections.abc import Iterator, Mapping

    from locator.editing.pasting.pasted_towns import PastedTown
    from locator.site.snapshot import Site

SETTINGS = "site.toml"
TEACHING = """\
examples:
  locator add "DeLand, FL"                          one town, to the site in this folder
  locator add "DeLand, FL" "Edgewater, FL" my-site  two towns, to the site in my-site
  locator add 32720 29.03,-81.30                    by a ZIP code, by a position
  locator add --from towns.txt --dry-run            a list, one town a line; only says what would happen
  pbpaste | locator add --from -                    whatever you have copied, from a spreadsheet too

Several TOWNs and SITE are told apart so: the last word is SITE if it is a folder with a site.toml in it, or
if it holds a slash; --site says it beyond doubt. Of two places of one name you are asked which is meant;
where nobody can be asked, nothing is added, and the words that mean each of them are printed.

A name and a state make a whole row: the built-in list of places knows county, position and people. The slug,
the last part of the page's address, is written down and never changes by itself. `locator history` shows the
change, `locator rollback` takes it back.
"""


def configure(parser: argparse.ArgumentParser) -> None:
    """Adds the options."""
    parser.epilog = TEACHING
    parser.add_argument(
        "towns", nargs="*", metavar="TOWN", help='"DeLand, FL", a ZIP code or lat,lon; SITE may be the last'
    )
    parser.add_argument("--site", metavar="SITE", help="the site folder (default: this folder)")
    parser.add_argument(
        "--from", dest="source", metavar="FILE", help="a list of towns; - reads what is pasted"
    )
    parser.add_argument(
        "--treatments", default="", metavar="A;B", help="treatments that get a page besides the main one"
    )
    parser.add_argument("--yes", action="store_true", help="ask nothing")
    parser.add_argument("--dry-run", action="store_true", help="say what would change, and change nothing")
    parser.add_argument("--json", action="store_true", help="print JSON, and ask nothing")


def run(options: argparse.Namespace) -> int:
    """Adds the towns; exit code 1, with nothing changed, if it is not clear which are meant."""
    from locator.commands.telling.additions import addition_data, open_lines, told_lines, written_lines
    from locator.editing.towns.addition import try_adding

    text, path = _asked_for(options)
    loaded = load_folder(path)
    site, folder = require_site(path, loaded), open_folder(path)
    _check_treatments(site, options.treatments)
    is_asking = not (options.yes or options.json) and sys.stdin.isatty() and sys.stderr.isatty()
    towns = _read(site, text, options.treatments, is_asking=is_asking)
    is_clear = not any(town.is_open for town in towns)
    news = [town.new for town in towns if town.new] if is_clear else []
    addition = None
    if news:
        with waiting("Judging the pages"):
            addition = try_adding(folder, news, environ=os.environ, clock=utc_now, before=loaded)
            addition.turns  # noqa: B018  # takes as long again
    if not options.json:
        print(
            "\n".join(told_lines(site, towns, addition) if is_clear else open_lines(towns, site.config.units))
        )
    version = 0
    if addition and not options.dry_run and (not is_asking or _is_confirmed(len(news))):
        version = publish(folder, addition.change)
    if options.json:
        print(json.dumps(addition_data(site, towns, addition, version), indent=2, ensure_ascii=False))
    elif addition:
        print("\n".join(written_lines(addition, version, path)))
    return 0 if is_clear else 1


# What is asked for


def _asked_for(options: argparse.Namespace) -> tuple[str, str]:
    """The towns, one a line, and the site folder."""
    words = [word for word in options.towns if word.strip()]
    path = options.site
    if path is None and words and _is_site(words[-1]) and (len(words) > 1 or options.source):
        path = words.pop()
    if path is None and len(words) == 1 and not options.source and _is_site_folder(words[0]):
        msg = f'{words[0]} is a site folder; say which town it is to get: locator add "DeLand, FL" {words[0]}'
        raise UsageError(msg)
    text = "\n".join([*_joined(words), *([_read_list(options.source)] if options.source else [])])
    if not text.strip():
        msg = 'say which town: locator add "DeLand, FL"'
        raise UsageError(msg)
    return text, path or HERE


def _is_site(word: str) -> bool:
    """Whether a word is a folder rather than a town."""
    is_path = word in (".", "..") or "/" in word or os.sep in word
    return is_path or _is_site_folder(word)


def _is_site_folder(word: str) -> bool:
    try:
        return (Path(word) / SETTINGS).is_file()
    except (OSError, ValueError):  # longer than any name of a folder, or with a NUL in it
        return False


def _joined(words: list[str]) -> Iterator[str]:
    """The towns; whoever forgets the quotation marks, as in `locator add Winter Park, FL`, is understood."""
    from locator.model.region import parse_region

    loose: list[str] = []
    for word in words:
        if loose and parse_region(word):
            yield " ".join([*loose, word])
            loose = []
        elif " " in word or "\n" in word:
            yield from (*loose, word)
            loose = []
        else:
            loose.append(word)
    yield from loose


def _read_list(source: str) -> str:
    from locator.site.disk_words import why
    from locator.site.tables.encoding import SAVE_AS, decode, refusal

    try:
        data = sys.stdin.buffer.read() if source == "-" else Path(source).read_bytes()
    except OSError as error:
        msg = f"{source} cannot be read: {why(error)}"
        raise UsageError(msg) from None
    if refused := refusal(data):
        msg = f"{source}: {refused[0]}; {refused[1]}"
        raise UsageError(msg)
    text, _ = decode(data, source)
    if "\0" in text:
        msg = f"{source} is not a text; {SAVE_AS}"
        raise UsageError(msg)
    return text


def _check_treatments(site: Site, text: str) -> None:
    for slug in filter(None, (each.strip().lower() for each in text.split(";"))):
        if slug not in site.treatments:
            msg = f"there is no treatment {slug}; there are {', '.join(site.treatments)}"
            raise UsageError(msg)


# What is meant


def _read(site: Site, text: str, treatments: str, *, is_asking: bool) -> tuple[PastedTown, ...]:
    """What each line means; on a terminal, until nothing is left to be asked."""
    from locator.editing.pasting.pasted_towns import pasted_towns

    cells = {"treatments": treatments} if treatments else {}
    chosen: dict[str, str] = {}
    while True:
        with waiting("Looking the towns up"):
            towns = tuple(pasted_towns(site, text, cells, chosen))
        unclear = next((town for town in towns if town.is_open), None)
        if unclear is None or not is_asking:
            return towns
        chosen[_origin(chosen, unclear)] = _ask(unclear, site.config.units)


def _origin(chosen: Mapping[str, str], town: PastedTown) -> str:
    """The text of the line as it was pasted, if what was chosen for it is unclear again."""
    return next((text for text, words in chosen.items() if words == town.text), town.text)


def _ask(town: PastedTown, units: str) -> str:
    """The words that a person chooses instead of a line; empty to leave it out."""
    from locator.commands.telling.additions import choice_lines

    print(f"{town.text}: {town.told}", file=sys.stderr)
    for line in choice_lines(town, units):
        print(line, file=sys.stderr)
    how = "Number, or other words" if town.choices else "Other words"
    answer = _typed(f"{how}; Enter alone leaves it out: ")
    if answer.isdecimal() and 1 <= int(answer) <= len(town.choices):
        return town.choices[int(answer) - 1].words
    return answer


def _is_confirmed(count: int) -> bool:
    this = "this town" if count == 1 else f"these {count} towns"
    return _typed(f"Add {this}? [Y/n] ").lower() in ("", "y", "yes")


def _typed(question: str) -> str:
    print(question, end="", file=sys.stderr, flush=True)
    line = sys.stdin.readline()
    if not line:  # the end of what is typed: nothing was agreed to
        raise KeyboardInterrupt
    return line.strip()
