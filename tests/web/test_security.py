"""What a page may load, and that nothing a table says can run (rules A23, C5, C16)."""

from __future__ import annotations

import csv
import json
import re
from pathlib import Path
from typing import TYPE_CHECKING

import lxml.html
import pytest
from conftest import fixed_clock
from lxml import etree
from starlette.testclient import TestClient

from locator.publish.machine import machine_files
from locator.site.folder import SiteFolder
from locator.web.app import create_app
from locator.web.live import Live
from locator.web.security import POLICY

if TYPE_CHECKING:
    from starlette.applications import Starlette

ROOT = Path(__file__).parents[2]
SCRIPT = "</script><script>alert(1)</script>"
IMAGE = '"><img src=x onerror=alert(1)>'
SVG_ELEMENTS = {"svg", "title", "desc", "rect", "path", "circle", "text", "g"}
QUOTE = "' onmouseover='alert(1)"
TEMPLATE = "{{ 7*7 }}{% include 'x' %}"
COMMENT = "<!-- ]]> <svg onload=alert(1)> &lt; \u2028"


def served(folder: Path) -> TestClient:
    live = Live(SiteFolder(folder), environ={}, clock=fixed_clock, machine_files=machine_files)
    return TestClient(create_app(live), follow_redirects=False, raise_server_exceptions=False)


@pytest.fixture(scope="module")
def client() -> TestClient:
    return served(ROOT)


# The policy


def directives() -> dict[str, set[str]]:
    parts = (part.split() for part in POLICY.split(";"))
    return {name: set(sources) for name, *sources in parts}


def test_the_policy_allows_our_own_files_and_nothing_else() -> None:
    policy = directives()
    assert policy["default-src"] == {"'none'"}
    assert policy["frame-ancestors"] == policy["base-uri"] == {"'none'"}
    assert policy.get("object-src", policy["default-src"]) == {"'none'"}
    assert set.union(*policy.values()) <= {"'none'", "'self'"}


def test_the_policy_allows_what_pages_use(client: TestClient) -> None:
    """And pages use nothing inline, which it forbids."""
    policy = directives()
    kinds = {"//script[@src]": "script-src", "//link[@rel='stylesheet']": "style-src"}
    kinds |= {"//link[@rel='icon']|//img": "img-src", "//form": "form-action"}
    for path in ("/", "/back-pain-treatment/fl/lake-mary/", "/clinics/lake-mary/", "/find?q=32114", "/x/"):
        document = lxml.html.document_fromstring(client.get(path).text)
        for expression, directive in kinds.items():
            if document.xpath(expression):
                assert policy[directive] == {"'self'"}
        assert not document.xpath("//style|//@style|//base|//object|//embed|//iframe|//video|//audio")
        assert not document.xpath("//script[not(@src)][not(@type='application/ld+json')]")


def test_scripts_and_style_sheets_load_nothing_from_elsewhere(client: TestClient) -> None:
    """Rules C5, H10."""
    for path in re.findall(r'(?:href|src)="(/static/[^"]+)"', client.get("/find?q=32114").text):
        body = client.get(path).text
        assert not re.search(
            r"url\(\s*['\"]?(?:https?:)?//|@import|(?<!xmlns=)['\"`](?:https?:)?//|XMLHttpRequest",
            body,
        )
        assert set(re.findall(r"sendBeacon\((.*?),", body)) <= {'"/demand"'}
        assert not re.search(r"\beval\(|innerHTML|document\.write|localStorage|document\.cookie", body)


# What a table says never runs


