"""Notice what keeps a channel from working, or soon will, and ask an officer once for each such need."""

from dataclasses import dataclass
from datetime import timedelta

from beadle.domain.channels import Channel
from beadle.domain.errors import (
    AllowanceSpent,
    CredentialsRefused,
    NotFound,
    NotPossibleHere,
    OfficerAwaited,
    PlatformRefused,
    Postponed,
)
from beadle.domain.ports import Channels, Platform, Standing, Usage
from beadle.domain.tasks import OfficerTask, TaskKind, TaskStatus
from beadle.usecases.ask_officer import AskOfficer

NOTICE = timedelta(days=7)
"""How long before a token runs out an officer is asked for another."""

TAKING_UP = timedelta(minutes=6)
"""A little longer than functions that are running go on with a token that was replaced."""

LOOKING_AGAIN = timedelta(minutes=10)
"""After this long it is tried again whether the officer has done it; and a task as old as this was surely told of."""


@dataclass(frozen=True, slots=True)
class MindChannel:
    """Each need becomes one task, however often it is met, until its cause is another.

    A task that an officer closed although the need goes on is asked for again, once a day.
    """

    channels: Channels
    usage: Usage
    ask: AskOfficer

    def trouble(self, channel_id: str, error: CredentialsRefused | Postponed) -> None:
        """Ask for what an error shows to be missing; nothing for a platform that only asks to wait."""
        if isinstance(error, CredentialsRefused):
            channel = self.channels.get(channel_id)
            given_at = channel.token_given_at
            if given_at is not None and self.ask.clock.now() - given_at < TAKING_UP:
                return  # it may be the old one that was refused
            self._ask(
                channel_id,
                f"token:{channel_id}:{_given(channel)}",
                f"Renew the token of {channel_id}",
                f"{str(error).rstrip('.')}. What waits for it is kept, and goes on by itself within a quarter of an "
                "hour of the new token.",
                urgent=True,
            )
        elif isinstance(error, AllowanceSpent):
            self._ask(
                channel_id,
                f"allowance:{channel_id}:{error.meter}",
                f"An allowance of {channel_id} is used up",
                f"{error}. What waits for it is kept, and goes on by itself in {_words(error.retry_after)}. "
                "Until then, look at the channel by hand, or raise the limit.",
                urgent=True,
            )

    def awaited(self, channel_id: str, error: CredentialsRefused) -> CredentialsRefused | OfficerAwaited:
        """Ask for a token, and return what is to be raised: of a channel that is read no more, what there was."""
        if not self.channels.get(channel_id).active:
            return error
        self.trouble(channel_id, error)
        return OfficerAwaited(str(error), LOOKING_AGAIN.total_seconds())

    def look_daily(self, channel: Channel, platform: Platform) -> None:
        """Once a day, ask the platform how the account stands, and an officer for what it lacks.

        Raises what `Platform.standing` does; then it is looked at again the next time.
        """
        now = self.ask.clock.now()
        meter = f"standing:{channel.channel_id}:{now.date().isoformat()}"
        if self.usage.spent(meter):
            return
        try:
            standing = platform.standing()
        except CredentialsRefused:
            raise
        except (PlatformRefused, NotPossibleHere) as error:
            self._ask(
                channel.channel_id,
                f"standing:{channel.channel_id}:{_given(channel)}",
                f"Nobody knows how {channel.channel_id} stands",
                f"{str(error).rstrip('.')}. Look on the platform whether the account and its permissions are in order.",
            )
            standing = Standing(channel.name, channel.service_url)
        if standing.missing_permissions:
            missing = ", ".join(sorted(standing.missing_permissions))
            self._ask(
                channel.channel_id,
                f"permissions:{channel.channel_id}:{_given(channel)}",
                f"{channel.channel_id} lacks permissions",
                f"The token of {standing.name} ({standing.url}) lacks: {missing}. Grant them on the platform, or make "
                f"another token with them and give it with: beadle channels add {channel.channel_id}",
            )
        expires_at = standing.token_expires_at
        if expires_at is not None and expires_at - now <= NOTICE:
            self._ask(
                channel.channel_id,
                f"token-expiry:{channel.channel_id}:{expires_at.date().isoformat()}",
                f"The token of {channel.channel_id} runs out soon",
                f"It runs out on {expires_at:%d %B %Y at %H:%M} UTC. Make another and give it with: "
                f"beadle channels add {channel.channel_id}",
            )
        self.usage.spend(meter, 1, LOOKS, now + timedelta(days=2))

    def _ask(self, channel_id: str, task_id: str, title: str, instructions: str, *, urgent: bool = False) -> None:
        now = self.ask.clock.now()
        for candidate in (task_id, f"{task_id}:{now.date().isoformat()}"):
            standing = self._standing(candidate)
            if standing is None or (standing.status is TaskStatus.OPEN and now - standing.created_at < LOOKING_AGAIN):
                self.ask(
                    OfficerTask(
                        candidate, TaskKind.BY_HAND, title, instructions, now, channel_id=channel_id, urgent=urgent
                    )
                )
                return
            if standing.status is TaskStatus.OPEN:
                return

    def _standing(self, task_id: str) -> OfficerTask | None:
        try:
            return self.ask.tasks.get(task_id)
        except NotFound:
            return None


LOOKS = 1_000
"""More than anybody looks in a day: the meter only says whether somebody did."""


def _given(channel: Channel) -> str:
    """Return what tells one token of a channel from the next, and nothing of the token itself."""
    return channel.token_given_at.isoformat() if channel.token_given_at else "first"


def _words(seconds: float) -> str:
    hours = seconds / 3600
    return (
        f"{seconds / 60:.0f} minutes" if hours < 2 else f"{hours:.0f} hours" if hours < 48 else f"{hours / 24:.0f} days"
    )
