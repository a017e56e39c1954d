"""The tasks table: `task_id`, with the index `by-status` of each status's tasks by `created_at`.

A task carries a copy of the comment that it is about, so it goes by itself at `expires`, as the comment does.
"""

from collections.abc import Iterator
from datetime import datetime, timedelta

from pynamodb.attributes import BooleanAttribute, UnicodeAttribute

from beadle.adapters.dynamodb.attributes import (
    ExpiryAttribute,
    InstantAttribute,
    Item,
    TextsAttribute,
    WordAttribute,
    assign,
)
from beadle.adapters.dynamodb.table import ConditionFailed, Table
from beadle.domain.errors import AlreadyExists, NotAllowedNow, NotFound
from beadle.domain.tasks import OfficerTask, TaskKind, TaskStatus


class TaskItem(Item[OfficerTask]):
    """One task."""

    KIND = OfficerTask
    task_id = UnicodeAttribute(hash_key=True)
    kind = WordAttribute(TaskKind)
    title = UnicodeAttribute()
    instructions = UnicodeAttribute()
    created_at = InstantAttribute()
    channel_id = UnicodeAttribute(null=True)
    comment_id = UnicodeAttribute(null=True)
    author_id = UnicodeAttribute(null=True)
    revision = UnicodeAttribute(null=True)
    urgent = BooleanAttribute()
    evidence = TextsAttribute(null=True)
    status = WordAttribute(TaskStatus)
    decided_by = UnicodeAttribute(null=True)
    decided_at = InstantAttribute(null=True)
    decision_reason = UnicodeAttribute(null=True)
    expires = ExpiryAttribute()


class DynamoTasks:
    """Fits the Tasks port."""

    def __init__(self, table_name: str, retention_days: int) -> None:
        self._table = Table(table_name, TaskItem)
        self._retention = timedelta(days=retention_days)

    def add(self, task: OfficerTask) -> None:
        """Write it unless it stands there."""
        try:
            self._table.add(TaskItem.spell(task, expires=task.created_at + self._retention))
        except ConditionFailed:
            raise AlreadyExists(f"task {task.task_id} was asked for before") from None

    def get(self, task_id: str) -> OfficerTask:
        """Read it consistently."""
        item = self._table.get(task_id)
        if item is None:
            raise NotFound(f"there is no task {task_id}")
        return item.record()

    def list(self, status: TaskStatus = TaskStatus.OPEN) -> Iterator[OfficerTask]:
        """Read the index."""
        return (item.record() for item in self._table.query_index("by-status", TaskItem.status == status))

    def decide(self, task_id: str, status: TaskStatus, by: str, reason: str, at: datetime) -> OfficerTask:
        """Close it, if it is open."""
        if status is TaskStatus.OPEN:
            raise NotAllowedNow(f"task {task_id} can be confirmed or declined, not opened again")
        try:
            raw = self._table.update(
                task_id,
                actions=[
                    assign(TaskItem.status, status),
                    assign(TaskItem.decided_by, by),
                    assign(TaskItem.decided_at, at),
                    assign(TaskItem.decision_reason, reason),
                ],
                condition=TaskItem.status == TaskStatus.OPEN,
            )
        except ConditionFailed as failed:
            if failed.standing is None:
                raise NotFound(f"there is no task {task_id}") from None
            standing: OfficerTask = failed.standing.record()
            if standing.status is not status:
                raise NotAllowedNow(f"task {task_id} was {standing.status} before") from None
            return standing
        return self._table.read(raw).record()
