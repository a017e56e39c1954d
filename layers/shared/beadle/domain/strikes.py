"""Counting strikes, and what they lead to.

A strike is one item a comment, so a comment judged twice costs its author once. The count is never stored: it is read,
consistently, from the strikes themselves, after the newest was written. Of two comments judged at the same instant, the
one written last therefore sees both.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta

from beadle.domain.comments import Comment
from beadle.domain.judgements import Judgement, SanctionRule


@dataclass(frozen=True, slots=True)
class RecordedStrike:
    """One comment's strike against its author."""

    author_id: str
    comment_id: str
    channel_id: str
    clauses: tuple[str, ...]
    points: int
    recorded_at: datetime  # aware: the instant of the judgement
    expires_at: datetime  # aware
    policy_version: str
    withdrawn_by: str = ""
    withdrawn_reason: str = ""

    @classmethod
    def of(cls, comment: Comment, judgement: Judgement, at: datetime) -> "RecordedStrike":
        """Return what a judgement costs a comment's author, from the aware instant `at` on."""
        return cls(
            author_id=comment.author.author_id,
            comment_id=comment.comment_id,
            channel_id=comment.channel_id,
            clauses=judgement.clauses,
            points=judgement.points,
            recorded_at=at,
            expires_at=expiry(at, judgement.strike_days),
            policy_version=judgement.policy_version,
        )

    def is_live(self, at: datetime) -> bool:
        """Whether it counts at the aware instant `at`."""
        return not self.withdrawn_by and at < self.expires_at


@dataclass(frozen=True, slots=True)
class Sanction:
    """What an author's live strikes ask for.

    `sanction_id` names the strike that crossed the threshold, so that every process that counts the same strikes asks
    for the same sanction, and a new one is asked for only when strikes cross the threshold anew.
    """

    sanction_id: str
    kind: str
    author_id: str
    points: int
    comment_ids: tuple[str, ...]


def expiry(recorded_at: datetime, days: int) -> datetime:
    """Return when a strike of that life stops counting: so many times 24 hours later, whatever the clocks do."""
    return recorded_at + timedelta(days=days)


def live(strikes: Iterable[RecordedStrike], at: datetime) -> tuple[RecordedStrike, ...]:
    """Return the strikes that count at `at`, oldest first; ties by comment id, so that everybody orders them alike."""
    return tuple(sorted((s for s in strikes if s.is_live(at)), key=lambda s: (s.recorded_at, s.comment_id)))


def sanctions_due(
    strikes: Iterable[RecordedStrike], ladder: Sequence[SanctionRule], at: datetime, comment_id: str
) -> tuple[Sanction, ...]:
    """Return the sanctions that the strike of `comment_id` leads to, alone or with others, mildest first.

    The highest rung is asked for again each time as many points have come together anew, since an officer may have
    declined it; the rungs below it once. Of strikes written at the same instant each process may see more or fewer,
    but the last one written sees them all, so a threshold that is reached is never overlooked.

    Args:
        strikes: all of one author, in any order, that of `comment_id` included.
        ladder: thresholds in points.
        at: aware instant of that strike. Where a later one was written before it, they are counted at the later one's:
            at no other do all of them stand there, and those that have run out by then are out.
    """
    strikes = tuple(strikes)
    counted = live(strikes, max([at, *(strike.recorded_at for strike in strikes)]))
    steps = sorted(ladder, key=lambda step: step.at)
    due = []
    for step in steps:
        points, segment, crossings = 0, list[str](), 0
        for strike in counted:
            points += strike.points
            segment.append(strike.comment_id)
            if points < step.at * (crossings + 1):
                continue
            if comment_id in segment:
                due.append(
                    Sanction(f"{step.kind}:{strike.comment_id}", step.kind, strike.author_id, points, tuple(segment))
                )
            crossings = points // step.at
            segment = []
            if step is not steps[-1]:
                break
    return tuple(due)


def points_at(strikes: Iterable[RecordedStrike], at: datetime) -> int:
    """Return the points that count at `at`."""
    return sum(strike.points for strike in live(strikes, at))
