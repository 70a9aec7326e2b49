"""Times of day as pages write them: "8 a.m." stays on one line."""

from __future__ import annotations

_GLUED = "\u00a0a.m.".encode(), "\u00a0p.m.".encode()


def unbroken(page: bytes) -> bytes:
    """Keeps "8 a.m." on one line, wherever readers see it; what machines read in the head stays as it is."""
    head, end, body = page.partition(b"</head>")
    return head + end + body.replace(b" a.m.", _GLUED[0]).replace(b" p.m.", _GLUED[1])
