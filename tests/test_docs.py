"""The documentation says what the code does: every setting, column, command and decision stands in it."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from locator.cli import COMMANDS
from locator.geo.services.known import POLICY
from locator.site.content import documents
from locator.site.settings import geocoder_table
from locator.site.settings.api_settings import KEYS as API_KEYS
from locator.site.settings.basemap import KEYS as MAP_KEYS
from locator.site.settings.cdn_table import KEYS as CDN_KEYS
from locator.site.settings.demand_table import KEYS as DEMAND_KEYS
from locator.site.settings.indexnow import KEYS as INDEXNOW_KEYS
from locator.site.settings.limits_table import KEYS as LIMITS_KEYS
from locator.site.settings.site_toml import SETTINGS, VARIABLES
from locator.site.settings.verdict_table import KEYS as VERDICT_KEYS
from locator.site.tables import ledger, practitioners, redirects
from locator.site.tables.clinics import clinics
from locator.site.tables.towns import locations

ROOT = Path(__file__).parent.parent
DOCS = ROOT / "docs"
REFERENCE = (DOCS / "reference/site-folder.md").read_text()


def section(title: str) -> str:
    return REFERENCE.split(f"## {title}\n")[1].split("\n## ")[0]


TABLES = ("api", "cdn", "demand", "es", "geocoder", "indexnow", "limits", "map", "sources", "verdict")


@pytest.mark.parametrize("setting", [key for key in SETTINGS if key not in TABLES])
def test_every_setting_is_described(setting: str) -> None:
    assert f"`{setting}`" in section("site.toml")


@pytest.mark.parametrize(
    "setting", [*API_KEYS, *CDN_KEYS, *DEMAND_KEYS, *LIMITS_KEYS, *MAP_KEYS, *INDEXNOW_KEYS, *VERDICT_KEYS]
)
def test_every_setting_of_a_table_is_described(setting: str) -> None:
    assert f"| `{setting}` |" in section("site.toml")


@pytest.mark.parametrize(
    "table", [locations, clinics, practitioners, redirects, ledger], ids=lambda module: module.__name__
)
def test_every_column_is_described_and_no_other(table: object) -> None:
    """In the order of the code, with its form, and whether a table may do without it."""
    columns = table.COLUMNS  # type: ignore[attr-defined]
    name = str(getattr(table, "__name__", "")).rpartition(".")[2]
    text = (DOCS / "reference/columns.md").read_text().split(f"## {name}.csv\n")[1].split("\n## ")[0]
    rows = [line.strip("| ").split(" | ") for line in text.splitlines() if line.startswith("| `")]
    assert [row[0].strip("`") for row in rows] == list(columns.all)
    needed = {row[0].strip("`") for row in rows if row[1] == "yes"}
    assert needed == set(columns.required)
    assert {row[1] for row in rows} == {"yes", "no"}
    assert all(row[2] and row[3].startswith("`") for row in rows)


@pytest.mark.parametrize("variable", VARIABLES)
def test_every_variable_is_described(variable: str) -> None:
    assert f"`{variable}`" in section("Variables")


def test_no_table_has_a_file_that_the_site_folder_does_not_name() -> None:
    for name in ("locations", "clinics", "practitioners", "redirects", "ledger"):
        assert f"[{name}.csv](columns.md#{name}csv)" in section("The tables")


@pytest.mark.parametrize("key", sorted({*documents.TREATMENT_KEYS, *documents.ARTICLE_KEYS}))
def test_every_setting_of_a_text_is_described(key: str) -> None:
    assert f"`{key}`" in section("content/")


@pytest.mark.parametrize("key", geocoder_table.KEYS)
def test_every_setting_of_a_geocoder_is_described(key: str) -> None:
    assert f"`{key}`" in section("site.toml").split("### Geocoder")[1]


def test_the_public_nominatims_policy_is_linked_beside_the_setting() -> None:
    row = next(line for line in REFERENCE.splitlines() if line.startswith("| `service`"))
    assert POLICY in row


@pytest.mark.parametrize("command", COMMANDS)
def test_every_command_is_described(command: str) -> None:
    assert f"`locator {command} " in (DOCS / "reference/commands.md").read_text()


def test_every_decision_is_listed() -> None:
    listed = set(re.findall(r"\((\d{4}-[a-z-]+\.md)\)", (DOCS / "decisions/README.md").read_text()))
    assert listed == {path.name for path in DOCS.glob("decisions/0*.md")}


def test_every_page_is_listed_once() -> None:
    """Whoever looks for one begins there; decisions have a list of their own."""
    listed = re.findall(r"\]\(([^)#]+)\)", (DOCS / "README.md").read_text())
    pages = [path.relative_to(DOCS).as_posix() for path in DOCS.rglob("*.md")]
    wanted = [page for page in pages if not page.startswith("decisions/") and page != "README.md"]
    assert [page for page in sorted(wanted) if listed.count(page) != 1] == []


def test_the_readme_names_two_commands_that_exist() -> None:
    readme = (ROOT / "README.md").read_text()
    block = readme.split("## Two commands")[1].split("```")[1]
    assert re.findall(r"^scripts/\w+", block, re.MULTILINE) == ["scripts/serve", "scripts/test"]
    assert (ROOT / "scripts/serve").stat().st_mode & 0o111
    assert (ROOT / "scripts/test").stat().st_mode & 0o111


@pytest.mark.parametrize(
    "page", sorted(ROOT.glob("*.md")) + sorted(DOCS.rglob("*.md")), ids=lambda path: path.name
)
def test_links_between_documents_lead_somewhere(page: Path) -> None:
    for target in re.findall(r"\]\((?!https?:|#|mailto:)([^)#]+)", page.read_text()):
        assert (page.parent / target).exists(), target
