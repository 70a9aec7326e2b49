"""The columns of Google's spreadsheet, in the order of its template (rule F10)."""

from __future__ import annotations

STORE_CODE = "Store code"
ADDRESS_LINES = tuple(f"Address line {number}" for number in range(1, 6))
DAYS = tuple(
    f"{day} hours"  # from Monday on, as weeks are counted here
    for day in ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday")
)
SPECIAL_HOURS = "Special hours"
CATEGORY = "Primary category"
PHONE = "Primary phone"

HEADER = (
    *(STORE_CODE, "Business name", *ADDRESS_LINES, "Sub-locality", "Locality", "Administrative area"),
    *("Country / Region", "Postal code", "Latitude", "Longitude"),
    *(PHONE, "Additional phones", "Website", CATEGORY, "Additional categories"),
    *(DAYS[-1], *DAYS[:-1], SPECIAL_HOURS),
    *("From the business", "Opening date", "Logo photo", "Cover photo", "Other photos", "Labels"),
    "AdWords location extensions phone",
)

#: What Google asks of every row (rule F11).
REQUIRED = (
    *(STORE_CODE, "Business name", ADDRESS_LINES[0], "Country / Region", "Postal code", PHONE, CATEGORY),
)

#: What a file that Google gives out begins with, and none that it takes.
REMARKS = ("Google updates", "Status")

MAX_STORE_CODE = 59  # characters
