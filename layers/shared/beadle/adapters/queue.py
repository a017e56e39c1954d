"""SQS batches, one way for every function behind a queue: each message on its own, failures reported one by one."""

from collections import Counter
from typing import Any, Protocol

from aws_lambda_powertools import Logger, Metrics
from aws_lambda_powertools.metrics import MetricUnit
from aws_lambda_powertools.utilities.batch import BatchProcessor, EventType, process_partial_response
from aws_lambda_powertools.utilities.batch.types import PartialItemFailureResponse
from aws_lambda_powertools.utilities.data_classes.sqs_event import SQSRecord
from aws_lambda_powertools.utilities.typing import LambdaContext

from beadle.adapters.failures import described


class Receives(Protocol):
    """What takes one message's body and returns the name of the fact that it handled, "" for a dead letter."""

    def __call__(self, body: str) -> str:
        """Handle one message; whatever it raises leaves the message in its queue."""


def receive_batch(
    event: dict[str, Any], context: LambdaContext, receive: Receives, logger: Logger, metrics: Metrics
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
            raise

    # A batch whose every message waits for a rate limit is no failure of the function: the queue has them all.
    processor = BatchProcessor(event_type=EventType.SQS, raise_on_entire_batch_failure=False)
    response = process_partial_response(event, record_handler=handle, processor=processor, context=context)
    for name, count in handled.items():
        metrics.add_metric(name, MetricUnit.Count, count)
    metrics.flush_metrics()
    logger.info("handled", extra=dict(handled))
    return response
