"""A site folder becomes a Site: what costs a row, what costs the whole, and that nothing is ever raised."""

from __future__ import annotations

import random
import shutil
import time
from collections.abc import Callable
from datetime import UTC, date, datetime
from pathlib import Path

import pytest

from locator.model.problem import Problem, Severity
from locator.site.folder import SiteFolder
from locator.site.loading import Loaded, load_site
from locator.site.snapshot import Site

TABLES = ("locations.csv", "clinics.csv", "practitioners.csv", "redirects.csv")
ACUPUNCTURE = "content/treatments/acupuncture.md"
ARTICLE = "content/articles/what-helps-low-back-pain.md"


def clock() -> datetime:
    return datetime(2026, 11, 23, 17, 0, tzinfo=UTC)


def load(path: Path, **environ: str) -> Loaded:
    return load_site(SiteFolder(path), environ=environ, clock=clock)


def site_of(path: Path) -> Site:
    site = load(path).site
    assert site
    return site


def edit(path: Path, old: str, new: str) -> None:
    text = path.read_text()
    assert old in text
    path.write_text(text.replace(old, new, 1))


def line_of(path: Path, start: str) -> int:
    return next(n for n, line in enumerate(path.read_text().splitlines(), 1) if line.startswith(start))


def remove(path: Path) -> None:
    if path.is_dir() and not path.is_symlink():
        shutil.rmtree(path)
    else:
        path.unlink(missing_ok=True)


# What is well


def test_the_example_has_no_problem(folder: Path, example: Site) -> None:
    loaded = load(folder)
    assert loaded.problems == ()
    assert loaded.site
    assert loaded.site.towns == example.towns
    assert loaded.site.clinics == example.clinics


def test_loading_twice_gives_the_same(folder: Path) -> None:
    first, second = site_of(folder), site_of(folder)
    parts = (
        "config",
        "today",
        "towns",
        "clinics",
        "practitioners",
        "redirects",
        "treatments",
        "articles",
        "notes",
    )
    assert all(getattr(first, part) == getattr(second, part) for part in parts)


@pytest.mark.parametrize(
    "name", ["practitioners.csv", "redirects.csv", "content/articles", "content/towns", "content/towns/fl"]
)
def test_a_missing_optional_file_is_fine(folder: Path, name: str) -> None:
    remove(folder / name)
    loaded = load(folder)
    assert loaded.site
    assert loaded.problems == ()


def test_tables_with_a_header_alone_are_a_site_without_towns_or_clinics(folder: Path) -> None:
    remove(folder / "content/towns")
    for name in TABLES:
        header = (folder / name).read_text().splitlines()[0]
        (folder / name).write_text(header + "\n")
    loaded = load(folder)
    assert loaded.problems == ()
    assert loaded.site
    assert (loaded.site.towns, loaded.site.clinics) == ((), ())


def test_the_environment_reaches_the_settings(folder: Path) -> None:
    site = load(folder, LOCATOR_BASE_URL="http://127.0.0.1:8000/").site
    assert site
    assert site.config.base_url == "http://127.0.0.1:8000"


def test_today_is_the_day_of_the_demonstration_or_of_the_clock(folder: Path) -> None:
    assert site_of(folder).today == date(2026, 11, 22)
    edit(folder / "site.toml", "as_of = 2026-11-22", "")
    assert site_of(folder).today == date(2026, 11, 23)


# One bad row or document


def test_a_bad_town_takes_no_good_one_down(folder: Path, example: Site) -> None:
    edit(folder / "locations.csv", "Umatilla,FL", "Umatila,FL")
    loaded = load(folder)
    [problem] = loaded.problems
    assert (problem.file, problem.row) == ("locations.csv", line_of(folder / "locations.csv", "Umatila"))
    assert loaded.site
    assert loaded.site.towns == tuple(town for town in example.towns if town.name != "Umatilla")
    assert loaded.site.clinics == example.clinics


def test_a_bad_clinic_takes_only_its_own_people_down(folder: Path, example: Site) -> None:
    edit(folder / "clinics.csv", "deland,Example Back Care DeLand", "deland,")
    loaded = load(folder)
    assert loaded.site
    assert {clinic.id for clinic in example.clinics} - {clinic.id for clinic in loaded.site.clinics} == {
        "deland"
    }
    assert loaded.site.towns == example.towns
    assert loaded.site.staff.keys() == example.staff.keys() - {"deland"}
    assert {problem.file for problem in loaded.errors} == {"clinics.csv", "practitioners.csv"}


