"""Makes locator/data/gazetteer.sqlite, the towns, postal communities and ZIPs, from sources/.

us_gazetteer.tsv.gz has one row a place: `P` a settlement, `C` a name that the post office uses for
somewhere that is no such settlement, `Z` a ZIP, whose `alt` is its post office; us_localities.tsv.gz
has an `L` for each place and township that the Census Bureau names. What is mended on the way is said
where it is done. Standard library only; the same sources give the same bytes.
"""

from __future__ import annotations

import gzip
import importlib.util
import json
import math
import os
import re
import sqlite3
from collections import defaultdict
from collections.abc import Callable, Hashable, Iterable, Iterator
from pathlib import Path
from typing import NamedTuple

ROOT = Path(__file__).resolve().parent.parent
SOURCES = (ROOT / "sources" / "us_gazetteer.tsv.gz", ROOT / "sources" / "us_localities.tsv.gz")
COUNTIES = ROOT / "sources" / "us_counties.json"
NAMES = ROOT / "locator" / "geo" / "names.py"
GAZETTEER = ROOT / "locator" / "data" / "gazetteer.sqlite"

SCHEMA = """
PRAGMA page_size = 4096;
PRAGMA journal_mode = OFF;
CREATE TABLE county (id INTEGER PRIMARY KEY, name TEXT NOT NULL, folded TEXT NOT NULL);
CREATE TABLE place (  -- kind 0: settlement, 1: community, 3: locality; lat, lon in degrees times 10,000
    id INTEGER PRIMARY KEY,  -- in order of kind, then population, the largest first
    name TEXT NOT NULL, region TEXT NOT NULL, county INTEGER NOT NULL, kind INTEGER NOT NULL,
    lat INTEGER NOT NULL, lon INTEGER NOT NULL, population INTEGER NOT NULL);
CREATE TABLE name (  -- rank 0: a settlement's, 1: its other, 2: a community's, 3: a code, 4: a locality's
    key TEXT NOT NULL, region TEXT NOT NULL, rank INTEGER NOT NULL, place INTEGER NOT NULL,
    PRIMARY KEY (key, region, rank, place)) WITHOUT ROWID;
CREATE TABLE zip (  -- post_office only where it is not the name of the place
    code INTEGER PRIMARY KEY, region TEXT NOT NULL, county INTEGER NOT NULL,
    lat INTEGER NOT NULL, lon INTEGER NOT NULL, place INTEGER, post_office TEXT);
"""
INDEXES = """
CREATE INDEX place_at ON place (lat, lon) WHERE kind = 0;
CREATE INDEX place_in ON place (county) WHERE kind = 0;
CREATE INDEX county_called ON county (folded);
CREATE INDEX zip_of ON zip (place);
"""

# ZIPs that come without a state or a town: the territories, told apart by their first digits.
TERRITORIES = {"008": "VI", "00": "PR", "96799": "AS", "9695": "MP", "969": "GU", "96": "HI"}
# County equivalents that the list of counties does not have yet.
LATER_COUNTIES = {
    "AK270": "Kusilvak Census Area",  # its code until 2015
    "CT110": "Capitol Planning Region",
    "CT120": "Greater Bridgeport Planning Region",
    "CT130": "Lower Connecticut River Valley Planning Region",
    "CT140": "Naugatuck Valley Planning Region",
    "CT150": "Northeastern Connecticut Planning Region",
    "CT160": "Northwest Hills Planning Region",
    "CT170": "South Central Connecticut Planning Region",
    "CT180": "Southeastern Connecticut Planning Region",
    "CT190": "Western Connecticut Planning Region",
}

TWIN_KM = 5.0  # two rows of one name this near are one town, listed twice
OFFICE_KM = 50.0  # in another county and farther than this, a post office is another place's
AKIN_KM = 15.0  # "Lake Worth" is the post office of Lake Worth Beach, not of one far away
NAME, OTHER_NAME, COMMUNITY, CODE, LOCALITY = range(5)
KINDS = {"P": (0, NAME), "C": (1, COMMUNITY), "L": (3, LOCALITY)}  # the table's kind, the rank of the name

