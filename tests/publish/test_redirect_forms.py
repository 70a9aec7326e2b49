"""Redirects as hosts read them; whatever stands in an address stays within its quotation marks."""

from __future__ import annotations

import shutil
import subprocess
from types import SimpleNamespace
from typing import TYPE_CHECKING, Any

from locator.pages.output import Moved
from locator.publish.redirect_forms import redirect_files

if TYPE_CHECKING:
    from pathlib import Path

    from locator.pages.catalogue import Catalogue


def files_for(**moved: str) -> dict[str, bytes]:
    pairs = {path: Moved(location) for path, location in moved.items()}
    stub: Any = SimpleNamespace(moved=pairs, gone={'/a";}/': None}, finders=("/find",), forms=())
    return redirect_files(stub)


def test_hostile_addresses_break_out_of_no_form(tmp_path: Path) -> None:
    files = files_for(**{"/it's $HOME/": "/new/?a=$uri&b=';", '/a"; }/': '/x"y/'})
    assert files["_nginx.conf"].decode().splitlines() == [
        'location = "/find" { try_files /find/index.html =404; }',
        r'location = "/a\";}/" { return 410; }',
        r'location = "/a\"; }/" { return 301 "/x\"y/"; }',
        'location = "/it\'s $HOME/" { return 301 "/new/?a=%24uri&b=\';"; }',
    ]
    aws = tmp_path / "aws"
    aws.write_text('#!/bin/sh\nprintf "%s\\n" "$@" >> "$ASKED"\n')
    aws.chmod(0o755)
    (tmp_path / "s3.sh").write_bytes(files["_s3.sh"])
    environ = {"PATH": f"{tmp_path}:/usr/bin:/bin", "ASKED": str(tmp_path / "asked")}
    shell = shutil.which("sh")
    assert shell
    subprocess.run([shell, str(tmp_path / "s3.sh"), "bucket"], env=environ, check=True)
    asked = (tmp_path / "asked").read_text().splitlines()
    assert "it's $HOME/index.html" in asked
    assert "/new/?a=$uri&b=';" in asked


def test_a_bucket_is_told_of_every_moved_page(catalogue: Catalogue) -> None:
    script = redirect_files(catalogue)["_s3.sh"].decode()
    assert "put clinics/port-orange/index.html /clinics/daytona-beach/\n" in script
    assert script.count("\nput ") == len(catalogue.moved)
