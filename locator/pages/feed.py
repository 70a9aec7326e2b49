"""Which articles a feed tells of: those with a date that search engines may know too."""

from __future__ import annotations

from typing import TYPE_CHECKING

from locator.pages.keeping import once_a_site
from locator.pages.languages import is_checked

if TYPE_CHECKING:
    from datetime import date

    from locator.model.document import Article
    from locator.site.snapshot import Site


@once_a_site
def feed_articles(site: Site) -> tuple[tuple[Article, date], ...]:
    """Each with the day of its last change, the newest first; a text that bears no date is left out."""
    dated = [
        (article, day)
        for article in site.articles.values()
        if (day := article.editorial.updated or article.editorial.published)
        and is_checked(site, site.urls.article(article.slug))
    ]
    return tuple(sorted(dated, key=lambda pair: (-pair[1].toordinal(), pair[0].slug)))
