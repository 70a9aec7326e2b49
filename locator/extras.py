"""What is installed besides locator itself, for those who need it."""

from __future__ import annotations

import shlex
import sys

_PIP = f"{shlex.quote(sys.executable or 'python3')} -m pip install"


def install(extra: str) -> str:
    """The command that adds an extra.

    It is that of the Python that runs: another pip knows no locator of ours, and would fetch whatever bears
    the name.
    """
    return f"{_PIP} 'locator[{extra}]'"


def install_anew() -> str:
    """The command that puts locator itself right; of a source, for by its name one gets another program."""
    return f"{_PIP} --force-reinstall --no-deps --no-build-isolation SOURCE, where SOURCE is its repository"
