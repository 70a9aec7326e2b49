"""Sessions: how long they go on, what ends them, and that their file opens no door."""

from __future__ import annotations

import sqlite3
from datetime import timedelta
from typing import TYPE_CHECKING

import pytest
from conftest import fixed_clock

from locator.editing.editors import Editor
from locator.web.workbench.door.sessions import FILE, IDLE, LONGEST, MOST, Session, Sessions
from locator.workbench.desk import Notice

if TYPE_CHECKING:
    from pathlib import Path

NOW = fixed_clock()
ANA = "Ana"


class Known:
    """Editors without a password to compare."""

    def __init__(self) -> None:
        self.secrets = {ANA: "hash of Ana's", "Bo": "hash of Bo's"}

    def find(self, name: str) -> Editor | None:
        return Editor(name, self.secrets[name]) if name in self.secrets else None


@pytest.fixture
def editors() -> Known:
    return Known()


@pytest.fixture
def sessions(tmp_path: Path, editors: Known) -> Sessions:
    return Sessions(tmp_path, editors)


def begun(sessions: Sessions, name: str = ANA, seconds: float = 0) -> Session:
    session = sessions.begin(name, f"hash of {name}'s", NOW + timedelta(seconds=seconds))
    assert session
    return session


def test_a_session_is_found_by_its_id_alone(sessions: Sessions) -> None:
    session = begun(sessions)
    assert sessions.find(session.id, NOW) == session
    for id_ in (
        "",
        "x",
        session.id[:-1],
        session.id + "=",
        session.token,
        "' OR 1=1 --",
        "\udcff",
        "é" * 9_999,
    ):
        assert sessions.find(id_, NOW) is None


def test_the_file_knows_neither_id_nor_token(sessions: Sessions, tmp_path: Path) -> None:
    session = begun(sessions)
    kept = b"".join(path.read_bytes() for path in (tmp_path / FILE).parent.iterdir())
    assert session.id.encode() not in kept
    assert session.token.encode() not in kept
    assert b"hash of" not in kept


def test_a_row_of_the_file_is_no_id(sessions: Sessions, tmp_path: Path) -> None:
    begun(sessions)
    (row,) = sqlite3.connect(tmp_path / FILE).execute("SELECT digest, stamp FROM sessions")
    assert [sessions.find(value, NOW) for value in row] == [None, None]


def test_no_two_sessions_share_an_id_or_token(sessions: Sessions) -> None:
    all_ = [begun(sessions) for _ in range(20)]
    assert len({session.id for session in all_} | {session.token for session in all_}) == 40
    assert all(len(session.id) >= 43 for session in all_)


def test_a_session_ends_when_it_is_not_used(sessions: Sessions) -> None:
    session = begun(sessions)
    assert sessions.find(session.id, NOW + timedelta(seconds=IDLE - 1))
    assert sessions.find(session.id, NOW + timedelta(seconds=2 * IDLE - 2))
    assert sessions.find(session.id, NOW + timedelta(seconds=3 * IDLE - 2)) is None


def test_a_session_ends_after_a_week_however_it_is_used(sessions: Sessions) -> None:
    session = begun(sessions)
    for hours in range(11, 168, 11):
        assert sessions.find(session.id, NOW + timedelta(hours=hours))
    assert sessions.find(session.id, NOW + timedelta(seconds=LONGEST + 1)) is None


def test_signing_out_ends_one_and_everywhere_all_of_one_editor(sessions: Sessions) -> None:
    first, second, third, other = (begun(sessions), begun(sessions), begun(sessions), begun(sessions, "Bo"))
    sessions.end(first.id)
    assert [bool(sessions.find(each.id, NOW)) for each in (first, second, third, other)] == [
        False,
        True,
        True,
        True,
    ]
    sessions.end_all(ANA)
    assert [bool(sessions.find(each.id, NOW)) for each in (second, third, other)] == [False, False, True]


def test_a_new_password_and_a_removed_editor_end_every_session(sessions: Sessions, editors: Known) -> None:
    ana, bo = begun(sessions), begun(sessions, "Bo")
    editors.secrets[ANA] = "a new hash"
    del editors.secrets["Bo"]
    assert sessions.find(ana.id, NOW) is None
    assert sessions.find(bo.id, NOW) is None


def test_another_process_knows_the_session(sessions: Sessions, tmp_path: Path, editors: Known) -> None:
    session = begun(sessions)
    other = Sessions(tmp_path, editors)
    assert other.find(session.id, NOW) == session
    other.end(session.id)
    assert sessions.find(session.id, NOW) is None


def test_only_so_many_are_kept(sessions: Sessions, tmp_path: Path) -> None:
    first = begun(sessions)
    db = sqlite3.connect(tmp_path / FILE)
    at = NOW.timestamp() + 1
    rows = [(f"{number}", ANA, "", at, at) for number in range(MOST)]
    with db:
        db.executemany(
            "INSERT INTO sessions (digest, editor, stamp, began, seen) VALUES (?, ?, ?, ?, ?)", rows
        )
    last = begun(sessions, seconds=2)
    assert db.execute("SELECT count(*) FROM sessions").fetchone() == (MOST,)
    assert sessions.find(last.id, NOW)
    assert sessions.find(first.id, NOW) is None


def test_a_word_waits_until_it_is_shown(sessions: Sessions) -> None:
    session = begun(sessions)
    sessions.tell(session, Notice('Added "DeLand", FL', is_good=False))
    assert sessions.told(session) == Notice('Added "DeLand", FL', is_good=False)
    sessions.shown(session)
    assert sessions.told(session) is None


def test_a_file_that_cannot_be_used_lets_nobody_in(tmp_path: Path, editors: Known) -> None:
    (tmp_path / ".locator").write_text("in the way")
    sessions = Sessions(tmp_path, editors)
    assert sessions.begin(ANA, "hash of Ana's", NOW) is None
    assert sessions.find("x", NOW) is None
