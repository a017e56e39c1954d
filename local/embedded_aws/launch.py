"""The process of the embedded AWS: ministack mended, served on 127.0.0.1 until a signal, and stopped in order."""

import asyncio
import os
import signal
import sys
import threading
import time
from pathlib import Path

from local.embedded_aws import functions, persistence, queues, scheduler, stacks
from local.embedded_aws.mending import Mend, ministack

HOST = "127.0.0.1"
REGION = "eu-west-2"
ACCOUNT = "000000000000"
LONGEST_WAIT_FOR_FUNCTIONS = 5.0  # seconds; what is not done by then is delivered again after the next start


def run(port: int, state_dir: Path, unpacked: Path, region: str, *, remember: bool, until_end_of_input: bool) -> None:
    """Serve until SIGINT or SIGTERM, or until standard input ends where that is asked for.

    Args:
        port: on 127.0.0.1.
        state_dir: where state and logs are kept.
        unpacked: where artefacts are unpacked; several embedded AWSs may share it.
        region: the one region there is.
        remember: whether state is loaded from there and saved there.
        until_end_of_input: stop when standard input ends, so that this process does not outlive its parent.
    """
    snapshots = persistence.Snapshots(state_dir / "state") if remember else None
    _set_environment(port, state_dir, region, snapshots)
    stopped = threading.Event()
    changes = persistence.Changes()
    for mend in mends(state_dir, unpacked, changes, stopped):
        mend.apply()
    saver = persistence.Saver(snapshots, changes) if snapshots else None
    try:
        asyncio.run(_serve(port, stopped, saver, until_end_of_input=until_end_of_input))
    finally:
        ministack("core.lambda_runtime").reset()  # ends every function's process
    sys.stdout.flush()
    os._exit(0)  # ministack's background threads are endless; everything of ours has ended


def mends(state_dir: Path, unpacked: Path, changes: persistence.Changes, stopped: threading.Event) -> list[Mend]:
    """Return everything that is replaced in ministack.

    Args:
        state_dir: where logs, records and functions' code are kept.
        unpacked: where artefacts are unpacked.
        changes: told of every change of state.
        stopped: set once nothing more is to be started.
    """
    return [
        *scheduler.mends(state_dir, stopped),
        *functions.mends(state_dir, unpacked),
        *queues.mends(stopped),
        *stacks.mends(),
        *persistence.mends(state_dir, changes),
    ]


def _set_environment(port: int, state_dir: Path, region: str, snapshots: persistence.Snapshots | None) -> None:
    """Tell ministack, which reads all this when it is imported."""
    for name in ("AWS_ENDPOINT_URL", "AWS_PROFILE", "SERVICES", "USE_SSL", "LOCALSTACK_HOSTNAME"):
        os.environ.pop(name, None)
    os.environ |= {
        "AWS_ACCESS_KEY_ID": "test",
        "AWS_SECRET_ACCESS_KEY": "test",
        "AWS_DEFAULT_REGION": region,
        "MINISTACK_REGION": region,
        "AUTH": "true",  # a function may do what its role allows, and nothing else; "test" is the account's root
        "BIND_HOST": HOST,
        "MINISTACK_HOST": HOST,
        "GATEWAY_PORT": str(port),
        "IOT_MTLS_ENABLED": "0",
        "SFTP_ENABLED": "0",
        "DOCKER_HOST": "unix:///nonexistent",  # never look for containers
        "LAMBDA_EXECUTOR": "local",
        "LOG_LEVEL": os.environ.get("EMBEDDED_AWS_LOG_LEVEL", "WARNING"),
        "PERSIST_STATE": "1" if snapshots else "0",
        "STATE_DIR": str(snapshots.current if snapshots else state_dir / "unused"),
        "S3_PERSIST": "1" if snapshots else "0",
        "S3_DATA_DIR": str(state_dir / "s3"),
    }


async def _serve(
    port: int, stopped: threading.Event, saver: persistence.Saver | None, *, until_end_of_input: bool
) -> None:
    from hypercorn.asyncio import serve  # noqa: PLC0415 - ministack patches hypercorn's classes first
    from hypercorn.config import Config  # noqa: PLC0415 - as above

    ending = asyncio.Event()
    loop = asyncio.get_running_loop()
    for each in (signal.SIGINT, signal.SIGTERM):
        loop.add_signal_handler(each, ending.set)
    if until_end_of_input:
        threading.Thread(target=_wait_for_end_of_input, args=(loop, ending), daemon=True).start()
    if saver:
        saver.start()

    async def until_ending() -> None:
        await ending.wait()
        stopped.set()
        await loop.run_in_executor(None, _let_functions_finish)

    config = Config()
    config.bind = [f"{HOST}:{port}"]
    config.keep_alive_timeout = 75
    config.graceful_timeout = 0.5
    config.loglevel = "WARNING"
    await serve(ministack("app").app, config, shutdown_trigger=until_ending)
    if saver:
        saver.finish()


def _let_functions_finish() -> None:
    deadline = time.monotonic() + LONGEST_WAIT_FOR_FUNCTIONS
    in_flight = ministack("services.lambda_svc").executions_in_flight
    while in_flight()[0] and time.monotonic() < deadline:
        time.sleep(0.02)


def _wait_for_end_of_input(loop: asyncio.AbstractEventLoop, ending: asyncio.Event) -> None:
    while sys.stdin.buffer.read(4096):
        pass
    loop.call_soon_threadsafe(ending.set)
