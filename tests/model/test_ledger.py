"""The ledger as a value: when a day moves, what IndexNow still has to hear, laws that hold for any site."""

from __future__ import annotations

from datetime import date, timedelta

from hypothesis import given
from hypothesis import strategies as st

from locator.model.ledger import Ledger, Line, Listing, PageState

MONDAY, TUESDAY, FRIDAY = date(2026, 11, 23), date(2026, 11, 24), date(2026, 11, 27)
A, B, C = ("v1-" + digit * 16 for digit in "abc")


def one(line: Line) -> Ledger:
    return Ledger({line.path: line})


def test_a_first_record_gives_no_day_and_a_later_one_gives_new_pages_theirs() -> None:
    """Rule A24."""
    first = Ledger().recorded({"/a/": PageState(A)}, MONDAY)
    assert first.lines["/a/"] == Line("/a/", A)
    second = first.recorded({"/a/": PageState(A), "/b/": PageState(B)}, FRIDAY)
    assert second.lines["/a/"].lastmod is None
    assert second.lines["/b/"].lastmod == FRIDAY


def test_a_change_has_the_day_that_it_is_seen_on_or_the_newer_one_that_the_text_states() -> None:
    """Rule A24: a text's own date counts only where it is later than the change before."""
    ledger = one(Line("/a/", A, MONDAY))
    for stated, expected in (
        (None, FRIDAY),
        (TUESDAY, TUESDAY),
        (MONDAY, FRIDAY),
        (date(2020, 1, 1), FRIDAY),
    ):
        assert ledger.recorded({"/a/": PageState(B, stated)}, FRIDAY).lines["/a/"].lastmod == expected
    assert ledger.recorded({"/a/": PageState(A, FRIDAY)}, FRIDAY).lines["/a/"].lastmod == MONDAY


def test_a_clock_that_goes_backwards_takes_no_day_back() -> None:
    ledger = one(Line("/a/", A, FRIDAY))
    assert ledger.recorded({"/a/": PageState(B)}, MONDAY).lines["/a/"].lastmod == FRIDAY


def test_another_recipe_is_no_change() -> None:
    """Rule A24: a new version that measures otherwise moves no day, and IndexNow hears nothing."""
    ledger = one(Line("/a/", A, MONDAY, sent=A))
    state = PageState("v2-" + "f" * 16)
    after = ledger.recorded({"/a/": state}, FRIDAY)
    assert after.lines["/a/"] == Line("/a/", state.digest, MONDAY, sent=state.digest)
    assert not after.changed
    assert ledger.lastmod("/a/", state) == MONDAY


def test_what_is_served_but_not_recorded_has_no_day() -> None:
    """Rule A24."""
    ledger = one(Line("/a/", A, MONDAY))
    assert ledger.lastmod("/a/", PageState(A, FRIDAY)) == MONDAY
    assert ledger.lastmod("/a/", PageState(B)) is None
    assert ledger.lastmod("/a/", PageState(B, TUESDAY)) == TUESDAY
    assert ledger.lastmod("/b/", PageState(B)) is None


def test_a_page_that_comes_back_unchanged_has_its_old_day() -> None:
    """Rule A24: to lose a place in the index and find it again is no change of what the page says."""
    ledger = one(Line("/a/", A, MONDAY)).recorded({"/a/": PageState(A, is_listed=False)}, TUESDAY)
    assert ledger.lines["/a/"] == Line("/a/", A, MONDAY, Listing.UNLISTED)
    assert ledger.recorded({"/a/": PageState(A)}, FRIDAY).lines["/a/"] == Line("/a/", A, MONDAY)


def test_a_page_that_is_gone_is_remembered_until_indexnow_knows() -> None:
    """Rule A37: deleted addresses are submitted too."""
    told, untold = Line("/a/", A, MONDAY, sent=A), Line("/b/", B, MONDAY)
    ledger = Ledger({"/a/": told, "/b/": untold}).recorded({}, FRIDAY)
    assert list(ledger.lines) == ["/a/"]
    assert ledger.lines["/a/"].listing is Listing.GONE
    assert ledger.deleted == ("/a/",)
    assert not ledger.received(ledger.deleted).lines


def test_only_what_has_changed_since_it_was_received_is_told() -> None:
    """Rule A37."""
    ledger = Ledger().recorded({"/a/": PageState(A), "/b/": PageState(B, is_listed=False)}, MONDAY)
    assert (ledger.changed, ledger.deleted) == (("/a/",), ())
    ledger = ledger.received(["/a/"])
    assert not ledger.changed
    assert ledger.recorded({"/a/": PageState(C), "/b/": PageState(B, is_listed=False)}, FRIDAY).changed == (
        "/a/",
    )


def test_a_page_that_lost_its_place_counts_as_deleted_once() -> None:
    """Rule A37."""
    ledger = one(Line("/a/", A, MONDAY, sent=A)).recorded({"/a/": PageState(A, is_listed=False)}, FRIDAY)
    assert (ledger.changed, ledger.deleted) == ((), ("/a/",))
    ledger = ledger.received(["/a/"])
    assert ledger.lines["/a/"] == Line("/a/", A, MONDAY, Listing.UNLISTED)
    assert not ledger.deleted
    assert ledger.recorded({"/a/": PageState(A)}, FRIDAY).changed == ("/a/",)


DIGESTS = st.sampled_from([A, B, C])
STATES = st.dictionaries(
    st.sampled_from(["/a/", "/b/", "/c/", "/d/"]),
    st.builds(PageState, DIGESTS, st.none() | st.just(MONDAY), st.booleans()),
)


@given(st.lists(STATES, max_size=6), st.data())
def test_laws(history: list[dict[str, PageState]], data: st.DataObject) -> None:
    """Rules A24, A37: recording twice changes nothing, no day is in the future, days never go back."""
    ledger, day = Ledger(), MONDAY
    for states in history:
        day += timedelta(days=1)
        before, ledger = ledger, ledger.recorded(states, day)
        assert ledger.recorded(states, day + timedelta(days=9)) == ledger
        assert list(ledger.lines) == sorted(ledger.lines)
        for path, line in ledger.lines.items():
            assert line.lastmod is None or line.lastmod <= day
            old = before.lines.get(path)
            if old and old.lastmod:
                assert line.lastmod and line.lastmod >= old.lastmod
                assert (line.lastmod == old.lastmod) == (line.digest == old.digest) or line.lastmod == day
        if data.draw(st.booleans()):
            ledger = ledger.received([*ledger.changed, *ledger.deleted])
            assert not ledger.changed and not ledger.deleted
