"""Drives the interactive map in a real Chromium: a site of ours, and a stand-in host of tiles beside it."""

from __future__ import annotations

import json
import os
import re
import socket
import struct
import threading
import zlib
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import UTC, datetime
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest
import uvicorn
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import expect, sync_playwright

from locator.publish.machine import machine_files
from locator.site.folder import SiteFolder
from locator.web.app import create_app
from locator.web.live import Live

if TYPE_CHECKING:
    from collections.abc import Iterator

    from playwright.sync_api import Browser, BrowserContext, ConsoleMessage, Locator, Page

ROOT = Path(__file__).parents[2]
CHROMIUM = Path("/usr/bin/chromium")
PACKAGES = ROOT / "requirements" / "map" / "node_modules" / ".locked"
FLAGS = [
    *("--headless", "--no-sandbox", "--disable-quic", "--no-first-run", "--disable-background-networking"),
    *("--disable-component-update", "--disable-sync"),
    *("--use-gl=angle", "--use-angle=swiftshader", "--enable-unsafe-swiftshader"),  # WebGL without a card
]
LANDING, CLINIC = "/back-pain-treatment/fl/lake-mary/", "/clinics/lake-mary/"
CREDIT = "© [OpenStreetMap](https://www.openstreetmap.org/copyright) contributors"
VECTOR, PNG = 1, 2  # kinds of tile in a PMTiles archive

pytestmark = [
    pytest.mark.allow_hosts(["127.0.0.1"]),
    pytest.mark.skipif(
        not (CHROMIUM.exists() and PACKAGES.exists()) and os.environ.get("CI") != "true",
        reason="Chromium or MapLibre is not installed: scripts/test installs both",
    ),
]


# A host of tiles


def png(width: int = 256) -> bytes:
    """A plain square."""
    rows = (b"\0" + b"\xdd\xe5\xdd" * width) * width
    head = struct.pack(">IIBBBBB", width, width, 8, 2, 0, 0, 0)
    chunks = ((b"IHDR", head), (b"IDAT", zlib.compress(rows)), (b"IEND", b""))
    return b"\x89PNG\r\n\x1a\n" + b"".join(
        struct.pack(">I", len(data)) + kind + data + struct.pack(">I", zlib.crc32(kind + data))
        for kind, data in chunks
    )


class Tiles(BaseHTTPRequestHandler):
    """Sends the square for whatever is asked, or fails, and remembers who came from where."""

    square = png()

    def do_GET(self) -> None:
        host: TileHost = self.server  # type: ignore[assignment]
        host.referrers.add(self.headers.get("referer"))
        self.send_response(503 if host.is_down else 200)
        self.send_header("access-control-allow-origin", "*")
        self.send_header("content-type", "image/png")
        self.send_header("content-length", str(len(self.square)))
        self.end_headers()
        self.wfile.write(self.square)

    def log_message(self, *_: object) -> None:
        """Says nothing."""


class TileHost(ThreadingHTTPServer):
    daemon_threads = True
    is_down = False

    def __init__(self) -> None:
        super().__init__(("127.0.0.1", 0), Tiles)
        self.referrers: set[str | None] = set()

    @property
    def origin(self) -> str:
        return f"http://127.0.0.1:{self.server_address[1]}"


@pytest.fixture(scope="module")
def host() -> Iterator[TileHost]:
    with TileHost() as host:
        threading.Thread(target=host.serve_forever, daemon=True).start()
        yield host
        host.shutdown()


# A PMTiles archive in which every tile is the same (its specification, version 3)


def varint(number: int) -> bytes:
    more, last = number >> 7, number & 0x7F
    return bytes([last | 0x80]) + varint(more) if more else bytes([last])


def pmtiles(tile: bytes, kind: int, *, deepest: int = 14, layers: tuple[str, ...] = ()) -> bytes:
    count = sum(4**zoom for zoom in range(deepest + 1))
    root = b"".join(map(varint, (1, 0, count, len(tile), 1)))  # one entry: a run of all tiles
    credits_of = {"attribution": "© Stand-in", "vector_layers": [{"id": name} for name in layers]}
    metadata = json.dumps(credits_of).encode()
    start = 127 + len(root) + len(metadata)
    places = (127, len(root), 127 + len(root), len(metadata), start, 0, start, len(tile), count, 1, 1)
    plain = bytes([1, 1, 1, kind, 0, deepest])
    bounds = struct.pack("<4ix2i", -1_800_000_000, -850_000_000, 1_800_000_000, 850_000_000, 0, 0)
    return b"PMTiles\3" + struct.pack("<11Q", *places) + plain + bounds + root + metadata + tile


