"""A look at all pages before any is made: which can have changed since the last export?"""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from functools import partial
from importlib.metadata import version
from typing import TYPE_CHECKING

from locator.crew import cores, spread
from locator.geo.nearest import MICROMETRE, NearestIndex
from locator.pages.gist import has_gist, place_of, shown_digest, standing_of, take_gist
from locator.publish.export import file_name
from locator.publish.files import with_twin
from locator.site.imprint import Mark, changed, digest, take_imprint

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from locator.pages.catalogue import Catalogue
    from locator.pages.gist import Gist
    from locator.publish.folders import Stamp
    from locator.publish.memory import Memory
    from locator.site.imprint import Imprint
    from locator.site.snapshot import Site


@dataclass(frozen=True, slots=True)
class Survey:
    """What pages rest on now, their gists or what they have `shown`, by path, and the files `found`, by name.

    `untouched` are those that are as the last export left them; `unchanged` are the pages, by path, whose
    files among these may stay.
    """

    basis: Imprint
    gists: Mapping[str, Gist]
    shown: Mapping[str, str]
    found: Mapping[str, Stamp]
    untouched: frozenset[str] = field(default_factory=frozenset)
    unchanged: frozenset[str] = field(default_factory=frozenset)


def survey(
    catalogue: Catalogue,
    last: Memory | None,
    found: Mapping[str, Stamp],
    jobs: int | None,
    *,
    for_ledger: bool = True,
) -> Survey:
    """Looks at every page, by as many processes as `jobs`; `found` are the files that are there, by name.

    The catalogue knows the gists afterwards, with the substances of pages if they are `for_ledger`. Whatever
    is in doubt is taken for changed.
    """
    basis = _basis(catalogue)
    pages = [path for path, build in catalogue.pages.items() if has_gist(build)]
    same = {path: last.gists[path] for path in _same(catalogue, last, basis)} if last else {}
    others = [path for path in pages if path not in same]
    look = partial(take_gist, catalogue, with_substance=for_ledger)
    taken = spread(look, others, jobs or cores(), begin=catalogue.site.reopen)
    gists = same | dict(zip(others, taken, strict=True))
    shown = {path: shown_digest(build) for path, build in catalogue.pages.items() if not has_gist(build)}
    catalogue.know(gists)
    untouched = frozenset(name for name, stamp in found.items() if last and last.files.get(name) == stamp)
    still = (*same, *_still(last, basis, shown))
    unchanged = frozenset(path for path in still if with_twin(file_name(path)) <= untouched)
    return Survey(basis, gists, shown, found, untouched, unchanged)


def _basis(catalogue: Catalogue) -> Imprint:
    """The imprint of the site with what else every page rests on, and with what a row is by way of others."""
    site, assets = catalogue.site, catalogue.renderer.assets
    imprint = take_imprint(site)
    ground = digest(
        (
            imprint.ground,
            site.today,
            sorted(catalogue.renderer.sources.items()),
            [asset.path for asset in (*assets, *assets.archives)],
            catalogue.gallery.address(site.urls.home),  # which changes with how cards are drawn
            [(code, view.timezone) for code, view in site.views.items()],
            sorted({(person.name, person.title) for person in site.practitioners}),
            catalogue.renderer.typed,
            version("deflate"),
        )
    )
    return replace(imprint, ground=ground, clinics=dict(_with_websites(site, imprint.clinics)))


def _with_websites(site: Site, marks: Mapping[str, Mark]) -> Iterator[tuple[str, Mark]]:
    """A page tells search engines of a clinic's website if no other clinic has the same."""
    for clinic in site.clinics:
        count = site.websites[clinic.website.rstrip("/")] if clinic.website else 0
        mark = marks[clinic.id]
        yield clinic.id, replace(mark, digest=f"{mark.digest}-{min(count, 2)}")


def _same(catalogue: Catalogue, last: Memory, basis: Imprint) -> Iterator[str]:
    """The pages that see nothing of what has changed, and have the same standing."""
    if last.basis.ground != basis.ground:
        return
    pages = {path: build for path, build in catalogue.pages.items() if has_gist(build) and path in last.gists}
    rows = (*changed(last.basis.clinics, basis.clinics), *changed(last.basis.towns, basis.towns))
    index = NearestIndex({str(at): point for at, (_, point) in enumerate(rows)})
    chords = index.chords_km([place_of(build) for build in pages.values()])
    for (path, build), chord in zip(pages.items(), chords, strict=True):
        gist = last.gists[path]
        is_beyond = not rows or chord > gist.reach_km + MICROMETRE
        if is_beyond and standing_of(build, catalogue.verdicts) == gist.standing:
            yield path


def _still(last: Memory | None, basis: Imprint, shown: Mapping[str, str]) -> Iterator[str]:
    """The pages without a gist that show what they showed."""
    if last and last.basis.ground == basis.ground:
        yield from (path for path, digest in shown.items() if last.shown.get(path) == digest)
