"""`locator nearest`: the nearest clinics, in true order."""

from __future__ import annotations

import json
import shlex
import sys
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING

from locator.commands.folder import add_site_argument, load_folder, require_site, utc_now
from locator.errors import UsageError

if TYPE_CHECKING:
    import argparse
    from datetime import datetime

    from locator.pages.api.nearest import Wishes
    from locator.site.queries.answer import Answer
    from locator.site.snapshot import Site

MAX_COUNT = 1000
DEFAULT_COUNT = 5
_CHOICES = {
    "treatment": "that offer it",
    "insurance": "that take it",
    "language": "where it is spoken",
}


def configure(parser: argparse.ArgumentParser) -> None:
    """Adds the options."""
    parser.add_argument("query", metavar="QUERY", help='a ZIP code, a town ("Lake Mary, FL") or "lat,lon"')
    add_site_argument(parser, or_store=True)
    parser.add_argument(
        "-k", type=int, default=DEFAULT_COUNT, metavar="N", help="how many clinics (default: 5)"
    )
    _add_wishes(parser)
    parser.add_argument("--json", action="store_true", help="the answer of /api/v1/nearest")
    parser.epilog = "A query that begins with a minus sign goes after --:  locator nearest -- -14.27,-170.70"


def _add_wishes(parser: argparse.ArgumentParser) -> None:
    for name, what in _CHOICES.items():
        text = f"only clinics {what}; may be repeated"
        parser.add_argument(f"--{name}", action="append", default=[], metavar=name[0].upper(), help=text)
    parser.add_argument(
        "--open-at", default="", metavar="TIME", help="only clinics open then: now, or a time"
    )
    parser.add_argument("--accessible", action="store_true", help="only clinics with a step-free way in")
    parser.add_argument(
        "--accepting-new-patients", action="store_true", help="only clinics that accept new patients"
    )


def run(options: argparse.Namespace) -> int:
    """Prints the answer; exit code 1 if the place is unknown or ambiguous."""
    from locator.site.queries.search import find_place

    _check_words(options)
    site = require_site(options.site, load_folder(options.site))
    wishes = _parse_wishes(site, options)
    answer = _understand(site, find_place(site, options.query), Path(options.site))
    if options.json:
        _print_json(site, answer, wishes)
    elif answer.origin:
        _print_clinics(site, answer, wishes)
    if not answer.origin:
        _print_way_on(site, answer, options)
    return 0 if answer.origin else 1


def _understand(site: Site, answer: Answer, folder: Path) -> Answer:
    """Asks the geocoder of the settings, if there is one and it could help."""
    if site.config.geocoder is None:
        return answer
    from locator.geo.services.address_finder import open_address_finder
    from locator.site.queries.geocoding import refine

    return refine(site, answer, open_address_finder(site.config.geocoder, folder))


def _check_words(options: argparse.Namespace) -> None:
    """Refuses what no folder could answer."""
    if not 1 <= options.k <= MAX_COUNT:
        msg = f"-k {options.k}: give a number from 1 to {MAX_COUNT}"
        raise UsageError(msg)
    if not options.query.strip():
        msg = 'say from where: a ZIP code, a town ("Lake Mary, FL") or "lat,lon"'
        raise UsageError(msg)
    if Path(options.site).name == options.site and not Path(options.site).exists():
        whole = f"{options.query} {options.site}"
        msg = f'there is no folder {options.site}; if it belongs to the place, write "{whole}"'
        raise UsageError(msg)


def _parse_wishes(site: Site, options: argparse.Namespace) -> Wishes:
    from locator.pages.api.nearest import Wishes

    return Wishes(
        options.k,
        treatment=_parse_choices(site, "treatment", options.treatment),
        insurance=_parse_choices(site, "insurance", options.insurance),
        language=_parse_choices(site, "language", options.language),
        accessible=options.accessible,
        accepting_new_patients=options.accepting_new_patients,
        open_at=_parse_moment(options.open_at) if options.open_at else None,
    )


def _parse_choices(site: Site, name: str, texts: list[str]) -> tuple[str, ...]:
    from locator.site.filters import Facet, choice_of

    known = site.named_choices[Facet(name)]
    for text in texts:
        if choice_of(text) not in known:
            there_are = f"there are {', '.join(known)}" if known else "no clinic says"
            msg = f"there is no {name} {text}; {there_are}"
            raise UsageError(msg)
    return tuple(map(choice_of, texts))


def _parse_moment(text: str) -> datetime:
    from locator.model.moment import parse_moment

    try:
        return utc_now() if text == "now" else parse_moment(text)
    except ValueError as error:
        msg = f"--open-at {text}: {error}"
        raise UsageError(msg) from None


def _print_way_on(site: Site, answer: Answer, options: argparse.Namespace) -> None:
    """Says what to ask instead, apart from what a program reads."""
    from locator.pages.understood import choice_reply, no_place_reply

    is_choice = answer.candidates and not answer.region
    reply = choice_reply(site, answer) if is_choice else no_place_reply(site, answer)
    mark = "" if reply.heading.endswith("?") else "."
    print(f"{reply.heading}{mark} {reply.explanation}", file=sys.stderr)
    for label in dict.fromkeys((*answer.suggestions, *(place.full_label for place in answer.candidates))):
        print(f'  locator nearest "{label}"{_repeated(options)}', file=sys.stderr)


def _repeated(options: argparse.Namespace) -> str:
    """The rest of the command as it was typed, so that a choice asks the same of the same site."""
    words = [] if options.site == "." else [shlex.quote(options.site)]
    words += [] if options.k == DEFAULT_COUNT else ["-k", str(options.k)]
    for name in _CHOICES:
        words += [word for text in getattr(options, name) for word in (f"--{name}", shlex.quote(text))]
    words += ["--open-at", shlex.quote(options.open_at)] if options.open_at else []
    words += ["--accessible"] if options.accessible else []
    words += ["--accepting-new-patients"] if options.accepting_new_patients else []
    words += ["--json"] if options.json else []
    return "".join(f" {word}" for word in words)


def _print_clinics(site: Site, answer: Answer, wishes: Wishes) -> None:
    from locator.geo.distance import compass
    from locator.pages.api.nearest import nearest
    from locator.pages.understood import notes
    from locator.site.words import distance_text

    assert answer.origin
    found = nearest(site, answer, wishes, utc_now())
    if not found:
        print(f"There is no open {site.config.clinic_noun} for this.")
        return
    for note in notes(site, replace(answer, treatment="") if wishes.treatment else answer):
        print(note)
    print(f"Nearest to {answer.origin.label}, straight line:")
    for number, near in enumerate(found, 1):
        away = distance_text(near.distance_km, site.config.units)
        print(f"{number:>3}. {near.clinic.name}: {away} {compass(near.bearing)} ({near.distance_km:.6f} km)")
        print(f"     {near.clinic.address}{f', {near.clinic.phone}' if near.clinic.phone else ''}")
    if answer.credit:
        print(f"Where this place is: {', '.join(filter(None, (answer.credit.name, answer.credit.licence)))}")


def _print_json(site: Site, answer: Answer, wishes: Wishes) -> None:
    from locator.pages.api.nearest import nearest_data

    data = nearest_data(site, answer, wishes, now=utc_now())
    print(json.dumps(data, indent=2, ensure_ascii=False))
