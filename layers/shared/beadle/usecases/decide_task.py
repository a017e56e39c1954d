"""What an officer decides: a task confirmed or declined, a strike withdrawn."""

from dataclasses import dataclass

from beadle.domain.errors import NotFound
from beadle.domain.ports import Bus, Clock, Comments, Strikes, Tasks
from beadle.domain.tasks import OfficerTask, TaskStatus
from beadle.events.actions import OfficerDecided, StrikeWithdrawn


@dataclass(frozen=True, slots=True)
class DecideTask:
    """Records a decision, then tells of it; what follows is the moderator's and the enforcer's."""

    clock: Clock
    tasks: Tasks
    bus: Bus

    def __call__(self, task_id: str, confirm: bool, by: str, reason: str) -> OfficerTask:
        """Confirm or decline an open task. NotFound; NotAllowedNow when it was decided the other way."""
        status = TaskStatus.CONFIRMED if confirm else TaskStatus.DECLINED
        task = self.tasks.decide(task_id, status, by, reason, self.clock.now())
        self.bus.tell(
            [
                OfficerDecided(
                    task_id=task.task_id,
                    kind=task.kind.value,
                    decision=task.status.value,
                    comment_id=task.comment_id,
                    revision=task.revision,
                    author_id=task.author_id,
                    channel_id=task.channel_id,
                    decided_by=task.decided_by,
                    decided_at=task.decided_at or self.clock.now(),
                    reason=task.decision_reason,
                )
            ]
        )
        return task


@dataclass(frozen=True, slots=True)
class WithdrawStrike:
    """Takes a strike back from its author and has the comment shown again."""

    comments: Comments
    strikes: Strikes
    bus: Bus

    def __call__(self, comment_id: str, by: str, reason: str) -> None:
        """Withdraw the comment's strike. NotFound when the comment, or a strike for it, is not recorded."""
        revisions = self.comments.revisions(comment_id)
        if not revisions:
            raise NotFound(f"no comment {comment_id} is recorded")
        comment = revisions[-1].comment
        self.strikes.withdraw(comment.author.author_id, comment_id, by, reason)
        self.bus.tell([StrikeWithdrawn(comment.author.author_id, comment_id, comment.channel_id, by, reason)])
