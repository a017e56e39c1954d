"""The threads under the account's posts, as its server has them.

A thread's `context` is the truth: it holds nested replies, those that mention nobody, and the newest texts. It tells
of 4,096 replies. Notifications of mentions say which older threads have stirred, and hold what a longer thread leaves
out. Replies by those whom the account mutes or blocks, and whom its server limits, are in neither.
"""

from dataclasses import dataclass
from datetime import datetime

from beadle.adapters.platforms.http import Fields
from beadle.adapters.platforms.mastodon.api import Api
from beadle.adapters.platforms.mastodon.names import Names
from beadle.adapters.platforms.visible import shown
from beadle.domain.channels import Channel
from beadle.domain.comments import Author, Comment
from beadle.domain.errors import PlatformRefused, PlatformUnavailable

WATCHED_POSTS = 30
"""The last posts whose threads every poll reads, unless the setting `watched_posts` says otherwise; 40 at most."""
NOTIFICATIONS = 80  # a page; the most that one call brings
LOOKS = 5  # pages of notifications that one reading looks at; what is left comes with the next
PRIVATE = "direct"  # a message between people: no comment


@dataclass(frozen=True, slots=True)
class Reply:
    """A reply as it stands in its thread, with the name of this revision."""

    status: Fields
    root: Fields
    posted_at: datetime  # aware
    depth: int  # 1 for an answer to the post itself

    @property
    def native_id(self) -> str:
        """The server's id, the same for all revisions."""
        return self.status.text("id")

    @property
    def revision(self) -> str:
        """When it was edited last, "" when never."""
        return self.status.text("edited_at")

    @property
    def order(self) -> tuple[datetime, int, int, str]:
        """What replies are sorted by: a server's ids grow longer, then greater."""
        return self.posted_at, self.depth, len(self.native_id), self.native_id


@dataclass(frozen=True, slots=True)
class Stirring:
    """Threads to look at: the account's posts, and the mentions that may be in none of them."""

    roots: tuple[Fields, ...]
    mentions: tuple[Fields, ...]
    seen: str  # the last notification's id


class Threads:
    """Reads the threads of one channel.

    Args:
        account_id: the account's own, on its server.
    """

    def __init__(self, channel: Channel, api: Api, account_id: str) -> None:
        self._channel_id = channel.channel_id
        self._watched_posts = _count(channel)
        self._api = api
        self._names = Names.of(channel)
        self._account_id = account_id

    def stirring(self, seen: str) -> Stirring:
        """Return the last posts that were replied to, and the mentions since the notification `seen`."""
        params = {"exclude_replies": "true", "exclude_reblogs": "true", "limit": self._watched_posts}
        posts = self._api.items(f"/api/v1/accounts/{self._account_id}/statuses", "read:statuses", params)
        roots = [post for post in posts if post.number("replies_count") > 0 and not post.text("in_reply_to_id")]
        mentions: list[Fields] = []
        for _ in range(LOOKS if seen else 1):
            page = self._api.items("/api/v1/notifications", "read:notifications", _mentions_since(seen))
            mentions += (note.object("status") for note in page if note.object("status").text("in_reply_to_id"))
            seen = page[0].text("id") if page else seen
            if len(page) < NOTIFICATIONS:
                break
        return Stirring(tuple(roots), tuple(mentions), seen)

    def root_above(self, mention: Fields) -> Fields:
        """Return the account's post at the top of a mention's thread; empty when the thread is another's."""
        above = self._api.there(f"/api/v1/statuses/{mention.require('id')}/context", "read:statuses")
        top = next(above.objects("ancestors"), Fields(None))
        return top if self.is_ours(top) and not top.text("in_reply_to_id") else Fields(None)

    def replies(self, root: Fields, besides: tuple[Fields, ...] = ()) -> list[Reply]:
        """Return every reply under one of the account's posts, oldest first, a reply after what it replies to.

        Args:
            besides: replies that are known to be in the thread, which may be too long for the server to tell of.
        """
        context = self._api.there(f"/api/v1/statuses/{root.require('id')}/context", "read:statuses")
        begun = root.instant("created_at")
        if begun is None:
            raise PlatformUnavailable("mastodon: a post without the instant of its publishing")
        places: dict[str, tuple[datetime, int]] = {root.text("id"): (begun, 0)}
        found: dict[str, Reply] = {}
        for status in (*context.objects("descendants"), *besides):
            native_id = status.text("id")
            if not native_id or not status.object("account").text("id") or native_id in found:
                continue
            not_before, depth = places.get(status.text("in_reply_to_id"), (begun, 0))
            posted_at = max(status.instant("created_at") or not_before, not_before)  # its server's word
            places[native_id] = posted_at, depth + 1
            if status.text("visibility") != PRIVATE:
                found[native_id] = Reply(status, root, posted_at, depth + 1)
        return sorted(found.values(), key=lambda reply: reply.order)

    def is_ours(self, status: Fields) -> bool:
        """Whether the account wrote a status."""
        return status.object("account").text("id") == self._account_id

    def comment(self, reply: Reply) -> Comment:
        """Return what a reply says, to those who see it."""
        status, author = reply.status, reply.status.object("account")
        parent = status.text("in_reply_to_id")
        return Comment(
            comment_id=self._names.ours(reply.native_id),
            channel_id=self._channel_id,
            post_id=reply.root.text("id"),
            author=Author(self._names.ours(author.text("id")), author.text("acct"), author.text("display_name")),
            text=words(status),
            posted_at=reply.posted_at,
            url=status.text("url") or status.text("uri"),
            post_text=words(reply.root),
            edited_at=status.instant("edited_at"),
            parent_id="" if parent in ("", reply.root.text("id")) else self._names.ours(parent),
            alt_texts=alt_texts(status),
        )


def words(status: Fields) -> str:
    """Return the text of a status as people see it: its warning, what it says, what its poll offers."""
    offers = "\n".join(option.text("title") for option in status.object("poll").objects("options"))
    parts = (status.text("spoiler_text"), shown(status.text("content")).text, offers)
    return "\n\n".join(part for part in parts if part)


def alt_texts(status: Fields) -> tuple[str, ...]:
    """Return what a status says of its pictures and videos, without those of which it says nothing."""
    return tuple(filter(None, (medium.text("description") for medium in status.objects("media_attachments"))))


def _mentions_since(seen: str) -> dict[str, object]:
    params: dict[str, object] = {"types[]": ["mention"], "include_filtered": "true", "limit": NOTIFICATIONS}
    return params | ({"min_id": seen} if seen else {})


def _count(channel: Channel) -> int:
    setting = channel.settings.get("watched_posts", str(WATCHED_POSTS))
    if not setting.isascii() or not setting.isdigit() or not 1 <= int(setting) <= 40:
        raise PlatformRefused(f"mastodon: watched_posts of channel {channel.channel_id} is {setting!r}, not 1 to 40")
    return int(setting)
