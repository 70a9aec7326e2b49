"""Sitemaps: valid, complete, honest about dates, and steady from build to build (rules A24 to A26)."""

from __future__ import annotations

import re
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING

import lxml.html
import pytest
from conftest import fixed_clock
from hypothesis import given, settings
from hypothesis import strategies as st
from lxml import etree

from locator.pages.entry import Entry
from locator.pages.opening import open_catalogue
from locator.pages.output import Output
from locator.publish.machine import machine_files
from locator.publish.sitemaps import MAX_BYTES, MAX_URLS, render_part, render_sitemaps
from locator.publish.url_forms import IMAGE, NAMESPACE, XHTML
from locator.site.folder import SiteFolder
from locator.site.loading import load_site

if TYPE_CHECKING:
    from locator.pages.catalogue import Catalogue

BASE = "https://clinics.example"
PICTURE = re.compile(rb"<image:image>.*?</image:image>")
NS = {"s": NAMESPACE, "image": IMAGE, "x": XHTML}
PARSER = etree.XMLParser(resolve_entities=False, no_network=True, load_dtd=False, huge_tree=False)

# The protocol of sitemaps.org, version 0.9, in words of our own.
PROTOCOL = f"""
<xs:schema xmlns:xs="http://www.w3.org/2001/XMLSchema" xmlns="{NAMESPACE}"
           targetNamespace="{NAMESPACE}" elementFormDefault="qualified">
  <xs:simpleType name="address">
    <xs:restriction base="xs:anyURI">
      <xs:minLength value="12"/><xs:maxLength value="2048"/><xs:pattern value="https?://[^/]+/.*"/>
    </xs:restriction>
  </xs:simpleType>
  <xs:simpleType name="moment"><xs:union memberTypes="xs:date xs:dateTime"/></xs:simpleType>
  <xs:simpleType name="often">
    <xs:restriction base="xs:string">
      <xs:enumeration value="always"/><xs:enumeration value="hourly"/><xs:enumeration value="daily"/>
      <xs:enumeration value="weekly"/><xs:enumeration value="monthly"/><xs:enumeration value="yearly"/>
      <xs:enumeration value="never"/>
    </xs:restriction>
  </xs:simpleType>
  <xs:simpleType name="weight">
    <xs:restriction base="xs:decimal">
      <xs:minInclusive value="0.0"/><xs:maxInclusive value="1.0"/>
    </xs:restriction>
  </xs:simpleType>
  <xs:element name="urlset">
    <xs:complexType><xs:sequence>
      <xs:element name="url" maxOccurs="unbounded">
        <xs:complexType><xs:sequence>
          <xs:element name="loc" type="address"/>
          <xs:element name="lastmod" type="moment" minOccurs="0"/>
          <xs:element name="changefreq" type="often" minOccurs="0"/>
          <xs:element name="priority" type="weight" minOccurs="0"/>
          <xs:any namespace="##other" minOccurs="0" maxOccurs="unbounded" processContents="lax"/>
        </xs:sequence></xs:complexType>
      </xs:element>
    </xs:sequence></xs:complexType>
  </xs:element>
  <xs:element name="sitemapindex">
    <xs:complexType><xs:sequence>
      <xs:element name="sitemap" maxOccurs="unbounded">
        <xs:complexType><xs:all>
          <xs:element name="loc" type="address"/>
          <xs:element name="lastmod" type="moment" minOccurs="0"/>
        </xs:all></xs:complexType>
      </xs:element>
    </xs:sequence></xs:complexType>
  </xs:element>
</xs:schema>
"""


def opened(folder: Path, **environ: str) -> Catalogue:
    loaded = load_site(SiteFolder(folder), environ=environ, clock=fixed_clock)
    assert loaded.site
    return open_catalogue(SiteFolder(folder), loaded.site)


def ask_little(folder: Path) -> None:
    """Lets every page into the sitemap, whatever it is like, so that only what a test changes is seen."""
    with (folder / "site.toml").open("a", encoding="utf-8") as file:
        file.write("[verdict]\nfacts = 0\nlikeness = 1\nfresh_hours_days = 365\nfresh_facts_days = 365\n")


def sitemaps_of(catalogue: Catalogue) -> dict[str, bytes]:
    files = machine_files(catalogue)
    return {path: output.body for path, output in files.items() if path.startswith("/sitemap")}


def rendered(listed: list[Entry], base_url: str) -> dict[str, bytes]:
    return dict(render_sitemaps(listed, base_url))


def addresses(body: bytes) -> list[str]:
    return [str(loc.text) for loc in etree.fromstring(body, PARSER).findall(".//s:loc", NS)]


