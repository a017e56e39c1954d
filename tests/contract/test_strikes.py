"""The Strikes port."""

from dataclasses import replace
from datetime import timedelta

import pytest

from beadle.domain.errors import AlreadyExists, NotFound
from beadle.domain.ports import Strikes
from tests.contract.samples import NOW, STRIKE

AUTHOR = STRIKE.author_id


def test_a_strike_is_read_back_whole(strikes: Strikes) -> None:
    strikes.add(STRIKE)
    assert strikes.of(AUTHOR) == (STRIKE,)


def test_a_comment_costs_its_author_one_strike_however_often_it_is_judged(strikes: Strikes) -> None:
    strikes.add(STRIKE)
    with pytest.raises(AlreadyExists):
        strikes.add(replace(STRIKE, points=5))
    assert strikes.of(AUTHOR) == (STRIKE,)


def test_an_author_without_strikes_has_none(strikes: Strikes) -> None:
    strikes.add(replace(STRIKE, author_id="bluesky:somebody-else"))
    assert strikes.of(AUTHOR) == ()


def test_expired_and_withdrawn_strikes_are_read_too(strikes: Strikes) -> None:
    expired = replace(STRIKE, comment_id="old", expires_at=NOW - timedelta(days=1))
    strikes.add(expired)
    strikes.add(STRIKE)
    strikes.withdraw(AUTHOR, STRIKE.comment_id, "amir", "fair criticism")
    withdrawn = replace(STRIKE, withdrawn_by="amir", withdrawn_reason="fair criticism")
    assert set(strikes.of(AUTHOR)) == {expired, withdrawn}


def test_the_first_withdrawal_stays(strikes: Strikes) -> None:
    strikes.add(STRIKE)
    strikes.withdraw(AUTHOR, STRIKE.comment_id, "amir", "fair criticism")
    strikes.withdraw(AUTHOR, STRIKE.comment_id, "beth", "another reason")
    assert [s.withdrawn_by for s in strikes.of(AUTHOR)] == ["amir"]


def test_a_withdrawn_strike_does_not_come_back_with_a_redelivery(strikes: Strikes) -> None:
    strikes.add(STRIKE)
    strikes.withdraw(AUTHOR, STRIKE.comment_id, "amir", "fair criticism")
    with pytest.raises(AlreadyExists):
        strikes.add(STRIKE)
    assert not strikes.of(AUTHOR)[0].is_live(NOW)


def test_a_strike_that_there_is_not_cannot_be_withdrawn(strikes: Strikes) -> None:
    with pytest.raises(NotFound):
        strikes.withdraw(AUTHOR, "never", "amir", "")
    assert strikes.of(AUTHOR) == ()
