"""What a visitor typed, taken apart: postcode, state, county, treatment, and ways to read the rest."""

from __future__ import annotations

from dataclasses import dataclass
from itertools import chain, islice
from typing import TYPE_CHECKING

from locator.site.queries.postcodes import drop_postcode, find_postcode, is_number, parse_number
from locator.site.queries.readings import Named, peeled, readings, split_region
from locator.site.queries.streets import has_street
from locator.site.queries.vocabulary import ABROAD, COUNTRY, FILLER, NEAR_ME, NICKNAMES, REGION_WORDS
from locator.site.queries.words import COMMA, position, split_words, trim

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from locator.model.region import Region
    from locator.site.queries.words import Words

MAX_LENGTH = 200
MAX_READINGS = 60  # enough for any text that a person means
MAX_COMPARED = 3  # readings from either end of the list: the most literal and the barest
COUNTY_WORDS = ("county", "parish", "borough")
_COUNTY_BEGINNINGS = (("condado", "de"), ("condado",), ("county", "of"))
_SIGNS_OF_COUNTY = frozenset(COUNTY_WORDS).union(*_COUNTY_BEGINNINGS)


@dataclass(frozen=True, slots=True)
class Query:
    """A visitor's words: `named` holds the ways to read the place in them, the most literal first.

    `place` is what is left without treatment, "near me" and country. `postcode` is five digits,
    `is_repaired` says that it came with fewer. `region` is a
    state that may be all that is named, `is_region` says that it is; `counties` likewise are the ways to
    read a whole county.
    """

    text: str
    place: str = ""
    treatment: str = ""
    postcode: str = ""
    is_repaired: bool = False
    is_number: bool = False
    is_here: bool = False
    is_placeless: bool = False
    is_abroad: bool = False
    is_address: bool = False
    region: Region | None = None
    is_region: bool = False
    counties: tuple[Named, ...] = ()
    named: tuple[Named, ...] = ()

    @property
    def plain(self) -> tuple[Named, ...]:
        """The readings worth comparing with other names: with the state if it is named; of addresses one."""
        plain = [named for named in self.named if not named.is_address and not named.county]
        addresses = [named for named in self.named if named.is_address]
        with_region = [named for named in [*plain, *addresses[:1]] if named.region]
        found = with_region or plain
        return tuple(dict.fromkeys(found[:MAX_COMPARED] + found[-MAX_COMPARED:]))


@dataclass(frozen=True, slots=True)
class Phrase:
    """Words that mean a treatment, folded; `slug` is the treatment's."""

    words: tuple[str, ...]
    slug: str


def parse_query(text: str, phrases: Iterable[Phrase] = ()) -> Query:
    """Takes the text apart; `phrases` are the words that mean a treatment of the site."""
    if is_number(text):
        postcode, is_repaired = parse_number(text)
        return Query(text, postcode=postcode, is_repaired=is_repaired, is_number=True)
    words = split_words(text)
    words, treatment = _take_treatment(words, phrases)
    words, is_here = _take_phrases(words, NEAR_ME)
    words = _drop_country(words)
    place = " ".join(trim(words, FILLER)).replace(f" {COMMA}", COMMA)
    postcode, is_repaired = find_postcode(text)
    if postcode:
        words = drop_postcode(words, postcode)
    literal = split_words(text) if not postcode else []
    named = dict.fromkeys(chain(readings(literal, ends=()), readings(words, ends=FILLER)))
    return Query(
        text,
        place=place,
        treatment=treatment,
        postcode=postcode,
        is_repaired=is_repaired,
        is_here=is_here,
        is_placeless=not trim(words, FILLER),
        is_abroad=_is_abroad(words),
        is_address=has_street(words),
        region=_find_region(words),
        is_region=_is_region(words),
        counties=tuple(dict.fromkeys(_find_counties(words))),
        named=tuple(islice(named, MAX_READINGS)),
    )


def _take_phrases(words: Words, phrases: Iterable[tuple[str, ...]]) -> tuple[Words, bool]:
    for phrase in phrases:
        at = position(words, phrase)
        if at is not None:
            return trim([*words[:at], *words[at + len(phrase) :]]), True
    return words, False


def _take_treatment(words: Words, phrases: Iterable[Phrase]) -> tuple[Words, str]:
    """Without the words that mean treatments; the treatment is that of the first phrase found."""
    treatment = ""
    for phrase in phrases:
        while (at := position(words, phrase.words)) is not None:
            treatment = treatment or phrase.slug
            words = [*words[:at], COMMA, *words[at + len(phrase.words) :]]
    return trim(words), treatment


def _drop_country(words: Words) -> Words:
    for phrase in COUNTRY:
        size = len(phrase)
        if len(words) > size and tuple(words[-size:]) == phrase:
            return trim(words[:-size])
    return words


def _is_abroad(words: Words) -> bool:
    """Whether the words end in the name of another country or of one of its provinces."""
    return any(" ".join(words[-count:]) in ABROAD for count in (1, 2, 3) if len(words) > count)


def _find_region(words: Words) -> Region | None:
    return REGION_WORDS.get(" ".join(words)) or REGION_WORDS.get(" ".join(trim(words, FILLER)))


def _is_region(words: Words) -> bool:
    """Whether a state and nothing else is named: "FL", "Florida"; "DC" is a town."""
    return " ".join(words) in REGION_WORDS and " ".join(words) not in NICKNAMES


def _find_counties(words: Words) -> Iterator[Named]:
    """Ways to read a county if it is all that is named: "De Kalb County" is no Kalb County in Delaware."""
    if _SIGNS_OF_COUNTY.isdisjoint(words):  # mostly
        return
    for name, region in ((words, ""), split_region(words), split_region(trim(words, FILLER))):
        for kept in peeled(name, FILLER):
            if county := _county(kept):
                yield Named(county, region)


def _county(words: Words) -> str:
    if len(words) > 1 and words[-1] in COUNTY_WORDS:
        return " ".join(words)
    for prefix in _COUNTY_BEGINNINGS:
        if len(words) > len(prefix) and tuple(words[: len(prefix)]) == prefix:
            return f"{' '.join(words[len(prefix) :])} county"
    return ""
