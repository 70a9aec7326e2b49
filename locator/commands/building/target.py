"""Where `locator build` puts an export: into a folder, or by way of one of its own into a bucket."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Protocol, Self

from locator.errors import UsageError

if TYPE_CHECKING:
    import argparse
    from collections.abc import Iterator

    from locator.pages.catalogue import Catalogue
    from locator.publish.export import Exported
    from locator.site.folder import SiteFolder

FOR_STORAGE = ("endpoint", "packed", "dry_run", "among_others")


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
    from locator.commands.building.folder_target import FolderTarget
    from locator.publish.cloud.destination import is_destination, parse_destination

    if is_destination(options.out):
        from locator.commands.building.bucket_target import BucketTarget  # needs an extra

        return BucketTarget(folder, parse_destination(options.out, options.endpoint), options)
    for name in FOR_STORAGE:
        if getattr(options, name):
            option = f"--{name.replace('_', '-')}"
            msg = f"{option} is for --out s3://bucket/prefix and the like; {options.out} is a folder"
            raise UsageError(msg)
    return FolderTarget(folder, Path(options.out), options)
