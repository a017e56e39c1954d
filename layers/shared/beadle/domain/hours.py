"""When the council watches its channels: 09:00 to 17:00, Monday to Friday, bank holidays excluded (clause HR01)."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, datetime, time
from zoneinfo import ZoneInfo

LONDON = ZoneInfo("Europe/London")


@dataclass(frozen=True, slots=True)
class MonitoringHours:
    """The week's hours, on the wall clock of `zone`; the opening minute is in, the closing minute is out."""

    opens: time = time(9)
    closes: time = time(17)
    zone: ZoneInfo = LONDON

    def include(self, at: datetime, is_closed_day: Callable[[date], bool]) -> bool:
        """Return whether `at` falls within monitoring hours.

        Args:
            at: aware instant in any zone; a naive one raises ValueError.
            is_closed_day: whether the council is closed on a weekday (bank holiday, closure day).
        """
        local = require_aware(at).astimezone(self.zone)
        in_hours = local.weekday() < 5 and self.opens <= local.time().replace(tzinfo=None) < self.closes
        return in_hours and not is_closed_day(local.date())


def require_aware(at: datetime) -> datetime:
    """Return `at`; ValueError when it carries no zone, since a guess would be an hour wrong half the year."""
    if at.tzinfo is None or at.utcoffset() is None:
        raise ValueError(f"{at.isoformat()} has no time zone")
    return at
