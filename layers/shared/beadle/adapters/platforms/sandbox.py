"""The sandbox, a social platform on this machine for trying and testing.

Like many real platforms it has no idempotency: what must happen once is looked for first, by the tag that it was
written with. How its API goes is described in `local/sandbox/api.py`.
"""

from collections.abc import Iterator, Mapping
from typing import Any
from urllib.parse import quote

from beadle.adapters.platforms.access import Access
from beadle.adapters.platforms.http import Fields, Http, Refused
from beadle.domain.channels import Channel
from beadle.domain.comments import Author, Comment, Visibility
from beadle.domain.errors import CredentialsRefused, PlatformRefused, PlatformUnavailable
from beadle.domain.platforms import capabilities
from beadle.domain.ports import CommentPage, Standing
from beadle.domain.posts import Post, PublishedRef

PREFIX = "sandbox:"
PAGE_SIZE = 100
RENEWAL = "Give the token that the sandbox was started with: beadle channels add, with the channel's id"
_VISIBILITIES = {"visible": Visibility.VISIBLE, "hidden": Visibility.HIDDEN}


class SandboxPlatform:
    """Fits the Platform port.

    Args:
        channel: `account` is the account's name there, `service_url` where it is served.
        access: its secret holds the account's `token`. CredentialsRefused when there is none.
    """

    def __init__(self, channel: Channel, access: Access) -> None:
        self.capabilities = capabilities(channel)
        secret = access.secret
        if not secret.get("token"):
            raise CredentialsRefused(f"sandbox: the secret of {channel.channel_id} has no token. {RENEWAL}")
        self._channel = channel
        self._account = f"/api/accounts/{quote(channel.account, safe='')}"
        self._headers = {"Authorization": f"Bearer {secret['token']}"}
        self._http = Http("sandbox", channel.service_url, RENEWAL)

    def standing(self) -> Standing:
        """Read one post of the account's, which only its token allows."""
        self._call("GET", f"{self._account}/posts", params={"limit": 1})
        return Standing(self._channel.name or self._channel.account, self._channel.service_url)

    def comments(self, position: str | None) -> Iterator[CommentPage]:
        """Yield the comments since `position`, page by page; what the council wrote itself is left out."""
        more = True
        while more:
            answer = self._read(position)
            cursor = answer.require("cursor")
            posts = {post.text("id"): post.text("text") for post in answer.objects("posts")}
            residents = (comment for comment in answer.objects("comments") if not comment.flag("by_council"))
            comments = tuple(self._comment(comment, posts) for comment in residents)
            more = answer.flag("more")
            if more and cursor == position:
                raise PlatformUnavailable("sandbox: promised more comments and gave the same page again")
            if cursor != position:
                yield CommentPage(comments, cursor)
            position = cursor

    def visibility(self, comment: Comment) -> Visibility:
        """Read back what the public sees of a comment."""
        try:
            state = self._call("GET", _comment_path(comment)).text("state")
        except Refused as error:
            if error.code == "CommentNotFound":
                return Visibility.GONE
            raise
        return _VISIBILITIES.get(state, Visibility.UNKNOWN)

    def hide(self, comment: Comment) -> None:
        """Hide a comment; one that is gone is out of sight already."""
        self._call_unless("CommentNotFound", "POST", f"{_comment_path(comment)}/hide")

    def unhide(self, comment: Comment) -> None:
        """Show a comment again; one that is gone stays gone."""
        self._call_unless("CommentNotFound", "POST", f"{_comment_path(comment)}/unhide")

    def delete_comment(self, comment: Comment) -> None:
        """Delete a comment."""
        self._call_unless("CommentNotFound", "DELETE", _comment_path(comment))

    def reply(self, comment: Comment, text: str, key: str) -> PublishedRef:
        """Answer a comment, unless an answer with this key is there."""
        path = f"{_comment_path(comment)}/replies"
        found = next(self._call("GET", path, params={"tag": key}).objects("replies"), None)
        return self._ref(found or self._call("POST", path, body={"text": text, "tag": key}))

    def publish(self, post: Post) -> PublishedRef:
        """Publish a post, unless it is there."""
        found = self.find_published(post)
        if found is not None:
            return found
        return self._ref(self._call("POST", f"{self._account}/posts", body={"text": post.text, "tag": post.post_id}))

    def find_published(self, post: Post) -> PublishedRef | None:
        """Return the oldest post with this post's tag."""
        answer = self._call("GET", f"{self._account}/posts", params={"tag": post.post_id})
        found = list(answer.objects("posts"))
        return self._ref(found[-1]) if found else None

    def edit_post(self, ref: PublishedRef, text: str) -> None:
        """Replace a post's text."""
        self._call("PATCH", _post_path(ref), body={"text": text})

    def retract(self, ref: PublishedRef) -> None:
        """Delete a post."""
        self._call_unless("PostNotFound", "DELETE", _post_path(ref))

    def block(self, comment: Comment) -> None:
        """Keep a resident from commenting."""
        self._call("PUT", self._block_path(comment.author.author_id))

    def unblock(self, author_id: str) -> None:
        """Let a resident comment again."""
        self._call("DELETE", self._block_path(author_id))

    def is_blocked(self, author_id: str) -> bool:
        """Read back whether a resident is blocked."""
        return self._call("GET", self._block_path(author_id)).flag("blocked")

    def report(self, comment: Comment, reason: str) -> str:
        """Report a comment to the platform."""
        return self._call("POST", f"{_comment_path(comment)}/reports", body={"reason": reason}).require("id")

    def _read(self, position: str | None) -> Fields:
        """Return the page after `position`; from the start when the platform has forgotten the position."""
        path, params = f"{self._account}/comments", {"since": position, "limit": PAGE_SIZE}
        try:
            return self._call("GET", path, params=params)
        except Refused as error:
            if position is None or error.code != "InvalidCursor":
                raise
        return self._call("GET", path, params={"limit": PAGE_SIZE})

    def _comment(self, fields: Fields, posts: Mapping[str, str]) -> Comment:
        author, posted_at = fields.object("author"), fields.instant("created_at")
        if posted_at is None:
            raise PlatformUnavailable("sandbox: a comment without the instant of its posting")
        parent, post = fields.text("parent_id"), fields.require("post_id")
        return Comment(
            comment_id=PREFIX + fields.require("id"),
            channel_id=self._channel.channel_id,
            post_id=post,
            author=Author(PREFIX + author.require("id"), author.require("name"), author.text("name")),
            text=fields.text("text"),
            posted_at=posted_at,
            url=self._address(fields),
            post_text=posts.get(post, ""),
            edited_at=fields.instant("edited_at"),
            parent_id=PREFIX + parent if parent else "",
        )

    def _ref(self, fields: Fields) -> PublishedRef:
        return PublishedRef(fields.require("id"), self._address(fields))

    def _address(self, fields: Fields) -> str:
        return self._channel.service_url.rstrip("/") + fields.text("url")

    def _block_path(self, author_id: str) -> str:
        return f"{self._account}/blocks/{_native(author_id)}"

    def _call_unless(self, harmless: str, method: str, path: str) -> None:
        """Make a call whose refusal under the code `harmless` means that there is nothing left to do."""
        try:
            self._call(method, path)
        except Refused as error:
            if error.code != harmless:
                raise

    def _call(self, method: str, path: str, *, params: Mapping[str, Any] | None = None, body: Any = None) -> Fields:
        return self._http.call(method, path, params=params, body=body, headers=self._headers)


def _comment_path(comment: Comment) -> str:
    return f"/api/comments/{_native(comment.comment_id)}"


def _post_path(ref: PublishedRef) -> str:
    return f"/api/posts/{quote(ref.native_id, safe='')}"


def _native(beadle_id: str) -> str:
    """Return "c17" for "sandbox:c17", fit for a path. PlatformRefused for an id of another platform."""
    if not beadle_id.startswith(PREFIX):
        raise PlatformRefused(f"sandbox: {beadle_id!r} is an id of another platform")
    return quote(beadle_id.removeprefix(PREFIX), safe="")
