"""The time."""

import os
from collections.abc import Mapping
from datetime import UTC, datetime, timedelta

from beadle.domain.errors import SettingsMissing

OFFSET = "BEADLE_CLOCK_OFFSET_SECONDS"


class SystemClock:
    """Fits the Clock port: the machine's clock, set forward or back by an offset in a local run."""

    def __init__(self, environment: Mapping[str, str] = os.environ) -> None:
        try:
            self._offset = timedelta(seconds=float(environment.get(OFFSET, "0")))
        except (ValueError, OverflowError):
            raise SettingsMissing("environment", [f"{OFFSET} is not a number of seconds"]) from None

    def now(self) -> datetime:
        """Return the present instant, in UTC."""
        return datetime.now(UTC) + self._offset
