"""The unit for systemd and the Dockerfile: what can be tried of them without systemd and Docker."""

from __future__ import annotations

import configparser
import json
import re
import shlex
import shutil
import subprocess
from typing import TYPE_CHECKING

import pytest
from conftest import ROOT
from fronts import DEPLOY

from locator.cli import COMMANDS
from locator.commands.serve import GOODBYE_SECONDS

if TYPE_CHECKING:
    from pathlib import Path

UNIT = DEPLOY / "locator.service"
DOCKERFILE = (DEPLOY / "Dockerfile").read_text(encoding="utf-8")
WORST = 20  # tenths of systemd's "exposure", of which "OK" is the best word
needs_systemd = pytest.mark.skipif(not shutil.which("systemd-analyze"), reason="there is no systemd-analyze")


def service() -> dict[str, str]:
    parser = configparser.ConfigParser(strict=False, interpolation=None)
    parser.optionxform = str  # type: ignore[assignment, method-assign]
    parser.read(UNIT, encoding="utf-8")
    return dict(parser["Service"])


def layers(word: str) -> list[str]:
    """What follows a word of the Dockerfile, line by line."""
    return re.findall(rf"^{word} (.*)$", DOCKERFILE, re.MULTILINE)


# systemd


@needs_systemd
def test_systemd_understands_the_unit(tmp_path: Path) -> None:
    unit = tmp_path / UNIT.name  # which is to name a program that is there
    text = UNIT.read_text(encoding="utf-8")
    unit.write_text(text.replace("/opt/locator/venv/bin/locator", "/bin/true"), encoding="utf-8")
    done = subprocess.run(
        ["systemd-analyze", "verify", unit], capture_output=True, text=True, check=False, timeout=60
    )
    assert (done.returncode, done.stdout, done.stderr) == (0, "", "")


@needs_systemd
def test_the_unit_gives_the_server_little_to_harm() -> None:
    command = [
        "systemd-analyze",
        "security",
        "--offline=true",
        f"--threshold={WORST}",
        "--no-pager",
        str(UNIT),
    ]
    done = subprocess.run(command, capture_output=True, text=True, check=False, timeout=60)
    assert done.returncode == 0, done.stdout[-300:] + done.stderr


def test_whoever_has_asked_gets_an_answer_before_the_service_is_killed() -> None:
    told = service()
    assert int(told["TimeoutStopSec"]) > GOODBYE_SECONDS
    assert told["KillMode"] == "mixed"
    assert told["ExecReload"] == "/bin/kill -HUP $MAINPID"


def test_the_service_serves_what_it_may_write_to() -> None:
    told = service()
    program, command, site, *options = shlex.split(told["ExecStart"])
    assert (program, command) == ("/opt/locator/venv/bin/locator", "serve")
    assert site.startswith(f"/var/lib/{told['StateDirectory']}/")
    assert options == ["--port", "8000", "--workers", "2"]
    assert told["ProtectSystem"] == "strict"


# Docker


def test_the_image_runs_a_command_as_a_user_without_rights() -> None:
    (entry,), (words,) = layers("ENTRYPOINT"), layers("CMD")
    assert json.loads(entry) == ["locator"]
    command, site, *options = json.loads(words)
    assert command in COMMANDS
    assert site == layers("WORKDIR")[-1]
    assert options[:2] == ["--host", "0.0.0.0"]
    assert layers("USER") == ["10001"]


def test_the_image_is_made_of_wheels_with_hashes_and_of_files_that_are_there() -> None:
    pins, own, _ = (line for line in layers("RUN") if " pip " in line)
    assert "--require-hashes" in pins
    assert "--only-binary :all:" in pins
    assert "--no-deps" in own
    for line in layers("COPY"):
        source = line.split()[0]
        assert source.startswith("--from=") or (ROOT / source).exists()
    assert "requirements/serve.txt" in pins


def test_the_image_leaves_out_what_it_needs_not_and_nothing_else() -> None:
    left_out = set((ROOT / ".dockerignore").read_text(encoding="utf-8").splitlines())
    assert {".git", ".venv", "tests"} <= left_out
    for needed in (
        "locator",
        "templates",
        "static",
        "content",
        "sources",
        "scripts",
        "requirements",
        "README.md",
    ):
        assert needed not in left_out


# nginx and Caddy


@pytest.mark.skipif(not shutil.which("nginx"), reason="apt-get install nginx-light")
@pytest.mark.skipif(not shutil.which("openssl"), reason="there is no openssl")
def test_nginx_understands_the_whole_of_its_configuration(tmp_path: Path) -> None:
    """As docs/how-to/run-a-server.md lays it out, with a certificate of its own."""
    folder = tmp_path / "nginx"
    shutil.copytree(DEPLOY / "nginx", folder)
    key, certificate = folder / "key.pem", folder / "certificate.pem"
    make = ["openssl", "req", "-x509", "-newkey", "rsa:2048", "-nodes", "-subj", "/CN=clinics.example.org"]
    subprocess.run([*make, "-keyout", key, "-out", certificate], check=True, capture_output=True)
    live = "/etc/letsencrypt/live/clinics.example.org"
    words = {
        f"{live}/fullchain.pem": str(certificate),
        f"{live}/privkey.pem": str(key),
        "snippets/": f"{folder}/",
    }
    words |= {"/var/cache/nginx/locator": f"{folder}/cache", "/var/log/nginx": str(folder)}
    for file in folder.glob("*.conf"):
        text = file.read_text(encoding="utf-8")
        for word, value in words.items():
            text = text.replace(word, value)
        file.write_text(text, encoding="utf-8")
    whole = folder / "nginx.conf"
    includes = f"include {folder}/locator-http.conf; include {folder}/locator.conf;"
    whole.write_text(
        f"pid {folder}/pid; error_log {folder}/error.log; events {{ }} http {{ {includes} }}",
        encoding="utf-8",
    )
    done = subprocess.run(
        ["nginx", "-t", "-c", whole], capture_output=True, text=True, check=False, timeout=60
    )
    assert done.returncode == 0, done.stderr
    assert "[warn]" not in done.stderr


@pytest.mark.skipif(not shutil.which("caddy"), reason="apt-get install caddy")
def test_caddy_understands_its_file(tmp_path: Path) -> None:
    command = ["caddy", "validate", "--adapter", "caddyfile", "--config", str(DEPLOY / "Caddyfile")]
    environ = {"HOME": str(tmp_path), "XDG_DATA_HOME": str(tmp_path), "XDG_CONFIG_HOME": str(tmp_path)}
    done = subprocess.run(command, env=environ, capture_output=True, text=True, check=False, timeout=60)
    assert done.returncode == 0, done.stderr
    assert '"level":"warn"' not in done.stderr
