"""State on disk within about two seconds of a change, all services as of one instant, whatever ends the process.

ministack saves when it is stopped gracefully. Here a child process, forked at one instant, writes what changed into
a new folder and then switches `current` over to it: the parent never waits for the disk, a killed process leaves
the snapshot before, and no table is newer in it than the queue that fed it.
"""

import logging
import os
import shutil
import signal
import threading
import time
import warnings
from collections.abc import Awaitable, Callable
from pathlib import Path
from typing import Any
from urllib.parse import parse_qs

from local.embedded_aws import clock
from local.embedded_aws.mending import Mend, ministack

PAUSE_SECONDS = 1.0  # between two snapshots; one more may pass while the second is written
LONGEST_SNAPSHOT_SECONDS = 120.0
READS = ("Get", "List", "Describe", "Head", "Query", "Scan", "BatchGet", "TransactGet", "Filter", "PutEvents")

Answer = tuple[Any, ...]
Handler = Callable[..., Awaitable[Answer]]

_log = logging.getLogger(__name__)


class Changes:
    """Which services have changed since the last snapshot."""

    def __init__(self) -> None:
        self._changed: set[str] = set()
        self._guard = threading.Lock()

    def add(self, *services: str) -> None:
        """Note that these services' state is no longer what is on disk."""
        with self._guard:
            self._changed.update(services)

    def take(self) -> set[str]:
        """Return what has changed, and begin anew."""
        with self._guard:
            taken, self._changed = self._changed, set()
        return taken


def operation(method: str, path: str, headers: dict[str, str], body: bytes, query: dict[str, Any]) -> str:
    """Return the name of the operation that a request asks for; for REST services the method stands for it."""
    if target := headers.get("x-amz-target"):
        return target.rsplit(".", 1)[-1]
    if action := query.get("Action"):
        return str(action[0] if isinstance(action, list) else action)
    if body.startswith((b"Action=", b"Version=")) or b"&Action=" in body[:4096]:
        return parse_qs(body.decode("utf-8", "replace")).get("Action", [""])[0]
    if path.endswith("/invocations"):
        return "GetResultOfInvocation"  # an invocation changes nothing of the function itself
    return {"GET": "Get", "HEAD": "Head"}.get(method, method)


def noting(service: str, handler: Handler, changes: Changes) -> Handler:
    """Note a service as changed after each of its requests that may have changed it."""

    async def handle(method: str, path: str, headers: dict[str, str], body: bytes, query: dict[str, Any]) -> Answer:
        answer = await handler(method, path, headers, body, query)
        if not operation(method, path, headers, body, query).startswith(READS):
            changes.add(service)
        return answer

    return handle


class Snapshots:
    """Folders of state, the newest complete one under the name `current`."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder
        folder.mkdir(parents=True, exist_ok=True)
        if not self.current.exists():
            first = folder / "0"
            first.mkdir(exist_ok=True)
            self._switch(first)
        self._forget_incomplete()

    @property
    def current(self) -> Path:
        """The newest complete snapshot."""
        return self._folder / "current"

    def write(self, states: dict[str, Callable[[], Any]]) -> None:
        """Write a snapshot: these services anew, all others as they were."""
        before = self.current.resolve()
        after = self._folder / str(int(before.name) + 1)
        shutil.copytree(before, after, copy_function=os.link)
        persistence: Any = ministack("core.persistence")
        persistence.STATE_DIR = str(after)
        persistence.save_all(states)
        self._switch(after)
        shutil.rmtree(before)

    def _switch(self, snapshot: Path) -> None:
        draft = self._folder / "next"
        draft.unlink(missing_ok=True)
        draft.symlink_to(snapshot.name)
        draft.replace(self.current)

    def _forget_incomplete(self) -> None:
        complete = self.current.resolve()
        for folder in self._folder.iterdir():
            if folder.is_dir() and not folder.is_symlink() and folder.name != complete.name:
                shutil.rmtree(folder)


class Saver:
    """Takes a snapshot whenever something has changed."""

    def __init__(self, snapshots: Snapshots, changes: Changes) -> None:
        self._snapshots = snapshots
        self._changes = changes
        self._stopped = threading.Event()
        self._thread = threading.Thread(target=self._run, name="saver", daemon=True)

    def start(self) -> None:
        """Begin."""
        self._thread.start()

    def finish(self) -> None:
        """Take the last snapshot, of everything, in this process."""
        self._stopped.set()
        self._thread.join()
        self._snapshots.write(_states())

    def _run(self) -> None:
        while not self._stopped.wait(PAUSE_SECONDS):
            if _deploying():  # half a stack is of no use: nothing would ever finish it
                continue
            changed = self._changes.take()
            if "cloudformation" in changed:  # a stack changes services of every kind, from within
                changed.update(_states())
            if changed and not self._fork(changed):
                self._changes.add(*changed)

    def _fork(self, changed: set[str]) -> bool:
        with warnings.catch_warnings():
            # Python warns that a lock which another thread holds stays locked in the child: the states are copied
            # without taking one, and a child that hangs nevertheless is ended below and its snapshot taken again.
            warnings.simplefilter("ignore", DeprecationWarning)
            child = os.fork()
        if child == 0:
            self._write_and_leave(changed)
        return _succeeded(child)

    def _write_and_leave(self, changed: set[str]) -> None:
        """In the child: never return into the parent's code."""
        status = 1
        try:
            signal.signal(signal.SIGINT, signal.SIG_IGN)  # Ctrl-C reaches the whole group; a snapshot ends well
            signal.signal(signal.SIGTERM, signal.SIG_IGN)
            self._snapshots.write({key: state for key, state in _states().items() if key in changed})
            status = 0
        except Exception:
            _log.exception("a snapshot could not be written; it is taken again")
        finally:
            os._exit(status)