def vector_tile() -> bytes:
    """A Mapbox vector tile: a square of `earth` in the middle."""

    def part(number: int, data: bytes) -> bytes:
        return varint(number << 3 | 2) + varint(len(data)) + data

    side = 3200 << 1  # zigzag
    geometry = b"".join(map(varint, (9, 800, 800, 26, side, 0, 0, side, side - 1, 0, 15)))
    feature = varint(3 << 3) + varint(3) + part(4, geometry)
    return part(3, varint(15 << 3) + varint(2) + part(1, b"earth") + part(2, feature))


# The site


@contextmanager
def served(folder: Path, **environ: str) -> Iterator[str]:
    live = Live(
        SiteFolder(folder), environ=environ, clock=lambda: datetime.now(UTC), machine_files=machine_files
    )
    assert live.edition.catalogue.problems == ()
    listener = socket.create_server(("127.0.0.1", 0))
    server = uvicorn.Server(uvicorn.Config(create_app(live), log_level="warning", access_log=False))
    thread = threading.Thread(target=server.run, kwargs={"sockets": [listener]}, daemon=True)
    thread.start()
    yield f"http://127.0.0.1:{listener.getsockname()[1]}"
    server.should_exit = True
    thread.join(timeout=10)
    listener.close()


@pytest.fixture(scope="module")
def site(host: TileHost) -> Iterator[str]:
    tiles = {"LOCATOR_MAP_TILES": f"{host.origin}/{{z}}/{{x}}/{{y}}.png", "LOCATOR_MAP_ATTRIBUTION": CREDIT}
    with served(ROOT, **tiles) as address:
        yield address


@pytest.fixture(scope="module")
def browser() -> Iterator[Browser]:
    with sync_playwright() as playwright:
        chromium = playwright.chromium.launch(executable_path=CHROMIUM, args=FLAGS)
        yield chromium
        chromium.close()


@dataclass
class Visit:
    """A page, and what it asked for and complained of meanwhile."""

    page: Page
    requests: list[str] = field(default_factory=list)
    complaints: list[str] = field(default_factory=list)

    @property
    def button(self) -> Locator:
        return self.page.get_by_role("button", name=re.compile("(Show|Hide) interactive map"))

    @property
    def drawing(self) -> Locator:
        return self.page.locator("svg.loc-map__drawing")

    @property
    def region(self) -> Locator:
        return self.page.get_by_role("region", name="Interactive map")

    @property
    def pins(self) -> Locator:
        return self.page.locator(".loc-live__pin")

    def open(self) -> None:
        self.button.click()
        self.pins.first.wait_for(timeout=30_000)

    def hear(self, message: ConsoleMessage) -> None:
        if message.type in ("error", "warning"):
            self.complaints.append(message.text)

    def asked(self, origin: str) -> list[str]:
        return [request for request in self.requests if request.startswith(origin)]

    def place(self, number: int) -> tuple[float, float]:
        """Where a pin stands, seen from the map's own corner: the page may scroll meanwhile."""
        pin, region = self.pins.nth(number).bounding_box(), self.region.bounding_box()
        assert pin
        assert region
        return pin["x"] - region["x"], pin["y"] - region["y"]

    def span(self) -> float:
        """How far apart the southernmost and northernmost pins are."""
        ys = [self.place(i)[1] for i in range(self.pins.count())]
        return max(ys) - min(ys)


@contextmanager
def visiting(browser: Browser, address: str, **options: Any) -> Iterator[Visit]:
    context: BrowserContext = browser.new_context(reduced_motion="reduce", **options)
    visit = Visit(context.new_page())
    visit.page.on("request", lambda request: visit.requests.append(request.url))
    visit.page.on("pageerror", lambda error: visit.complaints.append(str(error)))
    visit.page.on("console", visit.hear)
    visit.page.goto(address)
    yield visit
    context.close()


def settled(visit: Visit) -> None:
    """Waits two frames: without animation a move is done by then."""
    frame = "new Promise((done) => requestAnimationFrame(done))"
    visit.page.evaluate(f"async () => {{ await {frame}; await {frame}; }}")


# Before and after the button


