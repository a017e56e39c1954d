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
    UNDELIVERED = "undelivered"  # what EventBridge could not bring to one of the three
    ALL = "all"


@dataclass(frozen=True, slots=True)
class Letter:
    """One dead letter, as it was received."""

    lies_in: str  # the address of the queue where it lies
    goes_to: str  # that of the queue where it belongs; "" where no queue is waiting for it
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
    names = [each for each in Queue if queue in (each, Queue.ALL) and each is not Queue.ALL]
    urls = {name: outputs[_output(name)] for name in names}
    letters = [letter for name, url in urls.items() for letter in _received(sqs, name, url, outputs)]
    left = list(letters)
    try:
        if letters:
            _show(letters, out)
        if (elsewhere := sum(_out_of_sight(sqs, url) for url in urls.values()) - len(letters)) > 0:
            out.print(f"{elsewhere} more out of sight: somebody else is looking at them, for ten minutes at most")
        elif not letters:
            out.print("there are no dead letters")
        movable = [letter for letter in letters if letter.goes_to]
        if movable and (yes or _agreed(len(movable))):
            for letter in movable:
                # Sent before it is deleted: a stop between the two leaves it twice, which is harmless, and never lost.
                sqs.send_message(QueueUrl=letter.goes_to, MessageBody=letter.body)
                sqs.delete_message(QueueUrl=letter.lies_in, ReceiptHandle=letter.receipt)
                left.remove(letter)
    finally:
        for letter in left:
            sqs.change_message_visibility(QueueUrl=letter.lies_in, ReceiptHandle=letter.receipt, VisibilityTimeout=0)
    if letters:
        out.print(f"{len(letters) - len(left)} put back, {len(left)} left")


def _agreed(number: int) -> bool:
    """Ask; whoever cannot be asked has not agreed."""
    try:
        return typer.confirm(f"Put {number} back?")
    except typer.Abort:
        typer.echo()
        return False


def _show(letters: list[Letter], out: Screen) -> None:
    rows = table("Dead letters", "Lies in", "What", "Reason")
    for letter in letters:
        rows.add_row(letter.lies_in.rpartition("/")[2], letter.subject, letter.reason)
    out.print(rows)


def _output(name: Queue) -> str:
    return "UndeliveredUrl" if name is Queue.UNDELIVERED else f"{name.capitalize()}DeadLettersUrl"


def _out_of_sight(sqs: Any, url: str) -> int:
    """Return how many letters of a queue are being looked at, by us or by others."""
    name = "ApproximateNumberOfMessagesNotVisible"
    return int(sqs.get_queue_attributes(QueueUrl=url, AttributeNames=[name])["Attributes"][name])


def _received(sqs: Any, name: Queue, url: str, outputs: Mapping[str, str]) -> Iterator[Letter]:
    """Yield every message of a dead-letter queue; each is out of others' sight for a while."""
    is_undelivered = name is Queue.UNDELIVERED
    queues = {outputs[f"{each.capitalize()}QueueUrl"].rpartition("/")[2]: each for each in QUEUES}
    while messages := sqs.receive_message(
        QueueUrl=url, MaxNumberOfMessages=AT_ONCE, VisibilityTimeout=OUT_OF_SIGHT, MessageAttributeNames=["All"]
    ).get("Messages"):
        for message in messages:
            told = {key: value.get("StringValue", "") for key, value in message.get("MessageAttributes", {}).items()}
            target = told.get("TARGET_ARN", "").rpartition(":")[2]  # EventBridge's word for where it should have gone
            owner = queues.get(target, "") if is_undelivered else name.value
            reason = told.get("reason") or told.get("ERROR_MESSAGE") or WORN_OUT
            goes_to = outputs[f"{owner.capitalize()}QueueUrl"] if owner else ""
            yield Letter(url, goes_to, message["Body"], message["ReceiptHandle"], reason)
