"""How records of the domain look inside a table: attributes for its types, and items that mirror its dataclasses."""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import MISSING, fields
from datetime import UTC, datetime
from enum import StrEnum
from functools import cache
from typing import Any, ClassVar, Generic, Self, TypeVar

from pynamodb.attributes import Attribute
from pynamodb.constants import LIST, MAP, NUMBER, STRING
from pynamodb.exceptions import AttributeNullError
from pynamodb.expressions.update import Action
from pynamodb.models import Model

from beadle.domain.hours import require_aware
from beadle.domain.judgements import Verdict

T = TypeVar("T")
W = TypeVar("W", bound=StrEnum)

EMPTY: tuple[object, ...] = (None, "", (), frozenset(), {})


class Item(Model, Generic[T]):
    """A dataclass of the domain as a table keeps it: attributes named like its fields, and more where it needs them.

    An attribute with `null=True` is left out when its field has its default, and read back as that.
    """

    KIND: ClassVar[type[Any]]  # T itself, which a class variable cannot be annotated with

    @classmethod
    def spell(cls, record: T, **more: Any) -> dict[str, Any]:
        """Return the item that keeps `record` as DynamoDB spells it; `more` fills what the record does not have.

        No instance is made on the way, as pynamodb would: that takes three times as long, and each comment pays for it.
        """
        spelled = {}
        for name, attribute, default in _plan(cls):
            value = more[name] if name in more else getattr(record, name, None)
            if value is None or (attribute.null and value == default):
                if not attribute.null:
                    raise AttributeNullError(name)
                continue
            spelled[attribute.attr_name] = {attribute.attr_type: attribute.serialize(value)}
        return spelled

    @classmethod
    def from_raw_data(cls, data: Mapping[str, Any]) -> Self:
        """Return the item that DynamoDB spelled; pynamodb's own way asks more of each attribute than we write."""
        item = cls.__new__(cls)
        item.attribute_values = {
            name: attribute.deserialize(data[attribute.attr_name][attribute.attr_type])
            for name, attribute, _ in _plan(cls)
            if attribute.attr_name in data
        }
        return item

    def record(self) -> T:
        """Return the record that was kept."""
        values = {field.name: getattr(self, field.name) for field in fields(self.KIND)}
        record: T = self.KIND(**{name: value for name, value in values.items() if value is not None})
        return record


@cache
def _plan(item: type[Item[Any]]) -> tuple[tuple[str, Attribute[Any], object], ...]:
    """Return each attribute of an item with its name and the default of the field that it mirrors, None for none."""
    defaults = {f.name: f.default if f.default_factory is MISSING else f.default_factory() for f in fields(item.KIND)}
    return tuple((name, attribute, defaults.get(name)) for name, attribute in item.get_attributes().items())


def assign(attribute: Attribute[Any], value: object) -> Action:
    """Return the step of an update that gives an attribute its value, or takes it away when the value is empty."""
    if attribute.null and value in EMPTY:
        return attribute.remove()
    return attribute.set({attribute.attr_type: attribute.serialize(value)})


class InstantAttribute(Attribute[datetime]):
    """An aware instant, as ISO 8601 in UTC of one length, so that texts compare as the instants do."""

    attr_type = STRING

    def serialize(self, value: datetime) -> str:
        """2026-11-24T10:00:00.000000Z."""
        return require_aware(value).astimezone(UTC).isoformat(timespec="microseconds").replace("+00:00", "Z")

    def deserialize(self, value: str) -> datetime:
        """Return the instant, in UTC."""
        return datetime.fromisoformat(value)


class ExpiryAttribute(Attribute[datetime]):
    """The instant at which DynamoDB deletes the item by itself: whole seconds since 1970."""

    attr_type = NUMBER

    def serialize(self, value: datetime) -> str:
        """1795435331."""
        return str(int(require_aware(value).timestamp()))

    def deserialize(self, value: str) -> datetime:
        """Return the instant, in UTC."""
        return datetime.fromtimestamp(int(value), UTC)


class WordAttribute(Attribute[W], Generic[W]):
    """One of an enumeration's words."""

    attr_type = STRING

    def __init__(self, kind: type[W], **options: Any) -> None:
        super().__init__(**options)
        self.kind = kind

    def serialize(self, value: W) -> str:
        """Return the word itself."""
        return value.value

    def deserialize(self, value: str) -> W:
        """Return the member that it names."""
        return self.kind(value)


class VerdictAttribute(Attribute[Verdict]):
    """A verdict, as its word."""

    attr_type = STRING

    def serialize(self, value: Verdict) -> str:
        """Return keep, review or remove."""
        return value.word

    def deserialize(self, value: str) -> Verdict:
        """Return the verdict."""
        return Verdict.of(value)


class PrefixedAttribute(Attribute[str]):
    """A key that shares its table with keys of other kinds: the prefix tells them apart."""

    attr_type = STRING

    def __init__(self, prefix: str, **options: Any) -> None:
        super().__init__(**options)
        self.prefix = prefix

    def serialize(self, value: str) -> str:
        """Return the key with its prefix."""
        return self.prefix + value

    def deserialize(self, value: str) -> str:
        """Return the key alone."""
        return value.removeprefix(self.prefix)


class WordsAttribute(Attribute[Any]):
    """Several texts: a tuple in its order, a frozenset sorted."""

    attr_type = LIST

    def __init__(self, kind: Callable[[Iterable[str]], Any] = tuple, **options: Any) -> None:
        super().__init__(**options)
        self.kind = kind

    def serialize(self, value: Iterable[str]) -> list[dict[str, str]]:
        """Return a list of strings."""
        return [{STRING: word} for word in (value if self.kind is tuple else sorted(value))]

    def deserialize(self, value: list[dict[str, str]]) -> Any:
        """Return what was kept."""
        return self.kind(word[STRING] for word in value)


class TextsAttribute(Attribute[Any]):
    """Texts by name."""

    attr_type = MAP

    def serialize(self, value: Mapping[str, str]) -> dict[str, dict[str, str]]:
        """Return a map of strings."""
        return {name: {STRING: text} for name, text in value.items()}

    def deserialize(self, value: dict[str, dict[str, str]]) -> dict[str, str]:
        """Return what was kept."""
        return {name: text[STRING] for name, text in value.items()}


class PartAttribute(Attribute[Any]):
    """A dataclass inside another, as a map."""

    attr_type = MAP

    def __init__(self, item: type[Item[Any]], **options: Any) -> None:
        super().__init__(**options)
        self.item = item

    def serialize(self, value: Any) -> dict[str, Any]:
        """Return the part's attributes."""
        return self.item.spell(value)

    def deserialize(self, value: dict[str, Any]) -> Any:
        """Return the part."""
        return self.item.from_raw_data(value).record()


class PartsAttribute(PartAttribute):
    """A tuple of dataclasses inside another, as a list of maps."""

    attr_type = LIST

    def serialize(self, value: Iterable[Any]) -> Any:
        """Return the parts' attributes."""
        return [{MAP: super(PartsAttribute, self).serialize(part)} for part in value]

    def deserialize(self, value: Any) -> Any:
        """Return the parts."""
        return tuple(super(PartsAttribute, self).deserialize(part[MAP]) for part in value)
