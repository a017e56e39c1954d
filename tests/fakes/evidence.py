"""Comments with their judgements and actions, authors' histories, and strikes."""

from collections.abc import Iterator
from dataclasses import replace

from beadle.domain.actions import Action
from beadle.domain.comments import Comment
from beadle.domain.errors import AlreadyExists, NotFound
from beadle.domain.histories import History, Trace
from beadle.domain.judgements import Judgement
from beadle.domain.ports import RecordedComment
from beadle.domain.strikes import RecordedStrike

TRACES_KEPT = 16
TRACES_BEFORE_PRUNING = 24


class InMemoryComments:
    """Fits the Comments port."""

    def __init__(self) -> None:
        self.recorded: dict[tuple[str, str], RecordedComment] = {}  # by comment id and revision, in order of recording
        self.superseded: dict[tuple[str, str], Judgement] = {}  # the machine's, where an officer judged anew
        self.done: dict[tuple[str, str], Action] = {}  # by comment id and action id

    def record(self, comment: Comment, judgement: Judgement) -> RecordedComment:
        """Return what stands there: an officer's judgement, where there is one, else the first."""
        return self.recorded.setdefault(_key(comment), RecordedComment(comment, judgement))

    def rejudge(self, comment: Comment, judgement: Judgement) -> None:
        standing = self.recorded.get(_key(comment))
        if standing is None:
            raise NotFound(f"comment {comment.comment_id} has no recorded revision {comment.revision}")
        self.superseded.setdefault(_key(comment), standing.judgement)
        self.recorded[_key(comment)] = replace(standing, judgement=judgement)

    def revisions(self, comment_id: str) -> tuple[RecordedComment, ...]:
        keys = [key for key in self.recorded if key[0] == comment_id]
        keys.sort(key=lambda key: (self.superseded.get(key) or self.recorded[key].judgement).judged_at)
        return tuple(self.recorded[key] for key in keys)

    def list(self) -> Iterator[RecordedComment]:
        return iter(tuple(self.recorded.values()))

    def actions(self, comment_id: str) -> tuple[Action, ...]:
        mine = (action for key, action in self.done.items() if key[0] == comment_id)
        return tuple(sorted(mine, key=lambda action: (action.at, action.action_id)))

    def action(self, comment_id: str, action_id: str) -> Action | None:
        return self.done.get((comment_id, action_id))

    def begin(self, action: Action) -> None:
        if self.done.setdefault((action.comment_id, action.action_id), action) is not action:
            raise AlreadyExists(f"action {action.action_id} was begun before")

    def finish(self, action: Action) -> None:
        self.done[action.comment_id, action.action_id] = action


class InMemoryHistories:
    """Fits the Histories port."""

    def __init__(self) -> None:
        self.traces: dict[str, dict[str, Trace]] = {}  # by author id, then by comment

    def record(self, author_id: str, trace: Trace) -> History:
        mine = self.traces.setdefault(author_id, {})
        mine.setdefault(trace.comment, trace)
        history = History(author_id, tuple(sorted(mine.values(), key=lambda t: (t.seen_at, t.comment))))
        if len(mine) > TRACES_BEFORE_PRUNING:
            self.traces[author_id] = {t.comment: t for t in history.traces[-TRACES_KEPT:]}
        return history


class InMemoryStrikes:
    """Fits the Strikes port."""

    def __init__(self) -> None:
        self.recorded: dict[tuple[str, str], RecordedStrike] = {}  # by author id and comment id

    def add(self, strike: RecordedStrike) -> None:
        if self.recorded.setdefault((strike.author_id, strike.comment_id), strike) is not strike:
            raise AlreadyExists(f"comment {strike.comment_id} has cost its author a strike before")

    def of(self, author_id: str) -> tuple[RecordedStrike, ...]:
        return tuple(strike for key, strike in self.recorded.items() if key[0] == author_id)

    def withdraw(self, author_id: str, comment_id: str, by: str, reason: str) -> None:
        strike = self.recorded.get((author_id, comment_id))
        if strike is None:
            raise NotFound(f"comment {comment_id} cost its author no strike")
        if not strike.withdrawn_by:
            self.recorded[author_id, comment_id] = replace(strike, withdrawn_by=by, withdrawn_reason=reason)


def _key(comment: Comment) -> tuple[str, str]:
    return comment.comment_id, comment.revision
