"""Posts a file of comments onto the sandbox: the council's posts first, then what residents wrote, in order."""

import time
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum
from hashlib import sha256
from typing import Any

from beadle.adapters.platforms.http import Fields, Http
from beadle.domain.errors import MalformedInput
from local.comments_file import CommentRow

RENEWAL = "Give the token that the sandbox was started with"


class Outcome(StrEnum):
    """What became of a row."""

    WRITTEN = "written"
    KNOWN = "known"  # an earlier run wrote it
    BLOCKED = "blocked"  # the council has blocked its author


@dataclass(frozen=True, slots=True)
class Progress:
    """One comment more; `comment_id` as Beadle will know it, "" when its author was blocked."""

    done: int
    total: int
    row: CommentRow
    outcome: Outcome
    comment_id: str = ""


@dataclass(frozen=True)
class Replay:
    """How comments come onto a sandbox.

    Whatever is there already is found and not written again: a run that was stopped goes on with a second one.

    Args:
        address: the sandbox's.
        tokens: by account; the first one's is the account of rows that name no channel.
        source: what the rows' ids are unique in, such as the file's name.
        post: the text of the post under which rows stand that name none.
        rate: comments a second; None for as fast as it goes.
        sleep: waits so many seconds.
    """

    address: str
    tokens: Mapping[str, str]
    source: str
    post: str = "Have your say: what do you think?"
    rate: float | None = None
    sleep: Callable[[float], None] = time.sleep

    def __call__(self, rows: Sequence[CommentRow]) -> Iterator[Progress]:
        """Write the posts, then yield each comment as it is written.

        Raises:
            MalformedInput: names the rows whose channel has no token; nothing was written.
            PlatformUnavailable: the sandbox does not answer; run again to go on.
        """
        problems = [
            f"row {row.row}, column channel: {row.channel!r} is none of {', '.join(self.tokens)}"
            for row in rows
            if row.channel is not None and row.channel not in self.tokens
        ]
        if problems:
            raise MalformedInput(self.source, problems)
        http = Http("sandbox", self.address, RENEWAL)
        threads = dict.fromkeys(self._thread(row) for row in rows)
        posts = {thread: self._post(http, *thread) for thread in threads}
        due = time.monotonic()
        for done, row in enumerate(rows, start=1):
            if self.rate is not None:
                self.sleep(max(0.0, due - time.monotonic()))
            outcome, comment_id = self._write(http, posts[self._thread(row)], row)
            if self.rate is not None and outcome is Outcome.WRITTEN:  # what is there already need not be waited for
                due = max(due, time.monotonic() - 1) + 1 / self.rate
            yield Progress(done, len(rows), row, outcome, comment_id)

    def _thread(self, row: CommentRow) -> tuple[str, str]:
        """Return the account and the text of the post that a row stands under."""
        return row.channel or next(iter(self.tokens)), row.post or self.post

    def _post(self, http: Http, account: str, text: str) -> str:
        """Return the id of the post with that text, which is written when it is not there."""
        path = f"/api/accounts/{account}/posts"
        headers = {"Authorization": f"Bearer {self.tokens[account]}"}
        tag = "replay:" + sha256(text.encode()).hexdigest()[:32]
        found = next(http.call("GET", path, params={"tag": tag}, headers=headers).objects("posts"), None)
        made = found or http.call("POST", path, body={"text": text, "tag": tag}, headers=headers)
        return made.require("id")

    def _write(self, http: Http, post: str, row: CommentRow) -> tuple[Outcome, str]:
        body: dict[str, Any] = {
            "author": row.author,
            "text": row.text,
            "external_id": sha256(f"{self.source}\0{row.id}".encode()).hexdigest()[:32],
        }
        if row.posted_at is not None:
            body["posted_at"] = row.posted_at.isoformat()
        path = f"/api/posts/{post}/comments"
        answer = http.send("POST", path, body=body)
        if answer.status == 403 and answer.code == "Blocked":
            return Outcome.BLOCKED, ""
        http.check(answer, f"row {row.row}, POST {path}")
        return (
            Outcome.WRITTEN if answer.status == 201 else Outcome.KNOWN,
            f"sandbox:{Fields(answer.body).require('id')}",
        )
