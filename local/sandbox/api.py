"""The platform's HTTP API, JSON in and out, in the manner of real ones.

`T` marks what needs the account's token (`Authorization: Bearer ...`). Ids are opaque: p3 a post, c17 a comment, u5 a
resident, r4 a report.

| call | | does |
|---|---|---|
| POST /api/accounts/{account}/posts `text`, `tag`? | T | publishes a post: 201. Twice is two posts, whatever the tag |
| GET /api/accounts/{account}/posts ?tag= &before= &limit= | T | posts, newest first; `next` is the next `before` |
| GET, PATCH (`text`), DELETE /api/posts/{p} | T | one post |
| GET /api/accounts/{account}/comments ?since= &post= &limit= | T | comments, hidden ones and ours too, in order of \
change, edited ones again; `cursor` is the next `since`, `more` says whether to go on at once, `posts` holds the posts |
| POST /api/posts/{p}/comments `author`, `text`, `parent_id`?, `external_id`?, `posted_at`? | | a resident comments: \
201; 200 and the first one for a known external id; 403 Blocked |
| GET /api/comments/{c} | | a comment with its `state`; hidden ones with T only |
| PATCH /api/comments/{c} `author`, `text` | | its author changes it |
| DELETE /api/comments/{c} | T | the council deletes it; without T and with ?author= its author does |
| POST /api/comments/{c}/hide, /unhide | T | hides it from the public, shows it |
| POST /api/comments/{c}/replies `text`, `tag`? | T | the council answers: 201 |
| GET /api/comments/{c}/replies ?tag= | T | the answers |
| POST /api/comments/{c}/reports `reason` | T | reports it: 201 |
| GET /api/accounts/{account}/blocks | T | the blocked residents |
| GET, PUT, DELETE /api/accounts/{account}/blocks/{u} | T | whether one is; blocks; unblocks |

A refusal is `{"error": "CommentNotFound", "message": "..."}` with 400, 401, 403, 404, 413, 415 or 429. Posts have no
idempotency key on purpose: whoever repeats a call must look for what the first one did.
"""

from collections.abc import Awaitable, Callable

from starlette.requests import Request
from starlette.responses import JSONResponse, Response
from starlette.routing import Route

from local.sandbox import inputs
from local.sandbox.records import CommentRecord, PostRecord, State
from local.sandbox.refusals import Refusal, not_found
from local.sandbox.store import Store


