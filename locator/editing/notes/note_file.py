"""The file of a note: front matter, which stays byte for byte, and the text that editors see."""

from __future__ import annotations

import codecs
import re
from dataclasses import dataclass, replace

from locator.site.tables.encoding import visible

NOTES = "content/towns"
LONGEST = 20_000  # characters; a few paragraphs have a tenth of it

_HEAD = re.compile(r"\s*---[ \t]*\r?\n(?:.*?\r?\n)?---[ \t]*(?:\r?\n|\Z)", re.DOTALL)
_FENCE = re.compile(r"\s*---[ \t]*(?:\n|\Z)")
_NO_HEAD = "---\n\n---\n"
_CONTROL = re.compile(r"[\x00-\x08\x0b-\x1f\x7f]")  # of the lower ones, all but tab and new line


@dataclass(frozen=True, slots=True)
class NoteFile:
    """`head` is the front matter as it stands in the file; `text` is as `tidy_note` has it."""

    head: str = ""
    text: str = ""

    def saying(self, text: str) -> NoteFile:
        """The same file with another text."""
        return replace(self, text=tidy_note(text))

    def render(self) -> bytes | None:
        """The file; None if it says nothing: then there is none, front matter or not."""
        if not self.text:
            return None
        # A text that begins with a line of --- would be taken for front matter.
        is_open = _FENCE.match(self.text) and not self.head.strip("- \t\r\n")
        head = _NO_HEAD if is_open else self.head
        return f"{head}{self.text}\n".encode(errors="replace")


def parse_note(data: bytes | None) -> NoteFile:
    """Reads the bytes of a note, None for no file; what is not UTF-8 is taken for Windows-1252."""
    data = (data or b"").removeprefix(codecs.BOM_UTF8)
    try:
        text = data.decode()
    except UnicodeDecodeError:
        text = data.decode("cp1252", "replace")
    head = match[0] if (match := _HEAD.match(text)) else ""
    return NoteFile(head, tidy_note(text[len(head) :]))


def tidy_note(text: str) -> str:
    """What was typed, as a file holds it: plain line ends, nothing unseen, no blank line at either end."""
    plain = visible(text.replace("\r\n", "\n").replace("\r", "\n"))
    return re.sub(r"\A(?:[ \t]*\n)+", "", _CONTROL.sub("", plain)).rstrip()


def note_path(key: str) -> str:
    """The file of a town's note within the folder, by "fl/deland"."""
    return f"{NOTES}/{key}.md"
