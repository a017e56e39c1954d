"""Let any call of any use case fail in any way: after redelivery everything stands as if nothing had failed."""

from functools import cache
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.faults import Fault
from tests.redelivery import as_expected, run
from tests.scenarios import SCENARIOS


@cache
def plain(name: str) -> tuple[dict[str, Any], tuple[str, ...]]:
    """Return how a scenario ends without faults, and the calls that it makes."""
    world, injector = run(SCENARIOS[name])
    return world.end(), tuple(injector.calls)


@pytest.mark.parametrize("name", SCENARIOS)
def test_every_scenario_does_something_that_can_be_seen(name: str) -> None:
    end, calls = plain(name)

    assert calls
    assert end["facts"] or end["posts"]


@pytest.mark.parametrize("fault", Fault, ids=lambda fault: fault.name.lower())
@pytest.mark.parametrize("name", SCENARIOS)
def test_one_fault_anywhere_changes_nothing_in_the_end(name: str, fault: Fault) -> None:
    expected, calls = plain(name)
    for position, call in enumerate(calls):
        world, _ = run(SCENARIOS[name], {position: fault})
        end = world.end()

        assert end == as_expected(expected, end), f"{fault.name} at call {position}, {call}"


@given(st.data())
@settings(max_examples=400, deadline=None)
def test_two_faults_anywhere_change_nothing_in_the_end(data: st.DataObject) -> None:
    name = data.draw(st.sampled_from(sorted(SCENARIOS)))
    expected, calls = plain(name)
    places = st.integers(0, 2 * len(calls))  # also among the calls of the redelivery
    plan = data.draw(st.dictionaries(places, st.sampled_from(Fault), min_size=2, max_size=2))

    world, _ = run(SCENARIOS[name], plan)

    end = world.end()
    assert end == as_expected(expected, end)
