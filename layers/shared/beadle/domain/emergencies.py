"""A declared emergency: monitoring day and night, publishing at once, until it ends (clause HR03)."""

from dataclasses import dataclass
from datetime import datetime


@dataclass(frozen=True, slots=True)
class Emergency:
    """One declaration. It ends by itself at `until`, or earlier by hand."""

    emergency_id: str
    reason: str
    declared_by: str
    declared_at: datetime  # aware
    until: datetime  # aware
    ended_at: datetime | None = None  # aware
    ended_by: str = ""

    def is_on(self, at: datetime) -> bool:
        """Whether it is in force at the aware instant `at`."""
        return not self.is_over(at)

    def is_over(self, at: datetime) -> bool:
        """Whether it has ended at the aware instant `at`, by hand or by itself."""
        return self.ended_at is not None or at >= self.until


@dataclass(frozen=True, slots=True)
class Pause:
    """Every scheduled post is held, until released."""

    reason: str
    paused_by: str
    paused_at: datetime  # aware
