"""What benchmarks compare us with, set up without a question from Debian, PyPI and npm, outside git."""

from __future__ import annotations

import hashlib
import os
import shutil
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]
CACHE = ROOT / "bench/.cache"


def from_debian(command: str, package: str) -> bool:
    """Whether there is the command, which root is given."""
    if not shutil.which(command) and shutil.which("apt-get") and os.geteuid() == 0:
        print(f"Installing {package} ...", file=sys.stderr)
        for words in (["update"], ["install", "-y", package]):
            environ = os.environ | {"DEBIAN_FRONTEND": "noninteractive"}
            subprocess.run(["apt-get", "-qq", *words], check=False, capture_output=True, env=environ)
    found = bool(shutil.which(command))
    if not found:
        print(f"Left out, for it cannot be installed: {command} (apt-get install {package})", file=sys.stderr)
    return found


def postgres(command: str) -> Path:
    """A command of the newest PostgreSQL, which Debian keeps off the path; no file if there is none."""
    found = Path("/usr/lib/postgresql").glob(f"*/bin/{command}")
    return max(found, key=lambda file: int(file.parts[-3]), default=Path(command))


def from_pypi() -> Path | None:
    """The folder with requirements/bench.txt, for PYTHONPATH; None if it cannot be had."""
    pins = ROOT / "requirements/bench.txt"
    pip = [sys.executable, "-m", "pip", "install", "-q", "--require-hashes", "--no-deps", "-r", str(pins)]
    return _installed(pins, lambda folder: [*pip, "--target", str(folder)])


def from_npm() -> Path | None:
    """The folder with the node_modules of requirements/bench; None if it cannot be had."""
    pins = ROOT / "requirements/bench/package-lock.json"

    def install(folder: Path) -> list[str]:
        folder.mkdir(parents=True)
        for file in (pins, pins.with_name("package.json")):
            shutil.copy(file, folder)
        return ["npm", "ci", "--ignore-scripts", "--prefix", str(folder)]

    return _installed(pins, install) if shutil.which("npm") else None


def _installed(pins: Path, command: Callable[[Path], list[str]]) -> Path | None:
    """A folder that holds what is pinned, made once for each state of the pins."""
    folder = CACHE / f"{pins.stem}-{hashlib.sha256(pins.read_bytes()).hexdigest()[:12]}"
    done = folder / ".done"
    if not done.exists():
        shutil.rmtree(folder, ignore_errors=True)
        print(f"Installing {pins.name} ...", file=sys.stderr)
        made = subprocess.run(command(folder), check=False, capture_output=True, text=True)
        if made.returncode:
            print(f"Left out, for {pins.name} cannot be installed:\n{made.stderr}", file=sys.stderr)
            return None
        done.touch()
    return folder
