"""The threads under the account's posts, read whole: every reply, however deep, that the public could see.

The thread is the truth; notifications can miss a reply, so they only say which older threads have stirred.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime

from beadle.adapters.platforms.bluesky.addresses import POST, PREFIX, Address
from beadle.adapters.platforms.bluesky.session import Session
from beadle.adapters.platforms.bluesky.texts import alt_texts, words
from beadle.adapters.platforms.http import Fields, Refused
from beadle.adapters.platforms.quota import Urgency
from beadle.domain.channels import Channel
from beadle.domain.comments import Author, Comment
from beadle.domain.errors import PlatformRefused, PlatformUnavailable

WATCHED_POSTS = 50
"""The last posts whose threads every poll reads, unless the setting `watched_posts` says otherwise."""
DEPTH = 80
"""Levels of replies asked for at once; deeper ones are asked for again from there.

A level is two in the JSON, and Python's parser gives up at 1,000: a few hundred replies to replies could blind us.
"""
COMPRESSED = {"Accept-Encoding": "gzip, identity;q=0"}
"""The account's server passes on 10 MB of an answer and cuts off the rest: 9,700 replies, or ten times that compressed.

It asks the AppView to compress only where we take nothing else.
"""
_POST_VIEW = "app.bsky.feed.defs#threadViewPost"


@dataclass(frozen=True, slots=True)
class Reply:
    """A reply as it stands in its thread, with the id of this revision."""

    comment: Comment
    cid: str
    depth: int  # 1 for an answer to the post itself
    is_ours: bool

    @property
    def address(self) -> str:
        """The comment's id, the same for all its revisions."""
        return self.comment.comment_id


class Threads:
    """Reads the threads of one channel."""

    def __init__(self, channel: Channel, session: Session) -> None:
        self._channel_id = channel.channel_id
        self._session = session
        self._watched_posts = _count(channel)

    def stirring(self) -> Iterator[Address]:
        """Yield the account's posts whose threads are worth a look: the last ones, and older ones just replied to."""
        seen = set()
        for root in (*self._recent(), *self._woken()):
            if root not in seen:
                seen.add(root)
                yield root

    def replies(self, root: Address) -> list[Reply]:
        """Return every reply under one of the account's posts, oldest first, a reply after what it replies to.

        A reply that is deleted, or whose author blocks the account or is blocked, is out of everybody's sight in this
        thread, and so is what hangs below it: neither is returned.
        """
        top = self._node(str(root))
        if not top:
            return []
        post = top.object("post")
        posted_at = post.instant("indexedAt")
        if posted_at is None:
            raise PlatformUnavailable(f"bluesky: the post {root} has no instant")
        found: dict[str, Reply] = {}
        below = [(top, str(root), posted_at, 1)]
        while below:
            node, parent, not_before, depth = below.pop()
            for child in node.objects("replies"):
                reply = self._reply(child, root, parent, not_before, depth, post.object("record").text("text"))
                if reply is None or reply.address in found:
                    continue
                found[reply.address] = reply
                uri = child.object("post").text("uri")
                if "replies" not in child and child.object("post").number("replyCount"):
                    child = self._node(uri)  # noqa: PLW2901 - the same reply, with what the first answer cut off
                below.append((child, uri, reply.comment.posted_at, depth + 1))
        return sorted(found.values(), key=lambda reply: (reply.comment.posted_at, reply.depth, reply.address))

    def _node(self, uri: str) -> Fields:
        """Return a post with DEPTH levels of what hangs below it; empty when it is gone or out of sight."""
        params = {"uri": uri, "depth": DEPTH, "parentHeight": 0}
        try:
            node = self._session.get("app.bsky.feed.getPostThread", params, COMPRESSED, Urgency.READ).object("thread")
        except Refused as error:
            if error.code != "NotFound":
                raise
            return Fields(None)
        return node if node.text("$type") == _POST_VIEW else Fields(None)

    def _reply(
        self, node: Fields, root: Address, parent: str, not_before: datetime, depth: int, post_text: str
    ) -> Reply | None:
        """Return what a node says, None when it holds no post that can be moderated.

        The instant is the earlier of when the network saw it and what its author claims, so a backdated one is taken
        to be as old as what it replies to, and no older.
        """
        post, author = node.object("post"), node.object("post", "author")
        address, cid = Address.parse(post.text("uri")), post.text("cid")
        if node.text("$type") != _POST_VIEW or address is None or address.collection != POST or not cid:
            return None
        comment = Comment(
            comment_id=PREFIX + str(address),
            channel_id=self._channel_id,
            post_id=str(root),
            author=Author(PREFIX + address.did, author.text("handle"), author.text("displayName")),
            text=words(post.object("record")),
            posted_at=max(post.instant("indexedAt") or not_before, not_before),
            url=address.url,
            post_text=post_text,
            parent_id="" if parent == str(root) else PREFIX + parent,
            alt_texts=alt_texts(post.object("record")),
        )
        return Reply(comment, cid, depth, is_ours=address.did == root.did)

    def _recent(self) -> Iterator[Address]:
        params = {"actor": self._session.did, "limit": self._watched_posts, "filter": "posts_no_replies"}
        feed = self._session.get("app.bsky.feed.getAuthorFeed", params, urgency=Urgency.READ)
        for item in feed.objects("feed"):
            post = item.object("post")
            if post.number("replyCount") > 0:
                yield from self._ours(post.text("uri"))  # not a repost

    def _woken(self) -> Iterator[Address]:
        params = {"reasons": ["reply"], "limit": 100}
        found = self._session.get("app.bsky.notification.listNotifications", params, urgency=Urgency.READ)
        for notification in found.objects("notifications"):
            if notification.text("reason") == "reply":
                yield from self._ours(notification.object("record", "reply", "root").text("uri"))

    def _ours(self, uri: str) -> Iterator[Address]:
        address = Address.parse(uri)
        if address is not None and address.did == self._session.did and address.collection == POST:
            yield address


def _count(channel: Channel) -> int:
    setting = channel.settings.get("watched_posts", str(WATCHED_POSTS))
    if not setting.isascii() or not setting.isdigit() or not 1 <= int(setting) <= 100:
        raise PlatformRefused(f"bluesky: watched_posts of channel {channel.channel_id} is {setting!r}, not 1 to 100")
    return int(setting)
