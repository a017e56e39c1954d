"""Where use cases and adapters meet. A use case asks for these; `wiring.py` decides who answers.

Every port has an adapter under `beadle/adapters/` and an in-memory one in `tests/fakes.py`, held to one contract test.
Whatever reaches outside may raise a `Retryable`; each method names only what it raises besides.
"""

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any, ClassVar, Protocol

from beadle.domain.actions import Action
from beadle.domain.channels import Capability, Channel, ChannelCursor
from beadle.domain.comments import Comment, Visibility
from beadle.domain.corrections import Correction
from beadle.domain.emergencies import Emergency, Pause
from beadle.domain.histories import History, Trace
from beadle.domain.judgements import Judgement, Rulebook
from beadle.domain.posts import Post, PublishedRef
from beadle.domain.strikes import RecordedStrike
from beadle.domain.tasks import OfficerTask, TaskStatus


class Clock(Protocol):
    """The time."""

    def now(self) -> datetime:
        """Return the present instant, aware, in UTC."""


class Calendar(Protocol):
    """The council's closed days."""

    def is_closed(self, day: date) -> bool:
        """Whether the council is closed on `day` for a bank holiday or by its own decision; weekends are not asked."""


class Telling(Protocol):
    """A fact that can travel; see `beadle.events.fact.Fact`."""

    SOURCE: ClassVar[str]

    def to_detail(self) -> dict[str, Any]:
        """Return the fact as JSON's own types."""


class Bus(Protocol):
    """Where facts are told."""

    def tell(self, facts: Sequence[Telling]) -> None:
        """Return once the bus has accepted every fact, in order of batches; raises a Retryable otherwise.

        After an error some facts may have been accepted: telling all of them again is always safe.
        """


@dataclass(frozen=True, slots=True)
class RecordedComment:
    """A comment as it was, with its judgement: the evidence."""

    comment: Comment
    judgement: Judgement


def newest(revisions: Sequence[RecordedComment]) -> RecordedComment:
    """Return the revision that was to be seen last, whichever was judged last; ValueError when there is none."""
    return max(reversed(revisions), key=lambda recorded: recorded.comment.seen_at)


class Comments(Protocol):
    """Evidence: every revision of every comment with its judgement, and what was done about it."""

    def record(self, comment: Comment, judgement: Judgement) -> RecordedComment:
        """Record a revision once and return what stands there: on a repetition the standing judgement, not this one.

        Of the council's own post above it, only as much is kept as tells which one it was.
        """

    def rejudge(self, comment: Comment, judgement: Judgement) -> None:
        """Put an officer's judgement in place of a machine's; the machine's stays beside it. NotFound."""

    def revisions(self, comment_id: str) -> tuple[RecordedComment, ...]:
        """Return all recorded revisions, in the order in which they were first judged; empty when there is none."""

    def list(self) -> Iterator[RecordedComment]:
        """Yield every recorded revision of every comment, in no order; it reads all that there is."""

    def actions(self, comment_id: str) -> tuple[Action, ...]:
        """Return everything done about the comment, oldest first."""

    def action(self, comment_id: str, action_id: str) -> Action | None:
        """Return one action, read consistently."""

    def begin(self, action: Action) -> None:
        """Record that an action is being started. AlreadyExists when it was begun before."""

    def finish(self, action: Action) -> None:
        """Record how an action ended, whether or not it was begun."""


class Histories(Protocol):
    """The last comments of each author, bounded."""

    def record(self, author_id: str, trace: Trace) -> History:
        """Add `trace` unless its comment is there already, and return the whole history, its own trace included."""


class Strikes(Protocol):
    """One strike a comment, by author."""

    def add(self, strike: RecordedStrike) -> None:
        """Record the strike once; AlreadyExists when this comment has already cost its author one."""

    def of(self, author_id: str) -> tuple[RecordedStrike, ...]:
        """Return every strike of the author's, read consistently, withdrawn and expired ones included."""

    def withdraw(self, author_id: str, comment_id: str, by: str, reason: str) -> None:
        """Stop the strike from counting. NotFound; withdrawing twice keeps the first withdrawal."""


