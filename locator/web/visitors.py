"""Who is counted: people, as far as a browser tells, who have not asked to be left alone (rule C6).

Looked at for the moment of one request, and kept nowhere.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from starlette.datastructures import Headers

# Every browser calls itself Mozilla/5.0. A program that is honest says what it is, or where to read about it.
_BROWSER = "Mozilla/5.0 ("
_PROGRAMS = ("bot", "crawl", "spider", "slurp", "headless", "lighthouse", "preview", "http:", "https:")
_TELEPHONE = "cubot"  # a maker of them


def is_counted(headers: Headers) -> bool:
    """Whether a request may be counted: no wish against it, no program, no page fetched in advance."""
    return not (wishes_not(headers) or is_program(headers.get("user-agent", "")) or _is_early(headers))


def is_opened(headers: Headers) -> bool:
    """Whether a page may be counted as opened: the same, and no picture or script of another page's."""
    return is_counted(headers) and headers.get("sec-fetch-dest", "document") == "document"


def wishes_not(headers: Headers) -> bool:
    """Whether the browser says Global Privacy Control or Do Not Track."""
    return headers.get("sec-gpc") == "1" or headers.get("dnt") == "1"


def is_program(agent: str) -> bool:
    """Whether a user agent calls itself a program, or no browser at all."""
    words = agent.lower().replace(_TELEPHONE, "")
    return not agent.startswith(_BROWSER) or any(word in words for word in _PROGRAMS)


def _is_early(headers: Headers) -> bool:
    """Whether the page is fetched before anybody wants it; who then comes asks no more."""
    return headers.get("sec-purpose", "").startswith("prefetch")
