"""The council's closed days, against the bank holidays that gov.uk lists, written down by hand.

Only weekdays count: a bank holiday on a weekend closes the council on its substitute day.
Source: https://www.gov.uk/bank-holidays, and for what it does not list yet the Banking and Financial Dealings Act 1971.
"""

from datetime import date, timedelta

import pytest

from beadle.adapters.calendar import CouncilCalendar

ENGLAND_AND_WALES = """
2026-01-01 New Year's Day
2026-04-03 Good Friday
2026-04-06 Easter Monday
2026-05-04 Early May
2026-05-25 Spring
2026-08-31 Summer
2026-12-25 Christmas Day
2026-12-28 Boxing Day, a Saturday: substitute
2027-01-01 New Year's Day
2027-03-26 Good Friday
2027-03-29 Easter Monday
2027-05-03 Early May
2027-05-31 Spring
2027-08-30 Summer
2027-12-27 Christmas Day, a Saturday: substitute
2027-12-28 Boxing Day, a Sunday: substitute
2028-01-03 New Year's Day, a Saturday: substitute
2028-04-14 Good Friday
2028-04-17 Easter Monday
2028-05-01 Early May
2028-05-29 Spring
2028-08-28 Summer
2028-12-25 Christmas Day
2028-12-26 Boxing Day
"""
SCOTLAND = """
2026-01-01 New Year's Day
2026-01-02 2nd January
2026-04-03 Good Friday
2026-05-04 Early May
2026-05-25 Spring
2026-06-15 the men's football World Cup, by proclamation
2026-08-03 Summer
2026-11-30 St Andrew's Day
2026-12-25 Christmas Day
2026-12-28 Boxing Day, a Saturday: substitute
2027-01-01 New Year's Day
2027-01-04 2nd January, a Saturday: substitute
2027-03-26 Good Friday
2027-05-03 Early May
2027-05-31 Spring
2027-08-02 Summer
2027-11-30 St Andrew's Day
2027-12-27 Christmas Day, a Saturday: substitute
2027-12-28 Boxing Day, a Sunday: substitute
2028-01-03 New Year's Day, a Saturday: substitute
2028-01-04 2nd January, a Sunday: substitute
2028-04-14 Good Friday
2028-05-01 Early May
2028-05-29 Spring
2028-08-07 Summer
2028-11-30 St Andrew's Day
2028-12-25 Christmas Day
2028-12-26 Boxing Day
"""
NORTHERN_IRELAND_BESIDES = """
2026-03-17 St Patrick's Day
2026-07-13 Battle of the Boyne, a Sunday: substitute
2027-03-17 St Patrick's Day
2027-07-12 Battle of the Boyne
2028-03-17 St Patrick's Day
2028-07-12 Battle of the Boyne
"""
LISTED = {
    "ENG": ENGLAND_AND_WALES,
    "WLS": ENGLAND_AND_WALES,
    "SCT": SCOTLAND,
    "NIR": ENGLAND_AND_WALES + NORTHERN_IRELAND_BESIDES,
}
FIRST, LAST = date(2026, 1, 1), date(2028, 12, 31)
WEEKDAYS = [
    day for day in (FIRST + timedelta(days=number) for number in range((LAST - FIRST).days + 1)) if day.weekday() < 5
]


def listed(subdivision: str) -> set[date]:
    return {date.fromisoformat(line[:10]) for line in LISTED[subdivision].split("\n") if line}


@pytest.mark.parametrize("subdivision", LISTED)
def test_the_council_is_closed_on_its_bank_holidays_and_on_no_other_weekday(subdivision: str) -> None:
    calendar = CouncilCalendar(subdivision)
    assert {day for day in WEEKDAYS if calendar.is_closed(day)} == listed(subdivision)


def test_england_is_meant_when_nothing_is_said() -> None:
    calendar = CouncilCalendar()
    assert {day for day in WEEKDAYS if calendar.is_closed(day)} == listed("ENG")


def test_a_closure_day_is_closed_besides_the_bank_holidays() -> None:
    strike_day = date(2026, 11, 25)
    calendar = CouncilCalendar("ENG", {strike_day})
    assert {day for day in WEEKDAYS if calendar.is_closed(day)} == listed("ENG") | {strike_day}
    assert not CouncilCalendar("ENG").is_closed(strike_day)
