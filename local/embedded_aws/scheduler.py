"""EventBridge Scheduler's ticker: zone-aware, to the second, and an at() fires once however often AWS restarts."""

import json
import logging
import os
import threading
import uuid
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from datetime import UTC, datetime
from pathlib import Path
from typing import Any
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

from local.embedded_aws import clock, occurrences
from local.embedded_aws.mending import Mend, ministack

TICK_SECONDS = 0.25
Schedule = dict[str, Any]

_log = logging.getLogger(__name__)


class FiredOnce:
    """Which at() schedules have fired, on disk before they fire: at most once, whenever the process dies."""

    def __init__(self, path: Path) -> None:
        self._path = path
        self._fired: set[str] = set(json.loads(path.read_text())) if path.exists() else set()

    def add(self, schedule: Schedule) -> bool:
        """Record that this schedule fires now; False when it has fired before."""
        key = _identity(schedule)
        if key in self._fired:
            return False
        self._fired.add(key)
        self._write()
        return True

    def keep_only(self, schedules: Iterable[Schedule]) -> None:
        """Forget the schedules that are gone, so that one made anew under an old name fires again."""
        if gone := self._fired - {_identity(schedule) for schedule in schedules}:
            self._fired -= gone
            self._write()

    def _write(self) -> None:
        draft = self._path.with_suffix(".draft")
        draft.write_text(json.dumps(sorted(self._fired)))
        draft.replace(self._path)


def _identity(schedule: Schedule) -> str:
    return "|".join(str(schedule.get(part, "")) for part in ("Arn", "ScheduleExpression", "ScheduleExpressionTimezone"))


class Ticker:
    """Fires each enabled schedule that became due since the tick before.

    It remembers nothing of a schedule but that an at() has fired: a change of a schedule holds from the next tick.
    """

    def __init__(self, fired: FiredOnce) -> None:
        self._fired = fired
        self._before = _instant(clock.now())

    def tick(self) -> None:
        """Fire what is due."""
        now = _instant(clock.now())
        schedules = ministack("services.scheduler")._schedules._data
        self._fired.keep_only(list(schedules.values()))
        for key, schedule in list(schedules.items()):
            try:
                self._consider(key, schedule, now)
            except (occurrences.ExpressionInvalid, ZoneInfoNotFoundError) as error:
                _log.error("schedule %s never fires: %s", schedule.get("Name"), error)
            except Exception:
                _log.exception("schedule %s could not be fired", schedule.get("Name"))
        self._before = max(now, self._before)

    def _consider(self, key: tuple[str, str, str], schedule: Schedule, now: datetime) -> None:
        if schedule.get("State") != "ENABLED":
            return
        zone = ZoneInfo(schedule.get("ScheduleExpressionTimezone") or "UTC")
        expression = schedule["ScheduleExpression"]
        start, end = _edge(schedule.get("StartDate")), _edge(schedule.get("EndDate"))
        once = occurrences.at_instant(expression, zone)
        if once:
            due = once if once <= now and self._fired.add(schedule) else None
        else:
            anchor = start or _instant(schedule["CreationDate"])
            due = occurrences.latest(expression, zone, self._before, now, anchor)
        if due and not (start and due < start) and not (end and due > end):
            fire(key, schedule, due)
        if (once and once <= now) or (end and now > end):
            self._complete(key, schedule)

    @staticmethod
    def _complete(key: tuple[str, str, str], schedule: Schedule) -> None:
        if schedule.get("ActionAfterCompletion") == "DELETE":
            ministack("services.scheduler")._schedules._data.pop(key, None)


def fire(key: tuple[str, str, str], schedule: Schedule, due: datetime) -> None:
    """Send the schedule's target its input; `due` is the instant that the schedule names."""
    account, region, _name = key
    event = {
        "EventId": str(uuid.uuid4()),
        "Source": "aws.scheduler",
        "DetailType": "Scheduled Event",
        "Detail": "{}",
        "Time": int(due.timestamp()),
        "Resources": [schedule["Arn"]],
        "Account": account,
        "Region": region,
    }
    target = dict(schedule["Target"])
    if "Input" in target:
        target["Input"] = _with_context(target["Input"], schedule, event["EventId"], due)
    _log.info("schedule %s is due at %s", schedule.get("Name"), due.isoformat())
    with _scope(account, region):
        ministack("services.eventbridge")._invoke_target(target, event, schedule)


def _with_context(text: str, schedule: Schedule, execution: Any, due: datetime) -> str:
    """Fill in what Scheduler calls context attributes."""
    attributes = {
        "schedule-arn": schedule["Arn"],
        "scheduled-time": due.strftime("%Y-%m-%dT%H:%M:%SZ"),
        "execution-id": execution,
        "attempt-number": "1",
    }
    for name, value in attributes.items():
        text = text.replace(f"<aws.scheduler.{name}>", value)
    return text


@contextmanager
def _scope(account: str, region: str) -> Iterator[None]:
    responses = ministack("core.responses")
    before = responses.get_account_id(), responses.get_region()
    responses.set_request_account_id(account)
    responses.set_request_region(region)
    try:
        yield
    finally:
        responses.set_request_account_id(before[0])
        responses.set_request_region(before[1])


def _instant(seconds: float) -> datetime:
    return datetime.fromtimestamp(seconds, tz=UTC)


def _edge(value: float | str | None) -> datetime | None:
    seconds = ministack("services.scheduler")._to_epoch(value)
    return None if seconds is None else _instant(seconds)


def _loop(ticker: Ticker, stopped: threading.Event) -> Callable[[], None]:
    def run() -> None:
        while not stopped.wait(TICK_SECONDS):
            try:
                ticker.tick()
            except Exception:
                _log.exception("the scheduler's tick failed")

    return run


def mends(state_dir: Path, stopped: threading.Event) -> list[Mend]:
    """Return what is replaced; `stopped` ends the ticker."""
    os.makedirs(state_dir, exist_ok=True)

    def ticker_loop(_original: object) -> Callable[[], None]:
        return _loop(Ticker(FiredOnce(state_dir / "schedules-fired.json")), stopped)

    return [
        Mend("services.scheduler", "_now", "creation dates come from the clock that can be set", lambda _: clock.now),
        Mend(
            "services.scheduler",
            "_ticker_loop",
            "no time zones; a sweep every 10 s; at() fires again after a restart",
            ticker_loop,
        ),
    ]
