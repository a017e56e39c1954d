"""The whole of Beadle on a real Bluesky network: what residents write, what officers decide, what the public sees.

Nothing stands in for anything: the template as it is deployed, functions in processes of their own, the reference
servers. What the public sees is what `getPostThreadV2` gives to an account of nobody's.
"""

from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from datetime import UTC, datetime

import pytest

from beadle.domain.judgements import Verdict
from beadle.domain.posts import PostStatus
from beadle.domain.tasks import OfficerTask, TaskKind
from tests.command import beadle
from tests.e2e.bluesky_council import join
from tests.e2e.bluesky_network import BlueskyNetwork
from tests.e2e.bluesky_people import POST, Person, Ref
from tests.e2e.bluesky_town import OFFICER, Town, comment_id, town
from tests.patience import eventually

pytestmark = [pytest.mark.bluesky, pytest.mark.embedded]

CRITICISM = "You have let this town down. Resign, the lot of you."
NUMBERS = (
    "Ring him at home and tell him yourself: 07700 900123",
    "Another of his numbers, try it after ten at night: 07700 900456",
    "You can also call his daughter, 07700 900789",
)
BLOCK = "app.bsky.graph.block"


@pytest.fixture(scope="module")
def harrowmere(bluesky_network: BlueskyNetwork, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Town]:
    with town(bluesky_network, tmp_path_factory.mktemp("harrowmere")) as harrowmere:
        yield harrowmere


@pytest.fixture(scope="module")
def thread(harrowmere: Town) -> Ref:
    return harrowmere.publish("pool", "The swimming pool is closed on Friday.")


@pytest.fixture
def resident(bluesky_network: BlueskyNetwork) -> Person:
    return join(bluesky_network, "resident")


# ── What comes in ──


def test_contraventions_vanish_from_public_sight_and_lawful_criticism_stays(harrowmere: Town, resident: Person) -> None:
    post = harrowmere.publish("bins", "Bin collections change next week.")
    troll = join(harrowmere.network, "troll")
    kept = resident.post(CRITICISM, under=post)
    removed = [troll.post(text, under=post) for text in NUMBERS]
    harrowmere.network.settle()
    assert sorted(harrowmere.onlooker.sees(post)) == sorted([CRITICISM, *NUMBERS])

    harrowmere.read()

    eventually(lambda: harrowmere.onlooker.sees(post) == [CRITICISM], "only what may stay in sight")
    assert harrowmere.verdicts(kept) == [Verdict.KEEP]
    assert [harrowmere.verdicts(ref) for ref in removed] == [[Verdict.REMOVE]] * 3
    assert len(troll.records(POST)) == 3  # hidden, not deleted: they are the author's own


def test_the_third_strike_leads_to_a_block_once_an_officer_confirms_it(
    harrowmere: Town, thread: Ref, resident: Person
) -> None:
    comments = [resident.post(text, under=thread) for text in NUMBERS]
    harrowmere.read()

    task = eventually(lambda: sanction(harrowmere, resident), "the block asked for")
    strikes = harrowmere.stack.strikes.of(author_id(resident))
    assert {(strike.comment_id, strike.points) for strike in strikes} == {(comment_id(ref), 1) for ref in comments}
    assert not is_blocked(harrowmere, resident)

    beadle("tasks", "confirm", task.task_id, "--by", OFFICER, "--reason", "a councillor's family")

    eventually(lambda: is_blocked(harrowmere, resident), "the author blocked")
    eventually(
        lambda: harrowmere.shows(task.comment_id, "block", "verified", "the author is blocked"), "the record of it"
    )
    assert blocks(harrowmere) == [resident.did]


@pytest.mark.parametrize(
    ("text", "claimed"),
    [
        ("Ring the lifeguard at home and tell her yourself: 07700 900555", None),
        ("Ring the lifeguard at home, after ten at night: 07700 900666", datetime(2001, 1, 1, tzinfo=UTC)),
    ],
    ids=["now", "long ago"],
)
def test_an_edited_comment_is_judged_anew_whenever_its_author_claims_to_have_written_it(
    harrowmere: Town, thread: Ref, resident: Person, text: str, claimed: datetime | None
) -> None:
    comment = resident.post("When does it open again?", under=thread)
    harrowmere.read()
    eventually(lambda: harrowmere.verdicts(comment) == [Verdict.KEEP], "the first text kept")

    resident.edit(comment, text, under=thread, at=claimed)
    harrowmere.read()

    eventually(lambda: harrowmere.verdicts(comment) == [Verdict.KEEP, Verdict.REMOVE], "the second text judged")
    eventually(lambda: text not in harrowmere.onlooker.sees(thread), "the second text out of sight")


