"""Landing pages in further languages: what the main page has earned, if a person has checked them."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from locator.pages.languages import twin, unchecked
from locator.pages.verdicts import telling
from locator.pages.verdicts.verdict import Reason, Standing

if TYPE_CHECKING:
    from collections.abc import Mapping

    from locator.pages.verdicts.verdict import Verdict
    from locator.site.snapshot import Site


def translated(site: Site, verdicts: Mapping[str, Verdict]) -> dict[str, Verdict]:
    """The verdicts of the pages in further languages, by path, from those of the main one."""
    views = [view for view in site.views.values() if view is not site]
    return {
        path: _judge(view, path, verdict)
        for view in views
        for original, verdict in verdicts.items()
        if (path := twin(site, original, view))
    }


def _judge(view: Site, path: str, verdict: Verdict) -> Verdict:
    """Rule A34: only a translation that a named person has checked is known to search engines."""
    doubt = unchecked(view, path)
    detail = doubt or "a named person has checked the translation"
    reason = Reason("A34", not doubt, detail, telling.untranslated)
    is_demoted = bool(doubt) and verdict.is_indexed
    standing = Standing.NOINDEX if is_demoted else verdict.standing
    return replace(verdict, standing=standing, reasons=(*verdict.reasons, reason))
