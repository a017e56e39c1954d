"""The register of what was wrong and how it was put right (clauses MI01, MI02)."""

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

from beadle.domain.posts import PublishedRef


class CorrectionKind(StrEnum):
    """What is put right, and how."""

    RETRACT_POST = "retract-post"
    CORRECT_POST = "correct-post"
    CORRECT_COMMENT = "correct-comment"  # reply to a third party's comment, hide or report it


class CorrectionStatus(StrEnum):
    """Record, then act, then tell: an entry is opened before anything is done."""

    OPEN = "open"
    ISSUED = "issued"
    BY_HAND = "by-hand"
    FAILED = "failed"


@dataclass(frozen=True, slots=True)
class Correction:
    """One entry of the register. `correction_id` is derived from what is corrected and by which claim or text."""

    correction_id: str
    kind: CorrectionKind
    channel_id: str
    subject_id: str  # our post's id, or the third party's comment id
    reason: str
    requested_by: str
    opened_at: datetime  # aware
    text: str = ""  # the correction's words
    claim_id: str = ""
    status: CorrectionStatus = CorrectionStatus.OPEN
    steps: tuple[str, ...] = ()  # what was done, in order, each in plain words
    ref: PublishedRef | None = None
    issued_at: datetime | None = None
