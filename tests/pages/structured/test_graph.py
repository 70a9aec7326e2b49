"""The graph of a page: the page, its trail, and what they are linked with."""

from __future__ import annotations

from typing import TYPE_CHECKING

from locator.pages.frame import Link
from locator.pages.structured.graph import Described, build_graph
from structured.graphs import canonical, graph, leaves, of_type, page_node, things, types

if TYPE_CHECKING:
    from lxml.html import HtmlElement

    from locator.pages.catalogue import Catalogue
    from locator.site.snapshot import Site

PAGES = {"WebPage", "AboutPage", "CollectionPage", "MedicalWebPage"}
SIDES = ("width", "height")
BASES = ("https://clinics.example/", "https://florida.example/")


def test_every_page_with_an_address_has_one_graph_that_begins_with_it(
    all_documents: list[tuple[str, HtmlElement]],
) -> None:
    """Rule A21: the markup is of the page that it stands on."""
    for path, document in all_documents:
        address = canonical(document)
        assert bool(graph(document)) == bool(address), path
        if address:
            node = page_node(document)
            assert node["url"] == address
            assert set(types(node)) <= PAGES
            assert node["name"] == " ".join(document.xpath("string(//h1)").split())
            assert node["inLanguage"] == document.get("lang")
            assert sum(bool(PAGES & set(types(each))) for each in graph(document)) == 1


def test_pages_are_of_the_kind_that_they_are(documents: dict[str, HtmlElement]) -> None:
    """Rule A22: MedicalWebPage is what tells patients of a treatment, and no other page."""
    kinds = {path: page_node(document)["@type"] for path, document in documents.items() if graph(document)}
    assert kinds["/"] == kinds["/privacy/"] == kinds["/find"] == kinds["/clinics/lake-mary/"] == "WebPage"
    assert kinds["/about/"] == "AboutPage"
    assert kinds["/clinics/"] == kinds["/articles/"] == kinds["/back-pain-treatment/fl/"] == "CollectionPage"
    assert kinds["/back-pain-treatment/"] == ["MedicalWebPage", "CollectionPage"]
    assert kinds["/back-pain-treatment/fl/lake-mary/"] == kinds["/articles/sciatica/"] == "MedicalWebPage"
    for path, kind in kinds.items():
        audience = page_node(documents[path]).get("medicalAudience")
        assert audience == ({"@type": "Patient"} if "MedicalWebPage" in kind else None)


def test_every_reference_leads_to_a_node_that_some_page_describes(
    documents: dict[str, HtmlElement], florida_documents: dict[str, HtmlElement]
) -> None:
    """Rule A21: items are linked by @id, and no link leads nowhere."""
    for pages in (documents, florida_documents):
        every = [thing for page in pages.values() for thing in things(graph(page))]
        described = {thing["@id"] for thing in every if "@id" in thing and len(thing) > 1}
        referred = {thing["@id"] for thing in every if thing.keys() == {"@id"}}
        assert referred
        assert referred <= described


def test_a_page_names_its_things_by_reference_and_each_once(
    all_documents: list[tuple[str, HtmlElement]],
) -> None:
    """Rule A21: what is of this page alone is described on it."""
    for path, document in all_documents:
        nodes = graph(document)
        ids = [node["@id"] for node in nodes]
        assert len(ids) == len(set(ids)), path
        own = {id_ for id_ in (thing.get("@id", "") for thing in things(nodes)) if is_part(document, id_)}
        assert own <= set(ids), path


def is_part(document: HtmlElement, id_: str) -> bool:
    parts = ("breadcrumb", "list", "article")
    return any(id_ == f"{canonical(document)}#{part}" for part in parts)


def test_the_trail_is_the_visible_one(all_documents: list[tuple[str, HtmlElement]]) -> None:
    """Rule A18."""
    for path, document in all_documents:
        shown = [
            (item.text_content().strip(), (item.xpath("./a/@href") or [""])[0])
            for item in document.xpath("//nav[@aria-label='Breadcrumb']//li")
        ]
        trails = of_type(document, "BreadcrumbList")
        assert len(trails) == bool(shown and canonical(document)), path
        if not trails:
            continue
        assert page_node(document)["breadcrumb"] == {"@id": trails[0]["@id"]}
        items = trails[0]["itemListElement"]
        assert len(items) >= 2
        assert [item["position"] for item in items] == list(range(1, len(shown) + 1))
        assert [item["name"] for item in items] == [text for text, _ in shown], path
        base = canonical(document).split("/", 3)[:3]
        addresses = ["/".join(base) + link if link else canonical(document) for _, link in shown]
        assert [item["item"] for item in items] == addresses, path


def test_all_addresses_are_whole_and_those_of_pages_are_of_this_site(
    all_documents: list[tuple[str, HtmlElement]],
) -> None:
    """Rule A33: structured data agrees with the canonical addresses."""
    for path, document in all_documents:
        for key, text in leaves(graph(document)):
            if key in ("item", "@id", "hasMap"):
                assert text.startswith(BASES), (path, key, text)
            elif key in ("url", "sameAs"):
                assert text.startswith("https://"), (path, key, text)


def test_a_page_without_an_address_of_its_own_says_nothing(example: Site) -> None:
    assert build_graph(example, Described(), name="Gone", path="", trail=[]) == {}


def test_the_picture_of_a_page_is_the_one_that_is_shared(
    all_documents: list[tuple[str, HtmlElement]],
) -> None:
    """Rules A19, A40: og:image, the page's own picture and its article's are one, and large enough."""
    for path, document in all_documents:
        shared = document.xpath("string(//meta[@property='og:image']/@content)")
        assert bool(shared) == bool(canonical(document)), path
        if not shared:
            continue
        node = page_node(document)
        assert node["image"] == node["primaryImageOfPage"]["url"] == shared
        assert all(article["image"] == shared for article in of_type(document, "Article"))
        size = [document.xpath(f"string(//meta[@property='og:image:{side}']/@content)") for side in SIDES]
        assert int(size[0]) * int(size[1]) >= 50_000


def test_a_picture_of_the_page_is_none_of_a_clinic(documents: dict[str, HtmlElement]) -> None:
    """Rule E5: a drawn card is no photograph of the place."""
    for document in documents.values():
        assert not any("image" in clinic for clinic in of_type(document, "MedicalClinic"))


def test_a_page_without_a_picture_names_none(example: Site) -> None:
    described = Described(things=({"@type": "Article", "@id": "a"},))
    data = build_graph(example, described, name="N", path="/n/", trail=[Link("Home", "/"), Link("N")])
    assert not any("image" in node or "primaryImageOfPage" in node for node in data["@graph"])


def test_names_on_a_site_that_does_not_run_the_clinics_are_visible(florida: Catalogue) -> None:
    """Rule A21: nobody is named as the owner of what is not theirs."""
    document_paths = ("/", "/about/", "/clinics/")
    for path in document_paths:
        answer = florida.answer(path)
        assert b"parentOrganization" not in answer.body  # type: ignore[union-attr]
        assert b'"Organization"' not in answer.body  # type: ignore[union-attr]
