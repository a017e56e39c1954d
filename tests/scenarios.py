"""Every use case at work once, each as a list of steps over a fresh world."""

from collections.abc import Iterator
from dataclasses import replace
from datetime import timedelta

from beadle.domain.channels import Capability, Channel
from beadle.domain.emergencies import Emergency
from beadle.domain.errors import CredentialsRefused
from beadle.domain.judgements import Verdict
from beadle.domain.ports import CommentPage
from beadle.domain.posts import PostStatus
from beadle.domain.tasks import OfficerTask, TaskKind, TaskStatus
from beadle.events.actions import OfficerDecided, StrikeWithdrawn
from beadle.events.judgements import CommentJudged, MisinformationFlagged, SanctionDue
from beadle.usecases.poll_comments import WokenBy
from tests.fakes import InMemoryPlatform
from tests.faults import Injector
from tests.policy_scenarios import judge_by_a_version_of_the_councils_own, propose_and_approve_a_policy
from tests.redelivery import Scenario, Step, asked, each, queued, ticking
from tests.world import CHANNEL, PHONE, World

SECOND = replace(CHANNEL, channel_id="second")
TIME_LEFT = 110.0  # seconds, as the poller's function has


def _time_left() -> float:
    return TIME_LEFT


def _without(world: World, *missing: Capability) -> None:
    world.platform.capabilities = frozenset(Capability) - set(missing)


def _second(world: World, platform: InMemoryPlatform, channel: Channel = SECOND) -> None:
    world.channels.put(channel)
    world.platforms.platforms[channel.channel_id] = platform


# ── Polling ──


def poll_two_channels(world: World) -> list[Step]:
    world.platform.page_size = 2
    for number in range(5):
        world.platform.say(f"comment {number}")
    world.platform.edit("memory:c2", "another text", world.clock.now())
    second = InMemoryPlatform()
    for number in range(2):
        second.write(replace(world.platform.log[number], comment_id=f"second:c{number}", channel_id="second"))
    _second(world, second)
    return [ticking(lambda by: world.poll(by)(WokenBy.SCHEDULE, _time_left), timedelta(minutes=2), 5)]


class Expired(InMemoryPlatform):
    """A platform that takes the account's token no more."""

    def comments(self, position: str | None) -> Iterator[CommentPage]:
        raise CredentialsRefused("memory: 401 Expired. Make another token")


def poll_with_a_refused_token(world: World) -> list[Step]:
    world.platform.say("a comment")
    _second(world, Expired())
    return [ticking(lambda by: world.poll(by)(WokenBy.SCHEDULE, _time_left), timedelta(minutes=2), 5)]


def an_emergency_runs_out(world: World) -> list[Step]:
    now = world.clock.now()
    world.platform.say("a comment in the emergency")
    world.state.declare(Emergency("flood", "Flood", "amir", now - timedelta(hours=9), now - timedelta(minutes=1)))
    world.round_the_clock.switch(True)

    def by_the_second_schedule(by: Injector) -> None:
        if world.round_the_clock.on:
            world.poll(by)(WokenBy.EMERGENCY_SCHEDULE, _time_left)

    def tick(by: Injector) -> None:
        each(by, lambda b: world.poll(b)(WokenBy.SCHEDULE, _time_left), by_the_second_schedule)

    return [ticking(tick, timedelta(minutes=2), 4)]


# ── Judging ──


def judge_to_a_block(world: World) -> list[Step]:
    texts = [PHONE, "I will find you and kill you", "Write to jane.doe@example.com for the minutes", "A lovely park"]
    comments = [world.platform.say(text) for text in texts]
    return [queued(lambda by, c=comment: world.judge(by).received(c)) for comment in comments]  # type: ignore[misc]  # the default binds the loop's comment


def judge_an_edit(world: World) -> list[Step]:
    first = world.platform.say("A lovely park")
    edited = world.platform.edit(first.comment_id, PHONE, world.clock.now())
    return [queued(lambda by: world.judge(by).received(first)), queued(lambda by: world.judge(by).received(edited))]


def judge_a_false_claim(world: World) -> list[Step]:
    comment = world.platform.say("The library is closing, ring 07700 900123")
    return [queued(lambda by: world.judge(by).received(comment))]


def _decided(world: World, status: TaskStatus) -> list[Step]:
    comment = world.platform.say("Follow my page @winners for giveaways")
    world.judge().received(comment)
    decision = OfficerDecided(
        task_id=f"review:{comment.comment_id}:{comment.revision}",
        kind="review",
        decision=status.value,
        comment_id=comment.comment_id,
        revision=comment.revision,
        author_id=comment.author.author_id,
        channel_id=comment.channel_id,
        decided_by="amir",
        decided_at=world.clock.now(),
        reason="seen it",
    )
    return [queued(lambda by: world.judge(by).decided(decision))]


