"""What Beadle did, or tried to do, on a platform; and what was seen there afterwards."""

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum


class ActionKind(StrEnum):
    """What is done to a comment or to its author."""

    HIDE = "hide"
    UNHIDE = "unhide"
    DELETE = "delete"
    BLOCK = "block"
    REPORT = "report"
    REPLY = "reply"


class ActionOutcome(StrEnum):
    """How it ended. STARTED without an end means that the process died between doing and recording."""

    STARTED = "started"
    POSTPONED = "postponed"  # asked to wait: known to have had no effect yet
    VERIFIED = "verified"  # done, and seen to be done
    FAILED = "failed"
    BY_HAND = "by-hand"  # the platform cannot: an officer's task
    SUPERSEDED = "superseded"  # left undone: the judgement, the text or the strikes changed before it was done


@dataclass(frozen=True, slots=True)
class Action:
    """One action; `action_id` is derived from its cause, so that a redelivered event finds it."""

    action_id: str
    kind: ActionKind
    comment_id: str
    author_id: str
    channel_id: str
    outcome: ActionOutcome
    at: datetime  # aware
    detail: str = ""  # what was read back, or why it failed

    @property
    def has_ended(self) -> bool:
        """Whether nothing more will be tried."""
        return self.outcome not in (ActionOutcome.STARTED, ActionOutcome.POSTPONED)