@pytest.fixture(scope="module")
def sitemaps(catalogue: Catalogue) -> dict[str, bytes]:
    return sitemaps_of(catalogue)


def test_index_and_parts_keep_to_the_protocol(sitemaps: dict[str, bytes]) -> None:
    schema = etree.XMLSchema(etree.fromstring(PROTOCOL))
    for path, body in sitemaps.items():
        assert body.startswith((b"<?xml version='1.0' encoding='utf-8'?>", b'<?xml version="1.0"'))
        schema.assertValid(etree.fromstring(body, PARSER))
        assert len(addresses(body)) <= MAX_URLS, path
        assert len(body) <= MAX_BYTES, path


def test_the_schema_of_this_test_refuses_what_is_no_sitemap() -> None:
    schema = etree.XMLSchema(etree.fromstring(PROTOCOL))
    for inner in ("", "<url/>", "<url><loc>/a/</loc></url>", "<url><loc>https://a.example/</loc><x/></url>"):
        assert not schema.validate(etree.fromstring(f'<urlset xmlns="{NAMESPACE}">{inner}</urlset>'))


def test_the_index_names_every_part_below_itself_and_is_not_nested(sitemaps: dict[str, bytes]) -> None:
    """Rule A26."""
    assert list(sitemaps)[-1] == "/sitemap.xml"
    parts = [path for path in sitemaps if path != "/sitemap.xml"]
    assert addresses(sitemaps["/sitemap.xml"]) == [BASE + path for path in parts]
    assert parts == sorted(parts)
    for path in parts:
        assert etree.fromstring(sitemaps[path], PARSER).tag == f"{{{NAMESPACE}}}urlset"


def test_the_parts_hold_every_page_that_search_engines_may_list_once(
    catalogue: Catalogue, sitemaps: dict[str, bytes]
) -> None:
    """Rule A25: canonical, answering 200, indexed."""
    listed = [loc for path, body in sitemaps.items() if path != "/sitemap.xml" for loc in addresses(body)]
    assert len(listed) == len(set(listed))
    for address in listed:
        answer = catalogue.answer(address.removeprefix(BASE))
        assert isinstance(answer, Output)
        assert answer.status == 200
        document = lxml.html.document_fromstring(answer.body.decode())
        assert document.xpath("//head/link[@rel='canonical']/@href") == [address]
        assert not document.xpath("//head/meta[@name='robots']")
    for path, verdict in catalogue.verdicts.items():
        assert (BASE + path in listed) == verdict.is_indexed


def test_addresses_are_those_of_the_settings(folder: Path) -> None:
    other = "https://backs.example:8443"
    bodies = sitemaps_of(opened(folder, LOCATOR_BASE_URL=f"{other}/"))
    for body in bodies.values():
        assert all(address.startswith(f"{other}/") for address in addresses(body))


def test_a_page_that_has_not_earned_it_is_left_out(folder: Path) -> None:
    with (folder / "locations.csv").open("a", encoding="utf-8") as file:
        file.write("Key West,FL\n")
    bodies = sitemaps_of(opened(folder))
    assert b"key-west" not in b"".join(bodies.values())


def test_a_new_town_changes_one_part_and_adds_one_line(folder: Path) -> None:
    ask_little(folder)
    before = sitemaps_of(opened(folder))
    with (folder / "locations.csv").open("a", encoding="utf-8") as file:
        file.write("DeLand,FL\n")
    after = sitemaps_of(opened(folder))
    assert before.keys() == after.keys()
    # Maps around may name the new town, so pictures are set aside.
    changed = [path for path in before if PICTURE.sub(b"", before[path]) != PICTURE.sub(b"", after[path])]
    assert changed == ["/sitemaps/towns-fl.xml"]
    fresh = set(addresses(after[changed[0]])) - set(addresses(before[changed[0]]))
    assert fresh == {f"{BASE}/back-pain-treatment/fl/deland/"}
    assert addresses(after[changed[0]])[: len(addresses(before[changed[0]]))] == addresses(before[changed[0]])


def test_neither_a_new_day_nor_a_new_look_moves_a_date(folder: Path) -> None:
    """Rule A24."""
    ask_little(folder)
    before = sitemaps_of(opened(folder))
    (folder / "static").mkdir()
    (folder / "static" / "style.css").write_text("body { color: green }", encoding="utf-8")
    (folder / "templates").mkdir()
    (folder / "templates" / "articles.html").write_text("<h1>New</h1>", encoding="utf-8")
    assert sitemaps_of(opened(folder, LOCATOR_AS_OF="2026-12-24")) == before


