from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from locator.site.tables.records import BLOCK, Records

PIECES = (
    "a",
    "b c",
    ",",
    ",,",
    "\n",
    "\r\n",
    "\r",
    '"',
    '""',
    '"x,y"',
    '"x\ny"',
    " ",
    "\t",
    "'=1",
    "é",
    "\u2028",
)


def texts(most: int) -> st.SearchStrategy[str]:
    return st.lists(st.sampled_from(PIECES), max_size=most).map("".join)


@given(texts(40))
def test_blocks_are_the_records_that_come_one_by_one(text: str) -> None:
    data = ("a,b\n" + text).encode()
    single, many = Records(data, "clinics.csv"), Records(data, "clinics.csv")
    cleaned = [(line, [*map(str.strip, cells)]) for block in many.blocks() for line, cells in block]
    assert cleaned == [*single]
    assert many.problems == single.problems


def test_a_record_goes_on_after_the_lines_of_its_block() -> None:
    data = b"a,b\n" * (BLOCK - 1) + b'a,"b\nc"\n' + b"d,e\n" * 3
    found = [record for block in Records(data, "clinics.csv").blocks() for record in block]
    assert found[BLOCK - 2 : BLOCK + 1] == [
        (BLOCK - 1, ["a", "b"]),
        (BLOCK, ["a", "b\nc"]),
        (BLOCK + 2, ["d", "e"]),
    ]
    assert len(found) == BLOCK + 3
