"""How every platform adapter speaks HTTP: timeouts always, and every answer sorted into an error that says what to do.

| the platform's answer | becomes |
|---|---|
| none, cut off, too large, a redirect, 408, 425, 5xx, or a 2xx that is not JSON | PlatformUnavailable |
| 429, or 503 that says when to come back | RateLimited |
| 401, 403 | CredentialsRefused |
| any other 4xx | Refused, a PlatformRefused with the status and the platform's own code |

What a platform says in ways of its own, its `Dialect` sorts first. What is safe to repeat is repeated: see `sending`.
"""

import json
import time
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import UTC, datetime
from email.utils import parsedate_to_datetime
from typing import Any

import requests

from beadle.adapters.platforms.sending import AGAIN, ONCE, as_requested, session
from beadle.domain.errors import BeadleError, CredentialsRefused, PlatformRefused, PlatformUnavailable, RateLimited
from beadle.domain.web import is_secure

TIMEOUT = (3.05, 10)  # seconds: connect, read
MAX_BODY = 48 * 1024 * 1024  # bytes; a thread of 10,000 comments is about 15 MB, a function has 256 MB in all
UNTOLD_WAIT = 60.0  # seconds to wait when a platform limits us without saying for how long
LONGEST_WAIT = 86_400.0  # seconds; no platform's window is longer than a day


class Refused(PlatformRefused):
    """A 4xx, with what an adapter needs to tell one refusal from another."""

    def __init__(self, message: str, status: int, code: str) -> None:
        super().__init__(message)
        self.status = status
        self.code = code


@dataclass(frozen=True, slots=True)
class Answer:
    """What a platform answered; `body` is None where it was empty or, in an error, not JSON."""

    status: int
    headers: Mapping[str, str]  # names in any case
    body: Any
    code: str = ""  # the platform's name for the error ("ExpiredToken")
    words: str = ""  # what it said about the error, on one line

    @property
    def ok(self) -> bool:
        """Whether the platform did what was asked."""
        return 200 <= self.status < 300

    @property
    def said(self) -> str:
        """The status and what the platform said about it, on one short line."""
        return " ".join(part for part in (str(self.status), self.code, self.words) if part)


class Dialect:
    """How a platform words its errors and tells of its limits; a platform's own derives from it what differs."""

    def error(self, body: "Fields") -> tuple[str, str]:
        """Return the platform's code for an error and its words, from the error's body; "" for what it lacks."""
        return body.text("error"), body.text("message")

    def sort(self, answer: Answer, message: str) -> BeadleError | None:
        """Return what an answer that is no success is to raise, None to leave it to the table above.

        Args:
            message: names the call and what the platform said of it; for the error's own message.
        """

    def heard(self, answer: Answer) -> None:
        """Take note of what any answer, good or bad, tells of the platform's limits."""


