"""An export into object storage."""

from __future__ import annotations

from contextlib import ExitStack
from typing import TYPE_CHECKING, Self

from locator.commands.building.purging import note_changes
from locator.commands.building.workshop import workshop
from locator.commands.folder import utc_now
from locator.commands.terminal.progress import Bar
from locator.errors import UsageError
from locator.publish.cloud.bucket import Bucket
from locator.publish.cloud.items import export_items
from locator.publish.cloud.manifest import KEY, parse_manifest
from locator.publish.cloud.plan import draw_plan
from locator.publish.cloud.sending import carry_out
from locator.publish.tag_list import FILE as TAGS
from locator.publish.tag_list import parse_tag_list, tags_in
from locator.site.words import counted

if TYPE_CHECKING:
    import argparse
    from collections.abc import Iterator, Sequence

    from locator.pages.catalogue import Catalogue
    from locator.publish.cloud.destination import Destination
    from locator.publish.cloud.item import Item
    from locator.publish.cloud.plan import Plan
    from locator.publish.export import Exported
    from locator.site.folder import SiteFolder

SHOWN = 5  # keys that a message names


class BucketTarget:
    """A bucket; what lies there is looked at first, and the export is made in a folder beside the site."""

    def __init__(self, folder: SiteFolder, destination: Destination, options: argparse.Namespace) -> None:
        self._folder, self._destination, self._options = folder, destination, options

    def __enter__(self) -> Self:
        """Looks at what lies there; refuses a prefix that holds anything else than an earlier export."""
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
        """Lets the next command in."""
        self._closing.close()

    def finish(self, catalogue: Catalogue, exported: Exported) -> Iterator[str]:
        """Sends what differs, or tells what would be sent."""
        items = self._items(catalogue, exported)
        plan = draw_plan(items, self._known or {}, self._found, utc_now().date())
        self._refuse(plan.taken, "holds objects that are not ours where the export needs the place")
        all_, where = counted(len(items), "object"), str(self._destination)
        sent, deleted = f"{len(plan.send):,}", f"{len(plan.delete):,}"
        if self._options.dry_run:
            yield from (f"send    {item.key}" for item in plan.send)
            yield from (f"delete  {key}" for key in plan.delete)
            yield f"{all_} for {where}: {sent} to send, {deleted} to delete; nothing was done"
        else:
            # Before it is so: a run that ends halfway has named what it sent.
            noted = self._note(catalogue) if self._options.changed else ""
            self._send(plan)
            yield f"{all_} in {where}: {sent} sent, {deleted} deleted"
            if noted:
                yield noted
        if plan.mended:
            yield f"Changed or deleted by hand, and therefore sent again: {_shown(plan.mended)}"
        if left := len(plan.foreign) - len(plan.taken):
            yield f"{counted(left, 'object')} below it that are not ours were left alone."

    def _items(self, catalogue: Catalogue, exported: Exported) -> list[Item]:
        tags = {path: " ".join(page.tags) for path, page in parse_tag_list(tags_in(self.out)).items()}
        is_packed = self._options.packed
        return list(export_items(catalogue, self.out, exported.files, is_packed=is_packed, tags=tags))

    def _note(self, catalogue: Catalogue) -> str:
        before = self._bucket.read(TAGS) if TAGS in self._found else None
        base_url = catalogue.site.config.base_url
        return note_changes(self._options.changed, before or b"", tags_in(self.out), base_url)

    def _send(self, plan: Plan) -> None:
        bar = Bar(len(plan.send), "sending")
        try:
            carry_out(plan, self._bucket, self._known, progress=bar.show)
        finally:
            bar.clear()

    def _refuse(self, keys: Sequence[str], message: str) -> None:
        if keys and not self._options.among_others:
            cure = "choose another prefix, or say --among-others: they stay, but where a page must be"
            msg = f"{self._destination} {message} ({_shown(keys)}); {cure}"
            raise UsageError(msg)


def _shown(keys: Sequence[str]) -> str:
    more = f" and {len(keys) - SHOWN:,} more" if len(keys) > SHOWN else ""
    return ", ".join(keys[:SHOWN]) + more
