"""What holds of the tables beyond their ports: what a call costs, what goes by itself, and who wins a race."""

from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, field, replace
from datetime import timedelta
from threading import Barrier
from typing import Any, TypeVar

import pytest

from beadle.adapters.aws import client
from beadle.adapters.dynamodb.channels import DynamoChannels
from beadle.adapters.dynamodb.comments import DynamoComments
from beadle.adapters.dynamodb.histories import DynamoHistories
from beadle.adapters.dynamodb.posts import DynamoPosts
from beadle.adapters.dynamodb.state import DynamoState
from beadle.adapters.dynamodb.strikes import DynamoStrikes
from beadle.adapters.dynamodb.tasks import DynamoTasks
from beadle.detectors.registry import find_all
from beadle.domain.comments import MAX_TEXT
from beadle.domain.errors import AlreadyExists, Contended
from beadle.domain.judgements import judge
from beadle.policy.loader import load
from tests.contract import samples
from tests.contract.conftest import RETENTION_DAYS, TEMPLATE, MakeTable
from tests.contract.samples import COMMENT, JUDGEMENT, KEPT, LATER, MUCH_LATER, NOW, POST, STRIKE

pytestmark = pytest.mark.embedded

T = TypeVar("T")
ORDINARY = replace(
    COMMENT,
    text="When will the library open on Saturdays again? My two girls ask me every week, and the one in the next town "
    "is an hour away by bus. Thank you for all",
    edited_at=None,
    parent_id="",
    alt_texts=(),
)


@dataclass
class Requests:
    """Every HTTP request to DynamoDB, and the capacity that it consumed."""

    operations: list[str] = field(default_factory=list)
    units: float = 0


@pytest.fixture
def requests(aws: object) -> Iterator[Requests]:
    seen = Requests()

    def ask_for_capacity(params: dict[str, Any], model: Any, **_: object) -> None:
        if "ReturnConsumedCapacity" in model.input_shape.members:
            params["ReturnConsumedCapacity"] = "TOTAL"

    def count(event_name: str, **_: object) -> None:
        seen.operations.append(event_name.rpartition(".")[2])

    def weigh(parsed: dict[str, Any], **_: object) -> None:
        seen.units += parsed.get("ConsumedCapacity", {}).get("CapacityUnits", 0)

    handlers: dict[str, Callable[..., None]] = {
        "provide-client-params.dynamodb": ask_for_capacity,
        "before-send.dynamodb": count,
        "after-call.dynamodb": weigh,
    }
    events = client("dynamodb").meta.events
    for name, handler in handlers.items():
        events.register(name, handler)
    yield seen
    for name, handler in handlers.items():
        events.unregister(name, handler)


def at_once(*calls: Callable[[], T]) -> list[T | Exception]:
    """Return what each of the calls gives, or the error it raises, when all are made at the same moment."""
    barrier = Barrier(len(calls))

    def make(call: Callable[[], T]) -> T | Exception:
        barrier.wait()
        try:
            return call()
        except Exception as error:
            return error

    with ThreadPoolExecutor(len(calls)) as pool:
        return list(pool.map(make, calls))


def raw(table: str) -> list[dict[str, Any]]:
    items: list[dict[str, Any]] = client("dynamodb").scan(TableName=table)["Items"]
    return items


# ── What it costs ──


def test_a_kept_comment_costs_one_update_and_one_put_of_one_unit_each(
    make_table: MakeTable, requests: Requests
) -> None:
    table = make_table("Comments")
    comments, histories = DynamoComments(table, RETENTION_DAYS), DynamoHistories(table, RETENTION_DAYS)
    requests.operations.clear()
    histories.record(ORDINARY.author.author_id, samples.trace(1))
    comments.record(ORDINARY, KEPT)
    assert requests.operations == ["UpdateItem", "PutItem"]
    assert requests.units == 2


def test_a_kept_comment_with_a_picture_costs_no_more_writes(make_table: MakeTable, requests: Requests) -> None:
    comments = DynamoComments(make_table("Comments"), RETENTION_DAYS)
    requests.operations.clear()
    comments.record(replace(ORDINARY, text="Look at this", alt_texts=("A pothole on Guildhall Square",)), KEPT)
    assert (requests.operations, requests.units) == (["PutItem"], 1)


