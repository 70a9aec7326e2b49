"""The list of parts is of the locks, well formed, and has no licence that nobody has looked at."""

from __future__ import annotations

import importlib.util
import json
import re
import sys
from typing import TYPE_CHECKING

import pytest
from conftest import ROOT
from cyclonedx.schema import SchemaVersion
from cyclonedx.validation.json import JsonStrictValidator

if TYPE_CHECKING:
    from types import ModuleType


@pytest.fixture(scope="module")
def maker() -> ModuleType:
    spec = importlib.util.spec_from_file_location("parts", ROOT / "scripts" / "parts.py")
    assert spec
    assert spec.loader
    module = importlib.util.module_from_spec(spec)
    sys.modules["parts"] = module  # dataclasses look there
    spec.loader.exec_module(module)
    return module


def test_both_lists_are_what_the_locks_say(maker: ModuleType) -> None:
    """If not: scripts/list-parts."""
    parts = maker.all_parts()
    assert maker.SBOM.read_text(encoding="utf-8") == maker.render_sbom(parts)
    assert maker.LICENCES.read_text(encoding="utf-8") == maker.render_licences(parts)


def test_programs_understand_the_list(maker: ModuleType) -> None:
    text = maker.SBOM.read_text(encoding="utf-8")
    assert JsonStrictValidator(SchemaVersion.V1_6).validate_str(text) is None
    names = [part["bom-ref"] for part in json.loads(text)["components"]]
    assert len(names) == len(set(names))


def pins(lock: str) -> set[tuple[str, str]]:
    """The names and versions that a lock has."""
    text = (ROOT / "requirements" / lock).read_text(encoding="utf-8")
    return set(re.findall(r"^([\w.-]+)(?:\[\w+\])?==(\S+)", text, re.MULTILINE))


def test_every_pin_of_a_server_is_a_part(maker: ModuleType) -> None:
    assert len(pins("serve.txt")) > 20
    assert {f"pkg:pypi/{name}@{version}" for name, version in pins("serve-all.txt")} <= {
        part.url for part in maker.python_parts()
    }


def test_what_every_extra_needs_is_locked_once() -> None:
    """A server on a database has the libraries of any other, and those that the tests ran with."""
    more = {name for name, _ in pins("serve-all.txt") - pins("serve.txt")}
    assert {"obstore", "psycopg", "psycopg-pool"} <= more
    assert pins("serve.txt") < pins("serve-all.txt") <= pins("dev.txt")


def test_somebody_has_looked_at_every_licence(maker: ModuleType) -> None:
    for part in maker.all_parts():
        chosen = part.licence.split(" OR ")  # one of them is enough
        fine = [each for each in chosen if maker.words_of(each) <= {*maker.PERMISSIVE, *maker.WORTH_KNOWING}]
        assert fine, f"{part.name} is under {part.licence}"
        assert not re.search(r"\bA?GPL", part.licence), part.name


def test_what_asks_for_more_than_its_text_is_named(maker: ModuleType) -> None:
    said = maker.LICENCES.read_text(encoding="utf-8").partition("## Worth knowing")[2]
    for part in maker.all_parts():
        if part.scope != "excluded" and maker.words_of(part.licence) & {*maker.WORTH_KNOWING}:
            assert part.name in said


def test_every_data_file_has_its_sources_and_their_licence(maker: ModuleType) -> None:
    told = (ROOT / "locator" / "data" / "LICENSES.md").read_text(encoding="utf-8")
    made = {part.why.strip("`") for part in maker.data_parts()}
    assert made == {"gazetteer.sqlite", "outlines.sqlite"}
    for file in (ROOT / "locator" / "data").iterdir():
        if file.suffix in (".sqlite", ".json", ".toml"):
            assert f"`{file.name}`" in told


def test_a_licence_that_nobody_can_read_off_stops_the_list(maker: ModuleType) -> None:
    maker_read = dict(maker.READ)
    maker.READ.pop("jinja2")
    with pytest.raises(SystemExit, match="jinja2 does not say its licence"):
        maker.licence_of("jinja2")
    maker.READ.update(maker_read)
