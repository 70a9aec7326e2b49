"""A plan carried out, in an order that nobody can tell: whoever looks meanwhile finds all that he is led to.

First the manifest names all that will be ours. Then assets go, then the pages that name them, then lists of
pages; only then what nobody wants is taken away, and the manifest tells what lies there. A run that ends
before leaves whole objects of two exports, and the next one goes on from there.
"""

from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor
from contextlib import suppress
from itertools import groupby
from typing import TYPE_CHECKING

from locator.errors import LocatorError
from locator.publish.cloud.item import Stage
from locator.publish.cloud.manifest import KEY, Row, render_manifest

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Mapping, Sequence

    from locator.publish.cloud.bucket import Bucket
    from locator.publish.cloud.item import Item
    from locator.publish.cloud.plan import Plan

CONNECTIONS = 16
AT_A_TIME = 1_000  # objects that are sent before the manifest is written again, at least
PARTS = 20  # times at most that it is written meanwhile, or nearly


def carry_out(
    plan: Plan,
    bucket: Bucket,
    known: Mapping[str, Row] | None,
    *,
    progress: Callable[[int], None] = lambda _: None,
) -> None:
    """Sends and deletes; `known` are the rows of the manifest that is there.

    Raises LocatorError; then what has been sent stays, and is known to the next run.
    """
    if known is not None and not (plan.send or plan.delete) and known == plan.rows:
        return
    _Sending(plan, bucket, known or {}, progress).run()


class _Sending:
    def __init__(
        self, plan: Plan, bucket: Bucket, known: Mapping[str, Row], progress: Callable[[int], None]
    ) -> None:
        self._plan, self._bucket, self._progress = plan, bucket, progress
        self._done, self._noted = 0, 0  # objects
        on_their_way = dict.fromkeys((item.key for item in plan.send), Row())
        self._rows: dict[str, Row] = {**known, **plan.rows, **on_their_way}

    def run(self) -> None:
        self._note()
        try:
            for batch in _batches([item for item in self._plan.send if item.stage is not Stage.LAST]):
                self._send(batch)
            self._delete()
            self._send([item for item in self._plan.send if item.stage is Stage.LAST])
        except BaseException:
            with suppress(LocatorError):  # of the two, the first tells more
                self._note()
            raise
        self._note()

    def _send(self, batch: Sequence[Item]) -> None:
        """Sends objects of one stage, and notes them; none is begun after one has failed."""
        pool = ThreadPoolExecutor(CONNECTIONS)
        try:
            for _ in pool.map(self._send_one, batch):
                self._done += 1
                self._progress(self._done)
        finally:
            pool.shutdown(cancel_futures=True)
        if self._done - self._noted >= AT_A_TIME:
            self._note()

    def _send_one(self, item: Item) -> None:
        etag = self._bucket.send(item)
        self._rows[item.key] = Row(item.mark, etag)

    def _delete(self) -> None:
        if self._plan.delete:
            self._bucket.delete(self._plan.delete)
        for key in self._plan.delete:
            del self._rows[key]

    def _note(self) -> None:
        self._bucket.write(KEY, render_manifest(dict(self._rows)))
        self._noted = self._done


def _batches(items: Sequence[Item]) -> Iterator[Sequence[Item]]:
    """The items of each stage by themselves, in parts."""
    size = max(AT_A_TIME, -(-len(items) // PARTS))
    for _, same in groupby(items, key=lambda item: item.stage):
        stage = list(same)
        yield from (stage[at : at + size] for at in range(0, len(stage), size))
