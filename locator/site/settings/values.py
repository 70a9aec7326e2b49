"""What each setting of site.toml may be: a value comes out, or a refusal with its cure."""

from __future__ import annotations

import re
from datetime import date, datetime
from typing import TYPE_CHECKING, Any
from urllib.parse import urlsplit

from locator.model.data_source import DataSource
from locator.model.decimal_number import DECIMAL
from locator.model.phone import parse_phone
from locator.model.units import KM_PER, KM_PER_MILE

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping, Sequence

MAX_RADIUS_KM = 60 * KM_PER_MILE  # rule E1.1: beyond this a clinic is not near
FIRST_YEAR, LAST_YEAR = 2000, 2099
UNITS = tuple(KM_PER)

_LABEL = r"[a-z0-9](?:[a-z0-9-]{0,61}[a-z0-9])?"
# A host and, if any, its port: nothing else may stand before the path of a canonical address.
_SITE = re.compile(rf"https?://(?:{_LABEL}(?:\.{_LABEL})*|\[[0-9a-f:.]+\])(?::\d{{1,5}})?", re.ASCII)
_WEB_ADDRESS = re.compile(r"https?://[^\s<>\"'\\]+")
_EMAIL = re.compile(r"[^\s@<>\"'?&%,;:]+@[^\s@<>\"'?&%,;:]+\.[^\s@<>\"'?&%,;:.]+")
# Nobody types these; half of a surrogate pair is what the environment makes of bytes that are not UTF-8.
_CONTROL = re.compile("[\x00-\x1f\x7f-\x9f\ud800-\udfff]")


class Refused(ValueError):
    """A setting that cannot stand: what is wrong, and the cure."""

    def __init__(self, message: str, cure: str) -> None:
        super().__init__(message)
        self.cure = cure


class RefusedTable(ValueError):
    """A table of settings that cannot stand: each key that is wrong ("" for the table), value, refusal."""

    def __init__(self, refused: Sequence[tuple[str, object, Refused]]) -> None:
        super().__init__("; ".join(f"{key}: {refusal}" for key, _, refusal in refused))
        self.refused = tuple(refused)


def parse_text(value: object) -> str:
    """Reads a text on one line."""
    if not isinstance(value, str):
        raise Refused("not a text", "write it between double quotes")
    text = " ".join(value.split())
    if not text:
        raise Refused("the text is blank", "write one, or take the setting out")
    if _CONTROL.search(text):
        raise Refused("an invisible control character is in the text", "type it anew")
    return text


def parse_flag(value: object) -> bool:
    """Reads true or false."""
    if isinstance(value, bool):
        return value
    if value in ("true", "1", "yes", "false", "0", "no"):  # from the environment
        return value in ("true", "1", "yes")
    raise Refused("neither true nor false", "write true or false, without quotes")


def parse_day(value: object) -> date:
    """Reads a date as 2026-11-22."""
    if isinstance(value, date) and not isinstance(value, datetime):
        day = value
    else:
        try:
            day = date.fromisoformat(str(value))
        except ValueError:
            raise Refused("not a date", "write it as 2026-11-22") from None
    if not FIRST_YEAR <= day.year <= LAST_YEAR:
        raise Refused("not a day of our time", f"write one of {FIRST_YEAR} to {LAST_YEAR}")
    return day


def parse_site_address(value: object) -> str:
    """Reads the address of a site, without a path."""
    text = parse_text(value).rstrip("/").lower()
    if not (_SITE.fullmatch(text) and is_divisible(text)):
        raise Refused("not the address of a site", "write it as https://www.example.org")
    return text


def is_divisible(text: str) -> bool:
    """Tells whether the library finds host and port of an address: it stumbles over "https://[:]:99999"."""
    try:
        return urlsplit(text).port != 0
    except ValueError:
        return False


def parse_email(value: object) -> str:
    """Reads an e-mail address."""
    text = parse_text(value)
    if not _EMAIL.fullmatch(text):
        raise Refused("not an e-mail address", "write it as hello@example.org")
    return text


def parse_contact(value: object) -> str:
    """Reads an e-mail address, or one of the web that nobody can read over a shoulder; gives a URI."""
    text = parse_text(value)
    if _EMAIL.fullmatch(text):
        return f"mailto:{text}"
    if not (text.isascii() and text.startswith("https://") and _WEB_ADDRESS.fullmatch(text)):
        raise Refused(
            "neither an e-mail address nor one of the web",
            "write it as security@example.org or https://example.org/security",
        )
    return text


def parse_phone_text(value: object) -> str:
    """Reads a telephone number that can be dialed, as it is written."""
    text = parse_text(value)
    try:
        parse_phone(text, "US")
    except ValueError:
        raise Refused("not a number that can be dialed", "write it as (386) 252-1234") from None
    return text


def parse_count(value: object) -> int:
    """Reads a whole number from 1 to 10."""
    text = str(value)
    if text not in map(str, range(1, 11)):
        raise Refused("not a count", "write a whole number from 1 to 10")
    return int(text)


def parse_number(value: object, least: float, most: float) -> float:
    """Reads a number within bounds."""
    text = str(value).strip()
    if isinstance(value, bool) or not DECIMAL.fullmatch(text) or not least <= float(text) <= most:
        raise Refused("not such a number", f"write one from {least:g} to {most:g}")
    return float(text)


def with_unit(value: object, table: Mapping[str, Any]) -> str:
    """A radius that is a bare number is one in the units of the site."""
    text, units = str(value).strip(), table.get("units")
    return f"{text} {units}" if DECIMAL.fullmatch(text) and units in UNITS else text


def parse_radius(text: str, units: str = "miles") -> float:
    """Reads "25 miles", "40 km" or a bare number in `units`; returns km, raises ValueError."""
    number, _, unit = text.strip().partition(" ")
    unit = unit.strip().lower() or units
    if unit not in ("km", "mi", "mile", "miles"):
        raise Refused(f"{unit} is not a unit of length", 'write "25 miles" or "40 km"')
    if not DECIMAL.fullmatch(number) or float(number) <= 0:
        raise Refused("not a distance", 'write "25 miles" or "40 km"')
    km = float(number) if unit == "km" else float(number) * KM_PER_MILE
    if km > MAX_RADIUS_KM + 1e-9:
        raise Refused("further than a clinic can serve", "choose up to 60 miles (97 km)")
    return km


def one_of(*choices: str) -> Callable[[object], str]:
    """Makes a reader that accepts one of the choices."""

    def parse(value: object) -> str:
        if value not in choices:
            raise Refused("not one of the choices", f"write one of {', '.join(choices)}")
        return str(value)

    return parse


def parse_sources(value: object) -> tuple[DataSource, ...]:
    """Reads a list of sources."""
    if not isinstance(value, list):
        raise Refused("not a list", "write each source under its own [[sources]]")
    return tuple(map(_source, value))


def _source(entry: object) -> DataSource:
    if not (isinstance(entry, dict) and {"name", "licence"} <= entry.keys() <= {"name", "licence", "url"}):
        raise Refused("a source lacks its name or licence", "give each name, licence and, if any, url")
    url = parse_text(entry["url"]) if "url" in entry else ""
    if url and not _WEB_ADDRESS.fullmatch(url):
        raise Refused(f"{url} is not a web address", "write it as https://www.example.org/")
    return DataSource(parse_text(entry["name"]), parse_text(entry["licence"]), url)
