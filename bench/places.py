"""Places found while somebody types, and understood: ours beside others over the same names, in turns.

    python bench/places.py [--texts 400] [--growth]

Times are of the processor. The others are given folded names and know nothing of states, counties, clinics
or two places of a name; ours is given what people type, and does the whole work. "Finds" is how often the
name that was meant is among the eight, or the place that was meant is the answer.
"""

from __future__ import annotations

import argparse
import random
import statistics
import subprocess
import sys
from collections.abc import Callable, Iterator, Sequence
from contextlib import closing
from dataclasses import dataclass, field
from http.client import HTTPConnection as Connection
from pathlib import Path
from time import perf_counter_ns, process_time, thread_time_ns
from urllib.parse import quote

sys.path.insert(0, str(Path(__file__).resolve().parents[1]))  # runs from a checkout, uninstalled

import command
from conditions import print_conditions
from our_server import served
from peers import ROOT
from places_peers import BEGINNINGS, LIMIT, MISTAKEN, Prepare, Search, sorted_table
from queries import SEED, Row, bare_site, example_site, judge_string, rows, with_a_mistake
from usage import family, processor_seconds

from locator.geo.gazetteer import Gazetteer
from locator.geo.names import fold_name
from locator.geo.place_names import PlaceNames
from locator.site.queries.search import find_place
from locator.site.snapshot import Site
from locator.site.typeahead.completion import complete
from locator.site.typeahead.weighed_names import WeighedNames

TURN = 100  # texts that a contender is given at a time
OURS = "ours"
PAGE = 4096
LEAST = 6  # letters of a name that is mistaken
PACKED = {"accept-encoding": "gzip"}


@dataclass(slots=True)
class Figures:
    """A contender's microseconds, and how often it found what was meant."""

    taken: list[float] = field(default_factory=list)
    found: int = 0


@dataclass(frozen=True, slots=True)
class Typed:
    """A text and the folded name that was meant by it."""

    text: str
    meant: str


def all_names(gazetteer: Gazetteer) -> list[str]:
    """Every name of a place, the largest place first, then the ZIPs: folded, each once."""
    known = gazetteer.place_names
    zips = (zip_.name for digit in "0123456789" for zip_ in gazetteer.zips_beginning(digit))
    return list(dict.fromkeys([*known.keys, *known.other_names.keys, *zips]))


def real_names(count: int, rng: random.Random) -> list[str]:
    """Names that people typed, in small letters."""
    known = {row["query"].rpartition(", ")[0] for row in rows("real_city_strings.csv") if is_known(row)}
    return [name.lower() for name in rng.sample(sorted(name for name in known if len(name) >= LEAST), count)]


def is_known(row: Row) -> bool:
    return row["kind"] == "geonames_exact"


def in_turns(searches: dict[str, Search], typed: Sequence[Typed]) -> dict[str, Figures]:
    """Each contender asked for each text, some texts at a time."""
    figures = {name: Figures() for name in searches}
    for start in range(0, len(typed), TURN):
        for name, search in searches.items():
            for each in typed[start : start + TURN]:
                text = each.text if name.startswith(OURS) else fold_name(each.text)
                begin = thread_time_ns()
                found = search(text)
                figures[name].taken.append((thread_time_ns() - begin) / 1e3)
                figures[name].found += each.meant in map(fold_name, found)
    return figures


def print_table(title: str, figures: dict[str, Figures]) -> None:
    ours = statistics.median(figures[OURS].taken)
    print(f"\n| {title} | median | p95 | ratio | finds |\n|---|---|---|---|---|")
    for name, each in figures.items():
        median, p95 = statistics.median(each.taken), statistics.quantiles(each.taken, n=20)[-1]
        finds = f"{each.found / len(each.taken):.1%}"
        print(f"| {name} | {median:,.1f} µs | {p95:,.1f} µs | {median / ours:,.2f} | {finds} |")


def prepared(peers: dict[str, Prepare], names: Sequence[str]) -> Iterator[tuple[str, Search]]:
    for name, prepare in peers.items():
        try:
            yield name, prepare(names)
        except (ImportError, OSError) as error:
            print(f"without {name}: {error}", file=sys.stderr)


def completing(site: Site) -> Search:
    return lambda text: [place.name for place in complete(site, text, LIMIT)]


