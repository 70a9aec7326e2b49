"""What lies in a bucket, written down and read again."""

from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from locator.publish.cloud.manifest import Row, parse_manifest, render_manifest

days = st.none() | st.dates(min_value=date(2026, 1, 1))
rows = st.dictionaries(st.text(max_size=9), st.builds(Row, st.text(max_size=9), st.text(max_size=9), days))


@settings(max_examples=20)
@given(rows)
def test_what_is_written_is_read(known: dict[str, Row]) -> None:
    assert parse_manifest(render_manifest(known)) == known


@pytest.mark.parametrize(
    "text",
    [
        b"",
        b"{}",
        b"[]",
        b"null",
        b"\xff\xfe",
        b"<html>",
        b'["locator export",2]\n',
        b'["locator export",1]\n7\n',
        b'["locator export",1]\n["a"]\n',
        b'["locator export",1]\n["a","b","c","yesterday"]\n',
        b'["locator export",1]\n["a","b","c","2026-01-01","e"]\n',
    ],
)
def test_any_other_object_is_none(text: bytes) -> None:
    assert parse_manifest(text) is None
