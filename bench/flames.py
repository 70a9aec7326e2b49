"""Stacks that py-spy has counted -> a flame graph as plain SVG, and the functions that take most."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, field
from html import escape
from itertools import groupby

WIDTH, ROW, LETTER = 1_200, 17, 6.3  # of the drawing, a frame and a letter of its name
LEAST = 0.004  # of all samples: narrower frames are not drawn, but counted in the one below
NEARLY_ALL = 0.9  # tells nothing in a table
FRAME = re.compile(r"(?P<name>.*) \((?P<file>[^()]*?)(?::\d+)?\)")
OF_THE_INTERPRETER = re.compile(r"libpython|lib(c|m|gomp)\b|ld-linux|.*\.h$")
PLACE = re.compile(r"^.*site-packages/|^/.*/")  # of this machine
STYLE = """
text{font:11px ui-monospace,monospace;fill:#111}rect{stroke:#fff;stroke-width:.6}
.own{fill:#7fb2e5}.page{fill:#8fd0a0}.library{fill:#d5cfc4}.c{fill:#f0b27a}
@media(prefers-color-scheme:dark){text{fill:#fff}rect{stroke:#16181c}
.own{fill:#23578f}.page{fill:#20683a}.library{fill:#55504a}.c{fill:#8a4b14}}
"""


@dataclass(frozen=True, slots=True)
class Frame:
    """A function and its file, told from the package on; `kind` is whose it is."""

    name: str
    file: str

    @property
    def kind(self) -> str:
        if self.file.startswith("locator/"):
            return "own"
        if self.file.endswith((".html", ".xml")):
            return "page"
        return "library" if self.file.endswith((".py", ">")) else "c"

    def __str__(self) -> str:
        return f"{self.name} ({self.file})"


Stacks = Counter[tuple[Frame, ...]]


def parse_stacks(text: str, root: str) -> Stacks:
    """What ran within the function `root`, that left out; from lines of frames and their count."""
    stacks: Stacks = Counter()
    for line in text.splitlines():
        names, _, count = line.rpartition(" ")
        frames = [frame for name in names.split(";") if (frame := _frame(name))]
        at = next((n for n, frame in enumerate(frames) if frame.name == root), None)
        if at is not None:
            stacks[tuple(frame for frame, _ in groupby(frames[at + 1 :]))] += int(count)  # recursion is one
    return stacks


def _frame(text: str) -> Frame | None:
    """None for what belongs to its caller: the interpreter, and code without a name."""
    found = FRAME.fullmatch(text)
    if not found or found["name"].startswith("0x") or OF_THE_INTERPRETER.match(found["file"]):
        return None
    if found["name"].startswith("__create_fn__"):
        return Frame("__init__", "dataclasses.py")
    file = PLACE.sub("", found["file"])
    return Frame(
        found["name"].replace("<locals>.", ""), re.sub(r"(-[0-9a-f]{8})?\.(so|abi3|cpython)\b.*", "", file)
    )


@dataclass(slots=True)
class Node:
    """A frame in one place of the graph, how often it was seen there, and what it called."""

    count: int = 0
    called: dict[Frame, Node] = field(default_factory=dict)


def draw_flames(stacks: Stacks) -> str:
    """The graph: callers below, the widest first; a frame's title tells its share."""
    root = Node()
    for stack, count in stacks.items():
        node = root
        node.count += count
        for frame in stack:
            node = node.called.setdefault(frame, Node())
            node.count += count
    drawn = list(_drawn(root, 0.0, 0, root.count))
    height = (1 + max(depth for depth, _ in drawn)) * ROW
    frames = "\n".join(text.format(y=height - (depth + 1) * ROW) for depth, text in drawn)
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {WIDTH} {height}" role="img">'
        f"<style>{STYLE}</style>\n{frames}\n</svg>\n"
    )


def _drawn(node: Node, left: float, depth: int, total: int) -> Iterator[tuple[int, str]]:
    """Frames with their depth, {y} where their place from above goes."""
    for frame, each in sorted(node.called.items(), key=lambda pair: -pair[1].count):
        width = each.count / total * WIDTH
        if each.count >= LEAST * total:
            label = _label(frame.name, width)
            said = f'<text x="{left + 3:.1f}" y="{{y}}" dy="12">{label}</text>' if label else ""
            title = f"{escape(str(frame))} {each.count / total:.1%}"
            yield (
                depth,
                (
                    f'<g><title>{title}</title><rect class="{frame.kind}" x="{left:.1f}" y="{{y}}" '
                    f'width="{width:.1f}" height="{ROW}" rx="2"/>{said}</g>'
                ),
            )
            yield from _drawn(each, left, depth + 1, total)
        left += width


def _label(name: str, width: float) -> str:
    letters = int((width - 6) / LETTER)
    shown = name if len(name) <= letters else f"{name[: letters - 1]}…"
    return escape(shown) if letters > 3 else ""


def table_of(stacks: Stacks, most: int) -> str:
    """What takes most of the time: with all it calls, of ours and if it is not nearly all; and by itself."""
    own, whole = Counter[Frame](), Counter[Frame]()
    for stack, count in stacks.items():
        if stack:
            own[stack[-1]] += count
        for frame in {*stack}:
            whole[frame] += count
    ours = Counter({frame: count for frame, count in whole.items() if frame.kind in ("own", "page")})
    some = [(frame, count) for frame, count in ours.most_common() if count < NEARLY_ALL * stacks.total()]
    lines = ["| with what it calls | | by itself | |", "|---|---|---|---|"]
    for (caller, of_all), (function, alone) in zip(some[:most], own.most_common(most), strict=False):
        of_whole, itself = of_all / stacks.total(), alone / stacks.total()
        lines.append(f"| {_told(caller)} | {of_whole:.1%} | {_told(function)} | {itself:.1%} |")
    return "\n".join(lines)


def _told(frame: Frame) -> str:
    return f"`{frame.name}`, {frame.file}"
