"""Overhead: the pipeline's time over the sum of its own outgoing calls, made bare.

`python -m benchmarks.overhead`. Rounds of comments go through the functions against one stack, and every call to AWS is
kept. After each round the same calls are made again by botocore alone, in order, against the tables of a second stack
that holds just what the first held before the round. The platform is in memory: its time would only flatter the ratio.
"""

import time
from collections.abc import Mapping
from typing import Any

from beadle.adapters import aws
from benchmarks.figures import Figure, show
from benchmarks.meter import Call, Meter
from benchmarks.replay import carry, comments, only
from benchmarks.stack import ROOT, Functions, embedded_stack, quiet_bus
from local.deployment import deploy
from tests.fakes import InMemoryPlatform

ROUNDS = 5
COMMENTS = 300  # a round
CONTRAVENTIONS = 0.05
GOAL = 1.25


def measure(rounds: int = ROUNDS) -> list[Figure]:
    """Time both, round by round; the figure is the ratio of the sums."""
    with embedded_stack() as (outputs, _):
        second = deploy(ROOT / "template.yaml", "bare", {"DeletionProtection": "false"}, cache=ROOT / ".local/build")
        elsewhere = {outputs[name]: second[name] for name in outputs if name.endswith("Table")}
        meter = Meter(keep_calls=True)
        meter.attach(aws.session())
        functions = Functions(outputs, quiet_bus("benchmark"))
        platform = InMemoryPlatform()
        pipeline = bare = 0.0
        with only(platform, outputs):
            functions.invoke("poller", {"woken_by": "hand"})  # the first call of all makes the clients
            for number in range(rounds):
                for comment in comments(COMMENTS, CONTRAVENTIONS, start=number * COMMENTS):
                    platform.write(comment)
                meter.calls.clear()
                started = time.perf_counter()
                functions.invoke("poller", {"woken_by": "hand"})
                carry(functions, meter)
                pipeline += time.perf_counter() - started
                calls = list(meter.calls)
                started = time.perf_counter()
                for call in calls:
                    again(call, elsewhere)
                bare += time.perf_counter() - started
                meter.take_events()
    return [
        Figure("the pipeline's time a comment", pipeline / rounds / COMMENTS * 1000, "ms"),
        Figure("its calls made bare, a comment", bare / rounds / COMMENTS * 1000, "ms"),
        Figure("the pipeline's time to its calls made bare", pipeline / bare, "times", GOAL),
    ]


def again(call: Call, elsewhere: Mapping[str, str]) -> None:
    """Make a call again, to the other stack's table; that a condition fails there is an answer too."""
    parameters: dict[str, Any] = dict(call.parameters)
    if "TableName" in parameters:
        parameters["TableName"] = elsewhere[parameters["TableName"]]
    client = aws.client(call.service)
    try:
        client._make_api_call(call.operation, parameters)
    except client.exceptions.ClientError as error:
        if error.response["Error"]["Code"] != "ConditionalCheckFailedException":
            raise


if __name__ == "__main__":
    show(measure())