@pytest.fixture(scope="module")
def hostile(tmp_path_factory: pytest.TempPathFactory) -> TestClient:
    """A site whose every free text would like to be a script."""
    folder = tmp_path_factory.mktemp("hostile")
    (folder / "content" / "treatments").mkdir(parents=True)
    (folder / "content" / "articles").mkdir()
    (folder / "content" / "towns" / "fl").mkdir(parents=True)
    settings = (ROOT / "site.toml").read_text(encoding="utf-8")
    for key, value in {"name": IMAGE, "publisher": SCRIPT, "description": TEMPLATE}.items():
        (line,) = re.findall(rf"^{key} = .*$", settings.partition("[[")[0], re.MULTILINE)
        settings = settings.replace(line, f"{key} = {json.dumps(value)}", 1)
    notice = f"notice = {json.dumps(COMMENT)}\n"
    settings = notice + settings.replace("[es]\n", f"[es]\n{notice}")
    (folder / "site.toml").write_text(settings, encoding="utf-8")
    treatment = (ROOT / "content" / "treatments" / "back-pain-treatment.md").read_text(encoding="utf-8")
    treatment = treatment.replace("name: Back pain treatment", f"name: {json.dumps('Pain ' + IMAGE)}")
    (folder / "content" / "treatments" / "back-pain-treatment.md").write_text(
        f"{treatment}\n\n<script>alert(1)</script>\n\n[link](javascript:alert(1)) {TEMPLATE}\n",
        encoding="utf-8",
    )
    (folder / "content" / "towns" / "fl" / "evil.md").write_text(f"{IMAGE}\n\n{SCRIPT}\n", encoding="utf-8")
    evil = {"town": f"Lake {IMAGE}", "slug": "evil", "lat": "28.75883", "lon": "-81.31784", "county": QUOTE}
    write(
        folder / "locations.csv",
        [
            {"region": "FL", "aliases": f"{SCRIPT};{TEMPLATE}"} | evil,
            {"region": "FL", "aliases": COMMENT} | dict.fromkeys(evil, "") | {"town": "Sanford"},
        ],
    )
    with (ROOT / "clinics.csv").open(encoding="utf-8", newline="") as file:
        clinics = [row for row in csv.DictReader(file) if row["id"] in ("lake-mary", "sanford", "oviedo")]
    for row in clinics:
        row |= {"name": f"{SCRIPT} {row['id']}", "street": IMAGE, "parking": QUOTE, "transit": TEMPLATE}
        row |= {"insurance": f"{SCRIPT};{IMAGE}", "languages": COMMENT, "accessibility": IMAGE}
        row |= {"treatments": "back-pain-treatment"}
    write(folder / "clinics.csv", clinics)
    person = {"name": SCRIPT, "title": IMAGE, "licence": QUOTE, "languages": COMMENT}
    write(folder / "practitioners.csv", [person | {"clinic": "lake-mary", "days": "Mo"}])
    return served(folder)


def write(path: Path, rows: list[dict[str, str]]) -> None:
    with path.open("w", encoding="utf-8", newline="") as file:
        writer = csv.DictWriter(file, rows[0])
        writer.writeheader()
        writer.writerows(rows)


def addresses(client: TestClient) -> list[str]:
    app: Starlette = client.app  # type: ignore[assignment]
    catalogue = app.state.live.edition.catalogue
    return [
        *catalogue.pages,
        *catalogue.gone,
        "/find?q=Sanford",
        "/find?q=28.7,-81.3",
        f"/find?q={IMAGE}",
        f"/{SCRIPT}/",
        "/find?q=Lake",
    ]


def test_the_hostile_texts_are_all_taken_as_they_stand(hostile: TestClient) -> None:
    site = hostile.app.state.live.edition.catalogue.site  # type: ignore[attr-defined]
    assert len(site.clinics) == 3
    assert [town.slug for town in site.towns] == ["evil", "sanford"]
    assert site.clinics[0].name.startswith(SCRIPT)
    assert site.practitioners[0].name == SCRIPT
    assert site.notes


def test_in_html_they_stay_text(hostile: TestClient) -> None:
    found = ""
    for address in addresses(hostile):
        body = hostile.get(address).text
        document = lxml.html.document_fromstring(body)
        assert not document.xpath("//img|//iframe|//@*[starts-with(name(), 'on')]|//svg/@onload"), address
        for script in document.xpath("//script"):
            assert script.get("src", "").startswith("/static/") or script.get("type") == "application/ld+json"
        for link in document.xpath("//@href|//@src|//@action"):
            assert not re.match(r"\s*(javascript|data|vbscript):", link, re.IGNORECASE), address
        assert "49" not in re.findall(r"\b\d\d\b", document.xpath("string(//main//h1)")), address
        found += document.text_content() + " ".join(document.xpath("//@aria-label"))
    for text in (SCRIPT, IMAGE, QUOTE, TEMPLATE):
        assert text in found
    assert "<!-- ]]> <svg onload=alert(1)> &lt;" in found