def judge_a_confirmed_review(world: World) -> list[Step]:
    return _decided(world, TaskStatus.CONFIRMED)


def judge_a_declined_review(world: World) -> list[Step]:
    return _decided(world, TaskStatus.DECLINED)


# ── Enforcing ──


def _judged(world: World, verdict: Verdict = Verdict.REMOVE, *needs: str) -> list[Step]:
    comment = world.recorded(verdict, needs=frozenset(needs))
    recorded = world.comments.revisions(comment.comment_id)[0]
    fact = CommentJudged(
        comment_id=comment.comment_id,
        revision=comment.revision,
        channel_id=comment.channel_id,
        author_id=comment.author.author_id,
        verdict=verdict.word,
        clauses=recorded.judgement.clauses,
        needs=tuple(needs),
        points=recorded.judgement.points,
        policy_version="1+test",
        judged_at=world.clock.now(),
        judged_by="beadle",
    )
    return [queued(lambda by: world.enforce(by).judged(fact))]


def enforce_a_removal(world: World) -> list[Step]:
    return _judged(world)


def enforce_an_urgent_removal(world: World) -> list[Step]:
    return _judged(world, Verdict.REMOVE, "urgent")


def enforce_a_review(world: World) -> list[Step]:
    return _judged(world, Verdict.REVIEW)


def enforce_by_deleting(world: World) -> list[Step]:
    _without(world, Capability.HIDE)
    return _judged(world)


def enforce_by_hand(world: World) -> list[Step]:
    _without(world, Capability.HIDE, Capability.DELETE_COMMENT, Capability.REPORT)
    return _judged(world)


def enforce_by_reporting(world: World) -> list[Step]:
    _without(world, Capability.HIDE, Capability.DELETE_COMMENT)
    return _judged(world)


def _due(world: World, kind: str, points: int = 3) -> SanctionDue:
    comments = [world.recorded() for _ in range(points)]
    ids = tuple(comment.comment_id for comment in comments)
    author_id = comments[0].author.author_id
    return SanctionDue(f"{kind}:{ids[-1]}", kind, author_id, CHANNEL.channel_id, ids[-1], points, ids)


def enforce_a_warning(world: World) -> list[Step]:
    fact = _due(world, "warning", 2)
    return [queued(lambda by: world.enforce(by).due(fact))]


def enforce_a_block_that_an_officer_confirms(world: World) -> list[Step]:
    fact = _due(world, "block")
    task_id = f"sanction:{fact.sanction_id}"

    def confirmed(by: Injector) -> None:
        decision = next(f for f in reversed(world.bus.facts) if isinstance(f, OfficerDecided))
        world.enforce(by).decided(decision)

    return [
        queued(lambda by: world.enforce(by).due(fact)),
        asked(lambda by: world.decide(by)(task_id, True, "amir", "three times in a week")),
        queued(confirmed),
    ]


def enforce_a_block_at_once(world: World) -> list[Step]:
    world.automatic_sanctions = True
    fact = _due(world, "block")
    return [queued(lambda by: world.enforce(by).due(fact))]


def enforce_a_report_at_once(world: World) -> list[Step]:
    world.automatic_sanctions = True
    ladder = (*world.rulebook.sanctions, replace(world.rulebook.sanctions[-1], kind="report"))
    world.rulebook = replace(world.rulebook, sanctions=ladder)
    fact = _due(world, "report")
    return [queued(lambda by: world.enforce(by).due(fact))]


def withdraw_a_strike(world: World) -> list[Step]:
    steps = _judged(world)
    comment = world.platform.log[0]

    def withdrawn(by: Injector) -> None:
        world.enforce(by).withdrawn(next(f for f in reversed(world.bus.facts) if isinstance(f, StrikeWithdrawn)))

    return [*steps, asked(lambda by: world.withdraw(by)(comment.comment_id, "amir", "a mistake")), queued(withdrawn)]


# ── Publishing ──


def publish_what_is_due(world: World) -> list[Step]:
    mute = replace(CHANNEL, channel_id="mute")
    _second(world, InMemoryPlatform(frozenset(Capability) - {Capability.PUBLISH}), mute)
    for post_id in ("p1", "p2"):
        world.post(post_id)
    world.post("p3", channel_id="mute")
    world.post("p4", publish_at=world.clock.now() + timedelta(days=1))
    return [ticking(lambda by: world.publish(by)(_time_left))]


def publish_a_draft_now(world: World) -> list[Step]:
    world.post("p1", PostStatus.DRAFT)
    return [asked(lambda by: world.publish(by).now("p1", "amir"))]


# ── Correcting ──


