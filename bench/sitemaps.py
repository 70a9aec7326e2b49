"""Sitemaps of many addresses, each with a day and two alternates: ours, Django's, lxml's ways, and strings.

    python bench/sitemaps.py [--urls 1000000] [--rounds 3]

Contenders take turns, each in a process of its own, and must say the same.
"""

from __future__ import annotations

import argparse
import gzip
import hashlib
import io
import json
import os
import resource
import statistics
import subprocess
import sys
from collections.abc import Iterator
from datetime import date, timedelta
from importlib import import_module
from pathlib import Path
from time import process_time
from xml.sax.saxutils import escape

sys.path.insert(0, str(Path(__file__).resolve().parents[1]))  # runs from a checkout, uninstalled

import command
from conditions import print_conditions
from lxml import etree
from peers import from_pypi

from locator.pages.entry import Entry
from locator.pages.output import Output
from locator.publish.sitemaps import render_part
from locator.publish.url_forms import NAMESPACE, XHTML

BASE = "https://clinics.example"
A_FILE = 50_000


def paths(first: int, count: int) -> Iterator[tuple[str, str, date]]:
    """Address, the same in Spanish, and day."""
    for number in range(first, first + count):
        day = date(2026, 1, 1) + timedelta(days=number % 300)
        yield f"/treatment/fl/town-{number}/", f"/es/tratamiento/fl/town-{number}/", day


def ours(first: int, count: int) -> bytes:
    entries = (
        Entry(path, "towns", lastmod=day, alternates={"en": path, "es": other})
        for path, other, day in paths(first, count)
    )
    return render_part(entries, BASE)


def trees(first: int, count: int) -> bytes:
    root = etree.Element(f"{{{NAMESPACE}}}urlset", nsmap={None: NAMESPACE, "xhtml": XHTML})
    for path, other, day in paths(first, count):
        url = etree.SubElement(root, f"{{{NAMESPACE}}}url")
        etree.SubElement(url, f"{{{NAMESPACE}}}loc").text = BASE + path
        etree.SubElement(url, f"{{{NAMESPACE}}}lastmod").text = day.isoformat()
        for code, at in (("en", path), ("es", other)):
            etree.SubElement(url, f"{{{XHTML}}}link", rel="alternate", hreflang=code, href=BASE + at)
    body: bytes = etree.tostring(root, xml_declaration=True, encoding="utf-8")
    return body


def contexts(first: int, count: int) -> bytes:
    file = io.BytesIO()
    with etree.xmlfile(file, encoding="utf-8") as xml:
        xml.write_declaration()
        with xml.element(f"{{{NAMESPACE}}}urlset", nsmap={None: NAMESPACE, "xhtml": XHTML}):
            for path, other, day in paths(first, count):
                with xml.element(f"{{{NAMESPACE}}}url"):
                    with xml.element(f"{{{NAMESPACE}}}loc"):
                        xml.write(BASE + path)
                    with xml.element(f"{{{NAMESPACE}}}lastmod"):
                        xml.write(day.isoformat())
                    for code, at in (("en", path), ("es", other)):
                        link = {"rel": "alternate", "hreflang": code, "href": BASE + at}
                        with xml.element(f"{{{XHTML}}}link", link):
                            pass
    return file.getvalue()


def strings(first: int, count: int) -> bytes:
    """No lxml at all: whoever forgets to escape an ampersand has no sitemap."""
    lines = [f'<?xml version="1.0" encoding="utf-8"?>\n<urlset xmlns="{NAMESPACE}" xmlns:xhtml="{XHTML}">']
    for path, other, day in paths(first, count):
        lines.append(
            f"<url><loc>{BASE}{escape(path)}</loc><lastmod>{day.isoformat()}</lastmod>"
            f'<xhtml:link rel="alternate" hreflang="en" href="{BASE}{escape(path)}"/>'
            f'<xhtml:link rel="alternate" hreflang="es" href="{BASE}{escape(other)}"/></url>'
        )
    lines.append("</urlset>")
    return "".join(lines).encode()


