"""Hours as people write them: a hundred forms, good and bad."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from locator.exchange.hours.week import render_week
from locator.exchange.hours.written import read_hours
from locator.model.hours import parse_hours

# What needs no second look.
CLEAR = {
    "Mo-Fr 08:00-17:00; Sa 09:00-13:00": "Mo-Fr 08:00-17:00; Sa 09:00-13:00",
    'Mo-Fr 08:00-17:00; Sa "by appointment"': 'Mo-Fr 08:00-17:00; Sa "by appointment"',
    "Mon-Fri 8am-5pm": "Mo-Fr 08:00-17:00",
    "Mon - Fri 8am - 5pm": "Mo-Fr 08:00-17:00",
    "Mon–Fri 8 AM – 5 PM": "Mo-Fr 08:00-17:00",
    "MON-FRI 8:00AM-5:00PM": "Mo-Fr 08:00-17:00",
    "Monday to Friday, 8 a.m. to 5 p.m.": "Mo-Fr 08:00-17:00",
    "Monday through Friday: 8:30am - 4:30pm": "Mo-Fr 08:30-16:30",
    "Monday thru Friday from 8 am until 5 pm": "Mo-Fr 08:00-17:00",
    "M-F 8:00-17:00": "Mo-Fr 08:00-17:00",
    "M-F 0800-1700": "Mo-Fr 08:00-17:00",
    "M-F 800AM-430PM": "Mo-Fr 08:00-16:30",
    "M-F 8.30am-5.15pm": "Mo-Fr 08:30-17:15",
    "M-Th 8am-6pm; F 8am-noon": "Mo-Th 08:00-18:00; Fr 08:00-12:00",
    "MWF 9am-3pm": "Mo,We,Fr 09:00-15:00",
    "M,W,F 9am-3pm": "Mo,We,Fr 09:00-15:00",
    "Mon/Wed/Fri 9am-3pm": "Mo,We,Fr 09:00-15:00",
    "Mon, Wed & Fri 9am-3pm": "Mo,We,Fr 09:00-15:00",
    "Mon and Wed 9am-3pm": "Mo,We 09:00-15:00",
    "TTh 10am-6pm": "Tu,Th 10:00-18:00",
    "Tues & Thurs 10am-6pm": "Tu,Th 10:00-18:00",
    "Mon-Thu 7:00am-5:00pm, Fri 7:00am-12:00pm": "Mo-Th 07:00-17:00; Fr 07:00-12:00",
    "Mon-Fri 8am-12pm, 1pm-5pm": "Mo-Fr 08:00-12:00,13:00-17:00",
    "Mon-Fri 8am-12pm and 1pm-5pm": "Mo-Fr 08:00-12:00,13:00-17:00",
    "Mon 8am-12pm; Mon 1pm-5pm": "Mo 08:00-12:00,13:00-17:00",
    "Mon 8am-5pm Tue 9am-5pm Wed 8am-5pm": "Mo,We 08:00-17:00; Tu 09:00-17:00",
    "Mon-Fri 8am-5pm; Sat 9am-1pm; Sun closed": "Mo-Fr 08:00-17:00; Sa 09:00-13:00",
    "Mon-Fri 8am-5pm, closed Sat & Sun": "Mo-Fr 08:00-17:00",
    "Mon-Fri: 8am-5pm. Closed weekends.": "Mo-Fr 08:00-17:00",
    "Weekdays 8am-5pm, weekends 10am-2pm": "Mo-Fr 08:00-17:00; Sa,Su 10:00-14:00",
    "Daily 8am-8pm": "Mo-Su 08:00-20:00",
    "Everyday 8am-8pm": "Mo-Su 08:00-20:00",
    "Open every day 8am-8pm": "Mo-Su 08:00-20:00",
    "7 days a week, 8am-8pm": "Mo-Su 08:00-20:00",
    "Open seven days a week 8am - 8pm": "Mo-Su 08:00-20:00",
    "Daily 9am-5pm; Sun closed": "Mo-Sa 09:00-17:00",
    "8am-5pm Mon-Fri": "Mo-Fr 08:00-17:00",
    "8am-5pm Mon-Fri, 9am-1pm Sat": "Mo-Fr 08:00-17:00; Sa 09:00-13:00",
    "mon=7:30-14:00, 14:30-20:00, tue-thu=9:00-21:00, sat-sun=closed": (
        "Mo 07:30-14:00,14:30-20:00; Tu-Th 09:00-21:00"
    ),
    "Sat-Mon 10:00-16:00": "Mo,Sa,Su 10:00-16:00",
    "Hours: Mon-Fri 8am-5pm": "Mo-Fr 08:00-17:00",
    "Mon-Fri 8:00:00-17:00:00": "Mo-Fr 08:00-17:00",
    "Mon-Fri 6pm-2am": "Mo-Fr 18:00-02:00",
    "Mon-Fri 22:00-06:00": "Mo-Fr 22:00-06:00",
    "Mon-Fri 9am-midnight": "Mo-Fr 09:00-24:00",
    "Mon-Fri 12pm-8pm": "Mo-Fr 12:00-20:00",
    "Mon-Fri noon-8pm": "Mo-Fr 12:00-20:00",
    "Mon-Fri 8am-12 noon": "Mo-Fr 08:00-12:00",
    "Sat by appointment only": 'Sa "by appointment"',
    "Mon-Fri 8am-5pm; Sat by appointment": 'Mo-Fr 08:00-17:00; Sa "by appointment"',
    "Sat 9am-12pm by appointment": 'Sa 09:00-12:00 "by appointment"',
    "By appointment only": 'Mo-Su "by appointment"',
    "24/7": "24/7",
    "Open 24/7": "24/7",
    "Open 24 hours": "24/7",
    "24 hours a day": "24/7",
    "24 hours, 7 days a week": "24/7",
    "Mon-Sun 24 hours": "24/7",
    "Mon-Fri 24 hours": "Mo-Fr 00:00-24:00",
    "closed": "off",
    "CLOSED": "off",
    "Mon-Fri 8am-5pm; closed holidays": "Mo-Fr 08:00-17:00; PH off",
    "Mon-Fri 8am-5pm, closed on major holidays": "Mo-Fr 08:00-17:00; PH off",
    "Mon-Fri 8am-5pm; Holidays 9am-12pm": "Mo-Fr 08:00-17:00; PH 09:00-12:00",
    "Mo-Fr 08:00-17:00;": "Mo-Fr 08:00-17:00",
}
# What can only mean one thing on a working day, but did not say so: it is read, and said.
ASSUMED = {
    "M-F 8-5": "Mo-Fr 08:00-17:00",
    "M-F 8:00-5:00": "Mo-Fr 08:00-17:00",
    "M-F 8:00-17:00; Sat 9-1": "Mo-Fr 08:00-17:00; Sa 09:00-13:00",
    "M-F 8-12, 1-5": "Mo-Fr 08:00-12:00,13:00-17:00",
    "M-F 8-5pm": "Mo-Fr 08:00-17:00",
    "M-F 8am-5": "Mo-Fr 08:00-17:00",
    "Sat 1-5pm": "Sa 13:00-17:00",
    "Sat 12-4": "Sa 12:00-16:00",
    "Sat 7-11": "Sa 07:00-11:00",
    "Sat 9.30-1": "Sa 09:30-13:00",
}
BAD = {
    "": "not in a form",
    "call us": "not in a form",
    "varies": "not in a form",
    "Mon-Fri": "no times",
    "8am-5pm": "on which days",
    "8:00-17:00": "on which days",
    "Mon-Fri 8am": "when it closes",
    "Mon-Fri open till 5pm": "has no times",
    "Mon-Fri 1-5": "may be 01:00-05:00",
    "Mon-Fri 1:00-5:00": "13:00-17:00",
    "Mon-Fri 7-11pm": "07:00-23:00 or 19:00-23:00",
    "Mon-Fri 8am-11": "08:00-11:00 or 08:00-23:00",
    "T-F 8am-5pm": "either of two",
    "S 8am-5pm": "either of two",
    "Mon-Fri 25:00-26:00": "no clock shows",
    "Mon-Fri 8:75am-5pm": "no clock shows",
    "Mon-Fri 13pm-5pm": "no clock shows",
    "Mon-Fri 08:00-05:00": "write 08:00-17:00",
    "Mon-Fri 8am-5pm; Fri-Sun 9am-1pm": "says two things of Fr",
    "Mon 8am-5pm; Mon closed": "two things of one day",
    "Mon 8am-1pm, 12pm-5pm": "overlap",
    "Mon-Fri 8am-5pm ask for Ana": "not in a form",
    "Mon-Fri 8am-5pm (closed for lunch)": "not in a form",
    "Mon-Fri AM-PM": "not in a form",
    "700AM-430PM | 700AM-430PM": "overlap",
    "-": "not in a form",
    "Mo-Fr sunrise-sunset": "not in a form",
    "=1+1": "when it closes",
    "Mon-Blursday 8am-5pm": "not in a form",
}


def test_the_table_is_a_hundred_forms() -> None:
    assert len(CLEAR) + len(ASSUMED) + len(BAD) >= 100


@pytest.mark.parametrize(("written", "read"), CLEAR.items())
def test_clear_hours_are_read_and_need_no_second_look(written: str, read: str) -> None:
    reading = read_hours(written)
    assert (reading.text, reading.assumptions) == (read, ())
    parse_hours(reading.text)


@pytest.mark.parametrize(("written", "read"), ASSUMED.items())
def test_hours_without_their_half_of_the_day_are_never_read_silently(written: str, read: str) -> None:
    reading = read_hours(written)
    assert reading.text == read
    assert reading.assumptions == (f'"{written}" was read as {read}',)


@pytest.mark.parametrize(("written", "why"), BAD.items())
def test_other_hours_are_refused_with_what_to_write(written: str, why: str) -> None:
    with pytest.raises(ValueError, match="write ") as refused:
        read_hours(written)
    assert why in str(refused.value)


SPANS = st.sampled_from(["08:00-17:00", "08:00-12:00,13:00-17:30", "00:00-24:00", "18:00-02:00", "off"])
WEEKS = st.lists(SPANS, min_size=7, max_size=7)


@given(WEEKS)
def test_a_week_that_is_written_reads_as_itself(week: list[str]) -> None:
    assert read_hours(render_week(week)).text == render_week(week)


@given(st.text("0123456789 :-,;/|apmonwedfritusz24closed.'\"", max_size=60))
def test_nothing_that_is_written_breaks_the_reader(text: str) -> None:
    try:
        parse_hours(read_hours(text).text)
    except ValueError as error:
        assert "write" in str(error)
