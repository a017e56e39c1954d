"""SQS batches: each message on its own, and nothing in the log that a resident wrote."""

import json
import time
from dataclasses import replace
from io import StringIO
from typing import Any
from uuid import uuid4

import pytest
from aws_lambda_powertools import Logger, Metrics
from aws_lambda_powertools.utilities.data_classes.sqs_event import SQSRecord

from beadle.adapters.queue import (
    FIRST_PAUSE,
    LONGEST_PAUSE,
    NOT_BEFORE,
    Receives,
    pause_after,
    receive_batch,
)
from beadle.domain.errors import PlatformUnavailable, RateLimited, StoreUnavailable
from beadle.events.comments import CommentReceived
from beadle.events.judgements import CommentJudged
from beadle.usecases.receive_message import ReceiveMessage
from tests.fakes import InMemoryDeadLetters
from tests.fakes.surroundings import A_TUESDAY_MORNING
from tests.lambda_calls import CONTEXT, batch

JUDGED = CommentJudged(
    "memory:c1", "r1", "memory", "memory:jane", "remove", ("AU02",), (), 1, "1", A_TUESDAY_MORNING, "beadle"
)
SECRET = "ring 07700 900123, said Jane of the High Street, whose token is xoxb-17"


class Remembering:
    """Fits the Inbox protocol."""

    def __init__(self) -> None:
        self.paused: dict[str, float] = {}
        self.put: dict[str, float] = {}

    def pause(self, record: SQSRecord, seconds: float) -> None:
        self.paused[record.message_id] = seconds

    def put_back(self, record: SQSRecord, not_before: float) -> None:
        self.put[record.message_id] = not_before


class Seeing:
    """Fits the Receives protocol; handles everything."""

    def __init__(self, seen: list[str]) -> None:
        self.seen = seen

    def __call__(self, body: str) -> tuple[str, ...]:
        self.seen.append(body)
        return ("CommentReceived",)


class Unreachable(Remembering):
    def put_back(self, record: SQSRecord, not_before: float) -> None:
        raise StoreUnavailable("the queue")


def answer(receive: Receives, *bodies: str) -> tuple[list[str], str]:
    """Return the numbers of the messages that are to be delivered again, and the log."""
    log = StringIO()
    logger = Logger(service=f"moderator-{uuid4()}", stream=log)  # powertools keeps the stream of a name that it knows
    metrics = Metrics(namespace="Beadle", service="moderator")
    response = receive_batch(batch(*bodies), CONTEXT, receive, logger, metrics, Remembering())
    return [str(failure["itemIdentifier"]) for failure in response["batchItemFailures"]], log.getvalue()


def awkward(body: str) -> tuple[str, ...]:
    """Handle a message as its body says."""
    if body == "unavailable":
        raise PlatformUnavailable(SECRET)
    if body == "mistake":
        raise KeyError(SECRET)
    return () if body == "dead" else ("CommentReceived",)


def test_only_what_failed_is_delivered_again() -> None:
    assert answer(awkward, "good", "unavailable", "good", "mistake", "dead")[0] == ["message-1", "message-3"]


def test_a_batch_that_fails_as_a_whole_is_delivered_again_message_by_message() -> None:
    assert answer(awkward, "unavailable", "mistake")[0] == ["message-0", "message-1"]


def handled(event: dict[str, Any], receive: Receives, inbox: Remembering) -> list[str]:
    """Return the numbers of the messages that are to be delivered again."""
    logger = Logger(service="moderator", stream=StringIO())
    response = receive_batch(event, CONTEXT, receive, logger, Metrics(namespace="Beadle", service="moderator"), inbox)
    return [str(failure["itemIdentifier"]) for failure in response["batchItemFailures"]]


def test_what_failed_is_given_a_pause_and_what_did_not_is_left_alone() -> None:
    inbox = Remembering()
    handled(batch("good", "unavailable", "dead"), awkward, inbox)
    assert inbox.paused == {"message-1": FIRST_PAUSE}


def test_pauses_double_up_to_the_longest() -> None:
    pauses = [pause_after(deliveries) for deliveries in range(1, 13)]

    assert pauses == sorted(pauses)
    assert (pauses[0], pauses[1], pauses[-1]) == (FIRST_PAUSE, 2 * FIRST_PAUSE, LONGEST_PAUSE)
    assert sum(pauses) > 3600


def limited(body: str) -> tuple[str, ...]:
    if body == "limited":
        raise RateLimited("later", retry_after=3000.0)
    return ("CommentReceived",)


def test_a_message_for_which_a_platform_asks_to_wait_is_put_back_for_as_long_and_has_not_failed() -> None:
    inbox, before = Remembering(), time.time()
    assert handled(batch("good", "limited"), limited, inbox) == []
    assert inbox.paused == {}
    assert before + 3000 <= inbox.put.pop("message-1") <= time.time() + 3000
    assert inbox.put == {}


def test_a_message_that_cannot_be_put_back_stays_where_it_is() -> None:
    inbox = Unreachable()
    assert handled(batch("limited"), limited, inbox) == ["message-0"]
    assert inbox.paused == {"message-0": FIRST_PAUSE}


@pytest.mark.parametrize(("wait", "is_seen"), [(3600, False), (-1, True)])
def test_a_message_that_was_put_back_is_not_looked_at_before_its_time(wait: float, is_seen: bool) -> None:
    inbox, event = Remembering(), batch("good")
    not_before = round(time.time() + wait)
    event["Records"][0]["messageAttributes"] = {NOT_BEFORE: {"stringValue": str(not_before), "dataType": "Number"}}
    seen: list[str] = []
    assert handled(event, Seeing(seen), inbox) == []
    assert bool(seen) is is_seen
    assert inbox.put == ({} if is_seen else {"message-0": not_before})


@pytest.mark.parametrize("said", ["soon", "-1", "", "9" * 400])
def test_an_instant_that_cannot_be_read_holds_nothing_up(said: str) -> None:
    inbox, event = Remembering(), batch("good")
    event["Records"][0]["messageAttributes"] = {NOT_BEFORE: {"stringValue": said, "dataType": "String"}}
    assert handled(event, limited, inbox) == []
    assert inbox.put == {}


def test_what_is_urgent_is_handled_first_and_the_rest_as_it_came() -> None:
    calm = {"detail-type": "CommentJudged", "detail": JUDGED.to_detail()}
    urgent = {"detail-type": "CommentJudged", "detail": replace(JUDGED, needs=("urgent",)).to_detail()}
    seen: list[str] = []
    bodies = [json.dumps(calm), "unreadable", json.dumps(urgent)]
    handled(batch(*bodies), Seeing(seen), Remembering())
    assert seen == [bodies[2], bodies[0], bodies[1]]


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
