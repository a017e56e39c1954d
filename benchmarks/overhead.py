"""Overhead: the pipeline's time over the sum of its own outgoing calls, made bare.

`python -m benchmarks.overhead`. Rounds of comments go through the functions against one stack, and every call to AWS is
kept. After each round the same calls are made again by botocore alone, in order, against the tables of a second stack
that holds just what the first held before the round. Rounds are short and the figure is the median of their ratios, so
that whatever else the machine does falls on both sides alike. The platform is in memory: its time would only flatter.
"""

import time
from collections.abc import Callable, Iterable, Mapping
from functools import cache
from statistics import median
from typing import Any

from botocore.session import get_session

from beadle.adapters import aws
from benchmarks.figures import Figure, show
from benchmarks.meter import Call, Meter
from benchmarks.replay import carry, comments, only
from benchmarks.stack import ROOT, Functions, embedded_stack, quiet_bus
from local.deployment import deploy
from tests.fakes import InMemoryPlatform

ROUNDS = 31
COMMENTS = 100  # a round
CONTRAVENTIONS = 0.05
GOAL = 1.25


def measure(rounds: int = ROUNDS) -> list[Figure]:
    """Time both, round by round."""
    with embedded_stack() as (outputs, _):
        second = deploy(ROOT / "template.yaml", "bare", {"DeletionProtection": "false"}, cache=ROOT / ".local/build")
        elsewhere = {outputs[name]: second[name] for name in outputs if name.endswith("Table")}
        meter = Meter(keep_calls=True)
        meter.attach(aws.session())
        functions = Functions(outputs, quiet_bus("benchmark"))
        platform = InMemoryPlatform()
        session = get_session()
        Meter(keep_calls=True).attach(session)  # measuring costs both sides the same
        bare_client = cache(lambda service: session.create_client(service, config=aws.CONFIG))
        pipeline, bare = [], []
        with only(platform, outputs):
            for number in range(rounds + 1):
                for comment in comments(COMMENTS, CONTRAVENTIONS, start=number * COMMENTS):
                    platform.write(comment)
                functions.seconds = 0.0
                functions.invoke("poller", {"woken_by": "hand"})
                carry(functions, meter)
                pipeline.append(functions.seconds)
                bare.append(again(meter.calls, elsewhere, bare_client))
                meter.calls.clear()
    ratios = [ours / theirs for ours, theirs in zip(pipeline, bare, strict=True)][1:]  # the first makes the clients
    return [
        Figure("the pipeline's time a comment", median(pipeline) / COMMENTS * 1000, "ms"),
        Figure("its calls made bare, a comment", median(bare) / COMMENTS * 1000, "ms"),
        Figure("the pipeline's time to its calls made bare", median(ratios), "times", GOAL),
    ]


def again(calls: Iterable[Call], elsewhere: Mapping[str, str], client: Callable[[str], Any]) -> float:
    """Make the calls again, to the other stack's tables; return the seconds that they take.

    That a condition fails there as it did here is an answer too.
    """
    made = []
    for call in calls:
        table = call.parameters.get("TableName")
        made.append((client(call.service), call, call.parameters | ({"TableName": elsewhere[table]} if table else {})))
    started = time.perf_counter()
    for service, call, parameters in made:
        try:
            service._make_api_call(call.operation, parameters)
        except service.exceptions.ClientError as error:
            if error.response["Error"]["Code"] != "ConditionalCheckFailedException":
                raise
    return time.perf_counter() - started


if __name__ == "__main__":
    show(measure())
