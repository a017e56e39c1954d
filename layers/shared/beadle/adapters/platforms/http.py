"""How every platform adapter speaks HTTP: timeouts always, and every answer sorted into an error that says what to do.

| the platform's answer | becomes |
|---|---|
| none, cut off, too large, a redirect, 408, 425, 5xx, or a 2xx that is not JSON | PlatformUnavailable |
| 429, or 503 that says when to come back | RateLimited |
| 401, 403 | CredentialsRefused |
| any other 4xx | Refused, a PlatformRefused with the status and the platform's own code |
"""

import json
import time
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import UTC, datetime
from email.utils import parsedate_to_datetime
from ipaddress import ip_address
from typing import Any
from urllib.parse import urlsplit

import requests

from beadle.domain.errors import CredentialsRefused, PlatformRefused, PlatformUnavailable, RateLimited

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

    @property
    def ok(self) -> bool:
        """Whether the platform did what was asked."""
        return 200 <= self.status < 300

    @property
    def code(self) -> str:
        """The platform's name for the error ("ExpiredToken"), "" when it gave none."""
        return _line(Fields(self.body).text("error"), 80)

    @property
    def said(self) -> str:
        """The status and what the platform said about it, on one short line."""
        words = _line(Fields(self.body).text("message"), 200)
        return " ".join(part for part in (str(self.status), self.code, words) if part)


class Http:
    """One platform's API: a base address, and how to name and mend what goes wrong there.

    Args:
        platform: the platform's name, for messages.
        base_url: https, or http on loopback; anything else raises PlatformRefused before a secret leaves.
        renewal: what an officer does when the credentials are refused, as a sentence.
    """

    def __init__(self, platform: str, base_url: str, renewal: str) -> None:
        self.platform = platform
        self.renewal = renewal
        self._base_url = _checked(platform, base_url)
        self._session = requests.Session()
        self._session.trust_env = False  # a .netrc would replace our Authorization header
        self._session.headers["User-Agent"] = "beadle"

    def send(
        self,
        method: str,
        path: str,
        *,
        params: Mapping[str, Any] | None = None,
        body: Any = None,
        headers: Mapping[str, str] | None = None,
    ) -> Answer:
        """Return the answer, be it a success or a refusal; raises PlatformUnavailable and RateLimited."""
        what = f"{self.platform} {method} {path}"
        try:
            with self._session.request(
                method,
                self._base_url + path,
                params=params,
                json=body,
                headers=headers,
                timeout=TIMEOUT,
                allow_redirects=False,
                stream=True,
            ) as response:
                content = _read(response, what)
        except requests.RequestException as error:
            # The error's own text holds the whole address, and with it whatever was asked for.
            raise PlatformUnavailable(f"{what}: no answer ({type(error).__name__})") from None
        answer = Answer(response.status_code, response.headers, _parsed(content, response.ok, what))
        if answer.status == 429 or (answer.status == 503 and "Retry-After" in answer.headers):
            wait = _wait(answer.headers)
            raise RateLimited(f"{what}: asked to wait {wait:.0f} s", wait)
        if answer.status >= 500 or answer.status in {408, 425} or 300 <= answer.status < 400:
            raise PlatformUnavailable(f"{what}: {answer.said}")
        return answer

    def call(
        self,
        method: str,
        path: str,
        *,
        params: Mapping[str, Any] | None = None,
        body: Any = None,
        headers: Mapping[str, str] | None = None,
    ) -> "Fields":
        """Return the body of a success; raises what `send` does, CredentialsRefused and Refused."""
        answer = self.send(method, path, params=params, body=body, headers=headers)
        self.check(answer, f"{method} {path}")
        return Fields(answer.body)

    def check(self, answer: Answer, what: str) -> None:
        """Raise CredentialsRefused or Refused unless the answer is a success."""
        if answer.ok:
            return
        message = f"{self.platform} {what}: {answer.said}"
        if answer.status in {401, 403}:
            raise CredentialsRefused(f"{message}. {self.renewal}")
        raise Refused(message, answer.status, answer.code)


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
    try:
        parts = urlsplit(base_url)
        secure = parts.scheme == "https" or (parts.scheme == "http" and _is_loopback(parts.hostname or ""))
    except ValueError:
        secure = False
    if not secure or not parts.hostname or parts.query or parts.fragment or parts.username:
        raise PlatformRefused(f"{platform}: the service address must be https://host/path (http only on loopback)")
    return base_url.rstrip("/")


def _is_loopback(host: str) -> bool:
    try:
        return ip_address(host).is_loopback
    except ValueError:
        return host == "localhost"


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


def _wait(headers: Mapping[str, str]) -> float:
    """Return the seconds until the platform wants to hear from us again.

    Retry-After is RFC 9110's: seconds or a date. RateLimit-Reset (Bluesky) and X-RateLimit-Reset (X, Mastodon) are an
    instant as epoch seconds or in ISO 8601, or else seconds.
    """
    for name in ("Retry-After", "RateLimit-Reset", "X-RateLimit-Reset"):
        seconds = _seconds_until(headers.get(name, ""))
        if seconds is not None:
            return min(max(seconds, 1.0), LONGEST_WAIT)
    return UNTOLD_WAIT


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
