"""Counting strikes, and the sanctions that they lead to."""

from datetime import UTC, datetime, timedelta
from itertools import permutations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from beadle.domain.judgements import SanctionRule
from beadle.domain.strikes import RecordedStrike, Sanction, expiry, live, points_at, sanctions_due

NOON = datetime(2026, 3, 2, 12, tzinfo=UTC)
LADDER = (SanctionRule("warning", 2), SanctionRule("block", 3))


def strike(
    comment_id: str, days_later: float = 0, points: int = 1, life: int = 90, withdrawn_by: str = ""
) -> RecordedStrike:
    at = NOON + timedelta(days=days_later)
    until = expiry(at, life)
    return RecordedStrike("a", comment_id, "memory", ("AU02",), points, at, until, "1", withdrawn_by)


def due(strikes: list[RecordedStrike], newest: RecordedStrike | None = None) -> tuple[Sanction, ...]:
    newest = newest or strikes[-1]
    return sanctions_due(strikes, LADDER, newest.recorded_at, newest.comment_id)


def ids(sanctions: tuple[Sanction, ...]) -> list[str]:
    return [sanction.sanction_id for sanction in sanctions]


def test_the_first_strike_asks_for_nothing() -> None:
    assert due([strike("c1")]) == ()


def test_the_second_strike_asks_for_a_warning_once() -> None:
    strikes = [strike("c1"), strike("c2", 1)]

    assert due(strikes) == (Sanction("warning:c2", "warning", "a", 2, ("c1", "c2")),)
    assert "warning:c3" not in ids(due([*strikes, strike("c3", 2)]))


def test_the_third_strike_within_its_ninety_days_asks_for_a_block() -> None:
    strikes = [strike("c1"), strike("c2", 40), strike("c3", 89.9)]

    assert due(strikes) == (Sanction("block:c3", "block", "a", 3, ("c1", "c2", "c3")),)


def test_a_strike_that_ran_out_in_between_does_not_count() -> None:
    assert due([strike("c1"), strike("c2", 40), strike("c3", 90)]) == (
        Sanction("warning:c3", "warning", "a", 2, ("c2", "c3")),
    )


def test_a_withdrawn_strike_does_not_count() -> None:
    assert "block" not in str(due([strike("c1", withdrawn_by="amir"), strike("c2", 1), strike("c3", 2)]))


def test_a_withdrawn_strike_asks_for_nothing_itself() -> None:
    strikes = [strike("c1"), strike("c2", 1), strike("c3", 2, withdrawn_by="amir")]

    assert due(strikes) == ()


def test_one_strike_of_many_points_asks_for_every_rung_that_it_reaches() -> None:
    assert ids(due([strike("c1", points=3)])) == ["warning:c1", "block:c1"]


@pytest.mark.parametrize("newest", ["c2", "c3"])
def test_two_at_the_same_instant_lead_to_the_same_sanction_whoever_counts(newest: str) -> None:
    strikes = [strike("c1"), strike("c3", 1), strike("c2", 1)]

    found = sanctions_due(strikes, LADDER, strikes[1].recorded_at, newest)

    assert "block:c3" in ids(found)


@pytest.mark.parametrize("order", list(permutations(range(3))))
def test_the_order_in_which_strikes_are_read_does_not_matter(order: tuple[int, ...]) -> None:
    strikes = [strike("c1"), strike("c2", 1), strike("c3", 2)]

    assert due([strikes[place] for place in order], strikes[2]) == due(strikes)


def test_a_strike_written_late_completes_the_three() -> None:
    late = strike("c2", 1)

    assert "block:c3" in ids(due([strike("c1"), strike("c3", 2), late]))


def test_a_strike_written_late_does_not_join_those_that_ran_out_before_the_newest() -> None:
    late = strike("c2", 89)

    assert "block" not in str(due([strike("c1"), strike("c3", 91), late]))


def test_counting_again_asks_for_the_same_again() -> None:
    strikes = [strike("c1"), strike("c2", 1), strike("c3", 2)]

    assert due(strikes, strikes[2]) == due(strikes, strikes[2])


def test_the_last_rung_is_asked_for_again_after_as_many_points_anew() -> None:
    strikes = [strike(f"c{n}", n) for n in range(1, 7)]
    asked = [ids(due(strikes[:n])) for n in range(1, 7)]

    assert asked == [[], ["warning:c2"], ["block:c3"], [], [], ["block:c6"]]


def test_a_threshold_crossed_anew_after_one_ran_out_asks_again() -> None:
    strikes = [strike("c1"), strike("c2", 50), strike("c3", 80), strike("c4", 100)]

    assert ids(due(strikes[:3])) == ["block:c3"]
    assert ids(due(strikes)) == ["block:c4"]


def test_a_life_of_days_is_so_many_times_24_hours_over_a_change_of_clocks() -> None:
    assert expiry(datetime(2026, 3, 28, 12, tzinfo=UTC), 1) == datetime(2026, 3, 29, 12, tzinfo=UTC)


def test_a_strike_counts_until_the_instant_before_it_runs_out() -> None:
    one = strike("c1", life=1)

    assert points_at([one], one.expires_at - timedelta(microseconds=1)) == 1
    assert points_at([one], one.expires_at) == 0


HISTORIES = st.lists(
    st.tuples(st.integers(0, 60), st.integers(1, 3), st.sampled_from([1, 7, 30, 90]), st.booleans()), max_size=12
)
LADDERS = st.lists(st.integers(1, 8), min_size=1, max_size=3, unique=True).map(
    lambda steps: tuple(SanctionRule(f"rung{at}", at) for at in sorted(steps))
)


@given(history=HISTORIES, ladder=LADDERS)
def test_a_rung_is_asked_for_exactly_when_the_live_points_pass_it(
    history: list[tuple[int, int, int, bool]], ladder: tuple[SanctionRule, ...]
) -> None:
    strikes: list[RecordedStrike] = []
    for number, (days, points, life, withdrawn) in enumerate(sorted(history)):
        newest = strike(f"c{number:02}", days, points, life, "amir" if withdrawn else "")
        counting = sum(s.points for s in strikes if not s.withdrawn_by and s.expires_at > newest.recorded_at)
        strikes.append(newest)

        asked = [s.kind for s in sanctions_due(strikes, ladder, newest.recorded_at, newest.comment_id)]

        assert asked == [step.kind for step in ladder if _passes(step, ladder, counting, newest)]


def _passes(step: SanctionRule, ladder: tuple[SanctionRule, ...], before: int, newest: RecordedStrike) -> bool:
    """The rule in plain words: the points with this strike reach the rung, and those without it did not; the last
    rung, and only it, is reached again at every multiple."""
    if newest.withdrawn_by:
        return False
    after = before + newest.points
    if step is ladder[-1]:
        return after // step.at > before // step.at
    return before < step.at <= after


@given(history=HISTORIES)
def test_live_strikes_are_in_the_same_order_for_everybody(history: list[tuple[int, int, int, bool]]) -> None:
    strikes = [strike(f"c{n}", days, points, life) for n, (days, points, life, _) in enumerate(history)]

    assert live(strikes, NOON) == live(reversed(strikes), NOON)
