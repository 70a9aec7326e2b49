"""A telephone number, kept as E.164 and shown as people write it."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import lru_cache

import phonenumbers

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


@lru_cache(maxsize=16384)  # half of what it costs to read a table of clinics anew
def parse_phone(text: str, country: str) -> Phone:
    """Reads a number as written in `country` (ISO code); raises ValueError if nobody could dial it."""
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
