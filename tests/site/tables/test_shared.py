from __future__ import annotations

from locator.site.tables.block import Block
from locator.site.tables.row import Layout, Row
from locator.site.tables.shared import Shared


def test_a_cell_is_read_once_and_doubted_wherever_it_stands() -> None:
    read: list[str] = []

    def flag(row: Row) -> bool | None:
        read.append(row["accepting"])
        return row.flag("accepting")

    block = Block(Layout("clinics.csv", {"accepting": 0}), (2, 3, 4, 5), (["yes"], ["?"], [" yes "], ["?"]))
    flags, doubts = Shared(flag, "accepting"), {0}
    assert flags.of(block, doubts) == [True, None, True, None]
    assert doubts == {0, 1, 3}
    assert read == ["yes", "?"]


def test_it_sees_only_its_own_columns() -> None:
    block = Block(Layout("clinics.csv", {"a": 1, "b": 0}), (2,), (["1", "2"],))
    pairs = Shared(lambda row: (row["a"], row["b"], row["c"]), "a", "c")
    assert pairs.of(block, set()) == [("2", "", "")]
