"""Makes examples/florida/clinics.csv and locations.csv from public-domain data in sources/.

florida_facilities.csv ──▶ clinics.csv      the facilities, cleaned where the meaning is certain
us_gazetteer.tsv.gz    ──▶ locations.csv    the most populous towns, and the namesakes of each
Run as `python scripts/make_florida.py [FOLDER]`; the same input gives the same bytes.
"""

from __future__ import annotations

import csv
import gzip
import io
import json
import re
import sys
from collections import Counter
from decimal import Decimal
from pathlib import Path
from typing import TYPE_CHECKING

from locator.model.phone import parse_phone
from locator.site.slugs import slug

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

Row = dict[str, str]

ROOT = Path(__file__).resolve().parents[1]
SOURCES = ROOT / "sources"
EXAMPLE = ROOT / "examples" / "florida"
STATE = "FL"
STATE_FIPS = "12"
TREATMENT = "health-care"
LEAST_POPULATION = 8_000

CLINIC_COLUMNS = (
    "id", "name", "street", "locality", "region", "postcode", "country", "lat", "lon", "phone",
    "website", "booking_url", "hours", "special_hours", "treatments", "insurance", "languages",
    "accessibility", "parking", "transit", "accepting_new_patients", "status", "replaced_by",
    "verified_on",
)  # fmt: skip
TOWN_COLUMNS = (
    "town", "region", "county", "slug", "lat", "lon", "treatments", "aliases", "radius",
    "approved_by", "approved_on", "updated",
)  # fmt: skip

PREFIXES = {"va-vast": "va", "hifld-hospitals": "hospital"}
NOTHING = {"-999", "not available", "null"}

# The hospital list is some years old; the press of these years reports that these have closed.
CLOSED_IN = {
    "0005232440": "2017",
    "0009033713": "2014",
    "0013032176": "2017",
    "0019133407": "2019",
    "0035632055": "2020",
    "0040532696": "2019",
    "0044032955": "2025",
}

# Hospitals of prisons and courts: nobody can walk in for care.
NOT_FOR_VISITORS = {"0032432054", "0036633034", "0081532026"}

# Names that the gazetteer keeps of what is, or has become, a part of a town with its own row.
PARTS_OF_TOWNS = {
    "Broward": {
        "Miami Gardens": "West Park",
        "North Andrews Gardens": "Oakland Park",
        "West Hollywood": "Hollywood",
    },
    "Charlotte": {"Punta Gorda Isles": "Punta Gorda"},
    "Collier": {"Marco": "Marco Island"},
    "Escambia": {"East Pensacola Heights": "Pensacola"},
    "Hillsborough": {"Carrollwood Village": "Carrollwood", "Greater Northdale": "Northdale"},
    "Miami-Dade": {
        "Allapattah": "Miami",
        "Andover": "Miami Gardens",
        "Carol City": "Miami Gardens",
        "Coconut Grove": "Miami",
        "Cutler": "Palmetto Bay",
        "Cutler Ridge": "Cutler Bay",
        "Flagami": "Miami",
        "Isle of Normandy": "Miami Beach",
        "Lake Lucerne": "Miami Gardens",
        "Lakes by the Bay": "Cutler Bay",
        "Little Havana": "Miami",
        "Norland": "Miami Gardens",
        "Scott Lake": "Miami Gardens",
    },
    "Pinellas": {"West and East Lealman": "Lealman"},
}

INITIALS = {
    "AFB", "FL", "FMC", "HCA", "II", "III", "IV", "JFK", "ML", "MLK", "NASA", "NCH", "NE", "NW",
    "SE", "SR", "SW", "UF", "UH", "US", "USF", "VA",
}  # fmt: skip
JOINING = {"AND", "AT", "FOR", "OF", "ON", "THE"}
SPELLINGS = {
    "ADVENTHEALTH": "AdventHealth",
    "BAYCARE": "BayCare",
    "DEFUNIAK": "DeFuniak",
    "DELAND": "DeLand",
    "DEPOO": "DePoo",
    "DESOTO": "DeSoto",
    "HEALTHPARK": "HealthPark",
    "LIFESTREAM": "LifeStream",
    "MCMULLEN": "McMullen",
    "THE VILLAGES": "The Villages",
}
_WORD = re.compile(r"THE VILLAGES|[A-Z0-9][A-Z0-9']*")
_ORDINAL = re.compile(r"\d+(?:[NR]D|ST|TH)")


