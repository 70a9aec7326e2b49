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
