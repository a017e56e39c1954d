"""Messages that are to come again, on the embedded AWS's queues."""

import time
from typing import Any
from uuid import uuid4

import pytest
from aws_lambda_powertools import Logger, Metrics
from aws_lambda_powertools.utilities.data_classes.sqs_event import SQSRecord

from beadle.adapters.aws import client
from beadle.adapters.queue import LONGEST_DELAY, NOT_BEFORE, Receives, SqsInbox, receive_batch
from beadle.domain.errors import RateLimited
from tests.lambda_calls import CONTEXT

pytestmark = [pytest.mark.embedded, pytest.mark.usefixtures("aws")]

DELIVERIES = 2


class Queue:
    """A queue with dead letters, and one message in it; its deliveries are handed to functions as Lambda does."""

    def __init__(self, visibility: int = 600) -> None:
        sqs, name = client("sqs"), f"q-{uuid4().hex[:12]}"
        self.letters: str = sqs.create_queue(QueueName=f"{name}-letters")["QueueUrl"]
        redrive = f'{{"deadLetterTargetArn": "{arn(self.letters)}", "maxReceiveCount": {DELIVERIES}}}'
        attributes = {"VisibilityTimeout": str(visibility), "RedrivePolicy": redrive}
        self.url: str = sqs.create_queue(QueueName=name, Attributes=attributes)["QueueUrl"]
        sqs.send_message(QueueUrl=self.url, MessageBody="body")

    def received(self, wait: int = 3) -> dict[str, Any]:
        """Return the next delivery as a record of an event."""
        answer = client("sqs").receive_message(
            QueueUrl=self.url,
            WaitTimeSeconds=wait,
            MessageAttributeNames=["All"],
            MessageSystemAttributeNames=["ApproximateReceiveCount"],
        )
        [message] = answer["Messages"]
        said = message.get("MessageAttributes", {})
        return {
            "messageId": message["MessageId"],
            "receiptHandle": message["ReceiptHandle"],
            "body": message["Body"],
            "attributes": message["Attributes"],
            "messageAttributes": {name: {"stringValue": value["StringValue"]} for name, value in said.items()},
            "eventSourceARN": arn(self.url),
        }

    def deliver(self, receive: Receives) -> None:
        """Hand the next delivery to a function, and delete it unless it failed."""
        record = self.received()
        logger, metrics = Logger(service="enforcer"), Metrics(namespace="Beadle", service="enforcer")
        response = receive_batch({"Records": [record]}, CONTEXT, receive, logger, metrics)
        if not response["batchItemFailures"]:
            client("sqs").delete_message(QueueUrl=self.url, ReceiptHandle=record["receiptHandle"])

    def counts(self) -> dict[str, int]:
        """Return how many messages there are to be seen, in flight and delayed, and how many dead letters."""
        names = {"visible": "", "taken": "NotVisible", "delayed": "Delayed"}
        counts = {name: number(self.url, f"ApproximateNumberOfMessages{end}") for name, end in names.items()}
        return counts | {"dead": number(self.letters, "ApproximateNumberOfMessages")}


def number(url: str, name: str) -> int:
    return int(client("sqs").get_queue_attributes(QueueUrl=url, AttributeNames=[name])["Attributes"][name])


def arn(url: str) -> str:
    answer = client("sqs").get_queue_attributes(QueueUrl=url, AttributeNames=["QueueArn"])
    return str(answer["Attributes"]["QueueArn"])


def test_a_failed_message_comes_when_its_own_pause_is_over_not_its_queues() -> None:
    queue = Queue()
    SqsInbox().pause(SQSRecord(queue.received()), 0)
    assert queue.received()["body"] == "body"


def test_a_platform_that_asks_to_wait_costs_a_message_none_of_its_deliveries() -> None:
    queue, calls = Queue(), []

    def limited(body: str) -> tuple[str, ...]:
        calls.append(body)
        if len(calls) <= 2 * DELIVERIES:
            raise RateLimited("later", retry_after=0.1)
        return ("CommentJudged",)

    for _ in range(2 * DELIVERIES + 1):
        queue.deliver(limited)

    assert len(calls) == 2 * DELIVERIES + 1
    assert queue.counts() == {"visible": 0, "taken": 0, "delayed": 0, "dead": 0}


def test_what_waits_longer_than_sqs_can_delay_is_put_back_unseen() -> None:
    queue = Queue()
    in_a_day = time.time() + 86_400
    sent = client("sqs").send_message

    def at_once(**call: Any) -> Any:
        assert call["DelaySeconds"] == LONGEST_DELAY
        return sent(**call | {"DelaySeconds": 0})

    def never(body: str) -> tuple[str, ...]:
        raise AssertionError(body)

    with pytest.MonkeyPatch.context() as patched:
        patched.setattr(client("sqs"), "send_message", at_once)
        record = queue.received()
        SqsInbox().put_back(SQSRecord(record), in_a_day)
        client("sqs").delete_message(QueueUrl=queue.url, ReceiptHandle=record["receiptHandle"])
        for _ in range(2 * DELIVERIES):
            queue.deliver(never)

    assert float(queue.received()["messageAttributes"][NOT_BEFORE]["stringValue"]) - in_a_day < 1
    assert queue.counts()["dead"] == 0


def test_what_is_postponed_is_not_delivered_before_its_time() -> None:
    queue = Queue()
    queue.deliver(postponing)
    assert queue.counts() == {"visible": 0, "taken": 0, "delayed": 1, "dead": 0}


def postponing(body: str) -> tuple[str, ...]:
    raise RateLimited(body, retry_after=37)
