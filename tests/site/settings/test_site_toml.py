"""site.toml and the environment: what each setting takes, and every mistake with its key, value and cure."""

from __future__ import annotations

from dataclasses import fields
from datetime import date
from pathlib import Path

import pytest

from locator.model.data_source import DataSource
from locator.model.problem import Problem, Severity
from locator.model.units import KM_PER_MILE
from locator.site.settings.config import Config
from locator.site.settings.site_toml import MAX_BYTES, SETTINGS, load_config
from locator.site.settings.values import parse_radius
from locator.site.settings.wording import FURTHER

REQUIRED: dict[str, object] = {
    "name": "Example Clinics",
    "base_url": "https://clinics.example",
    "main_treatment": "back-pain-treatment",
}
DEMONSTRATION = REQUIRED | {"demonstration": True}


def toml(settings: dict[str, object]) -> str:
    """The settings as a person writes them; texts, truths, numbers, days and lists suffice."""
    return "".join(f"{key} = {shown(value)}\n" for key, value in settings.items())


def shown(value: object) -> str:
    if isinstance(value, bool):
        return str(value).lower()
    return f'"{value}"' if isinstance(value, str) else str(value)


@pytest.fixture
def path(tmp_path: Path) -> Path:
    return tmp_path / "site.toml"


def read(
    path: Path, settings: dict[str, object] | str | bytes, **environ: str
) -> tuple[Config | None, list[Problem]]:
    text = toml(settings) if isinstance(settings, dict) else settings
    path.write_bytes(text.encode() if isinstance(text, str) else text)
    return load_config(path, environ)


def good(path: Path, settings: dict[str, object] | str | bytes, **environ: str) -> Config:
    config, problems = read(path, settings, **environ)
    assert problems == []
    assert config
    return config


def only_problem(path: Path, settings: dict[str, object] | str | bytes, **environ: str) -> Problem:
    config, problems = read(path, settings, **environ)
    assert config is None
    [problem] = problems
    assert problem.severity is Severity.ERROR
    assert problem.file == "site.toml" or problem.file in environ
    assert problem.cure
    return problem


def test_three_settings_are_a_site_and_the_rest_has_defaults(path: Path) -> None:
    assert good(path, REQUIRED) == Config("Example Clinics", "https://clinics.example", "back-pain-treatment")


def test_every_field_of_the_config_can_be_set() -> None:
    settings = {field for field, _ in SETTINGS.values()} - set(FURTHER) | {"wordings"}
    assert settings == {field.name for field in fields(Config)}


@pytest.mark.parametrize(
    ("key", "value", "field", "meant"),
    [
        ("name", "  Back   Care ", "name", "Back Care"),
        ("base_url", "https://clinics.example/", "base_url", "https://clinics.example"),
        ("base_url", "https://clinics.example///", "base_url", "https://clinics.example"),
        ("base_url", "http://127.0.0.1:8000", "base_url", "http://127.0.0.1:8000"),
        ("base_url", "http://localhost:8000/", "base_url", "http://localhost:8000"),
        ("base_url", "http://[::1]:8000", "base_url", "http://[::1]:8000"),
        ("base_url", "HTTPS://Clinics.Example", "base_url", "https://clinics.example"),
        ("main_treatment", "acupuncture", "main_treatment", "acupuncture"),
        ("description", "Find a clinic.", "description", "Find a clinic."),
        ("publisher", "Example Ltd.", "publisher", "Example Ltd."),
        ("email", "hello@clinics.example", "email", "hello@clinics.example"),
        ("phone", "(386) 252-1234", "phone", "(386) 252-1234"),
        ("language", "en", "language", "en"),
        ("languages", ["en"], "languages", ("en",)),
        ("country", "US", "country", "US"),
        ("units", "km", "units", "km"),
        ("service_radius", "25 miles", "service_radius_km", 25 * KM_PER_MILE),
        ("service_radius", "40 km", "service_radius_km", 40.0),
        ("service_radius", "40 KM", "service_radius_km", 40.0),
        ("service_radius", "2.5 mi", "service_radius_km", 2.5 * KM_PER_MILE),
        ("service_radius", "1 mile", "service_radius_km", KM_PER_MILE),
        ("service_radius", 10, "service_radius_km", 10 * KM_PER_MILE),
        ("service_radius", "60 miles", "service_radius_km", 60 * KM_PER_MILE),
        ("nearest_count", 1, "nearest_count", 1),
        ("nearest_count", 10, "nearest_count", 10),
        ("clinic_noun", "hospital", "clinic_noun", "hospital"),
        ("clinics_noun", "hospitals", "clinics_noun", "hospitals"),
        ("affiliated", False, "affiliated", False),
        ("demonstration", True, "demonstration", True),
        ("notice", "No emergencies.", "notice", "No emergencies."),
        ("allow_ai_training", True, "allow_ai_training", True),
        ("allow_ai_search", False, "allow_ai_search", False),
        ("allow_ai_user_fetch", False, "allow_ai_user_fetch", False),
    ],
)
def test_a_good_value_is_read(path: Path, key: str, value: object, field: str, meant: object) -> None:
    assert getattr(good(path, REQUIRED | {key: value}), field) == meant


