"""The launcher's parts which need no AWS: the pin, batching windows, what changes state, how a start fails."""

import socket
import subprocess
import sys
from importlib.metadata import version
from pathlib import Path

import pytest

from local.embedded_aws import EmbeddedAws, EmbeddedAwsDied
from local.embedded_aws.mending import PINNED, Mend, NothingToMend
from local.embedded_aws.persistence import READS, operation
from local.embedded_aws.queues import seconds_to_wait

ROOT = Path(__file__).resolve().parents[2]

WAKE = """
import sys, time
from pathlib import Path
from local.embedded_aws import launch, queues
launch._set_environment(1, Path(sys.argv[1]), launch.REGION, None)
from ministack.services import sqs
later = time.time() + 600
taken, delayed = ({"receipt_handle": handle, "visible_at": later} for handle in ("somebody", None))
queues.waking(lambda data: sqs._queues.update(data))({"queue": {"messages": [taken, delayed]}})
print(taken["visible_at"] <= time.time(), delayed["visible_at"] == later)
"""


FIND_ALL = """
import sys, threading
from pathlib import Path
from local.embedded_aws import launch, persistence
launch._set_environment(1, Path(sys.argv[1]), launch.REGION, None)
for mend in launch.mends(Path(sys.argv[1]), Path(sys.argv[1]), persistence.Changes(), threading.Event()):
    mend.find()
    print(mend.module, mend.name)
"""


def test_the_launcher_is_made_for_the_installed_ministack() -> None:
    assert version("ministack") == PINNED


def test_each_name_which_the_launcher_replaces_exists(tmp_path: Path) -> None:
    # In a process of its own: ministack changes logging and hypercorn wherever it is imported.
    found = subprocess.run(
        [sys.executable, "-c", FIND_ALL, str(tmp_path)], cwd=ROOT, capture_output=True, text=True, check=False
    )
    assert found.returncode == 0, found.stderr
    assert "services.scheduler _ticker_loop" in found.stdout


def test_what_was_in_flight_when_all_was_killed_is_delivered_at_the_next_start(tmp_path: Path) -> None:
    found = subprocess.run(
        [sys.executable, "-c", WAKE, str(tmp_path)], cwd=ROOT, capture_output=True, text=True, check=False
    )
    assert found.stdout.splitlines() == ["True True"], found.stderr


@pytest.mark.parametrize("name", ["_no_such_function", "_HANDLERS[NoSuchAction]", "_NO_TABLE[Entry]"])
def test_a_name_that_is_gone_is_told(name: str) -> None:
    with pytest.raises(NothingToMend, match=r"ministack has no services\.sqs"):
        Mend("services.sqs", name, "gone", lambda original: original).find()


@pytest.mark.parametrize(
    ("visible_at", "most", "window", "wait"),
    [
        ([], 10, 5, 0.0),  # nothing to hold back
        ([98.0], 10, 0, 0.0),  # no window
        ([98.0, 99.0], 10, 5, 3.0),  # the oldest has waited 2 of 5 seconds
        ([98.0, 99.0], 2, 5, 0.0),  # a full batch
        ([95.0, 99.0], 10, 5, 0.0),  # the window has passed
        ([101.0, 99.0], 2, 5, 4.0),  # one of the two is not visible yet
    ],
)
def test_a_batch_waits_until_it_is_full_or_its_window_has_passed(
    visible_at: list[float], most: int, window: float, wait: float
) -> None:
    assert seconds_to_wait([{"visible_at": at} for at in visible_at], most, window, 100.0) == wait


@pytest.mark.parametrize(
    ("method", "path", "headers", "body", "query", "reads"),
    [
        ("POST", "/", {"x-amz-target": "DynamoDB_20120810.GetItem"}, b"{}", {}, True),
        ("POST", "/", {"x-amz-target": "DynamoDB_20120810.UpdateItem"}, b"{}", {}, False),
        ("POST", "/", {"x-amz-target": "AmazonSQS.ReceiveMessage"}, b"{}", {}, False),
        ("POST", "/", {}, b"Action=DescribeStacks&Version=2010-05-15", {}, True),
        ("POST", "/", {}, b"Version=2010-05-15&Action=CreateStack", {}, False),
        ("GET", "/", {}, b"", {"Action": ["DescribeStacks"]}, True),
        ("POST", "/2015-03-31/functions/f/invocations", {}, b"{}", {}, True),
        ("PUT", "/schedules/s", {}, b"{}", {}, False),
        ("GET", "/schedules/s", {}, b"", {}, True),
    ],
)
def test_what_only_reads_needs_no_saving(
    method: str, path: str, headers: dict[str, str], body: bytes, query: dict[str, list[str]], reads: bool
) -> None:
    assert operation(method, path, headers, body, query).startswith(READS) is reads


def test_a_start_that_fails_tells_why(tmp_path: Path) -> None:
    with pytest.raises(EmbeddedAwsDied, match="BEADLE_CLOCK_OFFSET_SECONDS must be a number of seconds, not 'noon'"):
        EmbeddedAws.start(tmp_path, variables={"BEADLE_CLOCK_OFFSET_SECONDS": "noon"})


def test_a_taken_port_is_told(tmp_path: Path) -> None:
    with socket.socket() as holder:
        holder.bind(("127.0.0.1", 0))
        holder.listen()
        port = holder.getsockname()[1]
        with pytest.raises(OSError, match=f"port {port} on 127.0.0.1 is taken"):
            EmbeddedAws.start(tmp_path, port)
