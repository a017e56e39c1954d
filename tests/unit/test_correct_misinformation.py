"""Mistakes of ours and of others, put right and kept in the register.

Clauses MI01 (our own posts), MI02 and RS03 (others' comments), EN04 (what is removed is not answered), PN01 (nor is
what is party political).
"""

from dataclasses import replace
from datetime import timedelta

import pytest

from beadle.detectors.registry import find_all
from beadle.domain.channels import Capability
from beadle.domain.comments import Comment, Visibility
from beadle.domain.corrections import CorrectionStatus
from beadle.domain.errors import Contended, NotAllowedNow, NotFound, PlatformUnavailable
from beadle.domain.judgements import Breach, Finding, Judgement, Verdict, judge
from beadle.domain.posts import PostStatus
from beadle.domain.tasks import TaskKind
from beadle.events.judgements import MisinformationFlagged
from beadle.policy.loader import load
from beadle.usecases.publish_due_posts import LAST_ATTEMPT
from tests.faults import Fault, Injector
from tests.world import LIBRARY, World


@pytest.fixture
def world() -> World:
    return World()


def flagged(comment: Comment, claim_id: str = "library") -> MisinformationFlagged:
    return MisinformationFlagged(comment.comment_id, comment.revision, comment.channel_id, claim_id, "keep", ())


def statuses(world: World) -> list[CorrectionStatus]:
    return [correction.status for correction in world.corrections.register.values()]


def kinds(world: World) -> list[TaskKind]:
    return [task.kind for task in world.tasks.tasks.values()]


# ── Others' ──


def test_a_false_claim_is_answered_with_the_approved_words_and_hidden_where_the_claim_says_so(world: World) -> None:
    comment = world.recorded(Verdict.KEEP)

    world.correct().flagged(flagged(comment))

    assert [reply.text for reply in world.platform.replies.values()] == ["The library stays open."]
    assert world.platform.visibility(comment) is Visibility.HIDDEN
    assert statuses(world) == [CorrectionStatus.ISSUED]


def test_an_abusive_comment_is_never_answered(world: World) -> None:
    world.correct().flagged(flagged(world.recorded(Verdict.REMOVE)))

    assert not world.platform.replies
    assert not world.corrections.register


def test_what_its_author_has_changed_since_is_not_answered(world: World) -> None:
    fact = flagged(world.recorded(Verdict.KEEP, text="The library is closing"))

    world.correct().flagged(replace(fact, revision="an older one"))

    assert not world.platform.replies
    assert not world.tasks.tasks


@pytest.mark.parametrize("clause", ["AU02", "AU12"])
def test_a_claim_in_a_comment_that_is_for_review_is_left_to_an_officer(world: World, clause: str) -> None:
    world.correct().flagged(flagged(world.recorded(Verdict.REVIEW, clause=clause)))

    assert not world.platform.replies
    assert kinds(world) == [TaskKind.MISINFORMATION]


@pytest.mark.parametrize("need", ["urgent", "safety", "signpost"])
def test_where_somebody_needs_a_person_no_machine_answers_however_faint_the_sign(world: World, need: str) -> None:
    comment = world.recorded(Verdict.KEEP, text="The library is closing", needs=frozenset({need}))

    world.correct().flagged(flagged(comment))

    assert not world.platform.replies
    assert world.platform.visibility(comment) is Visibility.VISIBLE
    assert kinds(world) == [TaskKind.MISINFORMATION]


@pytest.mark.parametrize(
    "text",
    [
        "Cllr Whitcombe took bribes and now the library is closing",
        "I want to kill myself, they are closing down the library",
        "The Tories are closing the library. Get them out",
        "Labour promised the library was not to close and now its closing down",
    ],
)
def test_what_an_officer_should_read_first_is_never_answered_in_public(text: str) -> None:
    world = World(rulebook=replace(load(), claims=(LIBRARY,)))
    comment = world.platform.say(text)
    judgement = judge(comment, find_all(comment, (), world.rulebook), world.rulebook, world.clock.now())
    world.comments.record(comment, judgement)

    world.correct().flagged(flagged(comment))

    assert not world.platform.replies
    (task,) = world.tasks.tasks.values()
    assert task.kind is TaskKind.MISINFORMATION
    assert (task.evidence["claim"], task.evidence["correction"]) == ("library", LIBRARY.correction)


def test_what_a_watching_rule_would_have_sent_to_an_officer_is_not_answered(world: World) -> None:
    comment = world.platform.say("The library is closing")
    finding = Finding("allegation", 0.79, 0, 4, "accuses somebody")
    breach = Breach("AU02", Verdict.KEEP, finding, "The", would=Verdict.REVIEW)
    world.comments.record(comment, Judgement(Verdict.KEEP, (breach,), 0, 90, "1+test", world.clock.now()))

    world.correct().flagged(flagged(comment))

    assert not world.platform.replies


def test_a_claim_without_an_answer_is_left_to_an_officer(world: World) -> None:
    world.correct().flagged(flagged(world.recorded(Verdict.KEEP), "dropped since"))

    assert kinds(world) == [TaskKind.MISINFORMATION]


