"""What is sent and deleted, held against what lies there, for every mixture of both."""

from __future__ import annotations

from datetime import date, timedelta

from hypothesis import given
from hypothesis import strategies as st

from locator.pages.output import BRIEFLY, HTML
from locator.publish.cloud.item import Item, stage_of
from locator.publish.cloud.manifest import KEY, Row
from locator.publish.cloud.plan import GRACE, draw_plan

TODAY = date(2026, 11, 27)
KEYS = ["static/a.css", "cards/b.png", "index.html", "c/index.html", "sitemaps/d.xml", "sitemap.xml"]
TAGS = ["", "one", "two"]
texts = st.dictionaries(st.sampled_from(KEYS), st.sampled_from([b"old", b"new"]))
days = st.sampled_from([None, TODAY, TODAY - GRACE, TODAY - GRACE + timedelta(days=1)])


def item(key: str, content: bytes) -> Item:
    return Item(key, content, HTML, BRIEFLY, stage_of(key))


marks = st.sampled_from(["", *(item(key, text).mark for key in KEYS for text in (b"old", b"new"))])
manifests = st.dictionaries(st.sampled_from(KEYS), st.builds(Row, marks, st.sampled_from(TAGS), days))
found_there = st.dictionaries(st.sampled_from([*KEYS, "thesis.txt", KEY]), st.sampled_from(TAGS[1:]))


@given(texts, manifests, found_there)
def test_every_key_is_sent_or_kept_or_deleted_and_no_foreign_one_touched(
    wanted: dict[str, bytes], known: dict[str, Row], found: dict[str, str]
) -> None:
    items = {key: item(key, text) for key, text in wanted.items()}
    plan = draw_plan(items.values(), known, found, TODAY)
    sent = {each.key for each in plan.send}
    assert sent | plan.rows.keys() >= items.keys()
    assert sent.isdisjoint(plan.rows)
    assert set(plan.delete) <= known.keys() - items.keys()
    assert set(plan.foreign) == found.keys() - known.keys() - {KEY}
    assert set(plan.taken) == set(plan.foreign) & items.keys()
    for key in plan.rows.keys() & items.keys():  # what is trusted lies there as it was sent
        assert found[key] == known[key].etag
        assert plan.rows[key] == Row(items[key].mark, found[key])
    for key in known.keys() - items.keys() - set(plan.delete):
        assert stage_of(key) == 1
        since = plan.rows[key].unwanted
        assert since and TODAY - since < GRACE
    assert [each.stage for each in plan.send] == sorted(each.stage for each in plan.send)


def test_what_was_changed_by_hand_is_sent_again_and_told() -> None:
    page = item("index.html", b"new")
    known = {"index.html": Row(page.mark, "one")}
    assert draw_plan([page], known, {"index.html": "one"}, TODAY).send == ()
    for found in ({"index.html": "two"}, {}):
        plan = draw_plan([page], known, found, TODAY)
        assert (plan.send, plan.mended) == ((page,), ("index.html",))


def test_a_file_that_no_page_names_stays_a_week() -> None:
    known, found = {"static/a.css": Row("x", "one")}, {"static/a.css": "one"}
    rows = draw_plan([], known, found, TODAY).rows
    assert rows["static/a.css"].unwanted == TODAY
    assert draw_plan([], rows, found, TODAY + GRACE - timedelta(days=1)).delete == ()
    assert draw_plan([], rows, found, TODAY + GRACE).delete == ("static/a.css",)


def test_another_header_is_another_object() -> None:
    page = item("index.html", b"new")
    others = [
        Item("index.html", b"new", HTML, "no-store", page.stage),
        Item("index.html", b"new", "text/plain", BRIEFLY, page.stage),
        Item("index.html", b"new", HTML, BRIEFLY, page.stage, is_packed=True),
        Item("index.html", b"new", HTML, BRIEFLY, page.stage, redirect="/a/"),
        Item("index.html", b"new", HTML, BRIEFLY, page.stage, tags="a"),
    ]
    assert len({page.mark, *(other.mark for other in others)}) == 1 + len(others)
