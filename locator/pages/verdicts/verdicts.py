"""The verdicts of all landing pages of a Site, reached when somebody first asks for one."""

from __future__ import annotations

from collections.abc import Mapping
from functools import cached_property
from threading import Lock
from typing import TYPE_CHECKING

from locator.pages.verdicts.judging import judge_pages
from locator.pages.verdicts.translated import translated
from locator.pages.verdicts.verdict import Verdict

if TYPE_CHECKING:
    from collections.abc import Iterator

    from locator.pages.rendering import Renderer
    from locator.pages.verdicts.plan import Plan
    from locator.pages.verdicts.recollection import Judgement

_last: Judgement | None = None  # of this process: whoever judges next begins with what still holds


class Verdicts(Mapping[str, Verdict]):
    """The verdict of every landing page by its path, of merged and absent ones too.

    Nothing else decides what search engines are told of. Threads may share it.
    """

    def __init__(self, plan: Plan, renderer: Renderer) -> None:
        self._plan, self._renderer = plan, renderer
        self._one_at_a_time = Lock()

    @cached_property
    def _by_path(self) -> dict[str, Verdict]:
        site = self._plan.site
        global _last
        judged, _last = judge_pages(site, self._renderer, _last)
        verdicts = {**judged, **self._plan.verdicts}
        return verdicts | translated(site, verdicts)

    def __getitem__(self, path: str) -> Verdict:
        with self._one_at_a_time:
            return self._by_path[path]

    def __iter__(self) -> Iterator[str]:
        with self._one_at_a_time:
            return iter(self._by_path)

    def __len__(self) -> int:
        with self._one_at_a_time:
            return len(self._by_path)
