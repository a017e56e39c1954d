"""Do one thing on a platform, see that it is done, and record both. The enforcer and the correction function share it.

Begin, act, read back, record, tell: whoever finds an action begun but not ended looks at the platform before acting.
"""

import time
from collections.abc import Callable
from dataclasses import dataclass, field, replace
from datetime import datetime, timedelta

from beadle.domain.actions import Action, ActionKind, ActionOutcome
from beadle.domain.channels import Capability
from beadle.domain.comments import Comment, Visibility
from beadle.domain.errors import (
    AlreadyExists,
    Contended,
    CredentialsRefused,
    NotPossibleHere,
    PlatformRefused,
    PlatformUnavailable,
    RateLimited,
)
from beadle.domain.platforms import PLATFORMS
from beadle.domain.ports import Bus, Channels, Clock, Comments, Platform, RecordedComment, Tasks
from beadle.domain.tasks import OfficerTask, TaskKind
from beadle.events.actions import ActionFailed, ActionVerified
from beadle.usecases.ask_officer import AskOfficer, evidence

SETTLING = (0.0, 0.3, 0.7)
"""Seconds to wait before each look at the platform: its reading side may lag behind its writing side."""

PATIENCE = timedelta(minutes=10)
"""How long an action that the platform accepted may stay unseen before it counts as failed."""

LONGEST_RUN = timedelta(minutes=5)
"""Longer than any function may run: an action begun before that belongs to a process that is dead."""

ACCEPTED = "the platform accepted the action"
"""The detail of an action that was accepted but not yet seen; its instant is then that of the acceptance."""


@dataclass(frozen=True, slots=True)
class Deed:
    """Something to do on a platform.

    `seen` returns in words what shows that it is done, "" while it is not, and None where the platform shows that
    nowhere: then its acceptance is all there is. `seen` itself is None for what can be neither seen nor repeated: such
    a deed is never done again once it may have taken effect.
    """

    kind: ActionKind
    needs: Capability
    by_hand: str  # what an officer does where the platform cannot
    do: Callable[[], object]
    seen: Callable[[], str | None] | None


def hiding(platform: Platform, comment: Comment) -> Deed:
    """Take a comment from the public's sight: by hiding, which can be undone, else by deleting."""

    def seen() -> str:
        visibility = platform.visibility(comment)
        return "" if visibility in (Visibility.VISIBLE, Visibility.UNKNOWN) else f"the comment is {visibility.value}"

    by_hand = "Hide or delete this comment on the platform."
    if Capability.HIDE not in platform.capabilities and Capability.DELETE_COMMENT in platform.capabilities:
        return Deed(
            ActionKind.DELETE, Capability.DELETE_COMMENT, by_hand, lambda: platform.delete_comment(comment), seen
        )
    return Deed(ActionKind.HIDE, Capability.HIDE, by_hand, lambda: platform.hide(comment), seen)


def unhiding(platform: Platform, comment: Comment) -> Deed:
    """Show a comment again."""

    def seen() -> str:
        return "the comment is visible" if platform.visibility(comment) is Visibility.VISIBLE else ""

    by_hand = "Show this comment again on the platform; if it was deleted, tell its author."
    return Deed(ActionKind.UNHIDE, Capability.HIDE, by_hand, lambda: platform.unhide(comment), seen)


def blocking(platform: Platform, comment: Comment) -> Deed:
    """Keep a comment's author from commenting."""
    author_id = comment.author.author_id

    def seen() -> str | None:
        is_blocked = platform.is_blocked(author_id)
        return None if is_blocked is None else "the author is blocked" if is_blocked else ""

    by_hand = "Block this comment's author on the platform."
    return Deed(ActionKind.BLOCK, Capability.BLOCK, by_hand, lambda: platform.block(comment), seen)


