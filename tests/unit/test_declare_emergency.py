"""Emergencies: declared, ended, and what they hold and release (clause HR03)."""

from datetime import timedelta

import pytest

from beadle.domain.errors import MalformedInput, NotAllowedNow, NotFound
from beadle.events.emergencies import EmergencyDeclared, EmergencyEnded, PublishingPaused, PublishingResumed
from beadle.usecases.declare_emergency import LONGEST
from tests.world import World


@pytest.fixture
def world() -> World:
    return World()


def declare(world: World, emergency_id: str = "flood", lasts: timedelta = timedelta(hours=8)) -> None:
    world.declare().declare(emergency_id, "Flood", "amir", world.clock.now() + lasts)


def told(world: World) -> list[str]:
    return [type(fact).__name__ for fact in world.bus.facts]


def test_declared_it_is_on_watches_round_the_clock_and_is_told(world: World) -> None:
    declare(world)

    assert world.state.declared is not None
    assert world.state.declared.is_on(world.clock.now())
    assert world.round_the_clock.on
    assert told(world) == ["EmergencyDeclared"]


def test_declaring_it_again_changes_nothing_and_tells_what_stands(world: World) -> None:
    declare(world)
    world.declare().declare("flood", "Another reason", "bea", world.clock.now() + timedelta(days=2))

    declared = [fact for fact in world.bus.facts if isinstance(fact, EmergencyDeclared)]
    assert declared[0] == declared[1]


@pytest.mark.parametrize("lasts", [timedelta(0), timedelta(seconds=-1), LONGEST + timedelta(seconds=1)])
def test_an_end_that_is_past_or_too_far_is_refused(world: World, lasts: timedelta) -> None:
    with pytest.raises(MalformedInput, match="until must lie after now and within 31 days"):
        declare(world, lasts=lasts)
    assert world.state.declared is None


def test_while_one_is_on_another_is_refused(world: World) -> None:
    declare(world)

    with pytest.raises(NotAllowedNow, match="emergency flood is on until"):
        declare(world, "storm")


def test_one_that_is_over_is_not_declared_again_under_its_id(world: World) -> None:
    declare(world)
    world.declare().end("amir")

    with pytest.raises(NotAllowedNow, match="declare a new one under another id"):
        declare(world)


def test_ended_by_hand_its_schedule_is_off_and_the_end_is_told(world: World) -> None:
    declare(world)
    world.declare().end("bea")

    assert not world.round_the_clock.on
    assert told(world) == ["EmergencyDeclared", "EmergencyEnded"]


def test_ending_twice_keeps_the_first_end(world: World) -> None:
    declare(world)
    world.declare().end("bea")
    world.clock.advance(timedelta(hours=1))

    assert world.declare().end("cleo").ended_by == "bea"


def test_without_an_emergency_there_is_nothing_to_end(world: World) -> None:
    with pytest.raises(NotFound, match="no emergency was declared"):
        world.declare().end("amir")


def test_another_takes_the_place_of_one_that_ran_out_whose_end_is_told_first(world: World) -> None:
    declare(world)
    world.clock.advance(timedelta(hours=9))
    declare(world, "storm")

    assert told(world) == ["EmergencyDeclared", "EmergencyEnded", "EmergencyDeclared"]
    assert isinstance(world.bus.facts[1], EmergencyEnded)
    assert world.bus.facts[1].emergency_id == "flood"
    assert world.round_the_clock.on


def test_a_pause_stays_the_first_until_it_is_released(world: World) -> None:
    first = world.declare().pause("A death", "amir")
    world.clock.advance(timedelta(hours=1))

    assert world.declare().pause("Another reason", "bea") == first
    assert [f.reason for f in world.bus.facts if isinstance(f, PublishingPaused)] == ["A death", "A death"]


def test_released_nothing_is_held(world: World) -> None:
    world.declare().pause("A death", "amir")
    world.declare().resume("bea")

    assert world.state.paused is None
    assert [fact.resumed_by for fact in world.bus.facts if isinstance(fact, PublishingResumed)] == ["bea"]
