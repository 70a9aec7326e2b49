"""Tables that outlive their files."""

from __future__ import annotations

import os
import sqlite3
from typing import TYPE_CHECKING

import pytest

from locator.geo.gazetteer import GAZETTEER, Gazetteer
from locator.geo.outlines import OUTLINES, Outlines

if TYPE_CHECKING:
    from pathlib import Path


def test_what_was_opened_answers_without_its_file(tmp_path: Path) -> None:
    gazetteer, outlines = tmp_path / "gazetteer.sqlite", tmp_path / "outlines.sqlite"
    gazetteer.write_bytes(GAZETTEER.read_bytes())
    outlines.write_bytes(OUTLINES.read_bytes())
    places, land = Gazetteer(gazetteer), Outlines(outlines)
    gazetteer.write_bytes(b"\xff" * 4096)
    outlines.unlink()
    assert [place.name for place in places.towns("DeLand", "FL")] == ["DeLand"]
    assert land.within(-82, 28, -81, 29) == Outlines().within(-82, 28, -81, 29)


@pytest.mark.skipif(not hasattr(os, "fork"), reason="this system cannot fork")
def test_a_copy_of_the_process_has_them_too() -> None:
    gazetteer = Gazetteer()
    with gazetteer._lock:  # as another thread may hold it
        child = os.fork()
        if not child:
            gazetteer.reopen()
            os._exit(0 if gazetteer.zip("32746") else 1)
        assert os.waitpid(child, 0)[1] == 0
    with pytest.raises(sqlite3.OperationalError, match="readonly"):
        gazetteer._connection.execute("DELETE FROM zip")
