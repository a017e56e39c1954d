"""The State port."""

from dataclasses import replace
from datetime import timedelta

import pytest

from beadle.domain.errors import NotFound
from beadle.domain.ports import State
from tests.contract.samples import EMERGENCY, LATER, MUCH_LATER, NOW, PAUSE

ANOTHER = replace(EMERGENCY, emergency_id="e2", reason="Fire at the depot", declared_at=LATER)


def test_nothing_holds_at_first(state: State) -> None:
    assert state.emergency() is None
    assert state.pause() is None


def test_an_emergency_is_read_back_whole(state: State) -> None:
    assert state.declare(EMERGENCY) == EMERGENCY == state.emergency()


def test_while_an_emergency_lasts_no_other_is_declared(state: State) -> None:
    state.declare(EMERGENCY)
    just_before_its_end = replace(ANOTHER, declared_at=EMERGENCY.until - timedelta(microseconds=1))
    assert state.declare(ANOTHER) == state.declare(just_before_its_end) == EMERGENCY == state.emergency()


def test_an_emergency_ended_by_hand_makes_room_for_another(state: State) -> None:
    state.declare(EMERGENCY)
    ended = state.end_emergency("e1", "beth", LATER)
    assert ended == replace(EMERGENCY, ended_at=LATER, ended_by="beth") == state.emergency()
    assert state.declare(ANOTHER) == ANOTHER == state.emergency()


def test_an_emergency_that_ended_by_itself_makes_room_for_another(state: State) -> None:
    state.declare(EMERGENCY)
    another = replace(ANOTHER, declared_at=EMERGENCY.until)
    assert state.declare(another) == another == state.emergency()


def test_a_repeated_declaration_does_not_revive_an_ended_emergency(state: State) -> None:
    state.declare(EMERGENCY)
    ended = state.end_emergency("e1", "beth", LATER)
    assert state.declare(replace(EMERGENCY, declared_at=MUCH_LATER)) == ended == state.emergency()


def test_the_first_end_stays(state: State) -> None:
    state.declare(EMERGENCY)
    first = state.end_emergency("e1", "beth", LATER)
    assert state.end_emergency("e1", "carl", MUCH_LATER) == first == state.emergency()


def test_an_emergency_that_there_is_not_cannot_be_ended(state: State) -> None:
    with pytest.raises(NotFound):
        state.end_emergency("e1", "beth", LATER)
    state.declare(EMERGENCY)
    with pytest.raises(NotFound):
        state.end_emergency("another", "beth", LATER)
    assert state.emergency() == EMERGENCY


def test_the_first_pause_stays_until_it_is_cleared(state: State) -> None:
    another = replace(PAUSE, reason="another", paused_at=NOW + timedelta(hours=1))
    assert state.set_pause(PAUSE) == state.set_pause(another) == PAUSE == state.pause()
    state.clear_pause()
    state.clear_pause()
    assert state.pause() is None
    assert state.set_pause(another) == another == state.pause()


def test_pause_and_emergency_do_not_touch_one_another(state: State) -> None:
    state.declare(EMERGENCY)
    state.set_pause(PAUSE)
    state.clear_pause()
    assert state.emergency() == EMERGENCY
