"""How a request leaves: the forms of its body, and when it is sent again by itself.

A call that reads is repeated at once, then after a moment, where the connection broke or the platform stumbled. A call
that writes is repeated only where it never left, or where its adapter says that doing it twice is doing it once: for
anything else its adapter looks before it writes again. No answer is waited for twice, for a function has little time;
and a platform that says when to come back is not asked before.
"""

import logging
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

import requests
from requests.adapters import HTTPAdapter
from urllib3 import BaseHTTPResponse
from urllib3.connectionpool import ConnectionPool
from urllib3.exceptions import ReadTimeoutError
from urllib3.util.retry import Retry

ATTEMPTS = 3  # the second at once, the third after the back-off
BACK_OFF = 0.4  # seconds before the third attempt at least; twice that at most
STUMBLES = frozenset({500, 502, 503, 504})

# Its warning of a repetition quotes the whole address: residents' ids, and the token that Meta is asked about.
logging.getLogger("urllib3.connectionpool").setLevel(logging.ERROR)


@dataclass(frozen=True, slots=True)
class Form:
    """A body as web forms send it."""

    fields: Mapping[str, str | int]


@dataclass(frozen=True, slots=True)
class File:
    """A file of a `Multipart` body."""

    name: str  # as the platform is told
    content: bytes
    media_type: str  # "image/png"


@dataclass(frozen=True, slots=True)
class Multipart:
    """A body of fields and files."""

    files: Mapping[str, File]  # by field
    fields: Mapping[str, str | int] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Raw:
    """A body of bytes as they are."""

    content: bytes
    media_type: str


class _Retry(Retry):
    """What the module promises."""

    def is_retry(self, method: str, status_code: int, has_retry_after: bool = False) -> bool:
        return not has_retry_after and super().is_retry(method, status_code, has_retry_after)

    def increment(
        self,
        method: str | None = None,
        url: str | None = None,
        response: BaseHTTPResponse | None = None,
        error: Exception | None = None,
        _pool: ConnectionPool | None = None,
        _stacktrace: Any = None,
    ) -> "_Retry":
        if isinstance(error, ReadTimeoutError):
            raise error
        return super().increment(method, url, response, error, _pool, _stacktrace)


ONCE = _Retry(total=1, connect=1, read=False, status=0, other=0)
AGAIN = _Retry(
    total=ATTEMPTS - 1,
    allowed_methods=None,  # any: a session with it is used for what is safe only
    status_forcelist=STUMBLES,
    backoff_factor=BACK_OFF / 2,  # doubled before it is first waited for
    backoff_jitter=BACK_OFF,
    raise_on_status=False,
    respect_retry_after_header=False,
)


def session(retries: Retry) -> requests.Session:
    """Return a session that repeats what `retries` says."""
    made = requests.Session()
    made.trust_env = False  # a .netrc would replace our Authorization header
    made.headers["User-Agent"] = "beadle"
    for scheme in ("https://", "http://"):
        made.mount(scheme, HTTPAdapter(max_retries=retries))
    return made


def as_requested(body: Any, headers: Mapping[str, str]) -> dict[str, Any]:
    """Return a body and headers as `requests` takes them."""
    match body:
        case Form(fields):
            return {"data": dict(fields), "headers": headers}
        case Multipart(files, fields):
            parts = {name: (file.name, file.content, file.media_type) for name, file in files.items()}
            return {"data": dict(fields), "files": parts, "headers": headers}
        case Raw(content, media_type):
            return {"data": content, "headers": {**headers, "Content-Type": media_type}}
    return {"json": body, "headers": headers}
