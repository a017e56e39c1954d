"""The officers' commands against a deployed stack: what each does, and what it says."""

import json
from datetime import UTC, datetime
from pathlib import Path

import pytest

from beadle.adapters.aws import client
from beadle.domain.comments import Author, Comment
from beadle.domain.posts import PostStatus
from beadle.domain.tasks import TaskKind
from beadle.events.comments import CommentReceived
from local.demo.stage import ACCOUNT, CHANNEL, Stage
from local.sandbox.records import CommentRecord, State
from tests.command import beadle, failing, refused
from tests.patience import eventually

pytestmark = pytest.mark.embedded

POST = "Bin collections change next week."
PHONE = "Ring him at home and tell him yourself: 07700 900123"
ALLEGATION = "Councillor Smith has been taking bribes from the developers"


def written(stage: Stage, author: str, text: str) -> str:
    """Have somebody comment and the comment judged; return its id."""
    comment, _ = stage.store.add_comment(stage.store.add_post(ACCOUNT, POST).number, author, text)
    stage.stack.invoke("poller", {"woken_by": "hand"})
    comment_id = f"sandbox:{comment.native_id}"
    eventually(lambda: stage.stack.comments.revisions(comment_id), f"{comment_id} judged")
    return comment_id


def state(stage: Stage, comment_id: str) -> State:
    return found(stage, comment_id).state


def found(stage: Stage, comment_id: str) -> CommentRecord:
    return stage.store.comment(int(comment_id.removeprefix("sandbox:c")))


# ── Posts ──


def test_posts_come_in_as_drafts_and_go_out_once_approved(deployed: Stage, tmp_path: Path) -> None:
    file = tmp_path / "posts.csv"
    file.write_text(f"id,channel,publish_at,text,any_time\nleaves,{CHANNEL},2026-01-05T18:30,Leaves 🍂,yes\n")

    assert "1 draft; to approve" in beadle("posts", "import", str(file), "--by", "Ann").stdout
    assert "draft" in beadle("posts", "list").stdout
    assert "leaves is approved" in beadle("posts", "approve", "leaves", "--by", "Ann").stdout
    deployed.stack.invoke("scheduler", {"woken_by": "hand"})

    assert "published" in beadle("posts", "list", "--status", "published").stdout
    assert deployed.stack.posts.get("leaves").approved_by == "Ann"


def test_a_spreadsheet_with_bad_rows_names_each_and_brings_nothing_in(deployed: Stage, tmp_path: Path) -> None:
    file = tmp_path / "posts.csv"
    file.write_text(f"id,channel,publish_at,text\nsound,{CHANNEL},2026-01-05T18:30,Hello\nbad,nowhere,noon,Hello\n")

    problems = refused("posts", "import", str(file), "--by", "Ann")

    assert "row 3, column channel" in problems
    assert "row 3, column publish_at" in problems
    assert "sound" not in {post.post_id for post in deployed.stack.posts.list()}


@pytest.mark.usefixtures("deployed")
def test_a_spreadsheet_in_another_encoding_says_how_to_save_it(tmp_path: Path) -> None:
    file = tmp_path / "posts.csv"
    file.write_bytes("id,channel,publish_at,text\nx,y,2026-01-05T18:30,£5\n".encode("cp1252"))

    assert "save it as CSV UTF-8" in refused("posts", "import", str(file), "--by", "Ann")


def test_of_several_posts_none_is_approved_when_one_is_unknown(deployed: Stage, tmp_path: Path) -> None:
    file = tmp_path / "posts.csv"
    file.write_text(f"id,channel,publish_at,text\nlater,{CHANNEL},2099-01-05T18:30,Later\n")
    beadle("posts", "import", str(file), "--by", "Ann")

    assert "nonesuch" in refused("posts", "approve", "later", "nonesuch", "--by", "Ann")
    assert deployed.stack.posts.get("later").status is PostStatus.DRAFT


# ── Emergencies ──


