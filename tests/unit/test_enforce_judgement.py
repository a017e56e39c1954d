"""The enforcer's verbs: what is done, what is seen to be done, and what an officer is asked.

Clauses EN01 (removed), EN02 (blocked), EN03 (reported).
"""

from dataclasses import replace
from datetime import timedelta

import pytest

from beadle.domain.actions import ActionOutcome
from beadle.domain.channels import Capability
from beadle.domain.comments import Comment, Visibility
from beadle.domain.errors import (
    Contended,
    CredentialsRefused,
    MalformedInput,
    PlatformRefused,
    PlatformUnavailable,
    RateLimited,
)
from beadle.domain.judgements import SanctionRule, Verdict
from beadle.domain.tasks import TaskKind
from beadle.events.actions import OfficerDecided, StrikeWithdrawn
from beadle.events.judgements import CommentJudged, SanctionDue
from beadle.usecases.act_on_platform import LONGEST_RUN, PATIENCE, SETTLING
from beadle.usecases.ask_officer import evidence
from tests.fakes import InMemoryPlatform
from tests.world import PHONE, World


@pytest.fixture
def world() -> World:
    return World()


def judged(comment: Comment, verdict: str = "remove") -> CommentJudged:
    return CommentJudged(
        comment.comment_id,
        comment.revision,
        comment.channel_id,
        comment.author.author_id,
        verdict,
        ("AU08",),
        (),
        1,
        "1+test",
        comment.posted_at,
        "beadle",
    )


def due(world: World, comment: Comment, kind: str = "block") -> SanctionDue:
    ids = tuple(strike.comment_id for strike in world.strikes.of(comment.author.author_id))
    return SanctionDue(
        f"{kind}:{comment.comment_id}", kind, comment.author.author_id, "memory", comment.comment_id, len(ids), ids
    )


def withdrawn(comment: Comment) -> StrikeWithdrawn:
    return StrikeWithdrawn(comment.author.author_id, comment.comment_id, comment.channel_id, "amir", "a mistake")


def outcomes(world: World) -> list[ActionOutcome]:
    return [action.outcome for action in world.comments.done.values()]


def kinds(world: World) -> list[TaskKind]:
    return [task.kind for task in world.tasks.tasks.values()]


class Stubborn(InMemoryPlatform):
    """A platform where a comment stays visible for the first looks, its own included, and that first fails as told."""

    def __init__(self, looks: int = 0, *errors: Exception) -> None:
        super().__init__()
        self.looks = looks
        self.errors = list(errors)

    def visibility(self, comment: Comment) -> Visibility:
        self.looks -= 1
        return super().visibility(comment) if self.looks < 0 else Visibility.VISIBLE

    def hide(self, comment: Comment) -> None:
        self._fail()
        super().hide(comment)

    def report(self, comment: Comment, reason: str) -> str:
        self._fail()
        return super().report(comment, reason)

    def _fail(self) -> None:
        if self.errors:
            raise self.errors.pop(0)


def on(world: World, platform: Stubborn) -> Stubborn:
    world.platforms.platforms["memory"] = platform
    world.platform = platform
    return platform


# ── Removing ──


def test_a_removed_comment_is_hidden_and_seen_to_be_hidden(world: World) -> None:
    comment = world.recorded()

    world.enforce().judged(judged(comment))

    assert world.platform.visibility(comment) is Visibility.HIDDEN
    assert [(type(f).__name__, f.to_detail()["detail"]) for f in world.bus.facts] == [
        ("ActionVerified", "the comment is hidden")
    ]


def test_a_kept_comment_is_left_alone(world: World) -> None:
    comment = world.recorded(Verdict.KEEP)

    world.enforce().judged(judged(comment, "keep"))

    assert not world.platform.effects
    assert not world.tasks.tasks


def test_a_doubtful_comment_becomes_a_task_with_its_evidence(world: World) -> None:
    world.enforce().judged(judged(world.recorded(Verdict.REVIEW), "review"))

    task = next(iter(world.tasks.tasks.values()))
    assert task.kind is TaskKind.REVIEW
    assert task.evidence["text"] == PHONE
    assert "AU08" in task.evidence["words"]
    assert "[removed: personal information]" in task.evidence["redacted"]


def test_an_officer_reads_what_was_said_of_the_pictures(world: World) -> None:
    comment = world.recorded(Verdict.REVIEW)
    (recorded,) = world.comments.revisions(comment.comment_id)
    shown = replace(recorded, comment=replace(comment, alt_texts=("A pothole", "The council's logo")))

    assert evidence(shown)["pictures"] == "“A pothole”; “The council's logo”"
    assert "pictures" not in evidence(recorded)


