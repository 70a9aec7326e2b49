"""Our API over HTTP beside an empty JSON route of Starlette: what a question costs the server.

    python bench/json_api.py [--site .] [--rounds 5] [--seconds 2]

Contenders take turns; each serves from one core, while wrk asks from the other, hundreds of different
questions one after another. What counts is requests per second of the server's processor time. Django is
left out where it cannot be had.
"""

from __future__ import annotations

import json
import random
import re
import sys
import tempfile
from collections.abc import Iterator
from contextlib import ExitStack
from dataclasses import dataclass
from pathlib import Path
from urllib.parse import quote

from command import parser
from conditions import print_conditions
from peers import ROOT, from_debian, from_pypi
from servers import FIRST_PORT, OURS, Peer, Server, on_uvicorn, running
from wrk import Turn, in_turns, load, print_turns

NEAREST = "/api/v1/nearest"
EMPTY = "Starlette, an empty object"
DATA = "Starlette, our answer as data"
READY = "Starlette, our answer as ready bytes"
SEED = 20_261_127
QUESTIONS = 500
# A request with a body, even an empty one, is for the application.
AROUND = ', ""'

# Asks for each address in turn.
SCRIPT = """
local paths, at = {%s}, 0
request = function()
  at = at %% #paths + 1
  return wrk.format("GET", paths[at], {}%s)
end
"""


@dataclass(frozen=True, slots=True)
class Contender:
    """A server with what it is asked."""

    name: str
    server: Server
    script: Path


def main() -> None:
    asking = parser(__doc__)
    asking.add_argument("--site", type=Path, default=ROOT)
    asking.add_argument("--rounds", type=int, default=5)
    asking.add_argument("--seconds", type=int, default=2, help="of each turn")
    options = asking.parse_args()
    if not from_debian("wrk", "wrk"):
        sys.exit(1)
    with ExitStack() as stack:
        folder = Path(stack.enter_context(tempfile.TemporaryDirectory()))
        contenders = list(_contenders(options.site, folder, stack))
        print_conditions("Our API over HTTP", "uvicorn", "uvloop", "httptools", "starlette", "Django", "wrk")

        def work(each: Contender) -> Turn:
            return load(each.server, options.seconds, "", "-s", str(each.script))

        print_turns("route", in_turns(contenders, options.rounds, work), measure=EMPTY)


def _contenders(site: Path, folder: Path, stack: ExitStack) -> Iterator[Contender]:
    serve = [sys.executable, "-m", "locator", "serve", str(site), "--port"]
    ours = stack.enter_context(running(Peer(OURS, lambda port: [*serve, str(port)]), FIRST_PORT))
    asked = _questions(ours)
    answer = folder / "answer.json"
    answer.write_bytes(ours.ask(path=asked["nearest"][0], accept_encoding="identity").body)
    starlette = stack.enter_context(running(_peer("starlette", answer), FIRST_PORT + 1))
    for name, path in ((EMPTY, "/empty"), (DATA, "/data"), (READY, "/ready")):
        expected = {} if name == EMPTY else json.loads(answer.read_bytes())
        assert json.loads(starlette.ask(path=path).body) == expected, name
        yield Contender(name, starlette, _script(folder / f"{path[1:]}.lua", [path]))
    if packages := from_pypi():
        django = stack.enter_context(running(_peer("django", answer, packages), FIRST_PORT + 2))
        yield Contender("Django, an empty object", django, folder / "empty.lua")
    for number, (name, paths) in enumerate(asked.items()):
        assert all(ours.ask(path=path).status == 200 for path in paths[:20]), name
        yield Contender(f"ours, {name}", ours, _script(folder / f"{number}.lua", paths))
    around = _script(folder / "around.lua", asked["nearest"], AROUND)
    yield Contender("ours, nearest, in the application", ours, around)


def _questions(ours: Server) -> dict[str, list[str]]:
    """Addresses by what they ask: of places around the clinics that the site lists itself."""
    rng = random.Random(SEED)
    clinics, towns = (
        json.loads(ours.ask(path=f"/api/v1/{name}?limit=200", accept_encoding="identity").body)[name]
        for name in ("clinics", "towns")
    )
    some = [rng.choice(clinics) for _ in range(QUESTIONS)]
    points = [(each["lat"] + rng.gauss(0, 0.1), each["lon"] + rng.gauss(0, 0.1)) for each in some]
    near = [f"{NEAREST}?lat={lat:.4f}&lon={lon:.4f}" for lat, lon in points]
    insurance = next(name for clinic in clinics for name in clinic["insurance"])
    choice = re.sub(r"[^a-z0-9]+", "-", insurance.lower()).strip("-")
    return {
        "nearest": near,
        "nearest that take an insurance": [f"{path}&insurance={choice}" for path in near],
        "nearest that are open now": [f"{path}&open_at=now" for path in near],
        "nearest to a ZIP code": [f"{NEAREST}?q={each['address']['postcode']}" for each in some],
        "places": [f"/api/v1/places?q={quote(town['name'][:end])}" for town in towns for end in (2, 3, 5)],
        "one clinic": [f"/api/v1/clinics/{each['id']}" for each in some],
        "50 clinics": ["/api/v1/clinics"],
        "50 towns": ["/api/v1/towns", *(f"/api/v1/towns?after={town['id']}" for town in towns[:20])],
    }


def _peer(app: str, answer: Path, packages: Path | None = None) -> Peer:
    environ = {"BENCH_ANSWER": str(answer)} | ({"PYTHONPATH": str(packages)} if packages else {})
    return on_uvicorn(app, ROOT / "bench", f"json_peers:{app}", environ)


def _script(file: Path, paths: list[str], body: str = "") -> Path:
    file.write_text(SCRIPT % (", ".join(json.dumps(path) for path in paths), body))
    return file


if __name__ == "__main__":
    main()