def test_an_emergency_is_declared_once_and_ended(deployed: Stage) -> None:
    assert "is on until" in beadle("emergency", "declare", "--reason", "flood", "--until", "2h", "--by", "Ann").stdout
    assert "end it first" in refused("emergency", "declare", "--reason", "fire", "--until", "2h", "--by", "Ann")
    assert "has ended" in beadle("emergency", "end", "--by", "Ann").stdout

    emergency = deployed.stack.state.emergency()
    assert emergency is not None
    assert (emergency.reason, emergency.declared_by, emergency.ended_by) == ("flood", "Ann", "Ann")


def test_scheduled_posts_are_held_released_and_one_published_at_once(deployed: Stage, tmp_path: Path) -> None:
    file = tmp_path / "posts.csv"
    file.write_text(f"id,channel,publish_at,text\nurgent,{CHANNEL},2099-01-05T18:30,The bridge is closed\n")
    beadle("posts", "import", str(file), "--by", "Ann")

    assert "is held since" in beadle("emergency", "pause", "--reason", "mourning", "--by", "Ann").stdout
    assert deployed.stack.state.pause() is not None
    assert "urgent is published http" in beadle("emergency", "publish", "urgent", "--by", "Ann").stdout
    beadle("emergency", "resume", "--by", "Ann")
    assert deployed.stack.state.pause() is None


@pytest.mark.usefixtures("deployed")
@pytest.mark.parametrize(
    ("until", "words"), [("99d", "within 31 days"), ("soon", "neither a span"), ("2020-01-01", "after now")]
)
def test_an_end_that_cannot_be_is_refused(until: str, words: str) -> None:
    assert words in refused("emergency", "declare", "--reason", "flood", "--until", until, "--by", "Ann")


# ── Comments, tasks, strikes, corrections ──


def test_a_comment_is_shown_with_its_judgement_and_all_that_followed(deployed: Stage) -> None:
    comment_id = written(deployed, "Kev", PHONE)
    eventually(lambda: state(deployed, comment_id) is State.HIDDEN, "the comment hidden")

    shown = eventually(
        lambda: text if "the comment is hidden" in (text := beadle("comments", "show", comment_id).stdout) else "",
        "the hiding recorded",
    )

    start = PHONE.index("07700")
    for words in (
        "AU08: Do not publicise their, or anyone else's, personal information",
        "07700 900123",
        f"{start}-{start + 12}",
        "uk-phone",
        "Verdict: remove, 1 point for",
        "by beadle, policy ",
        "verified",
        "live",
        POST,
    ):
        assert words in shown


def test_a_confirmed_review_removes_the_comment_and_a_withdrawn_strike_shows_it_again(deployed: Stage) -> None:
    comment_id = written(deployed, "Kim", ALLEGATION)
    task_id = eventually(
        lambda: next((task.task_id for task in deployed.stack.tasks.list() if task.comment_id == comment_id), None),
        "the review asked for",
    )
    assert task_id in beadle("tasks", "list").stdout
    assert ALLEGATION in beadle("tasks", "show", task_id).stdout

    assert "is confirmed" in beadle("tasks", "confirm", task_id, "--by", "Ann", "--reason", "defamatory").stdout
    eventually(lambda: state(deployed, comment_id) is State.HIDDEN, "the comment hidden")
    assert "was confirmed before" in refused("tasks", "decline", task_id, "--by", "Bea")
    eventually(lambda: deployed.stack.strikes.of(found_author(deployed, comment_id)), "the strike")

    beadle("strikes", "withdraw", comment_id, "--by", "Bea", "--reason", "it was a quotation")
    eventually(lambda: state(deployed, comment_id) is State.VISIBLE, "the comment shown again")

    shown = beadle("comments", "show", comment_id).stdout
    assert "by Ann, who says: defamatory" in shown
    assert "withdrawn by Bea: it was a quotation" in shown


def found_author(stage: Stage, comment_id: str) -> str:
    author = found(stage, comment_id).author
    assert author is not None
    return f"sandbox:u{author.user_id}"


