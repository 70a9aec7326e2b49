"""scripts/judges/samples.py: what the judges of scripts/audit are given to read."""

from __future__ import annotations

import runpy
from pathlib import Path
from typing import Any

from browser.page_kinds import SAMPLES

SCRIPT: dict[str, Any] = runpy.run_path(str(Path(__file__).parents[2] / "scripts" / "judges" / "samples.py"))
ADDRESS = "http://127.0.0.1:8000/articles/sciatica/?q=1"
PAGE = b"""<!DOCTYPE html><html lang="en"><head><title>Sciatica</title>
<link rel="alternate" hreflang="en" href="https://clinics.example/articles/sciatica/">
<link rel="alternate" hreflang="x-default" href="https://clinics.example/articles/sciatica/">
<link rel="alternate" hreflang="fr" href="https://clinics.example/fr/articles/sciatique/">
<link rel="alternate" type="application/atom+xml" href="/feed.xml">
</head><body>
<a hreflang="es" href="/es/articulos/ciatica/?q=1">Espa\xc3\xb1ol</a><a href="/x/">x</a></body></html>"""


def test_pages_of_other_languages_are_found_by_their_links_and_asked_of_the_same_server() -> None:
    assert SCRIPT["translations"](ADDRESS, PAGE) == {
        "es": "http://127.0.0.1:8000/es/articulos/ciatica/?q=1",
        "fr": "http://127.0.0.1:8000/fr/articles/sciatique/",
    }


def test_every_kind_that_lighthouse_judges_has_a_sample() -> None:
    assert SCRIPT["JUDGED"].keys() <= {sample.name for sample in SAMPLES}


def test_only_what_may_be_kept_from_search_engines_is_not_asked_about_them() -> None:
    body = b'<meta name="robots" content="noindex">'
    for name, language, robots in (
        ("home", "", ""),
        ("home", "es", "noindex"),
        ("finder with one place", "", "noindex"),
    ):
        kept = SCRIPT["Kept"](name, language, ADDRESS, body)
        assert kept.judged.endswith(f"\t{ADDRESS}\t{robots}\n")
        assert kept.file_name == f"{name} {language}".strip().replace(" ", "-") + ".html"
