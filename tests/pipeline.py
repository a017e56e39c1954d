"""The functions and the bus between them in memory: at least once, in any order, routed by the template's own rules."""

import json
from collections.abc import Mapping
from datetime import timedelta
from functools import cache
from pathlib import Path
from random import Random
from typing import Any

from samtranslator.yaml_helper import yaml_parse  # type: ignore[import-untyped]  # it has no types

from beadle.domain.ports import Telling
from tests.faults import Injector, Killed
from tests.world import World

TEMPLATE = Path(__file__).parent.parent / "template.yaml"
ROOMS = {"moderator": "ModeratorRule", "enforcer": "EnforcerRule", "correction": "CorrectionRule"}
MOST_DELIVERIES = 600
MOST_REPETITIONS = 12


class Pipeline:
    """Takes every fact that is told to the queues whose rule wants it, and every message to its function."""

    def __init__(self, world: World, injector: Injector, disorder: Random | None = None) -> None:
        self.world = world
        self.injector = injector
        self._disorder = disorder
        self._receivers = world.receivers(injector)
        self._waiting: list[tuple[str, str]] = []  # room and body
        self._collected = 0
        self._repetitions = 0

    def drain(self) -> None:
        """Deliver until every queue is empty; what fails is delivered again."""
        deliveries = 0
        self._collect()
        while self._waiting:
            deliveries += 1
            assert deliveries < MOST_DELIVERIES, f"{len(self._waiting)} messages never go through"
            position = self._disorder.randrange(len(self._waiting)) if self._disorder else 0
            room, body = self._waiting.pop(position)
            if not self._receive(room, body) or self._comes_again():
                self._waiting.append((room, body))
            self._collect()

    def _receive(self, room: str, body: str) -> bool:
        self.world.clock.advance(timedelta(seconds=1))
        self.injector.revive()
        try:
            self._receivers[room](body)
        except (Exception, Killed):
            self.world.clock.advance(timedelta(minutes=6))
            return False
        return True

    def _comes_again(self) -> bool:
        if self._disorder is None or self._repetitions == MOST_REPETITIONS or self._disorder.random() >= 0.15:
            return False
        self._repetitions += 1
        return True

    def _collect(self) -> None:
        facts = self.world.bus.facts
        for fact in facts[self._collected :]:
            envelope = envelope_of(fact)
            self._waiting += [(room, json.dumps(envelope)) for room in ROOMS if matches(pattern_of(room), envelope)]
        self._collected = len(facts)


def envelope_of(fact: Telling) -> dict[str, Any]:
    """Return what EventBridge makes of a fact."""
    return {"source": fact.SOURCE, "detail-type": type(fact).__name__, "detail": fact.to_detail()}


@cache
def pattern_of(room: str) -> Mapping[str, Any]:
    """Return the event pattern of a function's rule, as template.yaml has it."""
    resources = yaml_parse(TEMPLATE.read_text())["Resources"]
    pattern: Mapping[str, Any] = resources[ROOMS[room]]["Properties"]["EventPattern"]
    return pattern


def matches(pattern: Mapping[str, Any], event: Mapping[str, Any]) -> bool:
    """Whether EventBridge would match: `$or`, nested objects and lists of possible values are all that is used here."""
    for key, wanted in pattern.items():
        if key == "$or":
            if not any(matches(choice, event) for choice in wanted):
                return False
        elif isinstance(wanted, Mapping):
            if not matches(wanted, event[key]):
                return False
        elif event.get(key) not in wanted:
            return False
    return True
