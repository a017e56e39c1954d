"""What became of the council's posts."""

from dataclasses import dataclass
from datetime import datetime
from typing import ClassVar

from beadle.events.fact import Fact


@dataclass(frozen=True, slots=True)
class PostPublished(Fact):
    """A post is on its channel. Told by the scheduler, or by the emergency function."""

    SOURCE: ClassVar[str] = "beadle.scheduler"
    post_id: str
    channel_id: str
    native_id: str
    url: str
    published_at: datetime


@dataclass(frozen=True, slots=True)
class PostFailed(Fact):
    """A post was refused by its platform and will not be tried again. Told by the scheduler."""

    SOURCE: ClassVar[str] = "beadle.scheduler"
    post_id: str
    channel_id: str
    reason: str


@dataclass(frozen=True, slots=True)
class CorrectionIssued(Fact):
    """Something wrong was put right, or its removal asked for. Told by the correction function."""

    SOURCE: ClassVar[str] = "beadle.correction"
    correction_id: str
    kind: str
    channel_id: str
    subject_id: str
    status: str
    steps: tuple[str, ...]
