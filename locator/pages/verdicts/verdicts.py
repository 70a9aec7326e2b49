"""The verdicts of all landing pages of a Site, reached when somebody first asks for one."""

from __future__ import annotations

from collections.abc import Mapping
from functools import cached_property
from threading import Lock
from typing import TYPE_CHECKING

from locator.pages.verdicts.judging import judge_pages, landing_pages
from locator.pages.verdicts.recollection import judged_basis, word_for
from locator.pages.verdicts.translated import translated
from locator.pages.verdicts.verdict import Verdict
from locator.site.tables.uncollected import uncollected

if TYPE_CHECKING:
    from collections.abc import Iterator

    from locator.pages.rendering import Renderer
    from locator.pages.verdicts.judgement_book import JudgementBook
    from locator.pages.verdicts.plan import Plan


class Verdicts(Mapping[str, Verdict]):
    """The verdict of every landing page by its path, of merged and absent ones too.

    Nothing else decides what search engines are told of. Threads may share it. What a `book` has of the
    last judgement is used, and it is given the new one.
    """

    def __init__(self, plan: Plan, renderer: Renderer, book: JudgementBook) -> None:
        self._plan, self._renderer, self._book = plan, renderer, book
        self._one_at_a_time = Lock()

    @cached_property
    def _by_path(self) -> dict[str, Verdict]:
        site = self._plan.site
        verdicts = {**self._judged(), **self._plan.verdicts}
        return verdicts | translated(site, verdicts)

    def _judged(self) -> dict[str, Verdict]:
        """Those of the pages that are served, in the order of the towns."""
        site, book = self._plan.site, self._book
        with uncollected():
            basis = judged_basis(site, self._renderer.sources)
            paths = [path for path, _, _ in landing_pages(site)]
            known = book.verdicts(word_for(basis, site), site)
        if known.keys() != set(paths):
            last = book.judgement(site)
            judgement = judge_pages(site, self._renderer, last, basis)
            book.keep(judgement, last)
            known = dict(judgement.verdicts)
        return {path: known[path] for path in paths}

    def __getitem__(self, path: str) -> Verdict:
        with self._one_at_a_time:
            return self._by_path[path]

    def __iter__(self) -> Iterator[str]:
        with self._one_at_a_time:
            return iter(self._by_path)

    def __len__(self) -> int:
        with self._one_at_a_time:
            return len(self._by_path)
