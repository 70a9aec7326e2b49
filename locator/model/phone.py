"""A telephone number, kept as E.164 and shown as people write it."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache, lru_cache
from itertools import repeat
from typing import TYPE_CHECKING

import phonenumbers

from locator.model.making import many

if TYPE_CHECKING:
    from collections.abc import Iterable

# How most tables write a number of the United States: (386) 252-1234, 386-252-1234, +13862521234.
_PLAIN = re.compile(r"(?:\+1[- ]?)?\(?([2-9]\d\d)\)?[-. ]?(\d{3})[-. ]?(\d{4})", re.ASCII)
_NEVER = r"\b\B"
# 555-0100 to 555-0199 are set aside for fiction in the North American plan; no call reaches anyone.
_FICTIONAL = re.compile(r"\+1\d{3}55501\d{2}")


@dataclass(frozen=True, slots=True)
class Phone:
    """`e164` dials ("+13865550100"), `national` is read ("(386) 555-0100"), `extension` may be empty."""

    e164: str
    national: str
    extension: str = ""

    @property
    def is_fictional(self) -> bool:
        """Tells whether the number is one reserved for examples (555-01xx)."""
        return bool(_FICTIONAL.fullmatch(self.e164))

    @property
    def uri(self) -> str:
        """The address of a link that dials (RFC 3966)."""
        return f"tel:{self.e164};ext={self.extension}" if self.extension else f"tel:{self.e164}"

    def __str__(self) -> str:
        return f"{self.national} ext. {self.extension}" if self.extension else self.national


def parse_phone(text: str, country: str) -> Phone:
    """Reads a number as written in `country` (ISO code); raises ValueError if nobody could dial it."""
    plain = _PLAIN.fullmatch(text) if country == "US" else None
    if plain and _american().fullmatch(digits := "".join(plain.group(1, 2, 3))):
        return Phone(f"+1{digits}", f"({plain[1]}) {plain[2]}-{plain[3]}")
    return parse_any_phone(text, country)


def american_phones(texts: Iterable[str]) -> dict[str, Phone]:
    """Those of many texts that are plain numbers of the United States, as parse_phone reads them there."""
    plain = [*filter(None, map(_PLAIN.fullmatch, texts))]
    parts = [match.groups() for match in plain]
    digits = [*map("".join, parts)]
    phones = many(
        Phone,
        e164=map("+1".__add__, digits),
        national=[f"({area}) {exchange}-{line}" for area, exchange, line in parts],
        extension=repeat(""),
    )
    can_be_dialed = map(_american().fullmatch, digits)
    return {match[0]: phone for match, phone, good in zip(plain, phones, can_be_dialed, strict=True) if good}


@cache
def _american() -> re.Pattern[str]:
    """The numbers that are valid in the United States, as phonenumbers itself tells them."""
    metadata = phonenumbers.PhoneMetadata.metadata_for_region("US")
    landlines = metadata and metadata.fixed_line and metadata.fixed_line.national_number_pattern
    return re.compile(landlines or _NEVER)


@lru_cache(maxsize=16384)  # a tenth of a millisecond each, and the same ones at every reload
def parse_any_phone(text: str, country: str) -> Phone:
    """Reads a number in any of the ways in which people write one, as parse_phone does."""
    try:
        number = phonenumbers.parse(text, country)
    except phonenumbers.NumberParseException as error:
        raise ValueError(str(error)) from None
    formats = phonenumbers.PhoneNumberFormat
    # A number of another country is dialed with that country's code.
    is_own = number.country_code == phonenumbers.country_code_for_region(country)
    shown = phonenumbers.format_number(number, formats.NATIONAL if is_own else formats.INTERNATIONAL)
    phone = Phone(
        e164=phonenumbers.format_number(number, formats.E164),
        national=shown.split(" ext")[0],
        extension=number.extension or "",
    )
    if not (phonenumbers.is_valid_number(number) or phone.is_fictional):
        msg = f"{text!r} is not a number that can be dialed"
        raise ValueError(msg)
    return phone
