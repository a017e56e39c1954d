"""Waiting for what happens by itself, somewhere else, in its own time; and having it happen sooner."""

import time
from collections.abc import Callable
from typing import TypeVar

import pytest

from local.embedded_aws import EmbeddedAws

PATIENCE = 90.0  # seconds until something that must happen counts as not happening
PAUSE = 0.1  # seconds
Found = TypeVar("Found")  # Python 3.11 has no other way to write it


def eventually(find: Callable[[], Found | None], what: str) -> Found:
    """Return what `find` finds, as soon as it finds something true."""
    deadline = time.monotonic() + PATIENCE
    while time.monotonic() < deadline:
        if found := find():
            return found
        time.sleep(PAUSE)
    pytest.fail(f"not within {PATIENCE:.0f} s: {what}")


def hurry(aws: EmbeddedAws) -> None:
    """Wake the functions behind queues at once: the template has messages gather for seconds, which cost less then."""
    functions = aws.client("lambda")
    for mapping in functions.list_event_source_mappings()["EventSourceMappings"]:
        functions.update_event_source_mapping(UUID=mapping["UUID"], MaximumBatchingWindowInSeconds=0)
