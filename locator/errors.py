"""The errors that locator raises.

LocatorError                    the root; its text is fit to be shown to a user
├── UsageError (ValueError)     the command line or a request asks for what cannot be
├── SiteFolderError (ValueError)  a site folder that cannot become a Site; carries its problems
└── DataFileError (OSError)     a file that ships with the package is missing or damaged

A mistake in a user's *data* is not an exception but a `Problem` (model/problem.py): problems are
gathered and reported together.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Sequence

    from locator.model.problem import Problem


class LocatorError(Exception):
    """The root of every error that locator raises on purpose."""


class UsageError(LocatorError, ValueError):
    """The user asked for something that cannot be done; the text says what to do instead."""


class SiteFolderError(LocatorError, ValueError):
    """The site folder cannot become a Site; `problems` says why, each with its cure."""

    def __init__(self, message: str, problems: Sequence[Problem] = ()) -> None:
        super().__init__(message)
        self.problems = tuple(problems)


class DataFileError(LocatorError, OSError):
    """A file that ships with the package is missing or damaged."""
