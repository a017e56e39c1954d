"""Take one message from a queue to the use case that listens to its fact."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any

from beadle.domain.errors import CredentialsRefused, MalformedInput, Postponed, Rejected
from beadle.domain.judgements import Judgement
from beadle.domain.ports import DeadLetters
from beadle.events.comments import CommentSeen
from beadle.events.envelope import open_envelope
from beadle.events.fact import Fact
from beadle.usecases.mind_channel import MindChannel


@dataclass(frozen=True, slots=True)
class ReceiveMessage:
    """One way for every function behind a queue."""

    dead_letters: DeadLetters
    listeners: Mapping[type[Fact], Callable[[Any], object]]
    mind: MindChannel | None = None  # for those that speak to platforms

    def __call__(self, body: str) -> tuple[str, ...]:
        """Handle the message and return what is to be counted of it, nothing when it went to the dead letters.

        That is the fact's name and, of a comment, `WatchedAU09` for each clause that would have bitten if it acted.

        What repeating cannot mend goes there at once and with its reason, so that an officer or engineer can put it
        right and have it redriven; every other error is raised, and leaves the message in its queue. A token that is
        refused is OfficerAwaited.
        """
        try:
            fact = open_envelope(body)
            listener = self.listeners.get(type(fact))
            if listener is None:
                raise MalformedInput("message", [f"{type(fact).__name__} is not for this function"])
            result = self._hear(listener, fact)
        except Rejected as error:
            self.dead_letters.put(body, f"{type(error).__name__}: {error}")
            return ()
        watched = result.watched if isinstance(fact, CommentSeen) and isinstance(result, Judgement) else ()
        return (type(fact).__name__, *(f"Watched{clause}" for clause in watched))

    def _hear(self, listener: Callable[[Any], object], fact: Fact) -> object:
        """Let the listener hear, and an officer know of what keeps the fact's channel from working."""
        channel_id: str = getattr(fact, "channel_id", "")
        try:
            return listener(fact)
        except CredentialsRefused as error:
            if self.mind is None:
                raise
            raise self.mind.awaited(channel_id, error) from None
        except Postponed as error:
            if self.mind is not None:
                self.mind.trouble(channel_id, error)
            raise