def near(site: Site) -> Search:
    """The step that compares alone: names with one or two mistakes."""
    spelling = site.gazetteer.spelling
    return lambda text: [name for name, _ in spelling.near(fold_name(text))[:LIMIT]]


def print_beginnings(site: Site, names: Sequence[str], count: int) -> None:
    rng = random.Random(SEED)
    typed = [
        Typed(name[: rng.randint(3, len(name))].rstrip(), fold_name(name)) for name in real_names(count, rng)
    ]
    searches = {OURS: completing(site), **dict(prepared(BEGINNINGS, names))}
    table, fts, *_ = list(searches.values())[1:]
    for each in typed:
        key = fold_name(each.text)
        assert table(key) == fts(key), f"{each.text}: two others do not find the same"
    print_table("beginning of a name", in_turns(searches, typed))


def print_mistaken(site: Site, names: Sequence[str], count: int) -> None:
    rng = random.Random(SEED)
    typed = [Typed(with_a_mistake(name, rng), fold_name(name)) for name in real_names(count, rng)]
    ours = {OURS: completing(site), "ours, the comparison alone": near(site)}
    print_table("whole name with a mistake", in_turns(ours | dict(prepared(MISTAKEN, names)), typed))


def print_understood(site: Site, count: int) -> None:
    """The finder's whole understanding, by what was typed; `ours` is the right name with its state."""
    rng = random.Random(SEED)
    drawn = rng.sample([row for row in rows("real_city_strings.csv") if is_known(row)], count)
    kinds: dict[str, Callable[[Row], str]] = {
        OURS: lambda row: row["query"],
        "without the state": lambda row: row["query"].rpartition(", ")[0],
        "with a mistake": lambda row: mistaken(row["query"], rng),
        "after a street": lambda row: f"12 Oak Ave Apt 4, {row['query']}",
        "in a phrase": lambda row: f"back pain treatment near {row['query']}",
        "ZIP": lambda row: row["zip"],
    }
    figures = {}
    for kind, typed in kinds.items():
        figures[kind] = each = Figures()
        for row in drawn:
            text, begin = typed(row), thread_time_ns()
            answer = find_place(site, text)
            each.taken.append((thread_time_ns() - begin) / 1e3)
            each.found += judge_string(row, answer) in ("right", "listed")
    print_table("understood by the finder", figures)


def mistaken(text: str, rng: random.Random) -> str:
    name, _, state = text.rpartition(", ")
    return f"{with_a_mistake(name.lower(), rng)}, {state}" if len(name) >= LEAST else text


