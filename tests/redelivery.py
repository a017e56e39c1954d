"""Deliver again what failed, as SQS, a schedule or an officer would, until nothing is left to deliver."""

from collections.abc import Callable, Mapping
from copy import deepcopy
from dataclasses import dataclass
from datetime import timedelta
from typing import Any

from beadle.domain.actions import ActionKind, ActionOutcome
from beadle.domain.corrections import CorrectionStatus
from beadle.domain.tasks import TaskKind, TaskStatus
from tests.faults import Fault, Injector, Killed
from tests.world import World


@dataclass(frozen=True, slots=True)
class Step:
    """One message, tick or request, and when it comes again."""

    do: Callable[[Injector], object]
    every: timedelta
    times: int
    always: bool = False  # a schedule comes again whether or not it succeeded


Scenario = Callable[[World], list[Step]]


def queued(do: Callable[[Injector], object]) -> Step:
    """A message in a queue: delivered five times at most, the enforcer's after its 12 minutes."""
    return Step(do, timedelta(minutes=12), 5)


def asked(do: Callable[[Injector], object]) -> Step:
    """An officer's request: asked again every minute until it is done."""
    return Step(do, timedelta(minutes=1), 15)


def ticking(do: Callable[[Injector], object], every: timedelta = timedelta(minutes=1), times: int = 12) -> Step:
    """A schedule."""
    return Step(do, every, times, always=True)


def run(scenario: Scenario, plan: Mapping[int, Fault] | None = None) -> tuple[World, Injector]:
    """Return the world as the scenario leaves it under a plan of faults, and the injector with the calls made."""
    world = World()
    steps = scenario(world)
    injector = Injector(plan)
    for step in steps:
        for _ in range(step.times):
            error = _attempt(step.do, injector)
            if error is not None and not plan:
                raise error
            world.clock.advance(step.every)
            if error is None and not step.always:
                break
        else:
            if not step.always:
                raise AssertionError(f"after {step.times} deliveries it still fails") from error
    return world, injector


def each(by: Injector, *invocations: Callable[[Injector], object]) -> None:
    """Make several invocations, each a process of its own; raise what the first that failed raised."""
    errors = [error for error in (_attempt(do, by) for do in invocations) if error is not None]
    if errors:
        raise errors[0]


def _attempt(do: Callable[[Injector], object], by: Injector) -> BaseException | None:
    by.revive()
    try:
        do(by)
    except (Exception, Killed) as error:
        return error
    return None


def as_expected(plain: dict[str, Any], faulty: dict[str, Any]) -> dict[str, Any]:
    """Return how a run with faults must end.

    As the plain run, but for one thing: a report that may or may not have reached the platform is never sent again. It
    counts as failed, and an officer is asked to check; the correction that it belongs to says so.
    """
    expected = deepcopy(plain)
    for key, (kind, outcome) in plain["actions"].items():
        ended = faulty["actions"].get(key)
        if kind is not ActionKind.REPORT or ended != (kind, ActionOutcome.FAILED) or outcome is ActionOutcome.FAILED:
            continue
        comment_id, action_id = key
        urgent = faulty["tasks"].get(f"{action_id}:{comment_id}", (None, None, False))[2]
        expected["actions"][key] = ended
        expected["tasks"][f"{action_id}:{comment_id}"] = (TaskKind.CHECK, TaskStatus.OPEN, urgent)
        _expect_at_most_one_report(expected, faulty, comment_id)
        correction_id = action_id.removeprefix("report:")
        if correction_id in expected["corrections"]:
            expected["corrections"][correction_id] = (
                CorrectionStatus.FAILED,
                expected["corrections"][correction_id][1],
            )
        expected["facts"] = {_as_failed(fact, action_id, correction_id) for fact in expected["facts"]}
        expected["facts"] |= {fact for fact in faulty["facts"] if f"task_id={action_id}:{comment_id}" in fact}
    return expected


def _expect_at_most_one_report(expected: dict[str, Any], faulty: dict[str, Any], comment_id: str) -> None:
    effect = ("report", comment_id)
    expected["effects"].pop(effect, None)
    if faulty["effects"].get(effect) == 1:
        expected["effects"][effect] = 1


def _as_failed(fact: tuple[str, ...], action_id: str, correction_id: str) -> tuple[str, ...]:
    if fact[0] == "ActionVerified" and f"action_id={action_id}" in fact:
        return ("ActionFailed", *fact[1:])
    if fact[0] == "CorrectionIssued" and f"correction_id={correction_id}" in fact:
        return tuple("status=failed" if said.startswith("status=") else said for said in fact)
    return fact
