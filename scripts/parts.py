"""What locator is made of, from the locks: requirements/sbom.json (CycloneDX) and docs/reference/licences.md.

Run by scripts/list-parts in an environment that has what requirements/dev.txt pins, for only packages
themselves say under which licence they are. The same locks give the same bytes.
"""

from __future__ import annotations

import base64
import hashlib
import json
import re
import tomllib
from dataclasses import dataclass
from importlib.metadata import metadata, requires, version
from pathlib import Path
from typing import TYPE_CHECKING

from packaging.requirements import Requirement
from packaging.utils import canonicalize_name

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

ROOT = Path(__file__).parents[1]
SBOM = ROOT / "requirements" / "sbom.json"
LICENCES = ROOT / "docs" / "reference" / "licences.md"
EXTRAS = ("fast", "shared", "cloud")

# Of packages that do not say it as an SPDX expression; read in their licence files.
READ = {
    "certifi": "MPL-2.0",
    "deflate": "MIT",
    "jinja2": "BSD-3-Clause",
    "obstore": "MIT",
    "python-dateutil": "Apache-2.0 OR BSD-3-Clause",
    "pathspec": "MPL-2.0",
    "resvg-py": "MIT",
    "uvloop": "MIT OR Apache-2.0",
}
_CLASSIFIED = {"MIT License": "MIT", "Apache Software License": "Apache-2.0"}
_SPDX = re.compile(r"[A-Za-z0-9.+-]+(?: (?:AND|OR|WITH) [A-Za-z0-9.+-]+)*")

# What each licence asks of those who pass the part on, where that is more than to keep its text.
WORTH_KNOWING = {
    "LGPL-3.0-or-later": "lets nobody hinder putting another version in its place: pip does so",
    "LGPL-3.0-only": "the same",
    "MPL-2.0": "asks that changes to its own files be published; there are none",
    "OFL-1.1": "forbids that the font be sold by itself, or under its name if it was changed",
    "CC-BY-4.0": "asks for the credit that every site carries at `/credits/`",
}
PERMISSIVE = frozenset(
    {
        *("0BSD", "Apache-2.0", "BSD-2-Clause", "BSD-3-Clause", "CC0-1.0", "ISC", "MIT", "MIT-0"),
        *("PSF-2.0", "Zlib", "LicenseRef-public-domain"),
    }
)

# Of the data files in the package: the source, what it holds, its licence, what is made of it.
_PUBLIC = "LicenseRef-public-domain"
DATA = (
    ("us_gazetteer.tsv.gz", "GeoNames: places, postal codes", "CC-BY-4.0", "gazetteer.sqlite"),
    ("us_localities.tsv.gz", "U.S. Census Bureau: gazetteer files of 2022", _PUBLIC, "gazetteer.sqlite"),
    ("us_counties.json", "GeoNames: names of counties", "CC-BY-4.0", "gazetteer.sqlite"),
    (
        "counties-10m.json.gz",
        "U.S. Census Bureau: boundaries of 2017, as us-atlas 3",
        "ISC",
        "outlines.sqlite",
    ),
)


@dataclass(frozen=True, slots=True)
class Part:
    """A part under its licence (SPDX).

    `scope` is CycloneDX's: required, optional, or excluded, which only builds. `why` says for whom,
    `url` is its package URL, `digest` an algorithm and what it gives in hexadecimal, if known.
    """

    name: str
    version: str
    licence: str
    scope: str
    why: str
    url: str
    kind: str = "library"
    digest: tuple[str, str] | None = None


def all_parts() -> list[Part]:
    """Every part, in the order of the list."""
    return [*python_parts(), *npm_parts(), *data_parts()]


# Python


def python_parts() -> Iterator[Part]:
    """What the lock of a server has, and what the further extras need.

    Raises SystemExit if another version is installed than the lock says.
    """
    project = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]
    pins = _pins("dev") | _pins("serve")
    needed: dict[str, tuple[str, str]] = {}
    for name in _closure(project["dependencies"]):
        needed[name] = "required", "always"
    for extra in EXTRAS:
        for name in _closure(project["optional-dependencies"].get(extra, [])):
            needed.setdefault(name, ("optional", f"extra `{extra}`"))
    for name in _pins("serve"):
        needed.setdefault(name, ("excluded", "builds the package"))
    for name, (scope, why) in sorted(needed.items()):
        if version(name) != pins[name]:
            msg = (
                f"{name} {version(name)} is installed, and the lock says {pins[name]}: run scripts/list-parts"
            )
            raise SystemExit(msg)
        yield Part(name, pins[name], licence_of(name), scope, why, f"pkg:pypi/{name}@{pins[name]}")


def _pins(lock: str) -> dict[str, str]:
    text = (ROOT / "requirements" / f"{lock}.txt").read_text(encoding="utf-8")
    found = re.findall(r"^([\w.-]+)(?:\[[^]]*\])?==([^ ;\\]+)", text, re.MULTILINE)
    return {canonicalize_name(name): pinned for name, pinned in found}


def _closure(wanted: Iterable[str]) -> dict[str, None]:
    """The names of what is wanted and of all that it needs here, on Linux with this Python."""
    seen: dict[tuple[str, frozenset[str]], None] = {}

    def walk(lines: Iterable[str], extras: frozenset[str]) -> None:
        for line in lines:
            need = Requirement(line)
            if need.marker and not any(need.marker.evaluate({"extra": extra}) for extra in extras | {""}):
                continue
            name, inner = canonicalize_name(need.name), frozenset(need.extras)
            if (name, inner) not in seen:
                seen[name, inner] = None
                walk(requires(name) or [], inner)

    walk(wanted, frozenset())
    return {name: None for name, _ in seen}


