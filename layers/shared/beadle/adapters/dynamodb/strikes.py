"""The strikes table: `author_id`, `comment_id`, so that a comment can cost its author one strike only.

A strike goes by itself at `expires`: so long after it stopped counting as evidence is kept.
"""

from datetime import timedelta

from pynamodb.attributes import NumberAttribute, UnicodeAttribute

from beadle.adapters.dynamodb.attributes import ExpiryAttribute, InstantAttribute, Item, WordsAttribute, assign
from beadle.adapters.dynamodb.table import ConditionFailed, Table
from beadle.domain.errors import AlreadyExists, NotFound
from beadle.domain.strikes import RecordedStrike


class StrikeItem(Item[RecordedStrike]):
    """One strike."""

    KIND = RecordedStrike
    author_id = UnicodeAttribute(hash_key=True)
    comment_id = UnicodeAttribute(range_key=True)
    channel_id = UnicodeAttribute()
    clauses = WordsAttribute()
    points = NumberAttribute()
    recorded_at = InstantAttribute()
    expires_at = InstantAttribute()
    policy_version = UnicodeAttribute()
    withdrawn_by = UnicodeAttribute(null=True)
    withdrawn_reason = UnicodeAttribute(null=True)
    expires = ExpiryAttribute()


class DynamoStrikes:
    """Fits the Strikes port."""

    def __init__(self, table_name: str, retention_days: int) -> None:
        self._table = Table(table_name, StrikeItem)
        self._retention = timedelta(days=retention_days)

    def add(self, strike: RecordedStrike) -> None:
        """Write it unless it stands there."""
        try:
            self._table.add(StrikeItem.spell(strike, expires=strike.expires_at + self._retention))
        except ConditionFailed:
            raise AlreadyExists(f"comment {strike.comment_id} has cost its author a strike before") from None

    def of(self, author_id: str) -> tuple[RecordedStrike, ...]:
        """Read them all, consistently."""
        return tuple(item.record() for item in self._table.query(author_id))

    def withdraw(self, author_id: str, comment_id: str, by: str, reason: str) -> None:
        """Mark it, unless it is marked."""
        try:
            self._table.update(
                author_id,
                comment_id,
                actions=[assign(StrikeItem.withdrawn_by, by), assign(StrikeItem.withdrawn_reason, reason)],
                condition=StrikeItem.author_id.exists() & StrikeItem.withdrawn_by.does_not_exist(),
            )
        except ConditionFailed as failed:
            if failed.standing is None:
                raise NotFound(f"comment {comment_id} cost its author no strike") from None
