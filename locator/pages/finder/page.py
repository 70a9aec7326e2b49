"""The finder's page: the form, and under it one place with its clinics, several places, or none and why."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, ClassVar

from locator.model.sentence import to_say
from locator.pages.finder.ask import Ask, ask
from locator.pages.finder.choices import build_choices
from locator.pages.finder.form import Form, build_form
from locator.pages.finder.found import Found, build_found
from locator.pages.finder.search import build_search, town_near
from locator.pages.frame import Frame, Link, build_frame
from locator.pages.maps.drawing import Map
from locator.pages.maps.finder import finder_map
from locator.pages.understood import Reply, choice_reply, no_place_reply, notes
from locator.site.filters import Facet
from locator.site.queries.answer import How
from locator.site.questions import SnapshotQuestions

if TYPE_CHECKING:
    from collections.abc import Iterable
    from datetime import datetime

    from locator.model.data_source import DataSource
    from locator.pages.finder.question import Question
    from locator.pages.finder.search import Search
    from locator.site.queries.answer import Answer
    from locator.site.questions import Questions
    from locator.site.snapshot import Site


@dataclass(frozen=True, slots=True)
class FinderPage:
    """Everything that the template shows: of `found` and `reply` there is one, or neither if nobody asked.

    `choices` are places that were perhaps meant, `is_unknown` says that there are none; `share` is the
    question of the town that stands for a position; `credit` is whose data the place is, if that has to be
    said.
    """

    template: ClassVar[str] = "find.html"

    frame: Frame
    form: Form
    regions: tuple[Link, ...]
    notice: str
    notes: tuple[str, ...] = ()
    reply: Reply | None = None
    is_unknown: bool = False
    found: Found | None = None
    choices: tuple[Ask, ...] = ()
    share: Ask | None = None
    map: Map | None = None
    credit: DataSource | None = None


def finder_page(
    site: Site,
    question: Question,
    answer: Answer | None,
    now: datetime,
    *,
    questions: Questions | None = None,
) -> FinderPage:
    """Says what `answer`, the understood text or position of `question`, leads to at `now`, an aware time.

    A treatment that the text names is chosen unless the question chooses one. `questions` find the clinics
    of this view of the site if memory is not to be asked.
    """
    if answer and answer.treatment not in site.treatments:  # known in another language alone
        how = How.UNKNOWN if answer.how is How.NO_PLACE else answer.how
        answer = replace(answer, treatment="", how=how)
    is_named = answer is not None and bool(answer.treatment) and Facet.TREATMENT not in question.wanted
    if answer and is_named:
        question = question.with_choice(Facet.TREATMENT, [answer.treatment])
    empty = _page(site, question)
    if answer is None:
        return empty
    if answer.origin:
        asked = questions or SnapshotQuestions(site)
        search = build_search(site, question, answer, answer.origin, now, questions=asked)
        page = _one_place(site, empty, search, answer)
        said = notes(site, answer if is_named else replace(answer, treatment=""))
        return replace(page, notes=(*_left_out(site, question), *said))
    return _no_place(site, empty, question, answer)


def _page(site: Site, question: Question) -> FinderPage:
    """The form alone, and the states to browse."""
    main = site.main_treatment
    treatments = question.wanted.get(Facet.TREATMENT, frozenset())
    treatment = site.treatments[min(treatments)] if len(treatments) == 1 else main
    return FinderPage(
        frame=_frame(
            site, site.say("Find your nearest {noun}", noun=site.config.clinic_noun), question, site.urls.find
        ),
        form=build_form(site, question),
        regions=tuple(Link(each.name, site.urls.region(main.slug, each)) for each in site.regions(main.slug)),
        notice=treatment.notice,
    )


def _one_place(site: Site, page: FinderPage, search: Search, answer: Answer) -> FinderPage:
    question = search.question
    finding = search.questions.find_clinics(search.origin, search.filters, search.radius_km)
    found = build_found(site, search, finding)
    town = town_near(site, search.origin) if question.position else ""
    return replace(
        page,
        frame=_frame(site, found.heading, question),
        form=build_form(site, question, finding),
        found=found,
        choices=build_choices(site, question, (), answer.candidates),
        map=finder_map(site, search.origin, search.mark, found.listed, found.start),
        credit=answer.credit,
        share=ask(town, replace(question, text=town, position=None)) if town else None,
    )


def _no_place(site: Site, page: FinderPage, question: Question, answer: Answer) -> FinderPage:
    """Several places, or none: links to choose from, the towns that are suggested first."""
    is_choice = answer.candidates and not answer.region
    reply = choice_reply(site, answer) if is_choice else no_place_reply(site, answer)
    choices = build_choices(site, question, answer.suggestions, answer.candidates)
    return replace(
        page,
        frame=_frame(site, reply.heading, question),
        reply=reply,
        notes=notes(site, replace(answer, treatment="")),
        choices=choices,
        is_unknown=not choices,
        credit=answer.credit,
    )


def _frame(site: Site, title: str, question: Question, path: str = "") -> Frame:
    """Only the page before any answer has an address of its own."""
    noun = site.config.clinic_noun
    return build_frame(
        site,
        title=title,
        description=site.say(
            "The nearest {noun} to a town, ZIP code or address, in order of distance, and when it is open.",
            noun=noun,
        ),
        path=path,
        question=question.path,
        is_indexed=False,
        breadcrumb=[Link(site.say("Find a {noun}", noun=noun))],
    )


def _left_out(site: Site, question: Question) -> Iterable[str]:
    unknown = to_say("We know no “{choice}”, so it was left out of the search.")
    return (site.say(unknown, choice=choice) for choice in question.unknown)
