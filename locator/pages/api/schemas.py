"""JSON Schema of everything that the API answers; the builders keep it short enough to be read."""

from __future__ import annotations

from typing import Any

from locator.model.clinic import ClinicStatus
from locator.model.place import PlaceKind
from locator.pages.verdicts.verdict import Standing
from locator.site.queries.answer import How

Data = dict[str, Any]


def text(description: str = "", **more: object) -> Data:
    """A string."""
    return _described({"type": "string", **more}, description)


def number(description: str = "", **more: object) -> Data:
    """A number."""
    return _described({"type": "number", **more}, description)


def whole(description: str = "", **more: object) -> Data:
    """A whole number."""
    return _described({"type": "integer", **more}, description)


def flag(description: str = "") -> Data:
    """True or false."""
    return _described({"type": "boolean"}, description)


def several(items: Data, description: str = "") -> Data:
    """A list."""
    return _described({"type": "array", "items": items}, description)


def record(properties: Data, description: str = "", *, optional: tuple[str, ...] = ()) -> Data:
    """An object with these members; all but `optional` are always there."""
    required = [name for name in properties if name not in optional]
    return _described({"type": "object", "properties": properties, "required": required}, description)


def named(name: str) -> Data:
    """The schema of that name in SCHEMAS."""
    return {"$ref": f"#/components/schemas/{name}"}


def or_null(schema: Data) -> Data:
    """The schema, or null where nobody knows."""
    if "$ref" in schema:
        return {"anyOf": [schema, {"type": "null"}]}
    return {**schema, "type": [schema["type"], "null"]}


def _described(schema: Data, description: str) -> Data:
    return {**schema, "description": description} if description else schema


def _link(description: str) -> Data:
    return text(description, format="uri")


_POSITION: Data = {
    "lat": number("Degrees north, WGS 84.", minimum=-90, maximum=90),
    "lon": number("Degrees east, WGS 84.", minimum=-180, maximum=180),
}
_MOMENT = text("In the clinic's own time zone.", format="date-time")
_CLOCK = text(pattern=r"^(([01][0-9]|2[0-3]):[0-5][0-9]|24:00)$")
_WEEKDAYS = ("monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday")

