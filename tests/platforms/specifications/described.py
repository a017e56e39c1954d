"""What is alike in holding exchanges to a description, whatever its format."""

import re
from abc import ABC, abstractmethod
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any

from tests.platforms.server import Exchange

LOOKED_AT = 3
"""Of a long list in an answer so many are looked at, and as many at its end: one function of a fake makes them all."""


@dataclass(frozen=True, slots=True)
class Described(ABC):
    """Fits the Specification protocol.

    Args:
        unpublished: method and path of what the platform documents elsewhere only, {name} for what varies; such calls
            are not looked at.
    """

    unpublished: frozenset[tuple[str, str]] = field(default=frozenset(), kw_only=True)

    def problems(self, exchange: Exchange) -> list[str]:
        """Return what the description does not have, each after the call in which it was."""
        asked = exchange.asked
        if any(asked.method == method and fits(path, asked.route) for method, path in self.unpublished):
            return []
        return [f"{asked.method} {asked.route}: {problem}" for problem in self._problems(exchange)]

    @abstractmethod
    def _problems(self, exchange: Exchange) -> Iterator[str]: ...


def fits(pattern: str, route: str) -> bool:
    """Whether a path is one of those that the pattern "/2/users/{id}" stands for."""
    return re.fullmatch(re.sub(r"\\\{\w+\\\}", "[^/]+", re.escape(pattern)), route) is not None


def ends(listed: list[Any]) -> list[Any]:
    """Return a short list as it is, a long one cut out in the middle."""
    return listed if len(listed) <= 2 * LOOKED_AT else listed[:LOOKED_AT] + listed[-LOOKED_AT:]
