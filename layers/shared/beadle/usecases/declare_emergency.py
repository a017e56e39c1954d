"""Declare and end an emergency, and hold or release every scheduled post. By hand only (clause HR03)."""

from dataclasses import dataclass
from datetime import datetime, timedelta

from beadle.domain.emergencies import Emergency, Pause
from beadle.domain.errors import MalformedInput, NotAllowedNow, NotFound
from beadle.domain.hours import LONDON
from beadle.domain.ports import Bus, Clock, RoundTheClock, State
from beadle.events.emergencies import EmergencyDeclared, EmergencyEnded, PublishingPaused, PublishingResumed

LONGEST = timedelta(days=31)
"""No declaration lasts longer: one that was forgotten must not keep officers' channels polled for good."""


@dataclass(frozen=True, slots=True)
class DeclareEmergency:
    """The emergency function's verbs, but for publishing now, which is the scheduler's."""

    clock: Clock
    state: State
    round_the_clock: RoundTheClock
    bus: Bus

    def declare(self, emergency_id: str, reason: str, by: str, until: datetime) -> Emergency:
        """Start monitoring day and night until `until`, an aware instant.

        Repeating a declaration whose process died half-way completes it.
        Raises MalformedInput for an end that is past or too far, NotAllowedNow while another emergency is on.
        """
        now = self.clock.now()
        if not now < until <= now + LONGEST:
            raise MalformedInput("emergency", [f"until must lie after now and within {LONGEST.days} days"])
        last = self.state.emergency()
        if last is not None and last.emergency_id != emergency_id and last.is_over(now):
            # Its place is about to be taken: whoever ended it may have died before telling.
            conclude(last, by, now, self.state, self.round_the_clock, self.bus)
        emergency = self.state.declare(Emergency(emergency_id, reason, by, now, until))
        if emergency.emergency_id != emergency_id:
            ends = f"{emergency.until.astimezone(LONDON):%a %d %b %Y %H:%M}, by London's clock"
            raise NotAllowedNow(f"emergency {emergency.emergency_id} is on until {ends}: end it first")
        if not emergency.is_on(now):
            raise NotAllowedNow(f"emergency {emergency_id} is over: declare a new one under another id")
        self.round_the_clock.switch(True)
        self.bus.tell(
            [EmergencyDeclared(emergency_id, emergency.reason, emergency.declared_by, emergency.until)],
        )
        return emergency

    def end(self, by: str) -> Emergency:
        """End the emergency that is on, or complete an end whose process died half-way. NotFound when none ever was."""
        emergency = self.state.emergency()
        if emergency is None:
            raise NotFound("no emergency was declared")
        return conclude(emergency, by, self.clock.now(), self.state, self.round_the_clock, self.bus)

    def pause(self, reason: str, by: str) -> Pause:
        """Hold every scheduled post."""
        pause = self.state.set_pause(Pause(reason, by, self.clock.now()))
        self.bus.tell([PublishingPaused(pause.reason, pause.paused_by, pause.paused_at)])
        return pause

    def resume(self, by: str) -> None:
        """Release them; those whose time has passed go out at the next tick."""
        self.state.clear_pause()
        self.bus.tell([PublishingResumed(by, self.clock.now())])


def conclude(
    emergency: Emergency, by: str, at: datetime, state: State, round_the_clock: RoundTheClock, bus: Bus
) -> Emergency:
    """Record that an emergency is over, tell, and switch its schedule off; each may be repeated.

    The schedule goes last: as long as it is on, its next tick finds an end that was not told, and tells it.
    """
    ended = state.end_emergency(emergency.emergency_id, by, at)
    bus.tell([EmergencyEnded(ended.emergency_id, ended.ended_by, ended.ended_at or at)])
    round_the_clock.switch(False)
    latest = state.emergency()
    if latest is not None and latest.is_on(at):  # another was declared meanwhile, and may have been switched off by us
        round_the_clock.switch(True)
    return ended
