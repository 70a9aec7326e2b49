"""What was typed so far, as beginnings of a place's name and its state: the likeliest reading first."""

from __future__ import annotations

from collections import defaultdict
from typing import TYPE_CHECKING, NamedTuple

from locator.geo.names import spelled_out
from locator.site.queries.readings import split_region
from locator.site.queries.vocabulary import NICKNAMES, REGION_WORDS
from locator.site.queries.words import parts_of, split_words

if TYPE_CHECKING:
    from collections.abc import Iterator

    from locator.site.queries.words import Words

_LONGEST_REGION = 3  # words
_ARTICLE = "the"
_NONE = frozenset[str]()


class Beginning(NamedTuple):
    """One way to read it: `keys` begin a name, or are the name if `is_whole`.

    `regions` are codes of the states that may be meant, None for any; `county` begins a county's key.
    """

    keys: tuple[str, ...]
    regions: frozenset[str] | None = None
    is_whole: bool = False
    county: str = ""


def parse_beginnings(text: str) -> tuple[Beginning, ...]:
    """The ways to read "st aug", "lake mary f", "san d ca", "Midway, Gadsden County, FL"; without a comma
    any last words may be the state's. Empty if there is nothing to read."""
    words = split_words(text)
    name, *more = parts_of(words) or [[]]
    if not name:
        return ()
    readings = _after_comma(name, more) if more else (*_nicknamed(name), *_without_comma(name))
    return tuple(dict.fromkeys(readings))


def _after_comma(name: Words, more: list[Words]) -> Iterator[Beginning]:
    """The name stands before the first comma; a county, a state or both begin after it."""
    last = " ".join(more[-1])
    regions = _regions_beginning(last)
    if len(more) > 1 or regions:
        county = _key(more[0]) if len(more) > 1 else ""
        yield Beginning((_key(name),), regions, is_whole=True, county=county)
        yield Beginning((_key(name),), regions, county=county)
    if len(more) == 1:
        yield Beginning((_key(name),), is_whole=True, county=_key(more[-1]))


def _nicknamed(name: Words) -> Iterator[Beginning]:
    if full := NICKNAMES.get(" ".join(name)):
        words, code = split_region(split_words(full))
        yield Beginning((_key(words),), frozenset({code}), is_whole=True)


def _without_comma(words: Words) -> Iterator[Beginning]:
    """The name and its whole state; the beginning of the name; the name and the beginning of its state."""
    splits = [(words[:-n], " ".join(words[-n:])) for n in range(1, min(_LONGEST_REGION + 1, len(words)))]
    whole = [(name, frozenset({REGION_WORDS[last].code})) for name, last in splits if last in REGION_WORDS]
    yield from (Beginning((_key(name),), region, is_whole=True) for name, region in whole)
    yield Beginning(_keys(words))
    for name, last in splits:
        if regions := _regions_beginning(last):
            yield Beginning((_key(name),), regions, is_whole=True)
    yield from (Beginning((_key(name),), region) for name, region in whole)


def _beginnings_of_regions() -> dict[str, frozenset[str]]:
    """The codes of the states that may be meant, by what stands there so far."""
    codes: defaultdict[str, set[str]] = defaultdict(set)
    for name, region in REGION_WORDS.items():
        for end in range(1, len(name) + 1):
            codes[name[:end]].add(region.code)
    return {beginning: frozenset(each) for beginning, each in codes.items()}


_REGIONS_BEGINNING = _beginnings_of_regions()


def _regions_beginning(text: str) -> frozenset[str]:
    return _REGIONS_BEGINNING.get(text, _NONE)


def _key(words: Words) -> str:
    return "".join(spelled_out(words))


def _keys(words: Words) -> tuple[str, ...]:
    """The last word may be a short form ("port st" for Saint) or broken off ("port st" for Stanley)."""
    complete = spelled_out(words)
    article = _ARTICLE if complete[0] != words[0] == _ARTICLE else ""
    stem, last = article + "".join(complete[:-1]), complete[-1]
    return (stem + last,) if last == words[-1] else (stem + last, stem + words[-1])
