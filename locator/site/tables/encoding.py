"""The bytes of a file -> its text, whatever program saved it."""

from __future__ import annotations

import codecs

from locator.model.problem import Problem, Severity

MAX_BYTES = 40_000_000  # of 100,000 clinics with every cell filled in
SAVE_AS = 'in the spreadsheet choose "Save as" and "CSV UTF-8"'

_WORKBOOK = (b"PK\x03\x04", b"\xd0\xcf\x11\xe0")  # .xlsx and .ods, .xls
# Zero-width spaces and joiners, direction marks: they come along when text is pasted.
_INVISIBLE = "\u200b\u200c\u200d\u200e\u200f\u202a\u202c\u2060\ufeff"


def refusal(data: bytes) -> tuple[str, str] | None:
    """Why a file cannot be a table of ours, and the cure."""
    if len(data) > MAX_BYTES:
        cure = "take out rows and columns that the site does not need"
        return f"the file is larger than {MAX_BYTES // 1_000_000} MB", cure
    if data.startswith(_WORKBOOK):
        return "this is a workbook, not a CSV file", SAVE_AS
    return None


def decode(data: bytes, name: str) -> tuple[str, list[Problem]]:
    """The text of a file without what nobody sees in it, and a notice if it is not UTF-8."""
    notices = []
    try:
        text = _unicode(data)
    except UnicodeDecodeError as error:
        line = data.count(b"\n", 0, error.start) + 1
        message = f"the file is not UTF-8 (see line {line}) and was read as Windows-1252"
        cure = f"look at the letters with accents; to be sure, {SAVE_AS}"
        notices.append(Problem(Severity.NOTICE, name, message, cure))
        lines = data.removeprefix(codecs.BOM_UTF8).splitlines(keepends=True)
        text = "".join(map(_decode_line, lines))
    return visible(text), notices


def visible(text: str) -> str:
    """A text without the characters that nobody sees."""
    for character in _INVISIBLE:
        text = text.replace(character, "")
    return text


def _unicode(data: bytes) -> str:
    is_utf16 = data.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE))  # "Unicode text"
    return data.decode("utf-16", "replace") if is_utf16 else data.decode("utf-8-sig")


def _decode_line(line: bytes) -> str:
    """One line of a file that is UTF-8 only in part, or not at all."""
    try:
        return line.decode()
    except UnicodeDecodeError:
        return line.decode("cp1252", "replace")
