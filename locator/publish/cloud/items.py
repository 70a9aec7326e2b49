"""The objects that an export becomes: its files, what has moved, and addresses without a slash."""

from __future__ import annotations

from html import escape
from typing import TYPE_CHECKING

from locator.pages.output import (
    ATOM,
    BRIEFLY,
    FOREVER,
    GEOJSON,
    HTML,
    JSON,
    KML,
    PNG,
    TEXT,
    XML,
)
from locator.publish.cloud.item import Item, Stage, is_named_by_content, stage_of, suffix
from locator.publish.export import MARKER, file_name
from locator.publish.files import PACKED
from locator.site import urls

if TYPE_CHECKING:
    from collections.abc import Collection, Iterator, Mapping
    from pathlib import Path

    from locator.pages.catalogue import Catalogue
    from locator.pages.output import Moved

_TYPES = {
    ".html": HTML, ".xml": XML, ".txt": TEXT, ".png": PNG, ".json": JSON, ".geojson": GEOJSON, ".kml": KML,
}  # fmt: skip


def export_items(
    catalogue: Catalogue,
    folder: Path,
    names: Collection[str],
    *,
    is_packed: bool = False,
    tags: Mapping[str, str] | None = None,
) -> Iterator[Item]:
    """The items of an export in `folder`, whose files have these `names`, and of what has moved.

    Where it `is_packed`, the packed twins of texts stand in their place. `tags` are those of pages, by path.
    """
    types = _media_types(catalogue)
    marked = {file_name(path): line for path, line in (tags or {}).items()}
    alone = {file_name(path): path.lstrip("/") for path in (*catalogue.finders, *catalogue.forms)}
    for name in sorted(names):
        if name == MARKER or name.removesuffix(".gz") != name:
            continue
        has_twin = is_packed and suffix(name) in PACKED
        file = folder / (f"{name}.gz" if has_twin else name)
        keep = FOREVER if is_named_by_content(name) else BRIEFLY
        type_ = types.get(name) or _TYPES.get(suffix(name), TEXT)
        for key in (name, *([alone[name]] if name in alone else [])):
            yield Item(key, file, type_, keep, stage_of(name), has_twin, tags=marked.get(name, ""))
    yield from _moved_items(catalogue)


def _media_types(catalogue: Catalogue) -> dict[str, str]:
    """Of files whose names do not tell it by their endings alone."""
    assets = catalogue.renderer.assets
    types = {file_name(each.path): each.media_type for each in assets.public}
    types |= {file_name(each.path): each.media_type for each in assets.archives}
    return types | {file_name(view.urls.feed): ATOM for view in catalogue.site.views.values()}


def _moved_items(catalogue: Catalogue) -> Iterator[Item]:
    """A small page in the place of each that moved, which leads on by itself.

    A website on S3 answers 301 in its stead, whatever the status was.
    """
    for path, move in sorted(catalogue.moved.items()):
        key = f"{path}index.html" if path.endswith("/") else path
        if can_be_key(key.lstrip("/")):
            body = _way_on(catalogue, move)
            yield Item(key.lstrip("/"), body, HTML, BRIEFLY, Stage.PAGE, redirect=move.location)


def can_be_key(key: str) -> bool:
    """Tells whether an object can have this key: no step of it is empty, a dot or two, or unprintable."""
    return all(step not in ("", ".", "..") and step.isprintable() for step in key.split("/"))


def _way_on(catalogue: Catalogue, move: Moved) -> bytes:
    """No word but the site's name and the address, so that it is the same in all languages."""
    config = catalogue.site.config
    way, whole = escape(move.location), escape(urls.absolute(config.base_url, move.location))
    return (
        f'<!DOCTYPE html>\n<html><head><meta charset="utf-8"><title>{escape(config.name)}</title>\n'
        f'<meta http-equiv="refresh" content="0; url={way}">\n<link rel="canonical" href="{whole}">\n'
        f'</head><body><p><a href="{way}">{whole}</a></p></body></html>\n'
    ).encode()
