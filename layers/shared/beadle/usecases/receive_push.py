"""Take in what a platform pushes: a second way in, of seconds instead of minutes.

The poller stays the safety net. It tells of every comment too, sooner or later, and the moderator knows a comment by
its id and its text, whoever tells of it: so what cannot be read now is left to the poller, and none counts twice.
"""

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, replace
from datetime import timedelta
from hashlib import sha256

from beadle.domain.channels import Channel
from beadle.domain.comments import Comment, admit
from beadle.domain.errors import PlatformRefused, Retryable
from beadle.domain.hours import MonitoringHours, hours_of
from beadle.domain.ports import Bus, Calendar, Channels, Clock, Platforms, State, Usage
from beadle.domain.pushes import Door, Knocks, Push
from beadle.events.comments import CommentEdited, CommentReceived, CommentSeen

FRESH = timedelta(hours=1)
"""How old a push may be: what is older was sent again, by the platform after an outage or by somebody else."""
REMEMBERED = timedelta(hours=2)
"""For how long a push is known again; longer than any is fresh."""
READ_AT_ONCE = 20
"""Comments of one push that are read; Meta may send a thousand together, and wants its answer in seconds."""
RESERVE = 8.0
"""Seconds that must be left to begin reading another comment."""
_ANY_NUMBER = 1_000_000


@dataclass(slots=True)
class PushReport:
    """What one push came to, in comments."""

    told: int = 0
    left: int = 0  # to the poller: out of hours, too many, or not to be read now
    late: int = 0
    nothing: int = 0  # gone, the council's own, or of no channel of ours
    others: int = 0  # changes of another kind
    repeated: bool = False


@dataclass(frozen=True, slots=True)
class ReceivePush:
    """The webhook's verbs."""

    clock: Clock
    calendar: Calendar
    hours: MonitoringHours
    channels: Channels
    platforms: Platforms
    state: State
    usage: Usage
    bus: Bus
    door: Door

    def challenged(self, query: Mapping[str, str]) -> str:
        """Answer the platform's handshake. NotGenuine."""
        return self.door.challenge(query)

    def pushed(self, body: bytes, headers: Mapping[str, str], remaining: Callable[[], float]) -> PushReport:
        """Tell of the comments of which a push tells.

        It is remembered only once it has been told of: a push whose telling failed comes again, and is welcome.

        Args:
            headers: names in lower case.
            remaining: seconds until the process is stopped.
        Raises:
            NotGenuine, MalformedInput: it is refused.
        """
        delivery = self.door.open(body, headers)
        report = PushReport(others=delivery.others)
        meter = f"push:{sha256(body).hexdigest()}"
        if self.usage.spent(meter):
            report.repeated = True
            return report
        facts = list(self._facts(_once_each(delivery.pushes), remaining, report))
        if facts:
            self.bus.tell(facts)
        report.told = len(facts)
        self.usage.spend(meter, 1, _ANY_NUMBER, self.clock.now() + REMEMBERED)
        return report

    def _facts(self, pushes: list[Push], remaining: Callable[[], float], report: PushReport) -> Iterator[CommentSeen]:
        now = self.clock.now()
        fresh = [push for push in pushes if push.at >= now - FRESH]
        report.late = len(pushes) - len(fresh)
        channels = {(channel.platform, channel.account): channel for channel in self.channels.all()} if fresh else {}
        for count, push in enumerate(fresh):
            channel = channels.get((push.platform, push.account))
            if channel is None:
                report.nothing += 1
            elif count >= READ_AT_ONCE or remaining() < RESERVE or not self._is_watched(channel):
                report.left += 1
            else:
                fact = self._read(push, channel, report)
                if fact is not None:
                    yield fact

    def _is_watched(self, channel: Channel) -> bool:
        """Whether its comments are to be told of now (clauses HR01, HR03)."""
        now = self.clock.now()
        emergency = self.state.emergency()
        if emergency is not None and emergency.is_on(now):
            return True
        try:
            return hours_of(channel, self.hours).include(now, self.calendar.is_closed)
        except ValueError:  # hours that cannot be read: the poller says so
            return False

    def _read(self, push: Push, channel: Channel, report: PushReport) -> CommentSeen | None:
        try:
            platform = self.platforms.of(channel)
            comment = platform.comment(push.comment_id, push.post_id) if isinstance(platform, Knocks) else None
        except (Retryable, PlatformRefused):  # the poller will meet it too, and say what is wrong
            report.left += 1
            return None
        if comment is None:
            report.nothing += 1
            return None
        now = self.clock.now()
        read: Comment = replace(admit(comment), read_at=now)
        if push.is_edited:
            return CommentEdited.of(replace(read, edited_at=max(push.at, read.posted_at)))
        return CommentReceived.of(read)


def _once_each(pushes: tuple[Push, ...]) -> list[Push]:
    """Return each comment's last push: it is read as it stands now, however often it was changed."""
    return list({push.comment_id: push for push in pushes}.values())
