"""The whole way of a comment, from the platform to the officer: at least once, out of order, twice, and with faults."""

from collections.abc import Mapping
from datetime import timedelta
from functools import cache
from random import Random
from typing import Any

from hypothesis import given, settings
from hypothesis import strategies as st

from beadle.domain.actions import ActionOutcome
from beadle.domain.comments import Visibility
from beadle.domain.tasks import TaskKind, TaskStatus
from beadle.usecases.poll_comments import WokenBy
from tests.faults import Fault, Injector, Killed
from tests.pipeline import Pipeline
from tests.world import PHONE, World

TEXTS = {
    "anna": (PHONE, "Write to jane.doe@example.com for the minutes", "I will find you and kill you"),
    "bert": ("Call 01632 960001 for a cheap sofa", "Or mail bert.smith@example.com if you like"),
    "cleo": ("What a lovely park this is today", "When does the pool open on Sundays please?"),
    "dora": ("Follow my page @winners for giveaways",),
    "emil": ("So the library is closing next month",),
    "fay": ("See you all at the market on Friday",),
}
CONFIRMED = {TaskKind.CONFIRM_SANCTION, TaskKind.REVIEW}


def run(plan: Mapping[int, Fault] | None = None, disorder: Random | None = None) -> tuple[World, Injector]:
    world, injector = World(), Injector(plan)
    for author, texts in TEXTS.items():
        for text in texts:
            last = world.platform.say(text, author)
    pipeline = Pipeline(world, injector, disorder)
    for _ in range(4):
        _poll(world, injector)
    world.platform.edit(last.comment_id, "Ring me on 07700 900456 instead", world.clock.now())
    for _ in range(4):
        _poll(world, injector)
        pipeline.drain()
    _decide_everything(world)
    pipeline.drain()
    _withdraw_one(world)
    pipeline.drain()
    return world, injector


def _poll(world: World, injector: Injector) -> None:
    injector.revive()
    try:
        world.poll(injector)(WokenBy.SCHEDULE, lambda: 110.0)
    except (Exception, Killed):
        assert injector.plan, "nothing may fail without a plan"
    world.clock.advance(timedelta(minutes=2))


def _decide_everything(world: World) -> None:
    for task in list(world.tasks.list()):
        if task.kind in CONFIRMED:
            world.decide()(task.task_id, True, "amir", "seen it")


def _withdraw_one(world: World) -> None:
    comment = next(comment for comment in world.platform.log if comment.author.handle == "bert")
    world.withdraw()(comment.comment_id, "amir", "the number is the council's own")


def without_order(end: dict[str, Any]) -> dict[str, Any]:
    """Return the end without what the order of judging decides: which of an author's strikes is called the crossing
    one, and with that the name of the sanction that it leads to."""
    tasks = {}
    for task_id, value in end["tasks"].items():
        tasks["sanction" if task_id.startswith("sanction:") else task_id, value] = True
    actions = {}
    for (comment_id, action_id), value in end["actions"].items():
        is_sanction = action_id.startswith("block:")
        actions["" if is_sanction else comment_id, "block" if is_sanction else action_id, value] = True
    return end | {
        "tasks": tasks,
        "actions": actions,
        "facts": {_without_names(fact) for fact in end["facts"]},
    }


def _without_names(fact: tuple[str, ...]) -> tuple[str, ...]:
    if any("block:" in said or "warning:" in said or said == "kind=block" for said in fact):
        return tuple(said for said in fact if said.startswith(("kind", "author_id", "decision")) or "=" not in said)
    return fact


@cache
def plain() -> tuple[dict[str, Any], int]:
    world, injector = run()
    return without_order(world.end()), len(injector.calls)


def test_the_plain_run_does_what_the_policy_says() -> None:
    world, _ = run()
    hidden = {c.text for c in world.platform.log if world.platform.visibility(c) is Visibility.HIDDEN}

    assert set(TEXTS["anna"]) | {TEXTS["bert"][1], *TEXTS["dora"], *TEXTS["emil"]} <= hidden
    assert not hidden & {TEXTS["bert"][0], *TEXTS["cleo"]}
    assert "Ring me on 07700 900456 instead" in hidden
    assert world.platform.blocked == {"memory:anna"}
    assert [reply.text for reply in world.platform.replies.values()] == ["The library stays open."]
    assert len(world.strikes.recorded) == 7
    assert not world.dead_letters.letters
    assert not [task for task in world.tasks.list(TaskStatus.OPEN) if task.kind in CONFIRMED]


@given(disorder=st.randoms(use_true_random=False))
@settings(max_examples=60, deadline=None)
def test_order_and_repetition_change_nothing_in_the_end(disorder: Random) -> None:
    world, _ = run(disorder=disorder)

    assert without_order(world.end()) == plain()[0]


@given(data=st.data(), disorder=st.randoms(use_true_random=False))
@settings(max_examples=120, deadline=None)
def test_faults_order_and_repetition_together_change_nothing_in_the_end(data: st.DataObject, disorder: Random) -> None:
    places = st.integers(0, plain()[1] + 20)
    plan = data.draw(st.dictionaries(places, st.sampled_from(Fault), min_size=1, max_size=4))

    world, _ = run(plan, disorder)

    assert without_order(world.end()) == plain()[0]
    assert ActionOutcome.STARTED not in {action.outcome for action in world.comments.done.values()}
