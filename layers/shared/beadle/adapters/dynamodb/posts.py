"""The posts table: `post_id`, with an index of the posts that have work left.

The index `waiting` holds the items that carry the attribute `waiting`, sorted by `next_at`: the instant at which
somebody should look at them again. `attempts` counts the claims; a claim is known by its number.
"""

from collections.abc import Iterator
from datetime import UTC, datetime

from pynamodb.attributes import BooleanAttribute, NumberAttribute, UnicodeAttribute
from pynamodb.expressions.condition import Condition
from pynamodb.expressions.update import Action

from beadle.adapters.dynamodb.attributes import (
    InstantAttribute,
    Item,
    PartAttribute,
    PartsAttribute,
    WordAttribute,
    assign,
)
from beadle.adapters.dynamodb.table import ConditionFailed, Raw, Table
from beadle.domain.errors import AlreadyExists, Contended, NotAllowedNow, NotFound
from beadle.domain.posts import Media, Post, PostStatus, PublishedRef

WAITING = "waiting"
AT_ONCE = datetime(1970, 1, 1, tzinfo=UTC)


class RefItem(Item[PublishedRef]):
    """Where a published text is."""

    KIND = PublishedRef
    native_id = UnicodeAttribute()
    url = UnicodeAttribute()


class MediaItem(Item[Media]):
    """A picture or a video."""

    KIND = Media
    url = UnicodeAttribute()
    alt = UnicodeAttribute()
    is_video = BooleanAttribute()


class PostItem(Item[Post]):
    """One post."""

    KIND = Post
    post_id = UnicodeAttribute(hash_key=True)
    channel_id = UnicodeAttribute()
    text = UnicodeAttribute()
    publish_at = InstantAttribute()
    any_time = BooleanAttribute()
    status = WordAttribute(PostStatus)
    created_by = UnicodeAttribute(null=True)
    approved_by = UnicodeAttribute(null=True)
    approved_at = InstantAttribute(null=True)
    published_at = InstantAttribute(null=True)
    retracted_at = InstantAttribute(null=True)
    ref = PartAttribute(RefItem, null=True)
    failure = UnicodeAttribute(null=True)
    attempts = NumberAttribute()
    media = PartsAttribute(MediaItem, null=True)
    waiting = UnicodeAttribute(null=True)
    next_at = InstantAttribute(null=True)


class DynamoPosts:
    """Fits the Posts port."""

    def __init__(self, table_name: str) -> None:
        self._table = Table(table_name, PostItem)

    def add(self, post: Post) -> None:
        """Write it unless it stands there."""
        is_waiting = {"waiting": WAITING, "next_at": post.publish_at} if post.status is PostStatus.APPROVED else {}
        try:
            self._table.add(PostItem.spell(post, **is_waiting))
        except ConditionFailed as failed:
            if _content(failed.standing.record()) != _content(post):
                raise AlreadyExists(f"post {post.post_id} exists with another text, channel or time") from None

    def get(self, post_id: str) -> Post:
        """Read it consistently."""
        item = self._table.get(post_id)
        if item is None:
            raise NotFound(f"there is no post {post_id}")
        return item.record()

    def list(self) -> Iterator[Post]:
        """Read the whole table."""
        return (item.record() for item in self._table.scan())

    def approve(self, post_id: str, by: str, at: datetime) -> Post:
        """Approve a draft; one approved before stays as it is."""
        try:
            raw = self._table.update(
                post_id,
                actions=[
                    assign(PostItem.status, PostStatus.APPROVED),
                    assign(PostItem.approved_by, by),
                    assign(PostItem.approved_at, at),
                    assign(PostItem.waiting, WAITING),
                    PostItem.next_at.set(PostItem.publish_at),
                ],
                condition=PostItem.status == PostStatus.DRAFT,
            )
        except ConditionFailed as failed:
            if failed.standing is None:
                raise NotFound(f"there is no post {post_id}") from None
            standing: Post = failed.standing.record()
            if standing.status is not PostStatus.APPROVED:
                raise NotAllowedNow(f"post {post_id} is {standing.status}: only a draft can be approved") from None
            return standing
        return self._read(raw)

    def waiting(self, at: datetime) -> Iterator[Post]:
        """Read the index, the longest due first."""
        due = (PostItem.waiting == WAITING) & (PostItem.next_at <= at)
        return (item.record() for item in self._table.query_index("waiting", due))

    def claim(self, post: Post, at: datetime, lease_until: datetime) -> Post:
        """Take it, if it is still as it was read."""
        free = PostItem.status == PostStatus.APPROVED
        free |= (PostItem.status == PostStatus.PUBLISHING) & (PostItem.next_at <= at)
        unchanged = (PostItem.status == post.status) & (PostItem.attempts == post.attempts)
        return self._change(
            post,
            free & unchanged,
            "is being published elsewhere, or has changed",
            assign(PostItem.status, PostStatus.PUBLISHING),
            PostItem.attempts.set(PostItem.attempts + 1),
            assign(PostItem.next_at, lease_until),
        )

    def finish(self, post: Post) -> None:
        """Write its end, if the claim still stands."""
        self._change(
            post,
            _claimed(post),
            "is not claimed, or was claimed anew",
            assign(PostItem.status, post.status),
            assign(PostItem.published_at, post.published_at),
            assign(PostItem.ref, post.ref),
            assign(PostItem.failure, post.failure),
            assign(PostItem.next_at, AT_ONCE),
        )

    def told(self, post: Post) -> None:
        """Take it out of the index; one that was retracted meanwhile is out already."""
        ended = PostItem.status.is_in(PostStatus.PUBLISHED, PostStatus.FAILED)
        try:
            self._table.update(
                post.post_id, actions=[PostItem.waiting.remove(), PostItem.next_at.remove()], condition=ended
            )
        except ConditionFailed:
            return

    def release(self, post: Post, next_at: datetime, *, counts: bool = True) -> None:
        """Give it back, if the claim still stands."""
        self._change(
            post,
            _claimed(post),
            "is not claimed, or was claimed anew",
            assign(PostItem.status, PostStatus.APPROVED),
            assign(PostItem.next_at, next_at),
            assign(PostItem.attempts, post.attempts if counts else max(post.attempts - 1, 1)),
        )

    def retract(self, post_id: str, at: datetime) -> None:
        """Mark it, unless it is claimed."""
        try:
            self._table.update(
                post_id,
                actions=[
                    assign(PostItem.status, PostStatus.RETRACTED),
                    PostItem.retracted_at.set(PostItem.retracted_at | at),
                    PostItem.waiting.remove(),
                    PostItem.next_at.remove(),
                ],
                condition=PostItem.post_id.exists() & (PostItem.status != PostStatus.PUBLISHING),
            )
        except ConditionFailed as failed:
            if failed.standing is None:
                raise NotFound(f"there is no post {post_id}") from None
            raise Contended(f"post {post_id} is being published") from None

    def _change(self, post: Post, condition: Condition, otherwise: str, *actions: Action) -> Post:
        try:
            return self._read(self._table.update(post.post_id, actions=list(actions), condition=condition))
        except ConditionFailed:
            raise Contended(f"post {post.post_id} {otherwise}") from None

    def _read(self, raw: Raw) -> Post:
        return self._table.read(raw).record()


def _claimed(post: Post) -> Condition:
    """Return the condition that the post's own claim still stands."""
    claim: Condition = (PostItem.status == PostStatus.PUBLISHING) & (PostItem.attempts == post.attempts)
    return claim


def _content(post: Post) -> tuple[object, ...]:
    return post.channel_id, post.text, post.publish_at, post.any_time, post.media
