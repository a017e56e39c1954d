"""`beadle redrive`: put dead letters back on the queues that they came from, once what was wrong is put right."""

import json
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from enum import StrEnum
from typing import Annotated, Any

import typer

from beadle.adapters.aws import client
from cli.options import DEFAULT_STACK, StackName
from local.screen import Screen, table
from local.stack import QUEUES, Stack

OUT_OF_SIGHT = 600  # seconds for which a letter that is being looked at is shown to nobody else
AT_ONCE = 10  # SQS's own limit
WORN_OUT = "it failed as often as its queue tries: the function's log says why"


class Queue(StrEnum):
    """Whose dead letters."""

    MODERATOR = "moderator"
    ENFORCER = "enforcer"
    CORRECTION = "correction"
    ALL = "all"


@dataclass(frozen=True, slots=True)
class Letter:
    """One dead letter, as it was received."""

    queue: str
    body: str
    receipt: str
    reason: str

    @property
    def subject(self) -> str:
        """What it tells of, without a word that anybody wrote."""
        try:
            envelope = json.loads(self.body)
            detail = envelope["detail"]
            ids = (detail.get(name, "") for name in ("comment_id", "task_id", "author_id"))
            return f"{envelope['detail-type']} {next(filter(None, ids), '')}"
        except (ValueError, KeyError, TypeError, AttributeError):
            return "unreadable"


app = typer.Typer(add_completion=False)


@app.command()
def redrive(
    queue: Annotated[Queue, typer.Option("--queue", help="Whose dead letters.")] = Queue.ALL,
    yes: Annotated[bool, typer.Option("--yes", help="Put them back without asking.")] = False,
    stack: StackName = DEFAULT_STACK,
) -> None:
    """Show the dead letters with their reasons, and put them back on their queues."""
    outputs, sqs, out = Stack.find(stack).outputs, client("sqs"), Screen()
    letters = [
        letter
        for name in (QUEUES if queue is Queue.ALL else (queue.value,))
        for letter in _received(sqs, name, _dead_letters(outputs, name))
    ]
    if not letters:
        out.print("there are no dead letters")
        return
    rows = table("Dead letters", "Queue", "What", "Reason")
    for letter in letters:
        rows.add_row(letter.queue, letter.subject, letter.reason)
    out.print(rows)
    if not yes and not typer.confirm(f"Put {len(letters)} back?"):
        for letter in letters:
            sqs.change_message_visibility(
                QueueUrl=_dead_letters(outputs, letter.queue), ReceiptHandle=letter.receipt, VisibilityTimeout=0
            )
        raise typer.Exit(1)
    for letter in letters:
        # Sent before it is deleted: a stop between the two leaves it twice, which is harmless, and never lost.
        sqs.send_message(QueueUrl=outputs[f"{letter.queue.capitalize()}QueueUrl"], MessageBody=letter.body)
        sqs.delete_message(QueueUrl=_dead_letters(outputs, letter.queue), ReceiptHandle=letter.receipt)
    out.print(f"{len(letters)} put back")


def _dead_letters(outputs: Mapping[str, str], name: str) -> str:
    return outputs[f"{name.capitalize()}DeadLettersUrl"]


def _received(sqs: Any, name: str, url: str) -> Iterator[Letter]:
    """Yield every message of a dead-letter queue; each is out of others' sight for a while."""
    while messages := sqs.receive_message(
        QueueUrl=url, MaxNumberOfMessages=AT_ONCE, VisibilityTimeout=OUT_OF_SIGHT, MessageAttributeNames=["reason"]
    ).get("Messages"):
        for message in messages:
            reason = message.get("MessageAttributes", {}).get("reason", {}).get("StringValue", WORN_OUT)
            yield Letter(name, message["Body"], message["ReceiptHandle"], reason)