def test_a_removed_comment_that_is_urgent_is_hidden_and_looked_at(world: World) -> None:
    world.enforce().judged(judged(world.recorded(needs=frozenset({"urgent"}))))

    assert outcomes(world) == [ActionOutcome.VERIFIED]
    assert [(task.kind, task.urgent) for task in world.tasks.tasks.values()] == [(TaskKind.CHECK, True)]


def test_what_stands_recorded_is_enforced_not_what_was_told(world: World) -> None:
    world.enforce().judged(judged(world.recorded(Verdict.KEEP), "remove"))

    assert not world.platform.effects


def test_an_event_about_no_recorded_comment_is_malformed(world: World) -> None:
    with pytest.raises(MalformedInput, match="name no recorded comment"):
        world.enforce().judged(judged(world.platform.say("never judged")))


def test_a_text_that_its_author_has_changed_since_is_left(world: World) -> None:
    comment = world.recorded()
    edited = world.platform.edit(comment.comment_id, "A lovely park", world.clock.now())
    world.judge().received(edited)

    world.enforce().judged(judged(comment))

    assert outcomes(world) == [ActionOutcome.SUPERSEDED]
    assert world.platform.visibility(comment) is Visibility.VISIBLE


@pytest.mark.parametrize(
    ("missing", "seen", "outcome"),
    [
        ({Capability.HIDE}, Visibility.GONE, ActionOutcome.VERIFIED),
        ({Capability.HIDE, Capability.DELETE_COMMENT}, Visibility.VISIBLE, ActionOutcome.BY_HAND),
    ],
)
def test_what_the_platform_cannot_do_is_done_otherwise_or_by_hand(
    world: World, missing: set[Capability], seen: Visibility, outcome: ActionOutcome
) -> None:
    world.platform.capabilities = frozenset(Capability) - missing
    comment = world.recorded()

    world.enforce().judged(judged(comment))

    assert world.platform.visibility(comment) is seen
    assert outcomes(world)[0] is outcome
    assert kinds(world) == [TaskKind.BY_HAND] * (outcome is ActionOutcome.BY_HAND)


def test_a_refusal_ends_the_action_and_asks_an_officer_to_look(world: World) -> None:
    on(world, Stubborn(0, PlatformRefused("not your post")))

    world.enforce().judged(judged(world.recorded()))

    assert (outcomes(world), kinds(world)) == ([ActionOutcome.FAILED], [TaskKind.CHECK])


def test_an_expired_token_leaves_the_action_open_for_the_next_one(world: World) -> None:
    on(world, Stubborn(0, CredentialsRefused("renew it"), CredentialsRefused("renew it")))
    comment = world.recorded()
    for _ in range(2):
        with pytest.raises(CredentialsRefused):
            world.enforce().judged(judged(comment))

    world.enforce().judged(judged(comment))

    assert outcomes(world) == [ActionOutcome.VERIFIED]


def test_a_platform_whose_reading_lags_is_looked_at_again(world: World) -> None:
    on(world, Stubborn(looks=4))

    world.enforce().judged(judged(world.recorded()))

    assert outcomes(world) == [ActionOutcome.VERIFIED]
    assert world.waits == list(SETTLING)


def test_patience_counts_from_the_acceptance_not_from_the_first_attempt(world: World) -> None:
    on(world, Stubborn(6, PlatformUnavailable("503")))
    comment = world.recorded()
    with pytest.raises(PlatformUnavailable):
        world.enforce().judged(judged(comment))
    world.clock.advance(PATIENCE * 2)

    with pytest.raises(PlatformUnavailable, match="not to be seen yet"):
        world.enforce().judged(judged(comment))
    world.clock.advance(PATIENCE / 2)
    world.enforce().judged(judged(comment))

    assert outcomes(world) == [ActionOutcome.VERIFIED]


def test_what_was_accepted_and_is_never_seen_fails_in_the_end(world: World) -> None:
    on(world, Stubborn(looks=100))
    comment = world.recorded()
    with pytest.raises(PlatformUnavailable):
        world.enforce().judged(judged(comment))
    world.clock.advance(PATIENCE)

    world.enforce().judged(judged(comment))

    assert (outcomes(world), kinds(world)) == ([ActionOutcome.FAILED], [TaskKind.CHECK])


# ── Sanctions ──


def test_a_block_is_asked_for_and_an_officer_confirms_it(world: World) -> None:
    comment = [world.recorded() for _ in range(3)][-1]
    world.enforce().due(due(world, comment))
    assert kinds(world) == [TaskKind.CONFIRM_SANCTION]
    assert not world.platform.blocked

    world.decide()(next(iter(world.tasks.tasks)), True, "amir", "three times")
    decision = world.bus.facts[-1]
    assert isinstance(decision, OfficerDecided)
    world.enforce().decided(decision)

    assert world.platform.blocked == {comment.author.author_id}


