"""A comment as the public wrote it, and where it stands."""

from dataclasses import dataclass, replace
from datetime import datetime
from enum import StrEnum
from hashlib import sha256
from itertools import islice

MAX_TEXT = 30_000
"""Characters of a comment that travel and are judged.

Longer than any platform's comment (Facebook: 8,000); with every character escaped it still fits an event of 256 KB.
"""

MAX_POST_TEXT = 2_000
"""Characters of the council's own post that travel with each comment, for relevance."""
MAX_NAME = 500
"""Characters of a handle, a name or an address."""
MAX_PICTURES = 10
"""Pictures of a comment whose alt text travels; more than any platform's own app lets anybody post."""
MAX_ALT_TEXT = 500
"""Characters of one picture's alt text: ten of them are a sixth of the longest text."""


class Visibility(StrEnum):
    """What the public sees of a comment, as read back from the platform."""

    VISIBLE = "visible"
    HIDDEN = "hidden"
    GONE = "gone"  # deleted, by anybody
    UNKNOWN = "unknown"  # the platform cannot tell


@dataclass(frozen=True, slots=True)
class Author:
    """Who wrote a comment: the platform's own id with the platform's name before it, so that no two collide."""

    author_id: str  # "bluesky:did:plc:abc"
    handle: str  # "jane.example.org"
    name: str = ""  # display name, as the author chose it


@dataclass(frozen=True, slots=True)
class Comment:
    """One comment under a post of the council's, in one revision.

    `comment_id` is the platform's own id with the platform's name before it ("sandbox:c17"); it stays the same when the
    author edits the comment, while `revision` changes.
    """

    comment_id: str
    channel_id: str
    post_id: str  # the platform's id of the council's post at the root of the thread
    author: Author
    text: str
    posted_at: datetime  # aware
    url: str = ""
    post_text: str = ""  # what it answers, for relevance
    edited_at: datetime | None = None  # aware
    parent_id: str = ""  # the comment that it replies to, "" when it answers the post itself
    read_at: datetime | None = None  # aware: when Beadle read this text, by its own clock
    alt_texts: tuple[str, ...] = ()  # what its author wrote for those who cannot see its pictures

    @property
    def revision(self) -> str:
        """A short digest of what the author wrote: two readings of it are one revision, whoever read them and when."""
        written = "\ud800".join((self.text, *self.alt_texts))  # a mark that no text has which was admitted
        return sha256(written.encode("utf-8", "surrogatepass")).hexdigest()[:16]

    @property
    def seen_at(self) -> datetime:
        """When this text was to be seen: of two revisions the later is what the public sees.

        Where a platform passes on the instants that authors claim, one who edits could claim to have written the new
        text before the old; so what they say counts only where nobody has said when the text was read.
        """
        return self.read_at or self.edited_at or self.posted_at

    @property
    def is_edited(self) -> bool:
        """Whether the platform said that the author changed it after posting."""
        return self.edited_at is not None


def admit(comment: Comment) -> Comment:
    """Return the comment as it may travel: of bounded length, without the lone surrogates that no UTF-8 holds."""
    author = comment.author
    alt_texts = (_sound(alt, MAX_ALT_TEXT) for alt in comment.alt_texts)
    return replace(
        comment,
        author=replace(author, handle=_sound(author.handle, MAX_NAME), name=_sound(author.name, MAX_NAME)),
        text=_sound(comment.text, MAX_TEXT),
        post_text=_sound(comment.post_text, MAX_POST_TEXT),
        url=_sound(comment.url, MAX_NAME),
        alt_texts=tuple(islice(filter(str.strip, alt_texts), MAX_PICTURES)),
    )


def _sound(text: str, longest: int) -> str:
    return text[:longest].encode("utf-16", "surrogatepass").decode("utf-16", "replace")
