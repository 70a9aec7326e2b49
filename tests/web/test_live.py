"""The edition that is served: replaced whole by a better one, never by a broken one."""

from __future__ import annotations

import asyncio
import re
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from conftest import fixed_clock
from desks import live_at
from starlette.testclient import TestClient

from locator.editing.change import Change
from locator.editing.edits import edited
from locator.editing.history.versions import Versions
from locator.editing.rows.row_edit import add_row
from locator.errors import LocatorError, SiteFolderError
from locator.publish.machine import machine_files
from locator.site.folder import SiteFolder
from locator.web.app import create_app
from locator.web.live import Live
from locator.web.upkeep import upkeep

if TYPE_CHECKING:
    from locator.pages.catalogue import Catalogue
    from locator.pages.output import Output

DELAND = "/back-pain-treatment/fl/deland/"
MONDAY_NOON = datetime(2026, 11, 23, 17, 0, tzinfo=UTC)


def live_of(folder: Path) -> Live:
    return Live(SiteFolder(folder), environ={}, clock=lambda: MONDAY_NOON, machine_files=machine_files)


def append(path: Path, line: str) -> None:
    with path.open("a", encoding="utf-8") as file:
        file.write(f"{line}\n")


def replace(path: Path, old: str, new: str) -> None:
    text = path.read_text(encoding="utf-8")
    assert old in text
    path.write_text(text.replace(old, new), encoding="utf-8")


def test_a_new_row_is_a_page_and_an_entry_of_the_sitemap(folder: Path) -> None:
    append(folder / "site.toml", "[verdict]\nfacts = 0\nlikeness = 1")
    live = live_of(folder)
    client = TestClient(create_app(live))
    assert client.get(DELAND).status_code == 404
    append(folder / "locations.csv", "DeLand,FL")
    assert live.reload()
    assert "Back pain treatment in DeLand" in client.get(DELAND).text
    assert f"https://clinics.example{DELAND}" in client.get("/sitemaps/towns-fl.xml").text
    assert DELAND in client.get("/back-pain-treatment/fl/").text


def test_what_was_rendered_before_is_not_kept(folder: Path) -> None:
    live = live_of(folder)
    client = TestClient(create_app(live))
    before = client.get("/clinics/lake-mary/")
    replace(folder / "clinics.csv", "(407) 555-0101", "(407) 555-0199")
    live.reload()
    after = client.get("/clinics/lake-mary/")
    assert "(407) 555-0199" in after.text
    assert before.headers["etag"] != after.headers["etag"]


def test_a_town_taken_out_on_purpose_goes(folder: Path) -> None:
    live = live_of(folder)
    replace(folder / "locations.csv", "Mascotte,FL\n", "")
    assert live.reload()
    assert TestClient(create_app(live)).get("/back-pain-treatment/fl/mascotte/").status_code == 404


def test_static_files_and_templates_are_read_anew(folder: Path) -> None:
    live = live_of(folder)
    client = TestClient(create_app(live))
    (folder / "static").mkdir()
    (folder / "static" / "style.css").write_text("body { color: green }", encoding="utf-8")
    (folder / "templates").mkdir()
    words = '{% extends "base.html" %}{% block content %}<h1>Reading</h1>{% endblock %}'
    (folder / "templates" / "articles.html").write_text(words, encoding="utf-8")
    assert live.reload()
    page = client.get("/articles/").text
    assert "<h1>Reading</h1>" in page
    (path,) = re.findall(r'href="(/static/style[^"]*)"', page)
    assert client.get(path).text == "body { color: green }"


def break_table(folder: Path) -> None:
    (folder / "locations.csv").write_text("town;state of mind\n", encoding="utf-8")


def break_settings(folder: Path) -> None:
    append(folder / "site.toml", "[[[")


def break_row(folder: Path) -> None:
    replace(folder / "clinics.csv", "28.75624", "28,75624,0")


def break_template(folder: Path) -> None:
    (folder / "templates").mkdir()
    (folder / "templates" / "landing.html").write_text("{{ nope }}", encoding="utf-8")


def break_syntax(folder: Path) -> None:
    (folder / "templates").mkdir()
    (folder / "templates" / "_card.html").write_text("{% macro card( %}", encoding="utf-8")


def break_treatment(folder: Path) -> None:
    (folder / "content" / "treatments" / "back-pain-treatment.md").unlink()


BREAKAGES = {
    break_table: "locations.csv",
    break_settings: "site.toml",
    break_row: "clinics.csv",
    break_template: "templates/landing.html:1: 'nope' is undefined",
    break_syntax: "templates/_card.html:1: ",
    break_treatment: "site.toml",
}


@pytest.mark.parametrize("spoil", BREAKAGES, ids=lambda spoil: str(spoil.__name__))
def test_a_broken_folder_leaves_the_last_good_edition_and_says_so(
    spoil: object, folder: Path, caplog: pytest.LogCaptureFixture
) -> None:
    live = live_of(folder)
    before = live.edition
    assert callable(spoil)
    spoil(folder)
    assert not live.reload()
    assert live.edition is before
    assert any(BREAKAGES[spoil] in message for message in caplog.messages)
    assert "The last good version goes on serving. Mend the lines above." in caplog.messages
    assert [problem for problem in live.problems if problem.cure]