def test_in_structured_data_they_stay_strings(hostile: TestClient) -> None:
    """Rule A23."""
    names = set()
    for address in addresses(hostile):
        body = hostile.get(address).text
        for block in re.findall(r'<script type="application/ld\+json">(.*?)</script>', body, re.DOTALL):
            assert not re.search("[<>&'\u2028\u2029]", block), address
            json.loads(block)
            names |= set(re.findall(r'"name": "((?:[^"\\]|\\.)*)"', block))
    assert json.dumps(f"{SCRIPT} lake-mary")[1:-1] in {
        name.replace("\\u003c", "<").replace("\\u003e", ">") for name in names
    }


def test_in_maps_they_stay_labels(hostile: TestClient) -> None:
    body = hostile.get("/back-pain-treatment/fl/evil/").text
    (drawing,) = re.findall(r"<svg.*?</svg>", body, re.DOTALL)
    svg = etree.fromstring(drawing, etree.XMLParser(resolve_entities=False, no_network=True))
    assert {element.tag for element in svg.iter()} <= SVG_ELEMENTS
    titles = [title.text for title in svg.iter("title")]
    assert any(SCRIPT in str(title) for title in titles)
    assert any(IMAGE in str(title) for title in titles)


def test_in_the_api_they_come_back_letter_by_letter(hostile: TestClient) -> None:
    response = hostile.get("/api/v1/nearest", params={"lat": "28.7", "lon": "-81.3"})
    assert response.headers["content-type"] == "application/json"
    first = response.json()["clinics"][0]
    assert first["name"] in {f"{SCRIPT} lake-mary", f"{SCRIPT} sanford"}
    assert first["address"]["street"] == IMAGE
    missing = hostile.get("/api/v1/nearest", params={"q": f"x{SCRIPT}"})
    assert missing.status_code == 404
    assert missing.headers["content-type"] == "application/problem+json"


def test_in_sitemaps_there_are_only_slugs(hostile: TestClient) -> None:
    parser = etree.XMLParser(resolve_entities=False, no_network=True, load_dtd=False)
    files = hostile.app.state.live.edition.files  # type: ignore[attr-defined]
    for path in files:
        body = hostile.get(path).content
        if path.endswith(".xml"):
            for location in etree.fromstring(body, parser).iter("{*}loc"):
                assert re.fullmatch(r"https://clinics\.example/[a-z0-9./-]*", str(location.text))


def test_an_alias_becomes_a_harmless_address(hostile: TestClient) -> None:
    app: Starlette = hostile.app  # type: ignore[assignment]
    moved = app.state.live.edition.catalogue.moved
    assert all(re.fullmatch(r"/[a-z0-9/-]+", path) for path in moved)
    assert any("script" in path for path in moved)


@pytest.mark.parametrize(
    ("name", "media_type"),
    [
        *(("x.svg", "image/svg+xml"), ("x.png", "image/png"), ("x.txt", "text/plain; charset=utf-8")),
        *(("x.html", "text/html; charset=utf-8"), ("x", "application/octet-stream")),
    ],
)
def test_a_file_of_the_site_is_what_its_name_says_and_runs_nothing(
    name: str, media_type: str, folder: Path
) -> None:
    """Whatever is in it: the policy forbids scripts inside a picture, and no browser may guess its kind."""
    (folder / "static").mkdir()
    body = '<svg xmlns="http://www.w3.org/2000/svg" onload="alert(1)"><script>alert(1)</script></svg>'
    (folder / "static" / name).write_text(body, encoding="utf-8")
    client = served(folder)
    assets = client.app.state.live.edition.catalogue.renderer.assets  # type: ignore[attr-defined]
    response = client.get(assets.url(name))
    assert response.text == body
    assert response.headers["content-type"] == media_type
    assert response.headers["x-content-type-options"] == "nosniff"
    assert response.headers["content-security-policy"] == POLICY


@pytest.mark.parametrize(
    "path",
    [
        *(
            "/static/../site.toml",
            "/static/%2e%2e/site.toml",
            "/static/..%2fsite.toml",
            "/static//etc/passwd",
        ),
        *("/static/..\\site.toml", "/static/%00", "/static/.env", "/static/CON", "/static/style.css%00.png"),
        *("/.locator/workbench.sqlite", "/site.toml", "/.git/config", "/clinics.csv", "/templates/base.html"),
        *("/static/x.css::$DATA", "/static/style/", "/cards/../../site.toml", "/sitemaps/../../site.toml"),
    ],
)
def test_no_address_leads_to_another_file(path: str, client: TestClient) -> None:
    response = client.get(path)
    assert response.status_code in (308, 404)
    assert "base_url" not in response.text
    assert "root:" not in response.text
