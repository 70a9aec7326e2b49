"""What pages say of themselves to a CDN: what they are, what they speak of, and no more than fits."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

import pytest
from hypothesis import given
from hypothesis import strategies as st

from locator.pages.tags import LONGEST, MANY, MOST, missing_tags, page_tag, tags_of

if TYPE_CHECKING:
    from locator.pages.catalogue import Catalogue

TAG = re.compile(r"[!-+\--~]+")  # printable, without a blank or a comma


@pytest.mark.parametrize(
    ("path", "expected"),
    [
        ("/", {"kind:home", "lang:en"}),
        ("/about/", {"kind:about"}),
        ("/articles/", {"kind:articles"}),
        ("/clinics/", {"kind:clinics", "clinic:lake-mary"}),
        ("/clinics/lake-mary/", {"kind:clinic", "clinic:lake-mary", "town:fl/lake-mary"}),
        ("/back-pain-treatment/", {"kind:treatment", "treatment:back-pain-treatment"}),
        ("/back-pain-treatment/fl/", {"kind:region", "town:fl/lake-mary"}),
        (
            "/back-pain-treatment/fl/lake-mary/",
            {"kind:landing", "treatment:back-pain-treatment", "town:fl/lake-mary", "clinic:lake-mary"},
        ),
        (
            "/es/tratamiento-del-dolor-de-espalda/fl/lake-mary/",
            {
                "kind:landing",
                "lang:es",
                "treatment:back-pain-treatment",
                "town:fl/lake-mary",
                "clinic:lake-mary",
            },
        ),
    ],
)
def test_a_page_says_what_it_is_and_speaks_of(path: str, expected: set[str], bilingual: Catalogue) -> None:
    tags = tags_of(bilingual.site, path, bilingual.rendered(path).body)
    assert tags[:2] == (f"page:{path}", "site")
    assert set(tags) >= expected


def test_tags_fit_every_cdn_and_no_page_shares_its_own(bilingual: Catalogue) -> None:
    own = set()
    for path in bilingual.pages:
        tags = tags_of(bilingual.site, path, bilingual.rendered(path).body)
        assert len(" ".join(tags)) <= MOST
        assert len(tags) == len(set(tags))
        assert all(TAG.fullmatch(tag) and len(tag) <= LONGEST for tag in tags)
        own.add(tags[0])
    assert len(own) == len(bilingual.pages)


def test_a_list_of_more_than_fits_says_so(bilingual: Catalogue) -> None:
    body = b"".join(b'<a href="/clinics/clinic-%d/">' % at for at in range(5_000))
    tags = tags_of(bilingual.site, "/clinics/", body)
    assert tags[-1] == MANY
    assert MOST - 30 < len(" ".join(tags)) <= MOST


@given(st.text())
def test_no_address_can_break_out_of_its_tag(path: str) -> None:
    assert TAG.fullmatch(page_tag(path))
    assert len(page_tag(path)) <= LONGEST


def test_an_address_where_nothing_is_is_not_repeated(bilingual: Catalogue) -> None:
    assert missing_tags(bilingual.site, "/es/x, y") == ("site", "lang:es", "kind:missing")


def test_pages_bear_tags_only_where_somebody_asks_for_them(bilingual: Catalogue) -> None:
    assert bilingual.rendered("/").tags == bilingual.not_found("/x").tags == ()
