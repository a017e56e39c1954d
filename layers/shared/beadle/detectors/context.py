"""What a detector is given, and what it is."""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass

from beadle.domain.comments import Comment
from beadle.domain.histories import Trace
from beadle.domain.judgements import Finding


@dataclass(frozen=True, slots=True)
class Context:
    """One comment and all that may be known of it without asking anybody."""

    comment: Comment
    earlier: tuple[Trace, ...]  # the author's comments judged before this one, oldest first
    parameters: Mapping[str, object]  # its own section of the policy, and what the council says of itself


Detector = Callable[[Context], Iterable[Finding]]
"""Pure: the same context gives the same findings."""
