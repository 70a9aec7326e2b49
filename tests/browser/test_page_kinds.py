"""No kind of page is forgotten: each has a sample, and each sample answers what it should."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any
from urllib.parse import parse_qsl, urlsplit

import pytest
from conftest import ROOT
from starlette.testclient import TestClient

from browser.page_kinds import SAMPLES, Sample
from locator.pages.catalogue import Catalogue
from locator.pages.rendering import Renderer
from locator.web.app import create_app
from locator.web.edition import Edition

if TYPE_CHECKING:
    from httpx2 import Response

    from browser.conftest import Serve
    from locator.pages.catalogue import Catalogue


def test_every_function_that_builds_a_page_has_a_sample(catalogue: Catalogue) -> None:
    builds = catalogue.pages | catalogue.gone
    sampled = {builds[path].func for sample in SAMPLES if (path := urlsplit(sample.path).path) in builds}
    assert {build.func for build in builds.values()} == sampled


def ask(client: TestClient, sample: Sample) -> Response:
    if sample.form:
        return client.post(sample.path, data=dict(parse_qsl(sample.form)))
    return client.get(sample.path)


def test_every_template_has_a_sample(serve: Serve, monkeypatch: pytest.MonkeyPatch) -> None:
    live = serve(ROOT).live
    before = live.edition.catalogue
    fresh = Catalogue(before.source, before.renderer, before.book)  # nothing of it is rendered yet
    live.edition = Edition(fresh, live.edition.make_files, live.folder, live.edition.version)
    templates = fresh.renderer.environment.list_templates()
    rendered, render = set(), Renderer.render

    def note(renderer: Renderer, context: Any) -> bytes:
        rendered.add(context.template)
        return render(renderer, context)

    monkeypatch.setattr(Renderer, "render", note)
    client = TestClient(create_app(live))
    statuses = {sample.path: ask(client, sample).status_code for sample in SAMPLES}
    assert statuses == {sample.path: sample.status for sample in SAMPLES}
    public = {name for name in templates if not name.startswith(("_", "workbench/"))}
    assert public - {"base.html"} == rendered
