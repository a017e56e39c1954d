"""Judge a comment by the policy, record the evidence and the strike, and tell what follows."""

from collections.abc import Sequence
from contextlib import suppress
from dataclasses import dataclass, field

from beadle.detectors.campaigns import Campaigns
from beadle.detectors.claims import claims_repeated
from beadle.detectors.provocation import is_jab
from beadle.detectors.registry import find_all
from beadle.detectors.repetition import signature
from beadle.domain.comments import Comment
from beadle.domain.errors import AlreadyExists, MalformedInput
from beadle.domain.histories import Trace
from beadle.domain.judgements import FAINTEST_KEPT, Judgement, Verdict, decide, judge
from beadle.domain.ports import Bus, Clock, Comments, Histories, RecordedComment, Rulebooks, Strikes
from beadle.domain.redaction import removals
from beadle.domain.strikes import RecordedStrike, sanctions_due
from beadle.domain.tasks import TaskStatus
from beadle.events.actions import OfficerDecided
from beadle.events.fact import Fact
from beadle.events.judgements import CampaignSeen, CommentJudged, MisinformationFlagged, SanctionDue


@dataclass(frozen=True, slots=True)
class JudgeComment:
    """The moderator's verbs."""

    clock: Clock
    rulebooks: Rulebooks
    comments: Comments
    histories: Histories
    strikes: Strikes
    bus: Bus
    campaigns: Campaigns = field(default_factory=Campaigns)  # this process's memory

    def received(self, comment: Comment) -> Judgement:
        """Judge one revision of a comment; on a repetition tell again what was judged the first time."""
        now = self.clock.now()
        trace = Trace.of(comment, signature(comment.text), now, is_jab(comment))
        history = self.histories.record(comment.author.author_id, trace)
        rulebook = self.rulebooks.live().for_channel(comment.channel_id)
        findings = find_all(comment, history.earlier_than(comment.comment_id), rulebook)
        findings = [finding for finding in findings if finding.strongest >= FAINTEST_KEPT]
        judgement = judge(comment, findings, rulebook, now, claims_repeated(comment, rulebook))
        recorded = self.comments.record(comment, judgement)
        self._follow(recorded, self._campaign(recorded))
        return recorded.judgement

    def decided(self, decision: OfficerDecided) -> Judgement:
        """Put an officer's decision in place of the machine's doubt, and let the same follow as from a machine's."""
        for recorded in self.comments.revisions(decision.comment_id):
            if recorded.comment.revision == decision.revision:
                break
        else:
            raise MalformedInput("OfficerDecided", ["comment_id and revision name no recorded comment"])
        remove = decision.decision == TaskStatus.CONFIRMED
        rulebook = self.rulebooks.of(recorded.judgement.policy_version).for_channel(recorded.comment.channel_id)
        judgement = decide(
            recorded.judgement, remove, rulebook, decision.decided_by, decision.decided_at, decision.reason
        )
        self.comments.rejudge(recorded.comment, judgement)
        self._follow(RecordedComment(recorded.comment, judgement))
        return judgement

    def _campaign(self, recorded: RecordedComment) -> list[CampaignSeen]:
        """Return what is to be told of a text that many share, which what is removed anyway is no part of."""
        comment = recorded.comment
        campaign = self.campaigns.seen(comment) if recorded.judgement.verdict is not Verdict.REMOVE else None
        return [CampaignSeen(campaign.key, comment.channel_id, campaign.comment_ids)] if campaign else []

    def _follow(self, recorded: RecordedComment, also: Sequence[Fact] = ()) -> None:
        """Record the strike and tell. All is derived from what was recorded, so that repeating it adds nothing."""
        comment, judgement = recorded.comment, recorded.judgement
        facts: list[Fact] = [_judged(recorded), *also]
        if judgement.verdict is Verdict.REMOVE and judgement.points:
            facts += self._strike(recorded)
        facts += [
            MisinformationFlagged(
                comment_id=comment.comment_id,
                revision=comment.revision,
                channel_id=comment.channel_id,
                claim_id=claim,
                verdict=judgement.verdict.word,
                clauses=judgement.clauses,
            )
            for claim in judgement.claims
        ]
        self.bus.tell(facts)

    def _strike(self, recorded: RecordedComment) -> list[SanctionDue]:
        """Write the strike first and count afterwards, so that of two at the same instant one sees both."""
        comment, judgement = recorded.comment, recorded.judgement
        author_id = comment.author.author_id
        with suppress(AlreadyExists):  # a repetition, or an earlier revision's: the comment has cost its author one
            self.strikes.add(RecordedStrike.of(comment, judgement, judgement.judged_at))
        due = sanctions_due(
            self.strikes.of(author_id), self.rulebooks.live().sanctions, judgement.judged_at, comment.comment_id
        )
        return [
            SanctionDue(
                sanction_id=sanction.sanction_id,
                kind=sanction.kind,
                author_id=author_id,
                channel_id=comment.channel_id,
                comment_id=sanction.comment_ids[-1],
                points=sanction.points,
                comment_ids=sanction.comment_ids,
            )
            for sanction in due
        ]


def _judged(recorded: RecordedComment) -> CommentJudged:
    comment, judgement = recorded.comment, recorded.judgement
    return CommentJudged(
        comment_id=comment.comment_id,
        revision=comment.revision,
        channel_id=comment.channel_id,
        author_id=comment.author.author_id,
        verdict=judgement.verdict.word,
        clauses=judgement.clauses,
        needs=tuple(sorted(judgement.needs)),
        points=judgement.points,
        policy_version=judgement.policy_version,
        judged_at=judgement.judged_at,
        judged_by=judgement.judged_by,
        in_part=bool(removals(comment.text, judgement)),
        watched=judgement.watched,
    )