def test_nothing_is_asked_of_anyone_before_the_button_is_pressed(
    browser: Browser, site: str, host: TileHost
) -> None:
    with visiting(browser, f"{site}{LANDING}") as visit:
        expect(visit.button).to_have_text("Show interactive map")
        expect(
            visit.page.get_by_text(f"The map comes from {host.origin.removeprefix('http://')}.")
        ).to_be_visible()
        visit.page.wait_for_load_state("networkidle")
        assert visit.asked(site) == visit.requests
        assert not [request for request in visit.requests if "maplibre" in request]


def test_it_opens_with_a_named_button_for_each_clinic_and_asks_the_named_host_alone(
    browser: Browser, site: str, host: TileHost
) -> None:
    with visiting(browser, f"{site}{LANDING}") as visit:
        visit.open()
        expect(visit.drawing).to_be_hidden()
        expect(visit.region).to_be_focused()
        expect(visit.button).to_have_attribute("aria-expanded", "true")
        listed = visit.page.locator(".loc-card__name").all_inner_texts()
        named = [pin.get_attribute("aria-label") for pin in visit.pins.all()]
        assert named == [" ".join(name.split()) for name in listed]
        assert visit.pins.all_inner_texts() == [str(number) for number in range(1, len(named) + 1)]
        expect(visit.region.get_by_role("img", name="Lake Mary")).to_be_visible()
        expect(visit.region.get_by_role("link", name="OpenStreetMap")).to_be_visible()
        assert visit.asked(host.origin)
        assert len(visit.asked(host.origin)) + len(visit.asked(site)) == len(visit.requests)
        assert host.referrers == {None}
        assert visit.complaints == []
        assert Axe().run(visit.page, context=".loc-map").response["violations"] == []


def test_a_pin_says_its_clinic_and_leads_to_the_list(browser: Browser, site: str) -> None:
    with visiting(browser, f"{site}{LANDING}") as visit:
        visit.open()
        visit.pins.nth(1).click()
        chosen = visit.region.get_by_role("status")
        expect(chosen).to_contain_text(str(visit.pins.nth(1).get_attribute("aria-label")))
        chosen.get_by_role("link", name="Show in the list").click()
        entry = visit.page.locator(".loc-card__name a").nth(1)
        expect(entry).to_be_focused()
        expect(entry).to_be_in_viewport()


def test_buttons_move_it_and_lead_back(browser: Browser, site: str) -> None:
    with visiting(browser, f"{site}{LANDING}") as visit:
        visit.open()
        (x, y), span = visit.place(0), visit.span()
        moves = {"Move north": (0, 1), "Move south": (0, -1), "Move west": (1, 0), "Move east": (-1, 0)}
        for name, (right, down) in moves.items():
            before = visit.place(0)
            button = visit.region.get_by_role("button", name=name)
            box = button.bounding_box()
            assert box
            assert min(box["width"], box["height"]) >= 44
            button.click()
            settled(visit)
            after = visit.place(0)
            assert (after[0] - before[0]) * right >= 0
            assert (after[1] - before[1]) * down >= 0
            assert abs(after[0] - before[0]) + abs(after[1] - before[1]) > 50, name
        visit.region.get_by_role("button", name="Zoom in").click()
        settled(visit)
        assert visit.span() > 1.5 * span
        visit.region.get_by_role("button", name="Back to all").click()
        settled(visit)
        assert visit.span() == pytest.approx(span, abs=2)
        assert visit.place(0) == pytest.approx((x, y), abs=2)
        visit.region.get_by_role("button", name="Zoom out").click()
        settled(visit)
        assert visit.span() < 0.7 * span


def test_the_keyboard_suffices_and_is_never_trapped(browser: Browser, site: str) -> None:
    with visiting(browser, f"{site}{LANDING}") as visit:
        visit.button.focus()
        visit.page.keyboard.press("Enter")
        visit.pins.first.wait_for(timeout=30_000)
        visit.page.keyboard.press("Tab")
        expect(visit.region.get_by_role("application")).to_be_focused()
        _, y = visit.place(0)
        visit.page.keyboard.press("ArrowUp")
        settled(visit)
        assert visit.place(0)[1] > y + 50
        span = visit.span()
        visit.page.keyboard.press("+")
        settled(visit)
        assert visit.span() > 1.5 * span
        for _ in range(30):
            visit.page.keyboard.press("Tab")
            if visit.button.evaluate("button => button === document.activeElement"):
                break
        expect(visit.button).to_be_focused()
        visit.page.keyboard.press("Shift+Tab")
        expect(visit.region.get_by_role("button", name="Back to all")).to_be_focused()


