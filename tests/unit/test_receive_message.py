"""One message from a queue: to its listener, to the dead letters, or back into the queue."""

import json
from collections.abc import Callable

import pytest

from beadle.domain.errors import (
    Contended,
    CredentialsRefused,
    MalformedInput,
    NotFound,
    PlatformRefused,
    PlatformUnavailable,
    RateLimited,
    StoreUnavailable,
)
from beadle.events.actions import StrikeWithdrawn
from beadle.events.fact import Fact
from beadle.usecases.receive_message import ReceiveMessage
from tests.fakes import InMemoryDeadLetters
from tests.faults import Fault, Injector

FACT = StrikeWithdrawn("memory:a", "memory:c1", "memory", "amir", "a mistake")
BODY = json.dumps({"detail-type": "StrikeWithdrawn", "detail": FACT.to_detail()})


class Listener:
    """Hears facts, and raises what it is told to."""

    def __init__(self, error: Exception | None = None) -> None:
        self.error = error
        self.heard: list[Fact] = []

    def __call__(self, fact: Fact) -> None:
        if self.error:
            raise self.error
        self.heard.append(fact)


def receive(listener: Callable[[Fact], object], letters: InMemoryDeadLetters, body: str = BODY) -> tuple[str, ...]:
    return ReceiveMessage(letters, {StrikeWithdrawn: listener})(body)


def test_a_fact_goes_to_its_listener() -> None:
    listener, letters = Listener(), InMemoryDeadLetters()

    assert receive(listener, letters) == ("StrikeWithdrawn",)
    assert (listener.heard, letters.letters) == ([FACT], [])


@pytest.mark.parametrize(
    ("body", "reason"),
    [
        ("{", "MalformedInput: message: is not JSON: JSONDecodeError"),
        ('{"detail-type": "Nothing"}', "MalformedInput: message: its detail-type names no fact known here"),
        (
            '{"detail-type": "StrikeWithdrawn", "detail": {"author_id": 7, "channel_id": "c", "reason": ""}}',
            "MalformedInput: StrikeWithdrawn: author_id is not of type str; comment_id is missing;"
            " withdrawn_by is missing",
        ),
        (
            '{"detail-type": "PublishingResumed", "detail":'
            ' {"resumed_by": "amir", "resumed_at": "2026-11-24T10:00:00Z"}}',
            "MalformedInput: message: PublishingResumed is not for this function",
        ),
    ],
)
def test_a_message_that_can_never_be_read_goes_to_the_dead_letters_with_its_reason(body: str, reason: str) -> None:
    letters = InMemoryDeadLetters()

    assert receive(Listener(), letters, body) == ()
    assert letters.letters == [(body, reason)]


@pytest.mark.parametrize(
    "error",
    [
        MalformedInput("event", ["comment_id names no comment"]),
        NotFound("no such channel"),
        PlatformRefused("no"),
        CredentialsRefused("renew the token"),
    ],
)
def test_what_repeating_cannot_mend_goes_to_the_dead_letters_at_once(error: Exception) -> None:
    letters = InMemoryDeadLetters()

    assert receive(Listener(error), letters) == ()
    assert letters.letters == [(BODY, f"{type(error).__name__}: {error}")]


@pytest.mark.parametrize(
    "error",
    [
        PlatformUnavailable("503"),
        StoreUnavailable("throttled"),
        RateLimited("wait", 30.0),
        Contended("another has it"),
        KeyError("a mistake of ours"),
    ],
)
def test_what_may_go_through_later_stays_in_its_queue(error: Exception) -> None:
    letters = InMemoryDeadLetters()

    with pytest.raises(type(error)):
        receive(Listener(error), letters)
    assert not letters.letters


def test_a_dead_letter_that_cannot_be_kept_stays_in_its_queue() -> None:
    letters = Injector({0: Fault.REFUSED}).around(InMemoryDeadLetters())

    with pytest.raises(StoreUnavailable):
        receive(Listener(), letters, "{")