def test_a_comment_seen_again_costs_no_read(make_table: MakeTable, requests: Requests) -> None:
    table = make_table("Comments")
    comments, histories = DynamoComments(table, RETENTION_DAYS), DynamoHistories(table, RETENTION_DAYS)
    requests.operations.clear()
    for _ in range(2):
        histories.record(ORDINARY.author.author_id, samples.trace(1))
        comments.record(ORDINARY, KEPT)
    assert requests.operations == ["UpdateItem", "PutItem"] * 2


def test_the_evidence_of_a_long_comment_is_known_to_cost_more(make_table: MakeTable, requests: Requests) -> None:
    comments = DynamoComments(make_table("Comments"), RETENTION_DAYS)
    requests.units = 0
    comments.record(replace(ORDINARY, text="x" * 3000), KEPT)
    assert requests.units == 4


def test_the_evidence_of_a_comment_that_is_abuse_from_end_to_end_fits_an_item_beside_an_officers_judgement(
    make_table: MakeTable,
) -> None:
    comments = DynamoComments(make_table("Comments"), RETENTION_DAYS)
    flood = replace(COMMENT, text=("🖕 you fucking cunt " * MAX_TEXT)[:MAX_TEXT])
    rulebook = load()
    judgement = judge(flood, find_all(flood, (), rulebook), rulebook, NOW)
    comments.record(flood, judgement)
    comments.rejudge(flood, replace(judgement, judged_by="amir"))
    [recorded] = comments.revisions(flood.comment_id)
    assert recorded.judgement.breaches == judgement.breaches


def test_the_history_of_an_author_of_twelve_comments_is_one_unit_and_never_more_than_two(
    make_table: MakeTable, requests: Requests
) -> None:
    histories = DynamoHistories(make_table("Comments"), RETENTION_DAYS)
    units = []
    for number in range(24):
        requests.units = 0
        histories.record(COMMENT.author.author_id, samples.trace(number))
        units.append(requests.units)
    assert units == [1] * 12 + [2] * 12


def test_a_busy_authors_history_is_pruned_once_in_nine_comments(make_table: MakeTable, requests: Requests) -> None:
    histories = DynamoHistories(make_table("Comments"), RETENTION_DAYS)
    requests.operations.clear()
    for number in range(24 + 9 * 3):
        histories.record("a", samples.trace(number))
    assert len(requests.operations) == 24 + 9 * 3 + 3


def test_a_strike_costs_one_put_and_counting_one_query(make_table: MakeTable, requests: Requests) -> None:
    strikes = DynamoStrikes(make_table("Strikes"), RETENTION_DAYS)
    requests.operations.clear()
    strikes.add(STRIKE)
    strikes.of(STRIKE.author_id)
    assert requests.operations == ["PutItem", "Query"]


def test_a_look_for_due_posts_costs_one_query(make_table: MakeTable, requests: Requests) -> None:
    posts = DynamoPosts(make_table("Posts"))
    posts.add(POST)
    requests.operations.clear()
    assert list(posts.waiting(NOW)) == []
    assert requests.operations == ["Query"]


# ── What is kept, and how long ──


def test_the_machines_judgement_is_kept_beside_the_officers(make_table: MakeTable) -> None:
    table = make_table("Comments")
    comments = DynamoComments(table, RETENTION_DAYS)
    comments.record(COMMENT, JUDGEMENT)
    machines = raw(table)[0]["judgement"]
    for officer in ("amir", "beth"):
        comments.rejudge(COMMENT, replace(KEPT, judged_by=officer, judged_at=LATER))
    (item,) = raw(table)
    assert item["machine"] == machines
    assert item["judgement"]["M"]["judged_by"] == {"S": "beth"}


def test_evidence_histories_tasks_and_strikes_carry_the_instant_at_which_they_go(make_table: MakeTable) -> None:
    comments, strikes, tasks = make_table("Comments"), make_table("Strikes"), make_table("Tasks")
    DynamoComments(comments, 365).record(COMMENT, JUDGEMENT)
    DynamoComments(comments, 365).begin(samples.ACTION)
    DynamoHistories(comments, 365).record("a", replace(samples.trace(0), seen_at=NOW))
    DynamoStrikes(strikes, 365).add(STRIKE)
    DynamoTasks(tasks, 365).add(replace(samples.TASK, created_at=NOW))
    a_year_on = {"N": str(int((NOW + timedelta(days=365)).timestamp()))}
    assert [item["expires"] for item in raw(comments) + raw(tasks)] == [a_year_on] * 4
    after_it_stopped_counting = {"N": str(int((STRIKE.expires_at + timedelta(days=365)).timestamp()))}
    assert [item["expires"] for item in raw(strikes)] == [after_it_stopped_counting]


