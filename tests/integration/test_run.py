"""`beadle run` from beginning to end, twice: what becomes of each comment, and that a second run adds nothing."""

import json
import os
import signal
import subprocess
import sys
import threading
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest
import requests

from beadle.domain.posts import PostStatus
from beadle.domain.tasks import TaskStatus
from local.demo.stage import ACCOUNT, ROOT, Stage, staged
from local.sandbox.records import State

pytestmark = pytest.mark.embedded

SUNDAY_EVENING, LATER_THAT_EVENING, MONDAY_MORNING = "2026-11-22T20:00", "2026-11-22T20:05", "2026-11-23T10:00"
LONGEST = 240  # seconds until a run that should end counts as one that never does
PHONES = (
    "Ring him at home and tell him yourself: 07700 900123",
    "Another of his numbers, try it after ten at night: 07700 900456",
    "You can also call his daughter, 07700 900789",
)
COMMENTS = [
    ("Kev", PHONES[0], State.HIDDEN),
    ("Jane", "The new bins are great, thank you!", State.VISIBLE),
    ("Kev", PHONES[1], State.HIDDEN),
    ("Amy", "Please ring me about my bin on 07700 900461", State.HIDDEN),
    ("Jane", "You have let the town down, resign the lot of you.", State.VISIBLE),
    ("Kev", PHONES[2], State.HIDDEN),
    ("Kim", "Councillor Smith has been taking bribes from the developers", State.VISIBLE),
]


@dataclass(frozen=True)
class Ended:
    """A run that has ended, and everything that stood in the tables and on the sandbox then."""

    output: str
    comments: list[tuple[str, str, State]]
    blocked: list[str]
    points: dict[str, list[int]]  # strikes, by author
    verdicts: dict[str, list[tuple[str, str, str]]]  # by comment: verdict, by whom, when
    tasks: set[str]
    published: list[str]
    posts: list[str]  # on the sandbox, by the tags that Beadle gave them


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return tmp_path_factory.mktemp("run")


@pytest.fixture(scope="module")
def first(folder: Path) -> Ended:
    return ended(folder, SUNDAY_EVENING)


@pytest.fixture(scope="module")
def second(folder: Path, first: Ended) -> Ended:
    return ended(folder, MONDAY_MORNING)


def test_contraventions_are_hidden_and_nothing_else_is(first: Ended) -> None:
    assert first.comments == COMMENTS


def test_each_contravention_costs_its_author_one_strike(first: Ended) -> None:
    assert first.points == {"Kev": [1, 1, 1], "Amy": [1], "Jane": [], "Kim": []}


def test_the_third_strike_blocks_and_fewer_do_not(first: Ended) -> None:
    assert first.blocked == ["Kev"]


def test_what_is_doubtful_waits_for_an_officer(first: Ended) -> None:
    assert sum(task.startswith("review:") for task in first.tasks) == 1


def test_approved_posts_that_are_due_are_published_and_drafts_are_not(first: Ended) -> None:
    assert first.published == ["demo-leaves", "demo-road"]


def test_each_comment_is_told_from_judged_to_done(first: Ended) -> None:
    told = first.output
    assert "keep" in told
    assert "remove AU08 | strike of 1, hidden" in told
    assert "author blocked" in told
    assert "7 received, 7 judged, 4 hidden, 4 struck, 1 blocked, 0 refused" in told


def test_outside_monitoring_hours_an_emergency_is_declared_and_said(first: Ended, second: Ended) -> None:
    assert "a demonstration emergency is declared, until Mon 23 Nov 2026 00:0" in first.output
    assert "a demonstration emergency" not in second.output


def test_a_second_run_adds_nothing(first: Ended, second: Ended) -> None:
    assert (second.comments, second.blocked, second.points) == (first.comments, first.blocked, first.points)
    assert (second.verdicts, second.tasks) == (first.verdicts, first.tasks)


def test_a_second_run_still_shows_what_was_decided(second: Ended) -> None:
    assert "7 received, 7 judged, 4 hidden, 4 struck, 1 blocked, 0 refused" in second.output


