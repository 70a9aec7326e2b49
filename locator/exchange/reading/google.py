"""Google Business Profile's bulk file: which of its columns are ours (rule F10)."""

from __future__ import annotations

from typing import TYPE_CHECKING

from locator.site.tables.header import title_key

if TYPE_CHECKING:
    from collections.abc import Iterable

# As title_key writes them, other spellings of other years beside the first. Those that are not here have
# no column of ours; Google keeps them, for no export of ours sends them empty (rule F12).
TITLES = {
    "store_code": "id",
    "business_name": "name",
    "address_line_1": "street",
    "address_line_2": "street",
    "address_line_3": "street",
    "address_line_4": "street",
    "address_line_5": "street",
    "locality": "locality",
    "administrative_area": "region",
    "country_/_region": "country",
    "country": "country",
    "postal_code": "postcode",
    "latitude": "lat",
    "longitude": "lon",
    "primary_phone": "phone",
    "website": "website",
    "special_hours": "special_hours",
}
ENOUGH = 4  # columns of Google's by which its file is known


def is_google(titles: Iterable[str]) -> bool:
    """Tells whether a file is Google's, whatever stands before its columns, in any order."""
    keys = {*map(title_key, titles)}
    return "store_code" in keys and len(keys & {*TITLES, "primary_category", "sunday_hours"}) >= ENOUGH
