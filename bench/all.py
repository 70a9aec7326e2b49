"""All benchmarks of speed, one after another; a folder keeps what they print, to renew bench/README.md by.

    python bench/all.py [--out bench/results] [--only NAME ...] [--quick]

Wants a machine that does nothing else, and about half an hour; the first run also installs the peers. One
that fails is named in the end and does not stop the others. --quick only tries whether each of them runs.
"""

from __future__ import annotations

import shlex
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import command
from loading import write_folder
from peers import ROOT

# Name of a file -> what it is told in full, and what only to try it; SITE is a made-up folder.
RUNS = {
    "serving": ("--rounds 5 --seconds 2", "--rounds 1 --seconds 1"),
    "json_api": ("--rounds 5 --seconds 1", "--rounds 1 --seconds 1"),
    "nearest": ("", "--points 1000 --queries 20 --rounds 1"),
    "render": ("--pages 60", "--pages 5 --rounds 1"),
    "export": ("--towns 1000 --clinics 300 --rounds 3", "--towns 5 --clinics 20 --rounds 1"),
    "sitemaps": ("--urls 1000000 --rounds 1", "--urls 1000 --rounds 1"),
    "tables": ("", "--rows 1000 --rounds 1"),
    "places": ("", "--texts 20"),
    "start": ("--first", "--rounds 1 --sizes 20x200"),
    "reload": ("SITE", "SITE --workers 1"),
    "workers": ("", "--seconds 1"),
    "shared": ("", "--towns 20 --clinics 200 --requests 50 --seconds 4"),
    "loading": ("", "--towns 20 --clinics 200 --repeats 2"),
    "demand": ("", "--seconds 1"),
    "store_questions": ("", "--clinics 1000 --asked 20"),
    "growth": ("", "--most 1000 --sites 1000"),
    "profiles": ("", "--seconds 2 --out OUT/profiles"),
}


def main() -> None:
    parser = command.parser(__doc__)
    parser.add_argument("--out", type=Path, default=ROOT / "bench/results")
    parser.add_argument("--only", nargs="+", choices=RUNS, default=list(RUNS), metavar="NAME")
    parser.add_argument("--quick", action="store_true", help="only try them")
    options = parser.parse_args()
    options.out.mkdir(parents=True, exist_ok=True)
    with made_up(is_small=options.quick) as site:
        failed = [name for name in options.only if not is_run(name, site, options.out, options.quick)]
    print(f"Tables in {options.out}")
    if failed:
        sys.exit(f"Failed: {', '.join(failed)}")


def is_run(name: str, site: Path, out: Path, is_quick: bool) -> bool:
    """Runs one, keeps what it prints as NAME.md, and says how long it took."""
    words = RUNS[name][is_quick].replace("SITE", str(site)).replace("OUT", shlex.quote(str(out)))
    begun = time.monotonic()
    with (out / f"{name}.md").open("w") as file:
        program = [sys.executable, str(ROOT / "bench" / f"{name}.py"), *shlex.split(words)]
        done = subprocess.run(program, stdout=file, check=False)
    print(
        f"{name:12}{time.monotonic() - begun:6.0f} s{'' if not done.returncode else '  failed'}", flush=True
    )
    return done.returncode == 0


@contextmanager
def made_up(*, is_small: bool) -> Iterator[Path]:
    """A site folder."""
    with tempfile.TemporaryDirectory() as folder:
        towns, clinics = (20, 200) if is_small else (3_000, 10_000)
        write_folder(Path(folder), towns=towns, clinics=clinics)
        yield Path(folder)


if __name__ == "__main__":
    main()
