"""What a page of each kind costs, and so what a build will take."""

from __future__ import annotations

import tempfile
from collections import defaultdict
from dataclasses import dataclass
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from locator.commands.measuring.clock import some, worked
from locator.publish.cards import painted
from locator.publish.export import file_name
from locator.publish.files import write_file

if TYPE_CHECKING:
    from collections.abc import Iterator

    from locator.pages.catalogue import Catalogue

FEW, FEW_PICTURES = 40, 4  # of a kind that are tried


@dataclass(frozen=True, slots=True)
class PageKind:
    """Pages of a kind: how many, and ms of the processor that each takes.

    Found out is what is said and drawn there, filled in its template, written the file with its packed twin;
    a picture is painted only where the export before has none of that content.
    """

    name: str
    pages: int
    found_out_ms: float
    filled_in_ms: float
    written_ms: float
    picture_ms: float

    @property
    def page_ms(self) -> float:
        """All but the picture."""
        return self.found_out_ms + self.filled_in_ms + self.written_ms

    @property
    def seconds(self) -> float:
        """What all pages of the kind take a build, but for pictures."""
        return self.pages * self.page_ms / 1e3


def measured_kinds(catalogue: Catalogue) -> list[PageKind]:
    """Every kind of the catalogue, from a few of its pages; what takes a build longest comes first."""
    paths: dict[str, list[str]] = defaultdict(list)
    for path, build in catalogue.pages.items():
        paths[build.func.__name__.removesuffix("_page").replace("_", " ")].append(path)
    kinds = (_kind(catalogue, name, of_kind) for name, of_kind in paths.items())
    return sorted(kinds, key=lambda kind: -kind.seconds)


def _kind(catalogue: Catalogue, name: str, paths: list[str]) -> PageKind:
    pictured = [path for path in some(paths, FEW_PICTURES) if path in catalogue.gallery.paths]
    pictures = [worked(partial(painted, catalogue.gallery, path))[0] for path in pictured]
    catalogue.rendered(paths[0])  # reads the templates
    with tempfile.TemporaryDirectory() as out:
        costs = [[*_costs(catalogue, path, Path(out))] for path in some(paths, FEW)]
    found_out, filled_in, written = (1e3 * sum(each) / len(costs) for each in zip(*costs, strict=True))
    picture = 1e3 * sum(pictures) / len(pictures) if pictures else 0.0
    return PageKind(name, len(paths), found_out, filled_in, written, picture)


def _costs(catalogue: Catalogue, path: str, out: Path) -> Iterator[float]:
    seconds, page = worked(catalogue.pages[path])
    yield seconds
    seconds, output = worked(lambda: catalogue.renderer.output(page))
    yield seconds
    yield worked(lambda: write_file(file_name(path), output.body, out, out / "none"))[0]
