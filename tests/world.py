"""A whole council in memory: every port, the use cases built upon them, and how the world ends."""

from collections import Counter
from collections.abc import Mapping
from dataclasses import fields, replace
from datetime import datetime, timedelta
from typing import Any

from beadle.adapters.platforms.meta.webhooks import MetaDoor
from beadle.domain.channels import Channel
from beadle.domain.comments import Comment
from beadle.domain.hours import MonitoringHours
from beadle.domain.judgements import Breach, Claim, Finding, Judgement, Rule, Rulebook, SanctionRule, Strike, Verdict
from beadle.domain.ports import RecordedComment, Rulebooks
from beadle.domain.posts import Post, PostStatus
from beadle.domain.strikes import RecordedStrike
from beadle.events.actions import OfficerDecided, StrikeWithdrawn
from beadle.events.comments import CommentEdited, CommentReceived
from beadle.events.fact import Fact
from beadle.events.judgements import CampaignSeen, CommentJudged, MisinformationFlagged, SanctionDue
from beadle.policy.live import LiveRulebooks
from beadle.usecases.act_on_platform import ActOnPlatform
from beadle.usecases.ask_officer import AskOfficer
from beadle.usecases.change_policy import ChangePolicy
from beadle.usecases.correct_misinformation import CorrectMisinformation
from beadle.usecases.decide_task import DecideTask, WithdrawStrike
from beadle.usecases.declare_emergency import DeclareEmergency
from beadle.usecases.enforce_judgement import EnforceJudgement
from beadle.usecases.import_posts import ImportPosts
from beadle.usecases.judge_comment import JudgeComment
from beadle.usecases.mind_channel import MindChannel
from beadle.usecases.poll_comments import PollComments
from beadle.usecases.publish_due_posts import PublishDuePosts
from beadle.usecases.receive_message import ReceiveMessage
from beadle.usecases.receive_push import ReceivePush
from tests.fakes import (
    FakeCalendar,
    FixedClock,
    InMemoryChannels,
    InMemoryComments,
    InMemoryCorrections,
    InMemoryDeadLetters,
    InMemoryHistories,
    InMemoryPlatform,
    InMemoryPlatforms,
    InMemoryPolicies,
    InMemoryPosts,
    InMemoryRoundTheClock,
    InMemoryState,
    InMemoryStrikes,
    InMemoryTasks,
    InMemoryTokens,
    InMemoryUsage,
    OneRulebook,
    RecordingBus,
)
from tests.faults import Injector

CHANNEL = Channel("memory", "memory", "council", "https://platform.example")
PERSONAL = Rule("AU08", "personal-information", ("uk-phone", "email"), 0.5, 0.9, Strike(1, 90))
OFFENSIVE = Rule("AU02", "offensive", ("threat", "profanity"), 0.5, 0.9, Strike(1, 90))
REPEATED = Rule("AU06", "repetition", ("repetition",), 0.5, 0.9, Strike(1, 30))
DOUBTFUL = Rule("AU09", "advertising", ("follower-bait",), 0.1, None, Strike(1, 60))
LIBRARY = Claim(
    "library", (("library",), ("closing", "shut")), "The library stays open.", approved_by="libraries", hide=True
)
RULEBOOK = Rulebook(
    version="1+test",
    rules=(PERSONAL, OFFENSIVE, REPEATED, DOUBTFUL),
    sanctions=(SanctionRule("warning", 2), SanctionRule("block", 3)),
    claims=(LIBRARY,),
)
PHONE = "Ring me on 07700 900123 about the bins"
"""A comment that every rulebook with AU08 removes."""