@pytest.mark.parametrize(
    ("name", "row"),
    [
        ("locations.csv", "Nowhere At All,FL"),
        ("locations.csv", ",,,,,"),
        ("locations.csv", "DeBary,ZZ"),
        ("locations.csv", '"DeBary,FL'),
        ("locations.csv", "a" * 100_000 + ",FL"),
        ("locations.csv", "DeBary,FL,,,91,181"),
        ("clinics.csv", "x"),
        ("clinics.csv", "x," * 60),
        ("practitioners.csv", "Nobody,,,nowhere,,"),
        ("redirects.csv", "https://elsewhere.example/,/,301"),
        ("redirects.csv", "/a/,/a/,301"),
    ],
)
def test_a_bad_row_at_the_end_leaves_all_others(folder: Path, example: Site, name: str, row: str) -> None:
    with (folder / name).open("a") as file:
        file.write(row + "\n")
    site = site_of(folder)
    assert site.towns == example.towns
    assert site.clinics == example.clinics
    assert site.practitioners == example.practitioners
    assert site.redirects == example.redirects


def test_a_broken_treatment_takes_no_town_or_clinic_down(folder: Path, example: Site) -> None:
    edit(folder / ACUPUNCTURE, "name: Acupuncture", "name: Acu: puncture")
    loaded = load(folder)
    [problem] = loaded.problems
    assert problem.file == ACUPUNCTURE
    assert loaded.site
    assert "acupuncture" not in loaded.site.treatments
    assert [town.key for town in loaded.site.towns] == [town.key for town in example.towns]
    assert loaded.site.clinics_by_id.keys() == example.clinics_by_id.keys()
    assert loaded.site.articles.keys() == example.articles.keys()
    assert {slug for town in loaded.site.towns for slug in town.treatments} <= loaded.site.treatments.keys()
    assert {slug for one in loaded.site.clinics for slug in one.treatments} <= loaded.site.treatments.keys()
    assert loaded.site.nearest_towns(example.towns[0].point, 3, treatment="back-pain-treatment")


def test_a_broken_article_takes_nothing_else_down(folder: Path, example: Site) -> None:
    edit(folder / ARTICLE, "title:", "headline:")
    site = site_of(folder)
    assert site.articles.keys() == example.articles.keys() - {"what-helps-low-back-pain"}
    assert (site.towns, site.clinics, site.treatments) == (
        example.towns,
        example.clinics,
        example.treatments,
    )


def test_a_note_about_no_town_is_a_warning(folder: Path) -> None:
    (folder / "content/towns/fl/atlantis.md").write_text("Take the boat.\n")
    loaded = load(folder)
    [problem] = loaded.problems
    assert (problem.file, problem.severity) == ("content/towns/fl/atlantis.md", Severity.WARNING)
    assert loaded.site
    assert loaded.errors == ()


def test_a_note_about_a_town_with_a_bad_row_is_a_warning_too(folder: Path) -> None:
    edit(folder / "locations.csv", "Lake Mary,FL,,lake-mary", "Lake Mary,FL,,lake mary")
    files = {problem.file for problem in load(folder).problems}
    assert files == {"locations.csv", "content/towns/fl/lake-mary.md"}


# What leaves no Site


def no_site(path: Path, **environ: str) -> tuple[Problem, ...]:
    loaded = load(path, **environ)
    assert loaded.site is None
    assert loaded.errors
    assert all(problem.cure for problem in loaded.problems)
    return loaded.problems


@pytest.mark.parametrize("name", ["site.toml", "locations.csv", "clinics.csv"])
def test_a_missing_file_that_a_site_needs_is_one_problem(folder: Path, name: str) -> None:
    remove(folder / name)
    [problem] = no_site(folder)
    assert (problem.file, problem.row) == (name, None)


@pytest.mark.parametrize("name", ["site.toml", *TABLES])
@pytest.mark.parametrize(
    "data",
    [
        pytest.param(b"\0\0\0\n", id="NUL"),
        pytest.param(b"PK\x03\x04" + b"\0" * 100, id="a workbook"),
        pytest.param(b"\xff\xfe\xff", id="half a UTF-16"),
        pytest.param(b"", id="empty"),
        pytest.param(b"\n\n,,,\n", id="blank"),
        pytest.param(b"colour,size\nred,5\n", id="other columns"),
        pytest.param(random.Random(1).randbytes(5_000), id="noise"),
    ],
)
def test_a_file_that_is_not_what_it_should_be_leaves_no_site(folder: Path, name: str, data: bytes) -> None:
    (folder / name).write_bytes(data)
    assert {problem.file for problem in no_site(folder)} == {name}