@pytest.mark.parametrize(
    ("key", "value", "message", "cure"),
    [
        ("name", " ", "the text is blank", "take the setting out"),
        ("name", 5, "not a text", "double quotes"),
        ("name", "Back\\u0000Care", "control character", "type it anew"),
        ("base_url", "clinics.example", "not the address of a site", "https://www.example.org"),
        ("base_url", "ftp://clinics.example", "not the address of a site", "https://www.example.org"),
        ("base_url", "https://", "not the address of a site", "https://www.example.org"),
        ("base_url", "https://clinics.example/florida", "not the address of a site", "www.example.org"),
        ("base_url", "https://clinics.example?", "not the address of a site", "www.example.org"),
        ("base_url", "https://clinics.example#", "not the address of a site", "www.example.org"),
        ("base_url", "https://me@clinics.example", "not the address of a site", "www.example.org"),
        ("base_url", "https://clinics example", "not the address of a site", "www.example.org"),
        ("base_url", "https://clinics.example:http", "not the address of a site", "www.example.org"),
        ("base_url", 'https://clinics.example\\"', "not the address of a site", "www.example.org"),
        ("base_url", "https://clin\\nics.example", "not the address of a site", "www.example.org"),
        ("base_url", "https://[::1", "not the address of a site", "www.example.org"),
        ("base_url", "https://-.example", "not the address of a site", "www.example.org"),
        ("main_treatment", True, "not a text", "double quotes"),
        ("email", "hello", "not an e-mail address", "hello@example.org"),
        ("email", "a@b.example?bcc=c@d.example", "not an e-mail address", "hello@example.org"),
        ("email", "<a@b.example>", "not an e-mail address", "hello@example.org"),
        ("phone", "call us", "not a number that can be dialed", "(386) 252-1234"),
        ("phone", "252-1234", "not a number that can be dialed", "(386) 252-1234"),
        ("phone", "(386) 555-0100", "set aside for examples", "a number of your own"),
        ("language", "es", "not one of the choices", "write one of en"),
        ("country", "CA", "not one of the choices", "write one of US"),
        ("units", "furlongs", "not one of the choices", "write one of miles, km"),
        ("service_radius", "25 leagues", "leagues is not a unit", '"25 miles"'),
        ("service_radius", "far", "not a distance", '"25 miles"'),
        ("service_radius", "25miles", "not a distance", '"25 miles"'),
        ("service_radius", "0 miles", "not a distance", '"25 miles"'),
        ("service_radius", "-5 km", "not a distance", '"25 miles"'),
        ("service_radius", "nan km", "not a distance", '"25 miles"'),
        ("service_radius", "1_0 km", "not a distance", '"25 miles"'),
        ("service_radius", True, "not a distance", '"25 miles"'),
        ("service_radius", "61 miles", "further than a clinic can serve", "60 miles"),
        ("service_radius", "1" + "0" * 400 + " km", "further than a clinic can serve", "60 miles"),
        ("base_url", "https://[:]", "not the address of a site", "https://www"),
        ("nearest_count", 0, "not a count", "1 to 10"),
        ("nearest_count", 11, "not a count", "1 to 10"),
        ("nearest_count", 2.5, "not a count", "1 to 10"),
        ("nearest_count", "9" * 5000, "not a count", "1 to 10"),
        ("affiliated", "maybe", "neither true nor false", "without quotes"),
        ("demonstration", 1, "neither true nor false", "without quotes"),
        ("as_of", "yesterday", "not a date", "2026-11-22"),
        ("as_of", "2026-02-30", "not a date", "2026-11-22"),
        ("as_of", date(1, 1, 1), "not a day of our time", "2000 to 2099"),
        ("as_of", date.max, "not a day of our time", "2000 to 2099"),
        ("notice", ["a"], "not a text", "double quotes"),
        ("allow_ai_training", "ja", "neither true nor false", "without quotes"),
        ("sources", "GeoNames", "not a list", "[[sources]]"),
        ("holidays", ["x" * 9000], "no state has a public holiday", "Christmas Day"),
        ("service_radius", "5 " + "x" * 9000, "xxx", "25 miles"),
    ],
)
def test_a_bad_value_is_refused_with_key_value_and_cure(
    path: Path, key: str, value: object, message: str, cure: str
) -> None:
    problem = only_problem(path, REQUIRED | {key: value})
    assert problem.column == key
    assert problem.value
    assert message in problem.message
    assert cure in problem.cure
    assert len(problem.message) < 300


