"""What the council's page does on Facebook."""

from collections.abc import Iterator
from typing import Any

from beadle.adapters.platforms.access import Access
from beadle.adapters.platforms.http import Fields, Refused
from beadle.adapters.platforms.meta.graph import Graph, is_gone, native, unless_gone, watched_posts
from beadle.adapters.platforms.meta.hiding import HidesComments, Wording
from beadle.adapters.platforms.own_posts import OwnPosts, PublicPost, check_length, same_words
from beadle.adapters.platforms.quota import Urgency
from beadle.adapters.platforms.read_window import ReadWindow, unread_pages
from beadle.adapters.platforms.visible import plain
from beadle.domain.channels import Channel
from beadle.domain.comments import Author, Comment
from beadle.domain.errors import NotPossibleHere, PlatformRefused, PlatformUnavailable
from beadle.domain.platforms import capabilities, facts
from beadle.domain.ports import CommentPage, Standing
from beadle.domain.posts import Post, PublishedRef

PREFIX = "facebook:"
READ, READ_COMMENTS = "pages_read_engagement", "pages_read_user_content"
MODERATE, PUBLISH = "pages_manage_engagement", "pages_manage_posts"
PERMISSIONS = (READ, READ_COMMENTS, MODERATE, PUBLISH)
_COMMENT = "id,message,created_time,permalink_url,from{id,name},parent{id}"
_POST = "id,message,created_time,permalink_url"
_VIDEO = "id,description,created_time"
_WORDING = Wording(PREFIX, "is_hidden", "is_hidden", READ_COMMENTS, MODERATE)
_DUPLICATE = "506"  # the code for a post with the words of the last one
_UNKNOWN = "unknown-"  # before a comment's id, for an author whom Facebook does not name


