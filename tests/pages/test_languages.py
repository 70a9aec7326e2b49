"""One page in several languages: twins, switches, hreflang, and what nobody has checked."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from reading import opened
from spanish import speak_spanish

from locator.pages.finder.question import Question
from locator.pages.output import Moved, Output
from locator.publish.export import exported_files
from locator.publish.machine import machine_files

if TYPE_CHECKING:
    from pathlib import Path

    from locator.pages.catalogue import Catalogue

LANDING = "/back-pain-treatment/fl/lake-mary/"
LANDING_ES = "/es/tratamiento-del-dolor-de-espalda/fl/lake-mary/"
HREFLANG = re.compile(r'<link rel="alternate" hreflang="([^"]+)" href="([^"]+)">')


def html(catalogue: Catalogue, path: str) -> str:
    answer = catalogue.answer(path)
    assert isinstance(answer, Output), (path, answer)
    assert answer.status == 200, path
    return answer.body.decode()


def test_addresses_are_spelled_in_the_language(spanish: Catalogue) -> None:
    for path in ("/es/", "/es/clinicas/", "/es/articulos/", "/es/acerca-de/", "/es/privacidad/", LANDING_ES):
        assert '<html lang="es">' in html(spanish, path)
    for path in ("/es/articulos/primera-visita/", "/es/acupuntura/", "/es/clinicas/lake-mary/"):
        assert path in spanish.pages


def test_what_is_not_translated_does_not_exist_in_that_language(spanish: Catalogue) -> None:
    """Rule A2: no page is put into a language by a program; unknown addresses answer that language's 404."""
    assert "/physical-therapy/" in spanish.pages
    assert not [path for path in spanish.pages if path.startswith("/es/") and "physical-therapy" in path]
    answer = spanish.answer("/es/physical-therapy/")
    assert isinstance(answer, Output)
    assert answer.status == 404
    assert b'<html lang="es">' in answer.body


def test_links_between_languages_are_returned_and_name_the_page_itself(spanish: Catalogue) -> None:
    """Rules A33, A34: hreflang is reciprocal, self-referencing, absolute, and agrees with the canonical."""
    base = spanish.site.config.base_url
    seen = 0
    for path in spanish.pages:
        links = dict(HREFLANG.findall(html(spanish, path)))
        if not links:
            continue
        seen += 1
        assert base + path in (links["en"], links["es"])
        assert links["x-default"] == links["en"]
        for code in ("en", "es"):
            other = html(spanish, links[code].removeprefix(base))
            assert dict(HREFLANG.findall(other)) == links
            assert f'<link rel="canonical" href="{links[code]}">' in other
            assert "noindex" not in other
    assert seen > 50


def test_a_page_without_a_twin_has_no_alternates(spanish: Catalogue) -> None:
    """Rule A34: a one-way link is dropped, so there is none."""
    assert not HREFLANG.search(html(spanish, "/physical-therapy/"))
    assert not HREFLANG.search(html(spanish, "/articles/sciatica/"))


def test_the_sitemap_knows_the_same_alternates(spanish: Catalogue) -> None:
    """Rule A33: sitemap and hreflang agree."""
    base = spanish.site.config.base_url
    for entry in spanish.entries():
        links = dict(HREFLANG.findall(html(spanish, entry.path)))
        links.pop("x-default", None)
        assert {code: base + path for code, path in entry.alternates.items()} == links


def test_every_page_leads_to_its_twin_or_else_to_the_home_page(spanish: Catalogue) -> None:
    """Rule D13: the switch is a plain link in the language that it leads to."""
    for path, other in (
        ("/", "/es/"),
        ("/es/", "/"),
        (LANDING, LANDING_ES),
        (LANDING_ES, LANDING),
        ("/es/articulos/primera-visita/", "/articles/first-visit/"),
        ("/articles/sciatica/", "/es/"),
        ("/physical-therapy/", "/es/"),
        ("/clinics/lake-mary/", "/es/clinicas/lake-mary/"),
        ("/es/politica-editorial/", "/editorial-policy/"),
    ):
        code, name = ("en", "English") if path.startswith("/es/") else ("es", "Español")
        link = f'<a href="{other}" lang="{code}" hreflang="{code}">{name}</a>'
        assert link in html(spanish, path), path


def test_the_switch_keeps_the_question(spanish: Catalogue) -> None:
    found = spanish.find(Question("Lake Mary", finder="/es/buscar", radius=50)).body.decode()
    assert '<html lang="es">' in found
    assert '<a href="/find?q=Lake%20Mary&amp;radius=50" lang="en" hreflang="en">English</a>' in found


def test_what_nobody_has_checked_is_kept_from_search_engines(folder: Path) -> None:
    """Rules A2, A34: an unchecked translation is served, says so, and is in no sitemap."""
    catalogue = opened(speak_spanish(folder, is_checked=False))
    page = html(catalogue, LANDING_ES)
    assert '<meta name="robots" content="noindex">' in page
    assert "Nadie ha revisado" in page
    assert not any(entry.path.startswith("/es/") for entry in catalogue.entries())
    assert not HREFLANG.search(html(catalogue, LANDING))
    verdict = catalogue.verdicts[LANDING_ES]
    assert not verdict.is_indexed
    [reason] = [reason for reason in verdict.failing if reason.rule == "A34"]
    assert "translation not checked" in reason.detail


def test_a_text_that_nobody_has_checked_costs_its_own_pages_alone(folder: Path) -> None:
    """Rule A34: the check of the interface does not stand for the check of a text."""
    speak_spanish(folder)
    file = folder / "content" / "treatments" / "acupuntura.md"
    text = file.read_text("utf-8").replace("checked_by: Ejemplo Persona\nchecked_on: 2026-11-20\n", "")
    file.write_text(text, "utf-8")
    catalogue = opened(folder)
    assert "noindex" in html(catalogue, "/es/acupuntura/")
    assert "noindex" not in html(catalogue, LANDING_ES)


def test_old_and_careless_addresses_lead_on_in_both_languages(spanish: Catalogue) -> None:
    """Rules A32, A35: one hop, in the language that was asked."""
    assert spanish.answer("/es/Clinicas") == Moved("/es/clinicas/", 308)
    assert spanish.answer("/es/buscar/") == Moved("/es/buscar", 308)
    sources = {path: move.location for path, move in spanish.moved.items()}
    english = [path for path in sources if not path.startswith("/es/") and path.startswith("/back-pain")]
    for path in english:
        twin = path.replace("/back-pain-treatment/", "/es/tratamiento-del-dolor-de-espalda/")
        if twin in sources:
            assert sources[twin].startswith("/es/")
    assert any(path.startswith("/es/") for path in sources)


def test_the_export_holds_the_pages_of_all_languages(spanish: Catalogue) -> None:
    names = {name for name, _ in exported_files(spanish)}
    assert {"es/index.html", "es/buscar/index.html", f"{LANDING_ES.strip('/')}/index.html"} <= names


def test_one_language_is_what_it_was(catalogue: Catalogue) -> None:
    assert machine_files(catalogue).keys() >= {"/sitemap.xml", "/robots.txt"}
