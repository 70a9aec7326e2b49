"""The answer to "which clinics are nearest?" as data: /api/v1/nearest and `locator nearest --json`."""

from __future__ import annotations

import json
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from locator.model.openness import openness
from locator.pages.api.clinics import clinic_members
from locator.pages.api.json_text import json_object, member, members
from locator.pages.api.places import place_data
from locator.pages.keeping import once_a_site
from locator.site.filters import NOW, YES, Facet, Filters

if TYPE_CHECKING:
    from datetime import datetime

    from locator.model.place import Place
    from locator.pages.api.schemas import Data
    from locator.site.queries.answer import Answer
    from locator.site.questions import Questions
    from locator.site.snapshot import NearClinic, Site


@dataclass(frozen=True, slots=True)
class Wishes:
    """What the clinics of an answer must be, and how many; the choices are as `choice_of` writes them."""

    limit: int
    treatment: tuple[str, ...] = ()
    insurance: tuple[str, ...] = ()
    language: tuple[str, ...] = ()
    accessible: bool = False
    accepting_new_patients: bool = False
    open_at: datetime | None = None
    max_distance_km: float | None = None

    def filters(self, now: datetime) -> Filters:
        """The same as choices in facets; without `open_at`, nothing depends on `now`."""
        made = (  # no dictionary: to hash a member of an Enum takes long
            (Facet.TREATMENT, self.treatment),
            (Facet.INSURANCE, self.insurance),
            (Facet.LANGUAGE, self.language),
            (Facet.ACCESSIBLE, (YES,) if self.accessible else ()),
            (Facet.ACCEPTING, (YES,) if self.accepting_new_patients else ()),
            (Facet.OPEN, (NOW,) if self.open_at else ()),
        )
        wanted = {facet: frozenset(choices) for facet, choices in made if choices}
        return Filters(self.open_at or now, wanted)

    @property
    def data(self) -> Data:
        """The wishes that were made."""
        made: Data = {
            "treatment": list(self.treatment),
            "insurance": list(self.insurance),
            "language": list(self.language),
            "accessible": self.accessible,
            "accepting_new_patients": self.accepting_new_patients,
            "open_at": self.open_at and self.open_at.isoformat(),
            "max_distance_km": self.max_distance_km,
        }
        return {"limit": self.limit, **{name: value for name, value in made.items() if value}}


def nearest_data(site: Site, answer: Answer, wishes: Wishes, *, now: datetime) -> Data:
    """The clinics nearest to the place that `answer` found, or the places it may be; `now` is aware."""
    data: Data = json.loads(nearest_json(site, answer, wishes, now=now))
    return data


def nearest_json(
    site: Site, answer: Answer, wishes: Wishes, *, now: datetime, questions: Questions | None = None
) -> bytes:
    """The same as JSON, put together from what is ready: whoever asks waits for it.

    `questions` tell which clinics these are, if the site itself is not to be asked.
    """
    wishes = _with_named_treatment(wishes, answer)
    head: Data = {"query": _asked(answer) | wishes.data, **_understood(answer)}
    tail: Data = {}
    if answer.candidates or not answer.origin:
        tail["candidates"] = [place_data(site, place) for place in answer.candidates]
    if not answer.origin:
        head["origin"], tail["suggestions"] = None, list(answer.suggestions)
        return json_object(members(head), member("clinics", ()), members(tail))
    head["origin"] = _origin(answer.origin)
    minute = now.replace(second=0, microsecond=0)
    found = [_near_json(site, near, minute) for near in nearest(questions or site, answer, wishes, now)]
    return json_object(members(head), member("clinics", found), members(tail))


def nearest(questions: Questions | Site, answer: Answer, wishes: Wishes, now: datetime) -> list[NearClinic]:
    """The clinics that meet the wishes, nearest to the origin of `answer` first, ties by id."""
    assert answer.origin
    wishes = _with_named_treatment(wishes, answer)
    filters = wishes.filters(now)
    # A single treatment has an index of its own.
    alone = wishes.treatment[0] if len(wishes.treatment) == 1 else ""
    return questions.nearest_clinics(
        answer.origin.point,
        wishes.limit,
        treatment=alone,
        within_km=wishes.max_distance_km,
        filters=filters,
    )


def _with_named_treatment(wishes: Wishes, answer: Answer) -> Wishes:
    """A treatment that the question names counts unless the wishes have another."""
    if answer.treatment and not wishes.treatment:
        return replace(wishes, treatment=(answer.treatment,))
    return wishes


def _near_json(site: Site, near: NearClinic, minute: datetime) -> bytes:
    """A clinic with its distance and whether it is open."""
    clinic, km, bearing = near
    row, state = _row_and_state(site, clinic.id, minute)
    return b'{%b,"distance_km":%a,"bearing":%a,%b}' % (row, km, round(bearing, 1), state)


@once_a_site
def _row_and_state(site: Site, clinic_id: str, minute: datetime) -> tuple[bytes, bytes]:
    """The members of a clinic, and of whether it is open: doors open and close on full minutes."""
    clinic = site.clinics_by_id[clinic_id]
    is_open, opens_at, closes_at, by_appointment, caution = openness(clinic, minute)
    state = members(
        {
            "open_now": is_open,
            "opens_at": opens_at.isoformat() if opens_at else None,
            "closes_at": closes_at.isoformat() if closes_at else None,
            "by_appointment": by_appointment,
            "holiday_caution": caution or None,
        }
    )
    return clinic_members(site, clinic_id), state


def _asked(answer: Answer) -> Data:
    if answer.text or not answer.origin:
        return {"q": answer.text}
    return {"lat": answer.origin.point.lat, "lon": answer.origin.point.lon}


def _understood(answer: Answer) -> Data:
    """How the words were read; a program that sent coordinates needs no word on that."""
    if not answer.text:
        return {}
    how, treatment = answer.how.value, answer.treatment or None
    data: Data = {"how": how, "is_address": answer.is_address, "treatment": treatment}
    data |= {"asked": list(answer.asked)} if answer.asked else {}
    data |= {"attribution": answer.credit.name} if answer.credit else {}
    return {"understood": data}


def _origin(place: Place) -> Data:
    return {"name": place.label, "lat": place.point.lat, "lon": place.point.lon}