def test_the_template_lets_items_go_at_that_instant(template: dict[str, Any]) -> None:
    for logical_id in ("Comments", "Strikes"):
        ttl = template["Resources"][logical_id]["Properties"]["TimeToLiveSpecification"]
        assert (ttl["AttributeName"], ttl["Enabled"]) == ("expires", True), TEMPLATE


def test_what_does_not_fit_one_answer_is_read_page_by_page(make_table: MakeTable, requests: Requests) -> None:
    posts = DynamoPosts(make_table("Posts"))
    for number in range(12):
        posts.add(replace(POST, post_id=f"p{number}", text="x" * 200_000))
    requests.operations.clear()
    assert {post.post_id for post in posts.list()} == {f"p{number}" for number in range(12)}
    assert len(requests.operations) >= 3


# ── Who wins a race ──


def test_of_two_comments_judged_at_one_instant_the_last_to_count_sees_both_strikes(make_table: MakeTable) -> None:
    strikes = DynamoStrikes(make_table("Strikes"), RETENTION_DAYS)

    def add_and_count(number: int) -> int:
        strikes.add(replace(STRIKE, comment_id=f"c{number}"))
        return len(strikes.of(STRIKE.author_id))

    counts = at_once(*(lambda n=number: add_and_count(n) for number in range(4)))
    assert 4 in counts
    assert all(isinstance(count, int) for count in counts)


def test_one_comment_judged_twice_at_one_instant_costs_one_strike(make_table: MakeTable) -> None:
    strikes = DynamoStrikes(make_table("Strikes"), RETENTION_DAYS)
    results = at_once(*[lambda: strikes.add(STRIKE)] * 4)
    assert [type(r) for r in results if r is not None] == [AlreadyExists] * 3
    assert strikes.of(STRIKE.author_id) == (STRIKE,)


def test_one_of_several_claims_a_post(make_table: MakeTable) -> None:
    posts = DynamoPosts(make_table("Posts"))
    posts.add(POST)
    post = posts.approve(POST.post_id, "beth", NOW)
    results = at_once(*[lambda: posts.claim(post, LATER, MUCH_LATER)] * 4)
    assert [type(r) for r in results].count(Contended) == 3
    assert posts.get(POST.post_id).attempts == 1


def test_one_of_several_readers_leases_a_channel(make_table: MakeTable) -> None:
    channels = DynamoChannels(make_table("Channels"))
    channels.put(samples.CHANNEL)

    def lease(holder: str) -> object:
        return channels.lease(samples.CHANNEL.channel_id, holder, NOW, LATER)

    results = at_once(*(lambda h=holder: lease(h) for holder in "abcd"))
    assert [type(r) for r in results].count(Contended) == 3


def test_comments_of_one_author_judged_at_one_instant_all_enter_its_history(make_table: MakeTable) -> None:
    histories = DynamoHistories(make_table("Comments"), RETENTION_DAYS)
    at_once(*(lambda n=number: histories.record("a", samples.trace(n)) for number in range(4)))
    assert set(histories.record("a", samples.trace(4)).traces) == {samples.trace(number) for number in range(5)}


def test_everybody_is_told_the_one_judgement_that_stands(make_table: MakeTable) -> None:
    comments = DynamoComments(make_table("Comments"), RETENTION_DAYS)
    judgements = [replace(KEPT, policy_version=f"{number}") for number in range(4)]
    told = at_once(*(lambda j=judgement: comments.record(COMMENT, j) for judgement in judgements))
    assert len(set(map(repr, told))) == 1


def test_of_several_declarations_at_one_instant_one_stands(make_table: MakeTable) -> None:
    state = DynamoState(make_table("State"))
    emergencies = [replace(samples.EMERGENCY, emergency_id=f"e{number}") for number in range(4)]
    told = at_once(*(lambda e=emergency: state.declare(e) for emergency in emergencies))
    assert set(told) == {state.emergency()}
