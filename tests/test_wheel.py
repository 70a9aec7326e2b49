"""The wheel: built, installed into an environment of its own, it makes a site and serves it."""

from __future__ import annotations

import os
import re
import shutil
import subprocess
import sys
import sysconfig
import zipfile
from pathlib import Path
from urllib.request import urlopen

import pytest

ROOT = Path(__file__).parents[1]
NOT_SOURCE = shutil.ignore_patterns(
    *(".*cache", ".git", ".venv", ".hypothesis", "__pycache__", "*.sqlite", "tests", "node_modules", "dist")
)
ENVIRON = {
    name: value for name, value in os.environ.items() if not name.startswith(("LOCATOR_", "PYTHON", "PIP_"))
}


def run(*command: str | Path, cwd: Path) -> str:
    done = subprocess.run(
        command, cwd=cwd, env=ENVIRON, capture_output=True, text=True, check=False, timeout=120
    )
    assert done.returncode == 0, done.stdout + done.stderr
    return done.stdout


@pytest.fixture(scope="module")
def wheel(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Built from a copy without the data files, which the build itself has to make."""
    folder = tmp_path_factory.mktemp("build")
    shutil.copytree(ROOT, folder / "source", ignore=NOT_SOURCE)
    return built(folder / "source")


def built(source: Path) -> Path:
    """The wheel of a source tree, in the folder `dist` beside it."""
    build = (sys.executable, "-m", "build", "--wheel", "--no-isolation")
    run(*build, "--outdir", source.parent / "dist", cwd=source)
    (path,) = (source.parent / "dist").glob("*.whl")
    return path


@pytest.fixture(scope="module")
def python(wheel: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The interpreter of a fresh environment: locator from the wheel, what it needs from here."""
    folder = tmp_path_factory.mktemp("environment")
    run(sys.executable, "-m", "venv", "--without-pip", folder / "venv", cwd=folder)
    python = folder / "venv" / "bin" / "python"
    pip: list[str | Path] = [sys.executable, "-m", "pip", "--python", python, "--disable-pip-version-check"]
    run(*pip, "install", "--no-deps", "--no-index", wheel, cwd=folder)
    (packages,) = (folder / "venv" / "lib").glob("python*/site-packages")
    # A .pth file in a folder named here is not read, so the editable install of this checkout stays out.
    (packages / "dependencies.pth").write_text(f"{sysconfig.get_path('purelib')}\n", encoding="utf-8")
    return python


def test_the_wheel_carries_what_a_site_needs_and_no_more(wheel: Path) -> None:
    with zipfile.ZipFile(wheel) as archive:
        names = set(archive.namelist())
        metadata = archive.read(next(name for name in names if name.endswith("/METADATA"))).decode()
    assert names >= {
        "locator/py.typed",
        "locator/data/gazetteer.sqlite",
        "locator/data/outlines.sqlite",
        "locator/data/LICENSES.md",
        "locator/bundle/site.toml",
        "locator/bundle/clinics.csv",
        "locator/bundle/templates/landing.html",
        "locator/bundle/static/style/10-tokens.css",
        "locator/bundle/content/treatments/back-pain-treatment.md",
    }
    for folder in ("templates", "static", "content"):
        files = {path.relative_to(ROOT).as_posix() for path in (ROOT / folder).rglob("*") if path.is_file()}
        packed = {name.removeprefix("locator/bundle/") for name in names}
        assert {file for file in files if "/." not in f"/{file}"} <= packed
    assert {name.split("/")[0] for name in names} == {"locator", wheel.name.rsplit("-", 3)[0] + ".dist-info"}
    assert "License-Expression: MIT" in metadata
    assert not re.search("://[^ ]*(?:127\\.0\\.0\\.1|localhost)", metadata)


def test_the_same_source_gives_the_same_bytes(wheel: Path, tmp_path: Path) -> None:
    """In another folder, by somebody with other rights, at another time, as scripts/dist does."""
    source = tmp_path / "elsewhere"
    shutil.copytree(ROOT, source, ignore=NOT_SOURCE)
    for path in source.rglob("*"):
        path.chmod(0o700 if path.is_dir() else 0o600)
        os.utime(path, (2_000_000_000, 2_000_000_000))
    assert built(source).read_bytes() == wheel.read_bytes()


@pytest.mark.allow_hosts(["127.0.0.1"])
def test_an_installed_wheel_makes_a_site_and_serves_it(python: Path, tmp_path: Path) -> None:
    where = run(python, "-c", "import locator; print(locator.__file__)", cwd=tmp_path).strip()
    assert Path(where).is_relative_to(python.parents[1])
    locator = python.with_name("locator")
    assert "locator serve demo" in run(locator, "init", "demo", cwd=tmp_path)
    assert "0 errors, 0 warnings" in run(locator, "check", "demo", "--strict", cwd=tmp_path)
    command = [str(locator), "serve", "demo", "--port", "0"]
    with subprocess.Popen(command, cwd=tmp_path, env=ENVIRON, stdout=subprocess.PIPE, text=True) as process:
        try:
            assert process.stdout
            address = re.search(r"http://127\.0\.0\.1:\d+", process.stdout.readline())
            assert address
            for path, words in (
                ("/", "Example Back Care Clinics"),
                ("/back-pain-treatment/fl/lake-mary/", "<h1>Back pain treatment in Lake Mary</h1>"),
                ("/find?q=32114", "Example Back Care Daytona Beach"),
            ):
                with urlopen(address[0] + path, timeout=10) as response:
                    assert response.status == 200
                    assert words in response.read().decode()
        finally:
            process.terminate()


def test_an_installed_wheel_exports_what_the_checkout_exports(python: Path, tmp_path: Path) -> None:
    """Templates and static files come from the bundle, places from the build: the bytes are the same."""
    run(python, "-m", "locator", "init", "demo", cwd=tmp_path)
    for interpreter, out in ((python, "installed"), (Path(sys.executable), "checkout")):
        run(interpreter, "-m", "locator", "build", "demo", "--out", out, cwd=tmp_path)
    installed, checkout = (tree(tmp_path / out) for out in ("installed", "checkout"))
    assert installed == checkout
    assert "back-pain-treatment/fl/lake-mary/index.html" in installed


def tree(folder: Path) -> dict[str, bytes]:
    files = (path for path in folder.rglob("*") if path.is_file())
    return {path.relative_to(folder).as_posix(): path.read_bytes() for path in files}
