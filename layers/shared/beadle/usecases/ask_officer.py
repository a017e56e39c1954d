"""Ask an officer to do or decide something, once, with everything needed to do it."""

from contextlib import suppress
from dataclasses import dataclass

from beadle.domain.errors import AlreadyExists
from beadle.domain.judgements import Verdict
from beadle.domain.ports import Bus, Clock, RecordedComment, Tasks
from beadle.domain.redaction import redacted, removals
from beadle.domain.tasks import OfficerTask
from beadle.events.actions import OfficerTaskCreated


@dataclass(frozen=True, slots=True)
class AskOfficer:
    """Records a task, then tells of it."""

    clock: Clock
    tasks: Tasks
    bus: Bus

    def __call__(self, task: OfficerTask) -> None:
        """Record the task once and tell of it; on a repetition it is only told again."""
        with suppress(AlreadyExists):  # asked before; telling again is for the case that the first telling was lost
            self.tasks.add(task)
        self.bus.tell(
            [OfficerTaskCreated(task.task_id, task.kind.value, task.channel_id, task.comment_id, task.urgent)]
        )


def evidence(recorded: RecordedComment) -> dict[str, str]:
    """Return what an officer needs to see of a comment and its judgement, as text by label."""
    comment, judgement = recorded.comment, recorded.judgement
    biting = [breach for breach in judgement.breaches if breach.verdict > Verdict.KEEP]
    taken = removals(comment.text, judgement)
    copy = {"redacted": redacted(comment.text, taken)} if taken else {}  # for the author to post instead
    pictures = {"pictures": "; ".join(f"“{alt}”" for alt in comment.alt_texts)} if comment.alt_texts else {}
    return {
        "text": comment.text,
        **copy,
        **pictures,
        "author": comment.author.handle,
        "address": comment.url,
        "posted": comment.posted_at.isoformat(),
        "clauses": ", ".join(judgement.clauses),
        "words": "; ".join(f"{b.clause}: “{b.words}” ({b.finding.reason})" for b in biting),
        "policy": judgement.policy_version,
        "judged": judgement.judged_at.isoformat(),
    }
