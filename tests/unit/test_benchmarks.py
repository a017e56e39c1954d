"""What the benchmarks stand on: the template's routes, AWS's runtime client, goals that are held."""

from collections.abc import Callable, Mapping
from datetime import UTC, datetime
from pathlib import Path

import pytest

from beadle.events.envelope import FACTS
from benchmarks.__main__ import page
from benchmarks.figures import Figure, show
from benchmarks.replay import comments, listener
from benchmarks.runtime import RuntimeClient
from tests.template.stack import Stack
from tests.template.test_rules import CASES, listeners

Functions = Callable[[str], Path]
HANDLER = """
import os

def lambda_handler(event, context):
    if event["shout"]:
        raise ValueError("nobody shouts here")
    print("a line of the log")
    return {"echo": event, "name": context.function_name, "seen": os.environ["SEEN"]}
"""


@pytest.fixture(scope="module")
def stack() -> Stack:
    return Stack.load()


@pytest.fixture
def function(tmp_path: Path) -> Functions:
    """Write a function's only file and return its folder."""

    def write(source: str) -> Path:
        folder = tmp_path / "echo"
        folder.mkdir()
        (folder / "handler.py").write_text(source)
        return folder

    return write


@pytest.mark.parametrize(("fact", "detail"), CASES, ids=[f"{name}-{'-'.join(d.values())}" for name, d in CASES])
def test_facts_are_carried_where_the_templates_rules_take_them(
    stack: Stack, fact: str, detail: Mapping[str, str]
) -> None:
    room = listener(FACTS[fact].SOURCE, fact, detail)

    assert ({room} - {""}) == listeners(stack, fact, detail)
    assert listener("somebody.else", fact, detail) == ""


def test_a_function_answers_through_the_runtime_client(function: Functions) -> None:
    with RuntimeClient(function(HANDLER), (), {"SEEN": "yes"}) as client:
        first, second = client.invoke({"shout": False}), client.invoke({"shout": True})
        third = client.invoke({"shout": False})

        assert (first.failed, first.body) == (False, {"echo": {"shout": False}, "name": "echo", "seen": "yes"})
        assert second.failed
        assert (second.body["errorType"], second.body["errorMessage"]) == ("ValueError", "nobody shouts here")
        assert third == first
        assert client.log().count("a line of the log") == 2
        assert client.init_seconds > 0
        assert 5 < client.peak_megabytes() < 200


@pytest.mark.parametrize(
    ("source", "why"),
    [
        ("import no_such_library", "No module named 'no_such_library'"),
        ("import os\nos._exit(3)", "gives no answer"),
    ],
)
def test_a_function_that_does_not_start_says_why(function: Functions, source: str, why: str) -> None:
    with pytest.raises(RuntimeError, match=why), RuntimeClient(function(source), (), {}):
        pass


def test_comments_are_all_different_and_as_many_contravene_as_were_asked_for() -> None:
    made = comments(400, contraventions=0.05, start=40)

    assert len({comment.comment_id for comment in made}) == 400
    assert sum(comment.author.handle.startswith("troll") for comment in made) == 20
    assert made[100:] == comments(300, contraventions=0.05, start=140)


def test_a_missed_goal_ends_the_run(capsys: pytest.CaptureFixture[str]) -> None:
    show([Figure("requests", 2, "requests", 2), Figure("time", 9, "ms")])
    with pytest.raises(SystemExit, match="1"):
        show([Figure("requests", 2.1, "requests", 2)])
    assert "missed" in capsys.readouterr().out


def test_the_page_names_each_command_and_figure() -> None:
    found = {"cost": [Figure("cost of 1,000 comments", 0.0049, "dollars", 0.005)]}
    written = "\n".join(page(found, datetime(2026, 11, 23, tzinfo=UTC), "2 cores"))

    assert "Measured on 2026-11-23: 2 cores." in written
    assert "`python -m benchmarks.cost`" in written
    assert "| cost of 1,000 comments | 0.0049 dollars | 0.005 dollars | met |" in written
