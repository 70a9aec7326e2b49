"""content/: treatments, articles and town notes, read from Markdown."""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING

from locator.model.document import Article, Card, Source, TownNote, Treatment
from locator.model.problem import Problem
from locator.site.content.front_matter import EDITORIAL, TRANSLATION, FrontMatter, load_front_matter
from locator.site.content.markdown import PICTURE, REFERENCE, render_article, render_markdown
from locator.site.content.translated import translation_of
from locator.site.language import ENGLISH, Language
from locator.site.languages import MAIN
from locator.site.slugs import is_slug
from locator.site.urls import RESERVED

if TYPE_CHECKING:
    from collections.abc import Collection, Iterator
    from datetime import date
    from pathlib import Path

    from locator.model.document import Translation

TREATMENT_KEYS = (
    "name", "clinics", "description", "summary", "notice", "emergency", "urgent", "schema_type", "specialty",
    "aliases", *EDITORIAL, "sources", *TRANSLATION,
)  # fmt: skip
ARTICLE_KEYS = ("title", "description", "answer", "treatment", *EDITORIAL, "sources", *TRANSLATION)

# What schema.org knows (rule A14); blank means that no structured data names the treatment's kind.
SCHEMA_TYPES = ("", "MedicalTherapy", "PhysicalTherapy", "MedicalProcedure", "MedicalTest")
SPECIALTIES = ("", "Musculoskeletal", "Physiotherapy", "Neurologic", "PrimaryCare", "Rheumatologic")


@dataclass(frozen=True, slots=True)
class Texts:
    """Treatments and articles in one language, by the slugs of their originals."""

    treatments: dict[str, Treatment] = field(default_factory=dict)
    articles: dict[str, Article] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Documents(Texts):
    """Everything that editors wrote; the originals, and the texts of each further language by its code."""

    notes: dict[tuple[str, str], TownNote] = field(default_factory=dict)
    broken: set[str] = field(default_factory=set)  # slugs of treatments whose file has an error
    translated: dict[str, Texts] = field(default_factory=dict)


def load_documents(
    content: Path, *, today: date, languages: Collection[str] = (MAIN,)
) -> tuple[Documents, list[Problem]]:
    """Reads every Markdown file under content/; a file with an error is left out and reported."""
    documents, problems = Documents(translated={code: Texts() for code in languages if code != MAIN}), []
    treatments = [load_front_matter(*each, TREATMENT_KEYS) for each in _files(content, "treatments")]
    articles = [load_front_matter(*each, ARTICLE_KEYS) for each in _files(content, "articles")]
    for document in filter(_is_original, treatments):
        treatment = None if document.has_errors else _treatment(document, document.stem, today)
        if treatment and not document.has_errors:
            documents.treatments[document.stem] = treatment
        else:
            documents.broken.add(document.stem)
    for document in filter(_is_original, articles):
        article = None if document.has_errors else _article(document, document.stem, today, documents)
        if article and not document.has_errors:
            documents.articles[document.stem] = article
    for document in treatments:
        if not _is_original(document):
            _add_treatment(document, documents, today)
    for document in articles:
        if not _is_original(document):
            _add_article(document, documents, today)
    for document in (*treatments, *articles):
        problems += document.problems
    problems += _load_notes(content, documents)
    return documents, problems


def _is_original(document: FrontMatter) -> bool:
    return document.values.get("lang", MAIN) == MAIN


def _add_treatment(document: FrontMatter, documents: Documents, today: date) -> None:
    """Reads a translated treatment; what search engines are told of its kind is the original's."""
    texts, originals = documents.translated, documents.treatments
    translation = translation_of(document, originals, {code: texts[code].treatments for code in texts}, today)
    if translation is None or document.has_errors:
        return
    original = originals[document.text("translation_of")]
    treatment = _treatment(document, original.slug, today, translation)
    if not document.has_errors:
        texts[translation.language].treatments[original.slug] = replace(
            treatment, schema_type=original.schema_type, specialty=original.specialty
        )


def _add_article(document: FrontMatter, documents: Documents, today: date) -> None:
    texts, originals = documents.translated, documents.articles
    translation = translation_of(document, originals, {code: texts[code].articles for code in texts}, today)
    if translation is None or document.has_errors:
        return
    original = originals[document.text("translation_of")]
    article = _article(document, original.slug, today, documents, translation)
    if not document.has_errors:
        article = replace(article, treatment=original.treatment)
        texts[translation.language].articles[original.slug] = article


