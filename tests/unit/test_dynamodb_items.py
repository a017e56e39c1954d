"""How records of the domain are mirrored by the items that keep them."""

from dataclasses import MISSING, fields
from datetime import UTC, datetime, timedelta, timezone
from importlib import import_module
from pkgutil import iter_modules
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from beadle.adapters import dynamodb
from beadle.adapters.dynamodb.attributes import InstantAttribute, Item
from beadle.adapters.dynamodb.histories import HistoryItem

for module in iter_modules(dynamodb.__path__):
    import_module(f"{dynamodb.__name__}.{module.name}")


# Every item that mirrors a record; a history's traces are attributes of its own making.
MIRRORS: list[type[Item[Any]]] = [item for item in Item.__subclasses__() if item is not HistoryItem]


@pytest.mark.parametrize("item", MIRRORS)
def test_every_field_has_its_attribute(item: type[Item[Any]]) -> None:
    assert {field.name for field in fields(item.KIND)} <= set(item.get_attributes())


@pytest.mark.parametrize("item", MIRRORS)
def test_what_may_be_left_out_has_a_default_to_be_read_back_as(item: type[Item[Any]]) -> None:
    for field in fields(item.KIND):
        if item.get_attributes()[field.name].null:
            assert field.default is not MISSING or field.default_factory is not MISSING, field.name


INSTANTS = st.datetimes(timezones=st.integers(-840, 840).map(lambda m: timezone(timedelta(minutes=m)))).filter(
    lambda at: 1 < at.year < 9999
)


@settings(deadline=None)
@given(INSTANTS, INSTANTS)
def test_instants_sort_as_texts_as_they_do_in_time(one: datetime, other: datetime) -> None:
    written = InstantAttribute().serialize
    assert (written(one) < written(other)) == (one < other)
    assert InstantAttribute().deserialize(written(one)) == one
    assert InstantAttribute().deserialize(written(one)).tzinfo == UTC


def test_an_instant_without_a_zone_is_not_written() -> None:
    with pytest.raises(ValueError, match="no time zone"):
        InstantAttribute().serialize(datetime(2026, 11, 24))  # noqa: DTZ001 - a naive one is the point