def reporting(platform: Platform, comment: Comment, reason: str) -> Deed:
    """Report a comment to the platform."""
    by_hand = "Report this comment to the platform, or to the authority that it concerns."
    return Deed(ActionKind.REPORT, Capability.REPORT, by_hand, lambda: platform.report(comment, reason), None)


def replying(platform: Platform, comment: Comment, text: str, key: str) -> Deed:
    """Answer a comment; the adapter finds its own answer by `key`, so doing it again shows that it is done."""

    def seen_or_done() -> str:
        return f"answered at {platform.reply(comment, text, key).url}"

    by_hand = f"Answer this comment on the platform with: {text}"
    return Deed(ActionKind.REPLY, Capability.REPLY, by_hand, lambda: None, seen_or_done)


@dataclass(frozen=True, slots=True)
class ActOnPlatform:
    """Carries out deeds, each once, and turns what cannot be done into an officer's task."""

    clock: Clock
    comments: Comments
    tasks: Tasks
    channels: Channels
    bus: Bus
    wait: Callable[[float], None] = time.sleep
    limited: dict[tuple[str, ActionKind], datetime] = field(default_factory=dict)  # until when, by channel

    @property
    def ask(self) -> AskOfficer:
        """Return who asks an officer for what cannot be done here."""
        return AskOfficer(self.clock, self.tasks, self.bus)

    def __call__(self, action_id: str, deed: Deed, platform: Platform, recorded: RecordedComment) -> Action:
        """Do it unless it was done, and return how it ended.

        Args:
            action_id: derived from the cause; the same cause finds the same action.
        Raises:
            Retryable: nothing has ended; the same call again goes on from here.
            CredentialsRefused: likewise.
        """
        comment = recorded.comment
        begun = self.comments.action(comment.comment_id, action_id)
        if begun is None or not begun.has_ended:
            self._hold_back(comment.channel_id, deed.kind)
        if begun is None:
            begun = Action(
                action_id,
                deed.kind,
                comment.comment_id,
                comment.author.author_id,
                comment.channel_id,
                ActionOutcome.STARTED,
                self.clock.now(),
            )
            try:
                self.comments.begin(begun)
            except AlreadyExists:
                raise Contended(f"action {action_id} was begun at this moment by another process") from None
            first = True
        else:
            first = begun.outcome is ActionOutcome.POSTPONED
        if begun.has_ended:
            action = begun
        else:
            action = self._within_limits(begun, deed, platform, first)
            self.comments.finish(action)
        self._tell(action, deed, recorded)
        return action

    def leave(self, action_id: str, kind: ActionKind, recorded: RecordedComment, why: str) -> Action:
        """Record that an action was not done, and why."""
        comment = recorded.comment
        action = Action(
            action_id,
            kind,
            comment.comment_id,
            comment.author.author_id,
            comment.channel_id,
            ActionOutcome.SUPERSEDED,
            self.clock.now(),
            why,
        )
        self.comments.finish(action)
        return action

    def _hold_back(self, channel_id: str, kind: ActionKind) -> None:
        """RateLimited while the platform's own time to wait lasts: the rest of a batch is put off without a call."""
        left = self.limited.get((channel_id, kind), self.clock.now()) - self.clock.now()
        if left > timedelta():
            raise RateLimited(f"{channel_id} asked to wait before another {kind.value}", left.total_seconds())

    def _within_limits(self, begun: Action, deed: Deed, platform: Platform, first: bool) -> Action:
        try:
            return self._attempt(begun, deed, platform, first)
        except RateLimited as error:
            until = self.clock.now() + timedelta(seconds=error.retry_after)
            self.limited[begun.channel_id, begun.kind] = until
            raise

    def _attempt(self, begun: Action, deed: Deed, platform: Platform, first: bool) -> Action:
        if deed.needs not in platform.capabilities:
            return self._ended(begun, ActionOutcome.BY_HAND, "the platform offers no such action")
        try:
            if deed.seen is None:
                return self._once(begun, deed, first)
            return self._until_seen(begun, deed, deed.seen)
        except NotPossibleHere as error:
            return self._ended(begun, ActionOutcome.BY_HAND, str(error))
        except CredentialsRefused:
            raise
        except PlatformRefused as error:
            return self._ended(begun, ActionOutcome.FAILED, str(error))

    def _until_seen(self, begun: Action, deed: Deed, seen: Callable[[], str | None]) -> Action:
        proof = seen()
        if not proof:
            deed.do()
            if proof is None:
                return self._ended(begun, ActionOutcome.VERIFIED, f"{ACCEPTED}; it shows nowhere that it is so")
            for pause in SETTLING:
                self.wait(pause)
                proof = seen()
                if proof:
                    break
        if proof:
            return self._ended(begun, ActionOutcome.VERIFIED, proof)
        if begun.detail != ACCEPTED:
            self.comments.finish(replace(begun, at=self.clock.now(), detail=ACCEPTED))
        elif self.clock.now() - begun.at >= PATIENCE:
            return self._ended(begun, ActionOutcome.FAILED, f"{ACCEPTED}, but it is not to be seen")
        raise PlatformUnavailable(f"{ACCEPTED}, which is not to be seen yet")

    def _once(self, begun: Action, deed: Deed, first: bool) -> Action:
        if not first:
            if self.clock.now() - begun.at < LONGEST_RUN:
                raise Contended(f"action {begun.action_id} may be under way in another process")
            return self._ended(begun, ActionOutcome.FAILED, "an earlier attempt broke off: it may have taken effect")
        if begun.outcome is ActionOutcome.POSTPONED:  # from here on it may take effect again
            self.comments.finish(replace(begun, outcome=ActionOutcome.STARTED, at=self.clock.now()))
        try:
            proof = deed.do()
        except (RateLimited, CredentialsRefused):
            self.comments.finish(replace(begun, outcome=ActionOutcome.POSTPONED))
            raise
        return self._ended(begun, ActionOutcome.VERIFIED, f"the platform answered {proof}")

    def _ended(self, begun: Action, outcome: ActionOutcome, detail: str) -> Action:
        return replace(begun, outcome=outcome, at=self.clock.now(), detail=detail)

    def _tell(self, action: Action, deed: Deed, recorded: RecordedComment) -> None:
        if action.outcome is ActionOutcome.SUPERSEDED:
            return
        named = (action.action_id, action.kind.value, action.comment_id, action.author_id, action.channel_id)
        if action.outcome is ActionOutcome.VERIFIED:
            self.bus.tell([ActionVerified(*named, action.detail)])
            return
        by_hand = action.outcome is ActionOutcome.BY_HAND
        self.ask(
            OfficerTask(
                task_id=f"{action.action_id}:{action.comment_id}",
                kind=TaskKind.BY_HAND if by_hand else TaskKind.CHECK,
                title=f"{action.kind.value.capitalize()} by hand" if by_hand else f"Could not {action.kind.value}",
                instructions=self._by_hand(action, deed, recorded),
                created_at=action.at,
                channel_id=action.channel_id,
                comment_id=action.comment_id,
                author_id=action.author_id,
                revision=recorded.comment.revision,
                urgent="urgent" in recorded.judgement.needs,
                evidence=evidence(recorded),
            )
        )
        if not by_hand:
            self.bus.tell([ActionFailed(*named, action.detail)])

    def _by_hand(self, action: Action, deed: Deed, recorded: RecordedComment) -> str:
        """Return what an officer does, how it is done on that very platform where that is known, and where."""
        known = PLATFORMS.get(self.channels.get(action.channel_id).platform)
        how = known.abilities[deed.needs].by_hand if known and deed.kind is not ActionKind.UNHIDE else ""
        where = f"It is at {recorded.comment.url}" if recorded.comment.url else ""
        return " ".join(part for part in (deed.by_hand, how, where, f"({action.detail})") if part)
