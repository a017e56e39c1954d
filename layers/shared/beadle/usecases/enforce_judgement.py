"""Have done what a judgement asks for, and see that it is done."""

from dataclasses import dataclass

from beadle.domain.actions import ActionKind, ActionOutcome
from beadle.domain.errors import MalformedInput
from beadle.domain.judgements import Rulebook, Verdict
from beadle.domain.ports import Channels, Comments, Platform, Platforms, RecordedComment, Strikes, Tasks
from beadle.domain.strikes import points_at
from beadle.domain.tasks import OfficerTask, TaskKind, TaskStatus
from beadle.events.actions import OfficerDecided, StrikeWithdrawn
from beadle.events.judgements import CommentJudged, SanctionDue
from beadle.usecases.act_on_platform import ActOnPlatform, Deed, blocking, hiding, reporting, unhiding
from beadle.usecases.ask_officer import AskOfficer, evidence


@dataclass(frozen=True, slots=True)
class EnforceJudgement:
    """The enforcer's verbs. What is enforced is what stands recorded now, not what the event said when it was told."""

    comments: Comments
    strikes: Strikes
    tasks: Tasks
    channels: Channels
    platforms: Platforms
    rulebook: Rulebook
    act: ActOnPlatform
    ask: AskOfficer
    automatic_sanctions: bool

    def judged(self, fact: CommentJudged) -> None:
        """Hide what is to be removed; ask an officer about what is doubtful, and at once about what is urgent."""
        recorded = self._recorded(fact.comment_id, fact.revision)
        if recorded.judgement.verdict is Verdict.REMOVE:
            self._remove(recorded)
        if recorded.judgement.verdict is Verdict.REVIEW or "urgent" in recorded.judgement.needs:
            self._ask_for_review(recorded)

    def due(self, fact: SanctionDue) -> None:
        """Ask an officer for the sanction, or carry it out where the council's settings let a machine."""
        recorded = self._recorded(fact.comment_id)
        if self.automatic_sanctions and fact.kind != "warning":
            self._sanction(fact.kind, fact.sanction_id, recorded)
            return
        warning = fact.kind == "warning"
        self.ask(
            OfficerTask(
                task_id=f"sanction:{fact.sanction_id}",
                kind=TaskKind.BY_HAND if warning else TaskKind.CONFIRM_SANCTION,
                title=f"{fact.points} points: " + ("warn the author" if warning else f"confirm the {fact.kind}"),
                instructions=(
                    "Send the author a private message with the house rules, if the platform allows one."
                    if warning
                    else f"Confirm to {fact.kind} the author, or decline; strikes are counted again before it is done."
                ),
                created_at=recorded.judgement.judged_at,
                channel_id=fact.channel_id,
                comment_id=fact.comment_id,
                author_id=fact.author_id,
                revision=recorded.comment.revision,
                evidence=evidence(recorded)
                | {"sanction": fact.kind, "sanction_id": fact.sanction_id, "strikes": ", ".join(fact.comment_ids)},
            )
        )

    def decided(self, fact: OfficerDecided) -> None:
        """Carry out a sanction that an officer confirmed."""
        if fact.decision != TaskStatus.CONFIRMED:
            return
        task = self.tasks.get(fact.task_id)
        kind, sanction_id = task.evidence.get("sanction"), task.evidence.get("sanction_id")
        if not kind or not sanction_id:
            raise MalformedInput("OfficerDecided", ["task_id names no task about a sanction"])
        self._sanction(kind, sanction_id, self._recorded(fact.comment_id))

    def withdrawn(self, fact: StrikeWithdrawn) -> None:
        """Show a comment again whose strike was withdrawn, if it was Beadle that hid it."""
        done = [a for a in self.comments.actions(fact.comment_id) if a.outcome is ActionOutcome.VERIFIED]
        if any(a.kind in (ActionKind.HIDE, ActionKind.DELETE) for a in done):
            recorded = self._recorded(fact.comment_id)
            platform = self._platform(recorded)
            self.act("unhide", unhiding(platform, recorded.comment), platform, recorded)

    def _remove(self, recorded: RecordedComment) -> None:
        comment = recorded.comment
        action_id = f"hide:{comment.revision}"
        strikes = self.strikes.of(comment.author.author_id)
        if any(s.comment_id == comment.comment_id and s.withdrawn_by for s in strikes):
            self._leave(action_id, recorded, "its strike was withdrawn before it was hidden")
        elif self._recorded(comment.comment_id).comment.revision != comment.revision:
            # The author has changed the text since: only the newest is what the public sees.
            self._leave(action_id, recorded, "the author changed the text before it was hidden")
        else:
            platform = self._platform(recorded)
            self.act(action_id, hiding(platform, comment), platform, recorded)

    def _leave(self, action_id: str, recorded: RecordedComment, why: str) -> None:
        if self.comments.action(recorded.comment.comment_id, action_id) is None:
            self.act.leave(action_id, ActionKind.HIDE, recorded, why)

    def _sanction(self, kind: str, sanction_id: str, recorded: RecordedComment) -> None:
        """Block or report, unless strikes have been withdrawn or have run out since it was asked for."""
        threshold = min(step.at for step in self.rulebook.sanctions if step.kind == kind)
        platform = self._platform(recorded)
        action_id = f"{kind}:{sanction_id}"
        begun = self.comments.action(recorded.comment.comment_id, action_id)
        points = points_at(self.strikes.of(recorded.comment.author.author_id), self.act.clock.now())
        deed = _sanctions(kind, platform, recorded)
        if begun is None and points < threshold:
            self.act.leave(action_id, deed.kind, recorded, f"{points} points count now, fewer than {threshold}")
            return
        self.act(action_id, deed, platform, recorded)

    def _ask_for_review(self, recorded: RecordedComment) -> None:
        comment, judgement = recorded.comment, recorded.judgement
        urgent = "urgent" in judgement.needs
        removed = judgement.verdict is Verdict.REMOVE
        self.ask(
            OfficerTask(
                task_id=f"review:{comment.comment_id}:{comment.revision}",
                kind=TaskKind.CHECK if removed else TaskKind.REVIEW,
                title=("Urgent: " if urgent else "") + f"look at a comment under {', '.join(judgement.clauses)}",
                instructions=(
                    "It has been removed; somebody may be at risk, or the police may need to know."
                    if removed
                    else "Confirm to have it removed, with a strike to its author; decline to let it stand."
                ),
                created_at=judgement.judged_at,
                channel_id=comment.channel_id,
                comment_id=comment.comment_id,
                author_id=comment.author.author_id,
                revision=comment.revision,
                urgent=urgent,
                evidence=evidence(recorded),
            )
        )

    def _recorded(self, comment_id: str, revision: str = "") -> RecordedComment:
        """Return the revision that stands recorded, the newest by default; MalformedInput when there is none."""
        revisions = self.comments.revisions(comment_id)
        for recorded in reversed(revisions):
            if revision in ("", recorded.comment.revision):
                return recorded
        raise MalformedInput("event", ["comment_id and revision name no recorded comment"])

    def _platform(self, recorded: RecordedComment) -> Platform:
        return self.platforms.of(self.channels.get(recorded.comment.channel_id))


def _sanctions(kind: str, platform: Platform, recorded: RecordedComment) -> Deed:
    if kind == "report":
        return reporting(platform, recorded.comment, f"repeated breaches, last of {recorded.judgement.clauses}")
    return blocking(platform, recorded.comment)
