"""SQS batches: each message on its own, and nothing in the log that a resident wrote."""

import json
from io import StringIO
from uuid import uuid4

import pytest
from aws_lambda_powertools import Logger, Metrics

from beadle.adapters.queue import FIRST_PAUSE, LONGEST_PAUSE, Receives, pause_after, receive_batch
from beadle.domain.errors import PlatformUnavailable, RateLimited
from beadle.events.comments import CommentReceived
from beadle.usecases.receive_message import ReceiveMessage
from tests.fakes import InMemoryDeadLetters
from tests.fakes.surroundings import A_TUESDAY_MORNING
from tests.lambda_calls import CONTEXT, batch

SECRET = "ring 07700 900123, said Jane of the High Street, whose token is xoxb-17"


def answer(receive: Receives, *bodies: str) -> tuple[list[str], str]:
    """Return the numbers of the messages that are to be delivered again, and the log."""
    log = StringIO()
    logger = Logger(service=f"moderator-{uuid4()}", stream=log)  # powertools keeps the stream of a name that it knows
    metrics = Metrics(namespace="Beadle", service="moderator")
    response = receive_batch(batch(*bodies), CONTEXT, receive, logger, metrics, lambda *_: None)
    return [str(failure["itemIdentifier"]) for failure in response["batchItemFailures"]], log.getvalue()


def awkward(body: str) -> str:
    """Handle a message as its body says."""
    if body == "unavailable":
        raise PlatformUnavailable(SECRET)
    if body == "mistake":
        raise KeyError(SECRET)
    return "" if body == "dead" else "CommentReceived"


def test_only_what_failed_is_delivered_again() -> None:
    assert answer(awkward, "good", "unavailable", "good", "mistake", "dead")[0] == ["message-1", "message-3"]


def test_a_batch_that_fails_as_a_whole_is_delivered_again_message_by_message() -> None:
    assert answer(awkward, "unavailable", "mistake")[0] == ["message-0", "message-1"]


def test_what_failed_is_given_a_pause_and_what_did_not_is_left_alone() -> None:
    given: dict[str, float] = {}

    receive_batch(
        batch("good", "unavailable", "dead"),
        CONTEXT,
        awkward,
        Logger(service="moderator", stream=StringIO()),
        Metrics(namespace="Beadle", service="moderator"),
        lambda record, seconds: given.update({record.message_id: seconds}),
    )

    assert given == {"message-1": FIRST_PAUSE}


def test_pauses_double_up_to_the_longest() -> None:
    pauses = [pause_after(PlatformUnavailable("gone"), deliveries) for deliveries in range(1, 13)]

    assert pauses == sorted(pauses)
    assert (pauses[0], pauses[1], pauses[-1]) == (FIRST_PAUSE, 2 * FIRST_PAUSE, LONGEST_PAUSE)
    assert sum(pauses) > 3600


def test_a_platform_that_asks_to_wait_is_given_its_time() -> None:
    assert pause_after(RateLimited("later", retry_after=3000.0), 1) == 3000.0
    assert pause_after(RateLimited("later", retry_after=1.0), 1) == FIRST_PAUSE


def test_the_log_has_a_line_a_failure_with_its_kind_and_place_and_a_line_a_batch(
    capsys: pytest.CaptureFixture[str],
) -> None:
    _, log = answer(awkward, "good", "unavailable", "dead")

    warning, handled = (json.loads(line) for line in log.splitlines())
    metrics = json.loads(capsys.readouterr().out)
    assert (warning["level"], warning["message_id"], warning["error"]) == (
        "WARNING",
        "message-1",
        "PlatformUnavailable",
    )
    assert warning["place"].startswith("test_queue.py:")
    assert {name: metrics[name] for name in ("CommentReceived", "Failures", "DeadLetters")} == {
        "CommentReceived": [1.0],
        "Failures": [1.0],
        "DeadLetters": [1.0],
    }
    assert (handled["message"], handled["CommentReceived"], handled["Failures"]) == ("handled", 1, 1)


def test_nothing_that_a_resident_wrote_and_no_secret_reaches_the_log(capsys: pytest.CaptureFixture[str]) -> None:
    fact = CommentReceived("memory:c1", "memory", "p1", "memory:jane", "jane", SECRET, A_TUESDAY_MORNING, SECRET)
    good = {"detail-type": "CommentReceived", "detail": fact.to_detail()}
    broken = {"detail-type": "CommentReceived", "detail": {"text": SECRET, "author_name": [SECRET]}}

    def fail(_: object) -> None:
        raise ValueError(f"could not store {SECRET}")

    receive = ReceiveMessage(InMemoryDeadLetters(), {CommentReceived: fail})
    failed, log = answer(receive, json.dumps(good), json.dumps(broken), "{" + SECRET)

    assert failed == ["message-0"]
    assert "left in its queue" in log
    captured = capsys.readouterr()
    for word in ("07700", "Jane", "High Street", "xoxb"):
        assert word not in log + captured.out + captured.err