# ── What officers do ──


def test_a_withdrawn_strike_shows_the_comment_again(harrowmere: Town, thread: Ref, resident: Person) -> None:
    text = "Ring her at home and tell her yourself: 07700 900321"
    comment = resident.post(text, under=thread)
    harrowmere.read()
    eventually(lambda: text not in harrowmere.onlooker.sees(thread), "the comment out of sight")
    eventually(lambda: harrowmere.shows(comment_id(comment), "hide", "verified"), "the record of it")

    beadle("strikes", "withdraw", comment_id(comment), "--by", OFFICER, "--reason", "it is her own number")

    eventually(lambda: text in harrowmere.onlooker.sees(thread), "the comment in sight again")
    (strike,) = harrowmere.stack.strikes.of(author_id(resident))
    assert strike.withdrawn_by == OFFICER


def test_a_correction_asked_for_twice_is_one_answer(harrowmere: Town, thread: Ref, resident: Person) -> None:
    answer = "It opens again on Saturday at nine."
    comment = resident.post("I hear that it never opens again.", under=thread)
    harrowmere.read()
    eventually(lambda: harrowmere.verdicts(comment), "the comment judged")

    for _ in range(2):
        asked = ["correct", "correct-comment", comment_id(comment), "--text", answer]
        assert "issued" in beadle(*asked, "--by", OFFICER, "--reason", "wrong").stdout

    eventually(lambda: answer in harrowmere.onlooker.sees(thread), "the answer in sight")
    answers = [record["value"] for record in harrowmere.council.records(POST) if record["value"]["text"] == answer]
    assert [value["reply"]["parent"]["uri"] for value in answers] == [comment.uri]


# ── What goes out ──


def test_an_approved_post_is_published_once_though_schedulers_run_at_once_and_again(harrowmere: Town) -> None:
    text = "Leaf collections start on Monday."
    harrowmere.draft("leaves", text)
    with ThreadPoolExecutor() as pool:
        for waking in [pool.submit(harrowmere.wake_scheduler) for _ in range(2)]:
            waking.result()
    post = eventually(lambda: harrowmere.published("leaves"), "the post published")
    harrowmere.wake_scheduler()

    assert post.approved_by == OFFICER
    assert [record["uri"] for record in harrowmere.council.records(POST) if record["value"]["text"] == text] == [
        post.ref.native_id if post.ref else ""
    ]


def test_a_retracted_post_is_gone_for_everybody(harrowmere: Town) -> None:
    post = harrowmere.publish("mistaken", "The library is closed on Monday.")
    assert public(harrowmere, post) == [post.uri]

    beadle("correct", "retract-post", "mistaken", "--by", OFFICER, "--reason", "it is open")

    eventually(lambda: public(harrowmere, post) == [], "the post gone")
    assert post.uri not in [record["uri"] for record in harrowmere.council.records(POST)]
    assert harrowmere.stack.posts.get("mistaken").status is PostStatus.RETRACTED


# ── What must not have happened on the way ──


def test_nothing_became_a_dead_letter(harrowmere: Town) -> None:
    assert "there are no dead letters" in beadle("redrive").stdout


def test_no_log_tells_who_wrote_what_nor_with_which_token(harrowmere: Town, thread: Ref) -> None:
    log = (harrowmere.aws.state_dir / "functions.log").read_text(encoding="utf-8")
    told = [harrowmere.app_password, harrowmere.council.account.handle, "resident", "07700", CRITICISM]
    assert [word for word in told if word in log] == []


# ── Looking ──


def author_id(person: Person) -> str:
    return f"bluesky:{person.did}"


def sanction(harrowmere: Town, author: Person) -> OfficerTask | None:
    """Return the task by which an officer is asked to block somebody."""
    tasks = (task for task in harrowmere.stack.tasks.list() if task.kind is TaskKind.CONFIRM_SANCTION)
    return next((task for task in tasks if task.author_id == author_id(author)), None)


def is_blocked(harrowmere: Town, author: Person) -> bool:
    """Whether somebody is told by the network that the council blocks them."""
    viewer = author.get("app.bsky.actor.getProfile", {"actor": harrowmere.council.did})["viewer"]
    return bool(viewer["blockedBy"])


def blocks(harrowmere: Town) -> list[str]:
    return [record["value"]["subject"] for record in harrowmere.council.records(BLOCK)]


def public(harrowmere: Town, post: Ref) -> list[str]:
    """Return the post's address where the public can see it, else nothing."""
    posts = harrowmere.onlooker.get("app.bsky.feed.getPosts", {"uris": post.uri})["posts"]
    return [view["uri"] for view in posts]
