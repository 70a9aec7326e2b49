"""How a number with or without decimals is written: in tables, in settings, and by whoever types one."""

from __future__ import annotations

import re

#: "28.75", "-81", ".5", "3."; in plain digits, of which it never looks at a long row twice.
DECIMAL = re.compile(r"[+-]?(?:\d++\.?\d*+|\.\d++)", re.ASCII)
