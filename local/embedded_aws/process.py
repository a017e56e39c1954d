"""Starting and stopping the embedded AWS from another process: a test, or `make run`."""

import errno
import os
import secrets
import socket
import subprocess
import sys
import time
import urllib.error
import urllib.request
from pathlib import Path
from types import TracebackType
from typing import Any, Self

import boto3

from local.embedded_aws.launch import ACCOUNT, HOST, REGION

LONGEST_START_SECONDS = 60.0
LONGEST_STOP_SECONDS = 30.0
TAIL_LINES = 30
PORTS = range(20_000, 32_000)  # below those which systems lend to outgoing connections
ROOT = Path(__file__).resolve().parents[2]


class EmbeddedAwsDied(RuntimeError):
    """The embedded AWS did not start, or ended by itself; the message carries the end of its log."""


class EmbeddedAws:
    """A running embedded AWS; leaving the context stops it.

    Logs are in its state folder: `aws.log` its own, `functions.log` those of the functions.
    """

    def __init__(self, process: subprocess.Popen[bytes], port: int, state_dir: Path) -> None:
        self._process = process
        self.port = port
        self.state_dir = state_dir
        self.endpoint_url = f"http://{HOST}:{port}"

    @classmethod
    def start(
        cls, state_dir: Path, port: int = 0, *, remember: bool = True, variables: dict[str, str] | None = None
    ) -> Self:
        """Start it and wait until it answers.

        Args:
            state_dir: where its state and logs are kept; made when missing.
            port: on 127.0.0.1; 0 takes the one that this state was made with, or else a free one.
            remember: whether the state outlives the process; False is for tests, and faster.
            variables: added to its environment, for example BEADLE_CLOCK_OFFSET_SECONDS.
        Raises:
            EmbeddedAwsDied: it ended before it answered, or does not answer within a minute.
            OSError: the port is taken (EADDRINUSE).
        """
        state_dir.mkdir(parents=True, exist_ok=True)
        port = _port(state_dir, port)
        command = [sys.executable, "-m", "local.embedded_aws", "--port", str(port), "--state-dir", str(state_dir)]
        with (state_dir / "aws.log").open("ab") as log:
            process = subprocess.Popen(
                [*command, "--until-end-of-input", *([] if remember else ["--forget"])],
                cwd=ROOT,
                env={**os.environ, **(variables or {})},
                stdin=subprocess.PIPE,  # closed when this process ends, however it ends
                stdout=log,
                stderr=subprocess.STDOUT,
                start_new_session=True,  # Ctrl-C is ours to pass on, in order
            )
        aws = cls(process, port, state_dir)
        try:
            aws._wait_until_ready()
        except BaseException:
            aws.stop()
            raise
        return aws

    @property
    def pid(self) -> int:
        """The process's number."""
        return self._process.pid

    def environment(self) -> dict[str, str]:
        """Return the AWS variables with which any AWS client talks to this AWS."""
        return {
            "AWS_ENDPOINT_URL": self.endpoint_url,
            "AWS_REGION": REGION,
            "AWS_DEFAULT_REGION": REGION,
            "AWS_ACCESS_KEY_ID": "test",
            "AWS_SECRET_ACCESS_KEY": "test",
            "AWS_ACCOUNT_ID": ACCOUNT,
            "AWS_EC2_METADATA_DISABLED": "true",
        }

    def client(self, service: str) -> Any:
        """Return a boto3 client of a service of this AWS, whatever the environment names."""
        variables = self.environment()
        return boto3.client(
            service,
            endpoint_url=self.endpoint_url,
            region_name=variables["AWS_REGION"],
            aws_access_key_id=variables["AWS_ACCESS_KEY_ID"],
            aws_secret_access_key=variables["AWS_SECRET_ACCESS_KEY"],
        )

    def stop(self) -> None:
        """End it and every function's process; what it knows is on disk by then."""
        if self._process.poll() is None:
            self._process.terminate()
            try:
                self._process.wait(LONGEST_STOP_SECONDS)
            except subprocess.TimeoutExpired:
                self._process.kill()
                self._process.wait()
        if self._process.stdin:
            self._process.stdin.close()

    def log_tail(self) -> str:
        """Return the end of its own log."""
        lines = (self.state_dir / "aws.log").read_text(encoding="utf-8", errors="replace").splitlines()
        return "\n".join(lines[-TAIL_LINES:])

    def __enter__(self) -> Self:
        """Return itself, running."""
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        """Stop it."""
        self.stop()

    def _wait_until_ready(self) -> None:
        deadline = time.monotonic() + LONGEST_START_SECONDS
        while time.monotonic() < deadline:
            if self._process.poll() is not None:
                raise EmbeddedAwsDied(f"the embedded AWS ended with {self._process.returncode}:\n{self.log_tail()}")
            if self._answers():
                return
            time.sleep(0.02)
        raise EmbeddedAwsDied(f"the embedded AWS does not answer on {self.endpoint_url}:\n{self.log_tail()}")

    def _answers(self) -> bool:
        try:
            with urllib.request.urlopen(f"{self.endpoint_url}/_ministack/health", timeout=5) as answer:  # noqa: S310 - loopback
                return bool(answer.status == 200)
        except (urllib.error.URLError, ConnectionError, TimeoutError):
            return False


def _port(state_dir: Path, wanted: int) -> int:
    """Choose the port and remember it: the addresses of queues, which are part of the state, carry it.

    Raises:
        OSError: the port is taken.
    """
    record = state_dir / "port"
    before = int(record.read_text()) if record.exists() else 0
    port = wanted or before or next(filter(_is_free, iter(lambda: secrets.choice(PORTS), None)))
    if not _is_free(port):
        reason = f"port {port} on {HOST} is taken: end what holds it, or name another port"
        raise OSError(errno.EADDRINUSE, reason)
    record.write_text(str(port))
    return port


def _is_free(port: int) -> bool:
    with socket.socket() as probe:
        probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            probe.bind((HOST, port))
        except OSError:
            return False
    return True
