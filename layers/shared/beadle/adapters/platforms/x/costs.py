"""What X charges, counted by channel and month before it is spent, and held under the cap that the channel sets.

Prices in millionths of a dollar, of November 2026: https://docs.x.com/x-api/getting-started/pricing. X charges a post
once a day, however often it is read; here every reading counts, and authors who come with posts count like posts: what
is counted is never less than the bill, as long as the prices hold.
"""

import re
from datetime import UTC, datetime
from decimal import Decimal, InvalidOperation

from beadle.adapters.platforms.access import Access
from beadle.adapters.platforms.quota import Urgency
from beadle.domain.channels import Channel
from beadle.domain.errors import AllowanceSpent, PlatformRefused

POST, USER = 5_000, 10_000  # read, each
OWN = 1_000  # read from the account's own lists, each; where the app belongs to the very account
CREATE, CREATE_WITH_LINK = 15_000, 200_000
DELETE, MANAGE, INTERACT, DESCRIBE = 10_000, 5_000, 15_000, 5_000  # retract; hide; block; an alternative text
DEFAULT_CAP = "10"
"""Dollars a month, unless the channel's setting `monthly_cap_usd` says otherwise: some 4,000 comments read."""
_LINK = re.compile(r"https?://|\b[\w-]+\.(?:gov|org|com|net|co|info|uk|eu)\b", re.IGNORECASE)


def meter(channel_id: str, at: datetime) -> str:
    """Return the name under which a channel's spending in the month of `at` is counted, in millionths of a dollar."""
    return f"x:{channel_id}:{at.astimezone(UTC):%Y-%m}"


def cap(channel: Channel) -> int:
    """Return what a channel may spend a month, in millionths of a dollar. PlatformRefused when it is no amount."""
    setting = channel.settings.get("monthly_cap_usd", DEFAULT_CAP)
    try:
        amount = Decimal(setting)
        if not 0 <= amount <= 1_000_000:
            raise InvalidOperation
    except InvalidOperation:
        raise PlatformRefused(
            f"x: monthly_cap_usd of channel {channel.channel_id} is {setting!r}, not an amount in dollars"
        ) from None
    return int(amount * 1_000_000)


def price_of(text: str) -> int:
    """Return what publishing a text costs: X makes a link of what looks like one."""
    return CREATE_WITH_LINK if _LINK.search(text) else CREATE


class Budget:
    """A channel's month."""

    def __init__(self, channel: Channel, access: Access) -> None:
        self._channel_id = channel.channel_id
        self._cap = cap(channel)
        self._usage = access.usage
        self._now = access.now

    def spend(self, urgency: Urgency, amount: int) -> datetime:
        """Count before use, and return in which instant's month.

        Raises:
            AllowanceSpent: the cap is reached, or what is left of it is kept for what is more urgent.
        """
        now = self._now().astimezone(UTC)
        try:
            self._usage.spend(meter(self._channel_id, now), amount, int(self._cap * urgency.value), _month_after(now))
        except AllowanceSpent as error:
            dollars = f"{self._cap / 1_000_000:g}"
            left = "the rest is kept for what is more urgent" if urgency is not Urgency.PROTECT else "nothing is left"
            raise AllowanceSpent(
                f"x: of this month's cap of {dollars} dollars (the channel's setting monthly_cap_usd) {left}",
                error.retry_after,
                error.meter,
            ) from None
        return now

    def give_back(self, at: datetime, amount: int) -> None:
        """Take off what was counted in that instant's month and not used."""
        if amount:
            self._usage.spend(meter(self._channel_id, at), -amount, 2**53, _month_after(at))


def _month_after(now: datetime) -> datetime:
    year, month = divmod(now.year * 12 + now.month, 12)
    return datetime(year, month + 1, 1, tzinfo=UTC)
