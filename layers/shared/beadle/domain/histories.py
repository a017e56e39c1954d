"""What an author wrote lately, as far as repetition and provocation need it: digests, never texts."""

from dataclasses import dataclass
from datetime import datetime


@dataclass(frozen=True, slots=True)
class Trace:
    """One comment of an author's, as its history keeps it."""

    comment_id: str
    post_id: str
    signature: str  # of the normalised text; see detectors/repetition.py
    seen_at: datetime  # aware: when Beadle first judged it


@dataclass(frozen=True, slots=True)
class History:
    """An author's last comments, bounded in number."""

    author_id: str
    traces: tuple[Trace, ...] = ()

    def earlier_than(self, comment_id: str) -> tuple[Trace, ...]:
        """Return the traces seen before that of `comment_id`, oldest first; the same on every redelivery."""
        ordered = sorted(self.traces, key=lambda t: (t.seen_at, t.comment_id))
        for position, trace in enumerate(ordered):
            if trace.comment_id == comment_id:
                return tuple(ordered[:position])
        return tuple(ordered)
