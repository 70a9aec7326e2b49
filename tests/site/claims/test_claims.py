"""`locator check` over whole folders: each rule by its file, line and column (rules B1 to B24)."""

from __future__ import annotations

import csv
import re
from pathlib import Path
from time import perf_counter
from typing import TYPE_CHECKING

import pytest
from conftest import ROOT, load
from spanish import speak_spanish

from locator.cli import main
from locator.model.practitioner import Practitioner
from locator.model.problem import Problem, Severity
from locator.site.claims.advertising.licensees import TITLES, is_licensee
from locator.site.claims.check import check_claims, check_note
from locator.site.content.front_matter import FrontMatter
from locator.site.folder import SiteFolder
from locator.site.tables import practitioners
from locator.site.tables.clinics import clinics
from locator.site.tables.towns import locations

if TYPE_CHECKING:
    from locator.site.snapshot import Site

STATEMENT = "THE PATIENT AND ANY OTHER PERSON RESPONSIBLE FOR PAYMENT HAS A RIGHT TO REFUSE TO PAY, 72 HOURS"
ADDRESSES = {"id", "slug", "website", "booking_url", "clinic", "replaced_by"}
ACUPUNCTURE = "content/treatments/acupuncture.md"
ARTICLE = "content/articles/what-helps-low-back-pain.md"


def findings(folder: Path) -> tuple[Problem, ...]:
    site = load(folder).site
    assert site
    return check_claims(SiteFolder(folder), site)


def swap(path: Path, old: str, new: str) -> None:
    text = path.read_text(encoding="utf-8")
    assert old in text
    path.write_text(text.replace(old, new, 1), encoding="utf-8")


def notice(folder: Path, text: str) -> None:
    """Puts a sentence at the foot of every page."""
    swap(folder / "site.toml", "publisher =", f'notice = "{text}"\npublisher =')


def only(folder: Path) -> Problem:
    [problem] = findings(folder)
    assert problem.cure
    assert re.search(r"\(rule [BE]\d+\)", problem.cure)
    return problem


@pytest.mark.parametrize("name", [".", "examples/florida"])
def test_the_examples_claim_nothing_that_they_may_not(name: str) -> None:
    """Rules B2, B4 and B14 to B24."""
    assert findings(ROOT / name) == ()


@pytest.mark.parametrize(
    ("file", "old", "new", "column"),
    [
        ("site.toml", "and read what", "and cure what", "description"),
        ("clinics.csv", "Own lot behind", "Guaranteed lot behind", "parking"),
        ("clinics.csv", '""Christmas Eve""', '""Miracle Eve""', "special_hours"),
        ("practitioners.csv", "Physical Therapist", "Pain-free Therapist", "title"),
        (ACUPUNCTURE, "description: \"What", "description: \"Permanent relief. What", "description"),
        (ARTICLE, "## If the pain is new", "## 100% relief", None),
        ("content/towns/fl/lake-mary.md", "From I-4", "Risk-free.\nFrom I-4", None),
    ],
)  # fmt: skip
def test_b15_every_field_that_can_reach_a_page_is_read(
    folder: Path, file: str, old: str, new: str, column: str | None
) -> None:
    """Rules H16, B15: CSV too."""
    swap(folder / file, old, new)
    problem = only(folder)
    assert (problem.severity, problem.file, problem.column) == (Severity.ERROR, file, column)
    if problem.row is not None:
        line = (folder / file).read_text(encoding="utf-8").splitlines()[problem.row - 1]
        assert new.splitlines()[0] in line


def test_b15_the_foot_of_every_page_is_read(folder: Path) -> None:
    """Rule B15: in every language of the site."""
    notice(folder, "Results guaranteed.")
    assert [each.column for each in findings(folder)] == ["notice"]
    settings = speak_spanish(folder) / "site.toml"
    settings.write_text(settings.read_text("utf-8") + 'notice = "Resultados garantizados."\n', "utf-8")
    assert {each.column for each in findings(folder)} == {"notice", "es.notice"}


def test_b15_the_title_of_a_source_is_a_quotation(folder: Path) -> None:
    """Rule B15."""
    swap(folder / ARTICLE, 'citation: "Qaseem', 'citation: "A miracle cure? Qaseem')
    assert findings(folder) == ()


