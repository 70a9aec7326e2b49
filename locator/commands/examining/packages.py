"""Python and the libraries: whether they are there, and can be loaded."""

from __future__ import annotations

import platform
import re
import sys
from importlib import import_module
from importlib.metadata import PackageNotFoundError, requires, version
from importlib.util import find_spec
from typing import TYPE_CHECKING

from locator import __version__
from locator.commands.examining.finding import Finding, look_at, mend
from locator.extras import install

if TYPE_CHECKING:
    from collections.abc import Iterator

SHOWN = ("starlette", "uvicorn", "numpy", "lxml", "pyproj", "geopy")  # whose versions bug reports ask for
COMPILED = (
    "deflate",
    "httptools",
    "lxml.etree",
    "numpy",
    "opening_hours",
    "pykdtree.kdtree",
    "pyproj",
    "resvg_py",
)
FAST = {"uvloop": "uvloop", "httptools": "httptools"}
_NAME = re.compile(r"[\w.-]+")


def examined_packages() -> Iterator[Finding]:
    """Python, locator, what it needs and what makes it fast."""
    yield Finding("Python", f"{platform.python_version()} on {platform.system()} {platform.machine()}")
    yield Finding("locator", f"{__version__}, in {_home()}")
    yield _libraries()
    yield from _fast()


def _home() -> str:
    import locator

    return str(next(iter(locator.__path__)))


def _libraries() -> Finding:
    if missing := [name for name in _required() if _version(name) is None]:
        cure = "install what requirements/serve.txt names (docs/how-to/run-a-server.md, step 2)"
        return mend("libraries", f"missing: {', '.join(missing)}", cure)
    broken = [name for name in COMPILED if find_spec(name.partition(".")[0]) and not _loads(name)]
    if broken:
        cure = "they were made for another Python or system: make the virtual environment anew"
        return mend("libraries", f"cannot be loaded: {', '.join(broken)}", cure)
    return Finding("libraries", ", ".join(f"{name} {_version(name)}" for name in SHOWN))


def _required() -> tuple[str, ...]:
    """The names of what locator cannot do without, as its own package says."""
    try:
        wanted = requires("locator") or []
    except PackageNotFoundError:  # run from a folder of source files
        return SHOWN
    return tuple(found[0] for each in wanted if "extra ==" not in each and (found := _NAME.match(each)))


def _version(name: str) -> str | None:
    try:
        return version(name)
    except PackageNotFoundError:
        return None


def _loads(name: str) -> bool:
    try:
        import_module(name)
    except (ImportError, OSError):
        return False
    return True


def _fast() -> Iterator[Finding]:
    if sys.platform == "win32":
        return
    if missing := [name for name in FAST if not find_spec(name)]:
        cure = f"{install('fast')}; pages are served several times as fast with them"
        yield look_at("fast extras", f"missing: {', '.join(missing)}", cure)
    else:
        yield Finding("fast extras", ", ".join(f"{name} {_version(name)}" for name in FAST))
