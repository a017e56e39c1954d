"""What a day on YouTube allows: units, shared by all channels of one Google project, and uploads apart from them.

Source: https://developers.google.com/youtube/data/determine_quota_cost (November 2026: 10,000 units and 100 uploads a
day, each day beginning at midnight in California; a list costs 1, a change 50, and so does a refused one).
"""

from collections.abc import Mapping
from datetime import UTC, datetime, time, timedelta
from zoneinfo import ZoneInfo

from beadle.adapters.platforms.access import Access
from beadle.adapters.platforms.quota import Urgency
from beadle.domain.channels import Channel
from beadle.domain.errors import PlatformRefused

LIST, CHANGE = 1, 50
DEFAULT_UNITS = "10000"
"""Units a day, unless the channel's setting `daily_units` says otherwise; Google grants more on application."""
UPLOADS = 100  # a day
_CALIFORNIA = ZoneInfo("America/Los_Angeles")


def meter(secret: Mapping[str, str], at: datetime) -> str:
    """Return the name under which the units of the day of `at` are counted, for all channels of one Google project.

    Args:
        secret: a channel's; its `client_id` begins with the project's number.
    """
    return _meter("units", secret, at)


def a_day(channel: Channel) -> int:
    """Return the units of a day. PlatformRefused when the channel's setting is no number."""
    setting = channel.settings.get("daily_units", DEFAULT_UNITS)
    if not setting.isascii() or not setting.isdigit() or not 0 < int(setting[:12]) < 10**9:
        raise PlatformRefused(f"youtube: daily_units of channel {channel.channel_id} is {setting!r}, not a number")
    return int(setting)


def day_ends(at: datetime) -> datetime:
    """Return the midnight in California after `at`, aware, in UTC."""
    tomorrow = at.astimezone(_CALIFORNIA).date() + timedelta(days=1)
    return datetime.combine(tomorrow, time(), _CALIFORNIA).astimezone(UTC)


class Units:
    """A project's day, as one channel sees it."""

    def __init__(self, channel: Channel, access: Access) -> None:
        self._limit = a_day(channel)
        self._access = access

    def spend(self, urgency: Urgency, units: int) -> None:
        """Count before use; AllowanceSpent until the day ends when the rest is kept for what is more urgent."""
        now = self._access.now()
        self._access.usage.spend(
            meter(self._access.secret, now), units, int(self._limit * urgency.value), day_ends(now)
        )

    def upload(self) -> None:
        """Count an upload; AllowanceSpent until the day ends when there were as many as YouTube takes."""
        now = self._access.now()
        self._access.usage.spend(_meter("uploads", self._access.secret, now), 1, UPLOADS, day_ends(now))


def _meter(what: str, secret: Mapping[str, str], at: datetime) -> str:
    project = secret.get("client_id", "").partition("-")[0]
    return f"youtube:{what}:{project}:{at.astimezone(_CALIFORNIA):%Y-%m-%d}"
