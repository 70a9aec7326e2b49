"""All the rules about claims, over all the texts of a site."""

from __future__ import annotations

from dataclasses import replace
from itertools import chain, groupby
from typing import TYPE_CHECKING

from locator.site.claims.advertising.banned import banned_claims
from locator.site.claims.advertising.licensees import unnamed_licensees
from locator.site.claims.advertising.logos import foreign_emblems
from locator.site.claims.advertising.medicare import promised_coverage, unsupervised
from locator.site.claims.advertising.offers import bare_offers, billed_offers, has_statement, specialties
from locator.site.claims.advertising.patients import patients_praise
from locator.site.claims.bylines import unsigned
from locator.site.claims.cards import cards_that_lead_away, long_summaries
from locator.site.claims.evidence.benefits import bare_benefits
from locator.site.claims.evidence.efficacy import unsourced_claims
from locator.site.claims.evidence.guidelines import one_sided
from locator.site.claims.evidence.validity import unlabelled_guidelines
from locator.site.claims.texts.reading import (
    cell_passages,
    document_passages,
    regions_of,
    setting_passages,
    template_passages,
)  # fmt: skip
from locator.site.content.documents import find_documents

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable, Iterator

    from locator.model.problem import Problem
    from locator.site.claims.texts.passage import Kind, Passage
    from locator.site.content.front_matter import FrontMatter
    from locator.site.folder import SiteFolder
    from locator.site.snapshot import Site

_ANYWHERE = (banned_claims, patients_praise, promised_coverage)  # they ask for the words and their kind alone
NO_SOURCES = "take it out: a note has no sources; say what helps in an article, which names them (rule B2)"


def check_claims(folder: SiteFolder, site: Site) -> tuple[Problem, ...]:
    """What the folder claims and may not; no finding costs a row or a file (decision 14)."""
    return tuple(_findings(folder, site))


def check_note(document: FrontMatter, site: Site) -> tuple[Problem, ...]:
    """What a note about a town claims and may not: it has no sources, so not what helps (rule B2)."""
    texts = tuple(document_passages(document, regions_of(document, site)))
    found = chain.from_iterable(rule(text) for text in texts for rule in _ANYWHERE)
    is_stated = has_statement(tuple(setting_passages(site)))
    return (*found, *_of_florida(texts, is_stated=is_stated), *_of_document(document))


def _findings(folder: SiteFolder, site: Site) -> Iterator[Problem]:
    settings = tuple(setting_passages(site))
    documents = tuple(find_documents(folder.content))
    written = (tuple(document_passages(each, regions_of(each, site))) for each in documents)
    rows = (tuple(row) for _, row in groupby(cell_passages(folder, site), lambda cell: (cell.file, cell.row)))
    own = tuple(template_passages(folder.path / "templates", site))
    # The texts of one row, and of one document, stand on one page; those of the settings on every page.
    is_stated = has_statement(settings)
    clean: set[tuple[str, Kind]] = set()
    for texts in chain([settings, own], rows, written):
        yield from _promises(texts, clean)
        yield from _of_florida(texts, is_stated=is_stated or has_statement(texts))
    yield from chain.from_iterable(map(_of_document, documents))
    yield from unnamed_licensees(folder.clinics, site)
    yield from unsupervised(folder.clinics, site)
    yield from foreign_emblems(folder.path / "static", folder.path / "templates")


def _promises(texts: Collection[Passage], clean: set[tuple[str, Kind]]) -> Iterable[Problem]:
    """What may stand nowhere; words once found `clean`, as in most cells of a table, are not read again."""
    fresh = [text for text in texts if (text.text, text.kind) not in clean]
    found = [problem for rule in _ANYWHERE for text in fresh for problem in rule(text)]
    if not found:
        clean.update((text.text, text.kind) for text in fresh)
    return found


def _of_florida(texts: Collection[Passage], *, is_stated: bool) -> Iterable[Problem]:
    for passage in texts:
        if "FL" in passage.regions:
            yield from specialties(passage)
            yield from billed_offers(passage)
            if not is_stated:
                yield from bare_offers(passage)


def _of_document(document: FrontMatter) -> Iterator[Problem]:
    yield from cards_that_lead_away(document)
    yield from long_summaries(document)
    if document.file.startswith("content/towns/"):
        yield from (replace(each, cure=NO_SOURCES) for each in unsourced_claims(document))
    else:
        yield from unsigned(document)
        yield from unsourced_claims(document)
        yield from bare_benefits(document)
        yield from one_sided(document)
        yield from unlabelled_guidelines(document)
