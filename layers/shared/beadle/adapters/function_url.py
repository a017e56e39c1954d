"""Requests that reach a function at an address of its own, and its answers (Lambda function URLs, payload 2.0)."""

from base64 import b64decode
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from beadle.domain.errors import MalformedInput

MAX_BODY = 1024 * 1024
"""Bytes of a body. Lambda itself takes six times as many."""


class TooLarge(MalformedInput):
    """The body is larger than MAX_BODY."""


@dataclass(frozen=True, slots=True)
class Request:
    """A request over HTTP."""

    method: str
    query: Mapping[str, str]
    headers: Mapping[str, str]  # names in lower case
    body: bytes

    @classmethod
    def of(cls, event: Mapping[str, Any]) -> "Request":
        """Return the request that an event brings. TooLarge, before the body is decoded; MalformedInput."""
        try:
            method = event["requestContext"]["http"]["method"]
            query, headers = event.get("queryStringParameters") or {}, event.get("headers") or {}
            body = event.get("body") or ""
            if len(body) > (MAX_BODY * 4 // 3 + 4 if event.get("isBase64Encoded") else MAX_BODY):
                raise TooLarge("request", [f"its body is larger than {MAX_BODY} bytes"])
            content = b64decode(body, validate=True) if event.get("isBase64Encoded") else body.encode()
            named = {str(name).lower(): str(value) for name, value in headers.items()}
            asked = cls(str(method), {str(name): str(value) for name, value in query.items()}, named, content)
        except (KeyError, TypeError, AttributeError, ValueError):  # those of base64 and of UTF-8 are ValueErrors
            raise MalformedInput("request", ["is no event of a function URL"]) from None
        if len(asked.body) > MAX_BODY:
            raise TooLarge("request", [f"its body is larger than {MAX_BODY} bytes"])
        return asked


def answer(status: int, text: str = "") -> dict[str, Any]:
    """Return an answer of plain text."""
    headers = {"Content-Type": "text/plain; charset=utf-8", "X-Content-Type-Options": "nosniff"}
    return {"statusCode": status, "headers": headers, "body": text}