class Api:
    """The calls, over one store."""

    def __init__(self, store: Store) -> None:
        self._store = store

    def routes(self) -> list[Route]:
        """Return what is answered where."""
        account, post, comment = "/api/accounts/{account}", "/api/posts/{post}", "/api/comments/{comment}"
        table: list[tuple[str, str, Callable[[Request], Awaitable[Response]]]] = [
            ("POST", f"{account}/posts", self.publish),
            ("GET", f"{account}/posts", self.list_posts),
            ("GET", post, self.show_post),
            ("PATCH", post, self.edit_post),
            ("DELETE", post, self.delete_post),
            ("GET", f"{account}/comments", self.list_comments),
            ("POST", f"{post}/comments", self.write_comment),
            ("GET", comment, self.show_comment),
            ("PATCH", comment, self.edit_comment),
            ("DELETE", comment, self.delete_comment),
            ("POST", f"{comment}/hide", self.hide),
            ("POST", f"{comment}/unhide", self.unhide),
            ("POST", f"{comment}/replies", self.reply),
            ("GET", f"{comment}/replies", self.list_replies),
            ("POST", f"{comment}/reports", self.report),
            ("GET", f"{account}/blocks", self.list_blocks),
            ("GET", account + "/blocks/{user}", self.show_block),
            ("PUT", account + "/blocks/{user}", self.block),
            ("DELETE", account + "/blocks/{user}", self.unblock),
        ]
        return [Route(path, endpoint, methods=[method]) for method, path, endpoint in table]

    async def publish(self, request: Request) -> Response:
        """Publish a post."""
        account = self._account(request)
        wanted = await inputs.read(request, inputs.NewPost)
        return JSONResponse(self._store.add_post(account, wanted.text, wanted.tag).as_json(), 201)

    async def list_posts(self, request: Request) -> Response:
        """List the account's posts, newest first."""
        account, most = self._account(request), inputs.limit(request)
        before = request.query_params.get("before")
        posts = self._store.posts(
            account, request.query_params.get("tag"), inputs.number(before, "p") if before else None, most
        )
        following = posts[-1].native_id if len(posts) == most else None
        return JSONResponse({"posts": [post.as_json() for post in posts], "next": following})

    async def show_post(self, request: Request) -> Response:
        """Show one post."""
        return JSONResponse(self._our_post(request).as_json())

    async def edit_post(self, request: Request) -> Response:
        """Change a post's text."""
        post = self._our_post(request)
        wanted = await inputs.read(request, inputs.PostChange)
        return JSONResponse(self._store.edit_post(post.number, wanted.text).as_json())

    async def delete_post(self, request: Request) -> Response:
        """Delete a post with its comments."""
        self._store.delete_post(self._our_post(request).number)
        return JSONResponse({"deleted": True})

    async def list_comments(self, request: Request) -> Response:
        """List the comments that are new or changed since a cursor."""
        account, most = self._account(request), inputs.limit(request)
        post = request.query_params.get("post")
        since = self._position(request.query_params.get("since"))
        found = self._store.comments_since(account, since, inputs.number(post, "p") if post else None, most + 1)
        page = found[:most]
        posts = {comment.post: self._store.post(comment.post) for comment in page}
        return JSONResponse(
            {
                "comments": [comment.as_json() for comment in page],
                "posts": [post.as_json() for post in posts.values()],
                "cursor": f"{self._store.name}-{page[-1].position if page else since}",
                "more": len(found) > most,
            }
        )

    async def write_comment(self, request: Request) -> Response:
        """Let a resident comment."""
        wanted = await inputs.read(request, inputs.NewComment)
        comment, is_new = self._store.add_comment(
            inputs.number(request.path_params["post"], "p"),
            wanted.author,
            wanted.text,
            parent=inputs.number(wanted.parent_id, "c") if wanted.parent_id else None,
            external_id=wanted.external_id,
            posted_at=wanted.posted_at,
        )
        return JSONResponse(comment.as_json(), 201 if is_new else 200)

    async def show_comment(self, request: Request) -> Response:
        """Show one comment; to the public only when it is visible."""
        if "authorization" in request.headers:
            return JSONResponse(self._our_comment(request).as_json())
        comment = self._store.comment(inputs.number(request.path_params["comment"], "c"))
        if comment.state is not State.VISIBLE:
            raise not_found("Comment", comment.native_id)
        return JSONResponse(comment.as_json())

    async def edit_comment(self, request: Request) -> Response:
        """Let its author change a comment."""
        wanted = await inputs.read(request, inputs.CommentChange)
        number = inputs.number(request.path_params["comment"], "c")
        return JSONResponse(self._store.edit_comment(number, wanted.author, wanted.text).as_json())

    async def delete_comment(self, request: Request) -> Response:
        """Delete a comment, as the council or as its author."""
        author = request.query_params.get("author")
        if "authorization" not in request.headers and author:
            self._store.delete_own_comment(inputs.number(request.path_params["comment"], "c"), author)
        else:
            self._store.set_state(self._our_comment(request).number, State.DELETED)
        return JSONResponse({"deleted": True})

    async def hide(self, request: Request) -> Response:
        """Hide a comment."""
        return JSONResponse(self._store.set_state(self._our_comment(request).number, State.HIDDEN).as_json())

    async def unhide(self, request: Request) -> Response:
        """Show a comment again."""
        return JSONResponse(self._store.set_state(self._our_comment(request).number, State.VISIBLE).as_json())

    async def reply(self, request: Request) -> Response:
        """Answer a comment as the council."""
        parent = self._our_comment(request)
        wanted = await inputs.read(request, inputs.NewReply)
        reply, _ = self._store.add_comment(parent.post, None, wanted.text, parent=parent.number, tag=wanted.tag)
        return JSONResponse(reply.as_json(), 201)

    async def list_replies(self, request: Request) -> Response:
        """List a comment's answers."""
        parent = self._our_comment(request)
        replies = self._store.replies(parent.number, request.query_params.get("tag"))
        return JSONResponse({"replies": [reply.as_json() for reply in replies]})

    async def report(self, request: Request) -> Response:
        """Report a comment to the platform."""
        comment = self._our_comment(request)
        wanted = await inputs.read(request, inputs.NewReport)
        return JSONResponse({"id": self._store.add_report(comment.number, wanted.reason)}, 201)

    async def list_blocks(self, request: Request) -> Response:
        """List the blocked residents."""
        blocked = self._store.blocked(self._account(request))
        return JSONResponse({"residents": [resident.as_json() for resident in blocked]})

    async def show_block(self, request: Request) -> Response:
        """Say whether a resident is blocked."""
        return self._block_answer(*self._account_and_user(request))

    async def block(self, request: Request) -> Response:
        """Block a resident."""
        return self._change_block(request, True)

    async def unblock(self, request: Request) -> Response:
        """Let a resident comment again."""
        return self._change_block(request, False)

    def _change_block(self, request: Request, blocked: bool) -> Response:
        account, user = self._account_and_user(request)
        self._store.set_blocked(account, user, blocked)
        return self._block_answer(account, user)

    def _block_answer(self, account: str, user: int) -> Response:
        resident = self._store.resident(user)
        return JSONResponse({"resident": resident.as_json(), "blocked": self._store.is_blocked(account, user)})

    def _account(self, request: Request) -> str:
        """Return the account in the path once the token proves that it is the caller's."""
        return self._owner(request, request.path_params["account"])

    def _account_and_user(self, request: Request) -> tuple[str, int]:
        return self._account(request), inputs.number(request.path_params["user"], "u")

    def _our_post(self, request: Request) -> PostRecord:
        self._token_holder(request)  # first: strangers learn nothing about what there is
        post = self._store.post(inputs.number(request.path_params["post"], "p"))
        self._owner(request, post.account)
        return post

    def _our_comment(self, request: Request) -> CommentRecord:
        self._token_holder(request)
        comment = self._store.comment(inputs.number(request.path_params["comment"], "c"))
        self._owner(request, comment.account)
        return comment

    def _owner(self, request: Request, account: str) -> str:
        if self._token_holder(request) != account:
            raise Refusal(403, "NotYours", "the token belongs to another account")
        return account

    def _token_holder(self, request: Request) -> str:
        scheme, _, token = request.headers.get("authorization", "").partition(" ")
        if scheme.lower() != "bearer" or not token.strip():
            raise Refusal(401, "TokenMissing", "send the account's token as Authorization: Bearer ...")
        return self._store.account_of(token.strip())

    def _position(self, cursor: str | None) -> int:
        """Return the number after which to read on; Refusal for a cursor that this file did not give out."""
        if cursor is None:
            return 0
        name, _, digits = cursor.rpartition("-")
        if name != self._store.name or not digits.isascii() or not digits.isdigit() or len(digits) > 15:
            raise Refusal(400, "InvalidCursor", "this cursor was not given out here: read from the start")
        return int(digits)
