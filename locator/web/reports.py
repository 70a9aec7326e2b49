"""Reports of problems over HTTP: a form by GET, its answer by POST, thanks by GET again."""

from __future__ import annotations

import asyncio
from typing import TYPE_CHECKING
from urllib.parse import urlencode

from starlette.responses import PlainTextResponse, RedirectResponse, Response

from locator.model.report import Fault, Report
from locator.pages.languages import view_at
from locator.pages.output import OK
from locator.pages.report.form import NOTE, ReportForm, mistakes, parse_form
from locator.web.caching import NOT_KEPT, unkept
from locator.web.forms import read_fields
from locator.web.origin import is_from_here

if TYPE_CHECKING:
    from starlette.requests import Request


BURST, SECONDS = 5, 60.0  # reports of one network at once, then one a minute (rule C24)
SENT = "sent"


async def ask_report(request: Request) -> Response:
    """GET /report?page=/clinics/lake-mary/: the form, or with `sent` the thanks."""
    catalogue = request.app.state.live.edition.catalogue
    home = view_at(catalogue.site, request.scope["path"]).urls.home
    form = ReportForm(request.query_params.get("page", home))
    return unkept(request, catalogue.report(form, is_sent=SENT in request.query_params))


async def take_report(request: Request) -> Response:
    """POST to the same: keeps the report and leads to the thanks, or shows what is to be mended."""
    if not is_from_here(request, request.app.state.live.edition.catalogue.site.config):
        return PlainTextResponse("A report can only be sent from this site's own form.\n", 403, NOT_KEPT)
    fields = await read_fields(request)
    return fields if isinstance(fields, Response) else await _keep(request, parse_form(fields))


async def _keep(request: Request, form: ReportForm) -> Response:
    live = request.app.state.live
    catalogue = live.edition.catalogue
    asked = catalogue.report(form)
    if asked.status != OK:
        return unkept(request, asked)
    site = view_at(catalogue.site, form.page)
    if wrong := mistakes(site, form):
        return unkept(request, catalogue.report(form, mistakes=wrong, status=422))
    if wait := request.app.state.bucket.take(request.client.host if request.client else ""):
        text = site.say("Thank you for so many reports. Please wait a minute and send this one again.")
        busy = unkept(request, catalogue.report(form, mistakes={NOTE: text}, status=429))
        busy.headers["retry-after"] = str(wait)
        return busy
    report = Report(live.clock().date(), form.page, Fault(form.fault), form.note)
    if not await asyncio.to_thread(request.app.state.reports.add, report):
        return unkept(request, catalogue.report(form, is_open=False, status=503))
    thanks = urlencode({"page": form.page, SENT: "yes"}, safe="/")
    return RedirectResponse(f"{site.urls.report}?{thanks}", 303, NOT_KEPT)