_ADDRESS = record(
    {
        "street": text(),
        "locality": text("The town."),
        "region": text("The state: FL."),
        "postcode": text(),
        "country": text("ISO 3166: US."),
    }
)
_INTERVAL = record(
    {
        "opens": _CLOCK,
        "closes": _CLOCK,
        "by_appointment": flag("Only with one; from 00:00 to 24:00 then means that no hours are known."),
    },
    "Clock times at the clinic; `closes` is on the next day unless it is later than `opens`.",
)
_INTERVALS = several(named("Interval"), "Empty if the clinic is closed all day.")
_HOURS = record(
    {
        "text": text("The regular hours in the syntax of OpenStreetMap's opening_hours."),
        "week": several(
            record({"day": text(enum=list(_WEEKDAYS)), "intervals": _INTERVALS}), "The current week, by rule."
        ),
        "special_days": several(
            record({"date": text(format="date"), "note": text(), "intervals": _INTERVALS}),
            "Days of the coming year that differ from the rule, and how.",
        ),
    }
)
_CLINIC: Data = {
    "id": text("Stays for ever, is never used again.", pattern="^[a-z0-9-]+$"),
    "name": text(),
    "status": text("Nobody should be sent to one that is temporarily closed.", enum=list(ClinicStatus)),
    "url": _link("Its page on this site."),
    "website": or_null(_link("")),
    "booking_url": or_null(_link("")),
    "phone": or_null(text("E.164: +13865550100.")),
    "phone_extension": or_null(text()),
    "address": named("Address"),
    **_POSITION,
    "timezone": text("IANA: America/New_York. Empty if nobody knows."),
    "hours": or_null(named("Hours")),
    "treatments": several(text(), "Slugs, as the parameter `treatment` takes them."),
    "insurance": several(text(), "Names; empty if nobody has said."),
    "languages": several(text(), "Names; empty if nobody has said."),
    "accessibility": several(text(), "What the building offers; empty if nobody has said."),
    "parking": or_null(text()),
    "transit": or_null(text()),
    "accepting_new_patients": or_null(flag()),
    "replaced_by": or_null(text("The id of the clinic that took its place.")),
    "verified_on": or_null(text("When somebody last checked these facts.", format="date")),
}
_NEAR: Data = {
    "distance_km": number("The geodesic on the WGS 84 ellipsoid: a straight line, not the drive.", minimum=0),
    "bearing": number("Where it lies from the origin, in degrees from north.", minimum=0, maximum=360),
    "open_now": or_null(flag("At the time of the answer; null if nobody knows the hours.")),
    "opens_at": or_null(_MOMENT),
    "closes_at": or_null(_MOMENT),
    "by_appointment": flag(
        "Patients are seen, now or from `opens_at` on, but only those with an appointment."
    ),
    "holiday_caution": or_null(text("A holiday that may change this.")),
}
_PLACE = record(
    {
        "name": text(),
        "label": text("As a person writes it; asked as `q`, it names this place."),
        "region": text("The state: FL."),
        "county": text(),
        "kind": text(enum=list(PlaceKind)),
        **_POSITION,
        "population": whole("0 if nobody has counted.", minimum=0),
    }
)
_TOWN = record(
    {
        "id": text("fl/lake-mary.", pattern="^[a-z]{2}/[a-z0-9-]+$"),
        "name": text(),
        "region": text("The state: FL."),
        "county": text(),
        **_POSITION,
        "population": whole("0 if nobody has counted.", minimum=0),
        "pages": several(
            record(
                {
                    "treatment": text(),
                    "url": _link("The page of this town and treatment."),
                    "verdict": text("Whether search engines are told of it.", enum=list(Standing)),
                }
            ),
            "The main treatment first.",
        ),
    }
)
_QUERY = record(
    {
        "q": text(),
        "lat": number(),
        "lon": number(),
        "limit": whole(),
        "treatment": several(text()),
        "insurance": several(text()),
        "language": several(text()),
        "accessible": flag(),
        "accepting_new_patients": flag(),
        "open_at": text(format="date-time"),
        "max_distance_km": number(),
    },
    "What was asked, as it was understood.",
    optional=(
        *("q", "lat", "lon", "treatment", "insurance", "language", "accessible", "accepting_new_patients"),
        *("open_at", "max_distance_km"),
    ),
)
_UNDERSTOOD = record(
    {
        "how": text("`spelling` means that a misspelled name was mended.", enum=list(How)),
        "is_address": flag("A street was named and left out of account."),
        "treatment": or_null(text("The one that the words name; it counts unless `treatment` is given.")),
        "asked": several(text(), "The geocoders that the words were sent to; left out if there were none."),
        "attribution": text("Whose data the place is, where that has to be shown."),
    },
    "How the words of `q` were read.",
    optional=("asked", "attribution"),
)
_NEXT = or_null(_link("The next page; null on the last."))

SCHEMAS: Data = {
    "Address": _ADDRESS,
    "Interval": _INTERVAL,
    "Hours": _HOURS,
    "Clinic": record(_CLINIC),
    "NearClinic": record(_CLINIC | _NEAR),
    "Place": _PLACE,
    "Town": _TOWN,
    "Nearest": record(
        {
            "query": _QUERY,
            "understood": _UNDERSTOOD,
            "origin": or_null(
                record({"name": text(), **_POSITION}, "Where distances begin; null if `q` is ambiguous.")
            ),
            "clinics": several(named("NearClinic"), "Nearest first, ties by id."),
            "candidates": several(
                named("Place"), "The places that `q` may mean, best first; beside an origin, its namesakes."
            ),
            "suggestions": several(text(), "Other words to ask with."),
        },
        optional=("understood", "candidates", "suggestions"),
    ),
    "Places": record({"places": several(named("Place"), "Best first.")}),
    "Clinics": record({"clinics": several(named("Clinic"), "By id."), "next": _NEXT}),
    "Towns": record({"towns": several(named("Town"), "By id."), "next": _NEXT}),
}
