"""content/: treatments, articles and town notes, read from Markdown."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from locator.model.document import Article, Card, Source, TownNote, Treatment
from locator.model.problem import Problem
from locator.site.content.front_matter import EDITORIAL, FrontMatter, load_front_matter
from locator.site.content.markdown import PICTURE, REFERENCE, render_article, render_markdown
from locator.site.slugs import is_slug

if TYPE_CHECKING:
    from collections.abc import Iterator
    from datetime import date
    from pathlib import Path

TREATMENT_KEYS = (
    "name", "clinics", "description", "summary", "notice", "emergency", "urgent", "schema_type", "specialty",
    "aliases", *EDITORIAL, "sources",
)  # fmt: skip
ARTICLE_KEYS = ("title", "description", "answer", "treatment", *EDITORIAL, "sources")

# What schema.org knows (rule A14); blank means that no structured data names the treatment's kind.
SCHEMA_TYPES = ("", "MedicalTherapy", "PhysicalTherapy", "MedicalProcedure", "MedicalTest")
SPECIALTIES = ("", "Musculoskeletal", "Physiotherapy", "Neurologic", "PrimaryCare", "Rheumatologic")
RESERVED = frozenset(
    {"about", "accessibility", "api", "articles", "clinics", "credits", "editorial-policy", "es", "find"}
    | {"healthz", "metrics", "privacy", "readyz", "sitemaps", "static", "workbench"}
)


@dataclass(frozen=True, slots=True)
class Documents:
    """Everything that editors wrote."""

    treatments: dict[str, Treatment] = field(default_factory=dict)
    articles: dict[str, Article] = field(default_factory=dict)
    notes: dict[tuple[str, str], TownNote] = field(default_factory=dict)
    broken: set[str] = field(default_factory=set)  # slugs of treatments whose file has an error


def load_documents(content: Path, *, today: date) -> tuple[Documents, list[Problem]]:
    """Reads every Markdown file under content/; a file with an error is left out and reported."""
    documents, problems = Documents(), []
    for path, file in _files(content, "treatments"):
        document = load_front_matter(path, file, TREATMENT_KEYS)
        treatment = None if document.has_errors else _treatment(document, path.stem, today)
        if treatment and not document.has_errors:
            documents.treatments[path.stem] = treatment
        else:
            documents.broken.add(path.stem)
        problems += document.problems
    for path, file in _files(content, "articles"):
        document = load_front_matter(path, file, ARTICLE_KEYS)
        article = None if document.has_errors else _article(document, path.stem, today, documents)
        if article and not document.has_errors:
            documents.articles[path.stem] = article
        problems += document.problems
    for path, file in _files(content, "towns/*"):
        document = load_front_matter(path, file, ())
        region, town = path.parent.name, path.stem
        _check_text(document, (), document.body)
        if not document.has_errors:
            body = render_markdown(document.body, prefix="town")
            documents.notes[region, town] = TownNote(region, town, body.html)
        problems += document.problems
    return documents, problems


def _files(content: Path, pattern: str) -> Iterator[tuple[Path, str]]:
    for path in sorted(content.glob(f"{pattern}/*.md")):
        if not path.name.startswith("."):  # what editors and systems leave behind: .#lake-mary.md
            yield path, path.relative_to(content.parent).as_posix()


def _treatment(document: FrontMatter, slug: str, today: date) -> Treatment:
    _check_slug(document, slug)
    if slug in RESERVED:
        document.report(None, f"/{slug}/ is an address of the site itself", "give the file another name")
    sources = document.sources()
    summary = document.text("summary", required=True)
    _check_text(document, sources, summary, document.body)
    body = render_markdown(document.body, sources)
    return Treatment(
        slug=slug,
        name=document.text("name", required=True),
        clinics=document.text("clinics", required=True),
        description=document.text("description", required=True),
        summary_html=render_markdown(summary, sources, prefix="summary").html,
        body_html=body.html,
        headings=body.headings,
        notice=document.text("notice", required=True),
        emergency=document.card("emergency", required=True) or Card("", ()),
        urgent=document.card("urgent"),
        editorial=document.editorial(today),
        sources=sources,
        schema_type=_choice(document, "schema_type", SCHEMA_TYPES),
        specialty=_choice(document, "specialty", SPECIALTIES),
        aliases=_split_aliases(document.text("aliases")),
    )


def _split_aliases(text: str) -> tuple[str, ...]:
    return tuple(alias.strip() for alias in text.split(";") if alias.strip())


def _article(document: FrontMatter, slug: str, today: date, documents: Documents) -> Article:
    _check_slug(document, slug)
    sources = document.sources()
    answer, treatment = document.text("answer", required=True), document.text("treatment")
    _check_text(document, sources, answer, document.body)
    if treatment and treatment not in documents.treatments.keys() | documents.broken:
        cure = f"write one of {', '.join(documents.treatments)}"
        document.report("treatment", f'"{treatment}" is not a treatment of this site', cure)
    answer_html, body = render_article(answer, document.body, sources)
    return Article(
        slug=slug,
        title=document.text("title", required=True),
        description=document.text("description", required=True),
        answer_html=answer_html,
        body_html=body.html,
        headings=body.headings,
        editorial=document.editorial(today),
        sources=sources,
        treatment=treatment if treatment in documents.treatments else "",
    )


def _choice(document: FrontMatter, key: str, choices: tuple[str, ...]) -> str:
    value = document.text(key)
    if value not in choices:
        document.report(key, f'"{value}" is not one of the choices', f"write one of {', '.join(choices[1:])}")
    return value


def _check_slug(document: FrontMatter, slug: str) -> None:
    if not is_slug(slug):
        document.report(None, f'the file name "{slug}.md" cannot be an address', "use a-z, 0-9 and hyphens")


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
