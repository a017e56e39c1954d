"""The Tokens port."""

import json
import threading
from collections.abc import Callable, Iterator, Mapping
from concurrent.futures import ThreadPoolExecutor
from datetime import timedelta
from typing import Any
from uuid import uuid4

import pytest
from botocore.exceptions import EndpointConnectionError

from beadle.adapters.aws import client
from beadle.adapters.clock import SystemClock
from beadle.adapters.dynamodb.leases import DynamoLeases
from beadle.adapters.secrets import SecretTokens
from beadle.domain.errors import Contended, CredentialsRefused, StoreUnavailable
from beadle.domain.ports import Tokens
from tests.contract.conftest import MakeTable
from tests.contract.samples import NOW
from tests.fakes import FixedClock, InMemoryTokens

EMBEDDED = pytest.param("aws", marks=pytest.mark.embedded)
BOTH = ["in-memory", EMBEDDED]

SECRETS = {"corporate-bluesky": {"handle": "council.example.org", "password": "s3cret"}, "sandbox": {"token": "t"}}
MakeTokens = Callable[[Mapping[str, Any]], Tokens]


def make_secret(text: str) -> str:
    arn: str = client("secretsmanager").create_secret(Name=f"s-{uuid4().hex[:12]}", SecretString=text)["ARN"]
    return arn


@pytest.fixture(params=BOTH)
def make_tokens(request: pytest.FixtureRequest) -> MakeTokens:
    if request.param == "in-memory":
        return InMemoryTokens
    table = request.getfixturevalue("make_table")("Usage")
    return lambda values: SecretTokens(make_secret(json.dumps(values)), DynamoLeases(table, SystemClock()))


def test_a_channels_tokens_are_its_own(make_tokens: MakeTokens) -> None:
    tokens = make_tokens(SECRETS)
    assert tokens.of("corporate-bluesky") == SECRETS["corporate-bluesky"]
    assert tokens.of("sandbox") == {"token": "t"}


def test_a_channel_without_a_token_is_told_what_to_do_and_no_others_token(make_tokens: MakeTokens) -> None:
    with pytest.raises(CredentialsRefused, match=r"libraries-bluesky.*add") as refused:
        make_tokens(SECRETS).of("libraries-bluesky")
    assert "s3cret" not in str(refused.value)


@pytest.fixture
def reads(aws: object) -> Iterator[list[str]]:
    """Every request to Secrets Manager."""
    seen: list[str] = []

    def count(event_name: str, **_: object) -> None:
        seen.append(event_name.rpartition(".")[2])

    client("secretsmanager").meta.events.register("before-send.secrets-manager", count)
    yield seen
    client("secretsmanager").meta.events.unregister("before-send.secrets-manager", count)


@pytest.mark.embedded
def test_the_secret_is_read_once(aws: object, reads: list[str]) -> None:
    tokens = reading(make_secret(json.dumps(SECRETS)))
    reads.clear()
    for _ in range(3):
        tokens.of("sandbox")
        tokens.of("corporate-bluesky")
    assert reads == ["GetSecretValue"]


@pytest.mark.embedded
def test_a_channel_added_to_the_secret_is_found_at_once(aws: object) -> None:
    arn = make_secret(json.dumps(SECRETS))
    tokens = reading(arn)
    tokens.of("sandbox")
    client("secretsmanager").put_secret_value(SecretId=arn, SecretString=json.dumps(SECRETS | {"new": {"token": "n"}}))
    assert tokens.of("new") == {"token": "n"}


@pytest.mark.embedded
def test_a_replaced_token_is_found_when_what_was_read_is_old(aws: object, monkeypatch: pytest.MonkeyPatch) -> None:
    arn = make_secret(json.dumps(SECRETS))
    tokens = reading(arn)
    tokens.of("sandbox")
    client("secretsmanager").put_secret_value(SecretId=arn, SecretString=json.dumps({"sandbox": {"token": "new"}}))
    assert tokens.of("sandbox") == {"token": "t"}
    monkeypatch.setattr("beadle.adapters.secrets.MAX_AGE", -1)
    assert tokens.of("sandbox") == {"token": "new"}


@pytest.mark.embedded
@pytest.mark.parametrize(
    "text", ["s3cret", "[]", '["s3cret"]', '{"sandbox": "s3cret"}', '{"sandbox": {"token": 5}}', '"s3cret"']
)
def test_a_secret_of_another_shape_is_refused_without_being_shown(aws: object, text: str) -> None:
    with pytest.raises(CredentialsRefused) as refused:
        reading(make_secret(text)).of("sandbox")
    assert "s3cret" not in str(refused.value)


@pytest.mark.embedded
def test_a_secret_that_there_is_not_is_named(aws: object) -> None:
    with pytest.raises(CredentialsRefused, match=r"no-such-secret.*ResourceNotFoundException"):
        reading("no-such-secret").of("sandbox")


def reading(arn: str) -> SecretTokens:
    """Return tokens that are only read, which needs no lease."""
    return SecretTokens(arn, DynamoLeases("no such table", SystemClock()))


# ── Renewing ──

Values = Mapping[str, str]


class Platform:
    """A platform that takes each refresh token once."""

    def __init__(self) -> None:
        self.valid = "r1"
        self.exchanges = 0
        self.lock = threading.Lock()

    def refresh(self, values: Values) -> Values:
        with self.lock:
            if values["refresh"] != self.valid:
                raise CredentialsRefused("the refresh token was used before: sign in again")
            self.exchanges += 1
            self.valid = f"r{self.exchanges + 1}"
            return {**values, "access": f"a{self.exchanges + 1}", "refresh": self.valid}


