"""What officers and their day bring: nothing is said to be well that is not, and what to do next is said."""

import json
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path

import pytest

from beadle.adapters.aws import client
from beadle.domain.channels import Channel
from beadle.domain.posts import Post
from local.demo.stage import CHANNEL, Stage
from tests.command import beadle, refused
from tests.patience import eventually

pytestmark = pytest.mark.embedded

LATER = datetime(2099, 1, 5, 18, 30, tzinfo=UTC)


def test_a_post_that_the_platform_refuses_is_not_said_to_be_out(deployed: Stage) -> None:
    deployed.stack.posts.add(Post("endless", CHANNEL, "x" * 30_000, LATER, False, created_by="Ann"))

    assert "endless is failed and not published" in refused("emergency", "publish", "endless", "--by", "Ann")
    assert "import it again under another id" in refused("emergency", "publish", "endless", "--by", "Ann")


def test_that_posts_are_held_is_seen_where_posts_are_listed(deployed: Stage) -> None:
    assert "no emergency is on" in beadle("emergency", "show").stdout
    beadle("emergency", "pause", "--reason", "mourning", "--by", "Ann")
    beadle("emergency", "declare", "--reason", "flood", "--until", "2h", "--by", "Ann")
    try:
        shown, listed = beadle("emergency", "show").stdout, beadle("posts", "list").stdout
    finally:
        beadle("emergency", "end", "--by", "Ann")
        beadle("emergency", "resume", "--by", "Ann")

    assert "declared by Ann: flood" in shown
    assert "by Ann: mourning" in shown
    assert "by Ann: mourning" in listed
    assert "held" not in beadle("posts", "list").stdout
    assert deployed.stack.state.pause() is None


def test_a_token_is_renewed_without_describing_its_channel_again(deployed: Stage) -> None:
    channels = deployed.stack.channels
    channels.put(Channel("parks", "sandbox", "parks", deployed.address, "Parks"))
    try:
        beadle("channels", "add", "parks", typed="a-new-token\n")
        renewed = channels.get("parks")
        assert renewed.token_given_at is not None  # what waits for a new token hears of it
        assert replace(renewed, token_given_at=None) == Channel("parks", "sandbox", "parks", deployed.address, "Parks")
        assert deployed.stack.tokens()["parks"] == {"token": "a-new-token"}
    finally:
        removed = beadle("channels", "remove", "parks").stdout

    assert "read no more" in removed
    assert "parks" not in deployed.stack.tokens()
    assert "parks" not in beadle("channels", "list").stdout


@pytest.mark.usefixtures("deployed")
@pytest.mark.parametrize(
    ("options", "words"),
    [
        (["a b/c", "--account", "a", "--service-url", "https://example.org"], "letters, digits"),
        (["parks", "--account", " ", "--service-url", "https://example.org"], "--account is missing"),
        (["parks", "--account", "a", "--service-url", "https://"], "is no address"),
        (["parks", "--account", "a", "--service-url", "http://127.0.0.1.example.org"], "in the clear"),
    ],
)
def test_a_channel_that_no_poll_could_read_is_not_added(options: list[str], words: str) -> None:
    assert words in refused("channels", "add", *options, "--platform", "bluesky", typed="t\n")
    assert "parks" not in beadle("channels", "list").stdout


def test_a_failed_poll_names_its_channels_and_nothing_that_anybody_wrote(deployed: Stage) -> None:
    deployed.stack.put_token("lost", {"token": "unknown"})
    deployed.stack.channels.put(Channel("lost", "sandbox", "lost", "http://127.0.0.1:9"))
    try:
        with pytest.raises(Exception, match=r"not read: channel lost \(PlatformUnavailable\)"):
            deployed.stack.invoke("poller", {"woken_by": "hand"})
    finally:
        beadle("channels", "remove", "lost")


def test_whoever_looks_at_dead_letters_and_walks_away_leaves_them_in_sight(deployed: Stage) -> None:
    url = deployed.stack.outputs["CorrectionDeadLettersUrl"]
    client("sqs").send_message(QueueUrl=url, MessageBody=json.dumps({"detail-type": "Odd", "detail": {}}))
    try:
        for _ in range(2):  # the input ends at the question
            assert "0 put back, 1 left" in beadle("redrive", "--queue", "correction").stdout
        client("sqs").receive_message(QueueUrl=url, VisibilityTimeout=600)
        elsewhere = beadle("redrive", "--queue", "correction").stdout
        assert "1 more out of sight" in elsewhere
        assert "there are no dead letters" not in elsewhere
    finally:
        client("sqs").purge_queue(QueueUrl=url)


def test_tasks_say_whom_they_are_about_and_when_by_londons_clock(deployed: Stage) -> None:
    comment, _ = deployed.store.add_comment(
        deployed.store.add_post("corporate", "Bins").number, "Zara", "Councillor Smith has been taking bribes"
    )
    deployed.stack.invoke("poller", {"woken_by": "hand"})
    asked = eventually(
        lambda: [t for t in deployed.stack.tasks.list() if t.comment_id == f"sandbox:{comment.native_id}"], "the review"
    )

    assert "Zara" in beadle("tasks", "list").stdout
    shown = beadle("tasks", "show", asked[0].task_id).stdout
    judged = next(line for line in shown.splitlines() if line.startswith("judged"))
    assert f"{datetime.now(UTC):%Y}" in judged
    assert "+00:00" not in judged


@pytest.mark.usefixtures("deployed")
def test_a_spreadsheet_without_posts_is_refused(tmp_path: Path) -> None:
    file = tmp_path / "posts.csv"
    file.write_text("id,channel,publish_at,text\n")

    assert "there is no row under the header" in refused("posts", "import", str(file), "--by", "Ann")
