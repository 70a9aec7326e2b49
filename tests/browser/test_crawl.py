"""One visit to every kind of page: sound outlines, nothing kept, nothing lost without scripts."""

from __future__ import annotations

from itertools import pairwise
from typing import TYPE_CHECKING, NamedTuple

import pytest

from browser.page_kinds import SAMPLES, Sample, show

if TYPE_CHECKING:
    from playwright.sync_api import Page

    from browser.conftest import OpenPage
    from browser.serving import Served

LANGUAGE = "document.documentElement.lang"
LEVELS = "[...document.querySelectorAll('h1, h2, h3, h4, h5, h6')].map((one) => Number(one.localName[1]))"
STORED = """async () => [
  document.cookie, localStorage.length, sessionStorage.length, (await indexedDB.databases()).length,
  "caches" in window ? (await caches.keys()).length : 0,
  "serviceWorker" in navigator ? (await navigator.serviceWorker.getRegistrations()).length : 0,
]"""
# What stands on the page for all to see, but for controls that only a script can work and today's mark.
SHOWN = """() => [...document.querySelectorAll("main :is(h1, h2, h3, a[href], label, input, select, button)")]
  .filter((element) => element.checkVisibility() && !element.closest("[data-locate]"))
  .map((element) => element.localName + " " + element.textContent.replace(/\\(today.*?\\)/, "").trim())"""


class Seen(NamedTuple):
    """What a visit found; `kept` is what the page left behind in the browser."""

    name: str
    title: str
    language: str
    levels: list[int]
    shown: list[str]
    kept: list[object]


@pytest.fixture(scope="module")
def asked() -> list[str]:
    """Every address that the crawl asks for, of pages and of all that they load or call."""
    return []


@pytest.fixture(scope="module")
def crawl(keep_page: OpenPage, example_server: Served, asked: list[str]) -> list[Seen]:
    page = keep_page(base_url=example_server.url)
    page.on("request", lambda request: asked.append(request.url))
    return [visit(page, sample) for sample in SAMPLES]


def visit(page: Page, sample: Sample) -> Seen:
    response = show(page, sample)
    language, levels, shown, stored = (page.evaluate(script) for script in (LANGUAGE, LEVELS, SHOWN, STORED))
    kept = [*stored, *page.context.cookies(), response.header_value("set-cookie")]
    return Seen(sample.name, page.title(), language, levels, shown, [part for part in kept if part])


def test_headings_make_an_outline_under_one_first(crawl: list[Seen]) -> None:
    for seen in crawl:
        assert seen.levels[0] == 1, seen
        assert seen.levels.count(1) == 1, seen
        assert all(later <= earlier + 1 for earlier, later in pairwise(seen.levels)), seen


def test_every_page_names_its_language(crawl: list[Seen]) -> None:
    assert {seen.language for seen in crawl} == {"en"}


def test_no_two_pages_have_the_same_title(crawl: list[Seen]) -> None:
    titles = [seen.title for seen in crawl]
    assert all(titles)
    assert sorted(titles) == sorted(set(titles))


def rooms(page: Page) -> list[str]:
    """A page of each kind that the workbench's overview and lists lead to."""
    found: dict[tuple[str, int], str] = {}
    for path in ("", "towns/", "clinics/", "history/"):
        page.goto(f"/workbench/{path}")
        links = page.locator("a[href^='/workbench/']").evaluate_all("all => all.map((one) => one.pathname)")
        found |= {(link.split("/")[2], link.count("/")): link for link in links}
    return list(found.values())


def test_the_workbench_asks_no_other_host_and_keeps_its_cookie_alone(signed_in: Page) -> None:
    """Rules C5, C18: in its rooms too, which only editors enter."""
    site, asked = signed_in.url.removesuffix("workbench/"), []
    signed_in.on("request", lambda request: asked.append(request.url))
    paths = rooms(signed_in)
    assert len(paths) > 8, paths
    for path in paths:
        signed_in.goto(path)
        assert not any(signed_in.evaluate(STORED)), path
    assert [address for address in asked if not address.startswith(site)] == []
    assert [cookie["name"] for cookie in signed_in.context.cookies()] == ["__Host-locator"]


def test_no_page_asks_another_host(crawl: list[Seen], asked: list[str], example_server: Served) -> None:
    """Rules C5, H10: whatever a page loads or calls in a real browser is of this site."""
    assert len(asked) > len(crawl)
    assert [address for address in asked if not address.startswith(f"{example_server.url}/")] == []


def test_nothing_is_kept_in_the_browser(crawl: list[Seen]) -> None:
    """Rules C18, H12: no cookie, storage, database or worker, after every kind of page in one browser."""
    assert [(seen.name, seen.kept) for seen in crawl if seen.kept] == []


def test_everything_is_there_without_scripts(
    keep_page: OpenPage, example_server: Served, crawl: list[Seen]
) -> None:
    page = keep_page(base_url=example_server.url, java_script_enabled=False)
    for seen, sample in zip(crawl, SAMPLES, strict=True):
        show(page, sample)
        assert page.evaluate(SHOWN) == seen.shown, seen.name
