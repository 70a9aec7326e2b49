"""What is to be sent to a bucket and what deleted there, from what lies there and what ought to."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import timedelta
from typing import TYPE_CHECKING

from locator.publish.cloud.item import is_named_by_content
from locator.publish.cloud.manifest import KEY, Row

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping
    from datetime import date

    from locator.publish.cloud.item import Item

GRACE = timedelta(days=7)  # pages that are kept somewhere may still name a file that no page names now


@dataclass(frozen=True, slots=True)
class Plan:
    """The items to `send`, in the order of their stages, and the keys to `delete`.

    `rows` are those of the manifest that stay as they are. `mended` are keys whose objects somebody has
    changed or taken away by hand, `foreign` those of objects that are not ours, `taken` those among them
    that an item needs.
    """

    send: tuple[Item, ...]
    delete: tuple[str, ...]
    rows: Mapping[str, Row]
    mended: tuple[str, ...]
    foreign: tuple[str, ...]
    taken: tuple[str, ...]


def draw_plan(items: Iterable[Item], known: Mapping[str, Row], found: Mapping[str, str], today: date) -> Plan:
    """Compares items with the rows of the manifest and with the tags of the objects that were `found`."""
    send, rows, mended = [], {}, []
    wanted = {item.key: item for item in items}
    for key, item in wanted.items():
        row = known.get(key, Row())
        is_there = bool(row.etag) and found.get(key) == row.etag
        if is_there and row.mark == item.mark:
            rows[key] = Row(row.mark, row.etag)
        else:
            send.append(item)
            mended += [key] if row.etag and not is_there else []
    delete = []
    for key in sorted(known.keys() - wanted.keys()):
        row = _unwanted(key, known[key], today)
        if key in found and row.unwanted and today - row.unwanted < GRACE:
            rows[key] = row
        else:
            delete.append(key)
    foreign = tuple(sorted(found.keys() - known.keys() - {KEY}))
    return Plan(
        tuple(sorted(send, key=lambda item: (item.stage, item.key))),
        tuple(delete),
        rows,
        tuple(mended),
        foreign,
        tuple(key for key in foreign if key in wanted),
    )


def _unwanted(key: str, row: Row, today: date) -> Row:
    return Row(row.mark, row.etag, (row.unwanted or today) if is_named_by_content(key) else None)
