"""What both functions share: where they write, and when it is."""

import os
import time
from typing import Any

import boto3


def now() -> float:
    """Seconds since 1970, by the clock that can be set."""
    return time.time() + float(os.environ.get("BEADLE_CLOCK_OFFSET_SECONDS", "0"))


def table() -> Any:
    """The table that the template names."""
    return boto3.resource("dynamodb").Table(os.environ["TABLE"])
