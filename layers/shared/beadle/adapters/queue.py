"""SQS batches, one way for every function behind a queue: each message on its own, failures reported one by one.

A message that failed comes again after a pause of its own, not after the queue's visibility timeout: that must outlast
the function, and would leave abuse in sight for a quarter of an hour because a platform stumbled once.
"""

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
from beadle.domain.errors import RateLimited, StoreUnavailable

FIRST_PAUSE = 15.0  # seconds; doubled at each delivery
LONGEST_PAUSE = 900.0  # seconds; with the template's twelve deliveries that is patience for an hour and a half
LONGEST_VISIBILITY = 43_200  # seconds; SQS's own limit


class Receives(Protocol):
    """What takes one message's body and returns the name of the fact that it handled, "" for a dead letter."""

    def __call__(self, body: str) -> str:
        """Handle one message; whatever it raises leaves the message in its queue."""


class Postpones(Protocol):
    """What has a message delivered again after so many seconds."""

    def __call__(self, record: SQSRecord, seconds: float) -> None:
        """Set the message's pause."""


def postpone(record: SQSRecord, seconds: float) -> None:
    """Set the message's visibility. If SQS does not answer, the queue's own timeout holds, and nothing is lost."""
    visibility = min(round(seconds), LONGEST_VISIBILITY)
    with suppress(StoreUnavailable), answering("the queue"):
        client("sqs").change_message_visibility(
            QueueUrl=_address(record.event_source_arn),
            ReceiptHandle=record.receipt_handle,
            VisibilityTimeout=visibility,
        )


@cache
def _address(arn: str) -> str:
    account, name = arn.split(":")[4:6]
    address: str = client("sqs").get_queue_url(QueueName=name, QueueOwnerAWSAccountId=account)["QueueUrl"]
    return address


def pause_after(error: Exception, deliveries: int) -> float:
    """Return the seconds to wait: longer at each delivery, and as long as a platform asks."""
    doublings = min(deliveries, 10) - 1
    pause = min(FIRST_PAUSE * 2.0**doublings, LONGEST_PAUSE)
    return max(pause, error.retry_after) if isinstance(error, RateLimited) else pause


def receive_batch(
    event: dict[str, Any],
    context: LambdaContext,
    receive: Receives,
    logger: Logger,
    metrics: Metrics,
    postpone: Postpones = postpone,
) -> PartialItemFailureResponse:
    """Hand each message of the batch to `receive` and return those that are to be delivered again.

    The log gets one line a batch, and one a failure.
    """
    handled: Counter[str] = Counter()

    def handle(record: SQSRecord) -> None:
        try:
            handled[receive(record.body) or "DeadLetters"] += 1
        except Exception as error:
            logger.warning("left in its queue", message_id=record.message_id, extra=described(error))
            handled["Failures"] += 1
            postpone(record, pause_after(error, int(record.attributes.approximate_receive_count)))
            raise

    # A batch whose every message waits for a rate limit is no failure of the function: the queue has them all.
    processor = BatchProcessor(event_type=EventType.SQS, raise_on_entire_batch_failure=False)
    response = process_partial_response(event, record_handler=handle, processor=processor, context=context)
    for name, count in handled.items():
        metrics.add_metric(name, MetricUnit.Count, count)
    metrics.flush_metrics()
    logger.info("handled", extra=dict(handled))
    return response
