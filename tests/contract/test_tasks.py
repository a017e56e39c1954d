"""The Tasks port."""

from dataclasses import replace

import pytest

from beadle.domain.errors import AlreadyExists, NotAllowedNow, NotFound
from beadle.domain.ports import Tasks
from beadle.domain.tasks import TaskStatus
from tests.contract.samples import LATER, MUCH_LATER, NOW, TASK

CONFIRMED = replace(
    TASK, status=TaskStatus.CONFIRMED, decided_by="amir", decided_at=LATER, decision_reason="plainly abusive"
)


def test_a_task_is_asked_for_once_and_read_back_whole(tasks: Tasks) -> None:
    tasks.add(TASK)
    with pytest.raises(AlreadyExists):
        tasks.add(replace(TASK, title="another"))
    assert tasks.get(TASK.task_id) == TASK
    assert list(tasks.list()) == [TASK]


def test_a_task_with_nothing_but_its_kind_is_read_back_whole(tasks: Tasks) -> None:
    bare = replace(TASK, channel_id="", comment_id="", author_id="", revision="", urgent=False, evidence={})
    tasks.add(bare)
    assert tasks.get(TASK.task_id) == bare


def test_a_decided_task_moves_to_its_statuss_list(tasks: Tasks) -> None:
    tasks.add(TASK)
    assert tasks.decide(TASK.task_id, TaskStatus.CONFIRMED, "amir", "plainly abusive", LATER) == CONFIRMED
    assert tasks.get(TASK.task_id) == CONFIRMED
    assert list(tasks.list()) == list(tasks.list(TaskStatus.DECLINED)) == []
    assert list(tasks.list(TaskStatus.CONFIRMED)) == [CONFIRMED]


def test_the_same_decision_again_keeps_the_first(tasks: Tasks) -> None:
    tasks.add(TASK)
    tasks.decide(TASK.task_id, TaskStatus.CONFIRMED, "amir", "plainly abusive", LATER)
    assert tasks.decide(TASK.task_id, TaskStatus.CONFIRMED, "beth", "", MUCH_LATER) == CONFIRMED


def test_a_decided_task_cannot_be_decided_otherwise(tasks: Tasks) -> None:
    tasks.add(TASK)
    tasks.decide(TASK.task_id, TaskStatus.CONFIRMED, "amir", "plainly abusive", LATER)
    with pytest.raises(NotAllowedNow):
        tasks.decide(TASK.task_id, TaskStatus.DECLINED, "beth", "", MUCH_LATER)
    assert tasks.get(TASK.task_id) == CONFIRMED


def test_a_task_cannot_be_opened_by_a_decision(tasks: Tasks) -> None:
    tasks.add(TASK)
    with pytest.raises(NotAllowedNow):
        tasks.decide(TASK.task_id, TaskStatus.OPEN, "amir", "", LATER)


def test_a_task_that_there_is_not_is_not_found(tasks: Tasks) -> None:
    with pytest.raises(NotFound):
        tasks.get("never")
    with pytest.raises(NotFound):
        tasks.decide("never", TaskStatus.DECLINED, "amir", "", NOW)
    assert list(tasks.list()) == []
