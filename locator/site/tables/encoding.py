"""The bytes of a file -> its text, whatever program saved it."""

from __future__ import annotations

import codecs

from locator.model.problem import Problem, Severity

MAX_BYTES = 40_000_000  # of 100,000 clinics with every cell filled in
SAVE_AS = 'in the spreadsheet choose "Save as" and "CSV UTF-8"'

_WORKBOOK = (b"PK\x03\x04", b"\xd0\xcf\x11\xe0")  # .xlsx and .ods, .xls
_TYPED = bytes({*range(32, 127)} | set(b"\t\n\r"))
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
    plain, notices = utf8(data, name)
    return plain.decode(), notices


def utf8(data: bytes, name: str) -> tuple[bytes, list[Problem]]:
    """The same text as the bytes of its UTF-8: a large table is looked through sooner than as letters."""
    notices = []
    try:
        data = _utf8(data)
    except UnicodeDecodeError as error:
        line = data.count(b"\n", 0, error.start) + 1
        message = f"the file is not UTF-8 (see line {line}) and was read as Windows-1252"
        cure = f"look at the letters with accents; to be sure, {SAVE_AS}"
        notices.append(Problem(Severity.NOTICE, name, message, cure))
        lines = data.removeprefix(codecs.BOM_UTF8).splitlines(keepends=True)
        data = "".join(map(_decode_line, lines)).encode()
    if not set(_INVISIBLE).isdisjoint(odd_letters(data)):
        data = visible(data.decode()).encode()
    return data, notices


def visible(text: str) -> str:
    """A text without the characters that nobody sees."""
    for character in _INVISIBLE:
        text = text.replace(character, "")
    return text


def odd_letters(data: bytes) -> str:
    """Of UTF-8, the characters that no American keyboard types: found at once, and few."""
    return data.translate(None, _TYPED).decode()


def _utf8(data: bytes) -> bytes:
    if data.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)):  # "Unicode text"
        return data.decode("utf-16", "replace").encode()
    data.decode()  # raises if it is something else
    return data.removeprefix(codecs.BOM_UTF8)


def _decode_line(line: bytes) -> str:
    """One line of a file that is UTF-8 only in part, or not at all."""
    try:
        return line.decode()
    except UnicodeDecodeError:
        return line.decode("cp1252", "replace")
