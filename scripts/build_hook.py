"""Makes the package's data files from sources/ before hatchling packs or links them."""

import runpy
from pathlib import Path
from typing import Any

from hatchling.builders.hooks.plugin.interface import BuildHookInterface


class MakeData(BuildHookInterface):  # type: ignore[type-arg]  # generic only in newer hatchling
    """Runs the two makers: quick, standard library only, the same bytes each time."""

    def initialize(self, version: str, build_data: dict[str, Any]) -> None:  # noqa: ARG002
        for maker in ("make_gazetteer.py", "make_outlines.py"):
            runpy.run_path(str(Path(self.root, "scripts", maker)), run_name="__main__")
