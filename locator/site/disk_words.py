"""Why the system refused a file, in words for people who have never met an error number."""

from __future__ import annotations

import errno
import os

AGAIN = "then give the command again"
_REASONS = {
    errno.ENOSPC: ("the disk is full", "make room on it"),
    errno.EDQUOT: ("your share of the disk is used up", "make room in it"),
    errno.EROFS: ("the disk may only be read", "use a folder on another disk"),
    errno.EACCES: ("you have no right to it", "give yourself the right to read and write it"),
    errno.EPERM: ("the system does not permit it", "give yourself the right to read and write it"),
    errno.EISDIR: ("it is a folder, and a file is needed", "move it away or give another name"),
    errno.ENOTDIR: ("part of its path is a file, not a folder", "give another path"),
    errno.ENOENT: ("it is not there", "check its name"),
    errno.EMFILE: ("too many files are open", "close other programs"),
    errno.ENFILE: ("too many files are open", "close other programs"),
    errno.ENAMETOOLONG: ("its name is too long", "give a shorter one"),
    errno.EIO: ("the disk does not answer as it should", "have the disk looked at"),
}
_ONLY_WHEN_WRITTEN = (errno.ENOSPC, errno.EDQUOT, errno.EROFS)


def why(error: OSError) -> str:
    """The reason, to stand behind a colon: "the disk is full"; one that is rare keeps the system's words."""
    known = _REASONS.get(error.errno or 0)
    return known[0] if known else error.strerror or str(error) or "the system gave no reason"


def told(error: OSError) -> str:
    """What could not be read or written, why, and the cure: "x could not be written: the disk is full; …"."""
    if error.errno is None:
        return why(error)
    what = "written" if error.errno in _ONLY_WHEN_WRITTEN else "read or written"
    _, cure = _REASONS.get(error.errno, ("", ""))
    return f"{_name(error)} could not be {what}: {why(error)}" + (f"; {cure}, {AGAIN}" if cure else "")


def _name(error: OSError) -> str:
    """The file, if the system says which: it does when it opens one, and not while it writes."""
    named = error.filename
    return os.fsdecode(named) if isinstance(named, str | bytes | os.PathLike) else "a file"