@pytest.mark.parametrize("name", ["site.toml", *TABLES])
@pytest.mark.parametrize("kind", ["directory", "loop"])
def test_a_directory_or_a_link_to_itself_in_place_of_a_file_leaves_no_site(
    folder: Path, name: str, kind: str
) -> None:
    path = folder / name
    remove(path)
    if kind == "directory":
        path.mkdir()
    else:
        path.symlink_to(path)
    [problem] = no_site(folder)
    assert problem.file == name
    assert "cannot be read" in problem.message


@pytest.mark.parametrize("name", TABLES)
def test_a_huge_table_is_refused_before_it_is_read(folder: Path, name: str) -> None:
    with (folder / name).open("ab") as file:
        file.truncate(1_000_000_000)  # a hole: it takes no room on the disk
    start = time.process_time()
    [problem] = no_site(folder)
    assert "larger than" in problem.message
    assert time.process_time() - start < 5


def test_a_link_to_a_real_file_is_read(folder: Path, tmp_path: Path) -> None:
    for name in ("site.toml", "locations.csv", "content"):
        shutil.move(folder / name, tmp_path / name)
        (folder / name).symlink_to(tmp_path / name)
    assert load(folder).problems == ()


def test_every_wrong_setting_is_reported_at_once(folder: Path) -> None:
    problems = no_site(folder, LOCATOR_UNITS="yards", LOCATOR_NEAREST_COUNT="0")
    assert [problem.column for problem in problems] == ["nearest_count", "units"]


@pytest.mark.parametrize("name", ["acupuncturist", "../treatments/acupuncture", "Acupuncture"])
def test_a_main_treatment_that_is_not_there_leaves_no_site(folder: Path, name: str) -> None:
    [problem] = no_site(folder, LOCATOR_MAIN_TREATMENT=name)
    assert (problem.file, problem.column, problem.value) == ("site.toml", "main_treatment", name)
    assert "acupuncture, back-pain-treatment, physical-therapy" in problem.message


def test_a_main_treatment_with_an_error_leaves_no_site_and_says_why(folder: Path) -> None:
    edit(folder / "content/treatments/back-pain-treatment.md", "notice:", "notices:")
    problems = no_site(folder)
    assert {problem.file for problem in problems} == {
        "content/treatments/back-pain-treatment.md",
        "site.toml",
    }


def test_no_content_at_all_leaves_no_site(folder: Path) -> None:
    remove(folder / "content")
    assert no_site(folder)[0].column == "main_treatment"


def test_a_folder_that_is_not_there_leaves_no_site(tmp_path: Path) -> None:
    assert no_site(tmp_path / "nowhere")[0].file == "site.toml"


def test_a_file_in_place_of_the_folder_leaves_no_site(folder: Path) -> None:
    assert no_site(folder / "site.toml")[0].file == "site.toml"


# Never a traceback


def replace_by_directory(path: Path) -> None:
    remove(path)
    path.mkdir(parents=True)


def replace_by_dangling_link(path: Path) -> None:
    remove(path)
    path.parent.mkdir(parents=True, exist_ok=True)
    path.symlink_to("nowhere")


def replace_by_noise(path: Path) -> None:
    remove(path)
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(bytes(range(256)) * 40)


def cut_in_half(path: Path) -> None:
    if path.is_file():
        data = path.read_bytes()
        path.write_bytes(data[: len(data) // 2])


def double(path: Path) -> None:
    if path.is_file():
        path.write_bytes(path.read_bytes() * 2)


@pytest.mark.parametrize(
    "name",
    ["site.toml", *TABLES, ACUPUNCTURE, ARTICLE, "content/towns/fl/lake-mary.md", "content/articles/x.md"],
)
@pytest.mark.parametrize(
    "damage", [replace_by_directory, replace_by_dangling_link, replace_by_noise, cut_in_half, double]
)
def test_a_damaged_file_never_raises(folder: Path, name: str, damage: Callable[[Path], None]) -> None:
    damage(folder / name)
    loaded = load(folder)
    assert loaded.site or loaded.errors
    assert all(str(problem) and problem.cure for problem in loaded.problems)