@pytest.mark.parametrize(
    "text",
    [
        'api_key = "S3cret"',
        '[services]\napi_key = "S3cret"',
        '[map]\ntiles = "https://a.example/{z}/{x}/{y}"\nattribution = "A"\napi_key = "S3cret"',
        '[map]\ntiles = {api_key = "S3cret"}\nattribution = "A"',
        '[[sources]]\nname = "A"\nlicence = "MIT"\napi_key = "S3cret"',
    ],
)
def test_a_key_that_has_lost_its_table_is_not_repeated(path: Path, text: str) -> None:
    problem = only_problem(path, f"{toml(REQUIRED)}{text}\n")
    assert "S3cret" not in f"{problem.value} {problem}"


@pytest.mark.parametrize("key", sorted(REQUIRED))
def test_a_setting_that_is_missing_is_named(path: Path, key: str) -> None:
    problem = only_problem(path, {name: value for name, value in REQUIRED.items() if name != key})
    assert (problem.column, problem.value) == (key, None)
    assert key in problem.cure


def test_all_mistakes_are_reported_at_once(path: Path) -> None:
    wrong: dict[str, object] = {
        "name": "",
        "units": "yards",
        "nearest_count": 99,
        "colour": "red",
        "email": "nobody",
    }
    config, problems = read(path, wrong)
    assert config is None
    keys = [problem.column for problem in problems]
    assert keys == sorted([*wrong, "base_url", "main_treatment"])
    assert '"yards"' in next(problem.message for problem in problems if problem.column == "units")


def test_a_bare_radius_is_in_the_units_of_the_site(path: Path) -> None:
    assert good(path, REQUIRED | {"units": "km", "service_radius": 40}).service_radius_km == 40
    assert good(path, REQUIRED | {"units": "miles", "service_radius": 40}).service_radius_km > 64


@pytest.mark.parametrize(("text", "units", "km"), [("40", "km", 40.0), ("30 miles", "km", 48.28032)])
def test_a_radius_of_one_town_is_read_in_the_units_of_the_site(text: str, units: str, km: float) -> None:
    assert parse_radius(text, units) == pytest.approx(km)


def test_only_a_demonstration_may_fix_its_date_or_take_a_number_from_fiction(path: Path) -> None:
    settings: dict[str, object] = {"as_of": date(2026, 11, 22), "phone": "(386) 555-0190"}
    config = good(path, DEMONSTRATION | settings)
    assert (config.as_of, config.phone) == (date(2026, 11, 22), "(386) 555-0190")
    _, problems = read(path, REQUIRED | settings)
    assert [problem.column for problem in problems] == ["as_of", "phone"]


def test_a_mistake_in_demonstration_does_not_make_others(path: Path) -> None:
    problem = only_problem(path, REQUIRED | {"demonstration": "perhaps", "as_of": date(2026, 11, 22)})
    assert problem.column == "demonstration"


# Sources


def test_sources_are_read_in_order(path: Path) -> None:
    text = (
        toml(REQUIRED)
        + '[[sources]]\nname = "A"\nlicence = "MIT"\nurl = "https://a.example/x"\n'
        + '[[sources]]\nname = "B"\nlicence = "CC0"\n'
    )
    expected = (DataSource("A", "MIT", "https://a.example/x"), DataSource("B", "CC0"))
    assert good(path, text).sources == expected


@pytest.mark.parametrize(
    ("entry", "message"),
    [
        ('name = "A"', "lacks its name or licence"),
        ('licence = "MIT"', "lacks its name or licence"),
        ('name = "A"\nlicence = "MIT"\ncolour = "red"', "lacks its name or licence"),
        ('name = 5\nlicence = "MIT"', "not a text"),
        ('name = "A"\nlicence = "MIT"\nurl = "javascript:alert(1)"', "not a web address"),
        ('name = "A"\nlicence = "MIT"\nurl = ["https://a.example"]', "not a text"),
    ],
)
def test_a_source_that_cannot_be_shown_is_refused(path: Path, entry: str, message: str) -> None:
    problem = only_problem(path, f"{toml(REQUIRED)}[[sources]]\n{entry}\n")
    assert problem.column == "sources"
    assert message in problem.message


