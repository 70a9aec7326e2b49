"""Where `locator build` puts an export: into a folder, or by way of one of its own into a bucket."""

from __future__ import annotations

import shutil
import tempfile
from contextlib import ExitStack, contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, Protocol, Self

from locator.commands.folder import utc_now
from locator.errors import UsageError

if TYPE_CHECKING:
    import argparse
    from collections.abc import Iterator, Sequence

    from locator.pages.catalogue import Catalogue
    from locator.publish.cloud.destination import Destination
    from locator.publish.cloud.plan import Plan
    from locator.publish.export import Exported
    from locator.site.folder import SiteFolder

WORKSHOP = ".locator/cloud"  # of a site that goes into a bucket: its export, and what is remembered of it
SHOWN = 5  # keys that a message names


class Target(Protocol):
    """A folder `out` that the export is written to, and a folder `home` where that is remembered.

    It is entered before anything is made, and refuses then what can be refused.
    """

    home: Path
    out: Path

    def __enter__(self) -> Self:
        """Takes the place."""

    def __exit__(self, *_: object) -> None:
        """Lets go of it."""

    def finish(self, catalogue: Catalogue, exported: Exported) -> Iterator[str]:
        """Does what is left to do when the export is written, and tells of it in lines."""


def open_target(folder: SiteFolder, options: argparse.Namespace) -> Target:
    """The target that the options name; raises UsageError if they contradict each other."""
    from locator.publish.cloud.destination import is_destination, parse_destination

    if is_destination(options.out):
        return BucketTarget(folder, parse_destination(options.out, options.endpoint), options)
    for name in ("endpoint", "packed", "dry_run", "among_others"):
        if getattr(options, name):
            option = f"--{name.replace('_', '-')}"
            msg = f"{option} is for --out s3://bucket/prefix and the like; {options.out} is a folder"
            raise UsageError(msg)
    return FolderTarget(folder, Path(options.out), options)


class FolderTarget:
    """A folder, replaced as a whole."""

    def __init__(self, folder: SiteFolder, out: Path, options: argparse.Namespace) -> None:
        self.home, self.out, self._changed = folder.path, out, options.changed

    def __enter__(self) -> Self:
        from locator.publish.export import check_replaceable

        check_replaceable(self.out)
        self._before = _tags_in(self.out)
        return self

    def __exit__(self, *_: object) -> None:
        pass

    def finish(self, catalogue: Catalogue, exported: Exported) -> Iterator[str]:
        """Counts the files."""
        from locator.site.words import counted

        yield f"{counted(exported.count, 'file')} in {self.out}"
        if self._changed:
            yield _noted(self._changed, self._before, self.out, catalogue)


class BucketTarget:
    """A bucket; what lies there is looked at first, and the export is made in a folder beside the site."""

    def __init__(self, folder: SiteFolder, destination: Destination, options: argparse.Namespace) -> None:
        self._folder, self._destination, self._options = folder, destination, options

    def __enter__(self) -> Self:
        from locator.publish.cloud.bucket import Bucket
        from locator.publish.cloud.manifest import KEY, parse_manifest

        with ExitStack() as opening:
            self.home = opening.enter_context(workshop(self._folder.path))
            self.out = self.home / "export"
            self._bucket = Bucket(self._destination)
            self._found = self._bucket.found()
            text = self._bucket.read(KEY) if KEY in self._found else None
            self._known = None if text is None else parse_manifest(text)
            if self._known is None:
                self._refuse(sorted(self._found), "holds objects that are not an export of ours")
            self._closing = opening.pop_all()
        return self

    def __exit__(self, *_: object) -> None:
        self._closing.close()

    def finish(self, catalogue: Catalogue, exported: Exported) -> Iterator[str]:
        """Sends what differs, or tells what would be sent."""
        from locator.commands.terminal.progress import Bar
        from locator.publish.cloud.items import export_items
        from locator.publish.cloud.plan import draw_plan
        from locator.publish.cloud.sending import carry_out
        from locator.publish.tag_list import FILE as TAGS
        from locator.publish.tag_list import parse_tag_list

        tags = {path: " ".join(page.tags) for path, page in parse_tag_list(_tags_in(self.out)).items()}
        items = list(
            export_items(catalogue, self.out, exported.files, is_packed=self._options.packed, tags=tags)
        )
        plan = draw_plan(items, self._known or {}, self._found, utc_now().date())
        self._refuse(plan.taken, "holds objects that are not ours where the export needs the place")
        if self._options.dry_run:
            yield from (f"send    {item.key}" for item in plan.send)
            yield from (f"delete  {key}" for key in plan.delete)
        else:
            if self._options.changed:  # before it is so: a run that ends halfway has named what it sent
                before = self._bucket.read(TAGS) if TAGS in self._found else b""
                yield _noted(self._options.changed, before or b"", self.out, catalogue)
            bar = Bar(len(plan.send), "sending")
            try:
                carry_out(plan, self._bucket, self._known, progress=bar.show)
            finally:
                bar.clear()
        yield from self._told(plan, len(items))

    def _refuse(self, keys: Sequence[str], message: str) -> None:
        if keys and not self._options.among_others:
            cure = "choose another prefix, or say --among-others: they stay, but where a page must be"
            msg = f"{self._destination} {message} ({_shown(keys)}); {cure}"
            raise UsageError(msg)

    def _told(self, plan: Plan, count: int) -> Iterator[str]:
        from locator.site.words import counted

        all_, sent, deleted = counted(count, "object"), f"{len(plan.send):,}", f"{len(plan.delete):,}"
        if self._options.dry_run:
            yield f"{all_} for {self._destination}: {sent} to send, {deleted} to delete; nothing was done"
        else:
            yield f"{all_} in {self._destination}: {sent} sent, {deleted} deleted"
        if plan.mended:
            yield f"Changed or deleted by hand, and therefore sent again: {_shown(plan.mended)}"
        if left := len(plan.foreign) - len(plan.taken):
            yield f"{counted(left, 'object')} below it that are not ours were left alone."


@contextmanager
def workshop(site: Path) -> Iterator[Path]:
    """The folder in which an export for a bucket is made, for one command at a time.

    Where nothing can be written beside the site it is one of its own, which goes when all is sent.
    """
    from locator.editing.disk import make_folder
    from locator.editing.lock import locked

    home = site / WORKSHOP
    try:
        make_folder(home)
    except OSError:
        with tempfile.TemporaryDirectory(prefix="locator-") as folder:
            yield Path(folder)
        return
    with locked(home / "lock"):
        for litter in home.glob(".export-*"):  # of a run that was killed
            shutil.rmtree(litter, ignore_errors=True)
        yield home


def _tags_in(out: Path) -> bytes:
    """The list of tags that an export has, if it has one."""
    from locator.publish.tag_list import FILE

    file = out / FILE
    return file.read_bytes() if file.is_file() else b""


def _noted(file: Path, before: bytes, out: Path, catalogue: Catalogue) -> str:
    from locator.commands.purging import note_changes
    from locator.publish.tag_list import parse_tag_list

    lists = parse_tag_list(before), parse_tag_list(_tags_in(out))
    count = note_changes(file, *lists, catalogue.site.config.base_url)
    return f"{count:,} addresses answer otherwise than before; {file} tells a CDN what to drop."


def _shown(keys: Sequence[str]) -> str:
    more = f" and {len(keys) - SHOWN:,} more" if len(keys) > SHOWN else ""
    return ", ".join(keys[:SHOWN]) + more
