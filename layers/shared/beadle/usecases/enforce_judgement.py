"""Have done what a judgement asks for, and see that it is done."""

from dataclasses import dataclass

from beadle.domain.actions import ActionKind, ActionOutcome
from beadle.domain.channels import Capability
from beadle.domain.errors import Contended, MalformedInput
from beadle.domain.judgements import Verdict
from beadle.domain.ports import (
    Channels,
    Comments,
    Platform,
    Platforms,
    RecordedComment,
    Rulebooks,
    Strikes,
    Tasks,
    newest,
)
from beadle.domain.strikes import points_at
from beadle.domain.tasks import OfficerTask, TaskKind, TaskStatus
from beadle.events.actions import OfficerDecided, StrikeWithdrawn
from beadle.events.judgements import CampaignSeen, CommentJudged, SanctionDue
from beadle.usecases.act_on_platform import ActOnPlatform, Deed, blocking, hiding, reporting, unhiding
from beadle.usecases.ask_officer import AskOfficer, evidence

OUT_OF_SIGHT = frozenset({Capability.HIDE, Capability.DELETE_COMMENT})


@dataclass(frozen=True, slots=True)
class EnforceJudgement:
    """The enforcer's verbs. What is enforced is what stands recorded now, not what the event said when it was told."""

    comments: Comments
    strikes: Strikes
    tasks: Tasks
    channels: Channels
    platforms: Platforms
    rulebooks: Rulebooks
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

    def campaign(self, fact: CampaignSeen) -> None:
        """Ask an officer to look at a campaign, once; its comments stay."""
        recorded = self._recorded(fact.comment_ids[-1])
        self.ask(
            OfficerTask(
                task_id=f"campaign:{fact.campaign_id}",
                kind=TaskKind.CHECK,
                title=f"{len(fact.comment_ids)} people or more have posted one text: look whether it is a campaign",
                instructions=(
                    "Nothing has been removed, and people may share a template. Look whether they are people, and "
                    "whether the council should answer all of them in one post."
                ),
                created_at=recorded.judgement.judged_at,
                channel_id=fact.channel_id,
                comment_id=recorded.comment.comment_id,
                author_id=recorded.comment.author.author_id,
                revision=recorded.comment.revision,
                evidence=evidence(recorded) | {"comments": ", ".join(fact.comment_ids)},
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
        """Show a comment again whose strike was withdrawn, if it was Beadle that hid it.

        Contended while it is being hidden: what was begun comes to its end first.
        """
        hidings = [a for a in self.comments.actions(fact.comment_id) if a.kind in (ActionKind.HIDE, ActionKind.DELETE)]
        if not all(action.has_ended for action in hidings):
            raise Contended(f"comment {fact.comment_id} is being hidden")
        if any(action.outcome is ActionOutcome.VERIFIED for action in hidings):
            self._show_again(self._recorded(fact.comment_id))

    def _remove(self, recorded: RecordedComment) -> None:
        """Hide the comment, unless something has changed since; a hiding that was begun comes to its end first."""
        comment = recorded.comment
        action_id = f"hide:{comment.revision}"
        why = self._reason_to_leave(recorded)
        if why and self.comments.action(comment.comment_id, action_id) is None:
            self.act.leave(action_id, ActionKind.HIDE, recorded, why)
            return
        platform = self._platform(recorded)
        action = self.act(action_id, hiding(platform, comment), platform, recorded)
        if action.outcome is ActionOutcome.BY_HAND and platform.capabilities.isdisjoint(OUT_OF_SIGHT):
            self._report(recorded, platform)
        if action.outcome is ActionOutcome.VERIFIED and self._is_withdrawn(recorded):
            self._show_again(recorded)  # withdrawn between our look and our hiding: whoever came to show it saw nothing

    def _report(self, recorded: RecordedComment, platform: Platform) -> None:
        """Where the council can take nothing out of sight itself, ask the platform's own moderators to."""
        if Capability.REPORT in platform.capabilities:
            reason = f"breaks our house rules: {', '.join(recorded.judgement.clauses)}"
            deed = reporting(platform, recorded.comment, reason)
            self.act(f"report:{recorded.comment.revision}", deed, platform, recorded)

    def _reason_to_leave(self, recorded: RecordedComment) -> str:
        comment = recorded.comment
        if self._is_withdrawn(recorded):
            return "its strike was withdrawn before it was hidden"
        if self._recorded(comment.comment_id).comment.revision != comment.revision:
            # Only the newest is what the public sees.
            return "the author changed the text before it was hidden"
        return ""

    def _is_withdrawn(self, recorded: RecordedComment) -> bool:
        """Whether the strike for this judgement was withdrawn; a text that came after the strike stands for itself."""
        comment, judged_at = recorded.comment, recorded.judgement.judged_at
        strikes = self.strikes.of(comment.author.author_id)
        return any(
            s.comment_id == comment.comment_id and s.withdrawn_by and judged_at <= s.recorded_at for s in strikes
        )

    def _show_again(self, recorded: RecordedComment) -> None:
        platform = self._platform(recorded)
        self.act(f"unhide:{recorded.comment.revision}", unhiding(platform, recorded.comment), platform, recorded)

    def _sanction(self, kind: str, sanction_id: str, recorded: RecordedComment) -> None:
        """Block or report (clauses EN02, EN03), unless strikes were withdrawn or ran out since it was asked for."""
        threshold = min((step.at for step in self.rulebooks.live().sanctions if step.kind == kind), default=None)
        platform = self._platform(recorded)
        action_id = f"{kind}:{sanction_id}"
        begun = self.comments.action(recorded.comment.comment_id, action_id)
        points = points_at(self.strikes.of(recorded.comment.author.author_id), self.act.clock.now())
        deed = _sanctions(kind, platform, recorded)
        if begun is None and (threshold is None or points < threshold):
            why = f"{points} points count now, fewer than {threshold}" if threshold else "the policy has dropped it"
            self.act.leave(action_id, deed.kind, recorded, why)
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
                    "It has been removed. Look at it at once: somebody may be at risk, or others may be deceived."
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
        named = [r for r in self.comments.revisions(comment_id) if revision in ("", r.comment.revision)]
        if not named:
            raise MalformedInput("event", ["comment_id and revision name no recorded comment"])
        return newest(named)

    def _platform(self, recorded: RecordedComment) -> Platform:
        return self.platforms.of(self.channels.get(recorded.comment.channel_id))


def _sanctions(kind: str, platform: Platform, recorded: RecordedComment) -> Deed:
    if kind == "report":
        return reporting(platform, recorded.comment, f"repeated breaches, last of {recorded.judgement.clauses}")
    return blocking(platform, recorded.comment)