def test_sources_that_are_no_tables_are_refused(path: Path) -> None:
    assert only_problem(path, toml(REQUIRED) + 'sources = ["GeoNames"]\n').column == "sources"


# The environment


def test_the_environment_overrides_key_by_key(path: Path) -> None:
    config = good(
        path,
        DEMONSTRATION,
        LOCATOR_BASE_URL="http://127.0.0.1:8000/",
        LOCATOR_DEMONSTRATION="false",
        LOCATOR_NEAREST_COUNT="7",
        LOCATOR_SERVICE_RADIUS="30 km",
        LOCATOR_UNITS="km",
    )
    assert config.base_url == "http://127.0.0.1:8000"
    assert (config.name, config.demonstration, config.nearest_count) == ("Example Clinics", False, 7)
    assert (config.service_radius_km, config.units) == (30.0, "km")


@pytest.mark.parametrize(("text", "meant"), [("true", True), ("1", True), ("yes", True), ("no", False)])
def test_flags_of_the_environment_are_words(path: Path, text: str, meant: bool) -> None:
    assert good(path, REQUIRED, LOCATOR_DEMONSTRATION=text).demonstration is meant


def test_the_environment_can_hold_a_date(path: Path) -> None:
    assert good(path, DEMONSTRATION, LOCATOR_AS_OF="2026-11-22").as_of == date(2026, 11, 22)


def test_the_environment_mends_a_bad_setting_and_can_break_a_good_one(path: Path) -> None:
    broken = REQUIRED | {"base_url": "nowhere"}
    mended = "https://clinics.example"
    assert good(path, broken, LOCATOR_BASE_URL=mended).base_url == mended
    assert only_problem(path, REQUIRED, LOCATOR_BASE_URL="nowhere").value == "nowhere"


def test_other_variables_of_the_environment_are_left_alone(path: Path) -> None:
    config = good(path, REQUIRED, LOCATOR_SITE="/srv/site", LOCATOR_SOURCES="x", BASE_URL="x", HOME="/")
    assert config == good(path, REQUIRED)


def test_bytes_of_the_environment_that_are_no_text_are_refused(path: Path) -> None:
    assert only_problem(path, REQUIRED, LOCATOR_NAME="A\udce9").column == "name"


# The file


def test_a_byte_order_mark_and_windows_line_ends_are_read(path: Path) -> None:
    assert good(path, b"\xef\xbb\xbf" + toml(REQUIRED).replace("\n", "\r\n").encode()).name


def test_a_missing_file_says_how_to_make_one(path: Path) -> None:
    config, [problem] = load_config(path, {})
    assert config is None
    assert "locator init" in problem.cure


@pytest.mark.parametrize(
    ("data", "message"),
    [
        (b'name = "A\xe9"', "not UTF-8"),
        ('name = "x"'.encode("utf-16"), "not UTF-8"),
        (b"\0\0\0", "not valid TOML"),
        (b'name = "A"\nbase_url https', "at line 2"),
        (b'name = "a"\nname = "b"', "not valid TOML"),
        (b"name = " + b"[" * 20_000 + b"]" * 20_000, "without end"),
        (b"nearest_count = " + b"9" * 5_000, "thousands of digits"),
        (b"nearest_count = 0x" + b"f" * 5_000, "thousands of digits"),
        (b"notice" + b".a" * 3_000 + b" = 1", "without end"),
        (b"as_of = 2026-02-30", "not valid TOML"),
        (b"#" * (MAX_BYTES + 1), "larger than 1 MB"),
    ],
)
def test_a_file_that_is_no_toml_is_one_problem(path: Path, data: bytes, message: str) -> None:
    assert message in only_problem(path, data).message


def test_a_directory_in_place_of_the_file_is_one_problem(path: Path) -> None:
    path.mkdir()
    config, [problem] = load_config(path, {})
    assert config is None
    assert "cannot be read" in problem.message


def test_a_link_that_leads_to_itself_is_one_problem(path: Path) -> None:
    path.symlink_to(path)
    assert "cannot be read" in load_config(path, {})[1][0].message
