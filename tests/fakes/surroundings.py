"""The clock, the calendar, the bus and the rest of what a use case finds around it."""

from collections import Counter
from collections.abc import Callable, Collection, Mapping, Sequence
from datetime import UTC, date, datetime, timedelta

from beadle.domain.errors import AllowanceSpent, CredentialsRefused
from beadle.domain.hours import require_aware
from beadle.domain.ports import Telling

A_TUESDAY_MORNING = datetime(2026, 11, 24, 10, 0, tzinfo=UTC)


class FixedClock:
    """Fits the Clock port; stands still until it is set."""

    def __init__(self, at: datetime = A_TUESDAY_MORNING) -> None:
        self.set(at)

    def now(self) -> datetime:
        return self.at

    def set(self, at: datetime) -> None:
        """Put the clock at the aware instant `at`."""
        self.at = require_aware(at).astimezone(UTC)

    def advance(self, by: timedelta) -> None:
        """Move the clock on."""
        self.at += by


class FakeCalendar:
    """Fits the Calendar port."""

    def __init__(self, closed: Collection[date] = ()) -> None:
        self.closed = set(closed)

    def is_closed(self, day: date) -> bool:
        return day in self.closed


class RecordingBus:
    """Fits the Bus port; keeps the facts in the order in which they were told, repetitions included."""

    def __init__(self) -> None:
        self.facts: list[Telling] = []

    def tell(self, facts: Sequence[Telling]) -> None:
        self.facts.extend(facts)


class InMemoryRoundTheClock:
    """Fits the RoundTheClock port."""

    def __init__(self) -> None:
        self.on = False

    def switch(self, on: bool) -> None:
        self.on = on


class InMemoryTokens:
    """Fits the Tokens port."""

    def __init__(self, values: Mapping[str, Mapping[str, str]] | None = None) -> None:
        self.values = dict(values or {})

    def of(self, channel_id: str) -> Mapping[str, str]:
        if channel_id not in self.values:
            raise CredentialsRefused(f"channel {channel_id} has no token: add one under that name")
        return self.values[channel_id]

    def renew(
        self, channel_id: str, seen: Mapping[str, str], refresh: Callable[[Mapping[str, str]], Mapping[str, str]]
    ) -> Mapping[str, str]:
        standing = self.of(channel_id)
        if standing == seen:
            self.values[channel_id] = standing = refresh(standing)
        return standing


class InMemoryUsage:
    """Fits the Usage port."""

    def __init__(self, now: Callable[[], datetime] = lambda: A_TUESDAY_MORNING) -> None:
        self.now = now
        self.used: Counter[str] = Counter()

    def spend(self, meter: str, amount: int, limit: int, until: datetime) -> int:
        if self.used[meter] + amount > limit:
            wait = (until - self.now()).total_seconds()
            raise AllowanceSpent(f"{meter}: its limit of {limit} is reached", wait, meter)
        self.used[meter] += amount
        return self.used[meter]

    def spent(self, meter: str) -> int:
        return self.used[meter]


class InMemoryDeadLetters:
    """Fits the DeadLetters port."""

    def __init__(self) -> None:
        self.letters: list[tuple[str, str]] = []  # body and reason

    def put(self, body: str, reason: str) -> None:
        self.letters.append((body, reason))
