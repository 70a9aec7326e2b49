"""/workbench/towns/add/ and the draft over HTTP: pasted lines are answered, tried, drafted and published."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from desks import with_editor

if TYPE_CHECKING:
    from desks import DeskClient
    from httpx2 import Response

ADD, UPLOAD, DRAFT = "/workbench/towns/add/", "/workbench/towns/upload/", "/workbench/draft/"
PATH = "/back-pain-treatment/fl/deland/"
LINES = "DeLand, FL\nEdgewater, FL\nCasselbery, FL\nMidway, FL\nKey West, FL\nSanford, FL"


def edits(desk: DeskClient) -> int:
    return len(desk.draft.edits)


def answered(desk: DeskClient, path: str, fields: dict[str, str], **options: Any) -> Response:
    """What the browser shows after a form that changed nothing: a page that it may ask for again."""
    sent = desk.submit(path, fields, **options)
    assert sent.status_code == 303 and sent.headers["location"].startswith(f"{path}?kept=")
    return desk.get(sent.headers["location"])


def test_every_line_is_answered(desk: DeskClient) -> None:
    text = answered(desk, ADD, {"towns": LINES, "step": "check"}).text
    for word in ("New", "Did you mean?", "Which one?", "Out of range", "Already there"):
        assert f">{word}</strong>" in text, word
    assert "Casselberry" in text and "people; " in text
    assert 'value="Key West, FL" >' in text  # explained, and not ticked
    assert 'value="DeLand, FL" checked>' in text
    assert edits(desk) == 0


def test_a_town_is_previewed_before_it_is_in_the_draft(desk: DeskClient) -> None:
    form = {"towns": "DeLand, FL", "path": PATH}
    preview = desk.submit(f"{ADD}preview", form)
    assert preview.status_code == 200 and "DeLand" in preview.text and "<h1" in preview.text
    assert desk.get(PATH).status_code == 404


def test_a_draft_is_published_in_one_click_and_undone(desk: DeskClient) -> None:
    desk.submit(ADD, {"towns": "DeLand, FL", "step": "draft"})
    page = desk.page(DRAFT)
    assert "Added DeLand, FL" in page.text_content() and "Ana Example" in page.text_content()
    assert page.xpath(f"//a[@href='/workbench/preview{PATH}']")
    revision = page.xpath("//form[contains(@action, 'publish')]//input[@name='revision']/@value")[0]
    answer = desk.submit(f"{DRAFT}publish", {"revision": revision})
    assert answer.headers["location"] == DRAFT
    assert desk.get(PATH).status_code == 200
    done = desk.page(DRAFT)
    assert "Published." in done.text_content() and "new" in done.text_content()
    undo = done.xpath("//form[contains(@action, 'restore')]/@action")[0]
    assert desk.submit(undo).status_code == 303
    assert desk.get(PATH).status_code == 404


def test_a_draft_that_somebody_else_changed_is_not_published(desk: DeskClient) -> None:
    desk.submit(ADD, {"towns": "DeLand, FL", "step": "draft"})
    desk.submit(ADD, {"towns": "Edgewater, FL", "step": "draft"})
    answer = desk.submit(f"{DRAFT}publish", {"revision": "1"})
    assert answer.status_code == 409 and "look at it again" in answer.text
    assert desk.get(PATH).status_code == 404


def test_one_edit_is_taken_out_and_the_rest_discarded(desk: DeskClient) -> None:
    desk.submit(ADD, {"towns": "DeLand, FL\nEdgewater, FL", "step": "draft"})
    assert edits(desk) == 2
    desk.submit(f"{DRAFT}1/take-out")
    assert edits(desk) == 1
    desk.submit(f"{DRAFT}discard", {"revision": "2"})
    assert edits(desk) == 1
    desk.submit(f"{DRAFT}discard", {"revision": "2", "sure": "yes"})
    assert edits(desk) == 0


def test_hostile_text_is_shown_as_text(desk: DeskClient) -> None:
    text = answered(desk, ADD, {"towns": "<script>alert(1)</script>\n=1+1\n\x00\x07", "step": "check"}).text
    assert "<script>alert" not in text and "Not found" in text
    for step in ("check", "draft"):
        many = answered(desk, ADD, {"towns": "x\n" * 1_001, "step": step})
        assert many.status_code == 200 and "1,000" in many.text and "x\nx\n" in many.text
    assert "Nothing is ticked" in answered(desk, ADD, {"towns": "", "step": "draft"}).text


def test_what_was_pasted_is_there_again_and_in_two_tabs(desk: DeskClient) -> None:
    first, other = (
        desk.submit(ADD, {"towns": towns, "step": "check"}).headers["location"]
        for towns in ("DeLand, FL\nMidway, FL", "Edgewater, FL")
    )
    for path, town in ((first, "DeLand"), (other, "Edgewater"), (first, "DeLand")):
        assert desk.page(path).xpath("//input[@name='take']/@value") == [f"{town}, FL"]
    page = desk.page(first)
    words = page.xpath("string(//input[@type='radio']/@value)")
    place = page.xpath("string(//input[@type='radio']/@name)").removeprefix("answer-")
    fields = {"towns": "DeLand, FL\nMidway, FL", f"asked-{place}": "Midway, FL", f"answer-{place}": words}
    resolved = answered(desk, ADD, fields | {"known": "DeLand, FL", "step": "check"})
    assert words in resolved.text and "Which one?" not in resolved.text
    assert 'value="DeLand, FL" >' in resolved.text  # it was unticked meanwhile, and stays so
    assert "Which one?" in desk.get(first).text
    assert desk.post(ADD, data={"towns": "DeLand, FL", "step": "check"}).status_code == 403
    assert edits(desk) == 0


def test_what_is_kept_no_longer_says_so(desk: DeskClient) -> None:
    for path in (ADD, UPLOAD):
        gone = desk.get(f"{path}?kept=nonsense")
        assert gone.status_code == 404 and "not kept for you any longer" in gone.text
    address = desk.submit(ADD, {"towns": "DeLand, FL", "step": "check"}).headers["location"]
    with_editor(desk.folder, "Bo Example")
    desk.sign_in("Bo Example")
    assert desk.get(address).status_code == 404


def test_a_form_that_cannot_be_kept_is_answered_at_once(desk: DeskClient) -> None:
    (desk.folder / ".locator/forms.sqlite").mkdir(parents=True)
    answer = desk.submit(ADD, {"towns": "DeLand, FL", "step": "check"})
    assert answer.status_code == 200 and 'value="DeLand, FL" checked>' in answer.text
    assert desk.submit(ADD, {"towns": "", "step": "draft"}).status_code == 422
    assert desk.submit(UPLOAD, files={"file": ("a.csv", b"")}).status_code == 422


def test_an_upload_is_checked_as_locations_are(desk: DeskClient) -> None:
    """Rule C19: an upload is of bounded size, checked by its content, and taken whole or not at all."""
    wrong = b'town,region,lat\nDeLand,FL,\nEdgewater,FX,\nMidway,FL,"53,8"\n'
    page = answered(desk, UPLOAD, {}, files={"file": ("../../evil.csv", wrong)})
    assert page.status_code == 200 and "evil" not in page.text
    assert "FX" in page.text and "53,8" in page.text and edits(desk) == 0
    for junk in (b"", b"\0\0", b"PK\x03\x04", b"\xff" * 100, b"town,region\n"):
        assert "Nothing was added" in answered(desk, UPLOAD, {}, files={"file": ("a.csv", junk)}).text
    assert desk.submit(UPLOAD, files={"file": ("a", b"x" * 2_100_000)}).status_code == 413
    right = b"town;region\nDeLand;FL\nSanford;Florida\n"
    assert desk.submit(UPLOAD, files={"file": ("a.csv", right)}).headers["location"] == DRAFT
    assert edits(desk) == 1


def test_a_slip_in_every_row_is_told_in_short(desk: DeskClient) -> None:
    """Rule C19: or a file of 2 MB becomes a page of 300 MB."""
    rows = "".join(f"Nowhere {n},FL,{'' if n % 2 else '91'}\n" for n in range(4_000))
    page = answered(desk, UPLOAD, {}, files={"file": ("a.csv", f"town,region,lat\n{rows}".encode())})
    assert len(page.content) < 100_000 and "there are " in page.text and " more<" in page.text


def test_more_rows_than_can_be_taken_are_not_read(desk: DeskClient) -> None:
    """Rule C19."""
    for data, count in (
        (b"town,region\n" + b"DeLand,FL\n" * 5_001, "5,001"),
        (b'town,region\n"' + b"x\n" * 900_000, "900,001"),
    ):
        page = answered(desk, UPLOAD, {}, files={"file": ("a.csv", data)})
        assert f"the file has {count} rows, and 5,000 towns can be taken at once" in page.text
        assert len(page.content) < 10_000
    blank = b"town,region\nDeLand,FL\n" + b",\n" * 8_000
    assert desk.submit(UPLOAD, files={"file": ("a.csv", blank)}).headers["location"] == DRAFT


def test_many_new_pages_are_looked_at_before_they_are_listed(desk: DeskClient) -> None:
    """Rule E15: more than ten new town pages need a person's word."""
    file = desk.folder / "locations.csv"
    header, first, *rest = file.read_text("utf-8").splitlines()
    file.write_text(f"{header}\n{first}\n", encoding="utf-8")
    desk.live.reload()
    desk.submit(ADD, {"towns": "\n".join(", ".join(row.split(",")[:2]) for row in rest), "step": "draft"})
    page = desk.page(DRAFT)
    (box,) = page.xpath("//form[contains(@action, 'publish')]//input[@name='reviewed']")
    assert box.get("required") is not None
    revision = page.xpath("//form[contains(@action, 'publish')]//input[@name='revision']/@value")[0]
    refused = desk.submit(f"{DRAFT}publish", {"revision": revision})
    assert refused.status_code == 409 and "would be listed for the first time" in refused.text
    assert "Sanford" not in file.read_text("utf-8")
    assert desk.submit(f"{DRAFT}publish", {"revision": revision, "reviewed": "yes"}).status_code == 303
    assert "Sanford" in file.read_text("utf-8")


def test_a_list_of_clinics_is_no_list_of_towns(desk: DeskClient) -> None:
    data = (desk.folder / "clinics.csv").read_bytes()
    answer = answered(desk, UPLOAD, {}, files={"file": ("c.csv", data)})
    assert "a list of clinics, not of towns" in answer.text
    assert edits(desk) == 0