class Posts(Protocol):
    """The council's posts."""

    def add(self, post: Post) -> None:
        """Record a new post; the same again is nothing. AlreadyExists when its id is taken by another text."""

    def get(self, post_id: str) -> Post:
        """Return the post, read consistently. NotFound."""

    def list(self) -> Iterator[Post]:
        """Yield every post, in no order."""

    def approve(self, post_id: str, by: str, at: datetime) -> Post:
        """Mark a draft approved. NotFound; NotAllowedNow when it is neither draft nor approved."""

    def waiting(self, at: datetime) -> Iterator[Post]:
        """Yield the posts with work left that is due at `at`.

        These are approved ones whose time has come, those being published whose lease has run out, and those that
        were published or failed but not yet told. What is read may lag behind: `claim` decides.
        """

    def claim(self, post: Post, at: datetime, lease_until: datetime) -> Post:
        """Take an approved post, or one whose lease ran out, for publishing.

        Returns it so, with one more attempt. Contended when somebody else has it, or when it changed since it was read.
        """

    def finish(self, post: Post) -> None:
        """Record the end of a claimed post (published or failed), still to be told. Contended when not claimed."""

    def told(self, post: Post) -> None:
        """Record that the end was told: nothing is left to do."""

    def release(self, post: Post, next_at: datetime, *, counts: bool = True) -> None:
        """Give a claimed post back, approved, for another attempt at `next_at`.

        Args:
            counts: whether this attempt is one of those after which it is given up; that there was one stays known.
        """

    def retract(self, post_id: str, at: datetime) -> None:
        """Mark a post retracted: it will never be published now. NotFound; Contended while it is being published."""


class Channels(Protocol):
    """The council's accounts and how far each has been read."""

    def all(self) -> tuple[Channel, ...]:
        """Return every active channel, by id."""

    def get(self, channel_id: str) -> Channel:
        """Return one channel, active or not. NotFound."""

    def put(self, channel: Channel) -> None:
        """Add the channel or replace its description; its cursor stays."""

    def lease(self, channel_id: str, holder: str, at: datetime, until: datetime) -> ChannelCursor:
        """Take the channel for reading until `until`. Contended while another holder's lease lasts; NotFound."""

    def advance(self, cursor: ChannelCursor) -> None:
        """Store how far the lease's holder has read. Contended when the lease was taken over."""

    def release(self, cursor: ChannelCursor) -> None:
        """End the lease early; nothing happens when it was taken over."""


class Corrections(Protocol):
    """The register of corrections."""

    def open(self, correction: Correction) -> Correction:
        """Record a correction once and return what stands there: on a repetition, how far the first has come."""

    def save(self, correction: Correction) -> None:
        """Record how far a correction has come."""

    def list(self) -> Iterator[Correction]:
        """Yield the register, in no order."""


class Tasks(Protocol):
    """What officers are asked to do."""

    def add(self, task: OfficerTask) -> None:
        """Record the task once; AlreadyExists on a repetition."""

    def get(self, task_id: str) -> OfficerTask:
        """Return one task, read consistently. NotFound."""

    def list(self, status: TaskStatus = TaskStatus.OPEN) -> Iterator[OfficerTask]:
        """Yield the tasks of that status, in no order."""

    def decide(self, task_id: str, status: TaskStatus, by: str, reason: str, at: datetime) -> OfficerTask:
        """Close an open task. NotFound; NotAllowedNow when it was decided otherwise; the same again is nothing."""


class State(Protocol):
    """What is true for the whole council at once."""

    def emergency(self) -> Emergency | None:
        """Return the last declared emergency, over or not, read consistently."""

    def declare(self, emergency: Emergency) -> Emergency:
        """Record it and return what stands there: while one lasts, and on a repetition of its id, the first."""

    def end_emergency(self, emergency_id: str, by: str, at: datetime) -> Emergency:
        """Record its end and return it; ending twice keeps the first end. NotFound."""

    def pause(self) -> Pause | None:
        """Return the pause in force, read consistently."""

    def set_pause(self, pause: Pause) -> Pause:
        """Hold all scheduled posts and return the pause in force: the first, when there was one."""

    def clear_pause(self) -> None:
        """Release them; nothing happens when none is in force."""


class Rulebooks(Protocol):
    """The policy as rules: the one in force, and those that were."""

    def live(self) -> Rulebook:
        """Return the policy in force: a minute ago at the latest."""

    def of(self, version: str) -> Rulebook:
        """Return the policy that judgements call `version`; the live one where a release took that one along."""


class RoundTheClock(Protocol):
    """The second schedule of the poller, for emergencies."""

    def switch(self, on: bool) -> None:
        """Switch the schedule on or off; nothing happens when it is so already."""


