"""[geocoder] in site.toml: off by default, every mistake named, no key ever repeated."""

from __future__ import annotations

import tomllib
from typing import TYPE_CHECKING, Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from locator.geo.services.known import OSM, POLICY
from locator.site.settings.geocoder_table import PUBLIC_RATE, parse_geocoder
from locator.site.settings.site_toml import load_config, parse_config

if TYPE_CHECKING:
    from collections.abc import Mapping
    from pathlib import Path

    from locator.model.geocoder_settings import GeocoderSettings
    from locator.model.problem import Problem

SITE = 'name = "A"\nbase_url = "https://a.example"\nmain_treatment = "x"\n'
AGENT = "Lake Clinics finder (web@lakeclinics.org)"
SECRET = "sk-secret-4711"


def good(text: str) -> GeocoderSettings:
    settings = parse_geocoder(tomllib.loads(text))
    assert settings
    return settings


def wrong(text: str) -> dict[str, Problem]:
    config, problems = parse_config(tomllib.loads(SITE) | {"geocoder": tomllib.loads(text)})
    assert config is None
    assert problems
    assert all(problem.cure and problem.file == "site.toml" for problem in problems)
    return {problem.column or "": problem for problem in problems}


def test_it_is_off_by_default(tmp_path: Path) -> None:
    path = tmp_path / "site.toml"
    path.write_text(SITE)
    config, _ = load_config(path, {})
    assert config
    assert config.geocoder is None


def test_a_service_needs_nothing_more() -> None:
    settings = good('service = "photon"')
    assert settings.primary.title == "Photon"
    assert settings.primary.credit == OSM
    assert settings.primary.rate is None
    assert settings.fallback is None
    assert settings.cache_days == 180
    assert settings.cache == ".locator/geocoder.sqlite"


def test_all_settings_and_a_fallback_are_read() -> None:
    settings = good(f"""
        service = "pelias"
        domain = "Geo.LakeClinics.org/pelias/"
        scheme = "https"
        api_key = "{SECRET}"
        user_agent = "{AGENT}"
        timeout = 1.5
        rate = 5
        calls_per_day = 300
        attribution = "© Our county"
        cache = "cache/places.sqlite"
        cache_days = 7
        [fallback]
        service = "google"
        api_key = "{SECRET}"
    """)
    assert dict(settings.primary.arguments) == {
        "api_key": SECRET,
        "domain": "geo.lakeclinics.org/pelias",
        "scheme": "https",
        "user_agent": AGENT,
    }
    assert settings.primary.title == "Pelias at geo.lakeclinics.org"
    assert (settings.primary.timeout, settings.primary.rate) == (1.5, 5)
    assert settings.primary.calls_per_day == 300
    assert settings.primary.credit
    assert settings.primary.credit.name == "© Our county"
    assert (settings.cache, settings.cache_days) == ("cache/places.sqlite", 7)
    assert settings.fallback
    assert settings.fallback.title == "Google"
    assert SECRET not in repr(settings)


def test_answers_are_kept_as_long_as_the_stricter_service_allows() -> None:
    assert good('service = "photon"\n[fallback]\nservice = "google"\napi_key = "x"').cache_days == 30
    assert good('service = "mapbox"\napi_key = "x"').cache_days == 0


def test_every_mistake_is_told_at_once() -> None:
    problems = wrong("""
        service = "pelias"
        domain = "https://geo.example"
        timeout = 30
        rate = -1
        cache_days = "long"
        apikey = "sk-secret-4711"
        [fallback]
        service = "gogle"
    """)
    assert problems.keys() == {
        "geocoder.domain",
        "geocoder.timeout",
        "geocoder.rate",
        "geocoder.cache_days",
        "geocoder.apikey",
        "geocoder.fallback.service",
    }
    assert "pelias takes" in problems["geocoder.apikey"].cure
    assert "google" in problems["geocoder.fallback.service"].cure
    assert '"30"' in problems["geocoder.timeout"].message


@pytest.mark.parametrize("service", ["google", "mapbox", "opencage", "azure", "here", "herev7"])
def test_a_missing_key_is_told_with_the_variable_that_should_hold_it(service: str) -> None:
    cures = " ".join(problem.cure for problem in wrong(f'service = "{service}"').values())
    assert "api_key" in cures or "API_KEY" in cures


@pytest.mark.parametrize(
    "text",
    [
        'service = "photon"\napi_key = "{}"',  # Photon takes none
        'service = "google"\ntoken = "{}"\napi_key = "{}"',
        'service = "google"\nclient_id = "{}"',
        'service = "google"\napi_key = ["{}"]',
        'service = "google"\napi_key = "{}\\u0007"',
        'service = "nominatim"\nuser_agent = "{}"',
        'service = "nope"\napi_key = "{}"',
    ],
)
def test_no_problem_repeats_a_key(text: str) -> None:
    for problem in wrong(text.replace("{}", SECRET)).values():
        assert SECRET not in f"{problem} {problem.cure} {problem.value} {problem!r}"


@pytest.mark.parametrize("value", [7, "nominatim", [], True])
def test_a_table_that_is_none_is_told(value: object) -> None:
    _, problems = parse_config(tomllib.loads(SITE) | {"geocoder": value})
    assert [problem.column for problem in problems] == ["geocoder"]


