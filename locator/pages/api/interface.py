"""The API of one Site: its operations, what each answers, and the description of all of them."""

from __future__ import annotations

from functools import cached_property
from typing import TYPE_CHECKING, NamedTuple

from locator.pages.api.clinics import clinic_members
from locator.pages.api.description import describe
from locator.pages.api.examples import Example, examples
from locator.pages.api.json_text import json_object, json_text, member, members
from locator.pages.api.operations import Operation, operations
from locator.pages.api.pagination import cut, next_url
from locator.pages.api.towns import town_data
from locator.pages.clinics import listed_clinics
from locator.site import urls

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    from locator.model.clinic import Clinic
    from locator.model.town import Town
    from locator.pages.api.schemas import Data
    from locator.pages.verdicts.verdict import Verdict
    from locator.site.snapshot import Site

Asked = dict[str, object]  # the parameters of a request, to be asked again for the next page


class Page(NamedTuple):
    """A page of a list as JSON, and the address of the next one."""

    body: bytes
    following: str | None


class Interface:
    """What the API of a site can be asked; `verdicts` are those of its landing pages, by path."""

    def __init__(self, site: Site, verdicts: Mapping[str, Verdict]) -> None:
        self.site = site
        self.operations: dict[str, Operation] = {each.id: each for each in operations(site)}
        #: What may be asked in a query, by operation and name.
        self.parameters = {id_: each.in_query for id_, each in self.operations.items()}
        self._verdicts = verdicts
        self._towns_as_json: dict[str, bytes] = {}

    @cached_property
    def _clinics(self) -> list[Clinic]:
        return sorted(listed_clinics(self.site), key=lambda clinic: clinic.id)

    @cached_property
    def _towns(self) -> list[Town]:
        return sorted(self.site.towns, key=lambda town: town.id)

    def clinics(
        self, accept: Callable[[Clinic], bool], *, limit: int, after: str = "", asked: Asked | None = None
    ) -> Page:
        """A page of the clinics that `accept` allows, by id."""
        page, last = cut(self._clinics, lambda each: each.id, after=after, limit=limit, accept=accept)
        listed = member("clinics", [json_object(clinic_members(self.site, clinic.id)) for clinic in page])
        return self._page(listed, urls.API_CLINICS, asked, last)

    def towns(self, *, limit: int, after: str = "", asked: Asked | None = None) -> Page:
        """A page of the towns, by id."""
        page, last = cut(self._towns, lambda town: town.id, after=after, limit=limit)
        listed = member("towns", [self._town_json(town) for town in page])
        return self._page(listed, urls.API_TOWNS, asked, last)

    def _town_json(self, town: Town) -> bytes:
        if town.id not in self._towns_as_json:
            self._towns_as_json[town.id] = json_text(town_data(self.site, town, self._verdicts))
        return self._towns_as_json[town.id]

    def _page(self, listed: bytes, path: str, asked: Asked | None, last: str) -> Page:
        following = next_url(self.site.config.base_url, path, asked or {}, last)
        return Page(json_object(listed, members({"next": following})), following)

    @cached_property
    def examples(self) -> dict[str, Example]:
        """A request with this site's own answer for each operation, by its id."""
        return examples(self)

    @cached_property
    def description(self) -> Data:
        """The OpenAPI document."""
        answers = {id_: example.answer for id_, example in self.examples.items()}
        return describe(self.site.config, self.operations.values(), answers)
