"""The sandbox as one web application: the platform's API, the page, and faults where tests ask for them."""

from starlette.applications import Starlette
from starlette.exceptions import HTTPException
from starlette.middleware import Middleware
from starlette.middleware.trustedhost import TrustedHostMiddleware
from starlette.requests import Request
from starlette.responses import JSONResponse, Response
from starlette.routing import BaseRoute, Route
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from local.sandbox.api import Api
from local.sandbox.explanations import Explanations
from local.sandbox.faults import Faults, Misbehaving
from local.sandbox.page import Page
from local.sandbox.refusals import Refusal
from local.sandbox.store import Store

HOSTS = ["127.0.0.1", "localhost"]  # no other name: a page elsewhere cannot rebind its own to this address
HEADERS = {
    b"content-security-policy": b"default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data:; "
    b"connect-src 'self'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'",
    b"x-content-type-options": b"nosniff",
    b"referrer-policy": b"no-referrer",
    b"cache-control": b"no-store",
}


def create_app(store: Store, explanations: Explanations | None = None, faults: Faults | None = None) -> Starlette:
    """Return the application.

    Args:
        store: what the platform knows.
        explanations: Beadle, as the page asks it; without it the page shows comments and no judgements.
        faults: misbehaviours that may be asked for at /admin/faults, for tests; without it there is no such address.
    """
    routes: list[BaseRoute] = [*Api(store).routes(), *Page(store, explanations).routes()]
    middleware = [Middleware(TrustedHostMiddleware, allowed_hosts=HOSTS), Middleware(_SafeHeaders)]
    if faults is not None:
        routes.append(Route("/admin/faults", faults.admin, methods=["POST", "DELETE"]))
        middleware.append(Middleware(Misbehaving, faults=faults))
    return Starlette(
        routes=routes,
        middleware=middleware,
        exception_handlers={Refusal: _refuse, HTTPException: _refuse_unknown},
    )


async def _refuse(_: Request, error: Exception) -> Response:
    assert isinstance(error, Refusal)  # noqa: S101 -- Starlette gives each handler its own exception
    headers = {"WWW-Authenticate": "Bearer"} if error.status == 401 else None
    return JSONResponse({"error": error.code, "message": error.message}, error.status, headers)


async def _refuse_unknown(_: Request, error: Exception) -> Response:
    assert isinstance(error, HTTPException)  # noqa: S101 -- as above
    code = {404: "NoSuchAddress", 405: "NoSuchMethod"}.get(error.status_code, "Refused")
    return JSONResponse({"error": code, "message": error.detail}, error.status_code, error.headers)


class _SafeHeaders:
    """Gives every answer the headers that keep what residents write from becoming part of the page."""

    def __init__(self, app: ASGIApp) -> None:
        self._app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        async def send_safely(message: Message) -> None:
            if message["type"] == "http.response.start":
                message["headers"] = [*message["headers"], *HEADERS.items()]
            await send(message)

        await self._app(scope, receive, send_safely if scope["type"] == "http" else send)
