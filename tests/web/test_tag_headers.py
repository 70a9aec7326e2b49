"""Answers bear their tags for a CDN, from the shelf as from the application, if site.toml asks for them."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from served import AROUND, serving

if TYPE_CHECKING:
    from collections.abc import Iterator

    from served import Served

pytestmark = pytest.mark.allow_hosts(["127.0.0.1"])

PAGE = "/back-pain-treatment/fl/lake-mary/"
TAGGED = ("/", PAGE, "/es/", "/sitemap.xml", "/robots.txt", "/clinics.kml")
UNTAGGED = ("/find", "/find?q=32114", "/healthz", "/api/v1/nearest?q=32114", "/report?page=/", "/clinics")


@pytest.fixture(scope="module")
def served() -> Iterator[Served]:
    with serving(LOCATOR_CDN_TAGS="true") as open_served:
        yield open_served


def fields(answer: bytes) -> dict[str, str]:
    lines = answer.partition(b"\r\n\r\n")[0].decode().splitlines()[1:]
    return dict(line.split(": ", 1) for line in lines)


@pytest.mark.parametrize("path", TAGGED)
def test_an_answer_bears_its_tags_wherever_it_comes_from(path: str, served: Served) -> None:
    first = served.get(path)
    own = fields(first)
    assert own["surrogate-key"].startswith(f"page:{path} site lang:")
    assert own["cache-tag"].split(",") == own["surrogate-key"].split(" ")
    assert served.get(path) == served.get(path, AROUND) == first  # the shelf, the application
    unchanged = fields(served.get(path, {"If-None-Match": own["etag"]}))
    assert unchanged["surrogate-key"] == own["surrogate-key"]


@pytest.mark.parametrize("path", UNTAGGED)
def test_what_nobody_keeps_or_what_never_changes_bears_none(path: str, served: Served) -> None:
    assert fields(served.get(path)).keys().isdisjoint({"surrogate-key", "cache-tag"})


def test_what_is_missing_or_gone_bears_tags_without_repeating_an_address(served: Served) -> None:
    assert fields(served.get("/no,such%20page/"))["cache-tag"] == "site,lang:en,kind:missing"
    assert fields(served.get("/clinics/oviedo/"))["surrogate-key"].startswith("page:/clinics/oviedo/ site")
    for asset in served.live.edition.catalogue.renderer.assets.public[:1]:
        assert "cache-tag" not in fields(served.get(asset.path))


def test_without_the_setting_nothing_bears_tags() -> None:
    with serving() as plain:
        for path in (PAGE, "/nothing/", "/sitemap.xml"):
            assert fields(plain.get(path)).keys().isdisjoint({"surrogate-key", "cache-tag"})
