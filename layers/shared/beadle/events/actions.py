"""What was done on a platform, and what an officer is asked to do."""

from dataclasses import dataclass
from datetime import datetime
from typing import ClassVar

from beadle.events.fact import Fact


@dataclass(frozen=True, slots=True)
class ActionEnded(Fact):
    """What was tried on a platform, and what came of it; told as one of the two facts below."""

    SOURCE: ClassVar[str] = "beadle.enforcer"
    action_id: str
    kind: str
    comment_id: str
    author_id: str
    channel_id: str
    detail: str


@dataclass(frozen=True, slots=True)
class ActionVerified(ActionEnded):
    """An action was done and seen to be done. Told by the enforcer."""


@dataclass(frozen=True, slots=True)
class ActionFailed(ActionEnded):
    """An action was refused, or could not be seen to have worked. Told by the enforcer."""


@dataclass(frozen=True, slots=True)
class OfficerTaskCreated(Fact):
    """Something waits for an officer. Told by the enforcer, or by the correction function."""

    SOURCE: ClassVar[str] = "beadle.enforcer"
    task_id: str
    kind: str
    channel_id: str
    comment_id: str
    urgent: bool


@dataclass(frozen=True, slots=True)
class OfficerDecided(Fact):
    """An officer confirmed or declined a task. Told by the `beadle` command."""

    SOURCE: ClassVar[str] = "beadle.officer"
    task_id: str
    kind: str
    decision: str  # confirmed, declined
    comment_id: str
    revision: str
    author_id: str
    channel_id: str
    decided_by: str
    decided_at: datetime
    reason: str


@dataclass(frozen=True, slots=True)
class StrikeWithdrawn(Fact):
    """An officer withdrew a strike: the comment was wrongly removed. Told by the `beadle` command."""

    SOURCE: ClassVar[str] = "beadle.officer"
    author_id: str
    comment_id: str
    channel_id: str
    withdrawn_by: str
    reason: str
