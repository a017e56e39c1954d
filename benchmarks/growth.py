"""Growth: requests, capacity and time a comment with 1,000 and with 100,000 comments and strikes already stored.

`python -m benchmarks.growth`. Two stacks of one embedded AWS, alike but for what is stored; rounds of the same comments
go through the one and the other in turn. What is stored are copies of what a first replay left in the tables, each by
an author of its own. The figure for time is the median of the rounds' ratios.
"""

import time
from collections.abc import Mapping
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, field
from itertools import product
from statistics import median
from typing import Any

from botocore.session import get_session

from beadle.adapters import aws
from benchmarks.figures import Figure, show
from benchmarks.meter import Meter
from benchmarks.replay import carry, comments, only
from benchmarks.stack import PARAMETERS, ROOT, Functions, embedded_stack, quiet_bus
from local.deployment import deploy
from tests.fakes import InMemoryPlatform

FEW, MANY = 1_000, 100_000
WARMING = 26  # rounds before what is measured: the regulars' histories are full by then
ROUNDS = 30
COMMENTS = 50  # a round
CONTRAVENTIONS = 0.05
GOAL = 1.1
WRITES = 25  # items a BatchWriteItem


@dataclass(slots=True)
class Side:
    """One stack, and what its rounds have used."""

    outputs: Mapping[str, str]
    functions: Functions
    platform: InMemoryPlatform = field(default_factory=InMemoryPlatform)
    seconds: list[float] = field(default_factory=list)
    requests: int = 0
    units: float = 0.0

    def play(self, meter: Meter, number: int) -> None:
        """Take a round of comments through the functions."""
        for comment in comments(COMMENTS, CONTRAVENTIONS, start=number * COMMENTS):
            self.platform.write(comment)
        with only(self.platform, self.outputs):
            requests, units = meter.requests.total(), meter.read_units + meter.write_units
            before = self.functions.seconds
            self.functions.invoke("poller", {"woken_by": "hand"})
            carry(self.functions, meter)
        self.seconds.append(self.functions.seconds - before)
        self.requests += meter.requests.total() - requests
        self.units += meter.read_units + meter.write_units - units

    def forget(self) -> None:
        """Begin to count anew."""
        self.seconds, self.requests, self.units = [], 0, 0.0


def measure(few: int = FEW, many: int = MANY) -> list[Figure]:
    """Store, replay and compare."""
    with embedded_stack("few") as (outputs, _):
        bus = quiet_bus("benchmark")
        others = deploy(ROOT / "template.yaml", "many", PARAMETERS, cache=ROOT / ".local/build")
        meter = Meter()
        meter.attach(aws.session())
        small, large = (Side(each, Functions(each, bus)) for each in (outputs, others))
        for number, side in product(range(WARMING), (small, large)):
            side.play(meter, number)
        seconds = time.perf_counter()
        store(small.outputs, few)
        store(large.outputs, many)
        seconds = time.perf_counter() - seconds
        small.forget()
        large.forget()
        for number in range(WARMING, WARMING + ROUNDS):
            for side in (small, large) if number % 2 else (large, small):
                side.play(meter, number)
    ratios = [much / little for much, little in zip(large.seconds, small.seconds, strict=True)]
    against = f"{many:,} stored to {few:,}"
    return [
        Figure(f"requests a comment, {against}", large.requests / small.requests, "times", GOAL),
        Figure(f"capacity units a comment, {against}", large.units / small.units, "times", GOAL),
        Figure(f"time a comment, {against}", median(ratios), "times", GOAL),
        Figure("storing them", seconds, "s"),
    ]


def store(outputs: Mapping[str, str], count: int) -> None:
    """Write so many comments, with their authors' histories, and so many strikes into the tables."""
    client: Any = get_session().create_client("dynamodb", config=aws.CONFIG)
    evidence, strikes = outputs["CommentsTable"], outputs["StrikesTable"]
    revision, history = (_item(client, evidence, sk) for sk in ("revision#", "history"))
    strike = _item(client, strikes, "")

    def write(start: int) -> None:
        numbers = range(start, min(start + WRITES, count))
        batches = (
            (evidence, [revision | {"pk": {"S": f"bluesky:at://old{n}"}} for n in numbers]),
            (evidence, [history | {"pk": {"S": f"author#bluesky:did:old{n}"}} for n in numbers]),
            (strikes, [strike | {"author_id": {"S": f"bluesky:did:old{n}"}} for n in numbers]),
        )
        for table, items in batches:
            client.batch_write_item(RequestItems={table: [{"PutRequest": {"Item": item}} for item in items]})

    with ThreadPoolExecutor(2) as pool:
        list(pool.map(write, range(0, count, WRITES)))


def _item(client: Any, table: str, sort: str) -> dict[str, Any]:
    """Return an item whose sort key begins so; any, when `sort` is empty."""
    items = client.scan(TableName=table)["Items"]
    item: dict[str, Any] = next(item for item in items if not sort or item["sk"]["S"].startswith(sort))
    return item


if __name__ == "__main__":
    show(measure())
