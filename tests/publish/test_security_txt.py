"""Who is told of a hole in the site (RFC 9116, rule C26)."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta
from typing import TYPE_CHECKING

import pytest
from conftest import fixed_clock
from desks import live_at
from hypothesis import given
from hypothesis import strategies as st
from site_config import config
from starlette.testclient import TestClient

from locator.publish.security_txt import render_security_txt
from locator.web.app import create_app

if TYPE_CHECKING:
    from pathlib import Path

DAY = date(2026, 11, 23)


def fields(text: bytes) -> dict[str, str]:
    lines = [line.split(": ", 1) for line in text.decode("ascii").splitlines()]
    assert len({name for name, _ in lines}) == len(lines)
    return dict(lines)


def test_all_of_it() -> None:
    site = config(email="hello@clinics.example", languages=["en", "es"], es={})
    assert render_security_txt(site, DAY) == (
        b"Contact: mailto:hello@clinics.example\n"
        b"Expires: 2027-10-01T00:00:00Z\n"
        b"Preferred-Languages: en, es\n"
        b"Canonical: https://clinics.example/.well-known/security.txt\n"
    )


@pytest.mark.parametrize(
    ("own", "contact"),
    [
        (
            {"security_contact": "security@clinics.example", "email": "a@b.example"},
            "mailto:security@clinics.example",
        ),
        ({"security_contact": "https://clinics.example/hole?x=1"}, "https://clinics.example/hole?x=1"),
        ({"email": "jürgen@clinics.example"}, "mailto:j%C3%BCrgen@clinics.example"),
    ],
)
def test_the_contact_is_a_uri(own: dict[str, str], contact: str) -> None:
    assert fields(render_security_txt(config(**own), DAY))["Contact"] == contact


def test_without_anybody_to_tell_there_is_none() -> None:
    assert render_security_txt(config(), DAY) == b""


@given(st.dates(date(2000, 1, 1), date(2099, 12, 31)))
def test_it_expires_in_less_than_a_year_and_not_soon(today: date) -> None:
    text = fields(render_security_txt(config(email="a@b.example"), today))
    end = datetime.fromisoformat(text["Expires"])
    left = end - datetime(today.year, today.month, today.day, tzinfo=UTC)
    assert timedelta(300) < left < timedelta(365)


def test_it_is_served_as_plain_text(folder: Path) -> None:
    client = TestClient(create_app(live_at(folder, fixed_clock)))
    response = client.get("/.well-known/security.txt")
    assert response.status_code == 200
    assert response.headers["content-type"] == "text/plain; charset=utf-8"
    assert fields(response.content)["Expires"] == "2027-10-01T00:00:00Z"