@pytest.mark.parametrize(
    ("gone", "missing"),
    [
        (("nice-ng59",), ["the guideline against"]),
        (("vickers2018", "cochrane2020"), ["a study that used a sham"]),
        (("acp2017", "who2023"), ["a guideline in favor"]),
        (("acp2017", "who2023", "nice-ng59"), []),
    ],
)
def test_b4_who_cites_one_side_cites_the_other(
    folder: Path, gone: tuple[str, ...], missing: list[str]
) -> None:
    """Rules H17, B4: in both directions; a source without a mark is not cited."""
    path = folder / ACUPUNCTURE
    text = path.read_text(encoding="utf-8")
    for id_ in gone:
        text = text.replace(f"[^{id_}]", "[^cms-ncd]")
    path.write_text(text, encoding="utf-8")
    found = findings(folder)
    assert [problem.message.rpartition("but not ")[2] for problem in found] == missing
    assert all((p.file, p.column, p.severity) == (ACUPUNCTURE, "sources", Severity.ERROR) for p in found)


def test_b4_a_work_is_known_by_its_doi_whatever_its_id(folder: Path) -> None:
    """Rule B4."""
    path = folder / ACUPUNCTURE
    path.write_text(path.read_text(encoding="utf-8").replace("nice-ng59", "england"), encoding="utf-8")
    assert findings(folder) == ()


