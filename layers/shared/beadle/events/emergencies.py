"""What was declared for the whole council."""

from dataclasses import dataclass
from datetime import datetime
from typing import ClassVar

from beadle.events.fact import Fact


@dataclass(frozen=True, slots=True)
class EmergencyDeclared(Fact):
    """Monitoring goes on day and night until `until`. Told by the emergency function."""

    SOURCE: ClassVar[str] = "beadle.emergency"
    emergency_id: str
    reason: str
    declared_by: str
    until: datetime


@dataclass(frozen=True, slots=True)
class EmergencyEnded(Fact):
    """Monitoring goes back to its hours. Told by the emergency function, or by the poller when the time has run out."""

    SOURCE: ClassVar[str] = "beadle.emergency"
    emergency_id: str
    ended_by: str
    ended_at: datetime


@dataclass(frozen=True, slots=True)
class PublishingPaused(Fact):
    """Every scheduled post is held. Told by the emergency function."""

    SOURCE: ClassVar[str] = "beadle.emergency"
    reason: str
    paused_by: str
    paused_at: datetime


@dataclass(frozen=True, slots=True)
class PublishingResumed(Fact):
    """Held posts go out when they are next due. Told by the emergency function."""

    SOURCE: ClassVar[str] = "beadle.emergency"
    resumed_by: str
    resumed_at: datetime