def test_a_text_that_changed_moves_its_own_date_alone(folder: Path) -> None:
    article = folder / "content" / "articles" / "what-helps-low-back-pain.md"
    before = sitemaps_of(opened(folder))
    text = article.read_text(encoding="utf-8")
    article.write_text(text.replace("\nupdated: 2026-11-22", "\nupdated: 2026-11-20", 1), encoding="utf-8")
    after = sitemaps_of(opened(folder))
    assert [path for path in before if before[path] != after[path]] == ["/sitemaps/articles.xml"]
    old, new = (body["/sitemaps/articles.xml"].decode() for body in (before, after))
    assert new.count("2026-11-20") - old.count("2026-11-20") == 1


# The limits


def entries(count: int, path: str = "/towns/{}/") -> list[Entry]:
    return [Entry(path.format(number), "towns-fl") for number in range(count)]


def parts_of(files: dict[str, bytes]) -> dict[str, list[str]]:
    return {path: addresses(body) for path, body in files.items() if path != "/sitemap.xml"}


def test_a_part_holds_50_000_addresses_and_not_one_more() -> None:
    """Rule A25: a kind that outgrows one file becomes sixteen, each page by a hash of its own address."""
    whole = parts_of(rendered(entries(50_000), BASE))
    assert {path: len(listed) for path, listed in whole.items()} == {"/sitemaps/towns-fl.xml": 50_000}
    split = parts_of(rendered(entries(50_001), BASE))
    assert list(split) == [f"/sitemaps/towns-fl-{digit}.xml" for digit in "0123456789abcdef"]
    assert sum(map(len, split.values())) == 50_001
    assert max(map(len, split.values())) < 4_000


def test_no_page_ever_moves_from_one_part_to_another() -> None:
    """Rule A25: one page fewer at the front shifts nothing."""
    many = entries(50_100)
    before, after = (parts_of(rendered(each, BASE)) for each in (many, many[1:]))
    (lost,) = [path for path in before if before[path] != after[path]]
    assert [each for each in before[lost] if each != f"{BASE}/towns/0/"] == after[lost]


def test_a_part_is_never_larger_than_50_mb() -> None:
    """Rule A25."""
    long = "/" + "x" * 1900 + "/{}/"
    files = rendered(entries(27_500, long), BASE)
    assert len(files) == 17
    assert all(len(body) <= MAX_BYTES for body in files.values())


def test_an_address_of_2_048_characters_is_left_out() -> None:
    """Rule A25: shorter than 2,048, the host counted in."""
    room = 2_047 - len(BASE) - 2
    fits, is_too_long = Entry(f"/{'a' * room}/", "x"), Entry(f"/{'b' * (room + 1)}/", "x")
    assert parts_of(rendered([fits, is_too_long], BASE)) == {"/sitemaps/x.xml": [BASE + fits.path]}


def test_kinds_are_parts() -> None:
    files = rendered([Entry("/b/", "b"), Entry("/a/", "a"), Entry("/c/", "b")], BASE)
    assert list(files) == ["/sitemaps/a.xml", "/sitemaps/b.xml", "/sitemap.xml"]
    assert addresses(files["/sitemaps/b.xml"]) == [f"{BASE}/b/", f"{BASE}/c/"]


@settings(deadline=None)
@given(st.text(st.characters(min_codepoint=32, exclude_categories=["Cs", "Cn", "Cc"]), max_size=40))
def test_every_character_of_an_address_arrives(text: str) -> None:
    body = render_part([Entry(f"/{text}&<>\"'/", "x", date(2026, 11, 22))], BASE)
    assert addresses(body) == [f"{BASE}/{text}&<>\"'/"]
    assert b"<lastmod>2026-11-22</lastmod>" in body


def test_nothing_that_search_engines_ignore_is_written(sitemaps: dict[str, bytes]) -> None:
    for body in sitemaps.values():
        assert b"changefreq" not in body
        assert b"priority" not in body


# Days, pictures, languages


def test_the_index_says_of_a_part_the_newest_day_that_is_known() -> None:
    """Rules A24, A26: no day where none is known."""
    days = {"/a/": date(2026, 3, 1), "/b/": None, "/c/": date(2026, 5, 1)}
    listed = [Entry(path, "known", day) for path, day in days.items()] + [Entry("/d/", "unknown")]
    index = etree.fromstring(rendered(listed, BASE)["/sitemap.xml"], PARSER)
    assert index.xpath("//s:sitemap[contains(s:loc, '/known')]/s:lastmod/text()", namespaces=NS) == [
        "2026-05-01"
    ]
    assert not index.xpath("//s:sitemap[contains(s:loc, '/unknown')]/s:lastmod", namespaces=NS)