def test_a_second_run_ends_what_one_that_was_killed_began(
    first: Ended, tmp_path_factory: pytest.TempPathFactory
) -> None:
    folder = tmp_path_factory.mktemp("killed")
    comments = written(folder)
    command = [sys.executable, "-m", "cli.main", "run", "--port", "0", "--at", SUNDAY_EVENING]
    with subprocess.Popen(
        [*command, "--comments", str(comments), "--state", str(folder / "state")],
        cwd=ROOT,
        stdout=subprocess.PIPE,
        text=True,
        env=os.environ | {"PYTHONUNBUFFERED": "1"},
    ) as process:
        assert process.stdout is not None
        assert any("remove AU08" in line for line in process.stdout)  # judged, and hardly hidden yet
        children = Path(f"/proc/{process.pid}/task/{process.pid}/children").read_text().split()
        for each in (*map(int, children), process.pid):
            os.kill(each, signal.SIGKILL)

    after = ended(folder, LATER_THAT_EVENING)

    assert (after.comments, after.blocked, after.points) == (first.comments, first.blocked, first.points)
    assert (after.published, after.posts, len(after.tasks)) == (first.published, first.posts, len(first.tasks))


@pytest.mark.usefixtures("second")
def test_a_run_stays_up_judges_what_is_written_on_the_page_and_stops_when_asked(folder: Path) -> None:
    command = [sys.executable, "-m", "cli.main", "run", "--port", "0", "--comments", str(folder / "comments.jsonl")]
    with subprocess.Popen(
        [*command, "--state", str(folder / "state")],
        cwd=ROOT,
        stdout=subprocess.PIPE,
        text=True,
        env=os.environ | {"PYTHONUNBUFFERED": "1"},
    ) as process:
        watchdog = threading.Timer(LONGEST, process.kill)
        watchdog.start()
        try:
            assert process.stdout is not None
            page = next(line for line in process.stdout if line.startswith("The page")).split()[-1]
            post = requests.get(f"{page}/page/state", timeout=10).json()["posts"][0]["id"]
            body = {"author": "Nia", "text": "My number is 07700 900555"}
            requests.post(f"{page}/api/posts/{post}/comments", json=body, timeout=10).raise_for_status()
            assert any("Nia" in line and "hidden" in line for line in process.stdout)

            process.send_signal(signal.SIGINT)

            assert process.wait() == 0
        finally:
            watchdog.cancel()
            process.kill()


def written(folder: Path) -> Path:
    comments = folder / "comments.jsonl"
    comments.write_text("".join(json.dumps(row) + "\n" for row in rows()))
    return comments


def ended(folder: Path, at: str) -> Ended:
    comments = written(folder)
    command = [sys.executable, "-m", "cli.main", "run", "--once", "--port", "0", "--at", at]
    finished = subprocess.run(
        [*command, "--comments", str(comments), "--state", str(folder / "state")],
        cwd=ROOT,
        capture_output=True,
        text=True,
        timeout=LONGEST,
        check=False,
    )
    assert finished.returncode == 0, finished.stdout + finished.stderr
    with staged(folder / "state", port=0, offset=0.0, automatic_sanctions=True) as stage:
        return looked_at(stage, finished.stdout)


def rows() -> Iterator[dict[str, Any]]:
    for number, (author, text, _) in enumerate(COMMENTS):
        yield {"id": str(number), "author": author, "text": text, "post": "Bin collections change next week."}


def looked_at(stage: Stage, output: str) -> Ended:
    comments = [(c, c.author.name) for c in stage.store.newest(100) if c.author]
    authors = {name: f"sandbox:u{c.author.user_id}" for c, name in comments if c.author}
    stack = stage.stack
    return Ended(
        output=output,
        comments=[(name, c.text, c.state) for c, name in comments],
        blocked=[resident.name for resident in stage.store.blocked()],
        points={name: [s.points for s in stack.strikes.of(author_id)] for name, author_id in authors.items()},
        verdicts={
            c.native_id: [
                (r.judgement.verdict.word, r.judgement.judged_by, r.judgement.judged_at.isoformat())
                for r in stack.comments.revisions(f"sandbox:{c.native_id}")
            ]
            for c, _ in comments
        },
        tasks={task.task_id for task in stack.tasks.list(TaskStatus.OPEN)},
        posts=sorted(post.tag for post in stage.store.posts(ACCOUNT, None, None, 100) if post.tag),
        published=sorted(post.post_id for post in stack.posts.list() if post.status is PostStatus.PUBLISHED),
    )
