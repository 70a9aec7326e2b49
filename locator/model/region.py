"""States and territories of the United States: code, name, slug."""

from __future__ import annotations

from dataclasses import dataclass

_US = (
    "AL Alabama|AK Alaska|AZ Arizona|AR Arkansas|CA California|CO Colorado|CT Connecticut|DE Delaware|"
    "DC District of Columbia|FL Florida|GA Georgia|HI Hawaii|ID Idaho|IL Illinois|IN Indiana|IA Iowa|"
    "KS Kansas|KY Kentucky|LA Louisiana|ME Maine|MD Maryland|MA Massachusetts|MI Michigan|MN Minnesota|"
    "MS Mississippi|MO Missouri|MT Montana|NE Nebraska|NV Nevada|NH New Hampshire|NJ New Jersey|"
    "NM New Mexico|NY New York|NC North Carolina|ND North Dakota|OH Ohio|OK Oklahoma|OR Oregon|"
    "PA Pennsylvania|RI Rhode Island|SC South Carolina|SD South Dakota|TN Tennessee|TX Texas|UT Utah|"
    "VT Vermont|VA Virginia|WA Washington|WV West Virginia|WI Wisconsin|WY Wyoming|"
    "AS American Samoa|GU Guam|MP Northern Mariana Islands|PR Puerto Rico|VI U.S. Virgin Islands"
)


@dataclass(frozen=True, slots=True, order=True)
class Region:
    """A state: `code` as the postal service writes it ("FL"), `name` in full ("Florida")."""

    code: str
    name: str

    @property
    def slug(self) -> str:
        """The region's part of an address: "fl"."""
        return self.code.lower()


REGIONS = {code: Region(code, name) for code, name in (entry.split(" ", 1) for entry in _US.split("|"))}
_BY_NAME = {region.name.casefold().replace(".", ""): region for region in REGIONS.values()}


def parse_region(text: str) -> Region | None:
    """Reads "FL", "fl", "Fla.", "Florida" or "D.C."; None if there is no such state."""
    cleaned = " ".join(text.casefold().replace(".", "").split())
    if cleaned == "fla":
        cleaned = "fl"
    return REGIONS.get(cleaned.upper()) or _BY_NAME.get(cleaned)
