"""What editors write in Markdown: treatments, articles, notes about a town."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING
from urllib.parse import quote

if TYPE_CHECKING:
    from datetime import date


@dataclass(frozen=True, slots=True)
class Source:
    """A published work that a claim rests on; `doi` as in 10.7326/M16-2367.

    `note` is what to know of it, in the language of the page: in which language it is, or that it ran out.
    """

    id: str
    citation: str
    url: str = ""
    doi: str = ""
    note: str = ""

    @property
    def addresses(self) -> tuple[str, ...]:
        """Where it can be read: by its DOI, which outlives every publisher's address, then elsewhere."""
        resolver = f"https://doi.org/{quote(self.doi)}" if self.doi else ""
        return tuple(dict.fromkeys(address for address in (resolver, self.url) if address))


@dataclass(frozen=True, slots=True)
class Editorial:
    """Who answers for a text and when; no reviewer means that no clinician has reviewed it (rule B1)."""

    author: str = ""
    reviewer: str = ""
    reviewer_licence: str = ""
    last_reviewed: date | None = None
    next_review: date | None = None
    published: date | None = None
    updated: date | None = None


@dataclass(frozen=True, slots=True)
class Translation:
    """That a text is one of a further language: its own slug, and who has checked it and when (rule A34)."""

    language: str
    slug: str
    checked_by: str = ""
    checked_on: date | None = None

    @property
    def is_checked(self) -> bool:
        """Tells whether a named person has checked it on a known day."""
        return bool(self.checked_by and self.checked_on)


@dataclass(frozen=True, slots=True)
class Heading:
    """A second-level heading of a text, for its table of contents."""

    anchor: str
    text: str


@dataclass(frozen=True, slots=True)
class Card:
    """A warning card: one action as heading, at most five self-contained signs (rule B23)."""

    heading: str
    signs: tuple[str, ...]
    action: str = ""


@dataclass(frozen=True, slots=True)
class Treatment:
    """One file of content/treatments; `*_html` is rendered Markdown with its sources.

    `slug` is that of the original, by which tables and all languages know the treatment.
    `name` heads a page about a town with a clinic ("Back pain treatment in …"), `clinics` one without
    ("Back pain clinics near …"). `notice` is the one-line emergency notice, `emergency` and `urgent`
    the red-flag cards (rules B21 and B22). `aliases` are other words that people search for it with;
    `sources` are those that the body lists.
    """

    slug: str
    name: str
    clinics: str
    description: str
    summary_html: str
    body_html: str
    headings: tuple[Heading, ...]
    notice: str
    emergency: Card
    urgent: Card | None
    editorial: Editorial
    sources: tuple[Source, ...] = ()
    schema_type: str = "MedicalTherapy"
    specialty: str = ""
    aliases: tuple[str, ...] = ()
    translation: Translation | None = None

    @property
    def file(self) -> str:
        """The name of its file."""
        return f"{self.translation.slug if self.translation else self.slug}.md"


@dataclass(frozen=True, slots=True)
class Article:
    """One file of content/articles; `answer_html` is the short answer in a few sentences.

    `slug` is that of the original, by which all languages know the article; `sources` are those
    that the page lists.
    """

    slug: str
    title: str
    description: str
    answer_html: str
    body_html: str
    headings: tuple[Heading, ...]
    editorial: Editorial
    sources: tuple[Source, ...] = ()
    treatment: str = ""
    translation: Translation | None = None

    @property
    def file(self) -> str:
        """The name of its file."""
        return f"{self.translation.slug if self.translation else self.slug}.md"


@dataclass(frozen=True, slots=True)
class TownNote:
    """Editors' own words about reaching and using the clinics from one town."""

    region: str
    town: str
    body_html: str