class FacebookPlatform(HidesComments):
    """Fits the Platform port.

    Args:
        channel: see `Graph`; of the settings, `watched_posts` says how many of the last posts' comments are read (25),
            and `watch_ads` "yes" reads those of as many posts that were only ever shown as advertisements.
        access: see `Graph`.
    """

    def __init__(self, channel: Channel, access: Access) -> None:
        super().__init__(Graph(channel, access, "pages"), _WORDING)
        self.capabilities = capabilities(channel)
        self._channel = channel
        self._page = self._graph.account
        self._watched_posts = watched_posts(channel)
        self._lists = ["published_posts"] + ["ads_posts"] * (channel.settings.get("watch_ads") == "yes")
        self._longest = facts(channel.platform).longest_text
        self._own = OwnPosts()
        self._now = access.now

    def standing(self) -> Standing:
        """Ask for the page, and what its token may do."""
        token = self._graph.token_facts(PERMISSIONS)
        page = self._graph.get(self._page, "name,link", READ)
        return Standing(page.require("name"), page.text("link"), token.missing, token.expires_at)

    def comments(self, position: str | None) -> Iterator[CommentPage]:
        """Yield the comments since `position` under the page's last posts, replies included, in order over all."""
        window = ReadWindow(position, self._now)
        posts = {post.require("id"): post for path in self._lists for post in self._last_posts(path)}
        yield from unread_pages(window, [self._below(post, window.since) for post in posts.values()])

    def comment(self, comment_id: str, post_id: str) -> Comment | None:
        """Return a comment as it stands, None when it is gone or the page's own: what a webhook told of."""
        fields = unless_gone(lambda: self._graph.get(native(PREFIX, comment_id), _COMMENT, READ_COMMENTS))
        if not fields:
            return None
        return self._read(fields, self._graph.get(native(PREFIX, PREFIX + post_id), "id,message", READ))

    def reply(self, comment: Comment, text: str, key: str) -> PublishedRef:  # noqa: ARG002 - Facebook keeps no key
        """Answer in the comment's thread, unless the page has said the same there since."""
        check_length("facebook", text, self._longest)
        path = f"{native(PREFIX, comment.parent_id or comment.comment_id)}/comments"
        since = int(comment.posted_at.timestamp())
        wanted = {"filter": "stream", "order": "chronological", "since": since}
        for said in self._graph.items(path, "id,message,from{id}", READ_COMMENTS, Urgency.WRITE, wanted):
            if said.object("from").text("id") == self._page and same_words(said.text("message"), text):
                return _ref(said.require("id"))
        return _ref(self._graph.post(path, {"message": text}, MODERATE).require("id"))

    def publish(self, post: Post) -> PublishedRef:
        """Publish a post, unless it is there; see `own_posts` for how sure that is.

        Facebook besides refuses a post with the words of the last one: then that one is looked for again.
        """
        check_length("facebook", post.text, self._longest)
        if len(post.media) > 1 and any(media.is_video for media in post.media):
            raise PlatformRefused("facebook: a post takes one video, or pictures; leave out all but one")
        found = self.find_published(post)
        if found is not None:
            return found
        try:
            made = self._write(post)
        except Refused as error:
            found = self.find_published(post) if error.code.startswith(_DUPLICATE) else None
            if found is None:
                raise
            return found
        return self._own.claim(post, _ref(made.require("id")))

    def find_published(self, post: Post) -> PublishedRef | None:
        """Look for the post where it was published, or by its words among the page's last posts."""
        if post.ref is not None:
            fields = unless_gone(lambda: self._graph.get(_path(post.ref), "id", READ, Urgency.WRITE))
            return post.ref if fields else None
        path, fields_of = (
            ("videos", _VIDEO) if any(media.is_video for media in post.media) else ("published_posts", _POST)
        )
        found = self._graph.items(f"{self._page}/{path}", fields_of, READ, Urgency.WRITE)
        ref = self._own.find(post, map(_public_post, found))
        return ref and self._own.claim(post, ref)

    def edit_post(self, ref: PublishedRef, text: str) -> None:
        """Replace a post's text, a video's description."""
        check_length("facebook", text, self._longest)
        self._graph.post(_path(ref), {"message" if "_" in ref.native_id else "description": text}, PUBLISH)

    def retract(self, ref: PublishedRef) -> None:
        """Delete a post."""
        self._graph.delete(_path(ref), PUBLISH, Urgency.PROTECT)

    def block(self, comment: Comment) -> None:
        """Keep a person from commenting on the page."""
        psid = _psid(comment.author.author_id)
        self._graph.post(f"{self._page}/blocked", {"psid": [psid]}, MODERATE, Urgency.PROTECT)

    def unblock(self, author_id: str) -> None:
        """Let a person comment again."""
        if self.is_blocked(author_id):
            params = {"psid": _psid(author_id)}
            self._graph.delete(f"{self._page}/blocked", MODERATE, Urgency.PROTECT, params)

    def is_blocked(self, author_id: str) -> bool:
        """Read back whether a person is blocked."""
        psid = _psid(author_id)
        answer = self._graph.get(f"{self._page}/blocked", "id", MODERATE, Urgency.PROTECT, {"user": psid})
        return any(person.text("id") == str(psid) for person in answer.objects("data"))

    def report(self, comment: Comment, reason: str) -> str:  # noqa: ARG002 - the port's
        """NotPossibleHere: comments are reported on Facebook itself."""
        raise NotPossibleHere("facebook: comments cannot be reported through the API")

    def _last_posts(self, path: str) -> list[Fields]:
        """Return the last posts of a list: its first page is enough."""
        params = {"limit": self._watched_posts}
        return list(self._graph.get(f"{self._page}/{path}", "id,message", READ, params=params).objects("data"))

    def _below(self, post: Fields, since: int) -> Iterator[Comment]:
        """Yield a post's comments, oldest first; none when the post is gone meanwhile."""
        wanted = {"filter": "stream", "order": "chronological", "since": since or None}
        try:
            for fields in self._graph.items(f"{post.require('id')}/comments", _COMMENT, READ_COMMENTS, params=wanted):
                comment = self._read(fields, post)
                if comment is not None:
                    yield comment
        except Refused as error:
            if not is_gone(error):
                raise

    def _read(self, fields: Fields, post: Fields) -> Comment | None:
        """Return a comment from its fields and its post's; None for the page's own."""
        author, posted_at, bare = fields.object("from"), fields.instant("created_time"), fields.require("id")
        if posted_at is None:
            raise PlatformUnavailable("facebook: a comment without the instant of its posting")
        if author.text("id") == self._page:
            return None
        parent = fields.object("parent").text("id")
        author_id = author.text("id") or _UNKNOWN + bare  # each on their own: nobody answers for what others wrote
        return Comment(
            comment_id=PREFIX + bare,
            channel_id=self._channel.channel_id,
            post_id=post.require("id"),
            author=Author(PREFIX + author_id, author.text("name"), author.text("name")),
            text=plain(fields.text("message")).text,
            posted_at=posted_at,
            url=fields.text("permalink_url") or _ref(bare).url,
            post_text=post.text("message"),
            parent_id=PREFIX + parent if parent else "",
        )

    def _write(self, post: Post) -> Fields:
        if post.media and post.media[0].is_video:
            video = {"file_url": post.media[0].url, "description": post.text}
            return self._graph.post(f"{self._page}/videos", video, PUBLISH)
        body: dict[str, Any] = {"message": post.text}
        if post.media:
            body["attached_media"] = [{"media_fbid": photo} for photo in self._upload(post)]
        return self._graph.post(f"{self._page}/feed", body, PUBLISH)

    def _upload(self, post: Post) -> Iterator[str]:
        """Yield the ids of the post's pictures, uploaded and not shown yet; one that is never shown does no harm."""
        for picture in post.media:
            body: dict[str, Any] = {"url": picture.url, "alt_text_custom": picture.alt, "published": False}
            yield self._graph.post(f"{self._page}/photos", body, PUBLISH).require("id")


def _public_post(fields: Fields) -> PublicPost:
    at = fields.instant("created_time")
    if at is None:
        raise PlatformUnavailable("facebook: a post without the instant of its publishing")
    return PublicPost(_ref(fields.require("id")), fields.text("message") or fields.text("description"), at)


def _ref(native_id: str) -> PublishedRef:
    return PublishedRef(native_id, f"https://www.facebook.com/{native_id}")


def _path(ref: PublishedRef | None) -> str:
    return native(PREFIX, PREFIX + (ref.native_id if ref else ""))


def _psid(author_id: str) -> int:
    """Return the number by which the page knows a person. NotPossibleHere for one whom Facebook did not name."""
    if author_id.startswith(PREFIX + _UNKNOWN):
        raise NotPossibleHere("facebook: it does not say who wrote this comment: block them there, at the comment")
    return int(native(PREFIX, author_id))
