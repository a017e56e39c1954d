"""`beadle tasks`: what waits for an officer, and the officer's decision."""

from datetime import datetime
from typing import Annotated

import typer

from beadle.domain.tasks import OfficerTask, TaskStatus
from cli.options import DEFAULT_STACK, Officer, StackName, said
from local.screen import Screen, london, table
from local.stack import Stack

app = typer.Typer(
    name="tasks", help="What waits for an officer: look, confirm, decline.", no_args_is_help=True, add_completion=False
)
TaskId = Annotated[str, typer.Argument(metavar="ID", help="As `beadle tasks list` shows it.", callback=said)]
INSTANTS = ("posted", "judged")  # of the evidence: instants in UTC
Why = Annotated[str, typer.Option("--reason", help="Why, for the record.")]


@app.command("list")
def list_tasks(
    status: Annotated[TaskStatus, typer.Option("--status", help="Which.")] = TaskStatus.OPEN,
    stack: StackName = DEFAULT_STACK,
) -> None:
    """List tasks: urgent ones first, then the oldest first."""
    rows = table(f"Tasks, {status.value}", "Id", "Kind", "Since (London)", "What", "Author")
    for task in sorted(Stack.find(stack).tasks.list(status), key=lambda task: (not task.urgent, task.created_at)):
        rows.add_row(
            task.task_id, task.kind.value, london(task.created_at), task.title, task.evidence.get("author", "")
        )
    Screen().print(rows)


@app.command()
def show(task_id: TaskId, stack: StackName = DEFAULT_STACK) -> None:
    """Show one task with its evidence."""
    print_task(Stack.find(stack).tasks.get(task_id))


@app.command()
def confirm(task_id: TaskId, by: Officer, reason: Why = "", stack: StackName = DEFAULT_STACK) -> None:
    """Confirm: have the comment removed, the sanction carried out; or say that it is done by hand."""
    _decide(stack, task_id, True, by, reason)


@app.command()
def decline(task_id: TaskId, by: Officer, reason: Why = "", stack: StackName = DEFAULT_STACK) -> None:
    """Decline: let the comment stand, the author be."""
    _decide(stack, task_id, False, by, reason)


def print_task(task: OfficerTask) -> None:
    """Write everything about a task."""
    rows = table(f"{task.task_id}  {task.kind.value}, {task.status.value}", "", "")
    rows.show_header = False
    rows.add_row("what", task.title)
    rows.add_row("do", task.instructions)
    rows.add_row("since", london(task.created_at))
    for label, value in task.evidence.items():
        rows.add_row(label, london(datetime.fromisoformat(value)) if label in INSTANTS else value)
    if task.decided_by:
        rows.add_row("decided", f"{london(task.decided_at)} by {task.decided_by} {task.decision_reason}")
    Screen().print(rows)


def _decide(stack: str, task_id: str, confirm: bool, by: str, reason: str) -> None:
    task = Stack.find(stack).decide_task(task_id, confirm, by, reason)
    Screen().print(f"{task.task_id} is {task.status.value}")
