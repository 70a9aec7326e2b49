"""Keeps a sample of every kind of page, in each language, as a running server answers: samples.py URL FOLDER

What is said at other hours is kept as well, so that the judges read the same whenever they are called.
What Lighthouse judges is listed in FOLDER/lighthouse.tsv: name, address, and "noindex" where that is meant.
"""

from __future__ import annotations

import sys
import time
from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple
from urllib.error import HTTPError, URLError
from urllib.parse import urljoin, urlsplit
from urllib.request import Request, urlopen

import lxml.html
from browser.page_kinds import SAMPLES
from browser.serving import serving

if TYPE_CHECKING:
    from collections.abc import Collection, Iterator

ROOT = Path(__file__).parents[2]
HOURS = {
    "at noon": datetime(2026, 11, 23, 17, tzinfo=UTC),  # a Monday in Florida
    "at night": datetime(2026, 11, 24, 7, 30, tzinfo=UTC),
    "on Saturday": datetime(2026, 11, 28, 19, tzinfo=UTC),
    "on Thanksgiving": datetime(2026, 11, 26, 16, tzinfo=UTC),
}
PATIENCE = 60.0  # seconds until a server answers on a busy machine
ANSWERED = 30.0  # seconds
JUDGED = {
    "home": "home",
    "landing with a clinic in town": "landing",
    "clinic": "clinic",
    "finder with one place": "finder",
    "article": "article",
}
JUDGED_AGAIN = ("landing with a clinic in town", "finder with one place")  # in each further language
MISSING = {404, 410}
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
    others = {page.body: page for page in at_other_hours(base)}
    for page in pages:
        others.pop(page.body, None)
        (folder / page.file_name).write_bytes(page.body)
    for page in others.values():
        (folder / page.file_name).write_bytes(page.body)
    judged = "".join(
        page.judged for page in pages if page.name in (JUDGED_AGAIN if page.language else JUDGED)
    )
    (folder / "lighthouse.tsv").write_text(judged, encoding="utf-8")
    print(f"{len(pages)} answers of the server are kept, and {len(others)} that it gives at other hours.")


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
    """Every sample, and the same in the other languages of the site."""
    for sample in SAMPLES:
        address, statuses = f"{base}{sample.path}", {sample.status}
        page = ask(address, sample.form, statuses)
        yield Kept(sample.name, "", address, page)
        if sample.status in MISSING:
            others, statuses = missing_elsewhere(address), MISSING
        else:
            others = translations(address, page)
        for language, other in sorted(others.items()):
            yield Kept(sample.name, language, other, ask(other, sample.form, statuses))


def at_other_hours(base: str) -> Iterator[Kept]:
    """Every sample at each of HOURS, as the server at `base` would answer then."""
    with serving(ROOT, environ={"LOCATOR_BASE_URL": base}, now=HOURS["at noon"]) as served:
        for hour, now in HOURS.items():
            served.set_clock(now)
            for page in samples(served.url):
                yield page._replace(name=f"{page.name} {hour}")


def missing_elsewhere(address: str) -> dict[str, str]:
    """What is not there has no translation: it is missed below the translation of what would be above it."""
    above = urljoin(address, "..")
    last = address.removeprefix(above)
    return {language: other + last for language, other in translations(above, ask(above)).items()}


def translations(address: str, page: bytes) -> dict[str, str]:
    """The same page's addresses in other languages, on the server that is asked."""
    document = lxml.html.document_fromstring(page)
    found = {}
    for link in document.xpath(OTHER_LANGUAGES):
        if link.get("hreflang") not in (document.get("lang"), "x-default"):
            path = urlsplit(link.get("href"))._replace(scheme="", netloc="").geturl()
            found[str(link.get("hreflang"))] = urljoin(address, path)
    return found


def ask(address: str, form: str = "", statuses: Collection[int] = ()) -> bytes:
    """What comes, with one of the statuses if there are any; the form is posted if there is one."""
    try:
        answer = urlopen(Request(address, data=form.encode() or None), timeout=ANSWERED)
    except HTTPError as error:  # a page as well
        answer = error
    with answer:
        if statuses and answer.status not in statuses:
            sys.exit(f"{address} answers {answer.status}, not {' or '.join(map(str, sorted(statuses)))}")
        body: bytes = answer.read()
        return body


if __name__ == "__main__":
    main()