def test_settings_without_a_service_are_told() -> None:
    assert wrong("timeout = 1").keys() == {"geocoder.service"}
    assert wrong('service = "photon"\n[fallback]\ntimeout = 1').keys() == {"geocoder.fallback.service"}
    assert wrong('[fallback]\nservice = "photon"').keys() == {"geocoder.service"}
    assert wrong('service = "photon"\nfallback = 7').keys() == {"geocoder.fallback"}


# The public Nominatim


@pytest.mark.parametrize(
    "agent",
    [
        None,
        "locator",
        "geopy/2.5.0",
        "my-application",
        "python-requests/2.34",
        "Mozilla/5.0 (https://lakeclinics.org)",
        "Lake Clinics",  # nobody can be reached
        "Lake Clinics (hello@example.com)",
        "specify_your_app_name_here",
    ],
)
def test_the_public_nominatim_is_refused_without_a_name_of_ones_own(agent: str | None) -> None:
    line = f'user_agent = "{agent}"' if agent else ""
    for domain in ("", 'domain = "nominatim.openstreetmap.org"'):
        problem = wrong(f'service = "nominatim"\n{domain}\n{line}')["geocoder.user_agent"]
        assert POLICY in problem.cure


def test_the_public_nominatim_has_one_call_a_second_and_the_name_of_openstreetmap() -> None:
    settings = good(f'service = "nominatim"\nuser_agent = "{AGENT}"\ndomain = "nominatim.openstreetmap.org"')
    assert settings.primary.is_public_nominatim
    assert settings.primary.rate == PUBLIC_RATE
    assert settings.primary.credit == OSM
    assert settings.primary.title == "Nominatim"
    assert good(f'service = "nominatim"\nuser_agent = "{AGENT}"\nrate = 0.5').primary.rate == 0.5


@pytest.mark.parametrize(
    ("line", "key"),
    [
        ("rate = 2", "rate"),
        ("attribution = false", "attribution"),
        ('attribution = "Lake Clinics"', "attribution"),
        ('scheme = "http"', "scheme"),
    ],
)
def test_the_public_nominatims_policy_cannot_be_set_aside(line: str, key: str) -> None:
    problems = wrong(f'service = "nominatim"\nuser_agent = "{AGENT}"\n{line}')
    assert problems.keys() == {f"geocoder.{key}"}


def test_as_a_fallback_the_public_nominatim_is_held_to_the_same() -> None:
    problems = wrong('service = "photon"\n[fallback]\nservice = "nominatim"')
    assert problems.keys() == {"geocoder.fallback.user_agent"}


def test_a_nominatim_of_ones_own_is_free() -> None:
    settings = good("""
        service = "nominatim"
        domain = "10.0.0.7:8080"
        scheme = "http"
        rate = 50
        attribution = false
    """)
    assert not settings.primary.is_public_nominatim
    assert settings.primary.rate == 50
    assert settings.primary.credit is None


# The environment


def loaded(tmp_path: Path, table: str, environ: Mapping[str, str]) -> GeocoderSettings | None:
    path = tmp_path / "site.toml"
    path.write_text(SITE + table)
    config, problems = load_config(path, environ)
    assert not problems, problems
    assert config
    return config.geocoder


def test_the_environment_overrides_key_by_key(tmp_path: Path) -> None:
    table = '[geocoder]\nservice = "google"\ntimeout = 1\n[geocoder.fallback]\nservice = "mapbox"\n'
    environ = {
        "LOCATOR_GEOCODER_API_KEY": "one",
        "LOCATOR_GEOCODER_TIMEOUT": "2.5",
        "LOCATOR_GEOCODER_FALLBACK_API_KEY": "two",
    }
    settings = loaded(tmp_path, table, environ)
    assert settings
    assert settings.fallback
    assert dict(settings.primary.arguments) == {"api_key": "one"}
    assert settings.primary.timeout == 2.5
    assert dict(settings.fallback.arguments) == {"api_key": "two"}


def test_the_environment_alone_can_name_a_service_or_switch_it_off(tmp_path: Path) -> None:
    settings = loaded(tmp_path, "", {"LOCATOR_GEOCODER_SERVICE": "photon"})
    assert settings
    assert settings.primary.service == "photon"
    off = {"LOCATOR_GEOCODER_SERVICE": ""}
    assert loaded(tmp_path, '[geocoder]\nservice = "photon"\n', off) is None


def test_a_key_that_lies_about_in_the_environment_switches_nothing_on(tmp_path: Path) -> None:
    environ = {"LOCATOR_GEOCODER_API_KEY": "x", "LOCATOR_GEOCODER_FALLBACK_API_KEY": "y"}
    assert loaded(tmp_path, "", environ) is None


texts = st.text(max_size=12)
values: st.SearchStrategy[Any] = st.one_of(
    texts, st.integers(), st.floats(), st.booleans(), st.lists(texts, max_size=2)
)
keys = st.sampled_from(
    ["service", "domain", "timeout", "rate", "api_key", "attribution", "cache", "cache_days", "scheme", "x"]
)
services = st.sampled_from(["nominatim", "photon", "google", "pelias", "liveaddress", "arcgis", "", "no"])
tables = st.dictionaries(keys, values, max_size=5)


@given(table=tables, service=services, fallback=st.one_of(values, tables))
def test_whatever_stands_there_is_settings_or_problems(
    table: dict[str, Any], service: str, fallback: object
) -> None:
    geocoder = {"fallback": fallback, **table, "service": service}
    config, problems = parse_config(tomllib.loads(SITE) | {"geocoder": geocoder})
    assert bool(config) != bool(problems)
    assert not (config and service) or config.geocoder
    assert all(str(problem) and problem.cure for problem in problems)
