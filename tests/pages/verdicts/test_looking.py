"""Pages looked at by copies of the process, held against the same looked at by one."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from locator.site.folder import SiteFolder

ROOT = Path(__file__).parents[3]
PROGRAM = r"""
import os, sys
from datetime import UTC, datetime
from pathlib import Path
from locator import crew
from locator.pages.opening import join_catalogue
from locator.pages.verdicts.judgement_book import JudgementBook
from locator.pages.verdicts.judging import judge_pages
from locator.site.folder import SiteFolder
from locator.site.loading import load_site

folder = SiteFolder(Path(sys.argv[1]))
site = load_site(folder, environ={}, clock=lambda: datetime(2026, 11, 27, tzinfo=UTC)).site
catalogue = join_catalogue(folder, site, book=JudgementBook())
told = []
for threads in ("2", "1"):  # of pykdtree: with several, no copies are made
    os.environ["OMP_NUM_THREADS"] = threads
    judgement = judge_pages(catalogue.site, catalogue.renderer)
    sights = judgement.sights.values()
    words = [[each.tolist() for each in sight.measured.fetch()] for sight in sights if sight.measured]
    seen = [(sight.path, sight.claims.tolist(), sight.clinics, sight.reach_km) for sight in sights]
    told.append((list(judgement.verdicts.items()), words, seen))
alone, together = told
assert alone == together
assert len(alone[0]) > crew.BATCH
"""


def test_copies_see_what_one_process_sees(site_folder: SiteFolder) -> None:
    done = subprocess.run(
        [sys.executable, "-c", PROGRAM, str(site_folder.path)],
        cwd=ROOT,
        capture_output=True,
        text=True,
        timeout=120,
        check=False,
    )
    assert done.returncode == 0, done.stderr
