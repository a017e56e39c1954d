"""What the HTTP fakes of all platforms share: a server on loopback that misbehaves to order, and keeps what was said.

A fake answers as its platform's documentation says. Every exchange with it is held to the platform's own published
specification where that is at hand, so that an adapter and a fake cannot agree on a fiction.
"""

import json
import re
import time
from abc import ABC, abstractmethod
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, field
from threading import RLock
from typing import Any, Protocol, Self
from urllib.parse import parse_qsl, unquote, urlsplit

from local.sandbox.faults import Fault, Faults, Kind
from tests.scripted_server import Asked, Said, scripted_server


@dataclass(frozen=True, slots=True)
class Call:
    """A request, read."""

    asked: Asked
    path: str
    query: Mapping[str, str]
    body: Mapping[str, Any]  # of a JSON object; empty otherwise
    named: Mapping[str, str] = field(default_factory=dict)  # what the route's pattern caught

    @property
    def method(self) -> str:
        """GET, POST, ..."""
        return self.asked.method

    def header(self, name: str) -> str:
        """Return a header, "" when there is none."""
        return next((value for key, value in self.asked.headers.items() if key.lower() == name.lower()), "")


@dataclass(frozen=True, slots=True)
class Exchange:
    """A request and its answer."""

    asked: Asked
    said: Said


class Specification(Protocol):
    """A platform's published description of its API."""

    def problems(self, exchange: Exchange) -> list[str]:
        """Return what in the request, or in a successful answer, the platform does not publish."""


Route = Callable[[Call], Said]


class PlatformServer(ABC):
    """One platform's API on loopback, in memory.

    A platform's own fake gives `routes` and keeps the state; `rate_limited` says how the platform asks to wait.
    """

    specification: Specification | None = None
    """Set by the tests that have it at hand; each test then ends with `assert server.problems() == []`."""

    def __init__(self) -> None:
        self.address = ""
        self.faults = Faults()
        self.exchanges: list[Exchange] = []
        self._lock = RLock()

    @abstractmethod
    def routes(self) -> Mapping[tuple[str, str], Route]:
        """Return what answers: by method and path, with {name} for what varies ("GET", "/api/v1/statuses/{id}")."""

    @abstractmethod
    def refused(self, call: Call) -> Said | None:
        """Return the refusal of a call whose token is missing, expired or lacks a permission."""

    @abstractmethod
    def rate_limited(self, seconds: float) -> Said:
        """Return how the platform asks to wait."""

    @abstractmethod
    def not_found(self, call: Call) -> Said:
        """Return how the platform answers where nothing is."""

    def failed(self) -> Said:
        """Return how the platform answers when it has broken down."""
        return said({"error": "broken down"}, 500)

    @classmethod
    @contextmanager
    def running(cls) -> Iterator[Self]:
        """Serve a new, empty platform until the block ends."""
        server = cls()
        with scripted_server(server.answer) as address:
            server.address = address
            yield server

    def answer(self, asked: Asked) -> Said:
        """Answer one request, well or, where that was ordered, badly."""
        with self._lock:
            fault = self.faults.take(asked.method, asked.route)
            answered = self._answer(asked, fault)
        if fault and fault.kind is Kind.SLOW:
            time.sleep(fault.seconds)
        return answered

    def problems(self) -> list[str]:
        """Return what in all that was said the platform does not publish; nothing without its specification."""
        if self.specification is None:
            return []
        return [problem for exchange in self.exchanges for problem in self.specification.problems(exchange)]

    def _answer(self, asked: Asked, fault: Fault | None) -> Said:
        kind = fault.kind if fault else None
        if fault and kind is Kind.RATE_LIMITED:
            return self.rate_limited(fault.seconds)
        if kind is Kind.ERROR_BEFORE:
            return self.failed()
        good = self._well(asked)
        if kind is Kind.ERROR_AFTER:
            return self.failed()
        if kind is Kind.MALFORMED:
            return Said(200, b'{"id": "c1', {"Content-Type": "application/json"})
        if kind is Kind.CUT:
            return Said(good.status, good.body[: len(good.body) // 2], good.headers, length=len(good.body) + 1)
        return good

    def _well(self, asked: Asked) -> Said:
        parts = urlsplit(asked.path)
        call = Call(asked, unquote(parts.path), dict(parse_qsl(parts.query, keep_blank_values=True)), _body(asked))
        answer = self._routed(call)
        self.exchanges.append(Exchange(asked, answer))
        return answer

    def _routed(self, call: Call) -> Said:
        for (method, pattern), route in self.routes().items():
            found = re.fullmatch(re.sub(r"\\{(\w+)\\}", r"(?P<\1>[^/]+)", re.escape(pattern)), call.path)
            if found and method == call.method:
                called = Call(call.asked, call.path, call.query, call.body, found.groupdict())
                return self.refused(called) or route(called)
        return self.not_found(call)


def said(body: Any, status: int = 200, headers: Mapping[str, str] | None = None) -> Said:
    """Return a JSON answer; None for an empty body."""
    content = b"" if body is None else json.dumps(body).encode()
    return Said(status, content, {"Content-Type": "application/json", **(headers or {})})


def _body(asked: Asked) -> Mapping[str, Any]:
    try:
        value = json.loads(asked.body or b"{}")
    except ValueError:
        return {}
    return value if isinstance(value, dict) else {}
