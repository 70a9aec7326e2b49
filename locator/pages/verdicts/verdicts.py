"""The verdicts of all landing pages of a Site, reached when somebody first asks for one."""

from __future__ import annotations

from collections.abc import Mapping
from functools import cached_property
from typing import TYPE_CHECKING

from locator.pages.verdicts import gate
from locator.pages.verdicts.translated import translated
from locator.pages.verdicts.verdict import Verdict, ruled

if TYPE_CHECKING:
    from collections.abc import Iterator

    from locator.model.town import Town
    from locator.site.snapshot import Site


class Verdicts(Mapping[str, Verdict]):
    """The verdict of every landing page by its path; nothing else decides what search engines are told."""

    def __init__(self, site: Site) -> None:
        self.site = site

    @cached_property
    def _by_path(self) -> dict[str, Verdict]:
        verdicts = {
            self.site.urls.landing(slug, town): judge(self.site, town, slug)
            for town in self.site.towns
            for slug in town.treatments
        }
        return verdicts | translated(self.site, verdicts)

    def __getitem__(self, path: str) -> Verdict:
        return self._by_path[path]

    def __iter__(self) -> Iterator[str]:
        return iter(self._by_path)

    def __len__(self) -> int:
        return len(self._by_path)


def judge(site: Site, town: Town, treatment: str) -> Verdict:
    """Judges the landing page of a town and a treatment by itself."""
    return ruled((gate.has_clinic(site, town, treatment), gate.is_placed(town)))
