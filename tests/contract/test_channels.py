"""The Channels port."""

from dataclasses import replace
from datetime import timedelta

import pytest

from beadle.domain.channels import ChannelCursor
from beadle.domain.errors import Contended, NotFound
from beadle.domain.ports import Channels
from tests.contract.samples import CHANNEL, LATER, MUCH_LATER, NOW

ID = CHANNEL.channel_id


def test_a_channel_is_read_back_whole(channels: Channels) -> None:
    channels.put(CHANNEL)
    assert channels.get(ID) == CHANNEL


def test_the_instant_at_which_its_token_was_given_is_kept(channels: Channels) -> None:
    channels.put(replace(CHANNEL, token_given_at=NOW))
    assert channels.get(ID).token_given_at == NOW
    channels.put(CHANNEL)
    assert channels.get(ID).token_given_at is None


def test_active_channels_come_by_id(channels: Channels) -> None:
    for name in ("c", "a", "b"):
        channels.put(replace(CHANNEL, channel_id=name, active=name != "b"))
    assert [channel.channel_id for channel in channels.all()] == ["a", "c"]
    assert channels.get("b").active is False


def test_a_channel_that_there_is_not_is_not_found(channels: Channels) -> None:
    with pytest.raises(NotFound):
        channels.get(ID)
    with pytest.raises(NotFound):
        channels.lease(ID, "me", NOW, LATER)
    assert channels.all() == ()


def test_a_channel_is_first_read_from_the_start(channels: Channels) -> None:
    channels.put(CHANNEL)
    assert channels.lease(ID, "me", NOW, LATER) == ChannelCursor(ID, None, "me")


def test_the_next_reader_carries_on_where_the_last_one_stopped(channels: Channels) -> None:
    channels.put(CHANNEL)
    cursor = channels.lease(ID, "me", NOW, LATER)
    channels.advance(replace(cursor, position="17"))
    channels.advance(replace(cursor, position="18"))
    channels.release(cursor)
    assert channels.lease(ID, "you", NOW, LATER).position == "18"


def test_a_new_description_leaves_the_cursor_and_takes_away_what_it_leaves_out(channels: Channels) -> None:
    channels.put(CHANNEL)
    channels.advance(replace(channels.lease(ID, "me", NOW, LATER), position="17"))
    changed = replace(CHANNEL, account="new.example.org", name="", settings={})
    channels.put(changed)
    assert channels.get(ID) == changed
    assert channels.lease(ID, "me", NOW, LATER).position == "17"


def test_nobody_reads_a_channel_while_anothers_lease_lasts(channels: Channels) -> None:
    channels.put(CHANNEL)
    channels.lease(ID, "me", NOW, LATER)
    with pytest.raises(Contended):
        channels.lease(ID, "you", LATER - timedelta(microseconds=1), MUCH_LATER)


def test_a_reader_may_take_its_own_lease_again(channels: Channels) -> None:
    channels.put(CHANNEL)
    channels.lease(ID, "me", NOW, LATER)
    channels.lease(ID, "me", NOW, MUCH_LATER)
    with pytest.raises(Contended):
        channels.lease(ID, "you", LATER, MUCH_LATER)


def test_a_lease_that_ran_out_is_taken_over_and_its_first_holder_stores_nothing(channels: Channels) -> None:
    channels.put(CHANNEL)
    mine = channels.lease(ID, "me", NOW, LATER)
    yours = channels.lease(ID, "you", LATER, MUCH_LATER)
    channels.advance(replace(yours, position="20"))
    with pytest.raises(Contended):
        channels.advance(replace(mine, position="5"))
    channels.release(mine)
    with pytest.raises(Contended):
        channels.lease(ID, "me", LATER, MUCH_LATER)
    channels.release(yours)
    assert channels.lease(ID, "me", LATER, MUCH_LATER).position == "20"


def test_a_reader_whose_lease_ran_out_may_store_as_long_as_nobody_took_over(channels: Channels) -> None:
    channels.put(CHANNEL)
    mine = channels.lease(ID, "me", NOW, NOW)
    channels.advance(replace(mine, position="5"))
    assert channels.lease(ID, "you", LATER, MUCH_LATER).position == "5"


def test_nothing_is_stored_without_a_lease(channels: Channels) -> None:
    channels.put(CHANNEL)
    mine = channels.lease(ID, "me", NOW, LATER)
    channels.release(mine)
    for cursor in (mine, replace(mine, lease="")):
        with pytest.raises(Contended):
            channels.advance(replace(cursor, position="5"))
