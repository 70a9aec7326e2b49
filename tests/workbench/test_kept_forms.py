"""Forms that were sent: kept for their editor and page, bounded, and gone in time."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from typing import TYPE_CHECKING

from locator.workbench.kept_forms import KEPT_HOURS, LARGEST, MOST, KeptForms

if TYPE_CHECKING:
    from locator.cabinet import Cabinet

NOW = datetime(2026, 11, 27, 7, tzinfo=UTC)
CONTENT = {"text": "Doña Ana, NM\n\ud800\0", "known": ["a", "b"]}


def test_a_form_is_found_by_its_editor_on_its_page_in_every_worker(cabinet: Cabinet) -> None:
    key = KeptForms(cabinet).keep("Ana", "/add/", CONTENT, NOW)
    forms = KeptForms(cabinet)
    assert len(key) >= 22 and forms.find("Ana", "/add/", key, NOW) == CONTENT
    for editor, page, asked in (("Bo", "/add/", key), ("Ana", "/upload/", key), ("Ana", "/add/", "")):
        assert forms.find(editor, page, asked, NOW) is None


def test_a_form_is_kept_for_half_a_day(cabinet: Cabinet) -> None:
    forms = KeptForms(cabinet)
    key = forms.keep("Ana", "/add/", CONTENT, NOW)
    end = NOW + timedelta(hours=KEPT_HOURS)
    assert forms.find("Ana", "/add/", key, end - timedelta(seconds=1)) == CONTENT
    assert forms.find("Ana", "/add/", key, end) is None
    forms.keep("Bo", "/add/", CONTENT, end)
    assert forms.find("Ana", "/add/", key, NOW) is None  # not even on the disk


def test_the_oldest_form_of_an_editor_goes_first_and_a_large_one_is_refused(cabinet: Cabinet) -> None:
    forms = KeptForms(cabinet)
    other = forms.keep("Bo", "/add/", CONTENT, NOW)
    sent = [NOW + timedelta(seconds=number) for number in range(MOST + 1)]
    keys = [forms.keep("Ana", "/add/", number, at) for number, at in enumerate(sent)]
    found = [forms.find("Ana", "/add/", key, NOW) for key in keys]
    assert found == [None, *range(1, MOST + 1)]
    assert forms.find("Bo", "/add/", other, NOW) == CONTENT
    assert forms.keep("Ana", "/add/", "x" * LARGEST, NOW) == ""


def test_what_cannot_be_kept_has_no_key(useless: Cabinet) -> None:
    assert KeptForms(useless).keep("Ana", "/add/", CONTENT, NOW) == ""
    assert KeptForms(useless).find("Ana", "/add/", "key", NOW) is None
