"""What a function is told by its environment."""

from datetime import date

import pytest

from beadle.domain.errors import SettingsMissing
from beadle.settings import (
    CorrectionSettings,
    EmergencySettings,
    EnforcerSettings,
    ModeratorSettings,
    PollerSettings,
    SchedulerSettings,
    Settings,
    WebhookSettings,
)

ALL = [
    PollerSettings,
    WebhookSettings,
    ModeratorSettings,
    EnforcerSettings,
    SchedulerSettings,
    CorrectionSettings,
    EmergencySettings,
]
POLLER = {
    "BEADLE_BUS_NAME": "bus",
    "BEADLE_CHANNELS_TABLE": "channels",
    "BEADLE_USAGE_TABLE": "usage",
    "BEADLE_TOKENS_SECRET": "tokens",
    "BEADLE_STATE_TABLE": "state",
    "BEADLE_TASKS_TABLE": "tasks",
    "BEADLE_POLICIES_TABLE": "policies",
    "BEADLE_EMERGENCY_SCHEDULE": "schedule",
}


@pytest.mark.parametrize("kind", ALL, ids=lambda kind: kind.__name__)
def test_every_missing_variable_is_named_at_once_with_what_it_is_for(kind: type[Settings]) -> None:
    with pytest.raises(SettingsMissing) as raised:
        kind.from_environment({})

    problems = raised.value.problems
    assert len(problems) >= 4
    assert all(problem.startswith("BEADLE_") and " is missing (" in problem for problem in problems)
    assert any("BEADLE_BUS_NAME" in problem for problem in problems)


def test_defaults_stand_where_nothing_is_said() -> None:
    settings = PollerSettings.from_environment(POLLER)

    assert (settings.subdivision, settings.closure_days) == ("ENG", frozenset())


def test_what_is_said_is_read() -> None:
    said = {"BEADLE_BANK_HOLIDAYS": "SCT", "BEADLE_CLOSURE_DAYS": "2026-12-29, 2026-12-30"}

    settings = PollerSettings.from_environment(POLLER | said)

    assert settings.subdivision == "SCT"
    assert settings.closure_days == {date(2026, 12, 29), date(2026, 12, 30)}


def test_missing_and_unreadable_variables_are_named_together() -> None:
    environment = {
        "BEADLE_AUTOMATIC_SANCTIONS": "yes",
        "BEADLE_RETENTION_DAYS": "a year",
        "BEADLE_BUS_NAME": " ",
    }

    with pytest.raises(SettingsMissing) as raised:
        EnforcerSettings.from_environment(environment)

    text = str(raised.value)
    assert "BEADLE_AUTOMATIC_SANCTIONS is neither true nor false" in text
    assert "BEADLE_RETENTION_DAYS invalid literal" in text
    assert "BEADLE_BUS_NAME is empty" in text
    assert "BEADLE_TASKS_TABLE is missing" in text


@pytest.mark.parametrize(
    ("name", "value"),
    [("BEADLE_BANK_HOLIDAYS", "FRA"), ("BEADLE_CLOSURE_DAYS", "29/12/2026"), ("BEADLE_STATE_TABLE", "")],
)
def test_an_unreadable_variable_says_what_it_is_for(name: str, value: str) -> None:
    with pytest.raises(SettingsMissing, match=rf"{name} .*\("):
        PollerSettings.from_environment(POLLER | {name: value})
