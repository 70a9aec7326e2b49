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
# The Census Bureau's numbers of the states.
_FIPS = (
    "1AL 2AK 4AZ 5AR 6CA 8CO 9CT 10DE 11DC 12FL 13GA 15HI 16ID 17IL 18IN 19IA 20KS 21KY 22LA 23ME 24MD"
    " 25MA 26MI 27MN 28MS 29MO 30MT 31NE 32NV 33NH 34NJ 35NM 36NY 37NC 38ND 39OH 40OK 41OR 42PA 44RI"
    " 45SC 46SD 47TN 48TX 49UT 50VT 51VA 53WA 54WV 55WI 56WY 60AS 66GU 69MP 72PR 78VI"
)
REGIONS_BY_FIPS = {int(entry[:-2]): REGIONS[entry[-2:]] for entry in _FIPS.split()}
_BY_NAME = {region.name.casefold().replace(".", ""): region for region in REGIONS.values()}


def parse_region(text: str) -> Region | None:
    """Reads "FL", "fl", "Fla.", "Florida" or "D.C."; None if there is no such state."""
    cleaned = " ".join(text.casefold().replace(".", "").split())
    if cleaned == "fla":
        cleaned = "fl"
    return REGIONS.get(cleaned.upper()) or _BY_NAME.get(cleaned)
