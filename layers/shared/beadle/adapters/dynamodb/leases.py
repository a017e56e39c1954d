"""Leases in the usage table: what only one process may do at a time, everywhere.

A lease is an item like a meter's, under a name of its own kind; what is used of it is the instant at which it ends.
"""

from collections.abc import Iterator
from contextlib import contextmanager, suppress
from datetime import timedelta

from beadle.adapters.dynamodb.attributes import assign
from beadle.adapters.dynamodb.table import ConditionFailed, Table
from beadle.adapters.dynamodb.usage import UsageItem
from beadle.domain.errors import Contended
from beadle.domain.ports import Clock

PREFIX = "lease:"


class DynamoLeases:
    """Leases by name."""

    def __init__(self, table_name: str, clock: Clock) -> None:
        self._table = Table(table_name, UsageItem)
        self._clock = clock

    @contextmanager
    def hold(self, name: str, lasts: timedelta) -> Iterator[None]:
        """Be the only one of all processes until the block ends. Contended while another is.

        Args:
            lasts: whoever dies holds up the others for so long; longer than the block ever takes.
        """
        now = self._clock.now()
        until = round((now + lasts).timestamp() * 1000)
        try:
            self._table.update(
                PREFIX + name,
                actions=[assign(UsageItem.used, until), assign(UsageItem.expires, now + timedelta(days=1))],
                condition=UsageItem.used.does_not_exist() | (UsageItem.used <= round(now.timestamp() * 1000)),
            )
        except ConditionFailed:
            raise Contended(f"{name} is in another process's hands") from None
        try:
            yield
        finally:
            with suppress(ConditionFailed):  # it ran out, and another took it
                self._table.update(
                    PREFIX + name, actions=[assign(UsageItem.used, 0)], condition=UsageItem.used == until
                )