ADDITION = re.compile(r"^City of | \((?:balance|village)\)$|, CDP$")
NO_TOWN = re.compile(r"\(historical\)|Courthouse Annex|Town Offices|Healthcare System")
PARTS = re.compile(r"\s*[/()]\s*")  # "Allston/Brighton", "Village of Oak Creek (Big Park)"
DULL = re.compile(r"^(?:City|Town|Village|Borough|Township) of | (?:CDP|Boro)$|^[A-Z]{3,4}$")
AIRPORT = re.compile(r"[A-Z]{3,4}")
TOWNSHIP = " Township"

_spec = importlib.util.spec_from_file_location("names", NAMES)
assert _spec and _spec.loader
_names = importlib.util.module_from_spec(_spec)
_spec.loader.exec_module(_names)
fold_name: Callable[[str], str] = _names.fold_name
name_words: Callable[[str], list[str]] = _names.name_words


class Entry(NamedTuple):
    """A row of the source, region and county named, position in ten-thousandths of a degree."""

    kind: str
    name: str
    region: str
    county: str
    lat: int
    lon: int
    population: int
    others: tuple[str, ...]  # other names; of a ZIP, its post office

    @property
    def key(self) -> tuple[str, str]:
        return fold_name(self.name), self.region

    @property
    def office(self) -> tuple[str, str]:
        return fold_name(self.others[0]), self.region


class Alias(NamedTuple):
    """A name that is not the place's own: its rank, its key, its place."""

    rank: int
    key: str
    place: Entry


Groups = dict[Hashable, list[Entry]]


def main(out: Path = GAZETTEER) -> None:
    fresh = out.with_name(f"{out.name}.{os.getpid()}.tmp")
    fresh.unlink(missing_ok=True)
    try:
        make_gazetteer(fresh)
        if not (out.is_file() and out.read_bytes() == fresh.read_bytes()):
            fresh.replace(out)
    finally:
        fresh.unlink(missing_ok=True)


def make_gazetteer(path: Path) -> None:
    entries = list(load_entries())
    zips = [entry for entry in entries if entry.kind == "Z"]
    settlements = without_twins(entry for entry in entries if entry.kind == "P")
    communities = [entry for entry in entries if entry.kind == "C"]
    offices, found = place_post_offices(zips, settlements + communities)
    places = sorted(settlements, key=by_size) + sorted(communities + found, key=by_size)
    aliases = [*offices, *other_names(places)]
    localities, parts = lesser_places((entry for entry in entries if entry.kind == "L"), places)
    write_gazetteer(path, places + localities, aliases + parts, zips)


def by_size(place: Entry) -> tuple[int, Entry]:
    return -place.population, place


def load_entries() -> Iterator[Entry]:
    """Every row of a state or territory but those of vanished towns and of buildings."""
    counties, states = load_counties()
    for kind, name, state, county3, lat, lon, population, _, alt in load_rows():
        region = state or territory(name)
        if region in states and not NO_TOWN.search(name):
            county = counties.get(region + county3, "")
            others = tuple(filter(None, alt.split("|")))
            position = round(float(lat) * 1e4), round(float(lon) * 1e4)
            plain = ADDITION.sub("", name)
            yield Entry(kind, plain, region, county, *position, int(population or 0), others)


def load_rows() -> Iterator[list[str]]:
    for source in SOURCES:
        lines = gzip.decompress(source.read_bytes()).decode("utf-8").splitlines()[1:]
        yield from (line.split("\t") for line in lines)


def load_counties() -> tuple[dict[str, str], set[str]]:
    """Full county names ("Volusia County") by state and county code ("FL127"), and the states."""
    listed = json.loads(COUNTIES.read_text(encoding="utf-8"))
    names = {row["state"] + row["fips"][2:]: row["name"] for row in listed}
    return {**LATER_COUNTIES, **names}, {row["state"] for row in listed}


