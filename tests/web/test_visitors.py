"""Who is counted: people who have not asked to be left alone."""

from __future__ import annotations

import pytest
from starlette.datastructures import Headers

from locator.web.visitors import is_counted, is_opened

CHROME = (
    "Mozilla/5.0 (Windows NT 10.0; Win64; x64) AppleWebKit/537.36 (KHTML, like Gecko) "
    "Chrome/142.0.0.0 Safari/537.36"
)
CUBOT = "Mozilla/5.0 (Linux; Android 12; CUBOT X50) (KHTML, like Gecko) Chrome/120.0 Mobile"
PROGRAMS = (
    "",
    "curl/8.5.0",
    "python-requests/2.32",
    "Mozilla/5.0 (compatible; Googlebot/2.1; +http://www.google.com/bot.html)",
    "Mozilla/5.0 (KHTML, like Gecko; compatible; bingbot/2.0; +http://www.bing.com/bingbot.htm)",
    "Mozilla/5.0 (compatible; Yahoo! Slurp; http://help.yahoo.com/help/us/ysearch/slurp)",
    "Mozilla/5.0 (X11; Linux x86_64) (KHTML, like Gecko) HeadlessChrome/142.0",
    "facebookexternalhit/1.1 (+http://www.facebook.com/externalhit_uatext.php)",
)


@pytest.mark.parametrize("agent", [CHROME, CUBOT])
def test_people_are_counted(agent: str) -> None:
    assert is_counted(Headers({"user-agent": agent}))


@pytest.mark.parametrize("agent", PROGRAMS)
def test_programs_are_not(agent: str) -> None:
    assert not is_counted(Headers({"user-agent": agent}))


@pytest.mark.parametrize("wish", [{"sec-gpc": "1"}, {"dnt": "1"}, {"sec-purpose": "prefetch;prerender"}])
def test_nor_are_people_who_ask_for_it_or_have_not_come(wish: dict[str, str]) -> None:
    """Rule C15: Global Privacy Control and Do Not Track, as the privacy page says."""
    assert not is_counted(Headers({"user-agent": CHROME} | wish))


def test_a_search_behind_a_picture_is_no_search() -> None:
    """Of another site's page, say, that means to raise a count."""
    browser = {"user-agent": CHROME}
    assert is_opened(Headers(browser))
    assert is_opened(Headers(browser | {"sec-fetch-dest": "document"}))
    assert not is_opened(Headers(browser | {"sec-fetch-dest": "image"}))


def test_a_browser_that_says_it_may_be_tracked_is_counted() -> None:
    assert is_counted(Headers({"user-agent": CHROME, "dnt": "0"}))
