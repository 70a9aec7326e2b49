"""Pages of a list that do not shift: each begins behind an id, so that nothing comes twice or is skipped."""

from __future__ import annotations

from bisect import bisect_right
from itertools import islice
from typing import TYPE_CHECKING, TypeVar
from urllib.parse import urlencode

from locator.site import urls

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping, Sequence

T = TypeVar("T")


def cut(
    items: Sequence[T],
    key: Callable[[T], str],
    *,
    after: str,
    limit: int,
    accept: Callable[[T], bool] = lambda _: True,
) -> tuple[list[T], str]:
    """The next `limit` accepted items behind the id `after`, and the id of the last of them if more follow.

    `items` are sorted by their `key`; `after` need not be the key of any, and blank means the start.
    """
    start = bisect_right(items, after, key=key)
    page = list(islice(filter(accept, islice(items, start, None)), limit + 1))
    return page[:limit], key(page[limit - 1]) if len(page) > limit else ""


def next_url(base_url: str, path: str, asked: Mapping[str, object], after: str) -> str | None:
    """The address of the next page, which asks for the same; None on the last page."""
    query = urlencode({**asked, "after": after}, doseq=True, safe="/")
    return f"{urls.absolute(base_url, path)}?{query}" if after else None
