"""A server that cannot start says in one line why, and what to do; so does every command."""

from __future__ import annotations

import os
import shutil
import socket
import subprocess
import sys
import tempfile
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from conftest import ROOT, copied
from processes import ENVIRON, served

from locator.commands.starting.listening import listen
from locator.errors import UsageError

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

LOCATOR = (sys.executable, "-m", "locator")
NOBODY = ("setpriv", "--reuid", "65534", "--regid", "65534", "--clear-groups")
pytestmark = pytest.mark.allow_hosts(["127.0.0.1"])


def refused(
    *words: str | Path,
    before: Sequence[str] = (),
    environ: Mapping[str, str] | None = None,
    cwd: Path | None = None,
) -> list[str]:
    """What a command that cannot do its work writes to standard error."""
    command = [*before, *LOCATOR, *map(str, words)]
    given = ENVIRON | dict(environ or {})
    done = subprocess.run(
        command, cwd=cwd, capture_output=True, text=True, env=given, check=False, timeout=60
    )
    assert done.returncode == 2, done
    assert "Traceback" not in done.stderr
    return done.stderr.splitlines()


@pytest.fixture
def nobody() -> tuple[str, ...]:
    """What makes a command one of a user without rights: nothing, if that is who runs the tests."""
    if os.getuid():
        return ()
    command = [*NOBODY, *LOCATOR, "--version"]
    if not shutil.which("setpriv") or subprocess.run(command, capture_output=True, check=False).returncode:
        pytest.skip("no user without rights can run Python here")
    return NOBODY


@pytest.fixture
def site() -> Iterator[Path]:
    """A copy of the example that everybody can reach; pytest's own folders are for their owner alone."""
    home = Path(tempfile.mkdtemp())
    home.chmod(0o755)
    (home / "site").mkdir()
    yield copied(home / "site")
    subprocess.run(["chmod", "-R", "u+rwX", home], check=True)
    shutil.rmtree(home)


# The port


def test_a_port_that_is_taken_is_told_with_what_may_hold_it() -> None:
    with (
        socket.create_server(("127.0.0.1", 0)) as other,
        pytest.raises(UsageError, match="another program listens there") as refusal,
    ):
        listen("127.0.0.1", other.getsockname()[1])
    assert str(refusal.value).endswith("; choose another with --port or --host")


@pytest.mark.parametrize(
    ("host", "port", "why"),
    [
        ("127.0.0.1", 99_999, "ports go from 0 to 65535"),
        ("203.0.113.7", 8000, "this machine has no such address"),
        ("no-such-host.invalid", 8000, "no machine of that name is known"),
        ("a" * 70 + ".invalid", 8000, "no machine of that name is known"),
    ],
)
@pytest.mark.enable_socket
def test_an_address_that_cannot_be_is_told(host: str, port: int, why: str) -> None:
    with pytest.raises(UsageError) as refusal:
        listen(host, port)
    assert f"({why})" in str(refusal.value)


def test_a_port_that_is_kept_for_the_system_is_told(site: Path, nobody: tuple[str, ...]) -> None:
    if Path("/proc/sys/net/ipv4/ip_unprivileged_port_start").read_text().strip() != "1024":
        pytest.skip("this system keeps no ports")
    *_, line = refused("serve", site, "--port", "80", before=nobody)
    assert "port 80 (ports below 1024 are kept" in line


# The folder


def test_a_folder_that_may_not_be_read_is_told(site: Path, nobody: tuple[str, ...]) -> None:
    site.chmod(0)
    (line,) = refused("serve", site, "--port", "0", before=nobody)
    assert line == (
        f"locator: you may not read {site}; give yourself the right to it, or start as the user whose it is"
    )


def test_what_is_kept_may_have_to_be_readable_as_well(site: Path, nobody: tuple[str, ...]) -> None:
    (site / ".locator").mkdir(mode=0)
    (line,) = refused("check", site, before=nobody)
    assert line.startswith(f"locator: you may not read {site / '.locator'}; ")


def test_a_folder_below_one_that_may_not_be_entered_is_told(site: Path, nobody: tuple[str, ...]) -> None:
    """`runuser -u locator` in root's home: not even where one stands can be looked at."""
    site.chmod(0)
    (line,) = refused("serve", site / "inner", before=nobody)
    assert line.startswith(f"locator: you may not read {site / 'inner'}; ")
    (line,) = refused("check", cwd=site, before=nobody)
    assert line.startswith(f"locator: you may not read {site}; ")
    done = subprocess.run(
        [*nobody, *LOCATOR, "doctor"], cwd=site, capture_output=True, text=True, env=ENVIRON, check=False
    )
    assert (done.returncode, done.stderr) == (1, "")
    assert f"you may not read {site}" in " ".join(done.stdout.split())


