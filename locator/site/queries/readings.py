"""The ways to read a place's name in words: which of them are its name, its state, its county."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from locator.site.queries.streets import town_parts
from locator.site.queries.vocabulary import FILLER, NICKNAMES, REGION_WORDS
from locator.site.queries.words import COMMA, parts_of, split_words, trim

if TYPE_CHECKING:
    from collections.abc import Collection, Iterator

    from locator.site.queries.words import Words

_LONGEST_REGION = 4  # words


@dataclass(frozen=True, slots=True)
class Named:
    """One way to read a place's name; `region` is a code, both it and `county` may be empty."""

    name: str
    region: str = ""
    county: str = ""
    is_address: bool = False


def readings(words: Words, ends: Collection[str]) -> Iterator[Named]:
    """The ways to read a place in the words; `ends` are words that may be dropped from either end."""
    name, region = split_region(words)
    if not region and ends:
        name, region = split_region(trim(words, ends))
    if COMMA not in words or not region:
        # "Lake Washington" is a name, not a Lake in Washington.
        yield from _readings_of_name(words, "", ends)
    if region:
        yield from _readings_of_name(name, region, ends)


def _readings_of_name(words: Words, region: str, ends: Collection[str]) -> Iterator[Named]:
    for kept in peeled(words, ends):
        if kept != words and not region and " ".join(kept) in REGION_WORDS:
            continue  # "clinics in Florida" does not mean the town of Florida, NY
        full = NICKNAMES.get(" ".join(kept))
        if full:
            long_name, code = split_region(split_words(full))
            if region in {"", code}:
                yield Named(" ".join(long_name), code)
        yield from _read(kept, region)


def peeled(words: Words, ends: Collection[str]) -> Iterator[Words]:
    """The words with ever more of `ends` dropped, as few as possible first."""
    core = trim(words, ends)
    if not core:
        return
    first = next(i for i in range(len(words)) if words[i : i + len(core)] == core)
    last = first + len(core)
    spans = ((start, end) for start in range(first + 1) for end in range(last, len(words) + 1))
    for start, end in sorted(spans, key=lambda span: (span[0] - span[1], span)):
        if peeled := trim(words[start:end]):
            yield peeled


def _read(words: Words, region: str) -> Iterator[Named]:
    """The words as a name, as a name and its county, and as an address in a town."""
    if not words:
        return
    parts = parts_of(words)
    if len(parts) == 1:
        yield Named(" ".join(words), region)
    elif len(parts) == 2:  # noqa: PLR2004  # "Midway, Gadsden County"
        yield Named(" ".join(parts[0]), region, county=" ".join(parts[1]))
        yield Named(" ".join(parts[0] + parts[1]), region)
    for town in town_parts(words):
        yield Named(" ".join(town), region, is_address=True)


def split_region(words: Words) -> tuple[Words, str]:
    """The name's words and the state's code that ends (or, failing that, begins) them."""
    sizes = range(min(_LONGEST_REGION, len(words) - 1), 0, -1)
    for size in sizes:
        if region := REGION_WORDS.get(" ".join(words[-size:])):
            return trim(words[:-size]), region.code
    for size in sizes:
        region = REGION_WORDS.get(" ".join(words[:size]))
        if region and words[0] not in FILLER:
            return trim(words[size:]), region.code
    return words, ""
