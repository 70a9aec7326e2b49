"""Where the time goes of a landing page, a nearest query and a build: three flame graphs with their tables.

    python bench/profiles.py [--seconds 20] [--out docs/decisions/profiles]

py-spy looks 100 times a second at each, C functions included, and bench/flames.py draws what it saw. Blue is
ours, green a template, grey a library in Python, orange one in C. The graphs are plain SVG, for the decision
records.
"""

from __future__ import annotations

import re
import subprocess
import sys
import tempfile
from pathlib import Path

import command
from conditions import conditions
from flames import draw_flames, parse_stacks, table_of
from peers import ROOT, from_pypi

RATE = 100  # samples a second
MOST = 16  # functions of a table
TITLES = {
    "page": ("A landing page that nobody has asked for", "page", "0038-rendering.md"),
    "nearest": ("The nearest 5 of 1,000,000", "query", "0037-rare-filters.md"),
    "build": ("A build, by one process and without pictures", "page", "0042-export.md"),
}
HEAD = """\
# Where the time goes

Made by `bench/profiles.py`: {conditions}

Blue is ours, green a template, grey a library in Python, orange one in C; a frame's title tells its share.
"""


def main() -> None:
    parser = command.parser(__doc__)
    parser.add_argument("--seconds", type=float, default=20.0, help="of the processor, for each")
    parser.add_argument("--out", type=Path, default=ROOT / "docs/decisions/profiles")
    options = parser.parse_args()
    options.out.mkdir(parents=True, exist_ok=True)
    told = [HEAD.format(conditions=conditions("py-spy", "numpy", "pykdtree", "pyproj", "jinja2", "deflate"))]
    for name in TITLES:
        svg, text = profile(name, options.seconds)
        (options.out / f"{name}.svg").write_text(svg, "utf-8")
        told.append(text)
        print(text, flush=True)
    (options.out / "README.md").write_text("\n".join(told), "utf-8")


def profile(name: str, seconds: float) -> tuple[str, str]:
    """The graph of one kind of work, and its chapter."""
    with tempfile.TemporaryDirectory() as folder:
        raw = Path(folder) / "stacks"
        options = ["--rate", str(RATE), "--format", "raw", "--function", "--native", "--output", str(raw)]
        work = [sys.executable, str(ROOT / "bench/profiled.py"), name, str(seconds)]
        done = subprocess.run(
            [_spy(), "record", *options, "--", *work], capture_output=True, text=True, check=False
        )
        if not raw.exists():
            sys.exit(f"py-spy does not work here; it may want to be root:\n{done.stderr}")
        stacks = parse_stacks(raw.read_text("utf-8"), "profiled")
    count, taken = map(float, re.findall(r"^done (\d+) in (.+) s$", done.stdout, re.MULTILINE)[0])
    title, unit, decision = TITLES[name]
    each = f"{taken / count * 1e6:,.0f} µs of the processor for each {unit}"
    of = f"{stacks.total():,} samples; what is left is told in [decision {decision[:4]}](../{decision})"
    return draw_flames(stacks), "\n".join(
        [
            f"## {title}\n",
            f"![Flame graph: {title}]({name}.svg)\n",
            f"{each}, {of}.\n",
            table_of(stacks, MOST),
            "",
        ]
    )


def _spy() -> str:
    folder = from_pypi()
    if folder is None or not (folder / "bin/py-spy").exists():
        sys.exit("py-spy cannot be had")
    return str(folder / "bin/py-spy")


if __name__ == "__main__":
    main()
