"""Read what the public wrote since the last time, and tell of it."""

from collections.abc import Callable
from dataclasses import dataclass, field, replace
from datetime import datetime, timedelta
from enum import StrEnum
from uuid import uuid4

from beadle.domain.channels import Channel, ChannelCursor
from beadle.domain.comments import Comment, admit
from beadle.domain.errors import Contended, CredentialsRefused, MalformedInput, Postponed
from beadle.domain.hours import MonitoringHours, hours_of
from beadle.domain.ports import Bus, Calendar, Channels, Clock, CommentPage, Platforms, RoundTheClock, State
from beadle.events.comments import CommentEdited, CommentReceived, CommentSeen
from beadle.usecases.declare_emergency import conclude
from beadle.usecases.mind_channel import MindChannel

RESERVE = 15.0
"""Seconds that must be left to begin another page: enough to tell of one page and to store the cursor."""

TURN = 120
"""Seconds between two polls of the schedule."""

OUT_OF_HOURS = "outside monitoring hours"


class WokenBy(StrEnum):
    """What asked for a poll."""

    SCHEDULE = "schedule"  # the day's, in monitoring hours
    EMERGENCY_SCHEDULE = "emergency-schedule"  # round the clock, while it is switched on
    HAND = "hand"

    @classmethod
    def of(cls, word: str) -> "WokenBy":
        """Return what `word` spells; MalformedInput for any other word."""
        try:
            return cls(word)
        except ValueError:
            raise MalformedInput("request", [f"woken_by {word!r} is none of {', '.join(cls)}"]) from None


@dataclass(slots=True)
class PollReport:
    """What one poll came to."""

    told: dict[str, int] = field(default_factory=dict)  # comments by channel
    unfinished: list[str] = field(default_factory=list)  # channels whose reading goes on next time
    skipped: str = ""  # why nothing was read


@dataclass(frozen=True, slots=True)
class PollComments:
    """The poller's one verb."""

    clock: Clock
    calendar: Calendar
    hours: MonitoringHours
    channels: Channels
    platforms: Platforms
    bus: Bus
    state: State
    round_the_clock: RoundTheClock
    mind: MindChannel

    def __call__(self, woken_by: WokenBy, remaining: Callable[[], float]) -> PollReport:
        """Poll every active channel when it is time to.

        Args:
            woken_by: decides which hours hold.
            remaining: seconds until the process is stopped; reading ends before, and goes on at the next call.
        Raises:
            ExceptionGroup: of what went wrong, after every channel had its turn; nothing is lost by it.
        """
        everyone, rest = self._occasion(woken_by)
        channels = () if rest else self._in_turn()
        report = PollReport(skipped=OUT_OF_HOURS if channels and not everyone else rest)
        failures: list[Exception] = []
        for channel in channels:
            try:
                if everyone or self._is_watched(channel):
                    report.skipped = ""
                    self._poll(channel, remaining, report)
            except Exception as error:  # one channel's failure, whatever it is, must not cost the others their turn
                error.add_note(f"channel {channel.channel_id}")
                failures.append(error)
        if failures:
            # Kinds only: an error's own words may quote a resident, and these stand in the log.
            named = ", ".join(f"{error.__notes__[-1]} ({type(error).__name__})" for error in failures)
            raise ExceptionGroup(f"not read: {named}", failures)
        return report

    def _in_turn(self) -> tuple[Channel, ...]:
        """Return the channels, each time beginning with another: a pile-on at one must not always starve the others."""
        channels = self.channels.all()
        first = int(self.clock.now().timestamp() // TURN) % max(len(channels), 1)
        return channels[first:] + channels[:first]

    def _occasion(self, woken_by: WokenBy) -> tuple[bool, str]:
        """Return whether every channel is read, whatever its hours, and why none is, or nothing.

        Ends an emergency whose time has run out.
        """
        now = self.clock.now()
        emergency = self.state.emergency()
        is_on = emergency is not None and emergency.is_on(now)
        if emergency and not is_on and (emergency.ended_at is None or woken_by is WokenBy.EMERGENCY_SCHEDULE):
            # Either its time has run out, or whoever ended it died before the schedule that woke us was switched off.
            conclude(emergency, "beadle", now, self.state, self.round_the_clock, self.bus)
        if woken_by is WokenBy.HAND:
            return True, ""
        in_hours = self.hours.include(now, self.calendar.is_closed)
        if woken_by is WokenBy.SCHEDULE:
            return is_on and in_hours, ""
        if not is_on:
            return False, "no emergency is on"
        return True, "the day's schedule polls now" if in_hours else ""

    def _is_watched(self, channel: Channel) -> bool:
        return hours_of(channel, self.hours).include(self.clock.now(), self.calendar.is_closed)

    def _poll(self, channel: Channel, remaining: Callable[[], float], report: PollReport) -> None:
        if remaining() < RESERVE:
            report.unfinished.append(channel.channel_id)
            return
        now = self.clock.now()
        lease_until = now + timedelta(seconds=remaining())
        try:
            cursor = self.channels.lease(channel.channel_id, uuid4().hex, now, lease_until)
        except Contended:  # another poll has it
            report.unfinished.append(channel.channel_id)
            return
        try:
            self._read(channel, cursor, remaining, report)
        except (CredentialsRefused, Postponed, Contended) as error:  # the next call goes on from here
            report.unfinished.append(channel.channel_id)
            if not isinstance(error, Contended):
                self.mind.trouble(channel.channel_id, error)
        finally:
            self.channels.release(cursor)

    def _read(
        self, channel: Channel, cursor: ChannelCursor, remaining: Callable[[], float], report: PollReport
    ) -> None:
        now, platform = self.clock.now(), self.platforms.of(channel)
        for page in platform.comments(cursor.position):
            cursor = self._tell(page, cursor, now)
            report.told[channel.channel_id] = report.told.get(channel.channel_id, 0) + len(page.comments)
            if remaining() < RESERVE:
                report.unfinished.append(channel.channel_id)
                return
        self.mind.look_daily(channel, platform)

    def _tell(self, page: CommentPage, cursor: ChannelCursor, read_at: datetime) -> ChannelCursor:
        """Tell of a page, then store how far it came: the other way round, a stop between would lose the page."""
        if page.comments:
            self.bus.tell([_fact(replace(admit(comment), read_at=read_at)) for comment in page.comments])
        if page.position == cursor.position:
            return cursor
        advanced = ChannelCursor(cursor.channel_id, page.position, cursor.lease)
        self.channels.advance(advanced)
        return advanced


def _fact(comment: Comment) -> CommentSeen:
    return CommentEdited.of(comment) if comment.is_edited else CommentReceived.of(comment)
