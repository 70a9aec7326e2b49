"""The interactive map in a real browser, with a stand-in for the host that its tiles come from."""

from __future__ import annotations

import os
import re
from typing import TYPE_CHECKING, Any, Protocol

import pytest
from axe_playwright_python.sync_playwright import Axe
from conftest import ROOT
from playwright.sync_api import expect

from browser.archives import PNG, VECTOR, pmtiles, vector_tile
from browser.tiles import TileHost, png, tile_host

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping
    from pathlib import Path

    from playwright.sync_api import ConsoleMessage, Locator, Page

    from browser.conftest import OpenPage, Serve

PACKAGES = ROOT / "requirements" / "map" / "node_modules" / ".locked"
LANDING, CLINIC = "/back-pain-treatment/fl/lake-mary/", "/clinics/lake-mary/"
CREDIT = "© [OpenStreetMap](https://www.openstreetmap.org/copyright) contributors"
WINDOW = {"width": 420, "height": 700}  # software draws: a small map is a quick one

pytestmark = pytest.mark.skipif(
    not PACKAGES.exists() and os.environ.get("CI") != "true",
    reason="MapLibre is not installed; scripts/map installs it",
)


@pytest.fixture
def host() -> Iterator[TileHost]:
    with tile_host() as host:
        yield host


class Visit:
    """A page with a map, what it asked for, and what it complained of."""

    def __init__(self, page: Page, home: str) -> None:
        self.page, self.home = page, home
        self.requests: list[str] = []
        self.complaints: list[str] = []
        page.on("request", lambda request: self.requests.append(request.url))
        page.on("console", self._hear)

    def _hear(self, message: ConsoleMessage) -> None:
        is_ours = "GL Driver Message" not in message.text  # software drawing says that it is slow
        if message.type in ("error", "warning") and is_ours:
            self.complaints.append(message.text)

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
        self.pins.first.wait_for()

    def asked(self, origin: str) -> list[str]:
        return [request for request in self.requests if request.startswith(f"{origin}/")]

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

    def settle(self) -> None:
        """Waits two frames: without animation a move is done by then."""
        frame = "new Promise((done) => requestAnimationFrame(done))"
        self.page.evaluate(f"async () => {{ await {frame}; await {frame}; }}")

    def press(self, name: str) -> None:
        """Presses one of the buttons that move the map."""
        self.region.get_by_role("button", name=name).click()
        self.settle()


class Start(Protocol):
    """Opens a page of a site that has an interactive map."""

    def __call__(self, path: str = LANDING, **options: Any) -> Visit: ...


@pytest.fixture
def start(serve: Serve, open_page: OpenPage) -> Start:
    """Serves a folder with the given settings of [map]; `look` is for Browser.new_context."""

    def visit(
        path: str = LANDING, *, folder: Path = ROOT, look: Mapping[str, Any] | None = None, **settings: str
    ) -> Visit:
        environ = {f"LOCATOR_MAP_{key.upper()}": value for key, value in settings.items()}
        served = serve(folder, environ=environ)
        usual = {"viewport": WINDOW, "reduced_motion": "reduce", "base_url": served.url}
        visit = Visit(open_page(**usual | dict(look or {})), served.url)
        visit.page.goto(path)
        return visit

    return visit


@pytest.fixture
def tiled(start: Start, host: TileHost) -> Start:
    """The same with tiles from the stand-in, and options for Browser.new_context."""

    def visit(path: str = LANDING, **look: Any) -> Visit:
        return start(path, tiles=f"{host.origin}/{{z}}/{{x}}/{{y}}.png", attribution=CREDIT, look=look)

    return visit


# Before and after the button


def test_nothing_is_asked_of_anyone_before_the_button_is_pressed(tiled: Start, host: TileHost) -> None:
    visit = tiled()
    expect(visit.button).to_have_text("Show interactive map")
    expect(
        visit.page.get_by_text(f"The map comes from {host.origin.removeprefix('http://')}.")
    ).to_be_visible()
    visit.page.reload(wait_until="networkidle")
    assert not visit.asked(host.origin)
    assert not [request for request in visit.requests if "maplibre" in request]


def test_it_opens_with_a_named_button_for_each_clinic_and_asks_the_named_host_alone(
    tiled: Start, host: TileHost
) -> None:
    visit = tiled()
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
    assert len(visit.asked(host.origin)) + len(visit.asked(visit.home)) == len(visit.requests)
    assert host.referrers == {None}
    assert visit.complaints == []
    assert Axe().run(visit.page, context=".loc-map").response["violations"] == []


def test_a_pin_says_its_clinic_and_leads_to_the_list(tiled: Start) -> None:
    visit = tiled("/find?q=Lake+Mary%2C+FL")
    visit.open()
    visit.pins.nth(1).click()
    chosen = visit.region.get_by_role("status")
    expect(chosen).to_contain_text(str(visit.pins.nth(1).get_attribute("aria-label")))
    chosen.get_by_role("link", name="Show in the list").click()
    entry = visit.page.locator(".loc-card__name a").nth(1)
    expect(entry).to_be_focused()
    expect(entry).to_be_in_viewport()