def test_what_is_doubtful_is_told_and_served_all_the_same(
    site: Path, tmp_path: Path, nobody: tuple[str, ...]
) -> None:
    """A folder that may only be read, a variable that nobody heeds, a short token, a limit of open files."""
    for path in (site, *site.rglob("*")):
        path.chmod(0o555 if path.is_dir() else 0o444)
    slip = {"LOCATOR_BASEURL": "https://www.example.org", "LOCATOR_METRICS_TOKEN": "fifteen letters"}
    limited = ("bash", "-c", 'ulimit -Sn 256; exec "$@"', "bash")
    with served(site, tmp_path, before=(*limited, *nobody), environ=slip) as server:
        assert server.get("/")[0] == 200
        said = server.errors.read_text()
        limits = Path(f"/proc/{server.process.pid}/limits").read_text().splitlines()
    assert "Nothing can be written to " in said
    assert "LOCATOR_BASEURL is no setting; is LOCATOR_BASE_URL meant?" in said
    assert "LOCATOR_METRICS_TOKEN has fewer than 16 characters, and opens nothing." in said
    assert said.count("\n") == 3
    (soft,) = (int(line.split()[3]) for line in limits if line.startswith("Max open files"))
    assert soft > 256


# The machine


@pytest.mark.skipif(sys.platform == "win32", reason="no such limit")
def test_too_few_open_files_are_told() -> None:
    limited = ("bash", "-c", 'ulimit -n 40; exec "$@"', "bash")
    (line,) = refused("serve", ROOT, "--port", "0", before=limited)
    assert line.startswith("locator: this process may open 40 files only")
    assert "LimitNOFILE" in line


def test_a_system_without_time_zones_is_told(folder: Path, tmp_path: Path) -> None:
    (tmp_path / "tzdata").mkdir()
    (tmp_path / "tzdata" / "__init__.py").touch()  # a package without what it is for
    environ = {"PYTHONTZPATH": "", "PYTHONPATH": str(tmp_path)}
    for words in (("serve", folder, "--port", "0"), ("check", folder), ("nearest", "32114", folder)):
        (line,) = refused(*words, environ=environ)
        assert line.startswith("locator: this system has no data of the time zone ")
        assert "apt-get install tzdata" in line
    done = subprocess.run(
        [*LOCATOR, "doctor", folder], capture_output=True, text=True, env=ENVIRON | environ, check=False
    )
    assert (done.returncode, done.stderr) == (1, "")
    assert "mend     time zones" in done.stdout


@pytest.mark.parametrize("name", ["gazetteer.sqlite", "outlines.sqlite"])
def test_data_that_ships_with_the_package_and_is_damaged_is_told(name: str, tmp_path: Path) -> None:
    package = tmp_path / "locator"
    shutil.copytree(ROOT / "locator", package, ignore=shutil.ignore_patterns("__pycache__", "*.sqlite"))
    for other in ("gazetteer.sqlite", "outlines.sqlite"):
        (package / "data" / other).symlink_to(ROOT / "locator" / "data" / other)
    (package / "data" / name).unlink()
    (package / "data" / name).write_bytes(b"SQLite format 3\0" + b"\xff" * 8_000)
    for part in ("templates", "static"):
        (tmp_path / part).symlink_to(ROOT / part)
    environ = {"PYTHONPATH": str(tmp_path)}
    (line,) = refused("check", ROOT / "examples" / "florida", environ=environ, cwd=tmp_path)
    assert str(package / "data" / name) in line
    assert "install" in line
    done = subprocess.run(
        [*LOCATOR, "doctor"], cwd=tmp_path, capture_output=True, text=True, env=ENVIRON | environ, check=False
    )
    assert (done.returncode, done.stderr) == (1, "")
    assert f"mend     {name.removesuffix('.sqlite')}" in done.stdout


# Settings and terminals


def test_a_wrong_variable_is_told_by_its_own_name(folder: Path) -> None:
    environ = {"LOCATOR_UNITS": "leagues", "LOCATOR_VERDICT_FACTS": "many"}
    lines = refused("serve", folder, "--port", "0", environ=environ)
    assert lines[0].startswith('LOCATOR_UNITS, units: "leagues"')
    assert lines[1].startswith('LOCATOR_VERDICT_FACTS, verdict.facts: "many"')
    assert lines[2].startswith("locator: ")


@pytest.mark.parametrize(
    "environ",
    [
        {"PYTHONIOENCODING": "ascii"},
        {"LC_ALL": "C", "PYTHONCOERCECLOCALE": "0", "PYTHONUTF8": "0"},
        {"LC_ALL": "xx_YY.UTF-8"},
        {"TERM": "dumb", "LANG": ""},
    ],
    ids=str,
)
def test_a_terminal_of_any_kind_is_written_to(environ: dict[str, str], tmp_path: Path) -> None:
    done = subprocess.run(
        [*LOCATOR, "doctor", tmp_path], capture_output=True, env=ENVIRON | environ, check=False, timeout=120
    )
    assert (done.returncode, done.stderr) == (0, b"")
    assert b"things to look at" in done.stdout or b"thing to look at" in done.stdout


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="no device that is always full")
def test_an_output_that_cannot_be_written_is_one_line() -> None:
    with Path("/dev/full").open("w") as full:
        done = subprocess.run(
            [*LOCATOR, "doctor"], stdout=full, stderr=subprocess.PIPE, text=True, check=False
        )
    assert done.returncode == 2
    assert done.stderr.splitlines()[0].startswith("locator: a file could not be written: the disk is full")
    assert "Traceback" not in done.stderr
