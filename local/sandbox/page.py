"""What the page in the browser asks for: the state of the sandbox, Beadle's explanations, and the officers' tasks.

| call | does |
|---|---|
| GET /page/state ?since= | what changed since `version`; without `since` the newest posts and comments |
| GET /page/explanations ?ids=c1,c2 | Beadle's explanation of each, null while there is none |
| GET /page/tasks | the open tasks |
| POST /page/tasks/{task} `confirm`, `by` | decides one |
"""

from collections.abc import Awaitable, Callable
from pathlib import Path
from typing import Any, TypeVar

from starlette.concurrency import run_in_threadpool
from starlette.requests import Request
from starlette.responses import FileResponse, JSONResponse, Response
from starlette.routing import BaseRoute, Mount, Route
from starlette.staticfiles import StaticFiles

from beadle.domain.errors import BeadleError, NotFound, Rejected
from local.sandbox import inputs
from local.sandbox.explanations import Explanation, Explanations
from local.sandbox.records import CommentRecord
from local.sandbox.refusals import Refusal
from local.sandbox.store import Store

STATIC = Path(__file__).parent / "static"
NEWEST_COMMENTS = 200
NEWEST_POSTS = 30
CHANGES_AT_ONCE = 500
EXPLANATIONS_AT_ONCE = 25
RESIDENTS_OFFERED = 40
Answer = TypeVar("Answer")
PREFIX = "sandbox:"  # Beadle's ids are the platform's with this before them


class Page:
    """The page's calls, over one store and, where somebody wired it, Beadle."""

    def __init__(self, store: Store, explanations: Explanations | None) -> None:
        self._store = store
        self._explanations = explanations

    def routes(self) -> list[BaseRoute]:
        """Return what is answered where."""
        table: list[tuple[str, str, Callable[[Request], Awaitable[Response]]]] = [
            ("GET", "/", self.index),
            ("GET", "/page/state", self.state),
            ("GET", "/page/explanations", self.explain),
            ("GET", "/page/tasks", self.tasks),
            ("POST", "/page/tasks/{task:path}", self.decide),
        ]
        routes: list[BaseRoute] = [Route(path, endpoint, methods=[method]) for method, path, endpoint in table]
        return [*routes, Mount("/static", StaticFiles(directory=STATIC))]

    async def index(self, _: Request) -> Response:
        """Return the page itself."""
        return FileResponse(STATIC / "index.html")

    async def state(self, request: Request) -> Response:
        """Return what the page has not seen yet, and everything small."""
        since = request.query_params.get("since")
        if since is not None and not (since.isascii() and since.isdigit() and len(since) < 16):
            raise Refusal(400, "InvalidInput", "since: a whole number")
        comments = (
            self._store.newest(NEWEST_COMMENTS)
            if since is None
            else self._store.changed_since(int(since), CHANGES_AT_ONCE)
        )
        more = since is not None and len(comments) == CHANGES_AT_ONCE
        return JSONResponse(
            {
                "store": self._store.name,
                "version": comments[-1].version if more else self._store.changes,
                "more": more,
                "accounts": self._store.accounts(),
                "posts": [post.as_json() for post in self._store.posts(limit=NEWEST_POSTS)],
                "comments": [_shown(comment) for comment in comments],
                "counts": self._store.counts(),
                "residents": [resident.as_json() for resident in self._store.residents(RESIDENTS_OFFERED)],
                "blocked": [resident.as_json() for resident in self._store.blocked()],
                "judged": self._explanations is not None,
            }
        )

    async def explain(self, request: Request) -> Response:
        """Return Beadle's explanations of some comments."""
        ids = [part for part in request.query_params.get("ids", "").split(",") if part]
        if len(ids) > EXPLANATIONS_AT_ONCE:
            raise Refusal(400, "InvalidInput", f"ids: at most {EXPLANATIONS_AT_ONCE}")
        for native_id in ids:
            inputs.number(native_id, "c")
        beadle = self._beadle()

        def ask() -> dict[str, Explanation | None]:
            return {native_id: beadle.explain(PREFIX + native_id) for native_id in ids}

        return JSONResponse(await _asked(ask))

    async def tasks(self, _: Request) -> Response:
        """Return the open tasks."""
        return JSONResponse({"tasks": await _asked(self._beadle().tasks)})

    async def decide(self, request: Request) -> Response:
        """Confirm or decline a task."""
        decision = await inputs.read(request, inputs.Decision)
        beadle, task = self._beadle(), request.path_params["task"]
        await _asked(lambda: beadle.decide(task, decision.confirm, decision.by))
        return JSONResponse({"decided": task})

    def _beadle(self) -> Explanations:
        if self._explanations is None:
            raise Refusal(404, "NotWired", "this sandbox runs without Beadle: nothing is judged")
        return self._explanations


def _shown(comment: CommentRecord) -> dict[str, Any]:
    """Return a comment for the page, which is a demonstration and shows what the public does not see."""
    return {**comment.as_json(), "version": comment.version}


async def _asked(question: Callable[[], Answer]) -> Answer:
    """Ask Beadle, whose answers wait for tables, apart from the platform's own calls."""
    try:
        return await run_in_threadpool(question)
    except NotFound as error:
        raise Refusal(404, "NotFound", str(error)) from error
    except Rejected as error:
        raise Refusal(409, type(error).__name__, str(error)) from error
    except BeadleError as error:
        raise Refusal(503, type(error).__name__, str(error)) from error
