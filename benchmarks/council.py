"""A council whose functions run as Lambda would run them: its stack, a platform with comments of any length, events."""

import tempfile
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field, replace
from datetime import UTC, datetime
from itertools import count
from pathlib import Path
from typing import Any

from beadle.adapters.dynamodb.histories import DynamoHistories
from beadle.domain.channels import Channel
from beadle.domain.comments import Author, Comment
from beadle.domain.ports import Telling
from beadle.domain.posts import Post, PostStatus
from beadle.usecases.judge_comment import JudgeComment
from benchmarks.runtime import Artefacts, RuntimeClient
from benchmarks.stack import LAYERS, ROOMS, ROOT, embedded_stack, function_environment, queue_event, quiet_bus
from local.sandbox.store import Store
from local.stack import EVIDENCE_DAYS, Stack
from tests.fakes import RecordingBus
from tests.sandbox_server import TOKEN, running_sandbox

ACCOUNT = "council"
POST = "Bin collections change over Christmas. Check your street on our website."


@dataclass(frozen=True, slots=True)
class Council:
    """Everything that its functions find around them."""

    stack: Stack
    artefacts: Artefacts
    environment: Mapping[str, str]
    store: Store  # the platform's
    post: int  # there
    channel: Channel
    _numbers: Iterator[int] = field(default_factory=lambda: count(1))

    def cold(self, room: str) -> RuntimeClient:
        """Return one of its functions, to be started by entering."""
        return RuntimeClient(self.artefacts.functions[room], self.artefacts.layers, self.environment)

    def write(self, texts: Sequence[str]) -> list[Comment]:
        """Write each text on the platform in another resident's name; return the comments as a poller reads them."""
        return [self._written(text, f"Resident {next(self._numbers)}") for text in texts]

    def judge(self, comments: Sequence[Comment]) -> list[Telling]:
        """Have comments judged and recorded, and return every fact that is told of them."""
        bus = RecordingBus()
        histories = DynamoHistories(self.stack.outputs["CommentsTable"], EVIDENCE_DAYS)
        stack = self.stack
        judge = JudgeComment(stack.clock, stack.rulebooks, stack.comments, histories, stack.strikes, bus)
        for comment in comments:
            judge.received(comment)
        return bus.facts

    def approve(self, texts: Sequence[str]) -> list[Post]:
        """Have posts approved that are due now, at any time, and return them."""
        channel, now = self.channel.channel_id, datetime.now(UTC)
        posts = [Post(f"post-{next(self._numbers)}", channel, text, now, True, PostStatus.APPROVED) for text in texts]
        for post in posts:
            self.stack.posts.add(post)
        return posts

    def move_to(self, channel: Channel, secret: Mapping[str, str]) -> None:
        """Let another channel be the only one that is read."""
        self.stack.channels.put(replace(self.channel, active=False))
        self.stack.channels.put(channel)
        self.stack.put_token(channel.channel_id, secret)

    def _written(self, text: str, name: str) -> Comment:
        record, _ = self.store.add_comment(self.post, name, text)
        number = record.author.user_id if record.author else 0
        return Comment(
            comment_id=f"sandbox:{record.native_id}",
            channel_id=self.channel.channel_id,
            post_id=f"p{self.post}",
            author=Author(f"sandbox:u{number}", name, name),
            text=text,
            posted_at=record.created_at,
            url=f"{self.channel.service_url}/posts/p{self.post}#{record.native_id}",
            post_text=POST,
        )


@contextmanager
def running_council() -> Iterator[Council]:
    """Start AWS and the platform, deploy the stack, build the functions; stop all of it when the block ends."""
    with tempfile.TemporaryDirectory() as name, embedded_stack() as (outputs, aws):
        folder = Path(name)
        functions = [ROOT / "functions" / room for room in ROOMS]
        artefacts = Artefacts.build(ROOT / ".local/build", LAYERS, functions, folder / "artefacts")
        with running_sandbox(folder) as sandbox:
            sandbox.store.add_account(ACCOUNT, "The Council", TOKEN)
            post = sandbox.store.add_post(ACCOUNT, POST).number
            channel, stack = sandbox.channel(ACCOUNT), Stack(outputs)
            stack.channels.put(channel)
            stack.put_token(channel.channel_id, {"token": TOKEN})
            environment = aws.environment() | function_environment(outputs, quiet_bus("council"))
            yield Council(stack, artefacts, environment, sandbox.store, post, channel)


def batch(facts: Sequence[Telling]) -> dict[str, Any]:
    """Return the queue's batch that brings facts to whoever listens."""
    return queue_event([(fact.SOURCE, type(fact).__name__, fact.to_detail()) for fact in facts])
