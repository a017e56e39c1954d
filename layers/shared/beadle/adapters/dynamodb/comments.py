"""The comments table: evidence, and what was done about it; `histories.py` keeps its own items there.

| pk                 | sk                  | keeps                                                              |
|--------------------|---------------------|--------------------------------------------------------------------|
| comment id         | revision#<revision> | the comment as it was, its judgement, the machine's beside         |
| comment id         | action#<action id>  | one action                                                         |
| author#<author id> | history             | the author's last comments                                         |

Every item goes by itself at `expires`. A comment that is kept costs two writes: its trace, and its evidence.
"""

from collections.abc import Iterator
from dataclasses import replace
from datetime import datetime, timedelta

from pynamodb.attributes import UnicodeAttribute

from beadle.adapters.dynamodb.attributes import (
    ExpiryAttribute,
    InstantAttribute,
    Item,
    PartAttribute,
    PrefixedAttribute,
    WordAttribute,
    WordsAttribute,
    assign,
)
from beadle.adapters.dynamodb.judgements import JudgementItem
from beadle.adapters.dynamodb.table import ConditionFailed, Raw, Table
from beadle.domain.actions import Action, ActionKind, ActionOutcome
from beadle.domain.comments import Author, Comment
from beadle.domain.errors import AlreadyExists, NotFound
from beadle.domain.judgements import Judgement
from beadle.domain.ports import RecordedComment

POST_TEXT_KEPT = 160
"""Characters of the council's post kept beside a comment; all of it would double the price of most writes."""


class AuthorItem(Item[Author]):
    """Who wrote a comment."""

    KIND = Author
    author_id = UnicodeAttribute()
    handle = UnicodeAttribute()
    name = UnicodeAttribute(null=True)


class RevisionItem(Item[Comment]):
    """One revision of a comment, and the judgement on it."""

    KIND = Comment
    comment_id = UnicodeAttribute(hash_key=True, attr_name="pk")
    revision = PrefixedAttribute("revision#", range_key=True, attr_name="sk")
    channel_id = UnicodeAttribute()
    post_id = UnicodeAttribute()
    author = PartAttribute(AuthorItem)
    text = UnicodeAttribute()
    posted_at = InstantAttribute()
    url = UnicodeAttribute(null=True)
    post_text = UnicodeAttribute(null=True)
    edited_at = InstantAttribute(null=True)
    parent_id = UnicodeAttribute(null=True)
    read_at = InstantAttribute(null=True)
    alt_texts = WordsAttribute(null=True)
    judgement = PartAttribute(JudgementItem)  # the one in force
    machine = PartAttribute(JudgementItem, null=True)  # the machine's, once an officer has judged anew
    expires = ExpiryAttribute()

    def recorded(self) -> RecordedComment:
        """Return the comment with the judgement in force."""
        return RecordedComment(self.record(), self.judgement)

    def order(self) -> tuple[datetime, str]:
        """Return what revisions are sorted by: when each was first judged."""
        first: Judgement = self.machine or self.judgement
        return first.judged_at, self.revision


class ActionItem(Item[Action]):
    """One action about a comment."""

    KIND = Action
    comment_id = UnicodeAttribute(hash_key=True, attr_name="pk")
    action_id = PrefixedAttribute("action#", range_key=True, attr_name="sk")
    kind = WordAttribute(ActionKind)
    author_id = UnicodeAttribute()
    channel_id = UnicodeAttribute()
    outcome = WordAttribute(ActionOutcome)
    at = InstantAttribute()
    detail = UnicodeAttribute(null=True)
    expires = ExpiryAttribute()


class DynamoComments:
    """Fits the Comments port."""

    def __init__(self, table_name: str, retention_days: int) -> None:
        self._revisions = Table(table_name, RevisionItem)
        self._actions = Table(table_name, ActionItem)
        self._retention = timedelta(days=retention_days)

    def record(self, comment: Comment, judgement: Judgement) -> RecordedComment:
        """Write the evidence unless it stands there; one request either way."""
        expires = judgement.judged_at + self._retention
        kept = replace(comment, post_text=comment.post_text[:POST_TEXT_KEPT])
        item = RevisionItem.spell(kept, revision=comment.revision, judgement=judgement, expires=expires)
        try:
            self._revisions.add(item)
        except ConditionFailed as failed:
            standing: RevisionItem = failed.standing
            return standing.recorded()
        return RecordedComment(comment, judgement)

    def rejudge(self, comment: Comment, judgement: Judgement) -> None:
        """Put an officer's judgement in force; the first that stood there is kept as the machine's."""
        keep_the_first = RevisionItem.machine.set(RevisionItem.machine | RevisionItem.judgement)
        try:
            self._revisions.update(
                comment.comment_id,
                comment.revision,
                actions=[keep_the_first, assign(RevisionItem.judgement, judgement)],
                condition=RevisionItem.comment_id.exists(),
            )
        except ConditionFailed:
            raise NotFound(f"comment {comment.comment_id} has no recorded revision {comment.revision}") from None

    def revisions(self, comment_id: str) -> tuple[RecordedComment, ...]:
        """Read them all, consistently."""
        items = self._revisions.query(comment_id, RevisionItem.revision.startswith(""))
        return tuple(item.recorded() for item in sorted(items, key=RevisionItem.order))

    def list(self) -> Iterator[RecordedComment]:
        """Read the whole table."""
        return (item.recorded() for item in self._revisions.scan(RevisionItem.revision.startswith("")))

    def actions(self, comment_id: str) -> tuple[Action, ...]:
        """Read them all, consistently."""
        items = self._actions.query(comment_id, ActionItem.action_id.startswith(""))
        return tuple(sorted((item.record() for item in items), key=lambda action: (action.at, action.action_id)))

    def action(self, comment_id: str, action_id: str) -> Action | None:
        """Read one, consistently."""
        item = self._actions.get(comment_id, action_id)
        return item.record() if item else None

    def begin(self, action: Action) -> None:
        """Write it unless it stands there."""
        try:
            self._actions.add(self._kept(action))
        except ConditionFailed:
            raise AlreadyExists(f"action {action.action_id} was begun before") from None

    def finish(self, action: Action) -> None:
        """Write it over whatever stands there."""
        self._actions.put(self._kept(action))

    def _kept(self, action: Action) -> Raw:
        return ActionItem.spell(action, expires=action.at + self._retention)
