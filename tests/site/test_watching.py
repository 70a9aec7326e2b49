"""Real files change in a real folder: each change is noticed, and a broken one replaces nothing good."""

from __future__ import annotations

import asyncio
import shutil
from collections.abc import Callable
from contextlib import aclosing
from datetime import UTC, datetime
from pathlib import Path

import pytest

from locator.site import watching
from locator.site.folder import SiteFolder
from locator.site.loading import Loaded, load_site
from locator.site.snapshot import Site
from locator.site.watching import Watch, changes, succeeds

PATIENCE = 120.0  # seconds until a change counts as overlooked; one takes a tenth
SETTLED = 0.5  # seconds: longer than a tick
Step = Callable[[Path], object]


@pytest.fixture(autouse=True)
def _short_ticks(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(watching, "TICK_MS", 200)


def contents(path: Path) -> dict[Path, str]:
    return {file: file.read_text() for file in sorted(path.rglob("*")) if file.is_file()}


def follow(path: Path, *steps: Step) -> None:
    """Reads the folder whenever it is said to have changed; waits after each step until it was read so."""
    asyncio.run(_follow(path, steps))


async def _follow(path: Path, steps: tuple[Step, ...]) -> None:
    readings: list[dict[Path, str]] = []

    async def read() -> None:
        async for _ in changes(SiteFolder(path)):
            readings.append(contents(path))

    reader = asyncio.create_task(read())
    try:
        async with asyncio.timeout(PATIENCE):
            while not readings:  # until the watch has begun
                (path / "knock.txt").write_text(datetime.now(UTC).isoformat())
                await asyncio.sleep(0.2)
            for step in steps:
                await asyncio.sleep(SETTLED)
                step(path)
                while readings[-1] != contents(path):
                    await asyncio.sleep(0.02)
    finally:
        reader.cancel()
        await asyncio.gather(reader, return_exceptions=True)


def write(name: str, text: str) -> Step:
    def step(path: Path) -> None:
        (path / name).parent.mkdir(parents=True, exist_ok=True)
        (path / name).write_text(text)

    return step


def replace(name: str, text: str) -> Step:
    """As careful editors save: to a new file, which then takes the old one's name."""

    def step(path: Path) -> None:
        new = (path / name).with_name(f"{Path(name).name}.new")
        new.write_text(text)
        new.replace(path / name)

    return step


def test_a_file_that_is_written_replaced_or_deleted_is_noticed(folder: Path) -> None:
    follow(
        folder,
        write("clinics.csv", "id,name\n"),
        replace("clinics.csv", "id,name\na,A\n"),
        replace("content/towns/fl/lake-mary.md", "Take exit 98.\n"),
        lambda path: (path / "redirects.csv").unlink(),
        write("redirects.csv", "from,to\n"),
    )


def test_a_new_folder_is_noticed_and_so_is_what_happens_in_it(folder: Path) -> None:
    follow(
        folder,
        write("content/towns/ga/savannah.md", "First.\n"),
        replace("content/towns/ga/savannah.md", "Second.\n"),
        write("templates/deep/er/base.html", "One.\n"),
        write("templates/deep/er/base.html", "Two.\n"),
        lambda path: shutil.rmtree(path / "content/towns/ga"),
        write("content/towns/ga/savannah.md", "Third.\n"),
    )


def test_a_folder_that_was_taken_away_and_put_back_is_followed_again(folder: Path) -> None:
    def swap(path: Path) -> None:
        shutil.copytree(path / "content", path / "new")
        (path / "content").rename(path / "old")
        (path / "new").rename(path / "content")

    follow(folder, swap, write("content/towns/fl/lake-mary.md", "First.\n"))


def test_what_is_written_while_the_folder_is_being_read_is_not_lost(folder: Path) -> None:
    """A new folder needs a new watch; a file that lands in it before that begins must not be overlooked."""

    async def run() -> None:
        async with aclosing(changes(SiteFolder(folder))) as stream, asyncio.timeout(PATIENCE):
            first = asyncio.ensure_future(anext(stream))
            while not first.done():
                (folder / "content/towns/ga").mkdir(exist_ok=True)
                (folder / "content/towns/ga").rmdir()
                (folder / "content/towns/ga").mkdir()
                await asyncio.sleep(0.2)
            (folder / "content/towns/ga/savannah.md").write_text("Written between the two watches.\n")
            await anext(stream)

    asyncio.run(run())


def test_a_folder_that_is_not_there_yet_is_waited_for(tmp_path: Path) -> None:
    async def run() -> None:
        async with aclosing(changes(SiteFolder(tmp_path / "site"))) as stream, asyncio.timeout(PATIENCE):
            first = asyncio.ensure_future(anext(stream))
            await asyncio.sleep(SETTLED)
            assert not first.done()
            (tmp_path / "site").mkdir()
            await first

    asyncio.run(run())


def test_folders_that_make_no_site_are_not_followed(folder: Path) -> None:
    for name in (".git/objects", ".venv/lib", "docs"):
        (folder / name).mkdir(parents=True)

    async def run() -> None:
        async with aclosing(changes(SiteFolder(folder))) as stream:
            first = asyncio.ensure_future(anext(stream))
            for number in range(5):
                await asyncio.sleep(0.2)
                for name in (".git/objects/a", ".venv/lib/b.py", "docs/c.md"):
                    (folder / name).write_text(str(number))
            assert not first.done()
            first.cancel()
            await asyncio.gather(first, return_exceptions=True)

    asyncio.run(run())


# Which Site goes on


def load(path: Path) -> Loaded:
    return load_site(SiteFolder(path), environ={}, clock=lambda: datetime(2026, 11, 23, 17, tzinfo=UTC))


def site_of(path: Path) -> Site:
    site = load(path).site
    assert site
    return site


def edit(path: Path, old: str, new: str) -> None:
    text = path.read_text()
    assert old in text
    path.write_text(text.replace(old, new, 1))


@pytest.mark.parametrize(
    ("name", "old", "new"),
    [
        ("locations.csv", "DeBary,FL", "DeBarry,FL"),
        ("clinics.csv", "28.55068,-81.76143", "28.55068,81.76143"),
        ("clinics.csv", "deland,Example", "de land,Example"),
        ("clinics.csv", "Mo-Fr 07:00-18:00", "Mo-Fr 7am to 6pm"),
        ("clinics.csv", "(386) 555-0100", "(386) 55"),
        ("content/treatments/acupuncture.md", "name: Acupuncture", "name: Acu: puncture"),
        ("content/articles/what-helps-low-back-pain.md", "title:", "headline:"),
        ("content/towns/fl/lake-mary.md", "", "---\nnever closed\n"),
        ("site.toml", 'units = "miles"', 'units = "yards"'),
        ("locations.csv", "town,region", "colour,size"),
    ],
)
def test_an_error_that_would_take_something_away_keeps_the_old_site(
    folder: Path, name: str, old: str, new: str
) -> None:
    before = site_of(folder)
    edit(folder / name, old, new)
    loaded = load(folder)
    assert loaded.errors
    assert succeeds(before, loaded) is before


def test_a_mended_folder_is_taken_at_once(folder: Path) -> None:
    before = site_of(folder)
    edit(folder / "locations.csv", "DeBary,FL", "DeBarry,FL")
    assert succeeds(before, load(folder)) is before
    edit(folder / "locations.csv", "DeBarry,FL", "DeBary,FL\nDeLand,FL")
    loaded = load(folder)
    assert succeeds(before, loaded) is loaded.site


def test_an_error_in_a_new_row_does_not_hold_the_others_back(folder: Path) -> None:
    before = site_of(folder)
    with (folder / "locations.csv").open("a") as file:
        file.write("DeLand,FL\nNowhere At All,FL\n")
    loaded = load(folder)
    assert loaded.errors
    after = succeeds(before, loaded)
    assert after is loaded.site
    assert ("fl", "deland") in after.towns_by_key


def test_a_warning_holds_nothing_back(folder: Path) -> None:
    before = site_of(folder)
    edit(folder / "clinics.csv", "2026-11-20", "2026-01-01")
    loaded = load(folder)
    assert loaded.problems
    assert succeeds(before, loaded) is loaded.site


@pytest.mark.parametrize(
    "name", ["content/towns/fl/lake-mary.md", "content/articles/what-helps-low-back-pain.md"]
)
def test_what_is_taken_away_on_purpose_goes(folder: Path, name: str) -> None:
    before = site_of(folder)
    (folder / name).unlink()
    edit(folder / "locations.csv", "Mascotte,FL\n", "")
    loaded = load(folder)
    assert succeeds(before, loaded) is loaded.site


def test_a_town_that_only_changes_is_taken_though_another_row_has_an_error(folder: Path) -> None:
    before = site_of(folder)
    edit(folder / "locations.csv", "Oak Hill,FL,,,,,,,30 miles", "Oak Hill,FL,,,,,,,35 miles")
    with (folder / "locations.csv").open("a") as file:
        file.write("Nowhere At All,FL\n")
    after = succeeds(before, load(folder))
    assert after.towns_by_key["fl", "oak-hill"].radius_km > before.towns_by_key["fl", "oak-hill"].radius_km


# Looked at from time to time


def test_a_change_is_told_once_it_is_quiet(folder: Path) -> None:
    watch = Watch(SiteFolder(folder))
    assert not watch.has_changed()
    (folder / "content" / "articles" / "new.md").write_text("---\n", encoding="utf-8")
    assert not watch.has_changed()  # it may still be being written
    assert watch.has_changed()
    assert not watch.has_changed()
    (folder / ".locator").mkdir()  # what a running site remembers
    (folder / ".locator" / "judgement.sqlite").touch()
    assert not any(watch.has_changed() for _ in range(3))
    (folder / "content" / "articles" / "new.md").unlink()
    watch.note()  # somebody reads it for another reason
    assert not any(watch.has_changed() for _ in range(3))
    (folder / "clinics.csv").unlink()
    (folder / "content").rename(folder / "elsewhere")
    assert [watch.has_changed() for _ in range(3)] == [False, True, False]
