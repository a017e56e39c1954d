"""A social platform in memory, with a public that writes and edits comments."""

from collections import Counter
from collections.abc import Collection, Iterator
from dataclasses import dataclass, replace
from datetime import UTC, datetime
from itertools import count

from beadle.domain.channels import Capability, Channel
from beadle.domain.comments import Author, Comment, Visibility
from beadle.domain.errors import NotPossibleHere, PlatformRefused
from beadle.domain.ports import CommentPage, Platform, Standing
from beadle.domain.posts import Post, PublishedRef


@dataclass(frozen=True, slots=True)
class Published:
    """A post as the public reads it; `key` is the mark by which its writer finds it again."""

    ref: PublishedRef
    key: str
    text: str


@dataclass(frozen=True, slots=True)
class Reply:
    """An answer to a comment."""

    ref: PublishedRef
    comment_id: str
    key: str
    text: str


class InMemoryPlatform:
    """Fits the Platform port. It has no idempotency of its own: its adapter's part looks for its own mark first.

    `effects` counts what really changed, by what was done and to what: `effects["publish", post_id]` above one means a
    post that the public sees twice.
    """

    def __init__(self, capabilities: Collection[Capability] = tuple(Capability), page_size: int = 100) -> None:
        self.capabilities = frozenset(capabilities)
        self.page_size = page_size
        self.log: list[Comment] = []  # every comment and every edit, in order
        self.visibilities: dict[str, Visibility] = {}  # by comment id
        self.published: dict[str, Published] = {}  # by native id
        self.replies: dict[str, Reply] = {}  # by native id
        self.blocked: set[str] = set()
        self.reports: dict[str, tuple[str, str]] = {}  # by report id: comment id and reason
        self.effects: Counter[tuple[str, str]] = Counter()
        self._ids = count(1)

    # ── What the public does ──

    def write(self, comment: Comment) -> Comment:
        """A resident writes a comment."""
        self.log.append(comment)
        self.visibilities[comment.comment_id] = Visibility.VISIBLE
        return comment

    def say(
        self,
        text: str,
        author: str = "resident",
        *,
        channel_id: str = "memory",
        post_id: str = "p1",
        post_text: str = "",
        alt_texts: tuple[str, ...] = (),
    ) -> Comment:
        """A resident writes `text`; ids and times are made up, and the comment is returned."""
        number = next(self._ids)
        comment = Comment(
            comment_id=f"memory:c{number}",
            channel_id=channel_id,
            post_id=post_id,
            author=Author(f"memory:{author}", author),
            text=text,
            posted_at=datetime.fromtimestamp(1_790_000_000 + number, UTC),
            post_text=post_text,
            alt_texts=alt_texts,
        )
        return self.write(comment)

    def edit(self, comment_id: str, text: str, at: datetime) -> Comment:
        """The author changes a comment."""
        latest = next(comment for comment in reversed(self.log) if comment.comment_id == comment_id)
        edited = replace(latest, text=text, edited_at=at)
        self.log.append(edited)
        return edited

    # ── The port ──

    def standing(self) -> Standing:
        return Standing("The council", "memory://council")

    def comments(self, position: str | None) -> Iterator[CommentPage]:
        start = int(position or 0)
        while page := self.log[start : start + self.page_size]:
            start += len(page)
            now = {comment.comment_id: comment for comment in self.log}  # a text that was replaced is gone
            yield CommentPage(tuple(c for c in page if c is now[c.comment_id]), str(start))

    def visibility(self, comment: Comment) -> Visibility:
        return self.visibilities.get(comment.comment_id, Visibility.GONE)

    def hide(self, comment: Comment) -> None:
        self._require(Capability.HIDE)
        self._show(comment, Visibility.HIDDEN, "hide")

    def unhide(self, comment: Comment) -> None:
        self._require(Capability.HIDE)
        self._show(comment, Visibility.VISIBLE, "unhide")

    def delete_comment(self, comment: Comment) -> None:
        self._require(Capability.DELETE_COMMENT)
        self._show(comment, Visibility.GONE, "delete")

    def reply(self, comment: Comment, text: str, key: str) -> PublishedRef:
        self._require(Capability.REPLY)
        mine = next((reply for reply in self.replies.values() if reply.key == key), None)
        if mine is None:
            mine = Reply(self._ref(), comment.comment_id, key, text)
            self.replies[mine.ref.native_id] = mine
            self.effects["reply", key] += 1
        return mine.ref

    def publish(self, post: Post) -> PublishedRef:
        self._require(Capability.PUBLISH)
        ref = self.find_published(post)
        if ref is None:
            ref = self._ref()
            self.published[ref.native_id] = Published(ref, post.post_id, post.text)
            self.effects["publish", post.post_id] += 1
        return ref

    def find_published(self, post: Post) -> PublishedRef | None:
        return next((mine.ref for mine in self.published.values() if mine.key == post.post_id), None)

    def edit_post(self, ref: PublishedRef, text: str) -> None:
        self._require(Capability.EDIT_POST)
        if ref.native_id not in self.published:
            raise PlatformRefused(f"there is no post {ref.native_id}")
        if self.published[ref.native_id].text != text:
            self.published[ref.native_id] = replace(self.published[ref.native_id], text=text)
            self.effects["edit", ref.native_id] += 1

    def retract(self, ref: PublishedRef) -> None:
        self._require(Capability.RETRACT)
        if self.published.pop(ref.native_id, None) is not None:
            self.effects["retract", ref.native_id] += 1

    def block(self, comment: Comment) -> None:
        self._require(Capability.BLOCK)
        author_id = comment.author.author_id
        if author_id not in self.blocked:
            self.blocked.add(author_id)
            self.effects["block", author_id] += 1

    def unblock(self, author_id: str) -> None:
        self._require(Capability.BLOCK)
        if author_id in self.blocked:
            self.blocked.remove(author_id)
            self.effects["unblock", author_id] += 1

    def is_blocked(self, author_id: str) -> bool:
        self._require(Capability.BLOCK)
        return author_id in self.blocked

    def report(self, comment: Comment, reason: str) -> str:
        self._require(Capability.REPORT)
        report_id = f"report-{next(self._ids)}"
        self.reports[report_id] = (comment.comment_id, reason)
        self.effects["report", comment.comment_id] += 1
        return report_id

    def _require(self, capability: Capability) -> None:
        if capability not in self.capabilities:
            raise NotPossibleHere(f"this platform has no {capability}")

    def _show(self, comment: Comment, wanted: Visibility, effect: str) -> None:
        """Change what the public sees; what is gone stays gone."""
        seen = self.visibility(comment)
        if seen not in (wanted, Visibility.GONE):
            self.visibilities[comment.comment_id] = wanted
            self.effects[effect, comment.comment_id] += 1

    def _ref(self) -> PublishedRef:
        native_id = f"n{next(self._ids)}"
        return PublishedRef(native_id, f"https://platform.example/{native_id}")


class InMemoryPlatforms:
    """Fits the Platforms port; adapters are given by channel id, or by the platform's name."""

    def __init__(self, platforms: dict[str, Platform]) -> None:
        self.platforms = platforms

    def of(self, channel: Channel) -> Platform:
        for name in (channel.channel_id, channel.platform):
            if name in self.platforms:
                return self.platforms[name]
        raise NotPossibleHere(f"platform {channel.platform} is unknown; known are {', '.join(sorted(self.platforms))}")
