"""Places whose name is like one that nobody bears: misspelled, cut short, or with a word too many."""

from __future__ import annotations

from typing import TYPE_CHECKING

from locator.geo.names import fold_name

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from locator.model.place import Place
    from locator.site.queries.readings import Named
    from locator.site.snapshot import Site

_LEAST_TO_COMPLETE = 4  # letters
_SHORT_ENDING = 3  # letters that may be missing at the end of a name
# Legal forms, which people add and gazetteers leave out, or the other way round.
_FORMS = ("chartertownship", "township", "city", "village", "borough", "boro", "town")
_SPELLINGS = (("boro", "borough"), ("burg", "burgh"), ("center", "centre"))
# What a name is most often cut short of.
_CUT_OFF = frozenset(
    {"beach", "springs", "city", "park", "township", "village", "heights", "hills", "crossroads", "corners"}
)


def likely(site: Site, named: Named) -> Iterator[list[Place]]:
    """Places that a name nobody bears may mean: the likeliest kind of mistake first, some kinds empty.

    A legal form or a generic word too many or too few; one letter wrong; the first part left out; more
    letters wrong.
    """
    spelling, region = site.gazetteer.spelling, named.region
    yield other_forms(site, named)
    mistakes, places = misspelled(site, named)
    if mistakes == 1:
        yield places
    yield _of_keys(site, spelling.ending(named.name, region), region)
    if mistakes > 1:
        yield places


def other_forms(site: Site, named: Named) -> list[Place]:
    """Places of the name with another legal form or another generic word, or cut short."""
    akin = site.gazetteer.spelling.akin(named.name, named.region)
    return _of_keys(site, (*_forms(named.name), *_completions(site, named), *akin), named.region)


def _of_keys(site: Site, keys: Iterable[str], region: str) -> list[Place]:
    return [place for key in dict.fromkeys(keys) for place in site.gazetteer.towns(key, region)]


def _forms(name: str) -> Iterator[str]:
    key = fold_name(name)
    if (base := _without_form(key)) != key:
        yield base
        yield from (base + form for form in ("township", "city"))
    for one, other in _SPELLINGS:
        for ending, instead in ((one, other), (other, one)):
            if key.endswith(ending):
                yield key.removesuffix(ending) + instead
    if key.startswith("the"):
        yield key.removeprefix("the")


def _without_form(key: str) -> str:
    """The key without "Township" and its like, if three letters are left."""
    form = next((form for form in _FORMS if key.endswith(form)), "")
    return key.removesuffix(form) if len(key) > len(form) + 2 else key


def _completions(site: Site, named: Named) -> Iterator[str]:
    """Names that go on: "Altamonte Springs" for "Altamonte"; by a few letters, only if no other does."""
    key = _without_form(fold_name(named.name))
    if len(key) < _LEAST_TO_COMPLETE:
        return
    begun = site.gazetteer.spelling.begun(key, named.region)
    yield from (name for name in begun if name.removeprefix(key) in _CUT_OFF)
    if len(begun) == 1 and len(begun[0]) - len(key) <= _SHORT_ENDING:
        yield begun[0]


def misspelled(site: Site, named: Named) -> tuple[int, list[Place]]:
    """The fewest mistakes that make a known name of this one, and the places of those names.

    A name with another first letter does not count: nearly everybody gets that one right.
    """
    key = fold_name(named.name)
    found = [(n, name) for name, n in near_names(site, key, named.region) if _begins_alike(name, key)]
    fewest = min((n for n, _ in found), default=0)
    return fewest, _of_keys(site, (name for n, name in found if n == fewest), named.region)


def near_names(site: Site, key: str, region: str, *, at_least: int = 0) -> list[tuple[str, int]]:
    """Folded names with a mistake or two, and how many; "theacreage" may be glued to its article."""
    spelling = site.gazetteer.spelling
    bare = key.removeprefix("the")
    found = spelling.near(key, region, at_least=at_least)
    return found + (spelling.near(bare, region) if bare != key else [])


def _begins_alike(name: str, key: str) -> bool:
    """Also "the acreage" and "theacreage", and the first two letters swapped."""
    key = key if name[:1] == key[:1] else key.removeprefix("the")
    return name[:1] == key[:1] or name[:2] == key[1::-1]
