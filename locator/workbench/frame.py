"""What every page of the workbench has around its content."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from locator.workbench.desk import Desk, Notice

HOME = "/workbench/"
TOWNS = "/workbench/towns/"
CLINICS = "/workbench/clinics/"
NEW_CLINIC = "/workbench/new-clinic/"  # below CLINICS it would be the page of a clinic with the id "new"
COVERAGE = "/workbench/coverage/"
DEMAND = "/workbench/demand/"
DRAFT = "/workbench/draft/"
HISTORY = "/workbench/history/"
REPORTS = "/workbench/reports/"
SIGN_IN = "/workbench/sign-in"
SIGN_OUT = "/workbench/sign-out"

SECTIONS = {
    HOME: "Overview",
    TOWNS: "Towns",
    CLINICS: "Clinics",
    COVERAGE: "Coverage",
    DEMAND: "Demand",
    DRAFT: "Draft",
    HISTORY: "History",
}


@dataclass(frozen=True, slots=True)
class Tab:
    """A section in the navigation; `count` is what waits there."""

    text: str
    path: str
    is_current: bool
    count: int = 0


@dataclass(frozen=True, slots=True)
class DeskFrame:
    """The outside of one page; `token` goes along in every form, `language` chooses no words but the site's.

    `editor` is empty before somebody has signed in.
    """

    title: str
    site_name: str
    language: str
    tabs: tuple[Tab, ...] = ()
    editor: str = ""
    token: str = ""
    notice: Notice | None = None


def clinic_path(id_: str) -> str:
    """Where a clinic is looked at and edited."""
    return f"{CLINICS}{id_}/"


def build_frame(desk: Desk, title: str, *, section: str, is_mistaken: bool = False) -> DeskFrame:
    """The frame of a page of a signed-in editor.

    `section` is the one that the page belongs to, a key of SECTIONS; `is_mistaken` says in the title that the
    form on it must be mended.
    """
    config = desk.catalogue.site.config
    full = f"{title} | Workbench | {config.name}"
    return DeskFrame(
        title=f"Error: {full}" if is_mistaken else full,
        site_name=config.name,
        language=config.language,
        tabs=tuple(
            Tab(text, path, path == section, desk.drafted if path == DRAFT else 0)
            for path, text in SECTIONS.items()
        ),
        editor=desk.editor,
        token=desk.token,
        notice=desk.notice,
    )
