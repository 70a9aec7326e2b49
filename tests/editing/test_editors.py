"""Editors: names and hashes in a file that only its owner reads."""

from __future__ import annotations

import json
import stat
import unicodedata
from concurrent.futures import ThreadPoolExecutor
from typing import TYPE_CHECKING

import pytest

from locator.editing.editors import ONLY, VARIABLE, Editors
from locator.editing.folder_cabinet import FolderCabinet
from locator.errors import LocatorError, UsageError

if TYPE_CHECKING:
    from pathlib import Path

    from locator.cabinet import Cabinet

ACCENTED = "cuatro palabras en español"
GOOD = "four plain words do well"


def write(cabinet: Cabinet, data: bytes) -> None:
    with cabinet.slate("editors").alone() as slate:
        slate.write(data)


def test_a_site_has_no_editors_until_one_is_added(cabinet: Cabinet) -> None:
    editors = Editors(cabinet, {})
    assert not editors.is_any
    assert editors.verify("Ana", GOOD) is None
    assert editors.add("Ana", GOOD)
    assert editors.is_any
    assert editors.names() == ("Ana",)


def test_the_password_is_not_kept_but_its_hash(cabinet: Cabinet) -> None:
    Editors(cabinet, {}).add("Ana", GOOD)
    kept = cabinet.slate("editors").read() or b""
    assert GOOD.encode() not in kept
    assert b"$argon2id$" in kept


def test_the_file_is_its_owners(tmp_path: Path) -> None:
    Editors(FolderCabinet(tmp_path), {}).add("Ana", GOOD)
    path = tmp_path / ".locator/editors.json"
    assert stat.S_IMODE(path.stat().st_mode) == 0o600
    assert stat.S_IMODE(path.parent.stat().st_mode) == 0o700
    assert {each.name for each in path.parent.iterdir()} == {"editors.json", "editors.lock"}


def test_a_password_lets_its_editor_in_and_nobody_else(cabinet: Cabinet) -> None:
    editors = Editors(cabinet, {})
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


def test_letters_count_however_a_keyboard_makes_them(cabinet: Cabinet) -> None:
    editors = Editors(cabinet, {})
    editors.add("Zoé", unicodedata.normalize("NFC", ACCENTED))
    assert editors.verify("Zoé", unicodedata.normalize("NFD", ACCENTED))


def test_weak_passwords_are_refused(cabinet: Cabinet) -> None:
    editors = Editors(cabinet, {})
    for password in ("", "short", "elevenchars", "aaaaaaaaaaaaaaaa", "abababababababab", "x" * 2_000):
        with pytest.raises(UsageError, match="password"):
            editors.add("Ana", password)
    assert not editors.is_any


@pytest.mark.parametrize("name", ["", "   ", "x" * 61, "Ana\x1b[2J", "Ana\x00", "A\u200bna"])
def test_names_that_are_none_are_refused(tmp_path: Path, name: str) -> None:
    with pytest.raises(UsageError, match="is no name"):
        Editors(FolderCabinet(tmp_path), {}).add(name, GOOD)


def test_a_name_that_is_there_gets_a_new_password(cabinet: Cabinet) -> None:
    editors = Editors(cabinet, {})
    editors.add("Ana", GOOD)
    assert not editors.add("ANA", "another four words there")
    assert editors.names() == ("ANA",)
    assert editors.verify("Ana", GOOD) is None


def test_who_is_removed_is_gone(cabinet: Cabinet) -> None:
    editors = Editors(cabinet, {})
    editors.add("Ana", GOOD)
    assert not editors.remove("Bo")
    assert editors.remove("ana")
    assert not editors.is_any


def test_nobody_is_lost_when_several_are_added_at_once(cabinet: Cabinet) -> None:
    """Each reads the file anew when its turn has come."""
    names = tuple(f"Editor {number}" for number in range(8))
    with ThreadPoolExecutor(len(names)) as workers:
        assert all(workers.map(lambda name: Editors(cabinet, {}).add(name, GOOD), names))
        assert Editors(cabinet, {}).names() == names
        assert all(workers.map(lambda name: Editors(cabinet, {}).remove(name), names[1:]))
    assert Editors(cabinet, {}).names() == names[:1]


def test_a_file_in_the_way_is_told(tmp_path: Path) -> None:
    (tmp_path / ".locator").write_text("mine")
    with pytest.raises(UsageError, match="is a file, but locator keeps"):
        Editors(FolderCabinet(tmp_path), {}).add("Ana", GOOD)


@pytest.mark.parametrize(
    "damage", [b"", b"{", b"[]", b'{"editors": [{}]}', b'{"editors": 3}', b"\x00", b'{"editors": [1]}']
)
def test_a_damaged_slate_lets_nobody_in_and_is_told(cabinet: Cabinet, damage: bytes) -> None:
    editors = Editors(cabinet, {})
    editors.add("Ana", GOOD)
    write(cabinet, damage)
    assert not editors.is_any
    assert editors.verify("Ana", GOOD) is None
    with pytest.raises(LocatorError, match=r"editors.* cannot be read"):
        editors.add("Bo", GOOD)
    assert cabinet.slate("editors").read() == damage


def test_a_hash_that_is_none_lets_nobody_in(cabinet: Cabinet) -> None:
    editors = Editors(cabinet, {})
    editors.add("Ana", GOOD)
    write(cabinet, json.dumps({"editors": [{"name": "Ana", "hash": GOOD}]}).encode())
    assert editors.verify("Ana", GOOD) is None


def test_the_environment_may_name_one_password(cabinet: Cabinet) -> None:
    editors = Editors(cabinet, {VARIABLE: GOOD})
    assert editors.is_any
    assert editors.verify(ONLY, GOOD)
    assert editors.verify(ONLY, "another four words there") is None
    assert cabinet.slate("editors").read() is None


def test_a_weak_password_of_the_environment_stops_the_start(cabinet: Cabinet) -> None:
    found = {Editors(cabinet, {VARIABLE: GOOD}).find(ONLY) for _ in range(2)}
    assert len(found) == 1  # a session that one process has begun goes on in another
    with pytest.raises(UsageError, match=f"{VARIABLE}: the password is too short"):
        Editors(cabinet, {VARIABLE: "hunter2"})
