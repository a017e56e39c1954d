"""Gather what is known of a comment and what was done about it, for whoever must explain it. Reads only."""

from dataclasses import dataclass

from beadle.domain.actions import Action
from beadle.domain.errors import NotFound
from beadle.domain.judgements import Rulebook
from beadle.domain.ports import Comments, RecordedComment, Rulebooks, Strikes, Tasks
from beadle.domain.strikes import RecordedStrike, Sanction, sanctions_due
from beadle.domain.tasks import OfficerTask


@dataclass(frozen=True, slots=True)
class SanctionTaken:
    """A sanction that the comment's strike led to, alone or with others, and how far it has come."""

    sanction: Sanction
    task: OfficerTask | None  # where an officer is asked
    action: Action | None  # once it was begun


@dataclass(frozen=True, slots=True)
class Dossier:
    """Everything about one comment."""

    revisions: tuple[RecordedComment, ...]  # in the order in which they were first judged
    actions: tuple[Action, ...]  # oldest first
    strikes: tuple[RecordedStrike, ...]  # all of the author's
    sanctions: tuple[SanctionTaken, ...]  # mildest first

    @property
    def latest(self) -> RecordedComment:
        """The newest revision."""
        return self.revisions[-1]


@dataclass(frozen=True, slots=True)
class ExplainComment:
    """Reads the evidence, the strikes and the tasks together."""

    comments: Comments
    strikes: Strikes
    tasks: Tasks
    rulebooks: Rulebooks

    def __call__(self, comment_id: str) -> Dossier:
        """Return the comment's dossier. NotFound while it has not been judged."""
        revisions = self.comments.revisions(comment_id)
        if not revisions:
            raise NotFound(f"no comment {comment_id} is recorded")
        strikes = self.strikes.of(revisions[-1].comment.author.author_id)
        own = next((strike for strike in strikes if strike.comment_id == comment_id), None)
        due = sanctions_due(strikes, self.rulebooks.live().sanctions, own.recorded_at, comment_id) if own else ()
        return Dossier(
            revisions, self.comments.actions(comment_id), strikes, tuple(self._taken(sanction) for sanction in due)
        )

    def policy(self, recorded: RecordedComment) -> Rulebook:
        """Return the policy by which a revision was judged; its version tells where only the live one is left."""
        rulebook = self.rulebooks.of(recorded.judgement.policy_version)
        return rulebook.for_channel(recorded.comment.channel_id)

    def _taken(self, sanction: Sanction) -> SanctionTaken:
        action_id = f"{sanction.kind}:{sanction.sanction_id}"
        action = self.comments.action(sanction.comment_ids[-1], action_id)
        return SanctionTaken(sanction, self._task(f"sanction:{sanction.sanction_id}"), action)

    def _task(self, task_id: str) -> OfficerTask | None:
        try:
            return self.tasks.get(task_id)
        except NotFound:
            return None
