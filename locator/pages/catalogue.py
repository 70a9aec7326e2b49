"""Every address of a Site and what it answers: the one list that server and export both read."""

from __future__ import annotations

from collections import ChainMap
from dataclasses import replace
from datetime import UTC, datetime, time
from functools import cached_property, partial
from typing import TYPE_CHECKING
from urllib.parse import quote, unquote

from locator.model.problem import Problem, Severity
from locator.model.redirect import GONE
from locator.pages.addresses import gone_pages, standing_pages
from locator.pages.api.interface import Interface
from locator.pages.api.page import api_page
from locator.pages.cards.gallery import Gallery
from locator.pages.entries import site_entries
from locator.pages.finder.page import finder_page
from locator.pages.finder.question import Question
from locator.pages.languages import view_at
from locator.pages.maps.viewer import viewer_problems
from locator.pages.missing import busy_page, not_found_page
from locator.pages.moves import Moves, leads_home, owner
from locator.pages.output import OK, Moved, Output
from locator.pages.report.form import ReportForm
from locator.pages.report.page import report_page
from locator.pages.substance.states import page_states, unrecorded
from locator.pages.tags import missing_tags, tags_of
from locator.pages.verdicts.judgement_book import JudgementBook
from locator.pages.verdicts.plan import plan_pages
from locator.pages.verdicts.verdicts import Verdicts
from locator.site import urls
from locator.site.paths import split_query, tidy
from locator.site.queries.search import find_place

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from locator.model.ledger import PageState
    from locator.model.redirect import Redirect
    from locator.pages.addresses import Build
    from locator.pages.entry import Entry
    from locator.pages.gist import Gist
    from locator.pages.rendering import Renderer
    from locator.site.queries.answer import Answer
    from locator.site.questions import Questions
    from locator.site.snapshot import Site

KEPT_PAGES = 2048  # rendered pages kept in memory, about 30 KB each


