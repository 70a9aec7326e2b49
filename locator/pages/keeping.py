"""What pages make of a Site again and again, made once and kept for as long as the Site is."""

from __future__ import annotations

from functools import lru_cache, partial, wraps
from typing import TYPE_CHECKING, Concatenate, ParamSpec, TypeVar

if TYPE_CHECKING:
    from collections.abc import Callable, Hashable

    from locator.site.snapshot import Site

    P = ParamSpec("P")
    T = TypeVar("T", bound=Hashable)

KEPT = 4_096  # values of one maker, a few KB each


def once_a_site(make: Callable[Concatenate[Site, P], T]) -> Callable[Concatenate[Site, P], T]:
    """Makes a value of a site, and of what else is given, when it is first asked for.

    The last KEPT values are kept with the site, in each of its languages; a new snapshot begins anew. What
    is made never changes, so that all pages may share it.
    """

    @wraps(make)
    def made(site: Site, /, *args: P.args, **kwargs: P.kwargs) -> T:
        known = site.kept.get(make)
        if known is None:
            known = site.kept.setdefault(make, lru_cache(KEPT)(partial(make, site)))
        value: T = known(*args, **kwargs)
        return value

    return made
