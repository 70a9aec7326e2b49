"""The cache of a store: folders that are whole, mended when damaged, cleared away when nobody serves them."""

from __future__ import annotations

import fcntl
from concurrent.futures import ThreadPoolExecutor
from threading import Barrier
from typing import TYPE_CHECKING

import pytest
from conftest import fixed_clock

from locator.editing.history.blobs import digest
from locator.editing.history.version import Version
from locator.shared.versions.checkouts import KEPT, Checkouts

if TYPE_CHECKING:
    from pathlib import Path

BLOBS = {digest(data): data for data in (b"", b"name = 1\n", b"town,region\n", b"DeLand,FL\n")}
TOML, TOWNS, MORE = (digest(data) for data in (b"name = 1\n", b"town,region\n", b"DeLand,FL\n"))


def version(number: int, towns: str = TOWNS) -> Version:
    contents = {"site.toml": TOML, "content/a/b.md": digest(b""), "locations.csv": towns}
    return Version(number, fixed_clock(), "", "", (), contents)


def never(name: str) -> bytes:
    raise AssertionError(name)


def test_a_version_is_written_once(tmp_path: Path) -> None:
    folder = Checkouts(tmp_path).open(version(1), BLOBS.__getitem__).path
    assert (folder / "locations.csv").read_bytes() == b"town,region\n"
    assert (folder / "content/a/b.md").read_bytes() == b""
    (folder / ".locator/judged").write_text("kept", encoding="utf-8")
    assert Checkouts(tmp_path).open(version(1), never).path == folder
    asked: list[str] = []

    def fetch(name: str) -> bytes:
        asked.append(name)
        return BLOBS[name]

    other = Checkouts(tmp_path).open(version(2, MORE), fetch).path
    assert asked == [MORE]
    assert (other / ".locator/judged").read_text(encoding="utf-8") == "kept"


@pytest.mark.parametrize("path", ["locations.csv", "site.toml"])
def test_what_is_damaged_is_made_anew(path: str, tmp_path: Path) -> None:
    folder = Checkouts(tmp_path).open(version(1), BLOBS.__getitem__).path
    (folder / path).write_bytes(b"cut sho")  # the same file as its blob
    again = Checkouts(tmp_path).open(version(1), BLOBS.__getitem__).path
    assert again == folder
    assert (again / path).read_bytes() == BLOBS[version(1).contents[path]]


def test_a_fetch_that_fails_leaves_nothing_half_made(tmp_path: Path) -> None:
    def fails(name: str) -> bytes:
        if name == TOWNS:
            raise OSError
        return BLOBS[name]

    with pytest.raises(OSError):
        Checkouts(tmp_path).open(version(1), fails)
    assert not (tmp_path / "versions").exists()
    assert Checkouts(tmp_path).open(version(1), BLOBS.__getitem__).config.is_file()


def test_only_what_nobody_serves_is_cleared_away(tmp_path: Path) -> None:
    """The other one is a process that has not changed over yet."""
    other, ours = Checkouts(tmp_path), Checkouts(tmp_path)
    held = other.open(version(1), BLOBS.__getitem__)
    for number in range(2, KEPT + 5):
        folder = ours.open(version(number), BLOBS.__getitem__)
        ours.remember(folder, number)
    left = sorted(int(path.name[:6]) for path in (tmp_path / "versions").iterdir())
    assert left == [1, *range(5, KEPT + 5)]
    assert held.config.is_file()


def test_what_was_served_last_is_known_after_a_start(tmp_path: Path) -> None:
    assert Checkouts(tmp_path).last() is None
    ours = Checkouts(tmp_path)
    folder = ours.open(version(3), BLOBS.__getitem__)
    ours.remember(folder, 3)
    assert Checkouts(tmp_path).last() == (folder, 3)
    (tmp_path / "served.json").write_text("{", encoding="utf-8")
    assert Checkouts(tmp_path).last() is None


def test_servers_of_one_machine_change_over_at_once(tmp_path: Path) -> None:
    together = Barrier(2)

    def serve(_: int) -> Checkouts:
        ours = Checkouts(tmp_path)
        for number in range(1, 40):
            together.wait(60)
            ours.remember(ours.open(version(number), BLOBS.__getitem__), number)
        return ours

    with ThreadPoolExecutor(2) as both:
        for ours in both.map(serve, range(2)):
            last = ours.last()
            assert last
            assert last[1] == 39
    assert len([*(tmp_path / "versions").iterdir()]) == KEPT


def test_who_holds_what_is_cleared_away_just_now_holds_it_anew(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Else nobody would see that lock, and take the version away while it is served."""
    held, usual = (
        tmp_path / "held" / Checkouts(tmp_path).open(version(1), BLOBS.__getitem__).path.name,
        fcntl.flock,
    )
    cleared: list[int] = []

    def flock(lock: int, how: int) -> None:
        usual(lock, how)
        if not cleared:
            cleared.append(lock)
            held.unlink()

    monkeypatch.setattr(fcntl, "flock", flock)
    Checkouts(tmp_path).open(version(1), BLOBS.__getitem__)
    assert cleared
    assert held.exists()