def test_a_comment_is_answered_and_a_post_retracted_by_hand(deployed: Stage, tmp_path: Path) -> None:
    comment_id = written(deployed, "Lou", "The pool is closing for good, I heard")
    answer = beadle(
        "correct", "correct-comment", comment_id, "--text", "The pool stays open.", "--reason", "wrong", "--by", "Ann"
    ).stdout
    assert "issued" in answer
    replies = deployed.store.replies(found(deployed, comment_id).number, None)
    assert [reply.text for reply in replies] == ["The pool stays open."]
    assert "The pool stays open." in beadle("comments", "show", comment_id).stdout

    file = tmp_path / "posts.csv"
    file.write_text(f"id,channel,publish_at,text\nmistaken,{CHANNEL},2099-01-05T18:30,The pool is closed\n")
    beadle("posts", "import", str(file), "--by", "Ann")
    beadle("emergency", "publish", "mistaken", "--by", "Ann")
    beadle("correct", "retract-post", "mistaken", "--reason", "it is open", "--by", "Ann")
    assert deployed.stack.posts.get("mistaken").status is PostStatus.RETRACTED


@pytest.mark.usefixtures("deployed")
def test_what_is_not_recorded_is_said_to_be_unknown() -> None:
    assert "no comment sandbox:c99999 is recorded" in refused("comments", "show", "sandbox:c99999")
    assert "no comment" in refused("strikes", "withdraw", "sandbox:c99999", "--by", "Ann", "--reason", "x")
    assert "there is no task" in refused("tasks", "show", "nonesuch")
    assert "nonesuch" in refused("correct", "retract-post", "nonesuch", "--reason", "x", "--by", "Ann")


@pytest.mark.usefixtures("deployed")
def test_an_unknown_stack_is_named_with_how_to_name_another() -> None:
    problem = refused("posts", "list", "--stack", "nonesuch")
    assert "no stack 'nonesuch'" in problem
    assert "BEADLE_STACK" in problem


# ── Channels and dead letters ──


def test_a_channel_is_added_with_a_token_that_is_never_shown(deployed: Stage) -> None:
    deployed.store.add_account("libraries", "Libraries", "the-secret-token")
    added = ["channels", "add", "libraries", "--platform", "sandbox", "--account", "libraries"]
    result = beadle(*added, "--service-url", deployed.address, "--name", "Libraries", typed="the-secret-token\n")

    assert deployed.stack.tokens()["libraries"] == {"token": "the-secret-token"}
    assert set(deployed.stack.tokens()) == {CHANNEL, "libraries"}
    listed = beadle("channels", "list").stdout
    assert "libraries" in listed
    assert "the-secret-token" not in result.output + listed
    deployed.store.add_comment(deployed.store.add_post("libraries", "Storytime is back").number, "Pat", "Lovely!")
    assert deployed.stack.invoke("poller", {"woken_by": "hand"})["told"]["libraries"] == 1


def test_a_channel_that_is_there_is_checked_and_one_with_a_wrong_token_is_not_well(deployed: Stage) -> None:
    deployed.store.add_account("museum", "Museum", "museum-token")
    post = deployed.store.add_post("museum", "A new exhibition")
    deployed.store.add_comment(post.number, "Pat", "Lovely! " * 30)
    added = ["channels", "add", "museum", "--platform", "sandbox", "--account", "museum", "--set", "hours=always"]
    beadle(*added, "--service-url", deployed.address, typed="museum-token\n")
    try:
        checked = beadle("channels", "check", "museum").stdout
        assert "always" in beadle("channels", "list").stdout
        beadle("channels", "add", "museum", typed="another-token\n")
        wrong = failing("channels", "check", "museum")
    finally:
        beadle("channels", "remove", "museum")

    assert "accepted" in checked
    assert "Lovely!" in checked
    assert "museum-token" not in checked
    assert "FAILED" in wrong


@pytest.mark.parametrize(
    ("platform", "url", "token", "words"),
    [
        ("myspace", "https://example.org", "t", "none of bluesky, facebook"),
        ("bluesky", "http://example.org", "t", "in the clear"),
        ("bluesky", "https://example.org", "", "token"),
    ],
)
def test_a_channel_that_cannot_work_is_refused_and_not_added(
    deployed: Stage, platform: str, url: str, token: str, words: str
) -> None:
    command = ["channels", "add", "bad", "--platform", platform, "--account", "a", "--service-url", url]

    assert words in refused(*command, typed=f"{token}\n")
    assert "bad" not in {channel.channel_id for channel in deployed.stack.channels.all()}


