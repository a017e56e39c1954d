"""A fault injector around every outgoing call: the N-th one fails, before or after it takes effect.

`Injector.around` wraps a port. Every call of the port's methods, and every step through what one of them yields, is an
outgoing call with a number of its own; the plan says which of them fail, and how.
"""

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from enum import Enum
from typing import Any, TypeVar, cast

from beadle.domain.errors import PlatformUnavailable, RateLimited, StoreUnavailable

T = TypeVar("T")


class Killed(BaseException):
    """The process is gone: no `except Exception` catches it, and no call that follows it goes out."""


@dataclass(frozen=True, slots=True)
class Kind:
    """One way to fail."""

    takes_effect: bool
    of_platform: Callable[[], BaseException]  # what a platform's adapter makes of it
    of_store: Callable[[], BaseException]  # what a table's, the bus's or the schedule's makes of it
    in_part: bool = False  # where a call carries several things, the first half of them take effect


def _kind(words: str, *, takes_effect: bool, in_part: bool = False) -> Kind:
    return Kind(takes_effect, lambda: PlatformUnavailable(words), lambda: StoreUnavailable(words), in_part)


class Fault(Enum):
    """Every way to fail that is tried."""

    REFUSED = _kind("connection refused", takes_effect=False)
    TIMED_OUT = _kind("no answer in time", takes_effect=True)
    THROTTLED = Kind(False, lambda: RateLimited("slow down", retry_after=30.0), lambda: StoreUnavailable("throttled"))
    SERVER_ERROR = _kind("503", takes_effect=False)
    SERVER_ERROR_AFTERWARDS = _kind("502", takes_effect=True)
    MALFORMED = _kind("the answer is not JSON", takes_effect=True)
    IN_PART = _kind("some were not accepted", takes_effect=False, in_part=True)
    UNFORESEEN = Kind(True, lambda: RuntimeError("a mistake in an adapter"), lambda: RuntimeError("a mistake"))
    KILLED_BEFORE = Kind(False, Killed, Killed)
    KILLED_AFTER = Kind(True, Killed, Killed)


class Injector:
    """Lets the calls of a plan fail; `calls` names every outgoing call in order.

    Before the N-th call something else may happen meanwhile, as when another process is at work at the same time.
    """

    def __init__(
        self, plan: Mapping[int, Fault] | None = None, meanwhile: Mapping[int, Callable[[], object]] | None = None
    ) -> None:
        self.plan = dict(plan or {})
        self.meanwhile = dict(meanwhile or {})
        self.calls: list[str] = []
        self._is_dead = False

    def revive(self) -> None:
        """A new process takes the place of one that was killed."""
        self._is_dead = False

    def around(self, port: T, name: str = "", is_platform: bool = False) -> T:
        """Return `port` with every outgoing call under this injector's control."""
        return cast(T, _Proxy(port, name or type(port).__name__, self, is_platform))

    def call(self, name: str, do: Callable[[], Any], do_half: Callable[[], object] | None, is_platform: bool) -> Any:
        """Make one outgoing call, or let it fail as planned."""
        if self._is_dead:
            raise Killed
        self.meanwhile.pop(len(self.calls), _nothing)()
        fault = self.plan.get(len(self.calls))
        self.calls.append(name)
        if fault is None:
            return do()
        kind = fault.value
        if kind.takes_effect:
            do()
        elif kind.in_part and do_half is not None:
            do_half()
        error = kind.of_platform() if is_platform else kind.of_store()
        self._is_dead = isinstance(error, Killed)
        raise error


def _nothing() -> None:
    pass


class _Proxy:
    """Stands before a port."""

    def __init__(self, port: object, name: str, injector: Injector, is_platform: bool) -> None:
        self._port = port
        self._name = name
        self._injector = injector
        self._is_platform = is_platform

    def __getattr__(self, name: str) -> Any:
        value = getattr(self._port, name)
        if not callable(value):
            return value
        full_name = f"{self._name}.{name}"

        def call(*args: Any, **kwargs: Any) -> Any:
            half = self._half_of(value, args)
            result = self._injector.call(full_name, lambda: value(*args, **kwargs), half, self._is_platform)
            if isinstance(result, Iterator):
                return self._steps(full_name, result)
            if hasattr(result, "capabilities"):
                return self._injector.around(result, "platform", is_platform=True)
            return result

        return call

    def _half_of(self, call: Callable[..., object], args: tuple[Any, ...]) -> Callable[[], object] | None:
        if len(args) == 1 and isinstance(args[0], list) and len(args[0]) > 1:
            return lambda: call(args[0][: len(args[0]) // 2])
        return None

    def _steps(self, name: str, iterator: Iterator[Any]) -> Iterator[Any]:
        end = object()
        while (item := self._injector.call(name, lambda: next(iterator, end), None, self._is_platform)) is not end:
            yield item
