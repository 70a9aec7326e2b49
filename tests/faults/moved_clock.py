"""`locator` with a clock that SIGUSR1 moves: by the seconds that a file names.

    python moved_clock.py FILE PYTHON -m locator serve …

The clock of the day alone: what is measured in between (time.monotonic) goes on, as it does on a system whose
clock is set.
"""

from __future__ import annotations

import signal
import sys
import time
from pathlib import Path

import time_machine

from locator.cli import main


def run(file: Path, words: list[str]) -> int:
    traveller = time_machine.travel(time.time(), tick=True).start()

    def move(*_: object) -> None:
        traveller.move_to(time_machine.escape_hatch.time.time() + float(file.read_text()))

    signal.signal(signal.SIGUSR1, move)
    return main(words)


if __name__ == "__main__":
    sys.exit(run(Path(sys.argv[1]), sys.argv[5:]))
