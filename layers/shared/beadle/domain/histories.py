"""What an author wrote lately, as far as repetition and provocation need it: digests, never texts."""

from base64 import urlsafe_b64encode
from dataclasses import dataclass
from datetime import datetime
from hashlib import sha256
from typing import Self

from beadle.domain.comments import Comment

_MARK = 10  # characters of 6 bits each


def mark(name: str) -> str:
    """Return what stands for an id here: every comment pays for its author's whole history, and ids can be long."""
    return urlsafe_b64encode(sha256(name.encode("utf-8", "surrogatepass")).digest()).decode()[:_MARK]


@dataclass(frozen=True, slots=True)
class Trace:
    """One comment of an author's, as its history keeps it."""

    comment: str  # the mark of its id
    post: str  # the mark of its post's id
    signature: str  # of the normalised text; see detectors/repetition.py
    seen_at: datetime  # aware: when Beadle first judged it
    is_jab: bool = False  # rude and off the subject; see detectors/provocation.py

    @classmethod
    def of(cls, comment: Comment, signature: str, seen_at: datetime, is_jab: bool = False) -> Self:
        """Return the trace that `comment` leaves."""
        return cls(mark(comment.comment_id), mark(comment.post_id), signature, seen_at, is_jab)


@dataclass(frozen=True, slots=True)
class History:
    """An author's last comments, bounded in number."""

    author_id: str
    traces: tuple[Trace, ...] = ()

    def earlier_than(self, comment_id: str) -> tuple[Trace, ...]:
        """Return the traces seen before that of `comment_id`, oldest first; the same on every redelivery."""
        ordered = sorted(self.traces, key=lambda t: (t.seen_at, t.comment))
        marked = mark(comment_id)
        for position, trace in enumerate(ordered):
            if trace.comment == marked:
                return tuple(ordered[:position])
        return tuple(ordered)
