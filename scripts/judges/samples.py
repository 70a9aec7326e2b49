"""Keeps a sample of every kind of page, in each language, as a running server answers: samples.py URL FOLDER

What Lighthouse judges is listed in FOLDER/lighthouse.tsv: name, address, and "noindex" where that is meant.
"""

from __future__ import annotations

import sys
import time
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple
from urllib.error import HTTPError, URLError
from urllib.parse import urljoin, urlsplit
from urllib.request import Request, urlopen

import lxml.html
from browser.page_kinds import SAMPLES

if TYPE_CHECKING:
    from collections.abc import Iterator

PATIENCE = 60.0  # seconds until a server answers on a busy machine
ANSWERED = 30.0  # seconds
JUDGED = {
    "home": "home",
    "landing with a clinic in town": "landing",
    "clinic": "clinic",
    "finder with one place": "finder",
    "article": "article",
}
OTHER_LANGUAGES = "//link[@rel='alternate'][@hreflang]|//a[@hreflang]"  # for programs, and for people


class Kept(NamedTuple):
    """One page: the name of its sample, its language if it is not the first, its address and what came."""

    name: str
    language: str
    address: str
    body: bytes

    @property
    def file_name(self) -> str:
        return f"{self.name} {self.language}".strip().replace(" ", "-") + ".html"

    @property
    def judged(self) -> str:
        """The line for Lighthouse. Answers of the finder and translations may be kept from search engines."""
        may_be_hidden = self.name.startswith("finder") or self.language
        robots = "noindex" if may_be_hidden and b'content="noindex' in self.body else ""
        return f"{JUDGED[self.name]} {self.language}".strip() + f"\t{self.address}\t{robots}\n"


def main() -> None:
    base, folder = sys.argv[1], Path(sys.argv[2])
    folder.mkdir(parents=True)
    wait_for(base)
    pages = list(samples(base))
    for page in pages:
        (folder / page.file_name).write_bytes(page.body)
    judged = "".join(page.judged for page in pages if page.name in JUDGED)
    (folder / "lighthouse.tsv").write_text(judged, encoding="utf-8")
    print(f"{len(pages)} answers of the server are kept.")


def wait_for(base: str) -> None:
    end = time.monotonic() + PATIENCE
    while True:
        try:
            urlopen(f"{base}/healthz", timeout=ANSWERED).close()
            return
        except URLError:
            if time.monotonic() > end:
                sys.exit(f"No server answers at {base}.")
            time.sleep(0.2)


def samples(base: str) -> Iterator[Kept]:
    """Every sample, and the same in the languages that it links to."""
    for sample in SAMPLES:
        address = f"{base}{sample.path}"
        page = ask(address, sample.form, sample.status)
        yield Kept(sample.name, "", address, page)
        for language, other in sorted(translations(address, page).items()):
            yield Kept(sample.name, language, other, ask(other, sample.form, sample.status))


def translations(address: str, page: bytes) -> dict[str, str]:
    """The same page's addresses in other languages, on the server that is asked."""
    document = lxml.html.document_fromstring(page)
    found = {}
    for link in document.xpath(OTHER_LANGUAGES):
        if link.get("hreflang") not in (document.get("lang"), "x-default"):
            path = urlsplit(link.get("href"))._replace(scheme="", netloc="").geturl()
            found[str(link.get("hreflang"))] = urljoin(address, path)
    return found


def ask(address: str, form: str, status: int) -> bytes:
    try:
        answer = urlopen(Request(address, data=form.encode() or None), timeout=ANSWERED)
    except HTTPError as error:  # a page as well
        answer = error
    with answer:
        if answer.status != status:
            sys.exit(f"{address} answers {answer.status}, not {status}")
        body: bytes = answer.read()
        return body


if __name__ == "__main__":
    main()
