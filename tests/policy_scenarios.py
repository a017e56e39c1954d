"""The policy changed, and followed: steps over a fresh world, as `tests/scenarios.py` lists them."""

from beadle.domain.policies import SHIPPED
from tests.policies import changed
from tests.redelivery import Step, asked, queued
from tests.world import World


def judge_by_a_version_of_the_councils_own(world: World) -> list[Step]:
    world.change_policy().propose(changed(), "amir", "no change at all")
    world.change_policy().approve(2, "beth")
    comment = world.platform.say("His number is 07700 900123")
    return [queued(lambda by: world.judge(by).received(comment))]


def propose_and_approve_a_policy(world: World) -> list[Step]:
    return [
        asked(lambda by: world.change_policy(by).propose(changed(), "amir", "no change at all")),
        asked(lambda by: world.change_policy(by).approve(2, "beth")),
        asked(lambda by: world.change_policy(by).roll_back(SHIPPED, "carl", "it was not needed")),
    ]
