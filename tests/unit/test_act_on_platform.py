"""What a platform cannot do, or not now."""

from dataclasses import replace
from datetime import timedelta

import pytest

from beadle.domain.actions import ActionOutcome
from beadle.domain.channels import Capability
from beadle.domain.comments import Comment, Visibility
from beadle.domain.errors import RateLimited
from beadle.domain.judgements import Verdict
from beadle.domain.platforms import PLATFORMS
from beadle.domain.tasks import TaskKind
from beadle.events.judgements import CommentJudged
from beadle.usecases.act_on_platform import blocking
from tests.fakes import InMemoryPlatform
from tests.world import CHANNEL, World


@pytest.fixture
def world() -> World:
    return World()


def judged(comment: Comment, verdict: str = "remove") -> CommentJudged:
    ids = (comment.comment_id, comment.revision, comment.channel_id, comment.author.author_id)
    return CommentJudged(*ids, verdict, ("AU08",), (), 1, "1+test", comment.posted_at, "beadle")


class Busy(InMemoryPlatform):
    """A platform that asks to wait ten minutes before the first hiding."""

    calls = 0

    def hide(self, comment: Comment) -> None:
        self.calls += 1
        if self.calls == 1:
            raise RateLimited("wait", 600.0)
        super().hide(comment)


class Discreet(InMemoryPlatform):
    """A platform that blocks and shows nowhere whom it has blocked."""

    def is_blocked(self, author_id: str) -> bool | None:  # type: ignore[override] # its port's: the fake always knows
        return None


def test_a_block_that_shows_nowhere_ends_with_the_platforms_word_and_says_so(world: World) -> None:
    world.platform = Discreet()
    [recorded] = world.comments.revisions(world.recorded().comment_id)
    action = world.enforce().act("block", blocking(world.platform, recorded.comment), world.platform, recorded)
    assert world.platform.effects["block", recorded.comment.author.author_id] == 1
    assert action.outcome is ActionOutcome.VERIFIED
    assert action.detail == "the platform accepted the action; it shows nowhere that it is so"


def test_where_the_platform_cannot_the_task_says_how_it_is_done_there_and_where(world: World) -> None:
    world.channels.put(replace(CHANNEL, platform="mastodon"))
    world.platform.capabilities = frozenset()
    comment = world.recorded()
    world.enforce().judged(judged(comment))

    [task] = world.tasks.tasks.values()
    assert task.kind is TaskKind.BY_HAND
    assert PLATFORMS["mastodon"].abilities[Capability.HIDE].by_hand in task.instructions
    assert comment.url in task.instructions
    assert task.evidence["text"] == comment.text


def test_where_nothing_can_be_taken_out_of_sight_it_is_reported_and_an_officer_asked_each_once(world: World) -> None:
    world.platform.capabilities = frozenset({Capability.REPORT})
    comment = world.recorded()
    for _ in range(2):
        world.enforce().judged(judged(comment))

    assert world.platform.effects["report", comment.comment_id] == 1
    assert [task.kind for task in world.tasks.tasks.values()] == [TaskKind.BY_HAND]


def test_the_rest_of_a_batch_waits_without_a_call_and_what_needs_no_call_does_not(world: World) -> None:
    platform = Busy()
    world.platform = world.platforms.platforms["memory"] = platform
    enforce, first, second = world.enforce(), world.recorded(), world.recorded()
    with pytest.raises(RateLimited):
        enforce.judged(judged(first))
    world.clock.advance(timedelta(minutes=4))
    with pytest.raises(RateLimited) as limited:
        enforce.judged(judged(second))
    assert (limited.value.retry_after, platform.calls) == (360.0, 1)
    enforce.judged(judged(world.recorded(Verdict.REVIEW), "review"))
    assert [task.kind for task in world.tasks.tasks.values()] == [TaskKind.REVIEW]

    world.clock.advance(timedelta(minutes=6))
    for comment in (first, second):
        enforce.judged(judged(comment))
        assert platform.visibility(comment) is Visibility.HIDDEN
