"""What a schedule or an officer asks of a function directly. Read as strictly as facts are, and by the same reader."""

from dataclasses import dataclass
from datetime import datetime

from beadle.domain.errors import MalformedInput
from beadle.events.fact import Fact


@dataclass(frozen=True, slots=True)
class Request(Fact):
    """Root of all requests."""

    def required(self, name: str) -> str:
        """Return a field that this action cannot do without; MalformedInput when it is blank."""
        value = getattr(self, name)
        if not isinstance(value, str) or not value.strip():
            raise MalformedInput("request", [f"{name} is missing"])
        return value


@dataclass(frozen=True, slots=True)
class PollRequest(Request):
    """Read the channels now, if the hours of `woken_by` allow it."""

    woken_by: str  # schedule, emergency-schedule, hand
    by: str = ""  # the officer, when by hand


@dataclass(frozen=True, slots=True)
class EmergencyRequest(Request):
    """Declare or end an emergency, publish a post at once, hold or release every scheduled post."""

    action: str  # declare, end, publish, pause, resume
    by: str
    reason: str = ""
    emergency_id: str = ""
    until: datetime | None = None
    post_id: str = ""


@dataclass(frozen=True, slots=True)
class CorrectionRequest(Request):
    """Retract or correct a post of ours, or answer, hide and report a third party's comment."""

    action: str  # retract-post, correct-post, correct-comment
    by: str
    reason: str
    post_id: str = ""
    comment_id: str = ""
    text: str = ""
    hide: bool = False
    report: bool = False
