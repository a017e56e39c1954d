"""Cost: the AWS requests that one comment causes, in a replay of 10,000 of which 5 % contravene, at AWS's list prices.

`python -m benchmarks.cost`. Requests and capacity units are counted at the client, deliveries to the queues by the
template's rules, log lines as they are printed. Lambda's time is this machine's, which is no Graviton and has its AWS
nearby: it is the smallest part of the sum. Not in it, since they do not grow with comments: a secret (0.40 dollars a
month), metrics, alarms, idle polls of queues. Nor is storage, of about 1 KB a comment for as long as evidence is kept:
it is free up to 25 GB.
"""

import tomllib
from dataclasses import dataclass
from typing import Any

from beadle.adapters import aws
from beadle.events.comments import CommentReceived
from benchmarks.figures import Figure, show
from benchmarks.meter import Meter
from benchmarks.replay import carry, comments, only
from benchmarks.stack import ROOT, Functions, embedded_stack, queue_event, quiet_bus
from tests.fakes import InMemoryPlatform

COMMENTS = 10_000
CONTRAVENTIONS = 0.05
GOAL = 0.005  # dollars per 1,000 comments
KEPT_GOAL = 2  # writes of one unit for a comment that is kept: its trace and its evidence; and two facts
MEMORY = 0.25  # GB of every function
REQUESTS_A_BATCH = 2  # of Lambda to SQS: one to receive, one to delete


@dataclass(frozen=True, slots=True)
class Used:
    """What was used; of writes, reads and events as many as AWS bills."""

    writes: float
    reads: float
    events: int
    messages: int
    batches: int
    seconds: float  # of functions
    logged: float  # bytes

    def bill(self, prices: dict[str, Any]) -> dict[str, float]:
        """Return what it costs, in dollars, by what is charged for."""
        million = {name: price / 1e6 for name, price in prices["per_million"].items()}
        return {
            "DynamoDB writes": self.writes * million["dynamodb_write_units"],
            "DynamoDB reads": self.reads * million["dynamodb_read_units"],
            "EventBridge events": self.events * million["eventbridge_events"],
            "SQS requests": (self.messages + REQUESTS_A_BATCH * self.batches) * million["sqs_requests"],
            "Lambda requests": self.batches * million["lambda_requests"],
            "Lambda time": self.seconds * MEMORY * prices["lambda"]["gigabyte_second_arm"],
            "logs": self.logged / 1e9 * prices["cloudwatch_logs"]["gigabyte_ingested"],
        }

    def one_by_one(self) -> "Used":
        """Return what would be used if every message came alone."""
        return Used(
            self.writes,
            self.reads,
            self.events,
            self.messages,
            self.messages,
            self.seconds,
            self.logged * self.messages / self.batches,
        )


def measure(count: int = COMMENTS) -> list[Figure]:
    """Replay, count and price."""
    prices = tomllib.loads((ROOT / "benchmarks/prices.toml").read_text())
    with embedded_stack() as (outputs, _):
        meter = Meter()
        meter.attach(aws.session())
        functions = Functions(outputs, quiet_bus("benchmark"))
        platform = InMemoryPlatform()
        for comment in comments(count, CONTRAVENTIONS):
            platform.write(comment)
        with only(platform, outputs):
            functions.invoke("poller", {"woken_by": "hand"})
            deliveries = carry(functions, meter)
        log = functions.log.getvalue()
        overhead = log.count("\n") * prices["cloudwatch_logs"]["overhead_bytes_per_line"]
        used = Used(
            meter.write_units,
            meter.read_units,
            meter.event_chunks,
            deliveries.messages,
            deliveries.batches,
            functions.seconds,
            len(log.encode()) + overhead,
        )
        requests = meter.requests.most_common(6)
        kept = _kept(functions, meter, count)
    thousand, bill = 1000 / count, used.bill(prices)
    return [
        Figure("cost of 1,000 comments", sum(bill.values()) * thousand, "dollars", GOAL),
        *(Figure(f"of it for {name}", part * thousand, "dollars") for name, part in bill.items()),
        Figure("were every message to come alone", sum(used.one_by_one().bill(prices).values()) * thousand, "dollars"),
        *(Figure(f"{name}, a comment", number / count, "requests") for name, number in requests),
        Figure("log of one batch", used.logged / used.batches, "bytes"),
        Figure("comments that were removed", deliveries.judged["remove"] / count * 100, "%"),
        *kept,
    ]


def _kept(functions: Functions, meter: Meter, count: int) -> list[Figure]:
    """Have one comment judged that is kept, of an author who has not written before."""
    comment = comments(3, 0, start=5 * count)[2]
    told = CommentReceived.of(comment)
    before = meter.requests.copy(), meter.write_units, meter.event_chunks
    functions.invoke("moderator", queue_event([(told.SOURCE, "CommentReceived", told.to_detail())]))
    asked = meter.requests - before[0]
    writes = asked["dynamodb.UpdateItem"] + asked["dynamodb.PutItem"]
    return [
        Figure("DynamoDB requests of a kept comment", writes, "requests", KEPT_GOAL),
        Figure("its write units", meter.write_units - before[1], "units", KEPT_GOAL),
        Figure("facts told of it, the poller's among them", meter.event_chunks - before[2] + 1, "events", KEPT_GOAL),
        Figure("all requests of the moderator for it", asked.total(), "requests", KEPT_GOAL + 1),
    ]


if __name__ == "__main__":
    show(measure())
