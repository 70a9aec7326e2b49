"""GET /api/v1/clinics and /api/v1/clinics/{id}: all clinics in pages, and one of them."""

from __future__ import annotations

from typing import TYPE_CHECKING

from locator.model.clinic import Clinic, ClinicStatus
from locator.pages.api.clinics import clinic_members, closed_data
from locator.pages.api.json_text import json_object
from locator.pages.api.nearest import Wishes
from locator.pages.api.parameters import DEFAULT_PAGE
from locator.pages.api.problems import CLINIC_CLOSED, NO_SUCH_CLINIC
from locator.web.api.answers import asked, lasting
from locator.web.api.problems import ProblemError

if TYPE_CHECKING:
    from starlette.requests import Request
    from starlette.responses import Response

    from locator.web.live import Live


def clinics(live: Live, request: Request) -> Response:
    """A page of the clinics that were asked for."""
    values = asked(live, request, "clinics")
    again = {name: value for name, value in values.items() if name != "after"}
    after, region = values.pop("after", ""), values.pop("region", "")
    wishes = Wishes(**{"limit": DEFAULT_PAGE, **values})
    filters = wishes.filters(live.clock())

    def accept(clinic: Clinic) -> bool:
        return filters.admits(clinic) and region in ("", clinic.address.region)

    interface = live.edition.catalogue.interface
    page = interface.clinics(accept, limit=wishes.limit, after=after, asked=again)
    return lasting(request, page.body, following=page.following)


def clinic(live: Live, request: Request) -> Response:
    """One clinic; one that has closed is gone, and the problem says where to go instead."""
    asked(live, request, "clinic")
    site = live.edition.catalogue.site
    found = site.clinics_by_id.get(request.path_params["id"])
    if found is None:
        raise ProblemError(NO_SUCH_CLINIC, "See /api/v1/clinics for those that there are.")
    if found.status is ClinicStatus.CLOSED:
        raise ProblemError(CLINIC_CLOSED, f"{found.name} has closed for good.", **closed_data(site, found))
    return lasting(request, json_object(clinic_members(site, found.id)))
