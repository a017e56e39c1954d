"""What each function is told by its environment: one frozen class a function, read once.

A missing or unreadable variable is not met one at a time: all of them are named in one error, with what each is for.
"""

import os
from collections.abc import Callable, Mapping
from dataclasses import MISSING, dataclass, field, fields
from datetime import date
from typing import Any, Self

from beadle.domain.errors import SettingsMissing

SUBDIVISIONS = {"ENG": "England", "WLS": "Wales", "SCT": "Scotland", "NIR": "Northern Ireland"}


def _days(text: str) -> frozenset[date]:
    return frozenset(date.fromisoformat(day.strip()) for day in text.split(",") if day.strip())


def _flag(text: str) -> bool:
    if text not in ("true", "false"):
        raise ValueError("is neither true nor false")
    return text == "true"


def _subdivision(text: str) -> str:
    if text not in SUBDIVISIONS:
        raise ValueError(f"is none of {', '.join(SUBDIVISIONS)}")
    return text


def _text(text: str) -> str:
    if not text.strip():
        raise ValueError("is empty")
    return text


def _variable(name: str, meaning: str, read: Callable[[str], Any] = _text, default: Any = MISSING) -> Any:
    return field(default=default, metadata={"name": name, "meaning": meaning, "read": read})


@dataclass(frozen=True, kw_only=True)
class Settings:
    """Root of the settings classes."""

    @classmethod
    def from_environment(cls, environment: Mapping[str, str] = os.environ) -> Self:
        """Return the settings that `environment` holds; SettingsMissing names everything that is wrong with it."""
        values: dict[str, Any] = {}
        problems: list[str] = []
        for item in fields(cls):
            name, meaning, read = (item.metadata[key] for key in ("name", "meaning", "read"))
            if name not in environment:
                if item.default is MISSING:
                    problems.append(f"{name} is missing ({meaning})")
                continue
            try:
                values[item.name] = read(environment[name])
            except ValueError as error:
                problems.append(f"{name} {error} ({meaning})")
        if problems:
            raise SettingsMissing("environment", problems)
        return cls(**values)


@dataclass(frozen=True, kw_only=True)
class BusSettings(Settings):
    """Every function tells."""

    bus: str = _variable("BEADLE_BUS_NAME", "name of the EventBridge bus")


@dataclass(frozen=True, kw_only=True)
class RetentionSettings(Settings):
    """Functions that write what is deleted after a while."""

    retention_days: int = _variable("BEADLE_RETENTION_DAYS", "days until evidence is deleted", int, 365)


@dataclass(frozen=True, kw_only=True)
class AccountSettings(BusSettings):
    """Functions that speak to platforms."""

    channels_table: str = _variable("BEADLE_CHANNELS_TABLE", "table of the council's accounts")
    usage_table: str = _variable("BEADLE_USAGE_TABLE", "table of what was used of the platforms' allowances")
    tokens_secret: str = _variable("BEADLE_TOKENS_SECRET", "secret with the platforms' tokens")


@dataclass(frozen=True, kw_only=True)
class PlatformSettings(RetentionSettings, AccountSettings):
    """Those of them that ask an officer for what an account lacks."""

    tasks_table: str = _variable("BEADLE_TASKS_TABLE", "table of officers' tasks")


@dataclass(frozen=True, kw_only=True)
class HoursSettings(Settings):
    """Functions that keep hours."""

    state_table: str = _variable("BEADLE_STATE_TABLE", "table of what holds for the whole council")
    subdivision: str = _variable(
        "BEADLE_BANK_HOLIDAYS", f"whose bank holidays: {', '.join(SUBDIVISIONS)}", _subdivision, "ENG"
    )
    closure_days: frozenset[date] = _variable(
        "BEADLE_CLOSURE_DAYS", "further closed days, YYYY-MM-DD, comma between", _days, frozenset()
    )


@dataclass(frozen=True, kw_only=True)
class EvidenceSettings(RetentionSettings):
    """Functions that read or write evidence, and follow the policy."""

    policies_table: str = _variable("BEADLE_POLICIES_TABLE", "table of the policy's versions")
    comments_table: str = _variable("BEADLE_COMMENTS_TABLE", "table of comments, judgements and actions")


@dataclass(frozen=True, kw_only=True)
class QueueSettings(Settings):
    """Functions that stand behind a queue."""

    dead_letters: str = _variable("BEADLE_DEAD_LETTERS_URL", "address of the function's dead-letter queue")


@dataclass(frozen=True, kw_only=True)
class PollerSettings(HoursSettings, PlatformSettings):
    """The poller's."""

    emergency_schedule: str = _variable("BEADLE_EMERGENCY_SCHEDULE", "name of the round-the-clock schedule")


@dataclass(frozen=True, kw_only=True)
class WebhookSettings(HoursSettings, AccountSettings):
    """The webhook's."""


@dataclass(frozen=True, kw_only=True)
class ModeratorSettings(EvidenceSettings, QueueSettings, BusSettings):
    """The moderator's."""

    strikes_table: str = _variable("BEADLE_STRIKES_TABLE", "table of strikes")


@dataclass(frozen=True, kw_only=True)
class EnforcerSettings(EvidenceSettings, PlatformSettings, QueueSettings):
    """The enforcer's."""

    strikes_table: str = _variable("BEADLE_STRIKES_TABLE", "table of strikes")
    automatic_sanctions: bool = _variable(
        "BEADLE_AUTOMATIC_SANCTIONS", "block without asking an officer: true or false", _flag, False
    )


@dataclass(frozen=True, kw_only=True)
class SchedulerSettings(HoursSettings, PlatformSettings):
    """The scheduler's."""

    posts_table: str = _variable("BEADLE_POSTS_TABLE", "table of the council's posts")


@dataclass(frozen=True, kw_only=True)
class CorrectionSettings(EvidenceSettings, PlatformSettings, QueueSettings):
    """The correction function's."""

    posts_table: str = _variable("BEADLE_POSTS_TABLE", "table of the council's posts")
    corrections_table: str = _variable("BEADLE_CORRECTIONS_TABLE", "register of corrections")


@dataclass(frozen=True, kw_only=True)
class EmergencySettings(HoursSettings, PlatformSettings):
    """The emergency function's."""

    posts_table: str = _variable("BEADLE_POSTS_TABLE", "table of the council's posts")
    emergency_schedule: str = _variable("BEADLE_EMERGENCY_SCHEDULE", "name of the round-the-clock schedule")