def test_buttons_move_it_and_lead_back(tiled: Start) -> None:
    visit = tiled()
    visit.open()
    home, span = visit.place(0), visit.span()
    for name, axis in {"Move north": 1, "Move south": 1, "Move west": 0, "Move east": 0}.items():
        box = visit.region.get_by_role("button", name=name).bounding_box()
        assert box
        assert min(box["width"], box["height"]) >= 44
        before = visit.place(0)
        visit.press(name)
        moved = [after - was for after, was in zip(visit.place(0), before, strict=True)]
        assert moved[1 - axis] == pytest.approx(0, abs=1)
        way = 1 if name in ("Move north", "Move west") else -1  # the land goes the other way
        assert moved[axis] * way > 50
    visit.press("Zoom in")
    assert visit.span() > 1.5 * span
    visit.press("Back to all")
    assert visit.span() == pytest.approx(span, abs=2)
    assert visit.place(0) == pytest.approx(home, abs=2)
    visit.press("Zoom out")
    assert visit.span() < 0.7 * span


def test_the_keyboard_suffices_and_is_never_trapped(tiled: Start) -> None:
    visit = tiled()
    keyboard = visit.page.keyboard
    visit.button.press("Enter")
    visit.pins.first.wait_for()
    keyboard.press("Tab")
    expect(visit.region.get_by_role("application")).to_be_focused()
    (_, y), span = visit.place(0), visit.span()
    keyboard.press("ArrowUp")
    visit.settle()
    assert visit.place(0)[1] > y + 50
    keyboard.press("+")
    visit.settle()
    assert visit.span() > 1.5 * span
    for _ in range(30):
        keyboard.press("Tab")
        if visit.button.evaluate("button => button === document.activeElement"):
            break
    expect(visit.button).to_be_focused()
    keyboard.press("Shift+Tab")
    expect(visit.region.get_by_role("button", name="Back to all")).to_be_focused()


def test_a_pin_outside_the_map_comes_in_when_the_keyboard_reaches_it(tiled: Start) -> None:
    visit = tiled()
    visit.open()
    frame = visit.page.locator(".loc-live__map").bounding_box()
    assert frame
    for _ in range(2):
        visit.press("Move east")
    assert visit.place(0)[0] < 0
    visit.pins.first.focus()
    visit.settle()
    x, y = visit.place(0)
    assert 0 <= x <= frame["width"]
    assert 0 <= y <= frame["height"]


def test_hiding_it_brings_the_drawing_and_the_focus_back(tiled: Start) -> None:
    visit = tiled()
    for way in ("Escape", "button"):
        visit.open()
        if way == "Escape":
            visit.region.get_by_role("button", name="Zoom in").press("Escape")
        else:
            visit.button.click()
        expect(visit.button).to_be_focused()
        expect(visit.button).to_have_text("Show interactive map")
        expect(visit.button).to_have_attribute("aria-expanded", "false")
        expect(visit.drawing).to_be_visible()
        expect(visit.region).to_have_count(0)
    assert visit.complaints == []


def test_on_a_phone_one_finger_scrolls_the_page(tiled: Start) -> None:
    phone = {"viewport": {"width": 320, "height": 640}, "has_touch": True, "is_mobile": True}
    visit = tiled(CLINIC, color_scheme="dark", **phone)
    visit.open()
    canvas = visit.page.locator(".maplibregl-canvas-container")
    assert canvas.evaluate("element => getComputedStyle(element).touchAction") == "pan-x pan-y"
    assert visit.page.evaluate("document.documentElement.scrollWidth") <= 320
    assert visit.pins.first.get_attribute("aria-label") == "Example Back Care Lake Mary"
    assert Axe().run(visit.page, context=".loc-map").response["violations"] == []


# When it cannot be shown


def assert_fallen_back(visit: Visit) -> None:
    expect(visit.page.get_by_text("The interactive map cannot be shown now.")).to_be_visible()
    expect(visit.drawing).to_be_visible()
    expect(visit.button).to_be_focused()
    expect(visit.region).to_have_count(0)


def test_a_host_that_is_down_leaves_the_drawing(tiled: Start, host: TileHost) -> None:
    visit = tiled()
    host.is_down = True
    visit.button.click()
    assert_fallen_back(visit)
    host.is_down = False
    visit.open()
    expect(visit.page.get_by_text("cannot be shown")).to_have_count(0)


def test_a_browser_without_webgl_keeps_the_drawing(tiled: Start) -> None:
    visit = tiled()
    visit.page.evaluate("() => { HTMLCanvasElement.prototype.getContext = () => null; }")
    visit.button.click()
    assert_fallen_back(visit)


def test_a_style_that_is_not_there_leaves_the_drawing(start: Start, host: TileHost) -> None:
    visit = start(style=f"{host.origin}/style.json")
    visit.button.click()  # what comes back is a picture, no style
    assert_fallen_back(visit)


def test_without_javascript_there_is_the_drawing_and_no_button(tiled: Start) -> None:
    visit = tiled(java_script_enabled=False)
    expect(visit.drawing).to_be_visible()
    expect(visit.button).to_have_count(0)


# An archive of one's own


@pytest.mark.parametrize(
    "archive",
    [pmtiles(vector_tile(), VECTOR, layers=("earth",)), pmtiles(png(), PNG)],
    ids=["vector", "raster"],
)
def test_an_archive_of_the_site_asks_nobody_else(start: Start, folder: Path, archive: bytes) -> None:
    (folder / "world.pmtiles").write_bytes(archive)
    visit = start(folder=folder, pmtiles="world.pmtiles")
    expect(visit.page.get_by_text("The map comes from")).to_have_count(0)
    visit.open()
    assert visit.asked(visit.home) == visit.requests
    expect(visit.region.get_by_text("© Stand-in")).to_be_visible()
    assert visit.complaints == []
