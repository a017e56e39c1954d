"""The register of corrections, officers' tasks, and what holds for the whole council."""

from collections.abc import Iterator
from dataclasses import replace
from datetime import datetime

from beadle.domain.corrections import Correction
from beadle.domain.emergencies import Emergency, Pause
from beadle.domain.errors import AlreadyExists, NotAllowedNow, NotFound
from beadle.domain.tasks import OfficerTask, TaskStatus


class InMemoryCorrections:
    """Fits the Corrections port."""

    def __init__(self) -> None:
        self.register: dict[str, Correction] = {}

    def open(self, correction: Correction) -> Correction:
        return self.register.setdefault(correction.correction_id, correction)

    def save(self, correction: Correction) -> None:
        self.register[correction.correction_id] = correction

    def list(self) -> Iterator[Correction]:
        return iter(list(self.register.values()))


class InMemoryTasks:
    """Fits the Tasks port."""

    def __init__(self) -> None:
        self.tasks: dict[str, OfficerTask] = {}

    def add(self, task: OfficerTask) -> None:
        if self.tasks.setdefault(task.task_id, task) is not task:
            raise AlreadyExists(f"task {task.task_id} was asked for before")

    def get(self, task_id: str) -> OfficerTask:
        if task_id not in self.tasks:
            raise NotFound(f"there is no task {task_id}")
        return self.tasks[task_id]

    def list(self, status: TaskStatus = TaskStatus.OPEN) -> Iterator[OfficerTask]:
        return iter([task for task in self.tasks.values() if task.status is status])

    def decide(self, task_id: str, status: TaskStatus, by: str, reason: str, at: datetime) -> OfficerTask:
        task = self.get(task_id)
        if status is TaskStatus.OPEN:
            raise NotAllowedNow(f"task {task_id} can be confirmed or declined, not opened again")
        if task.status is TaskStatus.OPEN:
            task = replace(task, status=status, decided_by=by, decided_at=at, decision_reason=reason)
            self.tasks[task_id] = task
        if task.status is not status:
            raise NotAllowedNow(f"task {task_id} was {task.status} before")
        return task


class InMemoryState:
    """Fits the State port."""

    def __init__(self) -> None:
        self.declared: Emergency | None = None
        self.paused: Pause | None = None

    def emergency(self) -> Emergency | None:
        return self.declared

    def declare(self, emergency: Emergency) -> Emergency:
        standing = self.declared
        if standing is not None:
            lasts = standing.ended_at is None and emergency.declared_at < standing.until
            if lasts or standing.emergency_id == emergency.emergency_id:
                return standing
        self.declared = emergency
        return emergency

    def end_emergency(self, emergency_id: str, by: str, at: datetime) -> Emergency:
        if self.declared is None or self.declared.emergency_id != emergency_id:
            raise NotFound(f"emergency {emergency_id} is not the last one declared")
        if self.declared.ended_at is None:
            self.declared = replace(self.declared, ended_at=at, ended_by=by)
        return self.declared

    def pause(self) -> Pause | None:
        return self.paused

    def set_pause(self, pause: Pause) -> Pause:
        self.paused = self.paused or pause
        return self.paused

    def clear_pause(self) -> None:
        self.paused = None