class Http:
    """One platform's API: a base address, and how to name and mend what goes wrong there.

    Args:
        platform: the platform's name, for messages.
        base_url: https, or http on loopback; anything else raises PlatformRefused before a secret leaves.
        renewal: what an officer does when the credentials are refused, as a sentence.
    """

    def __init__(self, platform: str, base_url: str, renewal: str, dialect: Dialect | None = None) -> None:
        self.platform = platform
        self.renewal = renewal
        self._base_url = _checked(platform, base_url)
        self._dialect = dialect or Dialect()
        self._once, self._again = session(ONCE), session(AGAIN)

    def send(
        self,
        method: str,
        path: str,
        *,
        params: Mapping[str, Any] | None = None,
        body: Any = None,
        headers: Mapping[str, str] | None = None,
        repeatable: bool = False,
    ) -> Answer:
        """Return the answer, be it a success or a refusal.

        Args:
            body: JSON's own types, or a Form, Multipart or Raw.
            repeatable: whether doing it twice is doing it once, of a method that does not say so by itself.
        Raises:
            PlatformUnavailable, RateLimited, and whatever the platform's dialect makes of an answer.
        """
        what = f"{self.platform} {method} {path}"
        is_safe = repeatable or method in ("GET", "HEAD")
        try:
            with (self._again if is_safe else self._once).request(
                method,
                self._base_url + path,
                params=params,
                timeout=TIMEOUT,
                allow_redirects=False,
                stream=True,
                **as_requested(body, headers or {}),
            ) as response:
                content = _read(response, what)
        except requests.RequestException as error:
            # The error's own text holds the whole address, and with it whatever was asked for.
            raise PlatformUnavailable(f"{what}: no answer ({type(error).__name__})") from None
        answer = self._understood(response, _parsed(content, response.ok, what))
        self._dialect.heard(answer)
        if not answer.ok:
            self._sort(answer, f"{what}: {answer.said}")
        return answer

    def ask(self, method: str, path: str, **request: Any) -> Answer:
        """Return a success, with its headers; takes what `send` does, and raises CredentialsRefused and Refused too."""
        answer = self.send(method, path, **request)
        self.check(answer, f"{method} {path}")
        return answer

    def call(self, method: str, path: str, **request: Any) -> "Fields":
        """Return the body of a success as an object: see `ask`."""
        return Fields(self.ask(method, path, **request).body)

    def check(self, answer: Answer, what: str) -> None:
        """Raise CredentialsRefused or Refused unless the answer is a success."""
        if answer.ok:
            return
        message = f"{self.platform} {what}: {answer.said}"
        if answer.status in {401, 403}:
            raise CredentialsRefused(f"{message}. {self.renewal}")
        raise Refused(message, answer.status, answer.code)

    def _understood(self, response: requests.Response, body: Any) -> Answer:
        code, words = ("", "") if response.ok else self._dialect.error(Fields(body))
        return Answer(response.status_code, response.headers, body, _line(code, 80), _line(words, 200))

    def _sort(self, answer: Answer, message: str) -> None:
        error = self._dialect.sort(answer, message)
        if error is not None:
            raise error
        if answer.status == 429 or (answer.status == 503 and "Retry-After" in answer.headers):
            raise limited(message, asked_wait(answer.headers))
        if answer.status >= 500 or answer.status in {408, 425} or 300 <= answer.status < 400:
            raise PlatformUnavailable(message)


def limited(message: str, wait: float | None) -> RateLimited:
    """Return the error for a platform that asks to wait; for `wait` seconds, for a minute where it does not say."""
    seconds = UNTOLD_WAIT if wait is None else min(max(wait, 1.0), LONGEST_WAIT)
    return RateLimited(f"{message}: asked to wait {seconds:.0f} s", seconds)


def asked_wait(headers: Mapping[str, str]) -> float | None:
    """Return the seconds until the platform wants to hear from us again, None when its headers do not say.

    Retry-After is RFC 9110's: seconds or a date. RateLimit-Reset (Bluesky), X-RateLimit-Reset (Mastodon) and
    X-Rate-Limit-Reset (X) are an instant as epoch seconds or in ISO 8601, or else seconds.
    """
    names = ("Retry-After", "RateLimit-Reset", "X-RateLimit-Reset", "X-Rate-Limit-Reset")
    waits = (_seconds_until(headers.get(name, "")) for name in names)
    return next((wait for wait in waits if wait is not None), None)


