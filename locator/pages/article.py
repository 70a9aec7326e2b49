"""An article, and the list of articles."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, ClassVar

from markupsafe import Markup

from locator.pages.byline import Byline, build_byline
from locator.pages.cards.kinds import article_card
from locator.pages.frame import Frame, Link, build_frame
from locator.pages.structured.lists import describe_pages
from locator.pages.structured.medical import describe_article

if TYPE_CHECKING:
    from locator.model.document import Article, Heading, Treatment
    from locator.site.snapshot import Site


@dataclass(frozen=True, slots=True)
class ArticlePage:
    """Everything that the template of an article shows."""

    template: ClassVar[str] = "article.html"

    frame: Frame
    title: str
    byline: Byline
    answer: Markup
    headings: tuple[Heading, ...]
    body: Markup
    treatment: Link | None
    treatment_slug: str


@dataclass(frozen=True, slots=True)
class ArticleLink:
    """An article in a list."""

    title: str
    path: str
    description: str
    published: str


@dataclass(frozen=True, slots=True)
class ArticlesPage:
    """Everything that the template of the list of articles shows."""

    template: ClassVar[str] = "articles.html"

    frame: Frame
    articles: tuple[ArticleLink, ...]


def article_page(site: Site, article: Article) -> ArticlePage:
    """One article with its sources."""
    treatment = site.treatments.get(article.treatment)
    return ArticlePage(
        frame=build_frame(
            site,
            title=article.title,
            description=article.description,
            path=site.urls.article(article.slug),
            kind="article",
            card=article_card(site, article),
            breadcrumb=[Link(site.say("Articles"), site.urls.articles), Link(article.title)],
            described=describe_article(site, article),
        ),
        title=article.title,
        byline=build_byline(article.editorial, site.today, site.say),
        answer=Markup(article.answer_html),  # rendered Markdown without raw HTML
        headings=article.headings,
        body=Markup(article.body_html),
        treatment=Link(treatment.name, site.urls.treatment(treatment.slug)) if treatment else None,
        treatment_slug=treatment.slug if treatment else "",
    )


def articles_page(site: Site) -> ArticlesPage:
    """All articles, the newest first."""
    links = newest_articles(site)
    listed = [(link.title, link.path) for link in links]
    return ArticlesPage(
        frame=build_frame(
            site,
            title=site.say("Articles"),
            description=site.say("Plain answers with their sources, from {site}.", site=site.config.name),
            path=site.urls.articles,
            breadcrumb=[Link(site.say("Articles"))],
            described=describe_pages(site, site.urls.articles, listed),
        ),
        articles=links,
    )


def newest_articles(site: Site, count: int | None = None) -> tuple[ArticleLink, ...]:
    """Articles by date of publication, the newest first, then by title."""
    ordered = sorted(site.articles.values(), key=lambda article: article.title)
    ordered.sort(key=lambda article: article.editorial.published or site.today, reverse=True)
    return tuple(
        ArticleLink(
            article.title,
            site.urls.article(article.slug),
            article.description,
            site.say.date(article.editorial.published) if article.editorial.published else "",
        )
        for article in ordered[:count]
    )


def related_articles(site: Site, treatment: Treatment) -> tuple[Link, ...]:
    """Links to the articles that belong to a treatment."""
    articles = site.articles_about(treatment.slug)
    return tuple(Link(article.title, site.urls.article(article.slug)) for article in articles)
