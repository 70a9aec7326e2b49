"""Who may change the site in the workbench: names and hashes of passwords."""

from __future__ import annotations

import hashlib
import json
import secrets
import unicodedata
from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING

from locator.errors import LocatorError, StoreError, UsageError

if TYPE_CHECKING:
    from collections.abc import Mapping

    from locator.cabinet import Cabinet, OpenSlate, Slate

NAME = "editors"
VARIABLE = "LOCATOR_WORKBENCH_PASSWORD"
SALT_BYTES = 16
ONLY = "editor"  # the name of the one whose password stands in the environment
SHORTEST, LONGEST = 12, 1_000  # characters of a password
FEWEST = 5  # different ones among them
LONGEST_NAME = 60


@dataclass(frozen=True, slots=True)
class Editor:
    """Somebody who may sign in; `secret` is the hash of the password (argon2id)."""

    name: str
    secret: str


class Editors:
    """The editors of one site, and the one of the environment, if it names a password.

    Raises UsageError if that password is too weak. The slate is read whenever it is asked: who is added or
    removed while the site is served may come, or must go, at once.
    """

    def __init__(self, cabinet: Cabinet, environ: Mapping[str, str]) -> None:
        self._slate = cabinet.slate(NAME)
        self._password = environ.get(VARIABLE, "")
        if self._password and (weakness := weakness_of(self._password)):
            msg = f"{VARIABLE}: {weakness}"
            raise UsageError(msg)

    @property
    def is_any(self) -> bool:
        """Whether anybody may sign in; nobody may if the slate cannot be read."""
        return bool(self._password or self._readable())

    @property
    def may_be_any(self) -> bool:
        """The same; but also while a database is away, and nobody knows."""
        try:
            return bool(self._password or self._read(self._slate))
        except StoreError:
            return True
        except LocatorError:
            return False

    def names(self) -> tuple[str, ...]:
        """The names on the slate; raises LocatorError if it cannot be read."""
        return tuple(editor.name for editor in self._read(self._slate))

    def find(self, name: str) -> Editor | None:
        """The editor of this name, however it is capitalised."""
        own = (Editor(ONLY, self._own_secret),) if self._password else ()
        return next((each for each in (*own, *self._readable()) if _folded(each.name) == _folded(name)), None)

    def verify(self, name: str, password: str) -> Editor | None:
        """The editor, if the password is theirs; takes a tenth of a second, for unknown names as well."""
        from argon2.exceptions import InvalidHashError, VerificationError

        editor = self.find(name)
        try:
            self._hasher.verify(editor.secret if editor else self._nobody, _normal(password[: LONGEST + 1]))
        except (VerificationError, InvalidHashError):
            return None
        return editor

    def add(self, name: str, password: str) -> bool:
        """Adds an editor, or gives one that there is a new password; True if the name is new.

        Raises UsageError if the name or the password will not do or somebody else is adding just now,
        LocatorError if the slate cannot be read.
        """
        name = " ".join(name.split())
        if not name or len(name) > LONGEST_NAME or not name.isprintable():
            msg = f'"{name[:LONGEST_NAME]}" is no name; give one of at most {LONGEST_NAME} letters'
            raise UsageError(msg)
        if weakness := weakness_of(password):
            raise UsageError(weakness)
        editor = Editor(name, self._hasher.hash(_normal(password)))
        with self._slate.alone() as slate:
            editors = self._read(slate)
            others = _without(name, editors)
            slate.write(_render([*others, editor]))
        return len(others) == len(editors)

    def remove(self, name: str) -> bool:
        """Takes an editor away; False if there is none of this name; raises what `add` does."""
        with self._slate.alone() as slate:
            editors = self._read(slate)
            others = _without(name, editors)
            if len(others) < len(editors):
                slate.write(_render(others))
        return len(others) < len(editors)

    @cached_property
    def _hasher(self):  # type: ignore[no-untyped-def]  # argon2 takes long to import for who never signs in
        from argon2 import PasswordHasher

        return PasswordHasher()

    @cached_property
    def _own_secret(self) -> str:
        # The same in every process that serves the site, for sessions are bound to it; it is kept nowhere.
        salt = hashlib.sha256(f"{VARIABLE} {_normal(self._password)}".encode()).digest()[:SALT_BYTES]
        return str(self._hasher.hash(_normal(self._password), salt=salt))

    @cached_property
    def _nobody(self) -> str:
        return str(self._hasher.hash(secrets.token_urlsafe()))

    def _readable(self) -> tuple[Editor, ...]:
        try:
            return self._read(self._slate)
        except LocatorError:
            return ()

    def _read(self, slate: Slate | OpenSlate) -> tuple[Editor, ...]:
        try:
            data = slate.read()
            rows = [] if data is None else json.loads(data)["editors"]
            return tuple(Editor(str(row["name"]), str(row["hash"])) for row in rows)
        except (OSError, ValueError, KeyError, TypeError) as error:
            msg = f"{self._slate.place} cannot be read; take it away and add the editors again"
            raise LocatorError(msg) from error


def _render(editors: list[Editor]) -> bytes:
    rows = [{"name": each.name, "hash": each.secret} for each in sorted(editors, key=lambda e: e.name)]
    return json.dumps({"editors": rows}, indent=2).encode()


def weakness_of(password: str) -> str:
    """What is wrong with a password, and the cure; empty if it will do."""
    if len(password) < SHORTEST:
        return f"the password is too short; give at least {SHORTEST} characters (four words do well)"
    if len(password) > LONGEST:
        return f"the password is too long; give at most {LONGEST} characters"
    if len(set(password)) < FEWEST:
        return f"the password repeats itself; use at least {FEWEST} different characters"
    return ""


def _normal(password: str) -> str:
    """The same characters however a keyboard makes them: "é" is one or two."""
    return unicodedata.normalize("NFC", password)


def _without(name: str, editors: tuple[Editor, ...]) -> list[Editor]:
    return [each for each in editors if _folded(each.name) != _folded(name)]


def _folded(name: str) -> str:
    return " ".join(name.split()).casefold()