def test_a_dead_letter_is_shown_with_its_reason_and_put_back_once_wanted(deployed: Stage) -> None:
    comment = Comment("sandbox:c77777", CHANNEL, "p1", Author("sandbox:u77777", "Zoe"), "Thank you!", datetime.now(UTC))
    event = {"source": "beadle.poller", "detail-type": "CommentReceived"}
    client("sqs").send_message(
        QueueUrl=deployed.stack.outputs["ModeratorDeadLettersUrl"],
        MessageBody=json.dumps(event | {"detail": CommentReceived.of(comment).to_detail()}),
        MessageAttributes={"reason": {"DataType": "String", "StringValue": "MalformedInput: a bad day"}},
    )

    left = beadle("redrive", "--queue", "moderator", typed="n\n").stdout
    assert "CommentReceived sandbox:c77777" in left
    assert "MalformedInput: a bad day" in left
    assert "0 put back, 1 left" in left
    assert "Thank you!" not in left

    assert "1 put back, 0 left" in beadle("redrive", "--yes").stdout
    eventually(lambda: deployed.stack.comments.revisions("sandbox:c77777"), "the comment judged")
    assert "there are no dead letters" in beadle("redrive").stdout


def test_an_undelivered_event_goes_to_the_queue_that_it_was_meant_for(deployed: Stage) -> None:
    comment = Comment("sandbox:c88888", CHANNEL, "p1", Author("sandbox:u88888", "Abe"), "Lovely", datetime.now(UTC))
    event = {
        "source": "beadle.poller",
        "detail-type": "CommentReceived",
        "detail": CommentReceived.of(comment).to_detail(),
    }
    queue = deployed.stack.outputs["ModeratorQueueUrl"].rpartition("/")[2]
    for body, arn in ((event, f"arn:aws:sqs:eu-west-2:0:{queue}"), ({"woken_by": "schedule"}, "arn:aws:lambda:x")):
        attributes = {"TARGET_ARN": arn, "ERROR_MESSAGE": "no permission"}
        client("sqs").send_message(
            QueueUrl=deployed.stack.outputs["UndeliveredUrl"],
            MessageBody=json.dumps(body),
            MessageAttributes={name: {"DataType": "String", "StringValue": text} for name, text in attributes.items()},
        )

    told = beadle("redrive", "--queue", "undelivered", "--yes").stdout

    assert "no permission" in told
    assert "1 put back, 1 left" in told
    eventually(lambda: deployed.stack.comments.revisions("sandbox:c88888"), "the comment judged")
    client("sqs").purge_queue(QueueUrl=deployed.stack.outputs["UndeliveredUrl"])


def test_the_page_is_told_what_the_command_shows(deployed: Stage) -> None:
    explanations = deployed.explanations
    comment_id = written(deployed, "Mo", PHONE)
    eventually(lambda: state(deployed, comment_id) is State.HIDDEN, "the comment hidden")

    explained = explanations.explain(comment_id)

    assert explained is not None
    (breach,) = explained["breaches"]
    assert explained["verdict"] == "remove"
    assert explained["text"][breach["start"] : breach["end"]] == "07700 900123"
    assert breach["sentence"].startswith("Do not publicise")
    assert [(strike["points"], strike["live"]) for strike in explained["strikes"]] == [(1, True)]
    assert explanations.explain("sandbox:c99999") is None


def test_an_officer_decides_on_the_page_too(deployed: Stage) -> None:
    comment_id = written(deployed, "Ned", ALLEGATION)
    explanations = deployed.explanations
    task = eventually(
        lambda: next((task for task in explanations.tasks() if task.get("comment_id") == comment_id), None),
        "the review asked for",
    )
    assert task["kind"] == TaskKind.REVIEW

    explanations.decide(task["task_id"], False, "Ann")

    assert task["task_id"] not in {open_task["task_id"] for open_task in explanations.tasks()}
    eventually(lambda: deployed.stack.comments.revisions(comment_id)[-1].judgement.judged_by == "Ann", "Ann's decision")
    assert state(deployed, comment_id) is State.VISIBLE
