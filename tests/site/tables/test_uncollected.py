from __future__ import annotations

import gc

import pytest

from locator.site.tables.uncollected import uncollected


def test_the_search_goes_on_whatever_happens() -> None:
    with uncollected(), uncollected():
        assert not gc.isenabled()
    assert gc.isenabled()
    with pytest.raises(ValueError, match="broken"), uncollected():
        raise ValueError("broken")
    assert gc.isenabled()


def test_what_was_read_counts_as_old() -> None:
    with uncollected():
        value = [object()]
    assert any(value is other for other in gc.get_objects(generation=2))
