"""Sentences of code, templates and scripts flow in, locator/locale/*.po and what they lack flow out.

scripts/translate            updates the catalogues
scripts/translate --check    changes nothing; exit 1 if a catalogue is behind
"""

from __future__ import annotations

import io
import sys
from pathlib import Path
from typing import TYPE_CHECKING

from babel.messages.catalog import Catalog
from babel.messages.extract import extract_from_dir
from babel.messages.pofile import read_po, write_po

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

ROOT = Path(__file__).parent.parent
LOCALE = ROOT / "locator" / "locale"
METHODS = [
    ("locator/**.py", "python"),
    ("templates/**.html", "jinja2.ext:babel_extract"),
    ("static/*.js", "javascript"),
]
OPTIONS = {"templates/**.html": {"trimmed": "true", "newstyle_gettext": "true"}}
KEYWORDS = {
    "say": None, "to_say": None, "toSay": None, "_": None, "gettext": None,
    "plural": (1, 2), "ngettext": (1, 2),
}  # fmt: skip
OURS = ("locator", "static", "templates")


def gathered() -> Catalog:
    """Every sentence that pages say, with the files that say it, in the order of the sentences."""
    template = Catalog()
    for name, message, context in _found():
        template.add(message, locations=[(name, 0)], context=context)
    return template


def _found() -> Iterator[tuple[str, str | tuple[str, ...], str | None]]:
    for folder in OURS:
        found = extract_from_dir(
            ROOT / folder,
            [
                (pattern.removeprefix(f"{folder}/"), way)
                for pattern, way in METHODS
                if pattern.startswith(folder)
            ],
            {pattern.removeprefix(f"{folder}/"): options for pattern, options in OPTIONS.items()},
            keywords=KEYWORDS,
        )
        for name, _, message, _, context in sorted(found, key=lambda each: each[:2]):
            yield f"{folder}/{name}", message, context


def updated(file: Path, template: Catalog) -> Catalog:
    """The catalogue with the sentences of today; what nobody says any longer is dropped."""
    with file.open("rb") as source:
        catalogue = read_po(source, locale=file.stem)
    fresh = Catalog(locale=file.stem)
    fresh.mime_headers = catalogue.mime_headers  # how many plurals there are stands there
    for message in template:
        if message.id:
            known = catalogue.get(message.id)
            string = known.string if known else None
            flags = known.flags if known else set()
            fresh.add(message.id, string, message.locations, flags=flags)
    return fresh


def render(head: bytes, catalogue: Catalog) -> bytes:
    """The file, the same for the same sentences: its head has no clock in it."""
    buffer = io.BytesIO()
    write_po(buffer, catalogue, width=100, sort_output=True, include_lineno=False, omit_header=True)
    return head + b"\n\n" + buffer.getvalue()


def main(arguments: list[str]) -> int:
    """Updates or checks every catalogue."""
    template, is_check, behind = gathered(), "--check" in arguments, 0
    for file in sorted(LOCALE.glob("*.po")):
        catalogue = updated(file, template)
        lacking = [message.id for message in catalogue if message.id and not _is_said(message.string)]
        for sentence in lacking:
            print(f"{file.relative_to(ROOT)}: not translated: {sentence!r}")
        fresh = render(file.read_bytes().partition(b"\n\n")[0].strip(), catalogue)
        if fresh != file.read_bytes():
            behind += 1
            print(f"{file.relative_to(ROOT)}: {'behind; run scripts/translate' if is_check else 'updated'}")
            if not is_check:
                file.write_bytes(fresh)
        behind += bool(lacking)
    return 1 if is_check and behind else 0


def _is_said(string: str | Sequence[str] | None) -> bool:
    return bool(string) and all(string or ())


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
