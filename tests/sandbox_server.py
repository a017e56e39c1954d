"""The sandbox, really served on a free port of loopback, with an account and faults to order."""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import requests

from beadle.domain.channels import Channel
from beadle.domain.errors import NotAllowedNow, NotFound, PlatformUnavailable
from local.sandbox.app import create_app
from local.sandbox.explanations import Explanation, Explanations, TaskShown
from local.sandbox.faults import Faults
from local.sandbox.serving import serving
from local.sandbox.store import Store

TOKEN = "the-token-of-the-council"


@dataclass(frozen=True)
class RunningSandbox:
    """Where it is served, and what is behind it."""

    address: str
    store: Store
    faults: Faults

    def channel(self, account: str) -> Channel:
        """Return the council's channel for an account."""
        return Channel(f"{account}-sandbox", "sandbox", account, self.address)

    def call(
        self, method: str, path: str, body: Any = None, token: str = "", expect: int | None = None, **options: Any
    ) -> Any:
        """Call it as anybody could and return the JSON that it answers, after a look at the status."""
        headers = {"Authorization": f"Bearer {token}"} if token else {}
        answer = requests.request(method, self.address + path, json=body, headers=headers, timeout=10, **options)
        if expect is None:
            assert answer.ok, answer.text
        else:
            assert answer.status_code == expect, answer.text
        return answer.json()

    def write(self, post: str, text: str = "A comment", author: str = "Resident", **more: Any) -> Any:
        """Comment on a post as a resident."""
        return self.call("POST", f"/api/posts/{post}/comments", {"author": author, "text": text, **more})


@contextmanager
def running_sandbox(folder: Path, explanations: Explanations | None = None) -> Iterator[RunningSandbox]:
    """Serve a sandbox with its state in `folder`, until the block ends."""
    store, faults = Store(folder / "sandbox.sqlite"), Faults()
    with serving(create_app(store, explanations, faults)) as address:
        yield RunningSandbox(address, store, faults)
    store.close()


class InMemoryExplanations:
    """Fits the Explanations port."""

    def __init__(self) -> None:
        self.explained: dict[str, Explanation] = {}
        self.open: dict[str, TaskShown] = {}
        self.decided: list[tuple[str, bool, str]] = []
        self.is_down = False

    def explain(self, comment_id: str) -> Explanation | None:
        if self.is_down:
            raise PlatformUnavailable("the tables do not answer")
        return self.explained.get(comment_id)

    def tasks(self) -> list[TaskShown]:
        return list(self.open.values())

    def decide(self, task_id: str, confirm: bool, by: str) -> None:
        if any(decided == task_id for decided, _, _ in self.decided):
            raise NotAllowedNow(f"task {task_id} was decided otherwise")
        if task_id not in self.open:
            raise NotFound(f"there is no task {task_id}")
        del self.open[task_id]
        self.decided.append((task_id, confirm, by))
