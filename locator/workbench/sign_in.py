"""The door of the workbench."""

from __future__ import annotations

from dataclasses import dataclass
from enum import Enum
from typing import TYPE_CHECKING, ClassVar

from locator.workbench.frame import DeskFrame

if TYPE_CHECKING:
    from locator.site.snapshot import Site


class Said(Enum):
    """What the door has to say."""

    NOTHING = ""
    WRONG = "The name and the password do not go together. Check both, and try again."
    WAIT = "Too many attempts. Please wait {wait}, then try again."
    UNCOUNTED = (
        "The disk is full or may not be written, or a database is away, so nobody can sign in safely. Ask "
        "whoever keeps the server to make room, to let locator write into the folder .locator, or to start "
        "the database. Then try again."
    )
    LATE = "You had been signed out, so what you sent was not saved. Sign in, go back, and send it again."
    OUT = "You are signed out."


@dataclass(frozen=True, slots=True)
class SignInPage:
    """Name and password; `next` is where the editor wants to go, `told` what went wrong or well.

    It is not `is_private` where others on the way could read the password: browsers keep no sign-in there.
    """

    template: ClassVar[str] = "workbench/sign-in.html"

    frame: DeskFrame
    next: str
    name: str
    told: str
    is_mistaken: bool
    is_private: bool


def sign_in_page(
    site: Site, *, next_: str, name: str, said: Said, wait: int = 0, is_private: bool = True
) -> SignInPage:
    """The page for somebody who is not signed in; `wait` in seconds."""
    title = f"Sign in | Workbench | {site.config.name}"
    is_mistaken = said in (Said.WRONG, Said.WAIT, Said.UNCOUNTED)
    return SignInPage(
        frame=DeskFrame(
            title=f"Error: {title}" if is_mistaken else title,
            site_name=site.config.name,
            language=site.config.language,
        ),
        next=next_,
        name=name,
        told=said.value.format(wait=_spoken(wait)),
        is_mistaken=is_mistaken,
        is_private=is_private,
    )


def _spoken(seconds: int) -> str:
    if seconds < 60:  # noqa: PLR2004  # a minute
        return f"{seconds} second{'s' if seconds != 1 else ''}"
    minutes = -(-seconds // 60)
    return f"{minutes} minute{'s' if minutes != 1 else ''}"