def main(arguments: Sequence[str]) -> None:
    """Writes the two files and says what was taken and what was left out."""
    folder = Path(arguments[0]) if arguments else EXAMPLE
    facilities, left_out = choose_facilities(load_facilities())
    clinics = sorted((clinic_row(facility) for facility in facilities), key=lambda row: row["id"])
    towns = town_rows(load_settlements(), load_counties())
    write_table(folder / "clinics.csv", CLINIC_COLUMNS, clinics)
    write_table(folder / "locations.csv", TOWN_COLUMNS, towns)
    print(f"{len(clinics)} clinics, {len(towns)} towns in {folder}")
    for reason, count in sorted(left_out.items()):
        print(f"left out: {count} {reason}")


def load_facilities() -> list[Row]:
    """Reads the facilities as they arrived."""
    with (SOURCES / "florida_facilities.csv").open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


def load_settlements() -> list[Row]:
    """Reads Florida's settlements of 500 people or more, the most populous first."""
    with gzip.open(SOURCES / "us_gazetteer.tsv.gz") as packed:
        lines = io.TextIOWrapper(packed, encoding="utf-8", newline="")
        table = csv.DictReader(lines, delimiter="\t", quoting=csv.QUOTE_NONE)
        rows = [row for row in table if row["kind"] == "P" and row["state"] == STATE]
    return sorted(rows, key=lambda row: (-int(row["pop"]), row["name"], row["county3"]))


def load_counties() -> dict[str, str]:
    """Reads the names of Florida's counties by their code: "117" is "Seminole"."""
    entries = json.loads((SOURCES / "us_counties.json").read_text(encoding="utf-8"))
    florida = (entry for entry in entries if entry["fips"].startswith(STATE_FIPS))
    return {entry["fips"][2:]: entry["name"].removesuffix(" County") for entry in florida}


def write_table(path: Path, columns: Sequence[str], rows: Iterable[Mapping[str, str]]) -> None:
    """Writes a CSV file; a column that a row does not mention stays blank."""
    path.parent.mkdir(parents=True, exist_ok=True)
    with path.open("w", encoding="utf-8", newline="") as file:
        table = csv.DictWriter(file, columns, restval="", lineterminator="\n")
        table.writeheader()
        table.writerows(rows)


# Facilities


def choose_facilities(facilities: Sequence[Row]) -> tuple[list[Row], Counter[str]]:
    """Takes the places that patients can visit, each once; counts the reasons for the others."""
    doors_of_va = {door(row) for row in facilities if row["source"] == "va-vast"}
    taken: dict[tuple[str, ...], Row] = {}
    left_out: Counter[str] = Counter()
    for row in sorted(facilities, key=lambda row: (row["source"], row["source_id"])):
        key = (letters(row["name"]), *door(row))
        reason = "listed twice" if key in taken else reason_to_leave_out(row, doors_of_va)
        if reason:
            left_out[reason] += 1
        else:
            taken[key] = row
    return list(taken.values()), left_out


def reason_to_leave_out(row: Row, doors_of_va: set[tuple[str, str]]) -> str:
    """Says why a facility gets no row, empty if it gets one."""
    words = set(re.findall(r"[A-Z]+", row["name"].upper()))
    if "CLOSED" in words or row["source_id"] in CLOSED_IN:
        return "closed"
    if row["source"] == "va-vast" and "MOBILE" in words:
        return "mobile: not at its address"
    if row["source"] != "va-vast" and words & {"VA", "VETERANS"} and door(row) in doors_of_va:
        return "of VA, which lists it itself"
    if row["source_id"] in NOT_FOR_VISITORS:
        return "not for visitors"
    return ""


