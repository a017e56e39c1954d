"""Finding our own post again where a platform keeps no mark that a publisher could leave on it: Meta's, and X.

So a post is known by its words, by having been published after it could have been at the earliest, and by not being
another post of this process's. What is left: two posts of the same words that are due at the same time, and a process
that died between publishing the first and recording it, may be taken for one. None is ever published twice.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime, timedelta

from beadle.domain.errors import PlatformRefused
from beadle.domain.posts import Post, PublishedRef

CLOCKS_DIFFER = timedelta(minutes=5)


@dataclass(frozen=True, slots=True)
class PublicPost:
    """A post as it stands on the platform."""

    ref: PublishedRef
    text: str
    published_at: datetime  # aware


class OwnPosts:
    """Knows which post of the account's is which of Beadle's."""

    def __init__(self) -> None:
        self._claimed: dict[str, str] = {}  # the platform's id -> our post's

    def claim(self, post: Post, ref: PublishedRef) -> PublishedRef:
        """Remember that this one is that post's, and return it."""
        self._claimed[ref.native_id] = post.post_id
        return ref

    def find(self, post: Post, standing: Iterable[PublicPost]) -> PublishedRef | None:
        """Return the oldest that may be the post, None when there is none.

        Args:
            standing: the account's posts, newest first; read as far back as the post can be.
        """
        earliest = min(post.publish_at, post.approved_at or post.publish_at) - CLOCKS_DIFFER
        found = None
        for candidate in standing:
            if candidate.published_at < earliest:
                break
            claimed_by = self._claimed.get(candidate.ref.native_id, post.post_id)
            if claimed_by == post.post_id and same_words(candidate.text, post.text):
                found = candidate.ref
        return found


def same_words(one: str, other: str) -> bool:
    """Whether two texts are the same, but for blanks, which a platform may change."""
    return one.split() == other.split()


def check_length(platform: str, text: str, longest: int) -> None:
    """Raise PlatformRefused, saying by how much to shorten it, for a text that is too long."""
    if len(text) > longest:
        over = len(text) - longest
        raise PlatformRefused(f"{platform}: the text is {len(text)} characters long: shorten it by {over}")