def licence_of(name: str) -> str:
    """What a package says of itself, as an SPDX expression; raises SystemExit if nobody knows."""
    said = metadata(name)
    if name in READ:
        return READ[name]
    for field in ("License-Expression", "License"):
        for expression in said.get_all(field, []):
            if _SPDX.fullmatch(expression):
                return str(expression)
    classified = [
        line.rpartition(" :: ")[2] for line in said.get_all("Classifier", []) if line.startswith("License")
    ]
    if len(classified) == 1 and classified[0] in _CLASSIFIED:
        return _CLASSIFIED[classified[0]]
    msg = f"{name} does not say its licence in SPDX's words: read it, and add it to READ in scripts/parts.py"
    raise SystemExit(msg)


# npm and data


def npm_parts() -> Iterator[Part]:
    """What the interactive map needs, which is off by default."""
    lock = json.loads((ROOT / "requirements" / "map" / "package-lock.json").read_text(encoding="utf-8"))
    for path, package in sorted(lock["packages"].items()):
        if path:
            name = path.rpartition("node_modules/")[2]
            url = f"pkg:npm/{name.replace('@', '%40')}@{package['version']}"
            digest = ("SHA-512", base64.b64decode(package["integrity"].removeprefix("sha512-")).hex())
            licence = package["license"].strip("()")
            yield Part(
                name, package["version"], licence, "optional", "interactive map (npm)", url, digest=digest
            )


def data_parts() -> Iterator[Part]:
    """The sources of the data files in the package."""
    for file, what, licence, made in DATA:
        data = (ROOT / "sources" / file).read_bytes()
        digest = hashlib.sha256(data).hexdigest()
        url = f"pkg:generic/{file}?checksum=sha256:{digest}"
        yield Part(
            f"{file} ({what})",
            digest[:12],
            licence,
            "required",
            f"`{made}`",
            url,
            "data",
            ("SHA-256", digest),
        )


# The list for programs


def render_sbom(parts: Iterable[Part]) -> str:
    """The list in the form CycloneDX 1.6."""
    package = (ROOT / "locator" / "__init__.py").read_text(encoding="utf-8")
    own = {
        "bom-ref": "locator",
        "type": "application",
        "name": "locator",
        "version": re.findall(r'__version__ = "(.+)"', package)[0],
        "licenses": [{"expression": "MIT"}],
    }
    parts = list(parts)
    report = {
        "$schema": "http://cyclonedx.org/schema/bom-1.6.schema.json",
        "bomFormat": "CycloneDX",
        "specVersion": "1.6",
        "version": 1,
        "metadata": {"component": own},
        "components": [_component(part) for part in parts],
        "dependencies": [
            {"ref": "locator", "dependsOn": sorted(part.url for part in parts if part.scope != "excluded")}
        ],
    }
    return json.dumps(report, indent=1, ensure_ascii=False) + "\n"


def _component(part: Part) -> dict[str, object]:
    told: dict[str, object] = {
        "bom-ref": part.url,
        "type": part.kind,
        "name": part.name,
        "version": part.version,
        "scope": part.scope,
        "licenses": [{"expression": part.licence}],
        "purl": part.url,
    }
    if part.digest:
        told["hashes"] = [{"alg": part.digest[0], "content": part.digest[1]}]
    return told


# The list for people


def render_licences(parts: Iterable[Part]) -> str:
    """The page: every part, then what is worth knowing of licences that ask for more than their text."""
    parts = list(parts)
    lines = [_HEAD, "| part | version | licence | for |", "|---|---|---|---|"]
    lines += [f"| {part.name} | {part.version} | {part.licence} | {part.why} |" for part in parts]
    lines += ["", "## Worth knowing", ""]
    for licence, asked in WORTH_KNOWING.items():
        names = [
            part.name for part in parts if licence in words_of(part.licence) and part.scope != "excluded"
        ]
        if names:
            lines.append(f"- **{licence}** ({', '.join(names)}): {asked}.")
    return "\n".join([*lines, _TAIL])


def words_of(licence: str) -> set[str]:
    """The licences that an expression names."""
    return set(re.findall(r"[\w.+-]+", licence)) - {"AND", "OR", "WITH"}


_HEAD = """\
# Licences

locator itself is under the MIT licence. This is all else that it is made of or needs, as pinned in
`requirements/`; the same for programs is `requirements/sbom.json` (CycloneDX 1.6). `scripts/list-parts`
writes both, and a test fails when they are not of the locks. Nothing under the GPL or AGPL is needed.
Tools that only test are not here: nobody is given them.
"""
_TAIL = """\

Wheels carry libraries inside: numpy OpenBLAS (BSD), libquadmath (LGPL-2.1) and libgfortran, pykdtree
libgomp (both GPL with GCC's runtime exception, which asks nothing of those who only run them), pyproj PROJ,
SQLite, libtiff and curl (MIT-like), psycopg-binary libpq, OpenSSL and Kerberos (PostgreSQL, Apache-2.0, MIT),
resvg-py many crates (its wheel has a list of its own). The boundaries of time zones in tzfpy are of
OpenStreetMap (ODbL 1.0).
Credits for the data are in [locator/data/LICENSES.md](../../locator/data/LICENSES.md).
"""

if __name__ == "__main__":
    found = all_parts()
    SBOM.write_text(render_sbom(found), encoding="utf-8")
    LICENCES.write_text(render_licences(found), encoding="utf-8")
