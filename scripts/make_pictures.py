"""Takes the pictures of the documentation from the running example: python scripts/make_pictures.py."""

from __future__ import annotations

import base64
import subprocess
import sys
from pathlib import Path

from playwright.sync_api import Browser, sync_playwright

ROOT = Path(__file__).parent.parent
PAGE = "/back-pain-treatment/fl/lake-mary/"
CHROMIUM = ("--no-sandbox", "--disable-gpu", "--disable-background-networking", "--disable-component-update")
PHONE, DESKTOP = (390, 844), (1240, 844)

SHEET = """<body style="margin:0;padding:32px;display:flex;gap:32px;background:#e4e7e4">
<img src="{}" style="width:980px;border-radius:6px"><img src="{}" style="width:308px;border-radius:14px">"""


def main() -> None:
    command = [sys.executable, "-m", "locator", "serve", str(ROOT), "--port", "0"]
    with subprocess.Popen(command, stdout=subprocess.PIPE, text=True) as server:
        assert server.stdout
        address = server.stdout.readline().split()[-1].rstrip("/")
        try:
            with sync_playwright() as playwright:
                browser = playwright.chromium.launch(executable_path="/usr/bin/chromium", args=[*CHROMIUM])
                shots = [shoot(browser, address + PAGE, size) for size in (DESKTOP, PHONE)]
                page = browser.new_page(viewport={"width": 1384, "height": 731})
                page.set_content(SHEET.format(*shots))
                page.screenshot(path=ROOT / "docs/images/landing.png")
        finally:
            server.terminate()


def shoot(browser: Browser, address: str, size: tuple[int, int]) -> str:
    page = browser.new_page(viewport={"width": size[0], "height": size[1]}, device_scale_factor=1)
    page.clock.set_fixed_time("2026-11-23T17:00:00Z")  # a Monday noon in Florida
    page.goto(address)
    return "data:image/png;base64," + base64.b64encode(page.screenshot()).decode()


if __name__ == "__main__":
    main()
