"""The channels table: `channel_id`, with the channel's description, its cursor and the lease of whoever reads it."""

from datetime import datetime

from pynamodb.attributes import BooleanAttribute, UnicodeAttribute

from beadle.adapters.dynamodb.attributes import InstantAttribute, Item, TextsAttribute, assign
from beadle.adapters.dynamodb.table import ConditionFailed, Table
from beadle.domain.channels import Channel, ChannelCursor
from beadle.domain.errors import Contended, NotFound


class ChannelItem(Item[Channel]):
    """One channel."""

    KIND = Channel
    channel_id = UnicodeAttribute(hash_key=True)
    platform = UnicodeAttribute()
    account = UnicodeAttribute()
    service_url = UnicodeAttribute()
    name = UnicodeAttribute(null=True)
    active = BooleanAttribute()
    settings = TextsAttribute(null=True)
    token_given_at = InstantAttribute(null=True)
    position = UnicodeAttribute(null=True)
    lease = UnicodeAttribute(null=True)
    leased_until = InstantAttribute(null=True)


class DynamoChannels:
    """Fits the Channels port."""

    def __init__(self, table_name: str) -> None:
        self._table = Table(table_name, ChannelItem)

    def all(self) -> tuple[Channel, ...]:
        """Read the whole table: a council has a handful of accounts."""
        channels = (item.record() for item in self._table.scan())
        return tuple(sorted((c for c in channels if c.active), key=lambda channel: channel.channel_id))

    def get(self, channel_id: str) -> Channel:
        """Read it consistently."""
        item = self._table.get(channel_id)
        if item is None:
            raise NotFound(f"there is no channel {channel_id}")
        return item.record()

    def put(self, channel: Channel) -> None:
        """Write the description and leave the rest as it is."""
        self._table.update(
            channel.channel_id,
            actions=[
                assign(ChannelItem.platform, channel.platform),
                assign(ChannelItem.account, channel.account),
                assign(ChannelItem.service_url, channel.service_url),
                assign(ChannelItem.name, channel.name),
                assign(ChannelItem.active, channel.active),
                assign(ChannelItem.settings, channel.settings),
                assign(ChannelItem.token_given_at, channel.token_given_at),
            ],
        )

    def lease(self, channel_id: str, holder: str, at: datetime, until: datetime) -> ChannelCursor:
        """Take the lease, if it is free, run out, or the holder's own."""
        free = ChannelItem.lease.does_not_exist() | (ChannelItem.lease == holder) | (ChannelItem.leased_until <= at)
        try:
            raw = self._table.update(
                channel_id,
                actions=[assign(ChannelItem.lease, holder), assign(ChannelItem.leased_until, until)],
                condition=ChannelItem.channel_id.exists() & free,
            )
        except ConditionFailed as failed:
            if failed.standing is None:
                raise NotFound(f"there is no channel {channel_id}") from None
            raise Contended(f"channel {channel_id} is being read by another reader") from None
        return ChannelCursor(channel_id, self._table.read(raw).position, holder)

    def advance(self, cursor: ChannelCursor) -> None:
        """Write the position, if the lease is still the cursor's."""
        try:
            self._table.update(
                cursor.channel_id,
                actions=[assign(ChannelItem.position, cursor.position)],
                condition=ChannelItem.lease == cursor.lease,
            )
        except ConditionFailed as failed:
            if failed.standing is None:
                raise NotFound(f"there is no channel {cursor.channel_id}") from None
            raise Contended(f"channel {cursor.channel_id} was taken over by another reader") from None

    def release(self, cursor: ChannelCursor) -> None:
        """Take the lease away, if it is still the cursor's."""
        try:
            self._table.update(
                cursor.channel_id,
                actions=[ChannelItem.lease.remove(), ChannelItem.leased_until.remove()],
                condition=ChannelItem.lease == cursor.lease,
            )
        except ConditionFailed:
            return
