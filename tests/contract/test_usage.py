"""The Usage port."""

from datetime import timedelta

import pytest

from beadle.domain.errors import AllowanceSpent
from beadle.domain.ports import Usage
from tests.contract.samples import NOW

METER = "youtube:corporate:2026-11-24"
TOMORROW = NOW + timedelta(hours=14)


def test_what_is_spent_adds_up_meter_by_meter(usage: Usage) -> None:
    assert usage.spent(METER) == 0
    assert usage.spend(METER, 1, 10_000, TOMORROW) == 1
    assert usage.spend(METER, 50, 10_000, TOMORROW) == 51
    assert usage.spent(METER) == 51
    assert usage.spent("youtube:corporate:2026-11-25") == 0


def test_what_would_pass_the_limit_is_not_counted_and_says_how_long_to_wait(usage: Usage) -> None:
    usage.spend(METER, 90, 100, TOMORROW)
    with pytest.raises(AllowanceSpent) as refused:
        usage.spend(METER, 11, 100, TOMORROW)
    assert refused.value.retry_after == timedelta(hours=14).total_seconds()
    assert refused.value.meter == METER
    assert usage.spent(METER) == 90
    assert usage.spend(METER, 10, 100, TOMORROW) == 100


def test_what_was_counted_and_not_used_is_taken_off_again(usage: Usage) -> None:
    usage.spend(METER, 90, 100, TOMORROW)
    assert usage.spend(METER, -60, 100, TOMORROW) == 30
    assert usage.spend(METER, 70, 100, TOMORROW) == 100


def test_more_than_the_limit_at_once_is_refused_from_the_start(usage: Usage) -> None:
    with pytest.raises(AllowanceSpent):
        usage.spend(METER, 101, 100, TOMORROW)
    assert usage.spent(METER) == 0


def test_another_limit_holds_for_what_is_more_urgent(usage: Usage) -> None:
    usage.spend(METER, 80, 80, TOMORROW)
    with pytest.raises(AllowanceSpent):
        usage.spend(METER, 1, 80, TOMORROW)
    assert usage.spend(METER, 1, 100, TOMORROW) == 81
