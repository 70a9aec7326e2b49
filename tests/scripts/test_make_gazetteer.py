from __future__ import annotations

import gzip
import importlib.util
import json
import shutil
import sqlite3
import subprocess
import sys
from contextlib import closing
from pathlib import Path
from typing import Any

import pytest

ROOT = Path(__file__).resolve().parents[2]
SCRIPT = ROOT / "scripts" / "make_gazetteer.py"

HEADER = "kind\tname\tstate\tcounty3\tlat\tlon\tpop\ttz\talt"
COUNTIES = [
    {"fips": "12127", "name": "Volusia County", "state": "FL"},
    {"fips": "12039", "name": "Gadsden County", "state": "FL"},
    {"fips": "12117", "name": "Seminole County", "state": "FL"},
    {"fips": "22071", "name": "Orleans Parish", "state": "LA"},
    {"fips": "09003", "name": "Hartford County", "state": "CT"},
    {"fips": "72127", "name": "San Juan Municipio", "state": "PR"},
]


@pytest.fixture(scope="module")
def real_table(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The table that the real sources give, made in this process."""
    spec = importlib.util.spec_from_file_location("make_gazetteer", SCRIPT)
    assert spec and spec.loader
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    path = tmp_path_factory.mktemp("real") / "gazetteer.sqlite"
    module.main(path)
    return path


def source_tree(root: Path, *rows: str) -> Path:
    """A tree with the real script and sources of its own; answers where the table will be."""
    for part in ("scripts", "sources", "locator/geo", "locator/data"):
        (root / part).mkdir(parents=True)
    shutil.copy(SCRIPT, root / "scripts")
    shutil.copy(ROOT / "locator" / "geo" / "names.py", root / "locator" / "geo")
    listed, localities = [HEADER], [HEADER]
    for row in rows:
        (localities if row.startswith("L;") else listed).append(row.replace(";", "\t"))
    for name, lines in (("us_gazetteer", listed), ("us_localities", localities)):
        (root / "sources" / f"{name}.tsv.gz").write_bytes(gzip.compress("\n".join(lines).encode()))
    (root / "sources" / "us_counties.json").write_text(json.dumps(COUNTIES), encoding="utf-8")
    return root / "locator" / "data" / "gazetteer.sqlite"


def run(root: Path, cwd: Path) -> subprocess.CompletedProcess[str]:
    """Runs the script without any installed package, from another folder."""
    command = [sys.executable, "-I", "-S", str(root / "scripts" / "make_gazetteer.py")]
    return subprocess.run(command, cwd=cwd, capture_output=True, text=True, check=False)


def table_of(root: Path, *rows: str) -> list[tuple[Any, ...]]:
    """(key, region, rank, place, county) of every name."""
    path = source_tree(root, *rows)
    assert run(root, cwd=root.parent).stderr == ""
    return query(
        path,
        "SELECT key, name.region, rank, place.name, county.name FROM name "
        "JOIN place ON place.id = place JOIN county ON county.id = county ORDER BY 1, 2, 3, place",
    )


def query(path: Path, sql: str) -> list[tuple[Any, ...]]:
    with closing(sqlite3.connect(path)) as base:
        return base.execute(sql).fetchall()


def test_the_same_sources_give_the_same_bytes_everywhere(real_table: Path, tmp_path: Path) -> None:
    source_tree(tmp_path / "tree")
    shutil.copytree(ROOT / "sources", tmp_path / "tree" / "sources", dirs_exist_ok=True)
    run(tmp_path / "tree", cwd=tmp_path)
    other = tmp_path / "tree" / "locator" / "data" / "gazetteer.sqlite"
    assert real_table.read_bytes() == other.read_bytes()
    assert [path.name for path in other.parent.iterdir()] == ["gazetteer.sqlite"]


def test_an_equal_file_is_left_untouched_and_a_stale_one_is_replaced(tmp_path: Path) -> None:
    out = source_tree(tmp_path, "P;DeLand;FL;127;29.0283;-81.3031;30195;;")
    run(tmp_path, cwd=tmp_path)
    fresh, inode = out.read_bytes(), out.stat().st_ino
    run(tmp_path, cwd=tmp_path)
    assert out.stat().st_ino == inode
    out.write_bytes(b"stale")
    run(tmp_path, cwd=tmp_path)
    assert out.read_bytes() == fresh


def test_a_damaged_source_leaves_the_old_file_and_no_rubbish(tmp_path: Path) -> None:
    out = source_tree(tmp_path)
    out.write_bytes(b"old")
    source = tmp_path / "sources" / "us_gazetteer.tsv.gz"
    source.write_bytes((ROOT / "sources" / "us_gazetteer.tsv.gz").read_bytes()[:100_000])
    assert run(tmp_path, cwd=tmp_path).returncode != 0
    assert [path.name for path in out.parent.iterdir()] == ["gazetteer.sqlite"]
    assert out.read_bytes() == b"old"


def test_one_town_listed_twice_is_one_place_and_namesakes_far_apart_are_two(tmp_path: Path) -> None:
    table = table_of(
        tmp_path,
        "P;St Marys;FL;127;30.7568;-81.5717;0;;",
        "P;St. Marys;FL;127;30.7305;-81.5465;17968;;",
        "P;Midway;FL;039;30.4955;-84.4544;3276;;",
        "P;Midway;FL;117;28.7903;-81.2309;1705;;",
    )
    assert table == [
        ("midway", "FL", 0, "Midway", "Gadsden County"),
        ("midway", "FL", 0, "Midway", "Seminole County"),
        ("saintmarys", "FL", 0, "St. Marys", "Volusia County"),
    ]


def test_other_names_are_kept_only_if_somebody_may_mean_this_place(tmp_path: Path) -> None:
    table = table_of(
        tmp_path,
        "P;Daytona Beach;FL;127;29.2108;-81.0228;72647;;"
        "DAB|ADA|Daytona|Dejtona Bich|Midway|Town of Daytona|daytwna bytsh",
        "P;Midway;LA;071;30.4955;-84.4544;3276;;",
        "P;Ada;LA;071;30.0;-90.0;500;;",
    )
    assert [row[:3] for row in table if row[3] == "Daytona Beach"] == [
        ("dab", "FL", 3),
        ("daytona", "FL", 1),
        ("daytonabeach", "FL", 0),
    ]


def test_names_of_registers_and_of_what_is_gone_are_tidied(tmp_path: Path) -> None:
    table = table_of(
        tmp_path,
        "P;City of Milford (balance);CT;003;41.22;-73.06;51271;;",
        "P;Village of Oak Creek (Big Park);LA;071;34.78;-111.76;6147;;",
        "P;Bell Road (historical);LA;071;29.9;-90.2;6137;;",
        "P;Old Courthouse Annex;LA;071;29.9;-90.1;0;;",
    )
    assert [row[:4] for row in table] == [
        ("bigpark", "LA", 1, "Village of Oak Creek (Big Park)"),
        ("milford", "CT", 0, "Milford"),
        ("villageofoakcreek", "LA", 1, "Village of Oak Creek (Big Park)"),
        ("villageofoakcreekbigpark", "LA", 0, "Village of Oak Creek (Big Park)"),
    ]


def test_a_post_office_without_a_town_of_its_name_becomes_known(tmp_path: Path) -> None:
    table = table_of(
        tmp_path,
        "P;Lake Worth Beach;FL;127;26.6;-80.1;37498;;Lake Worth",
        "P;Mission Hills;FL;127;29.0;-81.0;3576;;",
        "Z;33460;FL;127;26.62;-80.06;;;Lake Worth",
        "Z;91345;FL;039;30.5;-84.5;;;Mission Hills",
    )
    assert table == [
        ("lakeworth", "FL", 1, "Lake Worth Beach", "Volusia County"),
        ("lakeworthbeach", "FL", 0, "Lake Worth Beach", "Volusia County"),
        ("missionhills", "FL", 0, "Mission Hills", "Volusia County"),
        ("missionhills", "FL", 2, "Mission Hills", "Gadsden County"),
    ]


def test_townships_and_small_places_are_known_where_no_town_nearby_has_their_name(tmp_path: Path) -> None:
    table = table_of(
        tmp_path,
        "P;Geneva;FL;117;28.74;-81.11;2940;;",
        "L;Geneva;FL;117;28.75;-81.12;;;",
        "L;Geneva Township;FL;117;28.75;-81.12;;;",
        "L;Geneva;FL;039;30.5;-84.5;;;",
        "L;Woolwich Township;FL;127;29.0;-81.3;;;",
        "L;Bath (Springs);FL;127;29.5;-81.3;;;",
    )
    assert table == [
        ("bath", "FL", 4, "Bath (Springs)", "Volusia County"),
        ("bathsprings", "FL", 4, "Bath (Springs)", "Volusia County"),
        ("geneva", "FL", 0, "Geneva", "Seminole County"),
        ("geneva", "FL", 4, "Geneva", "Gadsden County"),
        ("genevatownship", "FL", 4, "Geneva Township", "Seminole County"),
        ("springs", "FL", 4, "Bath (Springs)", "Volusia County"),
        ("woolwich", "FL", 4, "Woolwich Township", "Volusia County"),
        ("woolwichtownship", "FL", 4, "Woolwich Township", "Volusia County"),
    ]


def test_zips_know_their_nearest_namesake_their_territory_and_new_counties(tmp_path: Path) -> None:
    path = source_tree(
        tmp_path,
        "P;Midway;FL;039;30.4955;-84.4544;3276;;",
        "P;Midway;FL;117;28.7903;-81.2309;1705;;",
        "Z;32343;FL;039;30.5;-84.5;;;Midway",
        "Z;06103;CT;110;41.7672;-72.6760;;;Hartford",
        "Z;00901;;;18.4666;-66.1080;;;",
        "Z;96960;MH;020;7.1128;171.2370;;;Marshall Islands",
    )
    run(tmp_path, cwd=tmp_path)
    rows = query(
        path,
        "SELECT code, zip.region, county.name, place.name, c.name FROM zip "
        "JOIN county ON county.id = zip.county LEFT JOIN place ON place.id = place "
        "LEFT JOIN county c ON c.id = place.county",
    )
    assert rows == [
        (901, "PR", "", None, None),
        (6103, "CT", "Capitol Planning Region", "Hartford", "Capitol Planning Region"),
        (32343, "FL", "Gadsden County", "Midway", "Gadsden County"),
    ]


def test_the_real_table_is_small_and_its_names_have_keys(real_table: Path) -> None:
    assert real_table.stat().st_size < 7_000_000
    assert query(real_table, "SELECT key FROM name WHERE key = ''") == []
    assert query(real_table, "SELECT region FROM place WHERE region = 'MH'") == []
    orphans = "SELECT code FROM zip WHERE place IS NULL AND region NOT IN "
    assert query(real_table, f"{orphans} ('PR', 'VI', 'GU', 'MP', 'AS', 'HI')") == []
