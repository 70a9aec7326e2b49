"""An export into a folder."""

from __future__ import annotations

from typing import TYPE_CHECKING, Self

from locator.commands.building.purging import begin_list, end_list, note_changes
from locator.publish.export import check_replaceable
from locator.publish.tag_list import tags_in
from locator.site.words import counted

if TYPE_CHECKING:
    import argparse
    from collections.abc import Iterator
    from pathlib import Path

    from locator.pages.catalogue import Catalogue
    from locator.publish.export import Exported
    from locator.site.folder import SiteFolder


class FolderTarget:
    """A folder, replaced as a whole."""

    def __init__(self, folder: SiteFolder, out: Path, options: argparse.Namespace) -> None:
        self.home, self.out, self._changed = folder.path, out, options.changed

    def __enter__(self) -> Self:
        """Refuses a folder that holds anything else than an earlier export."""
        check_replaceable(self.out)
        self._before = begin_list(self._changed, tags_in(self.out)) if self._changed else b""
        return self

    def __exit__(self, *_: object) -> None:
        """Forgets what was before, if that is still there."""
        if self._changed and tags_in(self.out) == self._before:
            end_list(self._changed)

    def finish(self, catalogue: Catalogue, exported: Exported) -> Iterator[str]:
        """Counts the files."""
        yield f"{counted(exported.count, 'file')} in {self.out}"
        if self._changed:
            base_url = catalogue.site.config.base_url
            yield note_changes(self._changed, self._before, tags_in(self.out), base_url)
            end_list(self._changed)
