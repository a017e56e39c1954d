"""Beadle whole: the unchanged template in an embedded AWS, and its channel on the loopback Bluesky network."""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from beadle.domain.judgements import Verdict
from beadle.domain.posts import Post, PostStatus
from local.demo.stage import ROOT, STACK, speaking_to
from local.deployment import CACHE, deploy
from local.embedded_aws import EmbeddedAws
from local.stack import Stack
from tests.command import beadle
from tests.e2e.bluesky_council import join
from tests.e2e.bluesky_network import BlueskyNetwork
from tests.e2e.bluesky_people import POST, Person, Ref
from tests.patience import eventually

CHANNEL = "corporate-bluesky"
OFFICER = "ann.officer"


@dataclass(frozen=True)
class Town:
    """The council's account and somebody who only looks, on the network; the stack that runs the account; its AWS."""

    network: BlueskyNetwork
    aws: EmbeddedAws
    stack: Stack
    council: Person
    app_password: str
    onlooker: Person
    desk: Path  # where officers keep their spreadsheets

    def draft(self, post_id: str, text: str) -> None:
        """Import a post that is due from a spreadsheet, and approve it."""
        file = self.desk / f"{post_id}.csv"
        file.write_text(f'id,channel,publish_at,text,any_time\n{post_id},{CHANNEL},2026-01-05T18:30,"{text}",yes\n')
        beadle("posts", "import", str(file), "--by", OFFICER)
        beadle("posts", "approve", post_id, "--by", OFFICER)

    def wake_scheduler(self) -> None:
        self.stack.invoke("scheduler", {"woken_by": "hand"})

    def published(self, post_id: str) -> Post | None:
        """Return the post once it stands recorded as published."""
        post = self.stack.posts.get(post_id)
        return post if post.status is PostStatus.PUBLISHED else None

    def publish(self, post_id: str, text: str) -> Ref:
        """Have a post published, from its spreadsheet to the network."""
        self.draft(post_id, text)
        self.wake_scheduler()
        post = eventually(lambda: self.published(post_id), f"{post_id} published")
        assert post.ref is not None
        record = next(record for record in self.council.records(POST) if record["uri"] == post.ref.native_id)
        self.network.settle()
        return Ref(record["uri"], record["cid"])

    def read(self) -> None:
        """Have the poller read all that was written until now; the schedule's own poll may be at it first."""
        self.network.settle()
        eventually(lambda: not self.stack.invoke("poller", {"woken_by": "hand"})["unfinished"], "the channel read")

    def verdicts(self, comment: Ref) -> list[Verdict]:
        """Return how each revision of a comment was judged."""
        return [recorded.judgement.verdict for recorded in self.stack.comments.revisions(comment_id(comment))]

    def shows(self, comment_id: str, *words: str) -> bool:
        """Whether `beadle comments show` has a line with all of these words."""
        lines = beadle("comments", "show", comment_id).stdout.splitlines()
        return any(all(word in line for word in words) for line in lines)


def comment_id(ref: Ref) -> str:
    """Return a comment's id as Beadle has it."""
    return f"bluesky:{ref.uri}"


@contextmanager
def town(network: BlueskyNetwork, folder: Path) -> Iterator[Town]:
    """Deploy with the defaults that a council gets, and add its account as a channel."""
    with EmbeddedAws.start(folder / "aws", remember=False) as aws, speaking_to(aws.environment()):
        stack = Stack(deploy(ROOT / "template.yaml", STACK, client=aws.client, cache=ROOT / CACHE))
        council = join(network, "council")
        app_password = network.create_app_password(council.account, "beadle")
        account = ["--platform", "bluesky", "--account", council.account.handle, "--service-url", network.pds_url]
        beadle("channels", "add", CHANNEL, *account, typed=f"{app_password}\n")
        yield Town(network, aws, stack, council, app_password, join(network, "onlooker"), folder)