class Catalogue:
    """All pages of one Site; each is built and rendered when it is first asked for.

    `source` is the Site as its folder says it, `site` the same without towns that get no page of their own;
    `book` has the last judgement of the folder.
    """

    def __init__(self, site: Site, renderer: Renderer, book: JudgementBook | None = None) -> None:
        plan = plan_pages(site)
        self.source, self.site = site, (site := plan.site)
        self.renderer = renderer
        self.ledger = site.ledger  # until a build records a newer one
        self.book = book or JudgementBook()
        self.verdicts = Verdicts(plan, renderer, self.book)
        self.pages: dict[str, Build] = {}
        self.gone: dict[str, Build] = {}
        for view in site.views.values():
            self.pages |= standing_pages(view, self.verdicts)
            self.gone |= gone_pages(view)
        self.gallery = Gallery(site, self.pages)
        self.interface = Interface(site, self.verdicts)
        self.pages[urls.API] = partial(api_page, self.interface)
        self.finders = tuple(view.urls.find for view in site.views.values())
        self.forms = tuple(view.urls.report for view in site.views.values() if site.config.reports)
        self.moves = Moves(site, ChainMap(self.pages, self.gone), plan.moves)
        self.moved = self.moves.by_source
        self._rendered: dict[str, Output] = {}
        self._busy: dict[str, Output] = {}
        self._substances: Mapping[str, str] = {}

    def answer(self, path: str) -> Output | Moved:
        """What the address answers: 200, a redirect, 410 or 404, never a soft page."""
        if path in self.pages or path in self.gone:
            return self._rendered.get(path) or self._keep(path, self.rendered(path))
        return self._elsewhere(path) or self.not_found(path)

    def rehearse(self) -> None:
        """Renders one page of each kind; raises SiteFolderError if a template has a slip."""
        every = reversed((self.pages | self.gone).items())  # so that the main language has the last word
        kinds = {build.func: path for path, build in every}
        for path in kinds.values():
            self.answer(path)
        self.not_found("/")
        self.busy("/")
        self.report(ReportForm("/"))
        self.find(Question())
        for query in ("0,0", "Springfield", "no such place"):
            self.find(Question(query), find_place(self.site, query))

    def find(
        self,
        question: Question,
        answer: Answer | None = None,
        *,
        now: datetime | None = None,
        questions: Questions | None = None,
    ) -> Output:
        """The finder's answer: `answer` is what its text or position was understood to mean.

        It speaks the language of the page that was asked. Whether clinics are open is said for `now`, an
        aware time, or else for noon of the site's day. `questions` about the site find clinics, if memory is
        not to be asked.
        """
        site = view_at(self.site, question.finder)
        spoken = questions and questions.of(site)
        return self.renderer.output(finder_page(site, question, answer, now or self._noon, questions=spoken))

    @property
    def _noon(self) -> datetime:
        return datetime.combine(self.site.today, time(12), UTC)

    def report(
        self,
        form: ReportForm,
        *,
        mistakes: Mapping[str, str] | None = None,
        is_sent: bool = False,
        is_open: bool = True,
        status: int = OK,
    ) -> Output:
        """The form of a report in the language of its page, or thanks; 404 if there is no such page."""
        subject = self._title_of(form.page)
        if subject is None:
            return self.not_found(form.page)
        site = view_at(self.site, form.page)
        page = report_page(site, form, subject=subject, mistakes=mistakes, is_sent=is_sent, is_open=is_open)
        return self.renderer.output(page, status)

    def _title_of(self, path: str) -> str | None:
        """The title of the page at a canonical address; None if there is no such page."""
        if path in self.finders:
            return finder_page(view_at(self.site, path), Question(), None, self._noon).frame.name
        build = self.pages.get(path)
        return str(build().frame.name) if build else None

    def not_found(self, path: str) -> Output:
        """The 404, in the language of the address."""
        output = self.renderer.output(not_found_page(view_at(self.site, path), path), status=404)
        return replace(output, tags=missing_tags(self.site, path)) if self.site.config.cdn_tags else output

    def busy(self, path: str) -> Output:
        """The 429, in the language of the address; made once, for floods ask for it."""
        site = view_at(self.site, path)
        language = site.config.language
        if language not in self._busy:
            self._busy[language] = self.renderer.output(busy_page(site), status=429)
        return self._busy[language]

    def rendered(self, path: str) -> Output:
        """The page at a canonical address, made anew and not kept: an export asks for each once."""
        if build := self.pages.get(path):
            return self.tagged(path, self.renderer.output(build()))
        return self.tagged(path, self.renderer.output(self.gone[path](), status=GONE))

    def tagged(self, path: str, output: Output) -> Output:
        """The same with its tags, if the settings ask for any."""
        if not self.site.config.cdn_tags:
            return output
        return replace(output, tags=tags_of(self.site, path, output.body))

    def _keep(self, path: str, output: Output) -> Output:
        if len(self._rendered) < KEPT_PAGES:
            self._rendered[path] = output
        return output

    def _elsewhere(self, path: str) -> Moved | None:
        """Where an address leads that is no page: to the one spelling of a page, or on (rule A35)."""
        key = tidy(path) if path else ""
        if form := next((each for each in (*self.finders, *self.forms) if key == tidy(each)), None):
            return Moved(form, 308)
        if key in self.pages or key in self.gone:
            return Moved(quote(key), 308)
        return self.moves.at(path)

    @cached_property
    def problems(self) -> tuple[Problem, ...]:
        """What only the whole shows: parts of the map that are missing, redirects that lead nowhere.

        And pages that have changed since they were recorded.
        """
        missing = viewer_problems(self.site.config.basemap, self.renderer.assets)
        strays = (problem for redirect in self.site.redirects for problem in self._stray(redirect))
        behind = unrecorded(self.ledger, self.states) if self.ledger.lines else ()
        return (*missing, *strays, *behind)

    def _stray(self, redirect: Redirect) -> Iterator[Problem]:
        key = tidy(redirect.source)
        if key in self.pages:
            message = f"{key} is retired here, but {owner(view_at(self.site, key), key)} uses it"
            cure = "give that another slug; or take this row out, if the same thing has come back"
            yield redirect.problem(Severity.ERROR, "from", message, cure)
        elif leads_home(self.site, redirect):
            message = (
                "a page that was taken away may not lead to the home page (search engines count an error)"
            )
            cure = "write the page that comes nearest to it, or the status 410 with to blank"
            yield redirect.problem(Severity.ERROR, "to", message, cure)
        elif (move := self.moved.get(redirect.source)) and self._is_nowhere(move.location):
            message, cure = (
                f"no page is at {redirect.target}",
                "write the address of a page, or 410 as status",
            )
            yield redirect.problem(Severity.WARNING, "to", message, cure)

    def _is_nowhere(self, location: str) -> bool:
        path = split_query(location)[0]
        if path in self.finders or path in urls.MACHINE or path.startswith(urls.MACHINE_FOLDERS):
            return False
        answer = self.answer(unquote(path))
        return not isinstance(answer, Output) or answer.status != OK

    @cached_property
    def states(self) -> dict[str, PageState]:
        """What the pages say now, to be held against the ledger, by path."""
        listed = {entry.path for entry in self.entries()}
        return page_states(self.pages, listed, self.site.today, self._substances)

    def know(self, gists: Mapping[str, Gist]) -> None:
        """Takes from the gists of pages, by path, what would otherwise be worked out when asked for."""
        self._substances = {path: gist.substance for path, gist in gists.items()}
        self.gallery.know({path: gist.card for path, gist in gists.items()})

    def entries(self) -> Iterator[Entry]:
        """The pages that search engines are told of, in a stable order."""
        return site_entries(self.pages, self.verdicts, self.gallery)