def test_a_pin_outside_the_map_comes_in_when_the_keyboard_reaches_it(browser: Browser, site: str) -> None:
    with visiting(browser, f"{site}{LANDING}") as visit:
        visit.open()
        for _ in range(2):
            visit.region.get_by_role("button", name="Move east").click()
            settled(visit)
        visit.pins.first.focus()
        settled(visit)
        frame, (x, y) = visit.page.locator(".loc-live__map").bounding_box(), visit.place(0)
        assert frame
        assert 0 <= x <= frame["width"]
        assert 0 <= y <= frame["height"]


@pytest.mark.parametrize("way", ["Escape", "button"])
def test_hiding_it_brings_the_drawing_and_the_focus_back(browser: Browser, site: str, way: str) -> None:
    with visiting(browser, f"{site}{LANDING}") as visit:
        visit.open()
        if way == "Escape":
            visit.region.get_by_role("button", name="Zoom in").focus()
            visit.page.keyboard.press("Escape")
        else:
            visit.button.click()
        expect(visit.button).to_be_focused()
        expect(visit.button).to_have_text("Show interactive map")
        expect(visit.button).to_have_attribute("aria-expanded", "false")
        expect(visit.drawing).to_be_visible()
        expect(visit.region).to_have_count(0)
        visit.open()
        expect(visit.region).to_be_visible()
        assert visit.complaints == []


def test_on_a_phone_one_finger_scrolls_the_page(browser: Browser, site: str) -> None:
    phone = {"viewport": {"width": 320, "height": 640}, "has_touch": True, "is_mobile": True}
    with visiting(browser, f"{site}{CLINIC}", color_scheme="dark", **phone) as visit:
        visit.open()
        canvas = visit.page.locator(".maplibregl-canvas-container")
        assert canvas.evaluate("element => getComputedStyle(element).touchAction") == "pan-x pan-y"
        assert visit.page.evaluate("document.documentElement.scrollWidth") <= 320
        assert visit.pins.first.get_attribute("aria-label") == "Example Back Care Lake Mary"


# When it cannot be shown


def assert_fallen_back(visit: Visit) -> None:
    expect(visit.page.get_by_text("The interactive map cannot be shown now.")).to_be_visible(timeout=30_000)
    expect(visit.drawing).to_be_visible()
    expect(visit.button).to_be_focused()
    expect(visit.region).to_have_count(0)


def test_a_host_that_is_down_leaves_the_drawing(browser: Browser, site: str, host: TileHost) -> None:
    host.is_down = True
    try:
        with visiting(browser, f"{site}{LANDING}") as visit:
            visit.button.click()
            assert_fallen_back(visit)
            host.is_down = False
            visit.open()
            expect(visit.page.get_by_text("cannot be shown")).to_have_count(0)
    finally:
        host.is_down = False


def test_a_browser_without_webgl_keeps_the_drawing(browser: Browser, site: str) -> None:
    with visiting(browser, f"{site}{LANDING}") as visit:
        visit.page.evaluate("() => { HTMLCanvasElement.prototype.getContext = () => null; }")
        visit.button.click()
        assert_fallen_back(visit)


def test_without_javascript_there_is_the_drawing_and_no_button(browser: Browser, site: str) -> None:
    with visiting(browser, f"{site}{LANDING}", java_script_enabled=False) as visit:
        expect(visit.drawing).to_be_visible()
        expect(visit.button).to_have_count(0)


# Other kinds of map


@pytest.mark.parametrize(
    "archive",
    [pmtiles(vector_tile(), VECTOR, layers=("earth",)), pmtiles(png(), PNG)],
    ids=["vector", "raster"],
)
def test_an_archive_of_the_site_asks_nobody_else(browser: Browser, folder: Path, archive: bytes) -> None:
    (folder / "world.pmtiles").write_bytes(archive)
    with (
        served(folder, LOCATOR_MAP_PMTILES="world.pmtiles") as site,
        visiting(browser, f"{site}{LANDING}") as visit,
    ):
        expect(visit.page.get_by_text("The map comes from")).to_have_count(0)
        visit.open()
        assert visit.asked(site) == visit.requests
        expect(visit.region.get_by_text("© Stand-in")).to_be_visible()
        assert visit.complaints == []


def test_a_style_that_is_not_there_leaves_the_drawing(browser: Browser, folder: Path, host: TileHost) -> None:
    with (
        served(folder, LOCATOR_MAP_STYLE=f"{host.origin}/style.json") as site,
        visiting(browser, f"{site}{LANDING}") as visit,
    ):
        visit.button.click()  # what comes back is a picture, no style
        assert_fallen_back(visit)
