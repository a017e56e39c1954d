"""A tap on the bus: a queue of the run's own that hears every fact, made by the run and gone with it."""

import json
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

from beadle.adapters.aws import client
from beadle.domain.errors import MalformedInput
from beadle.events.envelope import open_envelope
from beadle.events.fact import Fact

NAME = "beadle-run-tap"
AT_ONCE = 10  # SQS's own limit


class Tap:
    """Hears every fact that is told from its making on."""

    def __init__(self, queue_url: str) -> None:
        self._queue_url = queue_url
        self._sqs: Any = client("sqs")

    def read(self, wait: int = 0) -> Iterator[Fact]:
        """Yield what has been heard since the last time.

        Args:
            wait: seconds, at most, for something to come where nothing is there.
        """
        while messages := self._receive(wait):
            self._sqs.delete_message_batch(
                QueueUrl=self._queue_url,
                Entries=[{"Id": str(n), "ReceiptHandle": m["ReceiptHandle"]} for n, m in enumerate(messages)],
            )
            for message in messages:
                try:
                    yield open_envelope(message["Body"])
                except MalformedInput:
                    continue  # somebody else's event: it is the functions' to refuse, not the onlooker's
            wait = 0

    def _receive(self, wait: int) -> list[dict[str, Any]]:
        answer = self._sqs.receive_message(
            QueueUrl=self._queue_url, MaxNumberOfMessages=AT_ONCE, WaitTimeSeconds=wait, VisibilityTimeout=30
        )
        found: list[dict[str, Any]] = answer.get("Messages", [])
        return found


@contextmanager
def tapping(bus: str) -> Iterator[Tap]:
    """Give a tap on that bus, and take it away again."""
    sqs: Any = client("sqs")
    events: Any = client("events")
    url = sqs.create_queue(QueueName=NAME)["QueueUrl"]
    sqs.purge_queue(QueueUrl=url)  # what an earlier run left behind when it was killed
    arn = sqs.get_queue_attributes(QueueUrl=url, AttributeNames=["QueueArn"])["Attributes"]["QueueArn"]
    pattern = {"source": [{"prefix": "beadle."}]}
    rule = events.put_rule(Name=NAME, EventBusName=bus, EventPattern=json.dumps(pattern))["RuleArn"]
    sqs.set_queue_attributes(QueueUrl=url, Attributes={"Policy": json.dumps(_policy(arn, rule))})
    events.put_targets(Rule=NAME, EventBusName=bus, Targets=[{"Id": NAME, "Arn": arn}])
    try:
        yield Tap(url)
    finally:
        events.remove_targets(Rule=NAME, EventBusName=bus, Ids=[NAME])
        events.delete_rule(Name=NAME, EventBusName=bus)
        sqs.delete_queue(QueueUrl=url)


def _policy(queue: str, rule: str) -> dict[str, Any]:
    return {
        "Version": "2012-10-17",
        "Statement": [
            {
                "Sid": "TapRuleOnly",
                "Effect": "Allow",
                "Principal": {"Service": "events.amazonaws.com"},
                "Action": "sqs:SendMessage",
                "Resource": queue,
                "Condition": {"ArnEquals": {"aws:SourceArn": rule}},
            }
        ],
    }
