"""Cold start: each function's INIT under AWS's own runtime client, beside that of a handler with boto3 and one client.

`python -m benchmarks.cold_start`. The artefacts are those that the local run deploys, bytecode compiled. They are
started in turn, so that a busy machine is as unkind to one as to the other; the figures are ratios of medians.
"""

import tempfile
import zipfile
from pathlib import Path
from statistics import median

from benchmarks.figures import Figure, show
from benchmarks.runtime import RuntimeClient
from benchmarks.stack import ROOMS, ROOT, function_environment
from local.artefacts import Builder

ROUNDS = 11
GOAL = 1.5
BARE = """import boto3

table = boto3.client("dynamodb")


def lambda_handler(event, context):
    return {}
"""


def measure(rounds: int = ROUNDS) -> list[Figure]:
    """Start every function and the bare one so many times and compare."""
    builder = Builder(ROOT / ".local/build")
    with tempfile.TemporaryDirectory() as folder:
        layer = unpacked(builder.layer(ROOT / "layers/shared"), Path(folder) / "layer") / "python"
        rooms = {room: unpacked(builder.function(ROOT / "functions" / room), Path(folder) / room) for room in ROOMS}
        source = Path(folder) / "source" / "bare"
        source.mkdir(parents=True)
        (source / "handler.py").write_text(BARE)
        rooms["bare"] = unpacked(builder.function(source), Path(folder) / "bare")
        seconds: dict[str, list[float]] = {room: [] for room in rooms}
        for _ in range(rounds):
            for room, function in rooms.items():
                with RuntimeClient(function, layer, function_environment()) as client:
                    seconds[room].append(client.init_seconds)
    bare = median(seconds.pop("bare"))
    figures = [Figure("INIT of a handler with boto3 and a client", bare * 1000, "ms")]
    for room, times in seconds.items():
        figures.append(Figure(f"INIT of {room}, to that", median(times) / bare, "times", GOAL))
    return figures


def unpacked(archive: Path, folder: Path) -> Path:
    """Unpack a built artefact and return its folder."""
    with zipfile.ZipFile(archive) as packed:
        packed.extractall(folder)
    return folder


if __name__ == "__main__":
    show(measure())