def test_a_block_that_an_officer_declines_is_not_done(world: World) -> None:
    comment = [world.recorded() for _ in range(3)][-1]
    world.enforce().due(due(world, comment))
    world.decide()(next(iter(world.tasks.tasks)), False, "amir", "a child")
    decision = world.bus.facts[-1]
    assert isinstance(decision, OfficerDecided)

    world.enforce().decided(decision)

    assert not world.platform.blocked


def test_a_setting_lets_the_block_be_automatic(world: World) -> None:
    world.automatic_sanctions = True
    comment = [world.recorded() for _ in range(3)][-1]

    world.enforce().due(due(world, comment))

    assert world.platform.blocked == {comment.author.author_id}
    assert not world.tasks.tasks


def test_a_warning_is_always_an_officers(world: World) -> None:
    world.automatic_sanctions = True
    comment = [world.recorded() for _ in range(2)][-1]

    world.enforce().due(due(world, comment, "warning"))

    assert kinds(world) == [TaskKind.BY_HAND]


@pytest.mark.parametrize("how", ["withdrawn", "run out", "no longer in the policy"])
def test_strikes_are_counted_again_before_a_sanction_is_done(world: World, how: str) -> None:
    world.automatic_sanctions = True
    comment = [world.recorded() for _ in range(3)][-1]
    fact = due(world, comment)
    if how == "withdrawn":
        world.withdraw()("memory:c1", "amir", "a mistake")
    elif how == "run out":
        world.clock.advance(timedelta(days=90))
    else:
        world.rulebook = replace(world.rulebook, sanctions=(SanctionRule("warning", 2),))

    world.enforce().due(fact)

    assert not world.platform.blocked
    assert outcomes(world) == [ActionOutcome.SUPERSEDED]


def test_a_decision_that_names_no_sanction_is_malformed(world: World) -> None:
    comment = world.recorded(Verdict.REVIEW)
    world.enforce().judged(judged(comment, "review"))
    world.decide()(next(iter(world.tasks.tasks)), True, "amir", "yes")
    decision = world.bus.facts[-1]
    assert isinstance(decision, OfficerDecided)

    with pytest.raises(MalformedInput, match="names no task about a sanction"):
        world.enforce().decided(decision)


# ── Reports: nothing shows that they were made ──


def reporting(world: World, *errors: Exception) -> SanctionDue:
    world.automatic_sanctions = True
    world.rulebook = replace(world.rulebook, sanctions=(SanctionRule("report", 1),))
    on(world, Stubborn(0, *errors))
    return due(world, world.recorded(), "report")


@pytest.mark.parametrize("error", [RateLimited("wait", 30.0), CredentialsRefused("renew it")])
def test_a_report_that_had_to_wait_is_made_later(world: World, error: Exception) -> None:
    fact = reporting(world, error, error)
    for _ in range(2):
        with pytest.raises(type(error)):
            world.enforce().due(fact)

    world.enforce().due(fact)

    assert len(world.platform.reports) == 1
    assert outcomes(world) == [ActionOutcome.VERIFIED]


def test_a_report_whose_answer_was_lost_is_not_made_again_but_looked_into(world: World) -> None:
    fact = reporting(world, PlatformUnavailable("no answer"))
    with pytest.raises(PlatformUnavailable):
        world.enforce().due(fact)
    with pytest.raises(Contended):
        world.enforce().due(fact)  # whoever made it may still be at it
    world.clock.advance(LONGEST_RUN)

    world.enforce().due(fact)

    assert not world.platform.reports
    assert (outcomes(world), kinds(world)) == ([ActionOutcome.FAILED], [TaskKind.CHECK])


# ── Withdrawn ──


def test_a_comment_whose_strike_was_withdrawn_is_shown_again(world: World) -> None:
    comment = world.recorded()
    world.enforce().judged(judged(comment))
    world.withdraw()(comment.comment_id, "amir", "a mistake")

    world.enforce().withdrawn(withdrawn(comment))

    assert world.platform.visibility(comment) is Visibility.VISIBLE


def test_a_comment_whose_strike_was_withdrawn_first_is_never_hidden(world: World) -> None:
    comment = world.recorded()
    world.withdraw()(comment.comment_id, "amir", "a mistake")
    world.enforce().withdrawn(withdrawn(comment))

    world.enforce().judged(judged(comment))

    assert not world.platform.effects
    assert outcomes(world) == [ActionOutcome.SUPERSEDED]


def test_a_withdrawal_forgives_no_later_text(world: World) -> None:
    comment = world.recorded()
    world.enforce().judged(judged(comment))
    world.withdraw()(comment.comment_id, "amir", "a mistake")
    world.enforce().withdrawn(withdrawn(comment))
    world.clock.advance(timedelta(minutes=5))
    edited = world.platform.edit(comment.comment_id, "I will find you and kill you", world.clock.now())
    world.judge().received(edited)

    world.enforce().judged(judged(edited))

    assert world.platform.visibility(edited) is Visibility.HIDDEN
