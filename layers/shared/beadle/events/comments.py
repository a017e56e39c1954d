"""What was seen on the council's channels."""

from dataclasses import dataclass, fields
from datetime import datetime
from typing import ClassVar, Self

from beadle.domain.comments import Author, Comment
from beadle.events.fact import Fact


@dataclass(frozen=True, slots=True)
class CommentSeen(Fact):
    """A comment as it was read; told as one of the two facts below."""

    SOURCE: ClassVar[str] = "beadle.poller"
    comment_id: str
    channel_id: str
    post_id: str
    author_id: str
    author_handle: str
    text: str
    posted_at: datetime
    author_name: str = ""
    url: str = ""
    post_text: str = ""
    edited_at: datetime | None = None
    parent_id: str = ""
    read_at: datetime | None = None
    alt_texts: tuple[str, ...] = ()

    @classmethod
    def of(cls, comment: Comment) -> Self:
        """Return the fact that tells of `comment`."""
        return cls(
            author_id=comment.author.author_id,
            author_handle=comment.author.handle,
            author_name=comment.author.name,
            **{name: getattr(comment, name) for name in SHARED},
        )

    def comment(self) -> Comment:
        """Return the comment that was told of."""
        author = Author(self.author_id, self.author_handle, self.author_name)
        return Comment(author=author, **{name: getattr(self, name) for name in SHARED})


SHARED = frozenset(f.name for f in fields(CommentSeen)) & frozenset(f.name for f in fields(Comment))
"""The fields that a comment and the facts about it have in common."""


@dataclass(frozen=True, slots=True)
class CommentReceived(CommentSeen):
    """A comment was seen for the first time. Told by the poller, and by the webhook in its name."""


@dataclass(frozen=True, slots=True)
class CommentEdited(CommentSeen):
    """A comment was seen again with another text. Told by the poller, and by the webhook in its name."""
