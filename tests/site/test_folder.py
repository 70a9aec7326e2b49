"""A site folder: where its parts lie, what of its own wins, and which directories are watched."""

from __future__ import annotations

from pathlib import Path

import pytest

from locator.site.folder import BUNDLE, SiteFolder


def test_every_part_lies_in_the_folder(tmp_path: Path) -> None:
    folder = SiteFolder(tmp_path)
    assert folder.config == tmp_path / "site.toml"
    assert folder.locations == tmp_path / "locations.csv"
    assert folder.clinics == tmp_path / "clinics.csv"
    assert folder.practitioners == tmp_path / "practitioners.csv"
    assert folder.redirects == tmp_path / "redirects.csv"
    assert folder.content == tmp_path / "content"


def test_the_bundle_is_a_site_folder_with_templates_and_static_files() -> None:
    bundle = SiteFolder(BUNDLE)
    assert all(path.is_file() for path in (bundle.config, bundle.locations, bundle.clinics))
    assert (BUNDLE / "templates/base.html").is_file()
    assert (BUNDLE / "static").is_dir()


@pytest.mark.parametrize("name", ["templates", "static"])
def test_the_folders_own_files_go_before_the_bundles(tmp_path: Path, name: str) -> None:
    assert getattr(SiteFolder(tmp_path), name) == (tmp_path / name, BUNDLE / name)


@pytest.mark.parametrize("name", ["templates", "static"])
def test_the_bundle_itself_has_one_layer_even_by_another_name(tmp_path: Path, name: str) -> None:
    assert getattr(SiteFolder(BUNDLE), name) == (BUNDLE / name,)
    link = tmp_path / "site"
    link.symlink_to(BUNDLE)
    assert getattr(SiteFolder(link), name) == (BUNDLE / name,)


def test_the_folder_and_all_below_content_templates_and_static_are_watched(tmp_path: Path) -> None:
    for name in ("content/towns/fl", "content/articles", "templates", "static/icons", ".git/objects", "docs"):
        (tmp_path / name).mkdir(parents=True)
    (tmp_path / "content/articles/first.md").write_text("The text.")
    watched = SiteFolder(tmp_path).directories()
    assert watched[0] == tmp_path
    own = {str(path.relative_to(tmp_path)) for path in watched[1:] if path.is_relative_to(tmp_path)}
    assert own == {
        "content",
        "content/articles",
        "content/towns",
        "content/towns/fl",
        "static",
        "static/icons",
        "templates",
    }
    assert BUNDLE / "templates" in watched
    assert len(watched) == len(set(watched))
    assert all(path.is_dir() for path in watched)


def test_an_empty_folder_is_watched_with_the_bundles_layers_only(tmp_path: Path) -> None:
    watched = SiteFolder(tmp_path).directories()
    assert watched[0] == tmp_path
    assert all(path.is_relative_to(BUNDLE) for path in watched[1:])


def test_files_and_links_in_place_of_directories_are_not_watched(tmp_path: Path) -> None:
    (tmp_path / "templates").write_text("a file")
    (tmp_path / "content").symlink_to(tmp_path / "nowhere")
    assert all(path.is_relative_to(BUNDLE) for path in SiteFolder(tmp_path).directories()[1:])


def test_a_loop_of_links_ends(tmp_path: Path) -> None:
    (tmp_path / "content").mkdir()
    (tmp_path / "content/again").symlink_to(tmp_path / "content")
    own = [path for path in SiteFolder(tmp_path).directories() if path.is_relative_to(tmp_path)]
    assert own[:2] == [tmp_path, tmp_path / "content"]
    assert len(own) <= 3
