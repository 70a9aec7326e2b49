"""The whole site as files that any web host can serve."""

from __future__ import annotations

import shutil
import tempfile
from dataclasses import dataclass, replace
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from locator.crew import cores, spread
from locator.errors import LocatorError, UsageError
from locator.pages.finder.question import Question
from locator.pages.report.form import ReportForm
from locator.publish.cards import card_files, is_whole_picture, painted
from locator.publish.files import with_twin, write_file
from locator.publish.folders import files_below, replace_export
from locator.publish.machine import made_for_machines
from locator.publish.redirect_forms import redirect_files
from locator.publish.tag_list import FILE as TAGS
from locator.publish.tag_list import parse_tag_list, render_tag_list, tag_pages, tags_in

if TYPE_CHECKING:
    from collections.abc import Callable, Collection, Iterable, Iterator, Mapping

    from locator.pages.catalogue import Catalogue
    from locator.publish.folders import Stamp
    from locator.publish.survey import Survey
    from locator.site.snapshot import Site

MARKER = ".locator-export"  # names a folder as ours, so that no other is ever replaced


@dataclass(frozen=True, slots=True)
class Exported:
    """What an export has become: the `count` of its files without packed twins, and all with their stamps."""

    count: int
    files: Mapping[str, Stamp]


def uncounted(site: Site) -> Site:
    """The site as files can be: nobody is there who counts, so no page counts or says that it does."""
    return replace(site, config=replace(site.config, counted=False))


def exported_files(catalogue: Catalogue) -> Iterator[tuple[str, bytes]]:
    """Every file but archives, with its path below the output folder, in a stable order."""
    for path in catalogue.pages:
        yield file_name(path), catalogue.rendered(path).body
    yield from _other_files(catalogue)
    for name, path in card_files(catalogue.gallery).items():
        yield name, painted(catalogue.gallery, path)


def _other_files(catalogue: Catalogue) -> Iterator[tuple[str, bytes]]:
    """What is neither a page with a canonical address nor its picture."""
    for finder in catalogue.finders:
        yield file_name(finder), catalogue.find(Question(finder=finder)).body
    for view in catalogue.site.views.values():
        if view.urls.report in catalogue.forms:  # files take no reports; the page says how else to reach us
            form = ReportForm(view.urls.home)
            yield file_name(view.urls.report), catalogue.report(form, is_open=False).body
    yield "404.html", catalogue.not_found("/").body
    for path, output in made_for_machines(catalogue):
        yield file_name(path), output.body
    for asset in catalogue.renderer.assets.public:
        yield file_name(asset.path), asset.body
    yield from redirect_files(catalogue).items()
    yield MARKER, b""


def file_name(path: str) -> str:
    """The file behind an address: /clinics/ -> clinics/index.html, /robots.txt -> robots.txt."""
    last = path.rpartition("/")[2]
    if "." in last:
        return path.lstrip("/")
    return f"{path.strip('/')}/index.html".lstrip("/")


def write_export(
    catalogue: Catalogue,
    out: Path,
    *,
    jobs: int | None = None,
    survey: Survey | None = None,
    progress: Callable[[int], None] = lambda _: None,
) -> Exported:
    """Writes what is new to a folder beside `out`, then puts it in the place of `out`.

    As many processes as `jobs` make the pages, by default one for each core; those that a `survey` found
    unchanged are not made.

    Raises UsageError if `out` holds something else than an earlier export, LocatorError if two pages would
    be one file; then `out` is as it was.
    """
    check_replaceable(out)
    out.parent.mkdir(parents=True, exist_ok=True)
    fresh = Path(tempfile.mkdtemp(prefix=f".{out.name}-", dir=out.parent))
    try:
        writing = _Writing(catalogue, fresh, out, jobs or cores(), progress)
        writing.write_all(survey.unchanged if survey else (), survey.untouched if survey else ())
        fresh.chmod(0o755)
        files = replace_export(fresh, out, writing.left, survey.found if survey else files_below(out))
    finally:
        shutil.rmtree(fresh, ignore_errors=True)
    return Exported(len(writing.names), files)