def _succeeded(child: int) -> bool:
    deadline = time.monotonic() + LONGEST_SNAPSHOT_SECONDS
    while time.monotonic() < deadline:
        ended, status = os.waitpid(child, os.WNOHANG)
        if ended:
            return os.waitstatus_to_exitcode(status) == 0
        time.sleep(0.02)
    os.kill(child, signal.SIGKILL)
    os.waitpid(child, 0)
    _log.error("a snapshot took longer than %s s and is taken again", LONGEST_SNAPSHOT_SECONDS)
    return False


def _states() -> dict[str, Callable[[], Any]]:
    states: dict[str, Callable[[], Any]] = ministack("app")._build_persistence_save_dict()
    return states


def _deploying() -> bool:
    stacks = ministack("services.cloudformation")._stacks._data.values()
    return any(stack.get("StackStatus", "").endswith("_IN_PROGRESS") for stack in list(stacks))


def mends(state_dir: Path, changes: Changes) -> list[Mend]:
    """Return what is replaced; functions' code is kept in `state_dir`, beside the snapshots which refer to it."""

    def noted(original: dict[str, Handler]) -> dict[str, Handler]:
        keys = {service: _state_key(service) for service in original}
        return {service: noting(keys[service], handler, changes) for service, handler in original.items()}

    def then_note(service: str) -> Callable[[Callable[..., Any]], Callable[..., Any]]:
        def mend(original: Callable[..., Any]) -> Callable[..., Any]:
            def call(*arguments: Any, **named: Any) -> Any:
                result = original(*arguments, **named)
                changes.add(service)
                return result

            return call

        return mend

    return [
        Mend("app", "SERVICE_HANDLERS", "state is saved on a graceful stop only", noted),
        Mend("app", "save_all", "it would write into a snapshot that is complete", lambda _: lambda _states: None),
        Mend("services.sqs", "_collect_msgs", "the same, for messages that Lambda takes", then_note("sqs")),
        Mend(
            "services.sqs", "_delete_messages_for_esm", "the same, for messages that Lambda has done", then_note("sqs")
        ),
        Mend("services.eventbridge", "_dispatch_to_sqs", "the same, for messages that a rule sends", then_note("sqs")),
        Mend(
            "services.lambda_svc",
            "CODE_BLOB_DIR",
            "a snapshot's folder does not last",
            lambda _: str(state_dir / "function-code"),
        ),
        Mend("services.dynamodb", "time", "items expire by the clock that can be set", lambda _: clock.SetTime()),
    ]


def _state_key(service: str) -> str:
    config = ministack("app").SERVICE_REGISTRY[service]
    return str(config.get("state_key", config["module"]))
