"""A function's dead-letter queue, for messages of which it is known that they can never succeed."""

from beadle.adapters.aws import answering, client

LONGEST_REASON = 1_000  # characters


class SqsDeadLetters:
    """Fits the DeadLetters port; the reason travels beside the message, as an attribute."""

    def __init__(self, queue_url: str) -> None:
        self._queue_url = queue_url

    def put(self, body: str, reason: str) -> None:
        """Send the message; its body is for the officer who looks at it and is never logged."""
        attribute = {"DataType": "String", "StringValue": reason[:LONGEST_REASON] or "unknown"}
        with answering("the dead-letter queue"):
            client("sqs").send_message(
                QueueUrl=self._queue_url, MessageBody=body, MessageAttributes={"reason": attribute}
            )