FIRST = {"access": "a1", "refresh": "r1", "client": "c"}


def test_a_renewed_token_is_there_for_all_and_the_others_stay(make_tokens: MakeTokens) -> None:
    tokens = make_tokens(SECRETS | {"x": FIRST})
    renewed = tokens.renew("x", tokens.of("x"), Platform().refresh)
    assert renewed == tokens.of("x") == {"access": "a2", "refresh": "r2", "client": "c"}
    assert tokens.of("sandbox") == {"token": "t"}


def test_what_another_has_renewed_meanwhile_is_taken_and_not_renewed_again(make_tokens: MakeTokens) -> None:
    tokens, platform = make_tokens({"x": FIRST}), Platform()
    renewed = tokens.renew("x", FIRST, platform.refresh)
    assert tokens.renew("x", FIRST, platform.refresh) == renewed
    assert platform.exchanges == 1


def test_a_refresh_that_fails_changes_nothing_and_may_be_tried_again(make_tokens: MakeTokens) -> None:
    tokens = make_tokens({"x": FIRST})

    def fail(_: Values) -> Values:
        raise CredentialsRefused("sign in again")

    for _ in range(2):
        with pytest.raises(CredentialsRefused, match="sign in again"):
            tokens.renew("x", FIRST, fail)
    assert tokens.of("x") == FIRST


@pytest.mark.embedded
def test_of_many_processes_that_renew_at_once_one_does_and_all_have_the_new_token(make_table: MakeTable) -> None:
    table, arn, platform = make_table("Usage"), make_secret(json.dumps(SECRETS | {"x": FIRST})), Platform()
    begin = threading.Barrier(8)

    def renew(_: int) -> Values:
        tokens = SecretTokens(arn, DynamoLeases(table, SystemClock()))
        seen = tokens.of("x")
        begin.wait()
        while True:
            try:
                return tokens.renew("x", seen, platform.refresh)
            except Contended:
                continue

    with ThreadPoolExecutor(8) as processes:
        renewed = list(processes.map(renew, range(8)))
    assert platform.exchanges == 1
    assert renewed == [{"access": "a2", "refresh": "r2", "client": "c"}] * 8


@pytest.mark.embedded
def test_two_channels_that_are_renewed_at_once_do_not_undo_each_other(make_table: MakeTable) -> None:
    table, arn = make_table("Usage"), make_secret(json.dumps({"x": FIRST, "y": FIRST}))
    one, other = (SecretTokens(arn, DynamoLeases(table, SystemClock())) for _ in range(2))

    def meanwhile(values: Values) -> Values:
        with pytest.raises(Contended):
            other.renew("y", FIRST, Platform().refresh)
        return {**values, "access": "a2"}

    one.renew("x", FIRST, meanwhile)
    other.renew("y", FIRST, Platform().refresh)
    assert [reading(arn).of(channel)["access"] for channel in ("x", "y")] == ["a2", "a2"]


@pytest.mark.embedded
def test_a_stop_between_refreshing_and_writing_ends_in_a_refusal_that_asks_for_a_new_token(
    make_table: MakeTable, monkeypatch: pytest.MonkeyPatch
) -> None:
    platform, clock = Platform(), FixedClock(NOW)
    tokens = SecretTokens(make_secret(json.dumps({"x": FIRST})), DynamoLeases(make_table("Usage"), clock))

    def unreachable(**_: object) -> None:
        raise EndpointConnectionError(endpoint_url="https://secretsmanager.example")

    with monkeypatch.context() as patched:
        patched.setattr(client("secretsmanager"), "put_secret_value", unreachable)
        with pytest.raises(StoreUnavailable):
            tokens.renew("x", FIRST, platform.refresh)
    with pytest.raises(CredentialsRefused, match="sign in again"):
        tokens.renew("x", FIRST, platform.refresh)


@pytest.mark.embedded
def test_an_officers_token_takes_the_place_of_the_old_one_and_a_forgotten_one_is_gone(make_table: MakeTable) -> None:
    arn = make_secret(json.dumps(SECRETS))
    tokens = SecretTokens(arn, DynamoLeases(make_table("Usage"), SystemClock()))
    tokens.give("sandbox", {"token": "new"})
    tokens.forget("corporate-bluesky")
    assert reading(arn).of("sandbox") == {"token": "new"}
    with pytest.raises(CredentialsRefused):
        reading(arn).of("corporate-bluesky")


# ── Leases ──


@pytest.mark.embedded
def test_a_lease_is_one_processs_until_it_ends_or_runs_out(make_table: MakeTable) -> None:
    clock = FixedClock(NOW)
    leases, minute = DynamoLeases(make_table("Usage"), clock), timedelta(minutes=1)
    with leases.hold("tokens", minute), leases.hold("another", minute):
        with pytest.raises(Contended), leases.hold("tokens", minute):
            raise AssertionError
        clock.advance(minute)
        with leases.hold("tokens", minute):  # the first is as good as dead, and when it ends it must not end this one
            pass
    with leases.hold("tokens", minute):
        pass


@pytest.mark.embedded
def test_whoever_comes_back_late_does_not_end_anothers_lease(make_table: MakeTable) -> None:
    clock = FixedClock(NOW)
    leases, minute = DynamoLeases(make_table("Usage"), clock), timedelta(minutes=1)
    late = leases.hold("tokens", minute)
    late.__enter__()
    clock.advance(minute)
    with leases.hold("tokens", minute):
        late.__exit__(None, None, None)
        with pytest.raises(Contended), leases.hold("tokens", minute):
            raise AssertionError
