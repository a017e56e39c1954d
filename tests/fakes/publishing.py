"""The council's posts and channels."""

from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from datetime import UTC, datetime

from beadle.domain.channels import Channel, ChannelCursor
from beadle.domain.errors import AlreadyExists, Contended, NotAllowedNow, NotFound
from beadle.domain.posts import Post, PostStatus

AT_ONCE = datetime.min.replace(tzinfo=UTC)


class InMemoryPosts:
    """Fits the Posts port. `attempts` counts the claims, and tells one claim from the next."""

    def __init__(self) -> None:
        self.posts: dict[str, Post] = {}
        self.next_at: dict[str, datetime] = {}  # of those with work left: when it is due
        self.retracted_at: dict[str, datetime] = {}

    def add(self, post: Post) -> None:
        standing = self.posts.setdefault(post.post_id, post)
        if standing is post:
            if post.status is PostStatus.APPROVED:
                self.next_at[post.post_id] = post.publish_at
        elif _content(standing) != _content(post):
            raise AlreadyExists(f"post {post.post_id} exists with another text, channel or time")

    def get(self, post_id: str) -> Post:
        if post_id not in self.posts:
            raise NotFound(f"there is no post {post_id}")
        return self.posts[post_id]

    def list(self) -> Iterator[Post]:
        return iter(list(self.posts.values()))

    def approve(self, post_id: str, by: str, at: datetime) -> Post:
        post = self.get(post_id)
        if post.status not in (PostStatus.DRAFT, PostStatus.APPROVED):
            raise NotAllowedNow(f"post {post_id} is {post.status}: only a draft can be approved")
        if post.status is PostStatus.DRAFT:
            post = replace(post, status=PostStatus.APPROVED, approved_by=by, approved_at=at)
            self.posts[post_id] = post
            self.next_at[post_id] = post.publish_at
        return post

    def waiting(self, at: datetime) -> Iterator[Post]:
        due = sorted((next_at, post_id) for post_id, next_at in self.next_at.items() if next_at <= at)
        return iter([self.posts[post_id] for _, post_id in due])

    def claim(self, post: Post, at: datetime, lease_until: datetime) -> Post:
        standing = self.posts.get(post.post_id)
        is_free = standing is not None and (
            standing.status is PostStatus.APPROVED
            or (standing.status is PostStatus.PUBLISHING and self.next_at[post.post_id] <= at)
        )
        if standing is None or not is_free or (standing.status, standing.attempts) != (post.status, post.attempts):
            raise Contended(f"post {post.post_id} is being published elsewhere, or has changed")
        claimed = replace(standing, status=PostStatus.PUBLISHING, attempts=standing.attempts + 1)
        self.posts[post.post_id] = claimed
        self.next_at[post.post_id] = lease_until
        return claimed

    def finish(self, post: Post) -> None:
        claimed = self._claimed(post)
        self.posts[post.post_id] = replace(
            claimed, status=post.status, published_at=post.published_at, ref=post.ref, failure=post.failure
        )
        self.next_at[post.post_id] = AT_ONCE

    def told(self, post: Post) -> None:
        standing = self.posts.get(post.post_id)
        if standing is not None and standing.status in (PostStatus.PUBLISHED, PostStatus.FAILED):
            self.next_at.pop(post.post_id, None)

    def release(self, post: Post, next_at: datetime, *, counts: bool = True) -> None:
        attempts = post.attempts if counts else max(post.attempts - 1, 1)
        self.posts[post.post_id] = replace(self._claimed(post), status=PostStatus.APPROVED, attempts=attempts)
        self.next_at[post.post_id] = next_at

    def retract(self, post_id: str, at: datetime) -> None:
        post = self.get(post_id)
        if post.status is PostStatus.PUBLISHING:
            raise Contended(f"post {post_id} is being published")
        self.posts[post_id] = replace(post, status=PostStatus.RETRACTED)
        self.next_at.pop(post_id, None)
        self.retracted_at.setdefault(post_id, at)

    def _claimed(self, post: Post) -> Post:
        standing = self.posts.get(post.post_id)
        if standing is None or (standing.status, standing.attempts) != (PostStatus.PUBLISHING, post.attempts):
            raise Contended(f"post {post.post_id} is not claimed, or was claimed anew")
        return standing


def _content(post: Post) -> tuple[object, ...]:
    return post.channel_id, post.text, post.publish_at, post.any_time, post.media


@dataclass(slots=True)
class _Row:
    channel: Channel
    cursor: ChannelCursor
    leased_until: datetime = field(default=AT_ONCE)


class InMemoryChannels:
    """Fits the Channels port."""

    def __init__(self, *channels: Channel) -> None:
        self.rows: dict[str, _Row] = {}
        for channel in channels:
            self.put(channel)

    def all(self) -> tuple[Channel, ...]:
        active = (row.channel for row in self.rows.values() if row.channel.active)
        return tuple(sorted(active, key=lambda channel: channel.channel_id))

    def get(self, channel_id: str) -> Channel:
        return self._row(channel_id).channel

    def put(self, channel: Channel) -> None:
        row = self.rows.setdefault(channel.channel_id, _Row(channel, ChannelCursor(channel.channel_id)))
        row.channel = channel

    def lease(self, channel_id: str, holder: str, at: datetime, until: datetime) -> ChannelCursor:
        row = self._row(channel_id)
        if row.cursor.lease not in ("", holder) and at < row.leased_until:
            raise Contended(f"channel {channel_id} is being read until {row.leased_until.isoformat()}")
        row.cursor = replace(row.cursor, lease=holder)
        row.leased_until = until
        return row.cursor

    def advance(self, cursor: ChannelCursor) -> None:
        row = self._row(cursor.channel_id)
        if not cursor.lease or row.cursor.lease != cursor.lease:
            raise Contended(f"channel {cursor.channel_id} was taken over by another reader")
        row.cursor = cursor

    def release(self, cursor: ChannelCursor) -> None:
        row = self.rows.get(cursor.channel_id)
        if row is not None and row.cursor.lease == cursor.lease:
            row.cursor = replace(row.cursor, lease="")

    def _row(self, channel_id: str) -> _Row:
        if channel_id not in self.rows:
            raise NotFound(f"there is no channel {channel_id}")
        return self.rows[channel_id]
