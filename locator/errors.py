"""The errors that locator raises.

LocatorError                    the root; its text is fit to be shown to a user
├── UsageError (ValueError)     the command line or a request asks for what cannot be
├── ConflictError (ValueError)  somebody else changed the same cells meanwhile; carries both values
├── SiteFolderError (ValueError)  a site folder that cannot become a Site; carries its problems
├── StoreError                  the database that servers share is away, too slow, or refuses
└── DataFileError (OSError)     a file that ships with the package is missing or damaged

A mistake in a user's *data* is not an exception but a `Problem` (model/problem.py): problems are
gathered and reported together.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Sequence

    from locator.model.conflict import Conflict
    from locator.model.problem import Problem


class LocatorError(Exception):
    """The root of every error that locator raises on purpose."""


class UsageError(LocatorError, ValueError):
    """The user asked for something that cannot be done; the text says what to do instead."""


class ConflictError(LocatorError, ValueError):
    """What was to be changed is no longer as it was; `conflicts` tells what others made of it."""

    def __init__(self, message: str, conflicts: Sequence[Conflict] = ()) -> None:
        super().__init__("\n".join([message, *(f"  {conflict}" for conflict in conflicts)]))
        self.conflicts = tuple(conflicts)


class SiteFolderError(LocatorError, ValueError):
    """The site folder cannot become a Site; `problems` says why, each with its cure."""

    def __init__(self, message: str, problems: Sequence[Problem] = ()) -> None:
        super().__init__(message)
        self.problems = tuple(problems)


class StoreError(LocatorError):
    """The shared database does not do what it is asked; the text says why and what to do."""


class DataFileError(LocatorError, OSError):
    """A file that ships with the package is missing or damaged."""