class Tokens(Protocol):
    """The channels' secrets."""

    def of(self, channel_id: str) -> Mapping[str, str]:
        """Return the channel's secret values. CredentialsRefused, saying how to add one, when there is none."""

    def renew(
        self, channel_id: str, seen: Mapping[str, str], refresh: Callable[[Mapping[str, str]], Mapping[str, str]]
    ) -> Mapping[str, str]:
        """Exchange the channel's values for new ones, once for all processes, and return the new.

        Where another process has changed them since they were `seen`, those are returned and nothing is refreshed:
        some platforms take a refresh token only once.

        Args:
            refresh: takes the present values and returns the new; what it raises changes nothing.
        Raises:
            Contended: another process is refreshing now.
        """


class Usage(Protocol):
    """What was used of an allowance that no answer tells of: a day's units, a month's money."""

    def spend(self, meter: str, amount: int, limit: int, until: datetime) -> int:
        """Count `amount` before it is used and return the total; nothing is counted where it would pass `limit`.

        Args:
            meter: whose and which period's, "youtube:corporate:2026-11-22"; each begins at 0.
            amount: below 0 to take off what was counted and then not used.
            until: aware instant at which the period ends.
        Raises:
            AllowanceSpent: it would pass the limit; its `retry_after` lasts until `until`.
        """

    def spent(self, meter: str) -> int:
        """Return the total so far."""


class DeadLetters(Protocol):
    """Where a message goes that can never succeed."""

    def put(self, body: str, reason: str) -> None:
        """Keep the message with its reason."""


@dataclass(frozen=True, slots=True)
class CommentPage:
    """Some comments, oldest first, and the position to store once they have been told."""

    comments: tuple[Comment, ...]
    position: str


@dataclass(frozen=True, slots=True)
class Standing:
    """How the council's account stands with its platform."""

    name: str  # as the public sees it
    url: str  # of the account's page
    missing_permissions: tuple[str, ...] = ()  # in the platform's own names
    token_expires_at: datetime | None = None  # aware; None when it does not, or renews itself


class Platform(Protocol):
    """One of the council's accounts on one platform.

    Raises PlatformUnavailable, RateLimited, PlatformRefused and CredentialsRefused from any method, and NotPossibleHere
    from whatever its capabilities leave out.
    """

    capabilities: frozenset[Capability]

    def standing(self) -> Standing:
        """Ask how the account stands, and change nothing."""

    def comments(self, position: str | None) -> Iterator[CommentPage]:
        """Yield the comments since `position`, page by page, in order; edited ones again with their new text.

        Reading again from a page's position never skips a comment; it may bring some twice. None means from the start.
        """

    def visibility(self, comment: Comment) -> Visibility:
        """Read back what the public sees of a comment."""

    def hide(self, comment: Comment) -> None:
        """Hide it from the public; hiding twice is hiding once."""

    def unhide(self, comment: Comment) -> None:
        """Show it again."""

    def delete_comment(self, comment: Comment) -> None:
        """Delete it for good; deleting twice is deleting once."""

    def reply(self, comment: Comment, text: str, key: str) -> PublishedRef:
        """Answer a comment. With the same `key`, the same answer: it looks for its own before it writes another."""

    def publish(self, post: Post) -> PublishedRef:
        """Publish a post, exactly once for one `post_id`: it looks for its own first, where it must."""

    def find_published(self, post: Post) -> PublishedRef | None:
        """Return where the post is, or None when it is not (or no longer) there."""

    def edit_post(self, ref: PublishedRef, text: str) -> None:
        """Replace the text of a published post."""

    def retract(self, ref: PublishedRef) -> None:
        """Delete a post of ours; retracting twice is retracting once."""

    def block(self, comment: Comment) -> None:
        """Keep a comment's author from commenting; blocking twice is blocking once."""

    def unblock(self, author_id: str) -> None:
        """Let an author comment again."""

    def is_blocked(self, author_id: str) -> bool | None:
        """Read back whether an author is blocked; None where the platform shows that nowhere."""

    def report(self, comment: Comment, reason: str) -> str:
        """Report a comment to the platform and return the report's id. Every call is a new report."""


class Platforms(Protocol):
    """The adapters, by channel."""

    def of(self, channel: Channel) -> Platform:
        """Return the channel's adapter, ready to use. NotPossibleHere names the known platforms for an unknown one."""
