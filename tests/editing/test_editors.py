"""Editors: names and hashes in a file that only its owner reads."""

from __future__ import annotations

import json
import stat
import unicodedata
from concurrent.futures import ThreadPoolExecutor
from typing import TYPE_CHECKING

import pytest

from locator.editing.editors import ONLY, VARIABLE, Editors
from locator.errors import LocatorError, UsageError

if TYPE_CHECKING:
    from pathlib import Path

ACCENTED = "cuatro palabras en español"
GOOD = "four plain words do well"


def test_a_folder_has_no_editors_until_one_is_added(tmp_path: Path) -> None:
    editors = Editors(tmp_path, {})
    assert not editors.is_any
    assert editors.verify("Ana", GOOD) is None
    assert editors.add("Ana", GOOD)
    assert editors.is_any
    assert editors.names() == ("Ana",)


def test_the_password_is_not_in_the_file_which_is_its_owners(tmp_path: Path) -> None:
    editors = Editors(tmp_path, {})
    editors.add("Ana", GOOD)
    assert GOOD.encode() not in editors.path.read_bytes()
    assert "$argon2id$" in editors.path.read_text()
    assert stat.S_IMODE(editors.path.stat().st_mode) == 0o600
    assert stat.S_IMODE(editors.path.parent.stat().st_mode) == 0o700
    assert {path.name for path in editors.path.parent.iterdir()} == {"editors.json", "editors.lock"}


def test_a_password_lets_its_editor_in_and_nobody_else(tmp_path: Path) -> None:
    editors = Editors(tmp_path, {})
    editors.add("Ana Example", GOOD)
    editors.add("Bo", "another four words there")
    found = editors.verify("  ana   EXAMPLE ", GOOD)
    assert found
    assert found.name == "Ana Example"
    for name, password in (
        ("Ana Example", "another four words there"),
        ("Bo", GOOD),
        ("", GOOD),
        ("Ana Example", ""),
        ("Ana Example", GOOD.upper()),
        ("Ana Example", f"{GOOD}\0"),
        ("Ana Example", "x" * 100_000),
        ("Ana Example\0", GOOD),
    ):
        assert editors.verify(name, password) is None


def test_letters_count_however_a_keyboard_makes_them(tmp_path: Path) -> None:
    editors = Editors(tmp_path, {})
    editors.add("Zoé", unicodedata.normalize("NFC", ACCENTED))
    assert editors.verify("Zoé", unicodedata.normalize("NFD", ACCENTED))


@pytest.mark.parametrize(
    "password", ["", "short", "elevenchars", "aaaaaaaaaaaaaaaa", "abababababababab", "x" * 2_000]
)
def test_weak_passwords_are_refused(tmp_path: Path, password: str) -> None:
    editors = Editors(tmp_path, {})
    with pytest.raises(UsageError, match="password"):
        editors.add("Ana", password)
    assert not editors.is_any


@pytest.mark.parametrize("name", ["", "   ", "x" * 61, "Ana\x1b[2J", "Ana\x00", "A\u200bna"])
def test_names_that_are_none_are_refused(tmp_path: Path, name: str) -> None:
    with pytest.raises(UsageError, match="is no name"):
        Editors(tmp_path, {}).add(name, GOOD)


def test_a_name_that_is_there_gets_a_new_password(tmp_path: Path) -> None:
    editors = Editors(tmp_path, {})
    editors.add("Ana", GOOD)
    assert not editors.add("ANA", "another four words there")
    assert editors.names() == ("ANA",)
    assert editors.verify("Ana", GOOD) is None


def test_who_is_removed_is_gone(tmp_path: Path) -> None:
    editors = Editors(tmp_path, {})
    editors.add("Ana", GOOD)
    assert not editors.remove("Bo")
    assert editors.remove("ana")
    assert not editors.is_any


def test_nobody_is_lost_when_several_are_added_at_once(tmp_path: Path) -> None:
    """Each reads the file anew when its turn has come."""
    names = tuple(f"Editor {number}" for number in range(8))
    with ThreadPoolExecutor(len(names)) as workers:
        assert all(workers.map(lambda name: Editors(tmp_path, {}).add(name, GOOD), names))
        assert Editors(tmp_path, {}).names() == names
        assert all(workers.map(lambda name: Editors(tmp_path, {}).remove(name), names[1:]))
    assert Editors(tmp_path, {}).names() == names[:1]


def test_a_file_in_the_way_is_told(tmp_path: Path) -> None:
    (tmp_path / ".locator").write_text("mine")
    with pytest.raises(UsageError, match="is a file, but locator keeps"):
        Editors(tmp_path, {}).add("Ana", GOOD)


@pytest.mark.parametrize(
    "damage", ["", "{", "[]", '{"editors": [{}]}', '{"editors": 3}', "\x00", '{"editors": [1]}']
)
def test_a_damaged_file_lets_nobody_in_and_is_told(tmp_path: Path, damage: str) -> None:
    editors = Editors(tmp_path, {})
    editors.add("Ana", GOOD)
    editors.path.write_text(damage)
    assert not editors.is_any
    assert editors.verify("Ana", GOOD) is None
    with pytest.raises(LocatorError, match=r"editors\.json cannot be read"):
        editors.add("Bo", GOOD)
    assert editors.path.read_text() == damage


def test_a_hash_that_is_none_lets_nobody_in(tmp_path: Path) -> None:
    editors = Editors(tmp_path, {})
    editors.add("Ana", GOOD)
    editors.path.write_text(json.dumps({"editors": [{"name": "Ana", "hash": GOOD}]}))
    assert editors.verify("Ana", GOOD) is None


def test_the_environment_may_name_one_password(tmp_path: Path) -> None:
    editors = Editors(tmp_path, {VARIABLE: GOOD})
    assert editors.is_any
    assert editors.verify(ONLY, GOOD)
    assert editors.verify(ONLY, "another four words there") is None
    assert not editors.path.exists()


def test_a_weak_password_of_the_environment_stops_the_start(tmp_path: Path) -> None:
    with pytest.raises(UsageError, match=f"{VARIABLE}: the password is too short"):
        Editors(tmp_path, {VARIABLE: "hunter2"})