def django(first: int, count: int) -> bytes:
    settings = import_module("django.conf").settings
    if not settings.configured:
        engine = {"BACKEND": "django.template.backends.django.DjangoTemplates", "APP_DIRS": True}
        settings.configure(INSTALLED_APPS=["django.contrib.sitemaps"], TEMPLATES=[engine])
        import_module("django").setup()
    urlset = [
        {
            "location": BASE + path,
            "lastmod": day,
            "alternates": [
                {"location": BASE + path, "lang_code": "en"},
                {"location": BASE + other, "lang_code": "es"},
            ],
        }
        for path, other, day in paths(first, count)
    ]
    text: str = import_module("django.template.loader").render_to_string("sitemap.xml", {"urlset": urlset})
    return text.encode()


OURS = "locator (forms of lxml)"
CONTENDERS = {
    OURS: ours,
    "`etree.xmlfile`, nested contexts": contexts,
    "`lxml.etree` trees": trees,
    "Django sitemaps": django,
    "plain strings": strings,
}


def said(body: bytes) -> list[tuple[str, ...]]:
    """What a sitemap says, however it is written."""
    root = etree.fromstring(body)
    return [
        (*(str(text).strip() for text in url.itertext() if str(text).strip()), *url.xpath("*/@href"))
        for url in root
    ]


def peak() -> float:
    """The most memory that this process has held, in MB."""
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1e3


def run(name: str, urls: int) -> None:
    """Renders all files, packs them, and prints the figures; the first file is told by its meaning."""
    make = CONTENDERS[name]
    meaning = hashlib.sha256(repr(said(make(0, 500))).encode()).hexdigest()
    libraries, taken, packing = peak(), 0.0, 0.0
    for first in range(0, urls, A_FILE):
        begun = process_time()
        body = make(first, min(A_FILE, urls - first))
        made = process_time()
        assert Output(body).gzipped if name == OURS else gzip.compress(body, 6, mtime=0)
        taken, packing = taken + made - begun, packing + process_time() - made
        del body  # or the next would be made beside it
    print(json.dumps([urls / taken, urls / packing, peak(), peak() - libraries, meaning]))


def main() -> None:
    parser = command.parser(__doc__)
    parser.add_argument("--urls", type=int, default=1_000_000)
    parser.add_argument("--rounds", type=int, default=3)
    parser.add_argument("--only", help=argparse.SUPPRESS)
    options = parser.parse_args()
    if options.only:
        run(options.only, options.urls)
        return
    print_conditions("Addresses with a day and two alternates into sitemaps", "lxml", "Django", "deflate")
    environ = os.environ | {"PYTHONPATH": str(from_pypi() or "")}
    results: dict[str, list[list[float]]] = {name: [] for name in CONTENDERS}
    meanings = set()
    for _ in range(options.rounds):
        for name in CONTENDERS:
            words = [sys.executable, __file__, "--only", name, "--urls", str(options.urls)]
            *figures, meaning = json.loads(subprocess.check_output(words, env=environ))
            results[name].append(figures)
            meanings.add(meaning)
    assert len(meanings) == 1, "the contenders say different things"
    own = statistics.median(rate for rate, *_ in results[OURS])
    print("| contender | URL/s of CPU | spread | gzip 6, URL/s | MB | without libraries | ratio |")
    print("|---|---|---|---|---|---|---|")
    for name, rows in results.items():
        rates, packed, peaks, own_peaks = zip(*rows, strict=True)
        rate = statistics.median(rates)
        spread, pack = f"{min(rates):,.0f} to {max(rates):,.0f}", statistics.median(packed)
        memory = f"{max(peaks):.0f} | {max(own_peaks):.0f}"
        print(f"| {name} | {rate:,.0f} | {spread} | {pack:,.0f} | {memory} | {rate / own:.2f} |")


if __name__ == "__main__":
    main()