def test_pictures_are_named_by_their_address_and_nothing_else() -> None:
    """Rule A27."""
    entry = Entry("/a/", "x", images=("/static/a.png", "/static/b.png"))
    part = etree.fromstring(rendered([entry], BASE)["/sitemaps/x.xml"], PARSER)
    etree.XMLSchema(etree.fromstring(PROTOCOL)).assertValid(part)
    images = part.xpath("//s:url/image:image", namespaces=NS)
    assert [[child.tag for child in image] for image in images] == [[f"{{{IMAGE}}}loc"]] * 2
    found = part.xpath("//image:loc/text()", namespaces=NS)
    assert found == [f"{BASE}/static/a.png", f"{BASE}/static/b.png"]


def test_a_page_has_at_most_a_thousand_pictures() -> None:
    """Rule A27."""
    entry = Entry("/a/", "x", images=tuple(f"/{number}.png" for number in range(1_001)))
    assert render_part([entry], BASE).count(b"<image:image>") == 1_000


shapes = st.builds(
    Entry,
    st.sampled_from(["/a/", "/ä&<'\"/"]),
    st.just("x"),
    st.none() | st.dates(),
    st.lists(st.sampled_from(["/1.png", "/2&.png"]), max_size=3).map(tuple),
    st.dictionaries(st.sampled_from(["en", "es", "x-default"]), st.sampled_from(["/b/", "/es/ñ/"])),
)


@settings(deadline=None)
@given(st.lists(shapes))
def test_forms_that_are_filled_in_anew_say_what_elements_made_for_each_would(listed: list[Entry]) -> None:
    root = etree.Element(f"{{{NAMESPACE}}}urlset", {}, {None: NAMESPACE, "image": IMAGE, "xhtml": XHTML})
    for entry in listed:
        url = etree.SubElement(root, f"{{{NAMESPACE}}}url")
        etree.SubElement(url, f"{{{NAMESPACE}}}loc").text = BASE + entry.path
        if entry.lastmod:
            etree.SubElement(url, f"{{{NAMESPACE}}}lastmod").text = entry.lastmod.isoformat()
        for code, path in entry.alternates.items():
            link = {"rel": "alternate", "hreflang": code, "href": BASE + path}
            etree.SubElement(url, f"{{{XHTML}}}link", link)
        for path in entry.images:
            image = etree.SubElement(url, f"{{{IMAGE}}}image")
            etree.SubElement(image, f"{{{IMAGE}}}loc").text = BASE + path
    root.text = None if listed else ""
    assert render_part(listed, BASE) == etree.tostring(root, xml_declaration=True, encoding="utf-8")


PAIR = {"en": "/a/", "es": "/es/a/"}


def alternates(listed: list[Entry]) -> dict[str, dict[str, str]]:
    """Each page's alternates by language, as the sitemap tells them."""
    found: dict[str, dict[str, str]] = {}
    for path, body in rendered(listed, BASE).items():
        part = etree.fromstring(body, PARSER)
        etree.XMLSchema(etree.fromstring(PROTOCOL)).assertValid(part)
        for url in part.findall("s:url", NS) if path != "/sitemap.xml" else ():
            links = url.findall("x:link[@rel='alternate']", NS)
            loc = str(url.findtext("s:loc", namespaces=NS))
            found[loc] = {str(link.get("hreflang")): str(link.get("href")) for link in links}
    return found


def test_both_languages_name_each_other_themselves_and_a_default() -> None:
    """Rule A34."""
    links = {"en": f"{BASE}/a/", "es": f"{BASE}/es/a/", "x-default": f"{BASE}/a/"}
    listed = [Entry("/a/", "x", alternates=PAIR), Entry("/es/a/", "x", alternates=PAIR)]
    assert alternates(listed) == {f"{BASE}/a/": links, f"{BASE}/es/a/": links}


@pytest.mark.parametrize(
    "other",
    [
        [],  # the translation is not listed: nobody has checked it
        [Entry("/es/a/", "x")],  # it does not name the original
        [Entry("/es/a/", "x", alternates={"es": "/es/a/", "en": "/b/"})],
    ],
)
def test_what_one_side_alone_says_is_left_out(other: list[Entry]) -> None:
    """Rule A34: search engines drop one-way tags."""
    assert not any(alternates([Entry("/a/", "x", alternates=PAIR), *other]).values())
