"""Cost: the AWS requests that one comment causes, in a replay of 10,000 of which 5 % contravene, at AWS's list prices.

`python -m benchmarks.cost`. Requests and capacity units are counted at the client; deliveries to the queues by
the template's rules. Lambda's time is this machine's, which is no Graviton: it is the smallest part of the sum.
Not in it, since they do not grow with comments: a secret (0.40 dollars a month), metrics, alarms, idle polls of queues.
"""

import time
import tomllib
from dataclasses import dataclass

from beadle.adapters import aws
from benchmarks.figures import Figure, show
from benchmarks.meter import Meter
from benchmarks.replay import carry, comments, only
from benchmarks.stack import ROOT, Functions, embedded_stack, quiet_bus
from tests.fakes import InMemoryPlatform

COMMENTS = 10_000
CONTRAVENTIONS = 0.05
GOAL = 0.005  # dollars per 1,000 comments
MEMORY = 0.25  # GB of every function
REQUESTS_A_BATCH = 2  # of Lambda to SQS: one to receive, one to delete


@dataclass(frozen=True, slots=True)
class Bill:
    """What the replay costs, in dollars, by what is charged for."""

    parts: dict[str, float]

    @property
    def total(self) -> float:
        """Return the sum."""
        return sum(self.parts.values())


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
        seconds = time.perf_counter()
        with only(platform, outputs):
            functions.invoke("poller", {"woken_by": "hand"})
            deliveries = carry(functions, meter)
        seconds = time.perf_counter() - seconds
    million = {name: price / 1e6 for name, price in prices["per_million"].items()}
    logs = prices["cloudwatch_logs"]
    log = functions.log.getvalue()
    logged = len(log.encode()) + log.count("\n") * logs["overhead_bytes_per_line"]
    bill = Bill(
        {
            "DynamoDB writes": meter.write_units * million["dynamodb_write_units"],
            "DynamoDB reads": meter.read_units * million["dynamodb_read_units"],
            "EventBridge events": meter.event_chunks * million["eventbridge_events"],
            "SQS requests": (deliveries.messages + REQUESTS_A_BATCH * deliveries.batches) * million["sqs_requests"],
            "Secrets Manager": meter.requests["secretsmanager.GetSecretValue"] * million["secrets_requests"],
            "Lambda requests": (1 + deliveries.batches) * million["lambda_requests"],
            "Lambda time": seconds * MEMORY * prices["lambda"]["gigabyte_second_arm"],
            "logs": logged / 1e9 * logs["gigabyte_ingested"],
        }
    )
    thousand = 1000 / count
    lines = [Figure(f"cost of 1,000 comments: {name}", part * thousand, "dollars") for name, part in bill.parts.items()]
    lines.append(Figure("cost of 1,000 comments", bill.total * thousand, "dollars", GOAL))
    lines += [Figure(f"requests a comment: {name}", n / count, "requests") for name, n in meter.requests.most_common(6)]
    return lines


if __name__ == "__main__":
    show(measure())
