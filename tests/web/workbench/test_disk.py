"""A disk that is full, or not ours to write, while somebody works in the workbench."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from desks import DeskClient


def test_a_disk_that_refuses_is_told_and_changes_nothing(desk: DeskClient) -> None:
    clinics = (desk.folder / "clinics.csv").read_bytes()
    assert desk.submit("/workbench/clinics/daytona-beach/check", {}).status_code == 303
    versions = desk.folder / ".locator/versions"
    versions.mkdir(parents=True)
    (versions / "blobs").write_text("in the way of a folder")

    answer = desk.submit("/workbench/draft/publish", {"revision": "1"})

    assert answer.status_code == 500
    assert "The disk of the server refused" in answer.text
    assert (desk.folder / "clinics.csv").read_bytes() == clinics
    assert "1 waiting" in " ".join(desk.page("/workbench/draft/").text_content().split())