class Fields:
    """A JSON value from outside, read as an object field by field; a field that is missing or of another type is empty.

    `require` is for what we cannot go on without.
    """

    __slots__ = ("_fields",)

    def __init__(self, value: Any) -> None:
        self._fields: Mapping[str, Any] = value if isinstance(value, dict) else {}

    def __bool__(self) -> bool:
        """Whether there is anything in it."""
        return bool(self._fields)

    def __contains__(self, key: str) -> bool:
        """Whether the field is there, whatever it holds."""
        return key in self._fields

    def raw(self) -> dict[str, Any]:
        """Return the object as it came, to send it back changed."""
        return dict(self._fields)

    def text(self, key: str) -> str:
        """Return a string, "" when there is none; halves of surrogate pairs, which no encoder takes, become "?"."""
        value = self._fields.get(key)
        return value.encode("utf-8", "replace").decode() if isinstance(value, str) else ""

    def require(self, key: str) -> str:
        """Return a string that must be there; PlatformUnavailable when it is not."""
        value = self.text(key)
        if not value:
            raise PlatformUnavailable(f"the answer has no {key!r}")
        return value

    def number(self, key: str) -> int:
        """Return a whole number, 0 when there is none."""
        value = self._fields.get(key)
        return value if isinstance(value, int) and not isinstance(value, bool) else 0

    def flag(self, key: str) -> bool:
        """Whether the field is true, and not merely something."""
        return self._fields.get(key) is True

    def object(self, *path: str) -> "Fields":
        """Return the object at the end of `path`, empty when there is none."""
        value: Any = self._fields
        for key in path:
            value = value.get(key) if isinstance(value, dict) else None
        return Fields(value)

    def objects(self, key: str) -> Iterator["Fields"]:
        """Yield the objects of a list, passing over anything else in it."""
        value = self._fields.get(key)
        return (Fields(item) for item in value if isinstance(item, dict)) if isinstance(value, list) else iter(())

    def texts(self, key: str) -> list[str]:
        """Return the strings of a list, without anything else in it."""
        value = self._fields.get(key)
        return [item for item in value if isinstance(item, str)] if isinstance(value, list) else []

    def instant(self, key: str) -> datetime | None:
        """Return an ISO 8601 instant, aware (UTC where it names no zone); None when it is none."""
        try:
            at = datetime.fromisoformat(self.text(key))
            return at.replace(tzinfo=at.tzinfo or UTC).astimezone(UTC)
        except (ValueError, OverflowError):
            return None


def _checked(platform: str, base_url: str) -> str:
    """Return the address without its last slash. PlatformRefused when a secret must not be sent there."""
    if not is_secure(base_url) or {"?", "#"} & set(base_url):
        raise PlatformRefused(f"{platform}: the service address must be https://host/path (http only on loopback)")
    return base_url.rstrip("/")


def _read(response: requests.Response, what: str) -> bytes:
    """Return the whole body; PlatformUnavailable when it grows past what a function can hold."""
    content = bytearray()
    for chunk in response.iter_content(64 * 1024):
        content += chunk
        if len(content) > MAX_BODY:
            raise PlatformUnavailable(f"{what}: the answer is larger than {MAX_BODY} bytes")
    return bytes(content)


def _parsed(content: bytes, succeeded: bool, what: str) -> Any:
    """Return the JSON value, None for an empty body; one that is not JSON is an error only in a success."""
    if not content.strip():
        return None
    try:
        return json.loads(content, parse_constant=_no_constant)
    except (ValueError, RecursionError):
        if succeeded:
            raise PlatformUnavailable(f"{what}: the answer is not JSON") from None
        return None


def _no_constant(name: str) -> None:
    raise ValueError(f"{name} is not JSON")


def _seconds_until(value: str) -> float | None:
    now = time.time()
    value = value.strip()
    if value.isascii() and value.isdigit():
        number = int(value[:18])
        return number - now if number > 1_000_000_000 else float(number)
    for parse in (datetime.fromisoformat, parsedate_to_datetime):
        try:
            at = parse(value)
        except (ValueError, TypeError, OverflowError):
            continue
        return at.replace(tzinfo=at.tzinfo or UTC).timestamp() - now
    return None


def _line(words: str, longest: int) -> str:
    """Return a platform's words as one printable line: they go into logs and tasks."""
    return "".join(c if c.isprintable() else " " for c in words[:longest]).strip()
