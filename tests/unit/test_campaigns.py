"""Many authors, one text: an officer is told once, and nobody's comment is removed for it."""

from collections.abc import Sequence
from datetime import UTC, datetime
from hashlib import sha256

import pytest

from beadle.detectors.campaigns import MANY, Campaigns
from beadle.domain.comments import Comment
from beadle.domain.judgements import Verdict
from beadle.domain.ports import Comments
from beadle.events.judgements import CampaignSeen
from beadle.policy.loader import load
from beadle.usecases.judge_comment import JudgeComment
from tests.fakes import FixedClock, InMemoryComments, InMemoryHistories, InMemoryStrikes, OneRulebook, RecordingBus
from tests.judging import written

TEMPLATE = "I object to the closure of the Mill Lane day centre. It is the only one that my mother can get to by bus."


def by(author: str, text: str = TEMPLATE) -> Comment:
    return written(text, author=author, comment_id=f"c-{author}")


def campaigns_of(comments: Sequence[Comment], memory: Campaigns | None = None) -> list[str]:
    """Return the comments that made a campaign."""
    memory = memory or Campaigns()
    return [comment.comment_id for comment in comments if memory.seen(comment)]


def test_the_fourth_author_makes_a_campaign_and_no_later_one_makes_another() -> None:
    assert campaigns_of([by(name) for name in "abcdefghijkl"]) == ["c-d"]


def test_a_redelivery_is_told_again_and_counts_nobody_twice() -> None:
    memory = Campaigns()
    assert campaigns_of([by("a"), by("a"), by("b"), by("c"), by("c")], memory) == []
    assert campaigns_of([by("d"), by("e"), by("d")], memory) == ["c-d", "c-d"]


def test_a_campaign_names_a_comment_of_each_author() -> None:
    memory = Campaigns()
    (campaign,) = [c for c in map(memory.seen, [by(name) for name in "abcd"]) if c]
    assert campaign.comment_ids == ("c-a", "c-b", "c-c", "c-d")


def test_the_same_campaign_has_the_same_key_in_every_process() -> None:
    keys = [[c.key for c in map(Campaigns().seen, [by(n) for n in names]) if c] for names in ("abcd", "wxyz")]
    assert keys[0] == keys[1]


@pytest.mark.parametrize(
    "edited",
    [
        "Dear council, " + TEMPLATE,
        TEMPLATE.replace("my mother", "my nan"),
        TEMPLATE.upper() + " 😡",
        TEMPLATE.replace("It is the only one", "It is really the only one"),
    ],
)
def test_a_template_changed_a_little_is_the_same_campaign(edited: str) -> None:
    assert campaigns_of([by("a"), by("b", edited), by("c"), by("d", edited)]) == ["c-d"]


@pytest.mark.parametrize("text", ["Well said!", "Thank you so much for all you do", "Save our library please", "+1"])
def test_what_people_say_by_themselves_is_no_campaign(text: str) -> None:
    assert campaigns_of([by(name, text) for name in "abcdefgh"]) == []


def test_the_memory_is_bounded() -> None:
    memory = Campaigns(remembered=10)
    others = [by(f"o{n}", " ".join(sha256(f"{n} {w}".encode()).hexdigest()[:7] for w in range(12))) for n in range(50)]
    assert campaigns_of([*map(by, "abc"), *others, by("d")], memory) == []


def moderator(comments: Comments, bus: RecordingBus) -> JudgeComment:
    clock = FixedClock(datetime(2026, 11, 23, 10, tzinfo=UTC))
    return JudgeComment(clock, OneRulebook(load()), comments, InMemoryHistories(), InMemoryStrikes(), bus)


def test_it_is_told_once_and_every_comment_stays() -> None:
    bus = RecordingBus()
    judge = moderator(InMemoryComments(), bus)
    verdicts = {judge.received(by(name)).verdict for name in "abcdefgh"}
    told = [fact for fact in bus.facts if isinstance(fact, CampaignSeen)]
    assert (verdicts, len(told)) == ({Verdict.KEEP}, 1)
    assert len(told[0].comment_ids) == MANY


def test_what_is_removed_anyway_makes_no_campaign() -> None:
    bus = RecordingBus()
    judge = moderator(InMemoryComments(), bus)
    text = "Check out my channel everybody, sub to my channel and I will sub to yours, check out my channel"
    assert {judge.received(by(name, text)).verdict for name in "abcdef"} == {Verdict.REMOVE}
    assert not any(isinstance(fact, CampaignSeen) for fact in bus.facts)
