"""What Lambda hands to a function: SQS batches, and a context."""

from typing import Any

from aws_lambda_powertools.utilities.typing import LambdaContext


class AtTheStart(LambdaContext):
    """A context with nearly all of its time left."""

    @staticmethod
    def get_remaining_time_in_millis() -> int:
        return 50_000


CONTEXT = AtTheStart()


def batch(*bodies: str) -> dict[str, Any]:
    """Return an SQS batch of these message bodies, numbered from message-0."""
    return {
        "Records": [
            {
                "messageId": f"message-{number}",
                "receiptHandle": "AQEB",
                "body": body,
                "attributes": {"ApproximateReceiveCount": "1"},
                "messageAttributes": {},
                "md5OfBody": "",
                "eventSource": "aws:sqs",
                "eventSourceARN": "arn:aws:sqs:eu-west-2:123456789012:queue",
                "awsRegion": "eu-west-2",
            }
            for number, body in enumerate(bodies)
        ]
    }
