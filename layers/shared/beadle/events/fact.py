"""What all facts have in common: how they are written to the bus and read from it.

A fact is a frozen dataclass of JSON's own types, instants and tuples. Reading is strict about what it needs and ignores
what it does not know, so that a newer teller does not stop an older listener.
"""

from collections.abc import Callable, Mapping
from dataclasses import MISSING, dataclass, fields
from datetime import UTC, datetime
from functools import partial
from types import UnionType
from typing import Any, ClassVar, Self, Union, get_args, get_origin, get_type_hints

from beadle.domain.errors import MalformedInput
from beadle.domain.hours import require_aware

Reader = Callable[[object], Any]


@dataclass(frozen=True, slots=True)
class Fact:
    """Root of all facts."""

    SOURCE: ClassVar[str] = ""

    @property
    def is_urgent(self) -> bool:
        """Whether whoever hears it does so before all else."""
        return False

    def to_detail(self) -> dict[str, Any]:
        """Return the fact as JSON's own types; instants as ISO 8601 in UTC."""
        return {name: _plain(getattr(self, name)) for name in _schema(type(self))}

    @classmethod
    def from_detail(cls, detail: object) -> Self:
        """Return the fact that `detail` spells; MalformedInput names every missing or wrong field at once."""
        if not isinstance(detail, Mapping):
            raise MalformedInput(cls.__name__, [f"detail is {type(detail).__name__}, not an object"])
        values: dict[str, Any] = {}
        problems: list[str] = []
        for name, (read, is_required) in _schema(cls).items():
            if name not in detail:
                if is_required:
                    problems.append(f"{name} is missing")
                continue
            try:
                values[name] = read(detail[name])
            except ValueError as error:
                problems.append(f"{name} {error}")
        if problems:
            raise MalformedInput(cls.__name__, problems)
        return cls(**values)


_SCHEMAS: dict[type, dict[str, tuple[Reader, bool]]] = {}  # by fact: working one out costs more than reading an event


def _schema(fact: type[Fact]) -> dict[str, tuple[Reader, bool]]:
    """Return what reads each field, and whether it is required."""
    if fact not in _SCHEMAS:
        hints = get_type_hints(fact)
        _SCHEMAS[fact] = {
            f.name: (_reader(hints[f.name]), f.default is MISSING and f.default_factory is MISSING)
            for f in fields(fact)
        }
    return _SCHEMAS[fact]


def _plain(value: object) -> Any:
    if isinstance(value, datetime):
        return require_aware(value).astimezone(UTC).isoformat()
    if isinstance(value, tuple):
        return [_plain(item) for item in value]
    return value


def _reader(hint: Any) -> Reader:
    """Return what reads a value as `hint` says; its ValueError, of something else, follows the field's name."""
    origin, args = get_origin(hint), get_args(hint)
    if origin in (Union, UnionType):
        read = _reader(next(arg for arg in args if arg is not type(None)))
        return partial(_optional, read) if type(None) in args else read
    if origin is tuple:
        return partial(_tuple, _reader(args[0]))
    return _instant if hint is datetime else partial(_scalar, hint)


def _optional(read: Reader, value: object) -> Any:
    return None if value is None else read(value)


def _tuple(read: Reader, value: object) -> tuple[Any, ...]:
    if not isinstance(value, list):
        raise ValueError("is not a list")
    return tuple(read(item) for item in value)


def _instant(value: object) -> datetime:
    if not isinstance(value, str):
        raise ValueError("is not an ISO 8601 instant")
    try:
        return require_aware(datetime.fromisoformat(value)).astimezone(UTC)
    except (ValueError, OverflowError) as error:  # the first and last day of the calendar do not exist everywhere
        raise ValueError(f"is not an aware ISO 8601 instant: {error}") from None


def _scalar(hint: type, value: object) -> object:
    if hint is float and isinstance(value, int) and not isinstance(value, bool):
        return float(value)
    if not isinstance(value, hint) or (hint is int and isinstance(value, bool)):
        raise ValueError(f"is not of type {hint.__name__}")
    return value
