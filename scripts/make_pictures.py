"""Takes the pictures of the documentation from the running example: python scripts/make_pictures.py."""

from __future__ import annotations

import base64
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from playwright.sync_api import Browser, Page, sync_playwright

ROOT = Path(__file__).parent.parent
IMAGES = ROOT / "docs/images"
SITE = (
    "site.toml",
    "locations.csv",
    "clinics.csv",
    "practitioners.csv",
    "redirects.csv",
    "ledger.csv",
    "content",
)
LANDING = "/back-pain-treatment/fl/lake-mary/"
CHROMIUM = ("--no-sandbox", "--disable-gpu", "--disable-background-networking", "--disable-component-update")
PHONE, DESKTOP, DESK = (390, 844), (1240, 844), (1120, 760)
NOON = "2026-11-23T17:00:00Z"  # a Monday in Florida
EDITOR, PASSWORD = "Ana", "only for these pictures"
TOWNS = "Edgewater, FL\nDeLnd, FL\nMidway, FL\nMiami, FL"

SHEET = """<body style="margin:0;padding:32px;display:flex;gap:32px;background:#e4e7e4">
<img src="{}" style="width:980px;border-radius:6px"><img src="{}" style="width:308px;border-radius:14px">"""


def main() -> None:
    with (
        tempfile.TemporaryDirectory() as name,
        served(Path(name)) as address,
        sync_playwright() as playwright,
    ):
        browser = playwright.chromium.launch(executable_path="/usr/bin/chromium", args=[*CHROMIUM])
        take_landing(browser, address)
        take_workbench(browser, address)


@contextmanager
def served(folder: Path) -> Iterator[str]:
    """The address of a copy of the example that has an editor."""
    for part in SITE:
        source = ROOT / part
        (shutil.copytree if source.is_dir() else shutil.copy)(source, folder / part)
    locator = [sys.executable, "-m", "locator"]
    subprocess.run([*locator, "editors", "add", EDITOR, str(folder)], input=PASSWORD, text=True, check=True)
    command = [*locator, "serve", str(folder), "--port", "0"]
    with subprocess.Popen(command, stdout=subprocess.PIPE, text=True) as server:
        assert server.stdout
        try:  # the cookie of the workbench is for secure places, which this name is to a browser
            yield server.stdout.readline().split()[-1].rstrip("/").replace("127.0.0.1", "localhost")
        finally:
            server.terminate()


def take_landing(browser: Browser, address: str) -> None:
    shots = []
    for width, height in (DESKTOP, PHONE):
        page = browser.new_page(viewport={"width": width, "height": height})
        page.clock.set_fixed_time(NOON)
        page.goto(address + LANDING)
        shots.append("data:image/png;base64," + base64.b64encode(page.screenshot()).decode())
    page = browser.new_page(viewport={"width": 1384, "height": 731})
    page.set_content(SHEET.format(*shots))
    page.screenshot(path=IMAGES / "landing.png")


def take_workbench(browser: Browser, address: str) -> None:
    page = browser.new_page(viewport={"width": DESK[0], "height": DESK[1]}, base_url=address)
    page.goto("/workbench/")
    page.get_by_label("Name").fill(EDITOR)
    page.get_by_label("Password", exact=True).fill(PASSWORD)
    page.get_by_role("button", name="Sign in").click()
    shoot(page, "overview")
    page.goto("/workbench/towns/add/")
    page.get_by_label("Towns, one a line").fill(TOWNS)
    page.get_by_role("button", name="Check these towns").click()
    shoot(page, "towns-pasted", from_heading="What they mean")
    page.get_by_role("button", name="into the draft").click()
    page.goto("/workbench/draft/")
    shoot(page, "draft")
    page.goto("/workbench/coverage/")
    shoot(page, "coverage", from_heading="Map")
    page.goto("/workbench/holidays/")
    shoot(page, "holidays", from_heading="The next twelve months")


def shoot(page: Page, name: str, *, from_heading: str = "") -> None:
    page.wait_for_load_state("networkidle")
    if from_heading:
        heading = page.get_by_role("heading", name=from_heading, exact=True)
        heading.evaluate("element => element.scrollIntoView({ behavior: 'instant' })")
    page.screenshot(path=IMAGES / f"{name}.png")


if __name__ == "__main__":
    main()