def territory(code: str) -> str:
    return next(state for digits, state in TERRITORIES.items() if code.startswith(digits))


def km(a: Entry, b: Entry) -> float:
    """Roughly how far apart: on a sphere, unrolled; good to a percent where it matters here."""
    shrink = math.cos(math.radians((a.lat + b.lat) / 2e4))
    return 111.2e-4 * math.hypot(a.lat - b.lat, (a.lon - b.lon) * shrink)


def grouped(entries: Iterable[Entry], by: Callable[[Entry], Hashable]) -> Groups:
    groups: Groups = defaultdict(list)
    for entry in entries:
        groups[by(entry)].append(entry)
    return groups


def without_twins(settlements: Iterable[Entry]) -> list[Entry]:
    """Of several rows for one town (Saint Charles and St. Charles, MD) the most populous."""
    kept: list[Entry] = []
    for namesakes in grouped(sorted(settlements, key=by_size), lambda place: place.key).values():
        first = len(kept)
        for place in namesakes:
            if all(km(place, other) > TWIN_KM for other in kept[first:]):
                kept.append(place)
    return kept


def place_post_offices(zips: list[Entry], places: list[Entry]) -> tuple[list[Alias], list[Entry]]:
    """A place for each post office: other names of known towns, and communities nobody listed.

    The source lists no post office that shares its name with a town anywhere in the state: Mission
    Hills, CA 91345 in Los Angeles was lost behind Mission Hills in Santa Barbara County.
    """
    namesakes = grouped(places, lambda place: place.key)
    by_region = grouped((p for p in places if p.kind == "P"), lambda place: place.region)
    aliases, found = [], []
    for office, served in grouped((z for z in zips if z.others), lambda z: z.office).items():
        if any(is_home(place, z) for place in namesakes.get(office, ()) for z in served):
            continue
        community = middle(served)
        if town := akin_town(community, by_region[community.region]):
            aliases.append(Alias(OTHER_NAME, community.key[0], town))
        else:
            found.append(community)
    return aliases, found


def is_home(place: Entry, zip_entry: Entry) -> bool:
    return place.county == zip_entry.county or km(place, zip_entry) <= OFFICE_KM


def middle(zips: list[Entry]) -> Entry:
    """The community that these ZIPs serve."""
    lat = round(sum(z.lat for z in zips) / len(zips))
    lon = round(sum(z.lon for z in zips) / len(zips))
    return Entry("C", zips[0].others[0], zips[0].region, zips[0].county, lat, lon, 0, ())


def akin_town(community: Entry, towns: list[Entry]) -> Entry | None:
    """The town nearby that a post office means: New York City for New York."""
    akin = [town for town in towns if km(town, community) <= AKIN_KM and is_part(town, community)]
    listed = [town for town in akin if community.name in town.others]
    return min(listed or akin, key=lambda town: km(town, community), default=None)


def is_part(town: Entry, community: Entry) -> bool:
    one, other = town.key[0], community.key[0]
    return one in other or other in one


def lesser_places(localities: Iterable[Entry], places: list[Entry]) -> tuple[list[Entry], list[Alias]]:
    """The townships and small places that no place nearby bears the name of, and what else they are called.

    "Woolwich" is Woolwich Township too, but Geneva beside Geneva Township is the town.
    """
    known = grouped(places, lambda place: place.key)

    def is_known(name: str, locality: Entry) -> bool:
        namesakes = known.get((fold_name(name), locality.region), ())
        return any(km(place, locality) <= AKIN_KM for place in namesakes)

    kept, aliases = [], []
    for place in without_twins(localities):
        parts = [part for part in PARTS.split(place.name) if part]
        if any(is_known(name, place) for name in (place.name, *parts)):
            continue
        kept.append(place)
        others = (part for part in (*parts, place.name.removesuffix(TOWNSHIP)) if not is_known(part, place))
        aliases += [Alias(LOCALITY, fold_name(other), place) for other in others]
    return kept, aliases


