"""Rules.md H, 16 to 18: what pages claim, and what they warn of."""

from __future__ import annotations

import csv
from typing import TYPE_CHECKING

import pytest
from conftest import load

from acceptance.public import check, read

if TYPE_CHECKING:
    from pathlib import Path
    from typing import Any

    from starlette.testclient import TestClient

TREATMENT = "content/treatments/acupuncture.md"


def errors(report: dict[str, Any], *more: str) -> list[tuple[str, str]]:
    counted = {"error", *more}
    return [(each["file"], each["message"]) for each in report["problems"] if each["severity"] in counted]


def append(folder: Path, name: str, text: str) -> None:
    with (folder / name).open("a", encoding="utf-8") as file:
        file.write(f"\n{text}\n")


@pytest.mark.parametrize(
    "promise", ["cures back pain", "guaranteed relief", "a pain-free life", "the best clinic"]
)
def test_16_a_banned_promise_is_an_error_in_any_field(
    promise: str, folder: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert errors(check(folder, capsys)) == []
    path = folder / "clinics.csv"
    with path.open(encoding="utf-8", newline="") as file:
        rows = list(csv.DictReader(file))
    rows[0]["parking"] = f"Free lot; {promise}"
    with path.open("w", encoding="utf-8", newline="") as file:
        writer = csv.DictWriter(file, rows[0])
        writer.writeheader()
        writer.writerows(rows)
    append(folder, "content/towns/fl/daytona-beach.md", f"Here you find {promise}.")
    files = {file for file, _ in errors(check(folder, capsys))}
    assert {"clinics.csv", "content/towns/fl/daytona-beach.md"} <= files


def test_16_florida_wants_the_licensee_named_and_free_offers_explained(
    folder: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    append(folder, "content/towns/fl/lake-mary.md", "Your first visit is free.")
    people = folder / "practitioners.csv"
    kept = [line for line in people.read_text(encoding="utf-8").splitlines() if ",lake-mary," not in line]
    people.write_text("\n".join(kept) + "\n", encoding="utf-8")
    told = " ".join(f"{file} {message}" for file, message in errors(check(folder, capsys), "warning"))
    assert "content/towns/fl/lake-mary.md" in told
    assert "nobody there has a title" in told


def test_17_a_claim_needs_its_source_and_a_side_needs_the_other(
    folder: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    append(folder, TREATMENT, "Acupuncture relieves back pain within a week.")
    assert any(file == TREATMENT for file, _ in errors(check(folder, capsys)))
    path = folder / TREATMENT
    path.write_text(path.read_text(encoding="utf-8").replace("[^nice-ng59]", ""), encoding="utf-8")
    assert any("not the guideline against" in message for _, message in errors(check(folder, capsys)))


def test_18_the_red_flags_stand_before_the_first_booking_link(client: TestClient, folder: Path) -> None:
    site = load(folder).site
    assert site
    pages = [site.urls.treatment(slug) for slug in site.treatments]
    pages += [site.urls.landing(slug, town) for town in site.towns for slug in town.treatments]
    seen = 0
    for path in pages:
        if client.get(path).status_code != 200:
            continue
        page = read(client, path)
        (card,) = page.xpath("//*[@id='emergency']")
        assert 1 <= len(card.xpath(".//li")) <= 5
        assert not card.xpath(".//a")
        assert not card.xpath("ancestor-or-self::details")
        order = [
            element
            for element in page.iter("a", "section")
            if element.get("id") == "emergency"
            or element.get("href") == "#emergency"
            or "/book/" in (element.get("href") or "")
        ]
        first = order[0]
        assert first.get("href") == "#emergency" or first is card, path
        seen += 1
    assert seen > 20
