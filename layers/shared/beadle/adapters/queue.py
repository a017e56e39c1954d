"""SQS batches, one way for every function behind a queue: each message on its own, the urgent ones first.

A message that failed comes again after a pause of its own, not after the queue's visibility timeout: that must outlast
the function, and would leave abuse in sight for a quarter of an hour because a platform stumbled once.

A message that must wait, because a platform asks for it or an officer is to do something first, has not failed, and
waiting must cost it none of its deliveries, which SQS counts whatever they came to. So a copy of it goes back to the
queue, with the instant before which it is not looked at, and the message itself is done. A stop between the two leaves
it twice, which is harmless.
"""

import math
import time
from collections import Counter
from contextlib import suppress
from functools import cache
from typing import Any, Protocol

from aws_lambda_powertools import Logger, Metrics
from aws_lambda_powertools.metrics import MetricUnit
from aws_lambda_powertools.utilities.batch import BatchProcessor, EventType, process_partial_response
from aws_lambda_powertools.utilities.batch.types import PartialItemFailureResponse
from aws_lambda_powertools.utilities.data_classes.sqs_event import SQSRecord
from aws_lambda_powertools.utilities.typing import LambdaContext

from beadle.adapters.aws import answering, client
from beadle.adapters.failures import described
from beadle.domain.errors import MalformedInput, Postponed, StoreUnavailable
from beadle.events.envelope import open_envelope

FIRST_PAUSE = 15.0  # seconds; doubled at each delivery
LONGEST_PAUSE = 900.0  # seconds; with the template's twelve deliveries that is patience for an hour and a half
LONGEST_DELAY = 600  # seconds; SQS takes 900, at which the alarm of messages that wait would ring
NOT_BEFORE = "not-before"  # the copy's attribute: epoch seconds


class Receives(Protocol):
    """What takes one message's body and returns what is to be counted of it, nothing for a dead letter."""

    def __call__(self, body: str) -> tuple[str, ...]:
        """Handle one message; Postponed puts it off, and whatever else it raises leaves it in its queue."""


class Inbox(Protocol):
    """The queue that a message came from."""

    def pause(self, record: SQSRecord, seconds: float) -> None:
        """Have a message that is left in its queue delivered again after so many seconds."""

    def put_back(self, record: SQSRecord, not_before: float) -> None:
        """Send a copy that is not to be looked at before an instant, in epoch seconds. StoreUnavailable."""


class SqsInbox:
    """Fits the Inbox protocol."""

    def pause(self, record: SQSRecord, seconds: float) -> None:
        """Set the message's visibility. If SQS does not answer, the queue's own timeout holds, and nothing is lost."""
        with suppress(StoreUnavailable), answering("the queue"):
            client("sqs").change_message_visibility(
                QueueUrl=_address(record.event_source_arn),
                ReceiptHandle=record.receipt_handle,
                VisibilityTimeout=round(seconds),
            )

    def put_back(self, record: SQSRecord, not_before: float) -> None:
        """Send the copy, delayed for as long as it waits, or as SQS allows."""
        delay = min(max(math.ceil(not_before - time.time()), 1), LONGEST_DELAY)
        with answering("the queue"):
            client("sqs").send_message(
                QueueUrl=_address(record.event_source_arn),
                MessageBody=record.body,
                DelaySeconds=delay,
                MessageAttributes={NOT_BEFORE: {"DataType": "Number", "StringValue": str(math.ceil(not_before))}},
            )


@cache
def _address(arn: str) -> str:
    account, name = arn.split(":")[4:6]
    address: str = client("sqs").get_queue_url(QueueName=name, QueueOwnerAWSAccountId=account)["QueueUrl"]
    return address


def pause_after(deliveries: int) -> float:
    """Return the seconds to wait after a failure: longer at each delivery."""
    return min(FIRST_PAUSE * 2.0 ** (min(deliveries, 10) - 1), LONGEST_PAUSE)


def receive_batch(
    event: dict[str, Any],
    context: LambdaContext,
    receive: Receives,
    logger: Logger,
    metrics: Metrics,
    inbox: Inbox | None = None,
) -> PartialItemFailureResponse:
    """Hand each message of the batch to `receive` and return those that are to be delivered again.

    The log gets one line a batch, and one a failure.
    """
    inbox = inbox or SqsInbox()
    handled: Counter[str] = Counter()

    def handle(record: SQSRecord) -> None:
        try:
            not_before = _not_before(record)
            if not_before <= time.time():
                try:
                    handled.update(receive(record.body) or ("DeadLetters",))
                    return
                except Postponed as error:
                    not_before = time.time() + error.retry_after
            inbox.put_back(record, not_before)
            handled["Postponed"] += 1
        except Exception as error:
            logger.warning("left in its queue", message_id=record.message_id, extra=described(error))
            handled["Failures"] += 1
            inbox.pause(record, pause_after(int(record.attributes.approximate_receive_count)))
            raise

    ordered = {**event, "Records": sorted(event["Records"], key=_rank)}
    # A batch of which every message failed is no failure of the function: the queue has them all.
    processor = BatchProcessor(event_type=EventType.SQS, raise_on_entire_batch_failure=False)
    response = process_partial_response(ordered, record_handler=handle, processor=processor, context=context)
    for name, count in handled.items():
        metrics.add_metric(name, MetricUnit.Count, count)
    metrics.flush_metrics()
    logger.info("handled", extra=dict(handled))
    return response


def _rank(record: dict[str, Any]) -> bool:
    """Return False, which comes first, for what is urgent."""
    try:
        return not open_envelope(record["body"]).is_urgent
    except MalformedInput:
        return True


def _not_before(record: SQSRecord) -> float:
    """Return the instant in epoch seconds that a copy carries, 0 for a message that was never postponed."""
    attributes = record.raw_event.get("messageAttributes") or {}
    said: str = attributes.get(NOT_BEFORE, {}).get("stringValue", "")
    return float(said) if said.isascii() and said.isdigit() and len(said) <= len("1795000000") else 0.0
