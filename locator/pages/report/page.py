"""The page with the form of a report; the same says thanks, and in an export how else to reach us."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, ClassVar

from locator.model.report import LONGEST_NOTE
from locator.pages.frame import Frame, build_frame
from locator.pages.report.form import ReportForm, fault_names
from locator.site.reports import KEPT_DAYS

if TYPE_CHECKING:
    from collections.abc import Mapping

    from locator.site.snapshot import Site


@dataclass(frozen=True, slots=True)
class Mistakes:
    """What is wrong with each field of the form; empty where nothing is."""

    fault: str = ""
    note: str = ""


@dataclass(frozen=True, slots=True)
class ReportPage:
    """Everything that the template of a report shows; `faults` are by their values."""

    template: ClassVar[str] = "report.html"

    frame: Frame
    form: ReportForm
    subject: str
    faults: Mapping[str, str]
    mistakes: Mistakes
    most: int
    kept_days: int
    is_sent: bool
    is_open: bool
    email: str
    phone: str


def report_page(
    site: Site,
    form: ReportForm,
    *,
    subject: str,
    mistakes: Mapping[str, str] | None = None,
    is_sent: bool = False,
    is_open: bool = True,
) -> ReportPage:
    """The page about a problem with `form.page`, whose title is `subject`.

    It is not `is_open` where no report can be taken: in an export, or when there is no room.
    """
    heading = site.say("Thank you") if is_sent else site.say("Report a problem with this page")
    title = site.say("Error: {title}", title=heading) if mistakes else heading
    return ReportPage(
        frame=build_frame(site, title=title, is_indexed=False, question=site.urls.report),
        form=form,
        subject=subject,
        faults=fault_names(site),
        mistakes=Mistakes(**(mistakes or {})),
        most=LONGEST_NOTE,
        kept_days=KEPT_DAYS,
        is_sent=is_sent,
        is_open=is_open,
        email=site.config.email,
        phone=site.config.phone,
    )
