"""Beadle's stack in an embedded AWS, and its six functions run from it in this process.

The stack is the unchanged template. Its functions' handlers are imported here, with the environment that the template
gives them, so that every call of theirs to AWS can be counted, priced and timed. Facts go to a bus without rules: the
benchmark itself carries them to the queues that the template's rules name, and nothing is handled twice.
"""

import importlib.util
import io
import json
import os
import sys
import tempfile
import time
from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager, redirect_stdout
from dataclasses import dataclass, field
from pathlib import Path
from types import ModuleType
from typing import Any
from uuid import uuid4

import boto3

from beadle import wiring
from beadle.adapters import aws
from benchmarks.runtime import TRACE
from local.deployment import deploy
from local.embedded_aws import EmbeddedAws

ROOT = Path(__file__).resolve().parent.parent
LAYERS = (ROOT / "layers/shared", ROOT / "layers/model")
ROOMS = ("poller", "webhook", "moderator", "enforcer", "scheduler", "correction", "emergency")
PARAMETERS = {"AutomaticSanctions": "true", "DeletionProtection": "false", "Architecture": "x86_64"}


@dataclass(slots=True)
class Context:
    """What Lambda tells a handler of its invocation."""

    function_name: str
    memory_limit_in_mb: int = 256
    aws_request_id: str = field(default_factory=lambda: str(uuid4()))
    log_group_name: str = "benchmark"
    log_stream_name: str = "benchmark"

    @property
    def invoked_function_arn(self) -> str:
        """Return a name of the right shape."""
        return f"arn:aws:lambda:eu-west-2:000000000000:function:{self.function_name}"

    def get_remaining_time_in_millis(self) -> int:
        """Return a time that never runs out."""
        return 600_000


class Functions:
    """The handlers, imported with the stack's environment; what they print is kept as their log.

    `seconds` adds up the time that they have worked, without that of the benchmark around them.
    """

    def __init__(self, outputs: Mapping[str, str], bus: str) -> None:
        self.log = io.StringIO()
        self.seconds = 0.0
        self._environment = function_environment(outputs, bus)
        self._handlers: dict[str, ModuleType] = {}

    def invoke(self, room: str, event: object) -> Any:
        """Run one function's handler on an event."""
        with redirect_stdout(self.log), _variables(self._environment | {"POWERTOOLS_SERVICE_NAME": room}):
            if room not in self._handlers:
                self._handlers[room] = _handler(room)  # its logger keeps the output that it finds
            handler, context = self._handlers[room].lambda_handler, Context(room)
            started = time.perf_counter()
            try:
                return handler(event, context)
            finally:
                self.seconds += time.perf_counter() - started


@contextmanager
def embedded_stack(stack_name: str = "beadle") -> Iterator[tuple[dict[str, str], EmbeddedAws]]:
    """Start an embedded AWS of its own and deploy the template; yields the stack's outputs."""
    with tempfile.TemporaryDirectory() as folder:
        running = EmbeddedAws.start(Path(folder), remember=False)
        try:
            with _variables(running.environment()):
                aws.forget_clients()
                yield deploy(ROOT / "template.yaml", stack_name, PARAMETERS, cache=ROOT / ".local/build"), running
        finally:
            aws.forget_clients()
            running.stop()


def quiet_bus(name: str) -> str:
    """Make a bus without rules and return its name."""
    boto3.client("events").create_event_bus(Name=name)
    return name


def queue_event(details: Sequence[tuple[str, str, Mapping[str, Any]]]) -> dict[str, Any]:
    """Return an SQS batch of EventBridge envelopes, of (source, detail-type, detail) each."""
    return {
        "Records": [
            {
                "messageId": str(uuid4()),
                "receiptHandle": "benchmark",
                "body": json.dumps({"source": source, "detail-type": name, "detail": detail}, ensure_ascii=False),
                "attributes": {"ApproximateReceiveCount": "1"},
                "messageAttributes": {},
                "md5OfBody": "",
                "eventSource": "aws:sqs",
                "eventSourceARN": "arn:aws:sqs:eu-west-2:000000000000:queue",
                "awsRegion": "eu-west-2",
            }
            for source, name, detail in details
        ]
    }


def _handler(room: str) -> ModuleType:
    name = f"functions_{room}_handler"
    spec = importlib.util.spec_from_file_location(name, ROOT / "functions" / room / "handler.py")
    if spec is None or spec.loader is None:
        raise ImportError(f"functions/{room}/handler.py cannot be imported")
    module = importlib.util.module_from_spec(spec)
    sys.modules[name] = module
    getattr(wiring, room).cache_clear()  # two stacks may be run in one process
    spec.loader.exec_module(module)
    return module


def function_environment(outputs: Mapping[str, str] | None = None, bus: str = "none") -> dict[str, str]:
    """Return every variable that any function reads; of a stack, or of none where no call is made."""
    if outputs is None:
        outputs = defaultdict(lambda: "none")
    tables = ("Comments", "Strikes", "Posts", "Channels", "Corrections", "Tasks", "State", "Policies", "Usage")
    return {
        **{f"BEADLE_{table.upper()}_TABLE": outputs[f"{table}Table"] for table in tables},
        "BEADLE_BUS_NAME": bus,
        "BEADLE_TOKENS_SECRET": outputs["TokensSecret"],
        "BEADLE_DEAD_LETTERS_URL": outputs["ModeratorDeadLettersUrl"],
        "BEADLE_EMERGENCY_SCHEDULE": outputs["EmergencyScheduleName"],
        "BEADLE_AUTOMATIC_SANCTIONS": "true",
        "BEADLE_RETENTION_DAYS": "365",
        "POWERTOOLS_METRICS_NAMESPACE": "Beadle",
        "POWERTOOLS_SERVICE_NAME": "benchmark",
        "AWS_DEFAULT_REGION": "eu-west-2",
        "_X_AMZN_TRACE_ID": TRACE,
    }


@contextmanager
def _variables(values: Mapping[str, str]) -> Iterator[None]:
    before = dict(os.environ)
    os.environ.update(values)
    try:
        yield
    finally:
        os.environ.clear()
        os.environ.update(before)