def other_names(places: list[Entry]) -> Iterator[Alias]:
    """The other names that somebody may type; they come in all languages, sorted, at most eight.

    A name passes if all its words occur in names of American places, no place of the state is
    called so and, unless it shares a word with the place's own name ("Daytona"), no place of the
    country. Airport codes pass if they are nobody's name.
    """
    spoken = {word for place in places for word in words(place.name)}
    keys = {place.key for place in places}
    names = {key for key, _ in keys}
    for place in places:
        for other in readable_names(place, spoken):
            key, is_akin = fold_name(other), not words(other).isdisjoint(words(place.name))
            if (key, place.region) not in keys and (is_akin or key not in names):
                yield Alias(OTHER_NAME, key, place)
        for code in filter(AIRPORT.fullmatch, place.others):
            if fold_name(code) not in names:
                yield Alias(CODE, fold_name(code), place)


def readable_names(place: Entry, spoken: set[str]) -> Iterator[str]:
    """Parts of its name; other names but those in small letters: transliterated from elsewhere."""
    yield from filter(None, PARTS.split(place.name))
    for other in place.others:
        if other[0].isupper() and not DULL.search(other) and words(other) <= spoken:
            yield other


def words(name: str) -> set[str]:
    return set(name_words(name))


def write_gazetteer(path: Path, places: list[Entry], aliases: Iterable[Alias], zips: list[Entry]) -> None:
    ids = {place: i for i, place in enumerate(places, 1)}
    names = name_rows(ids, aliases)
    counties = {name: i for i, name in enumerate(sorted({e.county for e in (*places, *zips)}))}
    base = sqlite3.connect(path)
    try:
        base.executescript(SCHEMA)
        insert(base, "county", ((i, name, fold_name(name)) for name, i in counties.items()))
        insert(base, "place", place_rows(ids, counties))
        insert(base, "name", names)
        insert(base, "zip", zip_rows(zips, places, names, counties))
        base.executescript(INDEXES)
        base.execute("VACUUM")
    finally:
        base.close()


def insert(base: sqlite3.Connection, table: str, rows: Iterable[tuple[object, ...]]) -> None:
    for row in rows:
        base.execute(f"INSERT INTO {table} VALUES ({','.join('?' * len(row))})", row)
    base.commit()


def name_rows(ids: dict[Entry, int], aliases: Iterable[Alias]) -> list[tuple[str, str, int, int]]:
    """A place has a key once, at its best rank."""
    own = (Alias(KINDS[p.kind][1], p.key[0], p) for p in ids)
    ranks: dict[tuple[str, str, int], int] = {}
    for rank, key, place in (*own, *aliases):
        row = key, place.region, ids[place]
        ranks[row] = min(rank, ranks.get(row, rank))
    return sorted((key, region, rank, i) for (key, region, i), rank in ranks.items())


def place_rows(ids: dict[Entry, int], counties: dict[str, int]) -> Iterator[tuple[object, ...]]:
    for p, i in ids.items():
        yield i, p.name, p.region, counties[p.county], KINDS[p.kind][0], p.lat, p.lon, p.population


def zip_rows(
    zips: list[Entry],
    places: list[Entry],
    names: list[tuple[str, str, int, int]],
    counties: dict[str, int],
) -> Iterator[tuple[object, ...]]:
    """Each ZIP with the nearest of the places that its post office may mean."""
    meant: dict[tuple[str, str], list[int]] = defaultdict(list)
    for key, region, rank, place in names:
        if rank < CODE:
            meant[key, region].append(place)
    for z in sorted(zips):
        home = office = None
        if z.others:
            home = min(meant[z.office], key=lambda i: (km(places[i - 1], z), i))
            office = z.others[0] if places[home - 1].key != z.office else None
        yield int(z.name), z.region, counties[z.county], z.lat, z.lon, home, office


if __name__ == "__main__":
    main()