class World:
    """Every port in memory, in plain sight, and the use cases as `wiring` builds them."""

    def __init__(self, *, automatic_sanctions: bool = False, rulebook: Rulebook = RULEBOOK) -> None:
        self.clock = FixedClock()
        self.calendar = FakeCalendar()
        self.channels = InMemoryChannels(CHANNEL)
        self.platform = InMemoryPlatform()
        self.platforms = InMemoryPlatforms({CHANNEL.channel_id: self.platform})
        self.comments = InMemoryComments()
        self.histories = InMemoryHistories()
        self.strikes = InMemoryStrikes()
        self.posts = InMemoryPosts()
        self.corrections = InMemoryCorrections()
        self.tasks = InMemoryTasks()
        self.state = InMemoryState()
        self.policies = InMemoryPolicies()
        self.round_the_clock = InMemoryRoundTheClock()
        self.bus = RecordingBus()
        self.dead_letters = InMemoryDeadLetters()
        self.usage = InMemoryUsage(self.clock.now)
        self.rulebook = rulebook
        self.automatic_sanctions = automatic_sanctions
        self.waits: list[float] = []

    # ── What stands there before ──

    def recorded(
        self,
        verdict: Verdict = Verdict.REMOVE,
        *,
        text: str = PHONE,
        author: str = "resident",
        clause: str = "AU08",
        needs: frozenset[str] = frozenset(),
        with_strike: bool = True,
    ) -> Comment:
        """A comment that was written and judged; a removed one has cost its author a strike."""
        comment = self.platform.say(text, author)
        finding = Finding("uk-phone", 0.95, 0, 4, "a UK mobile number", needs)
        breaches = (Breach(clause, verdict, finding, text[:4]),)
        points = 1 if verdict is Verdict.REMOVE else 0
        now = self.clock.now()
        self.comments.record(comment, Judgement(verdict, breaches, points, 90, self.rulebook.version, now))
        if points and with_strike:
            self.strike(comment)
        return comment

    def strike(self, comment: Comment) -> RecordedStrike:
        """A strike for a comment, recorded now."""
        now, author = self.clock.now(), comment.author.author_id
        until = now + timedelta(days=90)
        strike = RecordedStrike(author, comment.comment_id, comment.channel_id, ("AU08",), 1, now, until, "1+test")
        self.strikes.add(strike)
        return strike

    def post(self, post_id: str = "p1", status: PostStatus = PostStatus.APPROVED, **changes: Any) -> Post:
        """A post that was due a minute ago; a published one is on the platform."""
        values: dict[str, Any] = {
            "channel_id": CHANNEL.channel_id,
            "text": f"News of {post_id}",
            "publish_at": self.clock.now() - timedelta(minutes=1),
            "any_time": True,
        }
        first = PostStatus.APPROVED if status is PostStatus.PUBLISHED else status
        self.posts.add(Post(post_id, status=first, **(values | changes)))
        if status is PostStatus.PUBLISHED:
            self.publish().now(post_id, "amir")
            self.bus.facts.clear()
        return self.posts.get(post_id)

    # ── The use cases ──

    def poll(self, by: Injector | None = None) -> PollComments:
        by = by or Injector()
        return PollComments(
            clock=self.clock,
            calendar=self.calendar,
            hours=MonitoringHours(),
            channels=by.around(self.channels),
            platforms=by.around(self.platforms, is_platform=True),
            bus=by.around(self.bus),
            state=by.around(self.state),
            round_the_clock=by.around(self.round_the_clock),
            mind=self.mind(by),
        )

    def receive_push(self, secrets: Mapping[str, Mapping[str, str]], by: Injector | None = None) -> ReceivePush:
        by = by or Injector()
        return ReceivePush(
            clock=self.clock,
            calendar=self.calendar,
            hours=MonitoringHours(),
            channels=by.around(self.channels),
            platforms=by.around(self.platforms, is_platform=True),
            state=by.around(self.state),
            usage=by.around(self.usage),
            bus=by.around(self.bus),
            door=MetaDoor(by.around(self.channels), InMemoryTokens(secrets)),
        )

    def judge(self, by: Injector | None = None) -> JudgeComment:
        by = by or Injector()
        return JudgeComment(
            clock=self.clock,
            rulebooks=self._rulebooks(by),
            comments=by.around(self.comments),
            histories=by.around(self.histories),
            strikes=by.around(self.strikes),
            bus=by.around(self.bus),
        )

    def enforce(self, by: Injector | None = None) -> EnforceJudgement:
        by = by or Injector()
        return EnforceJudgement(
            comments=by.around(self.comments),
            strikes=by.around(self.strikes),
            tasks=by.around(self.tasks),
            channels=by.around(self.channels),
            platforms=by.around(self.platforms, is_platform=True),
            rulebooks=self._rulebooks(by),
            act=self._act(by),
            ask=self._ask(by),
            automatic_sanctions=self.automatic_sanctions,
        )

    def publish(self, by: Injector | None = None) -> PublishDuePosts:
        by = by or Injector()
        return PublishDuePosts(
            clock=self.clock,
            calendar=self.calendar,
            hours=MonitoringHours(),
            posts=by.around(self.posts),
            channels=by.around(self.channels),
            platforms=by.around(self.platforms, is_platform=True),
            state=by.around(self.state),
            bus=by.around(self.bus),
            mind=self.mind(by),
        )

    def correct(self, by: Injector | None = None) -> CorrectMisinformation:
        by = by or Injector()
        return CorrectMisinformation(
            clock=self.clock,
            corrections=by.around(self.corrections),
            comments=by.around(self.comments),
            posts=by.around(self.posts),
            channels=by.around(self.channels),
            platforms=by.around(self.platforms, is_platform=True),
            bus=by.around(self.bus),
            rulebooks=self._rulebooks(by),
            act=self._act(by),
            ask=self._ask(by),
        )

    def declare(self, by: Injector | None = None) -> DeclareEmergency:
        by = by or Injector()
        return DeclareEmergency(self.clock, by.around(self.state), by.around(self.round_the_clock), by.around(self.bus))

    def import_posts(self, by: Injector | None = None) -> ImportPosts:
        by = by or Injector()
        return ImportPosts(by.around(self.posts), by.around(self.channels))

    def change_policy(self, by: Injector | None = None) -> ChangePolicy:
        by = by or Injector()
        return ChangePolicy(self.clock, by.around(self.policies), by.around(self.bus))

    def decide(self, by: Injector | None = None) -> DecideTask:
        by = by or Injector()
        return DecideTask(self.clock, by.around(self.tasks), by.around(self.bus))

    def withdraw(self, by: Injector | None = None) -> WithdrawStrike:
        by = by or Injector()
        return WithdrawStrike(by.around(self.comments), by.around(self.strikes), by.around(self.bus))

    def receivers(self, by: Injector | None = None) -> dict[str, ReceiveMessage]:
        """What stands behind each queue, as `wiring` has it."""
        by = by or Injector()
        judge, enforce, correct = self.judge(by), self.enforce(by), self.correct(by)
        letters = by.around(self.dead_letters)
        return {
            "moderator": ReceiveMessage(
                letters,
                {
                    CommentReceived: lambda fact: judge.received(fact.comment()),
                    CommentEdited: lambda fact: judge.received(fact.comment()),
                    OfficerDecided: judge.decided,
                },
            ),
            "enforcer": ReceiveMessage(
                letters,
                {
                    CommentJudged: enforce.judged,
                    SanctionDue: enforce.due,
                    CampaignSeen: enforce.campaign,
                    OfficerDecided: enforce.decided,
                    StrikeWithdrawn: enforce.withdrawn,
                },
                self.mind(by),
            ),
            "correction": ReceiveMessage(letters, {MisinformationFlagged: correct.flagged}, self.mind(by)),
        }

    def _rulebooks(self, by: Injector) -> Rulebooks:
        """The council's live policy, asked for outside, where there is one; else the one of these tests."""
        if self.policies.pointer is None:
            return OneRulebook(self.rulebook)
        return LiveRulebooks(by.around(self.policies), self.clock)

    def _act(self, by: Injector) -> ActOnPlatform:
        return ActOnPlatform(
            self.clock,
            by.around(self.comments),
            by.around(self.tasks),
            by.around(self.channels),
            by.around(self.bus),
            self.waits.append,
        )

    def mind(self, by: Injector | None = None) -> MindChannel:
        by = by or Injector()
        return MindChannel(by.around(self.channels), by.around(self.usage), self._ask(by))

    def _ask(self, by: Injector) -> AskOfficer:
        return AskOfficer(self.clock, by.around(self.tasks), by.around(self.bus))

    # ── How it ends ──

    def end(self) -> dict[str, Any]:
        """Return everything that must be the same however often things failed on the way: no instants, no wordings."""
        platform, declared = self.platform, self.state.declared
        return {
            "evidence": {key: _judgement(recorded) for key, recorded in self.comments.recorded.items()},
            "machine's": {key: judgement.verdict for key, judgement in self.comments.superseded.items()},
            "histories": {author: set(traces) for author, traces in self.histories.traces.items()},
            "strikes": {key: (s.points, s.withdrawn_by) for key, s in self.strikes.recorded.items()},
            "actions": {key: (a.kind, a.outcome) for key, a in self.comments.done.items()},
            "posts": {key: (post.status, post.ref is not None) for key, post in self.posts.posts.items()},
            "work left": set(self.posts.next_at),
            "corrections": {key: (c.status, c.kind) for key, c in self.corrections.register.items()},
            "tasks": {key: (t.kind, t.status, t.urgent) for key, t in self.tasks.tasks.items()},
            "emergency": declared and (declared.emergency_id, declared.reason, declared.ended_by),
            "pause": self.state.paused and self.state.paused.reason,
            "policies": {version.label: version.approved_by for version in self.policies.list()},
            "live policy": self.policies.pointer and (self.policies.pointer.number, self.policies.pointer.by),
            "round the clock": self.round_the_clock.on,
            "cursors": {key: row.cursor.position for key, row in self.channels.rows.items()},
            "seen": dict(platform.visibilities),
            "published": Counter((mine.key, mine.text) for mine in platform.published.values()),
            "replies": Counter((reply.key, reply.comment_id, reply.text) for reply in platform.replies.values()),
            "blocked": set(platform.blocked),
            "effects": dict(platform.effects),
            "facts": {told(fact) for fact in self.bus.facts if isinstance(fact, Fact)},
            "dead letters": [reason for _, reason in self.dead_letters.letters],
        }


def told(fact: Fact) -> tuple[str, ...]:
    """Return what a fact says, without instants, addresses and wordings, which differ from one telling to another."""
    varying = {"detail", "steps", "native_id", "url"}
    said = {field.name: getattr(fact, field.name) for field in fields(fact) if field.name not in varying}
    return (type(fact).__name__, *(f"{k}={v}" for k, v in said.items() if not isinstance(v, datetime)))


def _judgement(recorded: RecordedComment) -> tuple[Any, ...]:
    comment, given = replace(recorded.comment, read_at=None), recorded.judgement
    return comment, given.verdict, given.clauses, given.points, given.judged_by, given.claims
