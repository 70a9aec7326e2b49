"""`locator workbench`: the site with the marketers' application, on a port of its own."""

from __future__ import annotations

import os
from typing import TYPE_CHECKING

from locator.commands import serve
from locator.commands.folder import add_site_argument
from locator.commands.store import open_cabinet
from locator.errors import UsageError

if TYPE_CHECKING:
    import argparse

PORT = 8001
TEACHING = """\
examples:
  locator editors add "Ana Example"     once: somebody who may sign in
  locator workbench                     then open http://127.0.0.1:8001/workbench/
  locator workbench --port 9000 SITE    another port, another site folder

`locator serve` has the same application at /workbench/. Both may run at once, on one folder.
"""


def configure(parser: argparse.ArgumentParser) -> None:
    """Adds the options."""
    parser.epilog = TEACHING
    add_site_argument(parser)
    serve.add_address_arguments(parser, port=PORT)


def run(options: argparse.Namespace) -> int:
    """Serves until it is stopped; raises UsageError if nobody may sign in."""
    from locator.editing.editors import VARIABLE, Editors

    if not Editors(open_cabinet(options.site), os.environ).may_be_any:
        msg = (
            f'nobody may sign in yet; add somebody with `locator editors add "Your Name"`, or set {VARIABLE}'
        )
        raise UsageError(msg)
    options.workers, options.watch, options.cache = 1, True, ""
    return serve.run(options)
