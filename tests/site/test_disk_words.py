"""What the system refuses is told without its numbers."""

from __future__ import annotations

import errno
import os
from pathlib import Path

import pytest

from locator.cli import main
from locator.site.disk_words import told, why


@pytest.mark.parametrize(
    ("number", "words"),
    [
        (errno.ENOSPC, "x.csv could not be written: the disk is full; make room on it"),
        (errno.EROFS, "x.csv could not be written: the disk may only be read"),
        (errno.EACCES, "x.csv could not be read or written: you have no right to it"),
        (errno.EPERM, "x.csv could not be read or written: the system does not permit it"),
        (errno.ENOENT, "x.csv could not be read or written: it is not there; check its name"),
        (errno.EMFILE, "x.csv could not be read or written: too many files are open"),
    ],
)
def test_the_usual_reasons_are_plain_words_with_a_cure(number: int, words: str) -> None:
    line = told(OSError(number, os.strerror(number), "x.csv"))
    assert line.startswith(words)
    assert line.endswith(", then give the command again")
    assert os.strerror(number) not in line


def test_without_a_name_or_a_number_it_says_what_is_known() -> None:
    assert told(OSError(errno.ENOSPC, "No space")).startswith("a file could not be written: the disk is full")
    assert told(OSError("the line was cut")) == "the line was cut"
    assert told(OSError(errno.EXDEV, "Cross-device link", "a", None, "b")) == (
        "a could not be read or written: Cross-device link"
    )
    assert why(OSError()) == "the system gave no reason"


def test_a_command_says_it_on_one_line(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (folder / ".locator").mkdir()
    lock = folder / ".locator/editors.lock"
    lock.mkdir()
    assert main(["editors", "remove", "Ana", str(folder)]) == 2
    assert capsys.readouterr().err == (
        f"locator: {lock} could not be read or written: it is a folder, and a file is needed; "
        "move it away or give another name, then give the command again\n"
    )
