"""Misbehaviour to order, so that adapters meet what real platforms do.

| kind | what the caller sees | did the call take effect? |
|---|---|---|
| error-before | 500 | no |
| error-after | 500 | yes |
| slow | the right answer, `seconds` late | yes |
| cut | an answer that breaks off half-way | yes |
| malformed | 200 with a body that is not JSON | yes |
| rate-limited | 429 with Retry-After: `seconds` | no |

`POST /admin/faults {"kind": ..., "calls": N, "method": "POST", "path": "/posts"}` puts one on for the next N calls
of that method whose path contains those letters (for any call when left out); `DELETE /admin/faults` takes all off.
"""

import asyncio
import math
from dataclasses import dataclass
from enum import StrEnum

from starlette.requests import Request
from starlette.responses import JSONResponse, Response
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from local.sandbox import inputs
from local.sandbox.refusals import Refusal


class Kind(StrEnum):
    """How the platform misbehaves."""

    ERROR_BEFORE = "error-before"
    ERROR_AFTER = "error-after"
    SLOW = "slow"
    CUT = "cut"
    MALFORMED = "malformed"
    RATE_LIMITED = "rate-limited"


@dataclass
class Fault:
    """One misbehaviour and for how many calls it still lasts."""

    kind: Kind
    calls: int = 1
    method: str = ""
    path: str = ""
    seconds: float = 1.0


class Faults:
    """The misbehaviours that are on, in the order in which they were put on."""

    def __init__(self) -> None:
        self._waiting: list[Fault] = []

    def add(self, fault: Fault) -> None:
        """Put one on."""
        self._waiting.append(fault)

    def clear(self) -> None:
        """Take all off."""
        self._waiting.clear()

    def take(self, method: str, path: str) -> Fault | None:
        """Return the first that fits this call, which uses it up."""
        for fault in self._waiting:
            if fault.method in ("", method) and fault.path in path:
                fault.calls -= 1
                if fault.calls == 0:
                    self._waiting.remove(fault)
                return fault
        return None

    async def admin(self, request: Request) -> Response:
        """Answer /admin/faults."""
        if request.method == "DELETE":
            self.clear()
        else:
            wanted = await inputs.read(request, inputs.NewFault)
            try:
                kind = Kind(wanted.kind)
            except ValueError:
                raise Refusal(400, "InvalidInput", f"kind: one of {', '.join(Kind)}") from None
            self.add(Fault(kind, wanted.calls, wanted.method.upper(), wanted.path, wanted.seconds))
        return JSONResponse({"waiting": len(self._waiting)})


class Misbehaving:
    """The API behind the faults that are on."""

    def __init__(self, app: ASGIApp, faults: Faults) -> None:
        self._app = app
        self._faults = faults

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Answer one call, well or badly."""
        concerned = scope["type"] == "http" and scope["path"].startswith("/api/")
        fault = self._faults.take(scope["method"], scope["path"]) if concerned else None
        if fault is None:
            await self._app(scope, receive, send)
            return
        match fault.kind:
            case Kind.RATE_LIMITED:
                await _error(429, {"Retry-After": str(math.ceil(fault.seconds))})(scope, receive, send)
            case Kind.ERROR_BEFORE:
                await _error(500)(scope, receive, send)
            case Kind.ERROR_AFTER:
                await _withheld(self._app, scope, receive)
                await _error(500)(scope, receive, send)
            case Kind.MALFORMED:
                await _withheld(self._app, scope, receive)
                await Response('{"id": "c1', media_type="application/json")(scope, receive, send)
            case Kind.SLOW:
                answer = await _withheld(self._app, scope, receive)
                await asyncio.sleep(fault.seconds)
                for message in answer:
                    await send(message)
            case Kind.CUT:
                start, *rest = await _withheld(self._app, scope, receive)
                body = b"".join(message.get("body", b"") for message in rest)
                await send(start)  # promises the whole body; ending before it is sent closes the connection
                await send({"type": "http.response.body", "body": body[: len(body) // 2], "more_body": True})


def _error(status: int, headers: dict[str, str] | None = None) -> Response:
    return JSONResponse({"error": "Ordered", "message": "a fault that was asked for"}, status, headers)


async def _withheld(app: ASGIApp, scope: Scope, receive: Receive) -> list[Message]:
    """Let the call take effect and keep its answer back."""
    messages: list[Message] = []

    async def keep(message: Message) -> None:
        messages.append(message)

    await app(scope, receive, keep)
    return messages
