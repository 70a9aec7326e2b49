"""What many tests share: the example site opened once, and small folders of one's own."""

from __future__ import annotations

import os
import shutil
from datetime import UTC, datetime
from itertools import count
from pathlib import Path
from typing import TYPE_CHECKING

import postgres
import pytest
from desks import SIGNED_IN, DeskClient, live_at, with_editor
from hypothesis import settings
from spanish import speak_english, speak_spanish
from stand_in import StandIn

from locator.editing.folder_cabinet import FolderCabinet
from locator.pages.opening import open_catalogue
from locator.shared.books.shared_cabinet import SharedCabinet
from locator.shared.database.database import Database
from locator.shared.database.migrating import migrate
from locator.site.folder import SiteFolder
from locator.site.loading import Loaded, load_site

if TYPE_CHECKING:
    from collections.abc import Iterator

    from storage import Gateway, Storage

    from locator.cabinet import Cabinet
    from locator.pages.catalogue import Catalogue
    from locator.site.snapshot import Site

ROOT = Path(__file__).parent.parent
_NUMBERS = count()
PARTS = ("site.toml", "locations.csv", "clinics.csv", "practitioners.csv", "redirects.csv", "content")


# How long an example takes depends on what else the machine does; bench/ measures time.
settings.register_profile("untimed", deadline=None)
settings.load_profile("untimed")


def fixed_clock() -> datetime:
    """A Monday noon in Florida."""
    return datetime(2026, 11, 23, 17, 0, tzinfo=UTC)


def load(path: Path) -> Loaded:
    """Loads a site folder without the environment's overrides."""
    return load_site(SiteFolder(path), environ={}, clock=fixed_clock)


def copied(copy: Path) -> Path:
    """Copies the example's files into an empty folder."""
    for part in PARTS:
        source = ROOT / part
        (shutil.copytree if source.is_dir() else shutil.copy)(source, copy / part)
    return copy


@pytest.fixture(scope="session")
def example(tmp_path_factory: pytest.TempPathFactory) -> Site:
    """The example site in English; `spanish` and `bilingual` have what depends on the language."""
    site = load(speak_english(copied(tmp_path_factory.mktemp("english")))).site
    assert site
    return site


@pytest.fixture(scope="session")
def catalogue(example: Site) -> Catalogue:
    """Every English page of the example site."""
    return open_catalogue(SiteFolder(ROOT), example)


@pytest.fixture(scope="session")
def bilingual() -> Catalogue:
    """Every page of the example site, with its own Spanish texts."""
    site = load(ROOT).site
    assert site
    return open_catalogue(SiteFolder(ROOT), site)


@pytest.fixture
def mapped(folder: Path) -> Path:
    """The same with npm's packages for the interactive map, empty but for their names; no [map] yet."""
    for name in ("maplibre-gl.mjs", "maplibre-gl-worker.mjs", "maplibre-gl.css"):
        file = folder / "node_modules" / "maplibre-gl" / "dist" / name
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_text(f"/* {name} */", encoding="utf-8")
    reader = folder / "node_modules" / "pmtiles" / "dist" / "pmtiles.js"
    reader.parent.mkdir(parents=True)
    reader.write_text("/* pmtiles.js */", encoding="utf-8")
    return folder


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """A copy of the example's files, in English, that a test may change."""
    copy = tmp_path / "site"
    copy.mkdir()
    return speak_english(copied(copy))


@pytest.fixture
def site_folder(folder: Path) -> SiteFolder:
    """The same, as commands and the workbench edit it."""
    return SiteFolder(folder)


@pytest.fixture(params=["folder", "database"])
def cabinet(request: pytest.FixtureRequest, tmp_path: Path) -> Cabinet:
    """Where something is kept beside a site's files: a test that asks for it holds for every place."""
    if request.param == "folder":
        return FolderCabinet(tmp_path)
    return SharedCabinet(request.getfixturevalue("database"))


@pytest.fixture(params=["folder", "database"])
def useless(request: pytest.FixtureRequest, tmp_path: Path) -> Cabinet:
    """One that can keep nothing: things lie in the way, or nothing answers."""
    if request.param == "database":
        return SharedCabinet(Database("postgresql://postgres@127.0.0.1:1/site"))
    for name in ("demand", "reports", "workbench", "forms"):
        (tmp_path / ".locator" / f"{name}.sqlite").mkdir(parents=True)
    return FolderCabinet(tmp_path)


@pytest.fixture(scope="session")
def spanish(tmp_path_factory: pytest.TempPathFactory) -> Catalogue:
    """Every page of the example in English and in Spanish, all of it checked by an invented person."""
    copy = copied(tmp_path_factory.mktemp("spanish"))
    site = load(speak_spanish(copy)).site
    assert site
    return open_catalogue(SiteFolder(copy), site)


@pytest.fixture
def desk(folder: Path) -> DeskClient:
    """The workbench of `folder`, which is a test's own, with an editor who has signed in."""
    client = DeskClient(live_at(with_editor(folder), fixed_clock))
    assert client.sign_in().status_code == SIGNED_IN
    return client


@pytest.fixture(scope="session")
def postgres_server() -> Iterator[postgres.Postgres]:
    """A PostgreSQL with PostGIS, with a migrated database that others are copied from."""
    if not postgres.program("postgres"):
        assert "CI" not in os.environ, (
            "PostgreSQL with PostGIS is needed: apt-get install postgresql-15-postgis-3"
        )
        pytest.skip("there is no PostgreSQL with PostGIS here")
    with postgres.started() as server:
        server.execute(f"CREATE DATABASE {postgres.TEMPLATE}")
        template = Database(server.url(postgres.TEMPLATE))
        migrate(template)
        template.close()  # nobody may be connected to what is copied
        yield server


@pytest.fixture
def database(postgres_server: postgres.Postgres) -> Iterator[Database]:
    """A database of the test's own with every table, empty."""
    name = f"test_{next(_NUMBERS)}"
    postgres_server.execute(f"CREATE DATABASE {name} TEMPLATE {postgres.TEMPLATE}")
    database = Database(postgres_server.url(name))
    yield database
    database.close()
    postgres_server.execute(f"DROP DATABASE {name} WITH (FORCE)")


@pytest.fixture
def server() -> Iterator[StandIn]:
    """A geocoding service on loopback; the test says what it answers."""
    stand_in = StandIn()
    yield stand_in
    stand_in.close()


@pytest.fixture(scope="session")
def storage(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Storage]:
    """A server of object storage on loopback."""
    from storage import storing  # few tests need boto3, which takes its time

    with storing(tmp_path_factory.mktemp("storage")) as server:
        yield server


@pytest.fixture
def bucket(storage: Storage, monkeypatch: pytest.MonkeyPatch) -> str:
    """The name of an empty bucket, with a key in the environment that opens it."""
    from storage import ALL

    for variable, value in storage.key(*ALL).environ.items():
        monkeypatch.setenv(variable, value)
    return storage.bucket()


@pytest.fixture
def way(storage: Storage) -> Iterator[Gateway]:
    """A way to the server on which requests meet with the faults that the test says."""
    from storage import gateway

    with gateway(storage.endpoint) as open_way:
        yield open_way
