"""Rate limits kept, not hit: what a platform says is left is shared out by urgency.

Reading stops first and leaves room for answers; these leave room for what protects people: hiding, deleting, blocking.
Every answer tells anew how much all our processes together have used, so that nothing need be remembered elsewhere.
"""

from collections.abc import Callable
from datetime import datetime, timedelta
from enum import Enum

from beadle.domain.errors import RateLimited


class Urgency(Enum):
    """What a call is for; the value is the share of an allowance up to which it may go."""

    READ = 0.8
    WRITE = 0.9
    PROTECT = 1.0


class Quota:
    """What is used of a platform's allowances, by the name of each; unknown ones are taken for unused."""

    def __init__(self, platform: str, now: Callable[[], datetime]) -> None:
        self._platform = platform
        self._now = now
        self._used: dict[str, tuple[float, datetime]] = {}  # share, and when the allowance begins anew

    def note(self, allowance: str, used: float, resets_at: datetime) -> None:
        """Take down what the platform said: the share that is used (1 is all), and the aware instant of its reset."""
        self._used[allowance] = (used, resets_at)

    def require(self, urgency: Urgency, *allowances: str) -> None:
        """Return when a call of that urgency may be made; RateLimited until the allowance begins anew otherwise."""
        now = self._now()
        waits = [
            resets_at - now
            for used, resets_at in (self._used[name] for name in allowances if name in self._used)
            if used >= urgency.value and resets_at > now
        ]
        if waits:
            wait = max(waits, default=timedelta())
            raise RateLimited(
                f"{self._platform}: its allowance is kept for what is more urgent", max(wait.total_seconds(), 1.0)
            )