def _load_notes(content: Path, documents: Documents) -> Iterator[Problem]:
    for path, file in _files(content, "towns/*"):
        document = load_front_matter(path, file, ())
        region, town = path.parent.name, path.stem
        _check_text(document, (), document.body)
        if not document.body.strip() and not document.has_errors:
            document.warn(None, "the note is empty", "write about the town, or take the file away")
        elif not document.has_errors:
            body = render_markdown(document.body, prefix="town")
            documents.notes[region, town] = TownNote(region, town, body.html)
        yield from document.problems


def find_documents(content: Path) -> Iterator[FrontMatter]:
    """The settings and text of every Markdown file under content/, those with an error too."""
    for pattern, keys in (("treatments", TREATMENT_KEYS), ("articles", ARTICLE_KEYS), ("towns/*", ())):
        for path, file in _files(content, pattern):
            yield load_front_matter(path, file, keys)


def _files(content: Path, pattern: str) -> Iterator[tuple[Path, str]]:
    for path in sorted(content.glob(f"{pattern}/*.md")):
        if not path.name.startswith("."):  # what editors and systems leave behind: .#lake-mary.md
            yield path, path.relative_to(content.parent).as_posix()


def _treatment(
    document: FrontMatter, slug: str, today: date, translation: Translation | None = None
) -> Treatment:
    _check_slug(document)
    if slug in RESERVED:
        document.report(None, f"/{slug}/ is an address of the site itself", "give the file another name")
    sources = document.sources()
    summary = document.text("summary", required=True)
    _check_text(document, sources, summary, document.body)
    body = render_markdown(document.body, sources, say=_speaker(translation))
    return Treatment(
        slug=slug,
        name=document.text("name", required=True),
        clinics=document.text("clinics", required=True),
        description=document.text("description", required=True),
        summary_html=render_markdown(summary, sources, prefix="summary", say=_speaker(translation)).html,
        body_html=body.html,
        headings=body.headings,
        notice=document.text("notice", required=True),
        emergency=document.card("emergency", required=True) or Card("", ()),
        urgent=document.card("urgent"),
        editorial=document.editorial(today),
        sources=body.sources,
        schema_type=_choice(document, "schema_type", SCHEMA_TYPES),
        specialty=_choice(document, "specialty", SPECIALTIES),
        aliases=_split_aliases(document.text("aliases")),
        translation=translation,
    )


def _speaker(translation: Translation | None) -> Language:
    return Language(translation.language) if translation else ENGLISH


def _split_aliases(text: str) -> tuple[str, ...]:
    return tuple(alias.strip() for alias in text.split(";") if alias.strip())


def _article(
    document: FrontMatter,
    slug: str,
    today: date,
    documents: Documents,
    translation: Translation | None = None,
) -> Article:
    _check_slug(document)
    sources = document.sources()
    answer, treatment = document.text("answer", required=True), document.text("treatment")
    _check_text(document, sources, answer, document.body)
    if treatment and treatment not in documents.treatments.keys() | documents.broken:
        cure = f"write one of {', '.join(documents.treatments)}"
        document.report("treatment", f'"{treatment}" is not a treatment of this site', cure)
    answer_html, body = render_article(answer, document.body, sources, say=_speaker(translation))
    return Article(
        slug=slug,
        title=document.text("title", required=True),
        description=document.text("description", required=True),
        answer_html=answer_html,
        body_html=body.html,
        headings=body.headings,
        editorial=document.editorial(today),
        sources=body.sources,
        treatment=treatment if treatment in documents.treatments else "",
        translation=translation,
    )


def _choice(document: FrontMatter, key: str, choices: tuple[str, ...]) -> str:
    value = document.text(key)
    if value not in choices:
        document.report(key, f'"{value}" is not one of the choices', f"write one of {', '.join(choices[1:])}")
    return value


def _check_slug(document: FrontMatter) -> None:
    if not is_slug(document.stem):
        message = f'the file name "{document.stem}.md" cannot be an address'
        document.report(None, message, "use a-z, 0-9 and hyphens")


def _check_text(document: FrontMatter, sources: tuple[Source, ...], *texts: str) -> None:
    """Reports marks without a source, sources without a mark, and pictures."""
    known = {source.id for source in sources}
    used: set[str] = set()
    for text in texts:
        is_body = text is document.body
        for number, line in enumerate(text.splitlines(), start=document.body_line):
            row = number if is_body else None
            marks = REFERENCE.findall(line)
            used.update(marks)
            for id_ in (mark for mark in marks if mark not in known):
                cure = "add it to sources, or take the mark out"
                document.report(None, f"[^{id_}] names no source", cure, row=row)
            if PICTURE.search(line):
                cure = "write a link to it, without the exclamation mark"
                document.warn(None, "pictures are not shown in texts", cure, row=row)
    for id_ in sorted(known - used):
        cure = f"mark the sentence that rests on it with [^{id_}], or take the source out"
        document.warn("sources", f'"{id_}" is never used', cure)
