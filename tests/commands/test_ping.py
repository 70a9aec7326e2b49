"""`locator ping`: nothing leaves without --send, and what was not received stays news (rule A37)."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

import pytest
from conftest import load
from stand_in import Reply

from locator.cli import main

if TYPE_CHECKING:
    from pathlib import Path

    from stand_in import StandIn

pytestmark = pytest.mark.enable_socket

KEY = "0f3c8a52-our-own"


@pytest.fixture
def keyed(folder: Path, server: StandIn) -> Path:
    """A folder with a key and a record, whose announcements go to the server on loopback."""
    with (folder / "site.toml").open("a", encoding="utf-8") as settings:
        settings.write(f'\n[indexnow]\nkey = "{KEY}"\nendpoint = "http://{server.domain}/indexnow"\n')
    assert main(["record", str(folder)]) == 0
    return folder


def sent(server: StandIn) -> list[str]:
    addresses = [json.loads(asked.body)["urlList"] for asked in server.asked]
    server.asked.clear()
    return [address.removeprefix("https://clinics.example") for each in addresses for address in each]


def test_only_real_changes_are_sent_and_only_once(
    keyed: Path, server: StandIn, capsys: pytest.CaptureFixture[str]
) -> None:
    """Rule A37: added, updated and deleted addresses, by the digests that date the sitemap."""
    capsys.readouterr()
    before = (keyed / "ledger.csv").read_bytes()
    assert main(["ping", str(keyed)]) == 0
    assert "Nothing was sent; --send does." in capsys.readouterr().out
    assert (not server.asked, (keyed / "ledger.csv").read_bytes()) == (True, before)

    assert main(["ping", str(keyed), "--send"]) == 0
    first = sent(server)
    site = load(keyed).site
    assert site
    assert set(first) == {path for path, line in site.ledger.lines.items() if line.listing == "yes"}
    assert main(["ping", str(keyed), "--send"]) == 0
    assert not server.asked
    assert capsys.readouterr().out.endswith("Nothing is new since the last ping.\n")

    clinics = keyed / "clinics.csv"
    clinics.write_text(clinics.read_text("utf-8").replace("(386) 555-0136", "(386) 555-0137"), "utf-8")
    (keyed / "content" / "articles" / "sciatica.md").unlink()
    assert main(["ping", str(keyed), "--send"]) == 0
    assert "have changed since they were recorded" in capsys.readouterr().err
    assert not server.asked
    assert main(["record", str(keyed)]) == 0
    assert main(["ping", str(keyed), "--send"]) == 0
    second = sent(server)
    assert {"/clinics/orange-city/", "/clinics/", "/articles/sciatica/"} <= set(second)
    assert not {"/about/", "/clinics/lake-mary/", "/articles/first-visit/"} & set(second)
    assert "/articles/sciatica/" not in (keyed / "ledger.csv").read_text("utf-8")


def test_what_was_not_received_is_not_marked_as_sent(
    keyed: Path, server: StandIn, capsys: pytest.CaptureFixture[str]
) -> None:
    """Rule A37."""
    before = (keyed / "ledger.csv").read_bytes()
    server.reply = Reply(b"", 403)
    assert main(["ping", str(keyed), "--send"]) == 1
    error = capsys.readouterr().err
    assert f"the site must answer https://clinics.example/{KEY}.txt with it, so publish first" in error
    assert (keyed / "ledger.csv").read_bytes() == before


@pytest.mark.parametrize("is_keyed", [True, False])
def test_without_a_key_or_a_record_there_is_nothing_to_go_by(
    is_keyed: bool, keyed: Path, server: StandIn, capsys: pytest.CaptureFixture[str]
) -> None:
    """Rule A37: opt-in."""
    if is_keyed:
        (keyed / "ledger.csv").unlink()
    else:
        text = (keyed / "site.toml").read_text("utf-8")
        (keyed / "site.toml").write_text(text.partition("[indexnow]")[0], "utf-8")
    assert main(["ping", str(keyed), "--send"]) == 2
    words = "there is no ledger.csv to go by" if is_keyed else "site.toml has no [indexnow] with a key"
    assert words in capsys.readouterr().err
    assert not server.asked
