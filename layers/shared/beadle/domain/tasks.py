"""What only a person can do or decide, with everything needed to do it."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime
from enum import StrEnum


class TaskKind(StrEnum):
    """Why an officer is asked."""

    REVIEW = "review"  # the machine is not sure: decide keep or remove
    CONFIRM_SANCTION = "confirm-sanction"  # strikes reached a threshold: confirm or decline
    BY_HAND = "by-hand"  # the platform's API cannot do it: do it there, then mark it done
    CHECK = "check"  # an action failed, or its outcome is unknown: look
    MISINFORMATION = "misinformation"  # a false claim that only a person may answer


class TaskStatus(StrEnum):
    """Whether it still waits for somebody."""

    OPEN = "open"
    CONFIRMED = "confirmed"
    DECLINED = "declined"


@dataclass(frozen=True, slots=True)
class OfficerTask:
    """One task. `task_id` is derived from what it is about, so that the same need never becomes two tasks."""

    task_id: str
    kind: TaskKind
    title: str
    instructions: str
    created_at: datetime  # aware
    channel_id: str = ""
    comment_id: str = ""
    author_id: str = ""
    revision: str = ""  # of the comment, when the decision is about its text
    urgent: bool = False
    evidence: Mapping[str, str] = field(default_factory=dict)
    status: TaskStatus = TaskStatus.OPEN
    decided_by: str = ""
    decided_at: datetime | None = None
    decision_reason: str = ""
