"""How fast a site is, for people: the figures, and what takes a build longest."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from locator.commands.measuring.page_kinds import PageKind

BUSY = 0.5  # processes that wanted a core before we did
ROUND = 200  # from which on parts do not matter
LABELS = {
    "read_s": "read the folder",
    "judge_s": "judge all pages, the first time",
    "judge_again_s": "judge them again when nothing has changed",
    "start_s": "`locator serve` until it answers, judged before",
    "nearest_us": "the 5 nearest clinics, in the process",
    "places_us": "places that begin with 3 letters, in the process",
    "new_pages_per_s": "pages that nobody has asked for, a second",
    "kept_pages_per_s": "pages asked for again, a second",
    "kept_pages_p99_ms": "99 of 100 of these within",
    "finder_per_s": "searches in the finder, a second",
    "api_per_s": "nearest clinics by the API, a second",
    "memory_mb": "memory of the server's largest process",
    "build_s": "a build on all cores, but for pictures, about",
    "pictures_s": "its pictures, once, about",
}
_UNITS = {"s": " s", "ms": " ms", "us": " µs", "mb": " MB"}


def print_speeds(
    size: Mapping[str, int], machine: Mapping[str, object], figures: Mapping[str, float]
) -> None:
    """The figures, each with what it is of, and whether the machine was idle enough to trust them."""
    print(", ".join(f"{count:,} {name}" for name, count in size.items()))
    for name, label in LABELS.items():
        if name in figures:
            unit = "" if name.endswith("_per_s") else _UNITS[name.rpartition("_")[2]]
            print(f"{label:52}{_shown(figures[name]):>9}{unit}")
    print(f"Python {machine['python']}, {machine['cores']} cores.", end=" ")
    load = machine["load_before"]
    if isinstance(load, float) and load > BUSY:
        print(f"The machine was busy (load {load}): the figures are worse than it can do.")
    else:
        print("Of another machine, or a busy one, other figures are to be expected.")


def _shown(figure: float) -> str:
    return f"{figure:,.0f}" if figure >= ROUND else f"{figure:,.2f}"


def print_kinds(kinds: Sequence[PageKind]) -> None:
    """What takes a build longest, and of which its pages consist."""
    print(f"\n{'Milliseconds of the processor':30}{'pages':>8}{'a page':>9}{'found out':>11}", end="")
    print(f"{'filled in':>11}{'written':>9}{'picture':>9}{'of a build':>12}")
    whole = sum(kind.seconds for kind in kinds) or 1.0
    for kind in kinds:
        print(f"{kind.name:30}{kind.pages:8,}{kind.page_ms:9,.2f}{kind.found_out_ms:11,.2f}", end="")
        print(f"{kind.filled_in_ms:11,.2f}{kind.written_ms:9,.2f}{kind.picture_ms:9,.2f}", end="")
        print(f"{kind.seconds / whole:12.0%}")
    print("\n".join(_advice(kinds)))


def _advice(kinds: Sequence[PageKind]) -> Iterator[str]:
    """The longest waits in words."""
    slowest = max(kinds, key=lambda kind: kind.page_ms)
    parts = {
        "finding out what it says": slowest.found_out_ms,
        "filling in its template": slowest.filled_in_ms,
        "packing and writing it": slowest.written_ms,
    }
    part = max(parts, key=parts.__getitem__)
    share = parts[part] / slowest.page_ms
    yield f"Slowest is a page of the kind “{slowest.name}”: {part} takes {share:.0%} of it."
    pictures = sum(kind.pages * kind.picture_ms / 1e3 for kind in kinds)
    if pictures > sum(kind.seconds for kind in kinds):
        yield "A first build mostly paints pictures; later ones keep those that have not changed."
