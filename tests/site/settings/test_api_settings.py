"""The table [api]: origins as browsers send them, and nothing else."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from site_table import read

if TYPE_CHECKING:
    from pathlib import Path


@pytest.mark.parametrize(
    ("text", "environ", "origins"),
    [
        ("", {}, ()),
        ("[api]", {}, ()),
        ("[api]\ncors_origins = []", {}, ()),
        ('[api]\ncors_origins = ["*"]', {}, ("*",)),
        (
            '[api]\ncors_origins = ["https://a.example", "http://b.example:8080", "https://a.example"]',
            {},
            ("https://a.example", "http://b.example:8080"),
        ),
        ('[api]\ncors_origins = ["https://xn--bcher-kva.example"]', {}, ("https://xn--bcher-kva.example",)),
        ("", {"LOCATOR_API_CORS_ORIGINS": " https://a.example "}, ("https://a.example",)),
        (
            '[api]\ncors_origins = ["*"]',
            {"LOCATOR_API_CORS_ORIGINS": "https://a.example"},
            ("https://a.example",),
        ),
        ('[api]\ncors_origins = ["*"]', {"LOCATOR_API_CORS_ORIGINS": ""}, ()),
    ],
)
def test_origins_are_read(
    text: str, environ: dict[str, str], origins: tuple[str, ...], tmp_path: Path
) -> None:
    config, problems = read(tmp_path, text, **environ)
    assert problems == []
    assert config
    assert config.cors_origins == origins


@pytest.mark.parametrize(
    ("text", "column", "message"),
    [
        ('api = "*"', "api", "not a table"),
        ('[api]\ncors = ["*"]', "api.cors", "there is no such setting"),
        ("[api]\ncors_origins = true", "api.cors_origins", "not a list of addresses"),
        ("[api]\ncors_origins = [1]", "api.cors_origins", "not a list of addresses"),
        ('[api]\ncors_origins = ["*", "https://a.example"]', "api.cors_origins", '"*" is every site'),
        *(
            (
                f'[api]\ncors_origins = ["{origin}"]',
                "api.cors_origins",
                f"{origin} is not the origin of a site",
            )
            for origin in (
                *("a.example", "https://a.example/", "https://a.example/path", "https://A.example", "null"),
                *("https://a.example:443", "http://a.example:80", "https://*.example", "ftp://a.example", ""),
                *("https://bücher.example", "https://user@a.example", "https://a.example?x", "https://"),
            )
        ),
    ],
)
def test_what_no_browser_sends_is_refused(text: str, column: str, message: str, tmp_path: Path) -> None:
    config, [problem] = read(tmp_path, text)
    assert config is None
    assert problem.column == column
    assert message in problem.message
    assert problem.cure