def test_an_officers_answer_is_given_once_however_often_it_is_asked_for(world: World) -> None:
    comment = world.recorded(Verdict.KEEP)
    for _ in range(2):
        world.correct().correct_comment(comment.comment_id, "They are weekly.", "wrong", "amir", hide=True, report=True)

    assert len(world.platform.replies) == len(world.platform.reports) == 1
    assert world.platform.visibility(comment) is Visibility.HIDDEN


def test_where_the_platform_cannot_answer_an_officer_is_asked_to(world: World) -> None:
    world.platform.capabilities -= {Capability.REPLY}

    world.correct().flagged(flagged(world.recorded(Verdict.KEEP)))

    assert statuses(world) == [CorrectionStatus.BY_HAND]
    assert kinds(world) == [TaskKind.BY_HAND]


def test_an_unknown_comment_is_not_found(world: World) -> None:
    with pytest.raises(NotFound, match="no comment memory:c9 is recorded"):
        world.correct().correct_comment("memory:c9", "Text", "wrong", "amir")


# ── Our own ──


def test_a_retracted_post_is_gone_and_stays_in_the_register(world: World) -> None:
    world.post("p1", PostStatus.PUBLISHED)

    correction = world.correct().retract_post("p1", "wrong date", "amir")

    assert not world.platform.published
    assert (correction.status, correction.steps) == (CorrectionStatus.ISSUED, ("the post was removed",))


def test_a_post_that_was_never_tried_is_only_marked(world: World) -> None:
    world.post("p1")

    assert world.correct().retract_post("p1", "wrong date", "amir").steps == ("the post will not be published",)


@pytest.mark.parametrize("gave_up", [False, True])
def test_a_post_whose_publication_was_never_confirmed_is_looked_for_and_removed(world: World, gave_up: bool) -> None:
    world.post("p0")
    injector = Injector()
    world.publish(injector)(lambda: 55.0)
    publishing = injector.calls.index("platform.publish")
    world.post("p1")
    if gave_up:
        for _ in range(LAST_ATTEMPT):  # each took effect or not, and none lived to say so
            world.posts.claim(world.posts.get("p1"), world.clock.now(), world.clock.now())
        world.platform.publish(world.posts.get("p1"))
        world.publish()(lambda: 55.0)
        assert world.posts.get("p1").status is PostStatus.FAILED
    else:
        with pytest.raises(ExceptionGroup):
            world.publish(Injector({publishing: Fault.TIMED_OUT}))(lambda: 55.0)
        assert world.posts.get("p1").ref is None

    assert world.correct().retract_post("p1", "wrong date", "amir").steps == ("the post was removed",)
    assert {mine.key for mine in world.platform.published.values()} == {"p0"}


def test_a_post_that_is_being_published_is_retracted_a_minute_later(world: World) -> None:
    world.post("p1")
    world.posts.claim(world.posts.get("p1"), world.clock.now(), world.clock.now() + timedelta(minutes=5))

    with pytest.raises(Contended, match="try again in a minute"):
        world.correct().retract_post("p1", "wrong date", "amir")


def test_where_the_platform_cannot_remove_it_an_officer_is_asked_to(world: World) -> None:
    world.post("p1", PostStatus.PUBLISHED)
    world.platform.capabilities -= {Capability.RETRACT}

    assert world.correct().retract_post("p1", "wrong date", "amir").status is CorrectionStatus.BY_HAND
    assert kinds(world) == [TaskKind.BY_HAND]


def test_where_the_platform_refuses_the_correction_fails_and_an_officer_is_asked(world: World) -> None:
    world.post("p1", PostStatus.PUBLISHED)
    world.platform.published.clear()

    assert world.correct().correct_post("p1", "Right", "wrong date", "amir").status is CorrectionStatus.FAILED
    assert kinds(world) == [TaskKind.BY_HAND]


def test_a_post_is_corrected_by_editing_where_that_can_be(world: World) -> None:
    world.post("p1", PostStatus.PUBLISHED)

    world.correct().correct_post("p1", "Right", "wrong date", "amir")

    assert [mine.text for mine in world.platform.published.values()] == ["Right"]


def test_where_a_post_cannot_be_edited_a_right_one_takes_its_place(world: World) -> None:
    world.post("p1", PostStatus.PUBLISHED)
    world.platform.capabilities -= {Capability.EDIT_POST}

    correction = world.correct().correct_post("p1", "Right", "wrong date", "amir")

    assert [mine.text for mine in world.platform.published.values()] == ["Right"]
    assert world.posts.get("p1").status is PostStatus.RETRACTED
    assert [post.ref for post in world.posts.list() if post.text == "Right"] == [correction.ref]


def test_a_post_that_is_not_published_cannot_be_corrected(world: World) -> None:
    world.post("p1")

    with pytest.raises(NotAllowedNow, match="only a published one can be corrected"):
        world.correct().correct_post("p1", "Right", "wrong date", "amir")


def test_what_broke_off_stays_open_and_is_finished_by_the_same_request(world: World) -> None:
    world.post("p1", PostStatus.PUBLISHED)
    injector = Injector()
    world.recorded()
    broken = {4: Fault.SERVER_ERROR}
    with pytest.raises(PlatformUnavailable):
        world.correct(Injector(broken)).correct_post("p1", "Right", "wrong date", "amir")
    assert statuses(world) == [CorrectionStatus.OPEN]

    world.correct(injector).correct_post("p1", "Right", "wrong date", "amir")

    assert statuses(world) == [CorrectionStatus.ISSUED]
