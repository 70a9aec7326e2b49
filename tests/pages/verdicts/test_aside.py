"""Bytes laid aside on disk, or kept where there is none."""

from __future__ import annotations

import tempfile
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from locator.pages.verdicts.aside import Aside


@given(st.lists(st.binary(max_size=200), max_size=20))
def test_all_of_it_is_fetched_in_any_order(blobs: list[bytes]) -> None:
    aside = Aside()
    fetches = [aside.lay(blob) for blob in blobs]
    assert [fetch() for fetch in reversed(fetches)] == blobs[::-1]
    assert [fetch() for fetch in fetches] == blobs


def test_what_cannot_be_written_stays_in_memory(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setattr(tempfile, "tempdir", str(tmp_path / "missing"))
    assert Aside().lay(b"words")() == b"words"
