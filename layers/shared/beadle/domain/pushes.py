"""What a platform tells us of its own accord, at a door that anybody on the internet can knock at."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Protocol, runtime_checkable

from beadle.domain.comments import Comment
from beadle.domain.errors import Rejected


class NotGenuine(Rejected):
    """Whoever knocked has not shown to be the platform: nothing of what they say is believed."""


@dataclass(frozen=True, slots=True)
class Push:
    """A comment that was written or edited, by its ids only: what it says is read from the platform itself."""

    platform: str
    account: str  # as the channel's description has it
    comment_id: str  # with the platform's name before it
    post_id: str  # the platform's own
    at: datetime  # aware: when it happened
    is_edited: bool = False


@dataclass(frozen=True, slots=True)
class Delivery:
    """What came with one knock."""

    pushes: tuple[Push, ...]
    others: int = 0  # changes of which the poller need know nothing: likes, posts, comments deleted or hidden


class Door(Protocol):
    """Where a platform's pushes arrive."""

    def challenge(self, query: Mapping[str, str]) -> str:
        """Return what the platform wants echoed when it is told of the door. NotGenuine."""

    def open(self, body: bytes, headers: Mapping[str, str]) -> Delivery:
        """Return what a body holds. NotGenuine, decided before anything in it is read; MalformedInput."""


@runtime_checkable
class Knocks(Protocol):
    """A platform that pushes, and can be asked for the one comment of which it told."""

    def comment(self, comment_id: str, post_id: str) -> Comment | None:
        """Return a comment as it stands, None when it is gone or the council's own."""
