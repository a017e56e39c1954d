"""Growth: requests, capacity and time a comment with 1,000 and with 100,000 comments and strikes already stored.

`python -m benchmarks.growth`. The same replay runs with either number stored; the stored ones are copies of what
a first replay left in the tables, each by an author of its own.
"""

import time
from collections.abc import Iterator
from dataclasses import dataclass
from statistics import median
from typing import Any

import boto3

from beadle.adapters import aws
from benchmarks.figures import Figure, show
from benchmarks.meter import Meter
from benchmarks.replay import carry, comments, only
from benchmarks.stack import Functions, embedded_stack, quiet_bus
from tests.fakes import InMemoryPlatform

FEW, MANY = 1_000, 100_000
ROUNDS = 9
COMMENTS = 100  # a round
CONTRAVENTIONS = 0.05
GOAL = 1.1
WRITES = 25  # items a BatchWriteItem


@dataclass(frozen=True, slots=True)
class Sample:
    """What one comment costs."""

    requests: float
    units: float
    seconds: float


def measure(few: int = FEW, many: int = MANY) -> list[Figure]:
    """Replay with few and with many stored, and compare."""
    with embedded_stack() as (outputs, _):
        meter = Meter()
        meter.attach(aws.session())
        functions = Functions(outputs, quiet_bus("benchmark"))
        platform = InMemoryPlatform()
        with only(platform, outputs):
            _replay(functions, meter, platform, 0)  # the first calls make the clients
            store(outputs, 0, few)
            before = _replay(functions, meter, platform, 1)
            store(outputs, few, many)
            after = _replay(functions, meter, platform, 2)
    return [
        Figure(f"requests a comment, {many:,} stored to {few:,}", after.requests / before.requests, "times", GOAL),
        Figure(f"capacity units a comment, {many:,} stored to {few:,}", after.units / before.units, "times", GOAL),
        Figure(f"time a comment, {many:,} stored to {few:,}", after.seconds / before.seconds, "times", GOAL),
    ]


def _replay(functions: Functions, meter: Meter, platform: InMemoryPlatform, era: int) -> Sample:
    seconds = []
    requests, units = meter.requests.total(), meter.read_units + meter.write_units
    for number in range(ROUNDS):
        for comment in comments(COMMENTS, CONTRAVENTIONS, start=(era * ROUNDS + number) * COMMENTS):
            platform.write(comment)
        started = time.perf_counter()
        functions.invoke("poller", {"woken_by": "hand"})
        carry(functions, meter)
        seconds.append(time.perf_counter() - started)
    total = ROUNDS * COMMENTS
    return Sample(
        (meter.requests.total() - requests) / total,
        (meter.read_units + meter.write_units - units) / total,
        median(seconds) / COMMENTS,
    )


def store(outputs: dict[str, str], first: int, last: int) -> None:
    """Write comments, histories and strikes numbered from `first` up to `last` into the tables."""
    dynamodb: Any = boto3.client("dynamodb")
    revision, history = (next(_items(dynamodb, outputs["CommentsTable"], sort)) for sort in ("revision#", "history"))
    strike = next(_items(dynamodb, outputs["StrikesTable"], ""))
    for start in range(first, last, WRITES):
        numbers = range(start, min(start + WRITES, last))
        batches = {
            outputs["CommentsTable"]: [revision | {"pk": {"S": f"sandbox:old{n}"}} for n in numbers],
            outputs["StrikesTable"]: [
                strike | {"author_id": {"S": f"sandbox:olda{n}"}, "comment_id": {"S": f"sandbox:old{n}"}}
                for n in numbers
            ],
        }
        for table, items in batches.items():
            dynamodb.batch_write_item(RequestItems={table: [{"PutRequest": {"Item": item}} for item in items]})
        histories = [history | {"pk": {"S": f"author#sandbox:olda{n}"}} for n in numbers]
        dynamodb.batch_write_item(
            RequestItems={outputs["CommentsTable"]: [{"PutRequest": {"Item": item}} for item in histories]}
        )


def _items(dynamodb: Any, table: str, sort: str) -> Iterator[dict[str, Any]]:
    """Yield the items whose sort key begins so; any, when `sort` is empty."""
    for page in dynamodb.get_paginator("scan").paginate(TableName=table):
        for item in page["Items"]:
            if not sort or item["sk"]["S"].startswith(sort):
                yield item


if __name__ == "__main__":
    show(measure())
