"""Beadle as the sandbox's page asks it, over a stack's tables."""

from dataclasses import dataclass

from beadle.domain.actions import ActionOutcome
from beadle.domain.errors import NotFound
from beadle.domain.ports import Clock, Tasks
from beadle.domain.strikes import RecordedStrike
from beadle.domain.tasks import OfficerTask, TaskStatus
from beadle.usecases.decide_task import DecideTask
from beadle.usecases.explain_comment import ExplainComment, SanctionTaken
from local.sandbox.explanations import Explanation, SanctionShown, StrikeShown, TaskShown

DECIDED_ON_PAGE = "decided on the sandbox's page"


@dataclass(frozen=True, slots=True)
class StackExplanations:
    """Fits the sandbox's Explanations."""

    explain_comment: ExplainComment
    tasks_table: Tasks
    decide_task: DecideTask
    clock: Clock

    def explain(self, comment_id: str) -> Explanation | None:
        """Return the judgement on a comment's newest revision and what followed; None while it has not been judged."""
        try:
            dossier = self.explain_comment(comment_id)
        except NotFound:
            return None
        sentences = self.explain_comment.policy(dossier.latest).texts()
        comment, judgement = dossier.latest.comment, dossier.latest.judgement
        return {
            "verdict": judgement.verdict.word,
            "text": comment.text,
            "breaches": [
                {
                    "clause": breach.clause,
                    "sentence": sentences.get(breach.clause, ""),
                    "verdict": breach.verdict.word,
                    "detector": breach.finding.detector,
                    "confidence": breach.finding.strongest,
                    "start": breach.finding.start,
                    "end": breach.finding.end,
                    "reason": breach.finding.reason,
                }
                for breach in judgement.breaches
            ],
            "policy_version": judgement.policy_version,
            "judged_at": judgement.judged_at.isoformat(),
            "judged_by": judgement.judged_by,
            "reason": judgement.reason,
            "strikes": [self._strike(strike) for strike in dossier.strikes],
            "sanctions": [_sanction(taken) for taken in dossier.sanctions],
            "actions": [
                {
                    "kind": action.kind.value,
                    "outcome": action.outcome.value,
                    "at": action.at.isoformat(),
                    "detail": action.detail,
                }
                for action in dossier.actions
            ],
        }

    def tasks(self) -> list[TaskShown]:
        """Return the open tasks, urgent ones first, then the oldest first."""
        found = sorted(self.tasks_table.list(), key=lambda task: (not task.urgent, task.created_at))
        return [_task(task) for task in found]

    def decide(self, task_id: str, confirm: bool, by: str) -> None:
        """Confirm or decline an open task in an officer's name."""
        self.decide_task(task_id, confirm, by, DECIDED_ON_PAGE)

    def _strike(self, strike: RecordedStrike) -> StrikeShown:
        return {
            "comment_id": strike.comment_id,
            "clauses": list(strike.clauses),
            "points": strike.points,
            "expires_at": strike.expires_at.isoformat(),
            "live": strike.is_live(self.clock.now()),
        }


def _sanction(taken: SanctionTaken) -> SanctionShown:
    return {"kind": taken.sanction.kind, "status": _status(taken)}


def _status(taken: SanctionTaken) -> str:
    """Return how far a sanction has come: what was done says more than what was decided."""
    if taken.action and taken.action.outcome is ActionOutcome.VERIFIED:
        return "done"
    if taken.action and taken.action.outcome is ActionOutcome.FAILED:
        return "failed"
    if taken.action and taken.action.outcome is ActionOutcome.SUPERSEDED:
        return "declined"
    if taken.task is None or taken.task.status is TaskStatus.OPEN:
        return "asked-for"
    return "confirmed" if taken.task.status is TaskStatus.CONFIRMED else "declined"


def _task(task: OfficerTask) -> TaskShown:
    shown: TaskShown = {
        "task_id": task.task_id,
        "kind": task.kind.value,
        "title": task.title,
        "instructions": task.instructions,
        "created_at": task.created_at.isoformat(),
        "urgent": task.urgent,
        "evidence": dict(task.evidence),
    }
    if task.comment_id:
        shown["comment_id"] = task.comment_id
    if task.author_id:
        shown["author_id"] = task.author_id
    return shown
