"""KML -> a sheet: each placemark with a point a record, its extended data the cells."""

from __future__ import annotations

from typing import TYPE_CHECKING

from lxml import etree

from locator.exchange.reading.sheet import Format, Sheet, refused, sheet_of
from locator.model.problem import Problem, Severity

if TYPE_CHECKING:
    from collections.abc import Iterator

_PLAIN = {"name": "name", "address": "address", "phoneNumber": "phone"}
_DECLARED = (b"<!DOCTYPE", b"<!ENTITY")
_DECLARES = (
    "the file declares a document type, which KML has no use for and attackers have",
    "take the line with <!DOCTYPE out, or export the file again",
)


def read_kml(data: bytes, name: str) -> Sheet:
    """Reads the placemarks; KML's order is lon,lat (rule F17). A file that declares entities is refused."""
    if any(word in data.replace(b"\0", b"").upper() for word in _DECLARED):
        return refused(name, Format.KML, *_DECLARES)
    parser = etree.XMLParser(
        resolve_entities=False, no_network=True, load_dtd=False, huge_tree=False, remove_comments=True
    )
    try:
        root = etree.fromstring(data, parser)
    except etree.XMLSyntaxError as error:
        return refused(name, Format.KML, f"the file is not XML: {error.msg}", "export the file again")
    if root.getroottree().docinfo.doctype:  # written in letters that only the parser can read, as UTF-7
        return refused(name, Format.KML, *_DECLARES)
    problems, records = [], []
    for placemark in root.iter("{*}Placemark"):
        line = placemark.sourceline or 0
        if point := placemark.findtext(".//{*}Point/{*}coordinates"):
            records.append((line, dict(_cells(placemark)) | _degrees(point)))
        else:
            cure = "give it a Point with coordinates, or take it out"
            problems.append(Problem(Severity.ERROR, name, "this placemark has no point", cure, line))
    sheet = sheet_of(name, Format.KML, records)
    return Sheet(name, Format.KML, sheet.titles, sheet.records, (*problems, *sheet.problems))


def _cells(placemark: etree._Element) -> Iterator[tuple[str, str]]:
    if id_ := placemark.get("id"):
        yield "id", id_
    for tag, title in _PLAIN.items():
        if text := placemark.findtext(f"{{*}}{tag}"):
            yield title, " ".join(text.split())
    for data in placemark.iterfind("{*}ExtendedData/{*}Data"):
        yield data.get("name", ""), " ".join((data.findtext("{*}value") or "").split())
    for data in placemark.iterfind("{*}ExtendedData/{*}SchemaData/{*}SimpleData"):
        yield data.get("name", ""), " ".join((data.text or "").split())


def _degrees(coordinates: str) -> dict[str, str]:
    lon, _, rest = coordinates.strip().partition(",")
    return {"lat": rest.partition(",")[0].strip(), "lon": lon.strip()}
