"""Which fact reaches which function: the rules of the template against the facts of the code."""

import json
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from typing import Any

import pytest

from beadle import wiring
from beadle.events.envelope import FACTS
from beadle.usecases.receive_message import ReceiveMessage
from local.embedded_aws.mending import ministack
from tests.template.stack import QUEUED, Stack, referred

VARIANTS: Mapping[str, tuple[Mapping[str, str], ...]] = {  # what else a rule may look at, in all its values
    "CommentJudged": ({"verdict": "keep"}, {"verdict": "review"}, {"verdict": "remove"}),
    "OfficerDecided": tuple(
        {"kind": kind} for kind in ("review", "confirm-sanction", "by-hand", "check", "misinformation")
    ),
    "SanctionDue": ({"kind": "warning"}, {"kind": "block"}, {"kind": "report"}),
}
GOES_TO = {
    ("CommentReceived", ""): {"moderator"},
    ("CommentEdited", ""): {"moderator"},
    ("CommentJudged", "keep"): set(),
    ("CommentJudged", "review"): {"enforcer"},
    ("CommentJudged", "remove"): {"enforcer"},
    ("SanctionDue", "warning"): {"enforcer"},
    ("SanctionDue", "block"): {"enforcer"},
    ("SanctionDue", "report"): {"enforcer"},
    ("CampaignSeen", ""): {"enforcer"},
    ("MisinformationFlagged", ""): {"correction"},
    ("OfficerDecided", "review"): {"moderator"},
    ("OfficerDecided", "confirm-sanction"): {"enforcer"},
    ("StrikeWithdrawn", ""): {"enforcer"},
}
Case = tuple[str, Mapping[str, str]]
CASES: list[Case] = [(name, detail) for name in FACTS for detail in VARIANTS.get(name, ({},))]


def listeners(stack: Stack, fact: str, detail: Mapping[str, str], source: str | None = None) -> set[str]:
    """Return the functions whose rule lets the event through, as EventBridge would judge it."""
    event = {
        "id": "7bf73129-1428-4cd3-a780-95db273d1602",
        "account": "123456789012",
        "time": "2026-11-23T10:00:00Z",
        "region": "eu-west-2",
        "resources": [],
        "source": source or FACTS[fact].SOURCE,
        "detail-type": fact,
        "detail": detail,
    }
    found = set()
    for room in QUEUED:
        rule = stack.of("AWS::Events::Rule")[f"{room.title()}Rule"]
        question = {"EventPattern": json.dumps(rule["EventPattern"]), "Event": json.dumps(event)}
        status, _, body = ministack("services.eventbridge")._test_event_pattern(question)
        assert status == 200, body
        if json.loads(body)["Result"]:
            found.add(room)
    return found


@pytest.mark.parametrize(("fact", "detail"), CASES, ids=[f"{name}-{'-'.join(d.values())}" for name, d in CASES])
def test_a_fact_reaches_those_that_act_on_it(stack: Stack, fact: str, detail: Mapping[str, str]) -> None:
    assert listeners(stack, fact, detail) == GOES_TO.get((fact, "".join(detail.values())), set())


@pytest.mark.parametrize(("fact", "detail"), CASES, ids=[f"{name}-{'-'.join(d.values())}" for name, d in CASES])
def test_nobody_else_can_tell_a_fact(stack: Stack, fact: str, detail: Mapping[str, str]) -> None:
    assert not listeners(stack, fact, detail, source="somebody.else")


@pytest.mark.parametrize("room", QUEUED)
def test_a_function_listens_to_what_its_rule_lets_through_and_to_nothing_else(
    stack: Stack, room: str, environment_of: Callable[[str], None]
) -> None:
    environment_of(room)
    with built_anew(room) as listener:
        heard = {fact.__name__ for fact in listener.listeners}

    assert heard == {fact for fact, detail in CASES if room in listeners(stack, fact, detail)}


@pytest.mark.parametrize("room", QUEUED)
def test_a_rule_delivers_to_its_own_queue_and_keeps_what_it_cannot_deliver(stack: Stack, room: str) -> None:
    rule = stack.of("AWS::Events::Rule")[f"{room.title()}Rule"]
    [target] = rule["Targets"]

    assert referred(rule["EventBusName"]) == "Bus"
    assert referred(target["Arn"]) == f"{room.title()}Queue"
    assert referred(target["DeadLetterConfig"]["Arn"]) == "Undelivered"


@pytest.fixture
def environment_of(stack: Stack, monkeypatch: pytest.MonkeyPatch) -> Callable[[str], None]:
    """Set a function's variables as the template has them, with its resources' logical ids for their names."""

    def set_variables(room: str) -> None:
        defaults = {name: str(p.get("Default")) for name, p in stack.written["Parameters"].items()}
        for name, value in stack.variables(room).items():
            monkeypatch.setenv(name, defaults.get(referred(value) or "", str(referred(value) or value)))
        monkeypatch.setenv("AWS_DEFAULT_REGION", "eu-west-2")

    return set_variables


@contextmanager
def built_anew(room: str) -> Iterator[ReceiveMessage]:
    """Build a function's listener from the environment as it is, and forget it afterwards."""
    build: Any = getattr(wiring, room)
    build.cache_clear()
    try:
        built = build()
        yield built[1] if isinstance(built, tuple) else built
    finally:
        build.cache_clear()
