"""Publish approved posts when they are due: exactly once, and outside monitoring hours (clause HR02)."""

from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import datetime, timedelta

from beadle.domain.errors import Contended, CredentialsRefused, NotAllowedNow, NotFound, Postponed, Rejected
from beadle.domain.hours import MonitoringHours, hours_of
from beadle.domain.ports import Bus, Calendar, Channels, Clock, Platforms, Posts, State
from beadle.domain.posts import Post, PostStatus, PublishedRef
from beadle.events.posts import PostFailed, PostPublished
from beadle.usecases.mind_channel import LOOKING_AGAIN, MindChannel

LEASE = timedelta(minutes=5)
"""How long a claimed post belongs to whoever claimed it; longer than the function may run, so that a post whose lease
ran out belongs to a process that is dead."""

LAST_ATTEMPT = 20
"""After so many attempts a post counts as failed, and an officer decides."""

RESERVE = 15.0
"""Seconds that must be left to begin another post."""


@dataclass(frozen=True, slots=True)
class PublishDuePosts:
    """The scheduler's verb, and the emergency function's "publish now"."""

    clock: Clock
    calendar: Calendar
    hours: MonitoringHours
    posts: Posts
    channels: Channels
    platforms: Platforms
    state: State
    bus: Bus
    mind: MindChannel

    def __call__(self, remaining: Callable[[], float]) -> int:
        """Bring every post that is due one step on and return how many ended.

        Args:
            remaining: seconds until the process is stopped.
        Raises:
            ExceptionGroup: of what went wrong, after every post had its turn; each will be tried again.
        """
        now = self.clock.now()
        if self.state.pause() is not None:
            return 0
        emergency = self.state.emergency()
        at_any_time = emergency is not None and emergency.is_on(now)
        ended = 0
        failures: list[Exception] = []
        for post in self.posts.waiting(now):
            if remaining() < RESERVE:
                break
            try:
                if at_any_time or self._may(post, now):
                    ended += self._advance(post)
            except (Contended, Postponed, CredentialsRefused):
                continue  # another process is at it, the platform asks to wait, or an officer was asked for a token
            except Exception as error:  # one post's failure must not hold up the others
                error.add_note(f"post {post.post_id}")
                failures.append(error)
        if failures:
            raise ExceptionGroup(f"{len(failures)} posts could not be brought on", failures)
        return ended

    def now(self, post_id: str, by: str) -> Post:
        """Publish one post at once, whatever the hour and the pause; a draft is approved by whoever asks.

        Repeating it publishes nothing twice. NotFound; NotAllowedNow for a post that was retracted or refused.
        """
        post = self.posts.get(post_id)
        if post.status is PostStatus.DRAFT:
            post = self.posts.approve(post_id, by, self.clock.now())
        if post.status in (PostStatus.RETRACTED, PostStatus.FAILED):
            why = f" ({post.failure})" if post.failure else ""
            raise NotAllowedNow(f"post {post_id} is {post.status.value}{why}: import it again under another id")
        self._advance(post)
        return self.posts.get(post_id)

    def _may(self, post: Post, now: datetime) -> bool:
        """Whether a post may go out now: outside the hours in which its channel is watched, if it has any such time."""
        if post.any_time or post.status is not PostStatus.APPROVED:
            return True
        try:
            hours = hours_of(self.channels.get(post.channel_id), self.hours)
        except NotFound:
            return True  # it cannot be published, and says so
        return hours.are_always or not hours.include(now, self.calendar.is_closed)

    def _advance(self, post: Post) -> int:
        if post.status not in (PostStatus.PUBLISHED, PostStatus.FAILED):
            now = self.clock.now()
            post = self._publish(self.posts.claim(post, now, now + LEASE))
        self.bus.tell([_fact(post)])
        self.posts.told(post)
        return 1

    def _publish(self, post: Post) -> Post:
        """Publish a claimed post and record how it ended. The adapter makes it once: it looks for its own first."""
        if post.attempts > LAST_ATTEMPT:  # none of them lived to say how it ended
            return self._end(post, failure=_gave_up(LAST_ATTEMPT, "each broke off"))
        try:
            ref = self.platforms.of(self.channels.get(post.channel_id)).publish(post)
        except (CredentialsRefused, Postponed) as error:
            wait = timedelta(seconds=error.retry_after) if isinstance(error, Postponed) else LOOKING_AGAIN
            self.posts.release(post, self.clock.now() + wait, counts=False)
            self.mind.trouble(post.channel_id, error)
            raise
        except Exception as error:
            if isinstance(error, Rejected):
                return self._end(post, failure=str(error))
            if post.attempts < LAST_ATTEMPT:
                self.posts.release(post, self.clock.now() + _pause(post.attempts))
                raise
            return self._end(post, failure=_gave_up(post.attempts, str(error)))
        return self._end(post, ref)

    def _end(self, post: Post, ref: PublishedRef | None = None, failure: str = "") -> Post:
        if ref is None:
            ended = replace(post, status=PostStatus.FAILED, failure=failure)
        else:
            ended = replace(post, status=PostStatus.PUBLISHED, ref=ref, published_at=self.clock.now())
        self.posts.finish(ended)
        return ended


def _gave_up(attempts: int, why: str) -> str:
    return f"gave up after {attempts} attempts, of which one may have taken effect: {why}"


def _pause(attempts: int) -> timedelta:
    return timedelta(minutes=min(2 ** max(attempts - 1, 0), 15))


def _fact(post: Post) -> PostPublished | PostFailed:
    if post.status is PostStatus.FAILED or post.ref is None:
        return PostFailed(post.post_id, post.channel_id, post.failure)
    at: datetime = post.published_at or post.publish_at
    return PostPublished(post.post_id, post.channel_id, post.ref.native_id, post.ref.url, at)