def door(row: Row) -> tuple[str, str]:
    """The house number and the five digits of the ZIP: few houses share both."""
    return row["address"].split(" ", 1)[0], row["zip"][:5]


def letters(text: str) -> str:
    """The letters and digits of a text, to compare names by."""
    return re.sub(r"[^a-z0-9]", "", text.lower())


def clinic_row(row: Row) -> dict[str, str]:
    """A facility as a row of clinics.csv; what the source does not say stays blank."""
    return {
        "id": f"{PREFIXES[row['source']]}-{row['source_id'].lower()}",
        "name": cased(known(row["name"])),
        "street": street(row),
        "locality": cased(known(row["city"])),
        "region": row["state"],
        "postcode": postcode(row["zip"]),
        "country": row["country"],
        "lat": degrees(row["lat"]),
        "lon": degrees(row["lon"]),
        "phone": phone(row["phone"]),
        "hours": known(row["hours"]),
        "treatments": TREATMENT,
        "status": "open",
    }


def known(text: str) -> str:
    """The text, or nothing where the source wrote that it does not know."""
    text = text.strip()
    return "" if text.lower() in NOTHING else text


def street(row: Row) -> str:
    """The street without the facility's own name, which VA's list may put among its parts."""
    parts = known(row["address"]).split(", ")
    return cased(", ".join(part for part in parts if part != row["name"]))


def degrees(text: str) -> str:
    """A coordinate as the source has it, to six decimals at most."""
    value = Decimal(text)
    return str(round(value, 6) if value != round(value, 6) else value)


def postcode(text: str) -> str:
    """A ZIP of five digits, or of nine with its hyphen."""
    digits = re.sub(r"\D", "", known(text))
    return "-".join(part for part in (digits[:5], digits[5:]) if part)


def phone(text: str) -> str:
    """The number as people write it, blank if nobody could dial it."""
    try:
        return str(parse_phone(known(text), "US"))
    except ValueError:
        return ""


def cased(text: str) -> str:
    """ALL CAPS as a headline writes it; a text with any small letter stays as it is."""
    return text if text != text.upper() else _WORD.sub(_cased_word, text)


def _cased_word(match: re.Match[str]) -> str:
    word, text = match[0], match.string
    if word in INITIALS:
        return word
    if word[0].isdigit():
        return word.lower() if _ORDINAL.fullmatch(word) else word
    has_words_around = _WORD.search(text, match.end()) and re.search("[A-Z]", text[: match.start()])
    if word in JOINING and has_words_around:
        return word.lower()
    return SPELLINGS.get(word, word.capitalize())


# Towns


def town_rows(settlements: Sequence[Row], counties: Mapping[str, str]) -> list[dict[str, str]]:
    """One row a town, by name; where several bear one name, each has its county.

    The most populous of them has the plain slug, the others one with the county.
    """
    counted = [(row["name"], counties[row["county3"]], int(row["pop"])) for row in settlements]
    towns = [entry for entry in counted if entry[0] not in PARTS_OF_TOWNS.get(entry[1], ())]
    chosen = {name for name, _, population in towns if population >= LEAST_POPULATION}
    bearers = Counter(name for name, _, _ in towns)
    taken: set[str] = set()
    rows = []
    for name, county, _ in towns:
        if name in chosen:
            own_slug = slug(f"{name} {county}") if slug(name) in taken else ""
            taken.add(own_slug or slug(name))
            rows.append(town_row(name, county if bearers[name] > 1 else "", own_slug))
    return sorted(rows, key=lambda row: (row["town"], row["county"]))


def town_row(name: str, county: str, own_slug: str) -> dict[str, str]:
    """A row of locations.csv; the product finds the rest in its gazetteer."""
    return {"town": name, "region": STATE, "county": county, "slug": own_slug}


if __name__ == "__main__":
    main(sys.argv[1:])
