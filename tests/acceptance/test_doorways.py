"""Rules.md H, 1 to 3: no page is a doorway."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from conftest import ROOT, load

from acceptance.public import check, is_noindex, read, serve, sitemap, words
from locator.geo.names import fold_name

if TYPE_CHECKING:
    from pathlib import Path


KEY_WEST = "/back-pain-treatment/fl/key-west/"


def test_01_a_city_swap_is_seen_through_and_costs_its_place(
    folder: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """Rules E12 and H1: the same words with another town's name are 0.98 alike or more."""
    rows = [f"Swapton {name},FL,Seminole,28.7{n},-81.3{n}" for n, name in enumerate(("North", "South"))]
    table = "\n".join(["town,region,county,lat,lon", *rows, ""])
    (folder / "locations.csv").write_text(table, encoding="utf-8")
    with (folder / "site.toml").open("a", encoding="utf-8") as file:
        file.write("\n[verdict]\nfacts = 0\nmerge_within = 0\n")  # likeness alone is to decide
    reasons = [
        (page["verdict"], reason["ok"], reason["detail"])
        for page in check(folder, capsys)["pages"]
        for reason in page["reasons"]
        if reason["rule"] == "E1.4"
    ]
    ((verdict, is_met, detail),) = [reason for reason in reasons if not reason[1]]
    assert (verdict, is_met) == ("noindex", False)
    assert int(detail.split("%")[0]) >= 98

    for name in ("north", "south"):
        note = f"People from Swapton {name.title()} know the way. Park behind the house and ring the bell."
        (folder / "content" / "towns" / "fl" / f"swapton-{name}.md").write_text(note, encoding="utf-8")
    assert {page["verdict"] for page in check(folder, capsys)["pages"]} == {"noindex"}


def test_02_a_town_without_a_clinic_is_never_indexed_nor_in_the_sitemap(
    folder: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    with (folder / "locations.csv").open("a", encoding="utf-8") as file:
        file.write("Key West,FL\n")
    (judged,) = [page for page in check(folder, capsys)["pages"] if page["path"] == KEY_WEST]
    assert judged["verdict"] in ("noindex", "absent")
    assert any(reason["rule"] == "E1.1" and not reason["ok"] for reason in judged["reasons"])
    client = serve(folder)
    answer = client.get(KEY_WEST)
    assert answer.status_code == 404 or is_noindex(read(client, KEY_WEST))
    assert KEY_WEST not in sitemap(client)


@pytest.mark.parametrize("folder", [ROOT, ROOT / "examples" / "florida"], ids=["example", "florida"])
def test_03_no_heading_claims_a_clinic_in_a_town_without_one(folder: Path) -> None:
    site, client = load(folder).site, serve(folder)
    assert site
    claimed = 0
    for town in site.towns:
        for treatment in town.treatments:
            answer = client.get(site.urls.landing(treatment, town))
            if answer.status_code != 200:
                continue
            page = read(client, site.urls.landing(treatment, town))
            claims = f" in {town.name}" in words(page.xpath("//h1")[0])
            claimed += claims
            places = {
                fold_name(clinic.address.locality)
                for clinic in site.clinics
                if clinic.is_open_for_patients and clinic.address.region == town.region.code
            }
            names = {fold_name(name) for name in (town.name, *town.aliases)}
            assert not claims or names & places, town.label
            assert claims or "near" in words(page.xpath("//h1")[0])
    assert claimed
