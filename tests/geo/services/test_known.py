"""What is known of geopy's services holds of geopy."""

from __future__ import annotations

import inspect

import pytest
from geopy.geocoders import SERVICE_TO_GEOCODER

from locator.geo.services.known import (
    SERVICES,
    arguments_of,
    default_domain,
    facts_of,
    is_public_nominatim,
    make_geocoder,
    search_options,
)
from locator.model.geocoder_settings import ServiceSettings


@pytest.mark.parametrize("service", SERVICES)
def test_every_service_can_be_made_and_asked(service: str) -> None:
    needed = {name for name, is_required in arguments_of(service).items() if is_required}
    if service in ("google", "googlev3"):
        needed.add("api_key")
    if service == "here":
        needed.add("api_key")
    geocoder = make_geocoder(ServiceSettings(service, service, tuple((name, "x") for name in needed)))
    taken = inspect.signature(geocoder.geocode).parameters
    assert search_options(geocoder).keys() <= taken.keys()
    assert "exactly_one" in taken
    assert facts_of(service).title


def test_services_that_do_not_know_the_united_states_are_left_out() -> None:
    assert set(SERVICES) < SERVICE_TO_GEOCODER.keys()
    assert not {"banfrance", "baidu", "databc"} & set(SERVICES)


def test_what_cannot_be_made_is_refused_without_repeating_it() -> None:
    for arguments in ((("client_id", "my-secret"),), (("nonsense", "my-secret"),)):
        with pytest.raises(ValueError, match="cannot be used") as caught:
            make_geocoder(ServiceSettings("google", "Google", arguments))
        assert "my-secret" not in str(caught.value)
        assert caught.value.__suppress_context__


@pytest.mark.parametrize(
    ("domain", "is_public"),
    [
        ("", True),
        ("nominatim.openstreetmap.org", True),
        ("Nominatim.OpenStreetMap.org:443", True),
        ("nominatim.openstreetmap.org./", True),
        ("nominatim.example.org", False),
        ("nominatim.openstreetmap.org.example.org", False),
    ],
)
def test_the_public_nominatim_is_known_however_it_is_written(domain: str, is_public: bool) -> None:
    assert is_public_nominatim("nominatim", domain) is is_public


def test_another_service_is_not_the_public_nominatim() -> None:
    assert not is_public_nominatim("photon", "")
    assert default_domain("photon") == "photon.komoot.io"
    assert default_domain("liveaddress") == ""
