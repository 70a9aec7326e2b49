"""Sessions: how long they go on, what ends them, and that their file opens no door."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING

import pytest
from conftest import fixed_clock

from locator.editing.editors import Editor
from locator.web.workbench.door import sessions as module
from locator.web.workbench.door.sessions import IDLE, LONGEST, Session, Sessions
from locator.workbench.desk import Notice

if TYPE_CHECKING:
    from locator.cabinet import Cabinet


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
def sessions(cabinet: Cabinet, editors: Known) -> Sessions:
    return Sessions(cabinet, editors)


def rows(cabinet: Cabinet) -> list[tuple[str, ...]]:
    """Everything that is kept."""
    query = "SELECT digest, editor, stamp, notice FROM sessions"
    return cabinet.tables("workbench", "").run(lambda db: db.execute(query).fetchall()) or []


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


def test_nothing_that_is_kept_is_an_id(sessions: Sessions, cabinet: Cabinet) -> None:
    session = begun(sessions)
    (row,) = rows(cabinet)
    assert [sessions.find(value, NOW) for value in row] == [None] * len(row)
    assert not {session.id, session.token, "hash of Ana's"} & {*row}


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


def test_another_process_knows_the_session(sessions: Sessions, cabinet: Cabinet, editors: Known) -> None:
    session = begun(sessions)
    other = Sessions(cabinet, editors)
    assert other.find(session.id, NOW) == session
    other.end(session.id)
    assert sessions.find(session.id, NOW) is None


def test_only_so_many_are_kept(sessions: Sessions, cabinet: Cabinet, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(module, "MOST", 3)
    first, *_ = (begun(sessions, seconds=number) for number in range(3))
    last = begun(sessions, seconds=3)
    assert len(rows(cabinet)) == 3
    assert sessions.find(last.id, NOW)
    assert sessions.find(first.id, NOW) is None


def test_a_word_waits_until_it_is_shown(sessions: Sessions) -> None:
    session = begun(sessions)
    sessions.tell(session, Notice('Added "DeLand", FL', is_good=False))
    assert sessions.told(session) == Notice('Added "DeLand", FL', is_good=False)
    sessions.shown(session)
    assert sessions.told(session) is None


def test_a_book_that_cannot_be_used_lets_nobody_in(useless: Cabinet, editors: Known) -> None:
    sessions = Sessions(useless, editors)
    assert sessions.begin(ANA, "hash of Ana's", NOW) is None
    assert sessions.find("x", NOW) is None
