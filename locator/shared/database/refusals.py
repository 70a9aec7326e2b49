"""What a database answers when it does not do what it is asked, in plain words."""

from __future__ import annotations

import psycopg
from psycopg import errors
from psycopg_pool import PoolTimeout

_OWNS_NOTHING = (
    "this user may not do that; let it own the database (ALTER DATABASE ... OWNER TO ...) and its tables"
)
_KNOWN: tuple[tuple[type[Exception], str], ...] = (
    (
        PoolTimeout,
        "no connection could be had in time; look whether it runs, how busy it is, and how many it allows",
    ),
    (errors.InvalidPassword, "the password is wrong; put the right one into LOCATOR_STORE or ~/.pgpass"),
    (errors.InvalidAuthorizationSpecification, "this user may not sign in; look at its pg_hba.conf"),
    (errors.InvalidCatalogName, "there is no database of that name; make one with createdb"),
    (errors.InsufficientPrivilege, _OWNS_NOTHING),
    (errors.UndefinedTable, "its tables are not there; make them with `locator db migrate`"),
    (
        errors.TooManyConnections,
        "it has no connection left; raise max_connections or lower the number of workers",
    ),
    (errors.QueryCanceled, "it did not answer in time"),
    (errors.DiskFull, "its disk is full"),
    (errors.ReadOnlySqlTransaction, "it may only be read; give the address of the primary server"),
)
_EXTENSIONS = (
    (
        "permission denied to create extension",
        "an administrator has to make its extensions: CREATE EXTENSION postgis; CREATE EXTENSION pg_trgm",
    ),
    (
        'extension "postgis" is not available',
        "PostGIS is not installed there; on Debian: apt-get install postgresql-15-postgis-3",
    ),
)
# What libpq says before there is a connection carries no code.
_BEGINNINGS = (
    ("Connection refused", "nothing answers there; look whether it runs, and at host and port"),
    ("could not translate host name", "there is no host of that name"),
    ("failed to resolve host", "there is no host of that name"),
    ("password authentication failed", _KNOWN[1][1]),
    ("no password supplied", "it asks for a password; put it into LOCATOR_STORE or ~/.pgpass"),
    ("timeout expired", "it did not answer in time"),
    ("does not exist", "there is no database, or no user, of that name"),
    ("too many clients", _KNOWN[6][1]),
)


def told(error: psycopg.Error | PoolTimeout) -> str:
    """One line that says what is wrong and, where that is known, what mends it."""
    text = str(error)
    for part, words in _EXTENSIONS:
        if part in text:
            return words
    for kind, words in _KNOWN:
        if isinstance(error, kind):
            return words
    for part, words in _BEGINNINGS:
        if part in text:
            return words
    return " ".join(text.split()) or type(error).__name__
