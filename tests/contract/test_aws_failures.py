"""What becomes of a call to AWS that is refused, cut off or never answered."""

import json
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from threading import Thread
from typing import Any

import pytest
from botocore.config import Config
from botocore.exceptions import ClientError

from beadle.adapters import aws as adapter
from beadle.adapters.clock import SystemClock
from beadle.adapters.dead_letters import SqsDeadLetters
from beadle.adapters.dynamodb.comments import DynamoComments
from beadle.adapters.dynamodb.leases import DynamoLeases
from beadle.adapters.dynamodb.posts import DynamoPosts
from beadle.adapters.dynamodb.strikes import DynamoStrikes
from beadle.adapters.eventbridge import EventBridgeBus
from beadle.adapters.round_the_clock import SchedulerRoundTheClock
from beadle.adapters.secrets import SecretTokens
from beadle.domain.errors import AlreadyExists, Retryable, StoreUnavailable
from beadle.events.emergencies import PublishingResumed
from tests.contract.samples import COMMENT, JUDGEMENT, NOW, STRIKE

CUT_OFF = (0, "")  # the connection is closed without a word


@dataclass
class FaultyAws:
    """A server on loopback that answers as it is told, the last answer from then on."""

    answers: list[tuple[int, str]]
    url: str = ""
    bodies: list[dict[str, Any]] = field(default_factory=list)

    def answer(self, body: bytes) -> tuple[int, str]:
        self.bodies.append(json.loads(body or "{}"))
        return self.answers.pop(0) if len(self.answers) > 1 else self.answers[0]


@contextmanager
def faulty(*answers: tuple[int, str]) -> Iterator[FaultyAws]:
    served = FaultyAws(list(answers))

    class Handler(BaseHTTPRequestHandler):
        def do_POST(self) -> None:
            self.do_any()

        def do_GET(self) -> None:
            self.do_any()

        def do_any(self) -> None:
            status, text = served.answer(self.rfile.read(int(self.headers.get("Content-Length", 0))))
            if status:
                self.send_response(status)
                self.send_header("Content-Length", str(len(text.encode())))
                self.end_headers()
                self.wfile.write(text.encode())

        def log_message(self, *_: object) -> None:
            """Keep the tests' output clean."""

    server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    served.url = f"http://127.0.0.1:{server.server_port}"
    Thread(target=server.serve_forever, args=(0.01,), daemon=True).start()
    try:
        yield served
    finally:
        server.shutdown()
        server.server_close()


@pytest.fixture
def use(monkeypatch: pytest.MonkeyPatch) -> Iterator[Callable[..., None]]:
    """Point every client at an address, and let it give up after so many attempts."""

    def point(url: str, attempts: int = 1) -> None:
        for name in ("AWS_ACCESS_KEY_ID", "AWS_SECRET_ACCESS_KEY"):
            monkeypatch.setenv(name, "test")
        monkeypatch.setenv("AWS_DEFAULT_REGION", "eu-west-2")
        monkeypatch.setenv("AWS_ENDPOINT_URL", url)
        less_patient = Config(read_timeout=0.5, retries={"mode": "standard", "total_max_attempts": attempts})
        monkeypatch.setattr(adapter, "CONFIG", adapter.CONFIG.merge(less_patient))
        adapter.forget_clients()

    yield point
    adapter.forget_clients()


def refusal(code: str, **more: object) -> str:
    return json.dumps({"__type": f"com.amazonaws.dynamodb.v20120810#{code}", "message": "because", **more})


@pytest.mark.parametrize(
    "answer",
    [
        (400, refusal("ThrottlingException")),
        (400, refusal("ProvisionedThroughputExceededException")),
        (400, refusal("RequestLimitExceeded")),
        (500, refusal("InternalServerError")),
        (503, "<html>upstream</html>"),
        (502, ""),
        CUT_OFF,
    ],
    ids=["throttled", "table too busy", "account too busy", "broken", "no JSON", "nothing", "cut off"],
)
def test_a_table_that_does_not_answer_is_retryable(use: Callable[..., None], answer: tuple[int, str]) -> None:
    with faulty(answer) as aws:
        use(aws.url)
        with pytest.raises(StoreUnavailable, match="put_item on table strikes"):
            DynamoStrikes("strikes", 365).add(STRIKE)
        with pytest.raises(StoreUnavailable, match="query on table strikes"):
            DynamoStrikes("strikes", 365).of("a")


