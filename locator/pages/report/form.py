"""The fields of a report as they arrive -> a checked report, or what is to be mended first."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

from locator.model.report import LONGEST_NOTE, Fault

if TYPE_CHECKING:
    from collections.abc import Iterable

    from locator.site.snapshot import Site

PAGE, FAULT, NOTE = "page", "fault", "note"

_EMAIL = re.compile(r"[^\s@]@[^\s@]+\.[^\s@]")


@dataclass(frozen=True, slots=True)
class ReportForm:
    """What the form holds: the path of the page, what is wrong ("" is not said yet), and the note."""

    page: str = ""
    fault: str = ""
    note: str = ""


def parse_form(pairs: Iterable[tuple[str, str]]) -> ReportForm:
    """Reads the fields; the first of each name counts, and a note loses its control characters."""
    fields: dict[str, str] = {}
    for name, value in pairs:
        fields.setdefault(name, value)
    return ReportForm(fields.get(PAGE, ""), fields.get(FAULT, ""), _readable(fields.get(NOTE, "")))


def fault_names(site: Site) -> dict[str, str]:
    """What may be wrong, in words."""
    return {
        Fault.HOURS: site.say("The hours are wrong"),
        Fault.PHONE: site.say("The phone number is wrong"),
        Fault.ADDRESS: site.say("The address or the map is wrong"),
        Fault.CLOSED: site.say("The place has closed"),
        Fault.TEXT: site.say("The text has a mistake"),
        Fault.OTHER: site.say("Something else"),
    }


def mistakes(site: Site, form: ReportForm) -> dict[str, str]:
    """What is to be mended before the report can be kept, by field, in words."""
    found = {}
    if form.fault not in list(Fault):
        found[FAULT] = site.say("Choose what is wrong.")
    if len(form.note) > LONGEST_NOTE:
        found[NOTE] = site.say(
            "The note has {count} characters. Please shorten it to {most}.",
            count=len(form.note),
            most=LONGEST_NOTE,
        )
    elif _EMAIL.search(form.note):
        found[NOTE] = site.say("Please take out the e-mail address. We keep none, and cannot write back.")
    elif form.fault == Fault.OTHER and not form.note:
        found[NOTE] = site.say("Say in a few words what is wrong.")
    return found


def _readable(text: str) -> str:
    lines = text.replace("\r\n", "\n").replace("\r", "\n").split("\n")
    return "\n".join("".join(filter(str.isprintable, line.replace("\t", " "))) for line in lines).strip()
