"""security.txt: who is told of a hole in the site (RFC 9116, rule C26)."""

from __future__ import annotations

from typing import TYPE_CHECKING
from urllib.parse import quote

from locator.site import urls

if TYPE_CHECKING:
    from datetime import date

    from locator.site.settings.config import Config

_IN_ADDRESSES = ":/?#[]@!$&'()*+,;=%~"
MONTHS = 11  # that it holds at most; the RFC asks for less than a year


def render_security_txt(config: Config, today: date) -> bytes:
    """The file; empty if the site names nobody.

    It expires on the first of a month, ten months or more after the day of the site: so its bytes change
    once a month, with the site's calendar and not with the clock of whoever asks.
    """
    contact = config.security_contact or (f"mailto:{config.email}" if config.email else "")
    if not contact:
        return b""
    lines = (
        f"Contact: {quote(contact, safe=_IN_ADDRESSES)}",
        f"Expires: {_first_of_month(today, MONTHS)}T00:00:00Z",
        f"Preferred-Languages: {', '.join(config.languages)}",
        f"Canonical: {urls.absolute(config.base_url, urls.SECURITY)}",
    )
    return ("\n".join(lines) + "\n").encode()


def _first_of_month(today: date, later: int) -> date:
    years, month = divmod(today.month - 1 + later, 12)
    return today.replace(year=today.year + years, month=month + 1, day=1)