def test_b2_an_unsourced_sentence_fails_check_and_build(
    folder: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """Rules H17, B2."""
    swap(folder / ARTICLE, "With heat,", "Heat relieves back pain. With heat,")
    assert main(["check", str(folder)]) == 1
    assert "error   content/articles/what-helps-low-back-pain.md:" in capsys.readouterr().out
    assert main(["build", str(folder), "--out", str(tmp_path / "out")]) == 1
    assert '"Heat relieves back pain." says what helps' in capsys.readouterr().err


def test_b14_an_acupuncture_clinic_in_florida_names_a_licensee(folder: Path) -> None:
    """Rules H16, B14, B15."""
    swap(
        folder / "practitioners.csv", "Jordan Placeholder,Acupuncture Physician", "Jordan Placeholder,Healer"
    )
    problem = only(folder)
    assert (problem.file, problem.row, problem.column) == ("clinics.csv", 4, "treatments")
    assert problem.severity is Severity.ERROR
    assert "Example Back Care DeLand" in problem.message


def test_b14_no_licensee_is_asked_of_a_clinic_that_has_closed(folder: Path) -> None:
    """Rule B14."""
    swap(
        folder / "practitioners.csv", "Jordan Placeholder,Acupuncture Physician", "Jordan Placeholder,Healer"
    )
    swap(folder / "clinics.csv", "yes,open,,2026-11-18", "yes,closed,,2026-11-18")
    assert findings(folder) == ()


@pytest.mark.parametrize("title", [*TITLES, "LAc", "AP", "D.O.M., A.P.", "acupuncture physician"])
def test_b14_the_titles_of_the_rule_are_known(title: str) -> None:
    """Rule B14: 64B1-9.007 FAC."""
    assert is_licensee(Practitioner("Alex Example", title, "", "deland"))


@pytest.mark.parametrize("title", ["", "Physical Therapist", "Acupuncturist", "Lace maker"])
def test_b14_no_other_title_is_one(title: str) -> None:
    """Rule B14."""
    assert not is_licensee(Practitioner("Alex Example", title, "", "deland"))


@pytest.mark.parametrize(
    ("file", "old", "new"),
    [
        ("practitioners.csv", "Physical Therapist", "Back Pain Specialist"),
        ("content/towns/fl/lake-mary.md", "From I-4", "Our pain specialists wait. From I-4"),
        (ARTICLE, "With heat,", "We specialize in backs. With heat,"),
    ],
)
def test_b16_a_specialty_is_a_warning_in_florida(folder: Path, file: str, old: str, new: str) -> None:
    """Rule B16."""
    swap(folder / file, old, new)
    problem = only(folder)
    assert (problem.file, problem.severity) == (file, Severity.WARNING)
    assert "specialty" in problem.message


@pytest.mark.parametrize("offer", ["Free first visit", "20% off", "a complimentary exam", "Discounts"])
def test_b17_an_offer_in_florida_needs_the_statement_of_72_hours(folder: Path, offer: str) -> None:
    """Rules H16, B17: beside the offer, or at the foot of every page."""
    swap(folder / "clinics.csv", "Six spaces in front of the door", offer)
    problem = only(folder)
    assert (problem.row, problem.column, problem.severity) == (3, "parking", Severity.WARNING)
    notice(folder, STATEMENT)
    assert findings(folder) == ()


@pytest.mark.parametrize("text", ["Free parking", "Toll-free call", "Feel free to ask", "No free visits"])
def test_b17_what_costs_nothing_is_not_always_an_offer(folder: Path, text: str) -> None:
    """Rule B17."""
    swap(folder / "clinics.csv", "Six spaces in front of the door", text)
    assert findings(folder) == ()


def test_b16_and_b17_are_florida_s(folder: Path) -> None:
    """Rules B16 and B17: a note about a town of another state is free to speak."""
    (folder / "content/towns/ga").mkdir()
    (folder / "content/towns/ga/macon.md").write_text("Our specialists. Free first visit.\n")
    assert findings(folder) == ()


def test_b23_an_emergency_card_leads_nowhere(folder: Path) -> None:
    """Rule B23."""
    swap(folder / ACUPUNCTURE, "Back pain after a serious", "See https://example.com/ after a serious")
    problem = only(folder)
    assert (problem.column, problem.severity) == ("emergency", Severity.ERROR)


def test_e14_a_summary_of_more_than_120_words_is_an_article(folder: Path) -> None:
    """Rule E14."""
    swap(folder / ACUPUNCTURE, "summary: |\n", "summary: |\n  " + "word " * 60 + "\n")
    problem = only(folder)
    assert (problem.column, problem.severity) == ("summary", Severity.WARNING)


def test_b13_a_clinic_that_names_medicare_for_acupuncture_says_ask(folder: Path) -> None:
    """Rule B13: or has somebody who may supervise."""
    swap(
        folder / "clinics.csv",
        "Sample Mutual;Medicare (ask the clinic),English;Spanish,Step",
        "Medicare,English,Step",
    )
    problem = only(folder)
    assert (problem.file, problem.row, problem.column) == ("clinics.csv", 2, "insurance")
    assert problem.severity is Severity.ERROR
    people = folder / "practitioners.csv"
    people.write_text(people.read_text() + "Pat Example,M.D.,EXAMPLE-ME-1,daytona-beach,English,Mo\n")
    assert findings(folder) == ()


def test_b13_where_no_needles_are_offered_medicare_may_stand_alone(folder: Path) -> None:
    """Rule B13."""
    swap(
        folder / "clinics.csv",
        "Sample Mutual;Medicare (ask the clinic),English;Spanish;Portuguese",
        "Medicare,English",
    )
    assert findings(folder) == ()


def test_b16_free_is_misleading_where_a_plan_is_billed(folder: Path) -> None:
    """Rule B16: whatever statement stands beside it."""
    notice(folder, STATEMENT)
    swap(
        folder / "clinics.csv", "Six spaces in front of the door", "Free first visit: we bill your insurance"
    )
    problem = only(folder)
    assert (problem.row, problem.column, problem.severity) == (3, "parking", Severity.WARNING)
    assert "a plan may be billed" in problem.message


@pytest.mark.parametrize("offer", ["Primera consulta gratis", "Evaluación sin costo", "20 % de descuento"])
def test_b17_an_offer_in_spanish_is_one(folder: Path, offer: str) -> None:
    """Rule B17: and what we know of the wording is from memory, so a person must check it."""
    swap(folder / "clinics.csv", "Six spaces in front of the door", offer)
    assert "checked by a person" in only(folder).cure
    swap(folder / "clinics.csv", offer, "Estacionamiento gratis")
    assert findings(folder) == ()


@pytest.mark.parametrize("table", ["clinics.csv", "practitioners.csv", "locations.csv"])
def test_b15_no_column_that_reaches_a_page_is_left_out(folder: Path, table: str) -> None:
    """Rule B15: every column but ids and addresses on the web."""
    columns = {"clinics.csv": clinics, "practitioners.csv": practitioners, "locations.csv": locations}[table]
    site = load(folder).site
    assert site
    header, *_ = (folder / table).read_text(encoding="utf-8").splitlines()
    names = [name for name in header.split(",") if name in columns.COLUMNS.all]
    (folder / table).write_text(f"{header}\n{','.join('clinically proven' for _ in names)}\n")
    found = {each.column for each in check_claims(SiteFolder(folder), site) if "promises" in each.message}
    assert set(names) - found == ADDRESSES & set(names)


def test_b15_the_site_s_own_templates_are_read(folder: Path) -> None:
    """Rule B15: words, not code; the line is that of the file."""
    (folder / "templates").mkdir()
    code = '{# a cure #}\n<p title="guaranteed">{{ cure }}</p>\n<script>\ncure()\n</script>\n'
    (folder / "templates/home.html").write_text(code + "<p>Pain-free{% trans %} living{% endtrans %}</p>\n")
    problem = only(folder)
    assert (problem.file, problem.row, problem.value) == ("templates/home.html", 6, "Pain-free")


def test_b1_a_text_that_nobody_signs_is_a_warning(folder: Path) -> None:
    """Rule B1."""
    swap(folder / ARTICLE, 'author: "Example Back Care editorial team (demonstration)"\n', "")
    problem = only(folder)
    assert (problem.file, problem.column, problem.severity) == (ARTICLE, "author", Severity.WARNING)


def test_b1_an_overdue_review_is_a_warning(folder: Path) -> None:
    """Rule B1: and a notice on the page (tests/pages)."""
    review = "reviewer: Pat Example\nreviewer_licence: EXAMPLE-ME-1\n"
    days = "last_reviewed: 2024-11-01\nnext_review: 2025-11-01\n"
    swap(folder / ARTICLE, "published:", f"{review}{days}published:")
    [problem] = [each for each in load(folder).problems if each.column == "next_review"]
    assert (problem.file, problem.severity) == (ARTICLE, Severity.WARNING)


def test_b5_and_b19_reach_the_report(folder: Path) -> None:
    """Rules B5, B18, B19."""
    swap(folder / ACUPUNCTURE, "in a 2017 guideline that has passed its own five-year limit", "in 2017")
    swap(folder / "content/towns/fl/lake-mary.md", "From I-4", "Read our reviews. From I-4")
    assert [(each.file, each.severity) for each in findings(folder)] == [
        ("content/towns/fl/lake-mary.md", Severity.ERROR),
        (ACUPUNCTURE, Severity.ERROR),
    ]


def test_b2_a_note_says_nothing_of_what_helps(folder: Path) -> None:
    """Rule B2: in the file as in the workbench, for a note names no sources."""
    swap(folder / "content/towns/fl/lake-mary.md", "From I-4", "Acupuncture relieves back pain.\n\nFrom I-4")
    problem = only(folder)
    assert problem.file == "content/towns/fl/lake-mary.md"
    assert problem.cure and problem.cure.startswith("take it out: a note has no sources")


def test_a_claim_is_found_in_every_row_that_repeats_it(folder: Path) -> None:
    """Words that are clean are read once; words that are not, each time."""
    table = folder / "clinics.csv"
    path, (head, *rows) = table, table.read_text("utf-8").splitlines(keepends=True)
    at = head.rstrip().split(",").index("parking")
    with path.open("w", encoding="utf-8", newline="") as file:
        writer = csv.writer(file)
        writer.writerow(next(csv.reader([head])))
        for row in csv.reader(rows):
            writer.writerow([*row[:at], "Behind the bakery; we cure.", *row[at + 1 :]])
    lines = [problem.row for problem in findings(folder)]
    assert len(lines) == len(set(lines)) == len(list(csv.reader(rows)))


@pytest.mark.parametrize("words", ["1. ", "5% off ", "Dr. ", "free visit ", "“", "cures "])
def test_a_note_is_read_at_once_whatever_is_repeated_in_it(words: str, example: Site) -> None:
    """Or an editor's note keeps a worker, and all whom it serves, for a minute and more."""
    text = "We are here. " + words * (19_000 // len(words))
    begun = perf_counter()
    check_note(FrontMatter("content/towns/fl/sanford.md", {}, text), example)
    assert perf_counter() - begun < 3