CALLS: dict[str, Callable[[], object]] = {
    "table": lambda: DynamoPosts("posts").get("p1"),
    "bus": lambda: EventBridgeBus("bus").tell([PublishingResumed("amir", NOW)]),
    "secret": lambda: SecretTokens("secret", DynamoLeases("usage", SystemClock({}))).of("sandbox"),
    "schedule": lambda: SchedulerRoundTheClock("schedule").switch(True),
}


@pytest.mark.parametrize("call", CALLS.values(), ids=CALLS)
def test_nobody_at_the_address_is_retryable(use: Callable[..., None], call: Callable[[], object]) -> None:
    with faulty(CUT_OFF) as aws:
        use(aws.url)
    with pytest.raises(StoreUnavailable, match="EndpointConnectionError"):
        call()


@pytest.mark.parametrize("name", ["bus", "schedule", "index"])
def test_an_answer_that_cannot_be_read_is_retryable(use: Callable[..., None], name: str) -> None:
    calls = CALLS | {"index": lambda: list(DynamoPosts("posts").waiting(NOW))}
    with faulty((200, "<html>a proxy's greeting</html>")) as aws:
        use(aws.url)
        with pytest.raises(StoreUnavailable, match="an answer without"):
            calls[name]()


def test_a_dead_letter_that_cannot_be_kept_is_retryable_and_not_shown(use: Callable[..., None]) -> None:
    with faulty(CUT_OFF) as aws:
        use(aws.url)
        with pytest.raises(Retryable) as raised:
            SqsDeadLetters(f"{aws.url}/000000000000/dead").put("07700 900123", "malformed")
    assert "07700" not in str(raised.value)


def test_a_mistake_of_ours_is_not_called_retryable(use: Callable[..., None]) -> None:
    for code in ("AccessDeniedException", "ResourceNotFoundException", "ValidationException"):
        with faulty((400, refusal(code))) as aws:
            use(aws.url)
            with pytest.raises(ClientError, match=code):
                DynamoPosts("posts").get("p1")


def test_a_passing_fault_is_not_noticed(use: Callable[..., None]) -> None:
    with faulty((500, ""), (200, "{}")) as aws:
        use(aws.url, attempts=2)
        DynamoStrikes("strikes", 365).add(STRIKE)
    assert len(aws.bodies) == 2


def test_a_strike_whose_answer_was_lost_is_found_by_the_second_attempt(use: Callable[..., None]) -> None:
    with faulty(CUT_OFF, (400, refusal("ConditionalCheckFailedException"))) as aws:
        use(aws.url, attempts=2)
        with pytest.raises(AlreadyExists):
            DynamoStrikes("strikes", 365).add(STRIKE)


def test_the_text_of_a_comment_is_not_in_the_error(use: Callable[..., None]) -> None:
    with faulty((500, refusal("InternalServerError"))) as aws:
        use(aws.url)
        with pytest.raises(StoreUnavailable) as raised:
            DynamoComments("comments", 365).record(COMMENT, JUDGEMENT)
    assert COMMENT.text not in f"{raised.value}{raised.value.__cause__}"


# ── Entries that the bus refuses one by one ──

FACTS = [PublishingResumed(f"officer {number}", NOW) for number in range(4)]


def bus_answer(*codes: str) -> tuple[int, str]:
    """The bus's answer: an empty code is an accepted entry."""
    entries = [{"ErrorCode": code, "ErrorMessage": "because"} if code else {"EventId": "e"} for code in codes]
    return 200, json.dumps({"FailedEntryCount": sum(map(bool, codes)), "Entries": entries})


def told(aws: FaultyAws) -> list[list[str]]:
    return [[json.loads(entry["Detail"])["resumed_by"] for entry in body["Entries"]] for body in aws.bodies]


def test_only_refused_entries_are_sent_again(use: Callable[..., None]) -> None:
    throttled = "ThrottlingException"
    with faulty(bus_answer("", throttled, "", throttled), bus_answer("", throttled), bus_answer("")) as aws:
        use(aws.url)
        EventBridgeBus("bus").tell(FACTS)
    all_of_them, *_ = told(aws)
    assert told(aws) == [all_of_them, ["officer 1", "officer 3"], ["officer 3"]]


def test_entries_that_are_refused_again_and_again_are_retryable(use: Callable[..., None]) -> None:
    with faulty(bus_answer("InternalFailure"), bus_answer("InternalFailure")) as aws:
        use(aws.url)
        with pytest.raises(StoreUnavailable, match="1 events: InternalFailure"):
            EventBridgeBus("bus").tell(FACTS[:1])
    assert len(aws.bodies) == 3
