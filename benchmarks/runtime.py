"""AWS's own runtime client, `awslambdaric`, in front of a function's built artefact, as Lambda would start it.

It talks to a Runtime API; this is one of a few lines that hands out events and times the client from its start until it
asks for the first event, which is what Lambda calls INIT.
"""

import json
import os
import subprocess
import sys
import tempfile
import time
import zipfile
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from queue import Empty, Queue
from threading import Thread
from types import TracebackType
from typing import Any, Self, TypeVar

from local.artefacts import Builder

T = TypeVar("T")  # Python 3.11 has no other way to write it
DEADLINE = 110.0
"""Seconds that an event may take here, which is what the poller may take there."""
TRACE = "Root=1-5759e988-bd862e3fe1be46a994272793;Parent=53995c3f42cd8ad8;Sampled=0"
"""Lambda gives one with every event, and powertools logs it."""
LOOK_AFTER = 0.2  # seconds between two looks at whether the process still lives


@dataclass(frozen=True, slots=True)
class Reply:
    """What the function returned, or the error that it ended with."""

    failed: bool
    body: Any


@dataclass(frozen=True, slots=True)
class Artefacts:
    """Built and unpacked functions, by room, and the layers: all of them find both, and only the moderator looks."""

    functions: Mapping[str, Path]
    layers: tuple[Path, ...]

    @classmethod
    def build(cls, cache: Path, layers: Iterable[Path], functions: Iterable[Path], folder: Path) -> Self:
        """Build what the local run deploys, bytecode compiled, and unpack it below `folder`."""
        builder = Builder(cache)
        unpacked = {source.name: _unpacked(builder.function(source), folder / source.name) for source in functions}
        return cls(unpacked, tuple(_unpacked(builder.layer(layer), folder / layer.name) / "python" for layer in layers))


def _unpacked(archive: Path, folder: Path) -> Path:
    with zipfile.ZipFile(archive) as packed:
        packed.extractall(folder)
    return folder


class RuntimeClient:
    """One cold function: a new process on every entering."""

    def __init__(self, function: Path, layers: Sequence[Path], environment: Mapping[str, str]) -> None:
        self._events: Queue[bytes | None] = Queue()
        self._replies: Queue[Reply] = Queue()
        self._asked: Queue[float | Reply] = Queue()
        self._server = ThreadingHTTPServer(("127.0.0.1", 0), self._handler())
        self._output = tempfile.TemporaryFile("w+b")  # noqa: SIM115 - closed in _stop
        self._function = function
        paths = [str(function), *map(str, layers)]
        kept = {name: os.environ[name] for name in ("PATH", "LANG", "HOME") if name in os.environ}
        self._environment = {
            **kept,
            **environment,
            "AWS_LAMBDA_RUNTIME_API": f"127.0.0.1:{self._server.server_port}",
            "LAMBDA_TASK_ROOT": str(function),
            "AWS_LAMBDA_FUNCTION_NAME": function.name,
            "AWS_LAMBDA_FUNCTION_MEMORY_SIZE": "256",
            "AWS_LAMBDA_LOG_FORMAT": "JSON",
            "POWERTOOLS_SERVICE_NAME": function.name,
            "PYTHONPATH": os.pathsep.join(paths),
        }

    def __enter__(self) -> Self:
        """Start the function and wait until it asks for its first event."""
        Thread(target=self._server.serve_forever, daemon=True).start()
        self.started = time.perf_counter()
        self._process = subprocess.Popen(
            [sys.executable, "-m", "awslambdaric", "handler.lambda_handler"],
            cwd=self._function,
            env=self._environment,
            stdout=self._output,
            stderr=subprocess.STDOUT,
        )
        try:
            ready = self._next(self._asked)
            if isinstance(ready, Reply):
                raise RuntimeError(f"{self._function.name} did not start: {ready.body}")
        except BaseException:
            self._stop()
            raise
        self.init_seconds = ready - self.started
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        """End it."""
        self._stop()

    def invoke(self, event: object) -> Reply:
        """Hand the function one event and return its reply."""
        self._events.put(json.dumps(event).encode())
        return self._next(self._replies)

    def log(self) -> str:
        """Return what it has printed."""
        self._output.seek(0)
        return self._output.read().decode(errors="replace")

    def peak_megabytes(self) -> float:
        """Return the most memory that the process has held (VmHWM), in MiB."""
        status = Path(f"/proc/{self._process.pid}/status").read_text()
        return int(next(line for line in status.splitlines() if line.startswith("VmHWM")).split()[1]) / 1024

    def _stop(self) -> None:
        self._process.kill()
        self._process.wait()
        self._events.put(None)  # lets go of the thread that would hand out the next event
        self._server.shutdown()
        self._server.server_close()
        self._output.close()

    def _next(self, queue: "Queue[T]") -> T:
        deadline = time.monotonic() + DEADLINE
        while time.monotonic() < deadline:
            try:
                return queue.get(timeout=LOOK_AFTER)
            except Empty:
                if self._process.poll() is not None:
                    break
        raise RuntimeError(f"{self._function.name} gives no answer:\n{self.log()[-2000:]}")

    def _handler(self) -> type[BaseHTTPRequestHandler]:
        client = self

        class RuntimeApi(BaseHTTPRequestHandler):
            def do_GET(self) -> None:
                client._asked.put(time.perf_counter())
                event = client._events.get()
                if event is None:
                    return
                self.send_response(200)
                self.send_header("Lambda-Runtime-Aws-Request-Id", str(time.monotonic_ns()))
                self.send_header("Lambda-Runtime-Invoked-Function-Arn", "arn:aws:lambda:eu-west-2:0:function:f")
                self.send_header("Lambda-Runtime-Deadline-Ms", str(int((time.time() + DEADLINE) * 1000)))
                self.send_header("Lambda-Runtime-Trace-Id", TRACE)
                self.send_header("Content-Type", "application/json")  # without one the client crashes
                self.send_header("Content-Length", str(len(event)))
                self.end_headers()
                self.wfile.write(event)

            def do_POST(self) -> None:
                body = json.loads(self.rfile.read(int(self.headers["Content-Length"])) or b"null")
                reply = Reply(not self.path.endswith("/response"), body)
                (client._asked if self.path.endswith("/init/error") else client._replies).put(reply)
                self.send_response(202)
                self.send_header("Content-Length", "0")
                self.end_headers()

            def log_message(self, format: str, *args: object) -> None:
                """Say nothing: the time is being taken."""

        return RuntimeApi
