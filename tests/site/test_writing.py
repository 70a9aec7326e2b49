"""All files or none."""

from __future__ import annotations

from pathlib import Path

import pytest

from locator.site.writing import write_together


def test_all_files_are_written_and_one_taken_away(tmp_path: Path) -> None:
    one, two, three = (tmp_path / name for name in ("one", "two", "three"))
    one.write_bytes(b"old")
    one.chmod(0o640)
    three.write_bytes(b"gone")
    write_together({one: b"new", two: b"fresh", three: None})
    assert {path.name: path.read_bytes() for path in tmp_path.iterdir()} == {"one": b"new", "two": b"fresh"}
    assert one.stat().st_mode & 0o777 == 0o640


@pytest.mark.parametrize("failing", [1, 2])
def test_a_failure_leaves_every_file_as_it_was(
    failing: int, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    one, two = tmp_path / "one", tmp_path / "two"
    one.write_bytes(b"old one")
    two.write_bytes(b"old two")
    replace, calls = Path.replace, []

    def fail(self: Path, target: Path) -> Path:
        calls.append(target)
        if len(calls) == failing:
            raise OSError(28, "No space left on device")
        return replace(self, target)

    monkeypatch.setattr(Path, "replace", fail)
    with pytest.raises(OSError, match="No space"):
        write_together({one: b"new one", two: b"new two"})
    assert {path.name: path.read_bytes() for path in tmp_path.iterdir()} == {
        "one": b"old one",
        "two": b"old two",
    }


def test_a_link_stays_a_link(tmp_path: Path) -> None:
    (tmp_path / "real").write_bytes(b"old")
    (tmp_path / "link").symlink_to("real")
    write_together({tmp_path / "link": b"new"})
    assert (tmp_path / "link").is_symlink()
    assert (tmp_path / "real").read_bytes() == b"new"