class _Writing:
    """One export on its way: the `names` of its files, and which are `left` as the one before has them."""

    def __init__(
        self, catalogue: Catalogue, folder: Path, earlier: Path, jobs: int, progress: Callable[[int], None]
    ) -> None:
        self._catalogue, self._folder, self._earlier = catalogue, folder, earlier
        self._jobs, self._progress, self._done = jobs, progress, 0
        self.names: set[str] = set()
        self.left: list[str] = []

    def write_all(self, unchanged: Collection[str], untouched: Collection[str]) -> None:
        """Leaves pages that are `unchanged`, by path, and what is `untouched` and named by its content."""
        catalogue = self._catalogue
        self._write_pages(unchanged)
        for name, body in _other_files(catalogue):
            self._claim(name)
            self._count(write_file(name, body, self._folder, self._earlier))
        self._write_cards(untouched)
        self._write_archives(untouched)
        if catalogue.site.config.cdn_tags:
            self._write_tags(unchanged)

    def _write_pages(self, unchanged: Collection[str]) -> None:
        others = {}
        for path in self._catalogue.pages:
            name = file_name(path)
            self._claim(name)
            if path in unchanged:
                self._count(with_twin(name))
            else:
                others[name] = path
        self._spread(others, lambda path: self._catalogue.rendered(path).body)

    def _write_cards(self, untouched: Collection[str]) -> None:
        cards = card_files(self._catalogue.gallery)
        fresh = {}
        for name, path in cards.items():
            self._claim(name)
            if name in untouched or is_whole_picture(self._earlier / name):
                self._count([name])
            else:
                fresh[name] = path
        self._spread(fresh, partial(painted, self._catalogue.gallery))

    def _write_archives(self, untouched: Collection[str]) -> None:
        for archive in self._catalogue.renderer.assets.archives:
            name = file_name(archive.path)
            self._claim(name)
            if name not in untouched:
                shutil.copyfile(archive.file, self._folder / name)
            self._count([name] if name in untouched else [])

    def _write_tags(self, unchanged: Collection[str]) -> None:
        self._claim(TAGS)
        places = {name: self._folder / name for name in self.names - {TAGS}}
        files = {name: file if file.exists() else self._earlier / name for name, file in places.items()}
        known = parse_tag_list(tags_in(self._earlier))
        same = {path: known[path] for path in unchanged if path in known}
        body = render_tag_list(tag_pages(self._catalogue, files, same, self._jobs))
        self._count(write_file(TAGS, body, self._folder, self._earlier))

    def _spread(self, paths: dict[str, str], make: Callable[[str], bytes]) -> None:
        """Writes the files of these paths, which go by name, by as many processes as may be."""

        def write(name: str) -> list[str]:
            return write_file(name, make(paths[name]), self._folder, self._earlier)

        for left in spread(write, list(paths), self._jobs, begin=self._catalogue.site.reopen):
            self._count(left)

    def _claim(self, name: str) -> None:
        if name in self.names:
            msg = f"two pages would be the file {name}"
            raise LocatorError(msg)
        self.names.add(name)

    def _count(self, left: Iterable[str]) -> None:
        self.left += left
        self._done += 1
        self._progress(self._done)


def check_replaceable(out: Path) -> None:
    """Raises UsageError if an export may not take the place of `out`."""
    if out.exists() and not out.is_dir():
        msg = f"{out} is a file; choose a folder"
        raise UsageError(msg)
    if Path.cwd().is_relative_to(out.resolve()):
        msg = f"{out} is where you stand, and it would be replaced; go elsewhere or choose another folder"
        raise UsageError(msg)
    if out.is_dir() and any(out.iterdir()) and not (out / MARKER).exists():
        msg = f"{out} holds files that are not an export of ours; choose another folder or empty it"
        raise UsageError(msg)