def _flagged(world: World, claim_id: str) -> list[Step]:
    comment = world.recorded(Verdict.KEEP, text="The library is closing")
    fact = MisinformationFlagged(comment.comment_id, comment.revision, comment.channel_id, claim_id, "keep", ())
    return [queued(lambda by: world.correct(by).flagged(fact))]


def correct_a_false_claim(world: World) -> list[Step]:
    return _flagged(world, "library")


def ask_about_an_unknown_claim(world: World) -> list[Step]:
    return _flagged(world, "dropped since")


def correct_a_comment_by_hand(world: World) -> list[Step]:
    comment = world.recorded(Verdict.KEEP, text="Bins are monthly now")
    return [
        asked(
            lambda by: world.correct(by).correct_comment(
                comment.comment_id, "They are weekly.", "wrong", "amir", hide=True, report=True
            )
        )
    ]


def _retract(world: World) -> list[Step]:
    return [asked(lambda by: world.correct(by).retract_post("p1", "wrong date", "amir"))]


def _correct_post(world: World) -> list[Step]:
    return [asked(lambda by: world.correct(by).correct_post("p1", "The right text", "wrong date", "amir"))]


def retract_a_published_post(world: World) -> list[Step]:
    world.post("p1", PostStatus.PUBLISHED)
    return _retract(world)


def retract_a_post_before_it_is_due(world: World) -> list[Step]:
    world.post("p1", publish_at=world.clock.now() + timedelta(days=1))
    return _retract(world)


def retract_where_the_platform_cannot(world: World) -> list[Step]:
    world.post("p1", PostStatus.PUBLISHED)
    _without(world, Capability.RETRACT)
    return _retract(world)


def correct_a_post_by_editing(world: World) -> list[Step]:
    world.post("p1", PostStatus.PUBLISHED)
    return _correct_post(world)


def correct_a_post_by_another(world: World) -> list[Step]:
    world.post("p1", PostStatus.PUBLISHED)
    _without(world, Capability.EDIT_POST)
    return _correct_post(world)


# ── Emergencies ──


def declare_and_end_an_emergency(world: World) -> list[Step]:
    until = world.clock.now() + timedelta(days=1)
    return [
        asked(lambda by: world.declare(by).declare("flood", "Flood", "amir", until)),
        asked(lambda by: world.declare(by).end("amir")),
    ]


def declare_another_after_one_ran_out(world: World) -> list[Step]:
    now = world.clock.now()
    world.state.declare(Emergency("flood", "Flood", "amir", now - timedelta(hours=9), now - timedelta(minutes=1)))
    world.round_the_clock.switch(True)
    until = now + timedelta(days=1)
    return [asked(lambda by: world.declare(by).declare("storm", "Storm", "amir", until))]


def pause_and_resume(world: World) -> list[Step]:
    return [
        asked(lambda by: world.declare(by).pause("A death", "amir")),
        asked(lambda by: world.declare(by).resume("amir")),
    ]


# ── Officers' other verbs ──


def import_a_spreadsheet(world: World) -> list[Step]:
    rows = "".join(f"n{n},memory,2026-12-0{n}T18:30,Text {n}\n" for n in range(1, 4))
    return [asked(lambda by: world.import_posts(by)("id,channel,publish_at,text\n" + rows, "amir"))]


def decline_a_task(world: World) -> list[Step]:
    world.tasks.add(OfficerTask("review:1", TaskKind.REVIEW, "Look", "Decide", world.clock.now()))
    return [asked(lambda by: world.decide(by)("review:1", False, "amir", "it is fine"))]


SCENARIOS: dict[str, Scenario] = {
    scenario.__name__: scenario
    for scenario in (
        poll_two_channels,
        poll_with_a_refused_token,
        an_emergency_runs_out,
        judge_to_a_block,
        judge_an_edit,
        judge_a_false_claim,
        judge_by_a_version_of_the_councils_own,
        judge_a_confirmed_review,
        judge_a_declined_review,
        enforce_a_removal,
        enforce_an_urgent_removal,
        enforce_a_review,
        enforce_by_deleting,
        enforce_by_hand,
        enforce_by_reporting,
        enforce_a_warning,
        enforce_a_block_that_an_officer_confirms,
        enforce_a_block_at_once,
        enforce_a_report_at_once,
        withdraw_a_strike,
        publish_what_is_due,
        publish_a_draft_now,
        correct_a_false_claim,
        ask_about_an_unknown_claim,
        correct_a_comment_by_hand,
        retract_a_published_post,
        retract_a_post_before_it_is_due,
        retract_where_the_platform_cannot,
        correct_a_post_by_editing,
        correct_a_post_by_another,
        declare_and_end_an_emergency,
        declare_another_after_one_ran_out,
        pause_and_resume,
        import_a_spreadsheet,
        decline_a_task,
        propose_and_approve_a_policy,
    )
}
