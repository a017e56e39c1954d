"""What the council's account does on Instagram: a professional account that is linked to a Facebook page."""

import time
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
from beadle.domain.errors import NotPossibleHere, PlatformRefused, PlatformUnavailable, Retryable
from beadle.domain.platforms import capabilities, facts
from beadle.domain.ports import CommentPage, Standing
from beadle.domain.posts import Media, Post, PublishedRef

PREFIX = "instagram:"
READ, MODERATE, PUBLISH = "instagram_basic", "instagram_manage_comments", "instagram_content_publish"
PERMISSIONS = (READ, MODERATE, PUBLISH, "pages_read_engagement")
COMMENTS_PAGE = 50  # as many as Instagram gives at once
MOST_PICTURES = 10
LOOKS = 5
PAUSE = 1.0
"""Seconds between two looks whether Instagram has prepared what is to be published."""
_FIELDS = "id,text,timestamp,username,from"
_REPLIES = f"{_FIELDS},parent_id"
_COMMENT = f"{_FIELDS},replies.limit({COMMENTS_PAGE}){{{_REPLIES}}}"
_MEDIA = "id,caption,permalink,timestamp,username"
_WORDING = Wording(PREFIX, "hidden", "hide", MODERATE, MODERATE)


class InstagramPlatform(HidesComments):
    """Fits the Platform port.

    Args:
        channel: see `Graph`; `account` is the professional account's id ("17841..."), not its name; the setting
            `watched_posts` says how many of the last posts' comments are read (25).
        access: see `Graph`; the token is that of the page to which the account is linked.
    """

    def __init__(self, channel: Channel, access: Access) -> None:
        super().__init__(Graph(channel, access, "instagram"), _WORDING)
        self.capabilities = capabilities(channel)
        self._channel = channel
        self._watched_posts = watched_posts(channel)
        self._longest = facts(channel.platform).longest_text
        self._own = OwnPosts()
        self._prepared: dict[str, str] = {}  # by our post's id: what Instagram prepares to publish once
        self._now = access.now

    def standing(self) -> Standing:
        """Ask for the account, and what its token may do."""
        token = self._graph.token_facts(PERMISSIONS)
        account = self._graph.get(self._graph.account, "username,name", READ)
        name = account.require("username")
        return Standing(
            account.text("name") or name, f"https://www.instagram.com/{name}/", token.missing, token.expires_at
        )

    def comments(self, position: str | None) -> Iterator[CommentPage]:
        """Yield the comments since `position` under the last posts, replies included, in order over all.

        Instagram lists comments newest first, below each its replies, which may be newer than all: every post is read
        whole before the first page is yielded.
        """
        window = ReadWindow(position, self._now)
        params = {"limit": self._watched_posts}
        last = self._graph.get(f"{self._graph.account}/media", _MEDIA, READ, params=params)
        yield from unread_pages(window, [self._below(media) for media in last.objects("data")])

    def comment(self, comment_id: str, post_id: str) -> Comment | None:
        """Return a comment as it stands, None when it is gone or the account's own: what a webhook told of."""
        path = native(PREFIX, comment_id)
        fields = unless_gone(lambda: self._graph.get(path, _REPLIES, MODERATE))
        if not fields:
            return None
        return self._read(fields, self._graph.get(native(PREFIX, PREFIX + post_id), _MEDIA, READ))

    def reply(self, comment: Comment, text: str, key: str) -> PublishedRef:  # noqa: ARG002 - Instagram keeps no key
        """Answer in the comment's thread, unless the account has said the same there since."""
        check_length("instagram", text, self._longest)
        path = f"{native(PREFIX, comment.parent_id or comment.comment_id)}/replies"
        name = self._graph.get(self._graph.account, "username", READ, Urgency.WRITE).require("username")
        for said in self._graph.items(path, _FIELDS, MODERATE, Urgency.WRITE, {"limit": COMMENTS_PAGE}):
            at = said.instant("timestamp")
            if said.text("username") == name and same_words(said.text("text"), text) and at and at >= comment.posted_at:
                return PublishedRef(said.require("id"), comment.url)
        made = self._graph.post(path, {"message": text}, MODERATE)
        return PublishedRef(made.require("id"), comment.url)

    def publish(self, post: Post) -> PublishedRef:
        """Publish a post, unless it is there.

        What is published is prepared first, and can be published once only. While this process lives it tries again
        with what it prepared; another has to look for the post by its words: see `own_posts` for how sure that is.
        """
        check_length("instagram", post.text, self._longest)
        if not 1 <= len(post.media) <= MOST_PICTURES:
            raise PlatformRefused(f"instagram: a post takes 1 to {MOST_PICTURES} pictures or videos: give it some")
        found = self.find_published(post)
        if found is not None:
            return found
        if post.post_id not in self._prepared:
            self._prepared[post.post_id] = self._prepare(post)
        prepared = self._prepared[post.post_id]
        if not self._is_ready(prepared):  # it was published by a call whose answer was lost
            raise PlatformUnavailable("instagram: the post is published, and not listed yet")
        made = self._graph.post(f"{self._graph.account}/media_publish", {"creation_id": int(prepared)}, PUBLISH)
        del self._prepared[post.post_id]
        return self._own.claim(post, self._ref(made.require("id")))

    def find_published(self, post: Post) -> PublishedRef | None:
        """Look for the post where it was published, or by its words among the account's last posts."""
        if post.ref is not None:
            path = native(PREFIX, PREFIX + post.ref.native_id)
            return post.ref if unless_gone(lambda: self._graph.get(path, "id", READ, Urgency.WRITE)) else None
        listed = self._graph.items(f"{self._graph.account}/media", _MEDIA, READ, Urgency.WRITE)
        ref = self._own.find(post, map(_public_post, listed))
        return ref and self._own.claim(post, ref)

    def edit_post(self, ref: PublishedRef, text: str) -> None:  # noqa: ARG002 - the port's
        """NotPossibleHere: captions are edited in the app only."""
        raise NotPossibleHere("instagram: a published post cannot be edited through the API")

    def retract(self, ref: PublishedRef) -> None:
        """Delete a post."""
        self._graph.delete(native(PREFIX, PREFIX + ref.native_id), PUBLISH, Urgency.PROTECT)

    def block(self, comment: Comment) -> None:  # noqa: ARG002 - the port's
        """NotPossibleHere: people are blocked in the app only."""
        raise NotPossibleHere("instagram: nobody can be blocked through the API")

    def unblock(self, author_id: str) -> None:  # noqa: ARG002 - the port's
        """NotPossibleHere: people are unblocked in the app only."""
        raise NotPossibleHere("instagram: nobody can be unblocked through the API")

    def is_blocked(self, author_id: str) -> bool:  # noqa: ARG002 - the port's
        """NotPossibleHere: Instagram does not say whom the account blocks."""
        raise NotPossibleHere("instagram: its API does not say who is blocked")

    def report(self, comment: Comment, reason: str) -> str:  # noqa: ARG002 - the port's
        """NotPossibleHere: comments are reported in the app only."""
        raise NotPossibleHere("instagram: comments cannot be reported through the API")

    def _below(self, media: Fields) -> Iterator[Comment]:
        """Yield a post's comments, oldest first, once all are read; none when the post is gone meanwhile."""
        try:
            found = [comment for fields in self._listed(media) if (comment := self._read(fields, media))]
        except Refused as error:
            if not is_gone(error):
                raise
            return
        found.reverse()
        yield from sorted(found, key=lambda comment: comment.posted_at)

    def _listed(self, media: Fields) -> Iterator[Fields]:
        """Yield a post's comments, each followed by its replies."""
        params = {"limit": COMMENTS_PAGE}
        for comment in self._graph.items(f"{media.require('id')}/comments", _COMMENT, MODERATE, params=params):
            yield comment
            replies = comment.object("replies")
            if "next" in replies.object("paging"):  # more than came with it: all of them once more, page by page
                yield from self._graph.items(f"{comment.require('id')}/replies", _REPLIES, MODERATE, params=params)
            else:
                yield from replies.objects("data")

    def _read(self, fields: Fields, media: Fields) -> Comment | None:
        """Return a comment from its fields and its post's; None for the account's own."""
        name, posted_at, bare = fields.text("username"), fields.instant("timestamp"), fields.require("id")
        if posted_at is None:
            raise PlatformUnavailable("instagram: a comment without the instant of its posting")
        author_id = fields.object("from").text("id")
        if author_id == self._graph.account or name == media.require("username"):
            return None
        parent = fields.text("parent_id")
        return Comment(
            comment_id=PREFIX + bare,
            channel_id=self._channel.channel_id,
            post_id=media.require("id"),
            author=Author(PREFIX + (author_id or f"@{name}"), name, name),
            text=plain(fields.text("text")).text,
            posted_at=posted_at,
            url=media.text("permalink"),
            post_text=media.text("caption"),
            parent_id=PREFIX + parent if parent else "",
        )

    def _prepare(self, post: Post) -> str:
        """Let Instagram fetch the post's pictures and videos; return the id of what can be published."""
        if len(post.media) == 1:
            return self._container({**_shown(post.media[0]), "caption": post.text})
        parts = [self._container({**_shown(media), "is_carousel_item": True}) for media in post.media]
        return self._container({"media_type": "CAROUSEL", "children": parts, "caption": post.text})

    def _container(self, body: dict[str, Any]) -> str:
        return self._graph.post(f"{self._graph.account}/media", body, PUBLISH).require("id")

    def _is_ready(self, container: str) -> bool:
        """Wait until it can be published; False when it has been. PlatformUnavailable while it is being prepared."""
        for look in range(LOOKS):
            if look:
                time.sleep(PAUSE)
            state = self._graph.get(container, "status_code,status", PUBLISH, Urgency.WRITE)
            match state.text("status_code"):
                case "FINISHED":
                    return True
                case "PUBLISHED":
                    return False
                case "ERROR" | "EXPIRED" as code:
                    self._prepared = {post: kept for post, kept in self._prepared.items() if kept != container}
                    raise PlatformRefused(f"instagram: it cannot prepare the post ({code}): {state.text('status')}")
        raise PlatformUnavailable("instagram: it is still preparing the post")

    def _ref(self, media_id: str) -> PublishedRef:
        """Return where a post is; that much is known even if the address cannot be asked now."""
        try:
            permalink = self._graph.get(media_id, "id,permalink", READ, Urgency.WRITE).text("permalink")
        except Retryable:
            permalink = ""
        return PublishedRef(media_id, permalink or "https://www.instagram.com/")


def _shown(media: Media) -> dict[str, Any]:
    """Return what Instagram is told of a picture or video; it takes alternative texts for pictures only."""
    if media.is_video:
        return {"media_type": "REELS", "video_url": media.url}
    return {"image_url": media.url, "alt_text": media.alt}


def _public_post(fields: Fields) -> PublicPost:
    at = fields.instant("timestamp")
    if at is None:
        raise PlatformUnavailable("instagram: a post without the instant of its publishing")
    return PublicPost(PublishedRef(fields.require("id"), fields.text("permalink")), fields.text("caption"), at)