def print_keystrokes(site: Site, count: int) -> None:
    """What stands in the field after each keystroke, on the example site."""
    rng = random.Random(SEED)
    names = real_names(count, rng)
    zips = [row["zip"] for row in rng.sample(rows("real_city_strings.csv"), count // 2)]
    kinds = {"names": names, "names, wrong": [with_a_mistake(name, rng) for name in names], "ZIPs": zips}
    print("\n| every keystroke | number | median | p95 | p99 |\n|---|---|---|---|---|")
    for kind, typed in kinds.items():
        taken = []
        for text in (whole[:end] for whole in typed for end in range(1, len(whole) + 1)):
            begin = thread_time_ns()
            complete(site, text, LIMIT)
            taken.append((thread_time_ns() - begin) / 1e3)
        cuts = statistics.quantiles(taken, n=100)
        print(f"| {kind} | {len(taken):,} | {statistics.median(taken):.0f} µs "
              f"| {cuts[94]:.0f} µs | {cuts[98]:.0f} µs |")  # fmt: skip


def print_growth(site: Site, names: Sequence[str], count: int) -> None:
    """Ours and a sorted table over the largest thousand places, ten thousand, all."""
    print("\n| places | ours, beginning | ours, with a mistake | sorted table |\n|---|---|---|---|")
    rng = random.Random(SEED)
    for size, *ours in growth_of_places(site, (1_000, 10_000, 100_000), count):
        begun = [Typed(name[:5], "") for name in rng.sample(names[:size], count)]
        bare = in_turns({"table": sorted_table(names[:size])}, begun)["table"]
        medians = (*ours, statistics.median(bare.taken))
        print(f"| {size:,} | {' | '.join(f'{median:.1f} µs' for median in medians)} |")


def growth_of_places(site: Site, sizes: Sequence[int], count: int) -> Iterator[tuple[int, float, float]]:
    """Microseconds for a beginning and for a mistake, over so many of the largest places, at most all."""
    places = site.gazetteer.place_names.places
    for size in sizes:
        some = places[:size]
        vars(site)["place_names"] = WeighedNames(site, PlaceNames(some))
        rng = random.Random(SEED)
        drawn = rng.sample([each.name.lower() for each in some if len(each.name) >= LEAST], count)
        begun = [Typed(name[:5], "") for name in drawn]
        wrong = [Typed(with_a_mistake(name, rng), "") for name in drawn]
        taken = (in_turns({OURS: completing(site)}, typed)[OURS].taken for typed in (begun, wrong))
        beginning, mistake = map(statistics.median, taken)
        yield size, beginning, mistake
        if size >= len(places):
            break


# Memory, in processes of their own


def print_memory() -> None:
    print("\n| made of the names | MB more | processor |\n|---|---|---|")
    for name in (OURS, *dict.fromkeys([*BEGINNINGS, *MISTAKEN])):
        command = [sys.executable, __file__, "--make", name]
        made = subprocess.run(command, capture_output=True, text=True, check=False)
        if made.returncode == 0:
            print(f"| {name} | {made.stdout.strip()} |")


def print_made(name: str) -> None:
    """Makes one contender's index in this process and says what it took."""
    gazetteer = Gazetteer()
    names = [] if name == OURS else all_names(gazetteer)
    before, start = resident_mb(), process_time()
    if name == OURS:
        kept: object = gazetteer.place_names, gazetteer.spelling
    else:
        kept = {**BEGINNINGS, **MISTAKEN}[name](names)
    print(f"{resident_mb() - before:.0f} | {process_time() - start:.2f} s")
    del kept


def resident_mb() -> float:
    return int(Path("/proc/self/statm").read_text().split()[1]) * PAGE / 1e6


# Over HTTP


def print_served(count: int) -> None:
    """`/api/v1/places` of the example, one request after the other over one connection, on the clock.

    On a busy machine that tells how busy it is; the processor's time of the server does not.
    """
    names = real_names(count, random.Random(SEED))
    texts = list(dict.fromkeys(name[:end] for name in names for end in range(2, len(name) + 1)))
    print(f"\n| `/api/v1/places`, {len(texts):,} texts | median | p95 | p99 | processor |")
    print("|---|---|---|---|---|")
    with served(ROOT) as (server, port), closing(Connection("127.0.0.1", port, timeout=60)) as connection:
        for path in ("/api/v1/places?q=da", "/find?q=xyzzyville"):  # wait for the names to be read
            connection.request("GET", path)
            connection.getresponse().read()
        for turn in ("asked for the first time", "asked again"):
            taken, used = [], processor_of(server.pid)
            for text in texts:
                begin = perf_counter_ns()
                connection.request("GET", f"/api/v1/places?q={quote(text)}", headers=PACKED)
                answer = connection.getresponse()
                answer.read()
                taken.append((perf_counter_ns() - begin) / 1e6)
                assert answer.status == 200, text
            cuts = statistics.quantiles(taken, n=100)
            print(f"| {turn} | {statistics.median(taken):.2f} ms | {cuts[94]:.2f} ms | {cuts[98]:.2f} ms "
                  f"| {(processor_of(server.pid) - used) / len(texts) * 1e3:.2f} ms |")  # fmt: skip


def processor_of(server: int) -> float:
    return sum(map(processor_seconds, family(server)))


def main() -> None:
    parser = command.parser(__doc__)
    parser.add_argument("--texts", type=int, default=400)
    parser.add_argument("--growth", action="store_true", help="also from 1,000 places on")
    parser.add_argument("--make", help=argparse.SUPPRESS)
    arguments = parser.parse_args()
    if arguments.make:
        print_made(arguments.make)
        return
    print_conditions("Places completed and understood", "rapidfuzz", "symspellpy", "numpy")
    bare, count = bare_site(), arguments.texts
    names = all_names(bare.gazetteer)
    print(f"{len(names):,} different names, {count} texts of each kind, contenders in turns")
    complete(bare, "da", LIMIT)
    find_place(bare, "xyzzyville")
    print_beginnings(bare, names, count)
    print_mistaken(bare, names, count)
    print_understood(bare, count)
    print_keystrokes(example_site(), count)
    if arguments.growth:
        print_growth(bare, names, count)
    print_memory()
    print_served(count)


if __name__ == "__main__":
    main()
