"""What the moderator made of a comment. No text and no name travels: the evidence stands in the comments table."""

from dataclasses import dataclass
from datetime import datetime
from typing import ClassVar

from beadle.events.fact import Fact


@dataclass(frozen=True, slots=True)
class CommentJudged(Fact):
    """A comment was judged by the policy. Told by the moderator, of every comment."""

    SOURCE: ClassVar[str] = "beadle.moderator"
    comment_id: str
    revision: str
    channel_id: str
    author_id: str
    verdict: str  # keep, review, remove
    clauses: tuple[str, ...]
    needs: tuple[str, ...]
    points: int
    policy_version: str
    judged_at: datetime
    judged_by: str
    in_part: bool = False  # whether only a part of it bit; which part is personal, and stands in the table

    watched: tuple[str, ...] = ()  # clauses that would have bitten, did they not only watch

    @property
    def is_urgent(self) -> bool:
        """A threat, or whatever else the policy calls so."""
        return "urgent" in self.needs


@dataclass(frozen=True, slots=True)
class SanctionDue(Fact):
    """An author's live strikes reached a threshold. Told by the moderator."""

    SOURCE: ClassVar[str] = "beadle.moderator"
    sanction_id: str
    kind: str  # warning, block, report
    author_id: str
    channel_id: str
    comment_id: str  # the newest of them
    points: int
    comment_ids: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class CampaignSeen(Fact):
    """Many authors posted one text, or nearly one. Told by the moderator; nobody's breach."""

    SOURCE: ClassVar[str] = "beadle.moderator"
    campaign_id: str
    channel_id: str
    comment_ids: tuple[str, ...]  # one of each of the first authors, the newest last


@dataclass(frozen=True, slots=True)
class MisinformationFlagged(Fact):
    """A comment repeats a claim that the council knows to be false. Told by the moderator."""

    SOURCE: ClassVar[str] = "beadle.moderator"
    comment_id: str
    revision: str
    channel_id: str
    claim_id: str
    verdict: str  # the comment's; the abusive are never answered (clause EN04)
    clauses: tuple[str, ...]
