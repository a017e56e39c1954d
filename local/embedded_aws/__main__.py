"""Run the embedded AWS: `python -m local.embedded_aws --port 4566 --state-dir .local/aws`."""

import argparse
import os
import sys
from pathlib import Path

from local.embedded_aws import clock
from local.embedded_aws.launch import REGION, run

UNPACKED = Path(".local/unpacked")


def main() -> None:
    """Read the arguments and run until a signal."""
    parser = argparse.ArgumentParser(prog="python -m local.embedded_aws", description=__doc__)
    parser.add_argument("--port", type=int, required=True, help="the port on 127.0.0.1")
    parser.add_argument("--state-dir", type=Path, required=True, help="where its state and its logs are kept")
    parser.add_argument("--unpacked", type=Path, default=UNPACKED, help="where artefacts are unpacked (%(default)s)")
    parser.add_argument("--region", default=REGION, help="(%(default)s)")
    parser.add_argument("--forget", action="store_true", help="keep nothing on disk but logs: for tests")
    parser.add_argument("--until-end-of-input", action="store_true", help="stop when standard input ends too")
    arguments = parser.parse_args()
    if os.environ.get("PYTHONDONTWRITEBYTECODE"):
        sys.dont_write_bytecode = False  # else each start compiles ministack anew
    clock.offset()  # a clock set wrongly is told before anything starts
    run(
        arguments.port,
        arguments.state_dir.resolve(),
        arguments.unpacked.resolve(),
        arguments.region,
        remember=not arguments.forget,
        until_end_of_input=arguments.until_end_of_input,
    )


if __name__ == "__main__":
    main()
