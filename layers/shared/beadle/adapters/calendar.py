"""The council's closed days: bank holidays of its part of the United Kingdom, and closure days of its own."""

from collections.abc import Collection
from datetime import date
from functools import cached_property


class CouncilCalendar:
    """Fits the Calendar port.

    Args:
        subdivision: whose bank holidays: ENG, WLS, SCT or NIR.
        closure_days: further days on which the council is closed.
    """

    def __init__(self, subdivision: str = "ENG", closure_days: Collection[date] = ()) -> None:
        self._subdivision = subdivision
        self._closure_days = frozenset(closure_days)

    def is_closed(self, day: date) -> bool:
        """Whether `day` is a bank holiday, a substitute day or a closure day."""
        return day in self._closure_days or day in self._bank_holidays

    @cached_property
    def _bank_holidays(self) -> Collection[date]:
        # Importing and building them takes 0.1 s of a cold start, so only whoever asks pays.
        from holidays import country_holidays  # noqa: PLC0415 - see above

        return country_holidays("GB", subdiv=self._subdivision)
