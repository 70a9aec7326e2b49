"""The contenders of bench/export.py that are loops in Python: python export_peers.py HOW FOLDER OUT COUNT."""

from __future__ import annotations

import gzip
import json
import sys
from collections.abc import Callable
from pathlib import Path

import jinja2


def ready(folder: Path) -> Callable[[], bytes]:
    page = (folder / "page.html").read_bytes()
    return lambda: page


def jinja(folder: Path) -> Callable[[], bytes]:
    environment = jinja2.Environment(autoescape=True, keep_trailing_newline=True)
    template = environment.from_string((folder / "page.jinja").read_text())
    values = json.loads((folder / "values.json").read_text())
    return lambda: template.render(values).encode()


def main() -> None:
    how, folder, out, count = sys.argv[1], Path(sys.argv[2]), Path(sys.argv[3]), int(sys.argv[4])
    make = {"ready": ready, "packed": ready, "jinja": jinja}[how](folder)
    twin = gzip.compress(make(), 6, mtime=0)
    for at in range(count):
        (out / str(at)).mkdir(parents=True)
        (out / str(at) / "index.html").write_bytes(make())
        if how == "packed":
            (out / str(at) / "index.html.gz").write_bytes(twin)


if __name__ == "__main__":
    main()
