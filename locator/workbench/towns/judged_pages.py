"""Each landing page of a town as an editor judges it: verdict, what a search may show, the shared picture."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from locator.pages.cards.share_card import HEIGHT, WIDTH
from locator.workbench.preview import preview_path
from locator.workbench.towns.index import pages_of
from locator.workbench.towns.snippet import Snippet, build_snippet
from locator.workbench.verdict_words import Judgement, in_words

if TYPE_CHECKING:
    from locator.model.town import Town
    from locator.pages.catalogue import Catalogue


@dataclass(frozen=True, slots=True)
class CardPicture:
    """The picture that stands for a shared page, in its own size in pixels."""

    address: str
    alt: str
    width: int = WIDTH
    height: int = HEIGHT


@dataclass(frozen=True, slots=True)
class JudgedPage:
    """One landing page with its preview and its verdict; one that is not served shows nothing else."""

    treatment: str
    path: str
    preview: str
    judgement: Judgement
    snippet: Snippet | None
    card: CardPicture | None


def judged_pages(catalogue: Catalogue, town: Town) -> tuple[JudgedPage, ...]:
    """The town's pages in the main language, the main treatment's first."""
    return tuple(
        JudgedPage(
            treatment=catalogue.source.treatments[page.treatment].name,
            path=page.path,
            preview=preview_path(page.path),
            judgement=in_words(page.verdict),
            snippet=_snippet(catalogue, page.path),
            card=_card(catalogue, page.path),
        )
        for page in pages_of(catalogue, town)
    )


def _snippet(catalogue: Catalogue, path: str) -> Snippet | None:
    build = catalogue.pages.get(path)
    return build_snippet(build().frame) if build else None


def _card(catalogue: Catalogue, path: str) -> CardPicture | None:
    build = catalogue.pages.get(path)
    if build is None:
        return None
    return CardPicture(preview_path(catalogue.gallery.address(path)), build().frame.image.alt)