def test_a_mended_folder_is_taken_again(folder: Path) -> None:
    live = live_of(folder)
    break_template(folder)
    assert not live.reload()
    (folder / "templates" / "landing.html").unlink()
    append(folder / "locations.csv", "DeLand,FL")
    assert live.reload()
    assert TestClient(create_app(live)).get(DELAND).status_code == 200


def test_a_bad_row_does_not_hold_back_a_good_one(folder: Path, caplog: pytest.LogCaptureFixture) -> None:
    live = live_of(folder)
    append(folder / "locations.csv", "DeLand,FL\nAtlantis-under-Sea,FL")
    assert live.reload()
    assert DELAND in live.edition.catalogue.pages
    assert any("Atlantis-under-Sea" in message for message in caplog.messages)


@pytest.mark.parametrize("spoil", [break_table, break_settings, break_template, break_treatment])
def test_a_folder_broken_from_the_start_is_refused_with_its_problems(spoil: object, folder: Path) -> None:
    assert callable(spoil)
    spoil(folder)
    with pytest.raises(SiteFolderError) as caught:
        live_of(folder)
    assert caught.value.problems
    assert all(problem.cure for problem in caught.value.problems)


def test_sitemaps_that_cannot_be_made_leave_the_last_good_edition(folder: Path) -> None:
    made: list[int] = []

    def once(catalogue: Catalogue) -> dict[str, Output]:
        made.append(1)
        if len(made) > 1:
            raise LocatorError("50,001 addresses")
        return machine_files(catalogue)

    live = Live(SiteFolder(folder), environ={}, clock=lambda: MONDAY_NOON, machine_files=once)
    before = live.edition
    assert not made  # only who asks waits for them
    assert before.files
    with pytest.raises(LocatorError):
        live.reload()
    assert live.edition is before


def test_a_new_day_makes_the_site_anew_without_a_look_at_its_files(
    folder: Path, caplog: pytest.LogCaptureFixture, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A real day passes without a visitor noticing that the folder has gone."""
    settings = folder / "site.toml"
    settings.write_text(
        re.sub(r"^as_of = .*$", "", settings.read_text(), flags=re.MULTILINE), encoding="utf-8"
    )
    now = [MONDAY_NOON]
    live = Live(SiteFolder(folder), environ={}, clock=lambda: now[0], machine_files=machine_files)
    app = create_app(live)
    monkeypatch.setattr("locator.web.upkeep.CALENDAR_SECONDS", 0.01)

    async def wait_until(is_so: object) -> None:
        assert callable(is_so)
        async with asyncio.timeout(60):
            while not is_so():
                await asyncio.sleep(0.01)

    async def days() -> None:
        async with upkeep(app, live=live, watch=False, follow=True):
            now[0] += timedelta(days=1)
            await wait_until(lambda: live.edition.catalogue.site.today.day == 24)
            (folder / "clinics.csv").rename(folder / "elsewhere.csv")
            (folder / "locations.csv").write_text("town,region\n", encoding="utf-8")
            now[0] += timedelta(days=1)
            await wait_until(lambda: live.edition.catalogue.site.today.day == 25)

    asyncio.run(days())
    assert live.is_of_today
    assert live.edition.catalogue.site.towns, "a new day reads no files"
    assert not caplog.records


def test_what_is_published_elsewhere_is_served(folder: Path) -> None:
    """By a command, or in the workbench of another worker: nobody watches the folder here."""
    live = live_at(folder, fixed_clock)
    other = SiteFolder(folder)
    assert not live.is_outdated
    town = edited(other, [add_row("locations.csv", {"town": "Edgewater", "region": "FL"})])
    Versions(other).publish(town, who="Bo", now=fixed_clock())
    assert live.is_outdated
    assert live.reload()
    assert not live.is_outdated
    assert "/back-pain-treatment/fl/edgewater/" in live.edition.catalogue.pages
    broken = Change({"locations.csv": b"town\n"}, "Broken")
    Versions(other).publish(broken, who="Bo", now=fixed_clock())
    assert not live.reload()
    assert not live.is_outdated  # it is not tried again until somebody publishes again
    assert "/back-pain-treatment/fl/edgewater/" in live.edition.catalogue.pages


def test_what_could_not_be_read_is_read_again(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """There may be no further version for a long time, and this server would show an old one until then."""
    live = live_of(folder)
    change = edited(SiteFolder(folder), [add_row("locations.csv", {"town": "DeLand", "region": "FL"})])
    Versions(SiteFolder(folder)).publish(change, who="Bo", now=MONDAY_NOON)

    def fails(*_: object) -> None:
        raise MemoryError

    with monkeypatch.context() as patch:
        patch.setattr(live, "_read_edition", fails)
        with pytest.raises(MemoryError):
            live.reload()
    assert not live.is_outdated  # at once it would fail again
    monkeypatch.setattr(live, "_in_vain_until", 0.0)
    assert live.is_outdated
    assert live.reload()
    assert not live.is_outdated
