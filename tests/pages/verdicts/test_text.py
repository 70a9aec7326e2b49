"""What is measured: the words of the page itself, without names and numbers."""

from __future__ import annotations

from typing import TYPE_CHECKING

import lxml.html
import pytest

from locator.pages.output import Output
from locator.pages.verdicts.text import mask_of, own_text

if TYPE_CHECKING:
    from locator.pages.catalogue import Catalogue
    from locator.site.snapshot import Site

DAYTONA = "/back-pain-treatment/fl/daytona-beach/"


def html(catalogue: Catalogue, path: str) -> bytes:
    answer = catalogue.answer(path)
    assert isinstance(answer, Output)
    return answer.body


def test_what_is_measured_is_what_a_reader_sees(catalogue: Catalogue) -> None:
    """Rule E12: every word of it stands in <main>."""
    body = html(catalogue, DAYTONA)
    (main,) = lxml.html.document_fromstring(body.decode()).xpath("//main")
    seen = " ".join(main.text_content().split())
    words = own_text(body).split()
    assert len(words) > 300
    assert set(words) <= set(seen.split()) | set(" ".join(main.itertext()).split())


def test_shared_modules_are_passed_over(catalogue: Catalogue) -> None:
    """Rule E12: without navigation, red-flag card, labels of hours and the shared medical text."""
    body = html(catalogue, DAYTONA)
    text = own_text(body)
    treatment = catalogue.site.main_treatment
    assert treatment.notice not in text
    assert treatment.emergency.signs[0] not in text
    assert "Skip to main content" not in text
    assert "Opening hours, Example Back Care Daytona Beach" not in text
    assert "NICE" not in text


def test_editors_own_words_are_measured(catalogue: Catalogue) -> None:
    """Rule E12: honest differences in editors' words count."""
    note = catalogue.site.notes["fl", "daytona-beach"].body_html
    first = lxml.html.fragment_fromstring(note, create_parent=True).text_content().split()[:8]
    assert " ".join(first) in own_text(html(catalogue, DAYTONA))


@pytest.mark.parametrize(
    ("text", "masked"),
    [
        ("Lake Mary, Florida", "@"),
        ("Daytona Beach and Lake Mary", "@"),
        ("Example Back Care Orlando is open", "@ is open"),
        ("8.4 miles north-west", "# miles #"),
        ("8 a.m. to 5:30 p.m.", "#"),
        ("(386) 555-0100", "#"),
        ("ZIP 32114, 32118 and 32127", "zip #"),
        ("Ask Alex Example in Volusia County", "ask @ in @"),
        ("It's a lake", "it's a lake"),
        ("", ""),
    ],
)
def test_names_and_numbers_are_masked(text: str, masked: str, example: Site) -> None:
    """Rule E12: place, county, clinic and person names, numbers, times, phones, ZIPs."""
    assert " ".join(mask_of(example).masked(text)) == masked


@pytest.mark.parametrize("page", [b"", b"<main>", b"<main>a<th>b</main>", "<main>ü<br>é</main>".encode()])
def test_odd_html_breaks_nothing(page: bytes) -> None:
    assert isinstance(own_text(page), str)
