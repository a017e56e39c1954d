"""The usage table: `meter`, with how much of it is used; an item goes by itself once its period is over."""

from dataclasses import dataclass
from datetime import datetime

from pynamodb.attributes import NumberAttribute, UnicodeAttribute

from beadle.adapters.dynamodb.attributes import ExpiryAttribute, Item, assign
from beadle.adapters.dynamodb.table import ConditionFailed, Table
from beadle.domain.errors import AllowanceSpent
from beadle.domain.ports import Clock


@dataclass(frozen=True, slots=True)
class Used:
    """How much is used of one allowance in one period."""

    meter: str
    used: int


class UsageItem(Item[Used]):
    """One allowance in one period."""

    KIND = Used
    meter = UnicodeAttribute(hash_key=True)
    used = NumberAttribute()
    expires = ExpiryAttribute()


class DynamoUsage:
    """Fits the Usage port."""

    def __init__(self, table_name: str, clock: Clock) -> None:
        self._table = Table(table_name, UsageItem)
        self._clock = clock

    def spend(self, meter: str, amount: int, limit: int, until: datetime) -> int:
        """Add on condition that the sum stays within the limit, in one request."""
        wait = max((until - self._clock.now()).total_seconds(), 1.0)
        if amount > limit:
            raise AllowanceSpent(f"{meter}: {amount} is more than the limit of {limit}", wait, meter)
        try:
            raw = self._table.update(
                meter,
                actions=[UsageItem.used.add(amount), assign(UsageItem.expires, until)],
                condition=UsageItem.used.does_not_exist() | (UsageItem.used <= limit - amount),
            )
        except ConditionFailed:
            raise AllowanceSpent(f"{meter}: its limit of {limit} is reached", wait, meter) from None
        return int(self._table.read(raw).used)

    def spent(self, meter: str) -> int:
        """Read it consistently."""
        item = self._table.get(meter)
        return 0 if item is None else int(item.used)
