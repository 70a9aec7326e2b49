"""The whole site as files that any web host can serve."""

from __future__ import annotations

import shutil
import tempfile
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING

from locator.errors import LocatorError, UsageError
from locator.pages.finder.question import Question
from locator.pages.output import Output
from locator.pages.report.form import ReportForm
from locator.publish.cards import painted_cards
from locator.publish.files import write_file
from locator.publish.machine import machine_files
from locator.publish.redirect_forms import redirect_files

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from locator.pages.catalogue import Catalogue
    from locator.site.snapshot import Site

MARKER = ".locator-export"  # names a folder as ours, so that no other is ever replaced


def uncounted(site: Site) -> Site:
    """The site as files can be: nobody is there who counts, so no page counts or says that it does."""
    return replace(site, config=replace(site.config, counted=False))


def exported_files(catalogue: Catalogue, earlier: Path | None = None) -> Iterator[tuple[str, bytes]]:
    """Every file but archives, with its path below the output folder, in a stable order.

    `earlier` is an export of before, whose pictures may serve again.
    """
    for path in catalogue.pages:
        answer = catalogue.answer(path)
        assert isinstance(answer, Output)
        yield file_name(path), answer.body
    for finder in catalogue.finders:
        yield file_name(finder), catalogue.find(Question(finder=finder)).body
    for view in catalogue.site.views.values():
        if view.urls.report in catalogue.forms:  # files take no reports; the page says how else to reach us
            form = ReportForm(view.urls.home)
            yield file_name(view.urls.report), catalogue.report(form, is_open=False).body
    yield "404.html", catalogue.not_found("/").body
    for path, output in machine_files(catalogue).items():
        yield file_name(path), output.body
    yield from painted_cards(catalogue.gallery, earlier)
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


def write_export(catalogue: Catalogue, out: Path, *, progress: Callable[[int], None] = lambda _: None) -> int:
    """Writes all files to a new folder beside `out`, then puts it in the place of `out`.

    Returns their count, without the packed twins. Raises UsageError if `out` holds something else than an
    earlier export, LocatorError if two pages would be one file.
    """
    check_replaceable(out)
    out.parent.mkdir(parents=True, exist_ok=True)
    fresh = Path(tempfile.mkdtemp(prefix=f".{out.name}-", dir=out.parent))
    try:
        count = _write_files(catalogue, fresh, out, progress)
        fresh.chmod(0o755)
        _swap(fresh, out)
    finally:
        shutil.rmtree(fresh, ignore_errors=True)
    return count


def _write_files(catalogue: Catalogue, folder: Path, earlier: Path, progress: Callable[[int], None]) -> int:
    count = 0
    for count, (name, body) in enumerate(exported_files(catalogue, earlier), start=1):
        try:
            write_file(name, body, folder, earlier)
        except FileExistsError:
            msg = f"two pages would be the file {name}"
            raise LocatorError(msg) from None
        progress(count)
    for archive in catalogue.renderer.assets.archives:
        shutil.copyfile(archive.file, folder / file_name(archive.path))
        count += 1
        progress(count)
    return count


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


def _swap(fresh: Path, out: Path) -> None:
    if not out.exists():
        fresh.rename(out)
        return
    old = Path(tempfile.mkdtemp(prefix=f".{out.name}-old-", dir=out.parent))
    try:
        out.rename(old / "export")
        try:
            fresh.rename(out)
        except OSError:
            (old / "export").rename(out)
            raise
    finally:
        shutil.rmtree(old)
