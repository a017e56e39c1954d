"""What happens to each comment, put together from the facts on the bus; knows nothing of how it is shown."""

from collections import Counter
from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Any

from beadle.domain.actions import Action, ActionKind, ActionOutcome
from beadle.domain.ports import RecordedComment
from beadle.domain.tasks import TaskKind
from beadle.events.actions import ActionFailed, ActionVerified, OfficerTaskCreated
from beadle.events.comments import CommentEdited, CommentReceived, CommentSeen
from beadle.events.fact import Fact
from beadle.events.judgements import CommentJudged, SanctionDue
from beadle.events.posts import CorrectionIssued, PostFailed, PostPublished

DONE = {
    ActionKind.HIDE: "hidden",
    ActionKind.UNHIDE: "shown again",
    ActionKind.DELETE: "deleted",
    ActionKind.BLOCK: "author blocked",
    ActionKind.REPORT: "author reported",
    ActionKind.REPLY: "answered",
}
HIDDEN = (DONE[ActionKind.HIDE], DONE[ActionKind.DELETE])
ASKED = {
    TaskKind.REVIEW: "an officer looks",
    TaskKind.CONFIRM_SANCTION: "an officer decides on the sanction",
    TaskKind.BY_HAND: "an officer does it by hand",
    TaskKind.CHECK: "an officer checks",
    TaskKind.MISINFORMATION: "an officer words the answer",
}


@dataclass(slots=True)
class Row:
    """One comment, and how far it has come."""

    comment_id: str
    author: str = ""
    author_id: str = ""
    text: str = ""
    verdict: str = ""  # "" until it is judged
    clauses: tuple[str, ...] = ()
    points: int = 0
    then: list[str] = field(default_factory=list)  # what followed, in order

    @property
    def standing(self) -> str:
        """Where it stands, in words."""
        if not self.verdict:
            return "received"
        return " ".join((self.verdict, *self.clauses))

    def judge(self, verdict: str, clauses: tuple[str, ...], points: int) -> None:
        """Note the judgement, and the strike where it costs one."""
        self.verdict, self.clauses, self.points = verdict, clauses, points
        if verdict == "remove" and points:
            self.follow(f"strike of {points}")

    def follow(self, what: str) -> None:
        """Note what followed; the same again is nothing."""
        if what not in self.then:
            self.then.append(what)


class Board:
    """All comments seen, by id, those that changed last at the end."""

    def __init__(self) -> None:
        self.rows: dict[str, Row] = {}
        self.refused = 0  # comments that the platform did not take: their authors are blocked
        self.posts: dict[str, str] = {}  # what became of the council's posts
        self._read: dict[type[Fact], Callable[[Any], Row | None]] = {
            CommentReceived: self._seen,
            CommentEdited: self._seen,
            CommentJudged: self._judged,
            SanctionDue: self._due,
            ActionVerified: self._verified,
            ActionFailed: self._failed,
            OfficerTaskCreated: self._asked,
            CorrectionIssued: self._corrected,
            PostPublished: self._post,
            PostFailed: self._post,
        }

    def tell(self, fact: Fact) -> Row | None:
        """Take a fact in and return the comment that it is about, if it is about one that changed."""
        read = self._read.get(type(fact))
        return read(fact) if read else None

    def expect(self, comment_id: str, author: str, text: str) -> Row:
        """Take in a comment of an earlier run, which may not have come to its judgement."""
        row = self._row(comment_id)
        row.author, row.text = author, text
        return row

    def remember(self, recorded: RecordedComment, actions: tuple[Action, ...]) -> Row:
        """Take in what an earlier run recorded of a comment."""
        comment, judgement = recorded.comment, recorded.judgement
        row = self._row(comment.comment_id)
        row.author, row.author_id, row.text = comment.author.handle, comment.author.author_id, comment.text
        row.judge(judgement.verdict.word, judgement.clauses, judgement.points)
        if row.verdict == "review":
            row.follow(ASKED[TaskKind.REVIEW])  # an officer's decision would have taken its place
        for action in actions:
            if action.outcome is ActionOutcome.VERIFIED:
                row.follow(DONE[action.kind])
            elif action.has_ended:
                row.follow(f"{action.kind.value} {action.outcome.value}")
        return row

    def unjudged(self) -> list[str]:
        """Return the comments that still wait for their judgement."""
        return [row.comment_id for row in self.rows.values() if not row.verdict]

    def verdicts(self) -> Counter[str]:
        """Return how many comments were judged how."""
        return Counter(row.verdict for row in self.rows.values() if row.verdict)

    def clauses(self) -> Counter[str]:
        """Return how many comments came under which clause."""
        return Counter(clause for row in self.rows.values() for clause in row.clauses)

    def outcomes(self) -> dict[str, int]:
        """Return what was done, in numbers."""
        rows = list(self.rows.values())
        return {
            "received": len(rows),
            "judged": sum(1 for row in rows if row.verdict),
            "hidden": sum(1 for row in rows if any(done in row.then for done in HIDDEN)),
            "struck": sum(1 for row in rows if row.verdict == "remove" and row.points),
            "blocked": len({row.author_id for row in rows if DONE[ActionKind.BLOCK] in row.then}),
            "refused": self.refused,
        }

    def _row(self, comment_id: str) -> Row:
        row = self.rows.pop(comment_id, None) or Row(comment_id)
        self.rows[comment_id] = row  # at the end: it changed last
        return row

    def _seen(self, fact: CommentSeen) -> Row:
        row = self._row(fact.comment_id)
        row.author, row.author_id, row.text = fact.author_handle, fact.author_id, fact.text
        return row

    def _judged(self, fact: CommentJudged) -> Row:
        row = self._row(fact.comment_id)
        row.author_id = fact.author_id
        row.judge(fact.verdict, fact.clauses, fact.points)
        if fact.judged_by != "beadle":
            row.follow(f"decided by {fact.judged_by}")
        return row

    def _due(self, fact: SanctionDue) -> Row:
        row = self._row(fact.comment_id)
        row.follow(f"{fact.kind} due")
        return row

    def _verified(self, fact: ActionVerified) -> Row:
        row = self._row(fact.comment_id)
        row.author_id = fact.author_id
        row.follow(DONE[ActionKind(fact.kind)])
        return row

    def _failed(self, fact: ActionFailed) -> Row:
        row = self._row(fact.comment_id)
        row.follow(f"could not {fact.kind}")
        return row

    def _asked(self, fact: OfficerTaskCreated) -> Row | None:
        if not fact.comment_id:
            return None
        row = self._row(fact.comment_id)
        row.follow(ASKED[TaskKind(fact.kind)])
        return row

    def _corrected(self, fact: CorrectionIssued) -> Row | None:
        if fact.subject_id not in self.rows:
            return None
        row = self._row(fact.subject_id)
        row.follow(f"correction {fact.status}")
        return row

    def _post(self, fact: PostPublished | PostFailed) -> None:
        self.posts[fact.post_id] = fact.url if isinstance(fact, PostPublished) else f"failed: {fact.reason}"
