"""AWS's own runtime client, `awslambdaric`, in front of a function's built artefact, as Lambda would start it.

It talks to a Runtime API; this is one of a few lines that hands out events and times the client from its start until it
asks for the first event, which is what Lambda calls INIT.
"""

import json
import os
import subprocess
import sys
import time
from collections.abc import Mapping
from dataclasses import dataclass
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from queue import Queue
from threading import Thread
from types import TracebackType
from typing import Any, Self

DEADLINE = 60.0
"""Seconds that any one event may take here."""


@dataclass(frozen=True, slots=True)
class Reply:
    """What the function returned, or the error that it ended with."""

    failed: bool
    body: Any


class RuntimeClient:
    """One cold function: a new process on every entering."""

    def __init__(self, function: Path, layer: Path | None, environment: Mapping[str, str]) -> None:
        self._events: Queue[bytes] = Queue()
        self._replies: Queue[Reply] = Queue()
        self._asked: Queue[float | Reply] = Queue()
        self._server = ThreadingHTTPServer(("127.0.0.1", 0), self._handler())
        self._function = function
        paths = [str(function)] + ([str(layer)] if layer else [])
        kept = {name: os.environ[name] for name in ("PATH", "LANG", "HOME") if name in os.environ}
        self._environment = {
            **kept,
            **environment,
            "AWS_LAMBDA_RUNTIME_API": f"127.0.0.1:{self._server.server_port}",
            "LAMBDA_TASK_ROOT": str(function),
            "AWS_LAMBDA_FUNCTION_NAME": function.name,
            "AWS_LAMBDA_FUNCTION_MEMORY_SIZE": "256",
            "AWS_LAMBDA_LOG_FORMAT": "JSON",
            "PYTHONPATH": os.pathsep.join(paths),
        }

    def __enter__(self) -> Self:
        """Start the function and wait until it asks for its first event."""
        Thread(target=self._server.serve_forever, daemon=True).start()
        started = time.perf_counter()
        self._process = subprocess.Popen(
            [sys.executable, "-m", "awslambdaric", "handler.lambda_handler"],
            cwd=self._function,
            env=self._environment,
            stdout=subprocess.DEVNULL,
            stderr=subprocess.PIPE,
        )
        ready = self._asked.get(timeout=DEADLINE)
        if isinstance(ready, Reply):
            self._process.kill()
            raise RuntimeError(f"{self._function.name} did not start: {ready.body}")
        self.init_seconds = ready - started
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        """End it."""
        self._process.kill()
        self._process.communicate()
        self._server.shutdown()
        self._server.server_close()

    def invoke(self, event: object) -> Reply:
        """Hand the function one event and return its reply."""
        self._events.put(json.dumps(event).encode())
        return self._replies.get(timeout=DEADLINE)

    def peak_megabytes(self) -> float:
        """Return the most memory that the process has held (VmHWM), in MiB."""
        status = Path(f"/proc/{self._process.pid}/status").read_text()
        return int(next(line for line in status.splitlines() if line.startswith("VmHWM")).split()[1]) / 1024

    def _handler(self) -> type[BaseHTTPRequestHandler]:
        client = self

        class RuntimeApi(BaseHTTPRequestHandler):
            def do_GET(self) -> None:
                client._asked.put(time.perf_counter())
                event = client._events.get()
                self.send_response(200)
                self.send_header("Lambda-Runtime-Aws-Request-Id", str(time.monotonic_ns()))
                self.send_header("Lambda-Runtime-Invoked-Function-Arn", "arn:aws:lambda:eu-west-2:0:function:f")
                self.send_header("Lambda-Runtime-Deadline-Ms", str(int((time.time() + DEADLINE) * 1000)))
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
