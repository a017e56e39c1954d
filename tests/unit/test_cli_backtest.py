"""`beadle backtest`: judgements out for comments in, and a clear word about every bad line."""

import json
import os
import subprocess
import sys
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pytest
from typer.testing import CliRunner, Result

from beadle.adapters.dynamodb import histories
from beadle.detectors.learned import LABELS
from beadle.domain.judgements import FAINTEST_KEPT
from beadle.policy.loader import PACKAGED, load
from beadle.usecases.judge_comment import JudgeComment
from cli import backtest
from cli.main import app
from tests.fakes import FixedClock, InMemoryComments, InMemoryHistories, InMemoryStrikes, OneRulebook, RecordingBus

POST = "Bin collections change next week."
FIELDS = ["id", "verdict", "clauses", "findings", "points", "needs"]
SCORED = [*FIELDS, "scores"]  # where the learned model was asked, and found anything


def line(comment_id: str, text: str, author: str = "Jo", **more: Any) -> str:
    return json.dumps({"id": comment_id, "author": author, "text": text, "post": POST, **more})


def judged(lines: list[str], *options: str) -> Result:
    return CliRunner().invoke(app, ["backtest", "-", *options], input="\n".join(lines))


def judgements(lines: list[str], *options: str) -> list[dict[str, Any]]:
    result = judged(lines, *options)
    assert result.exit_code == 0, result.output
    return [json.loads(answer) for answer in result.stdout.splitlines()]


def test_each_comment_gives_one_judgement_in_order_with_exactly_these_fields() -> None:
    answers = judgements([line("b", "Bins?"), "", line("a", "You absolute muppets")])

    assert [answer["id"] for answer in answers] == ["b", "a"]
    assert [list(answer) for answer in answers] == [FIELDS, SCORED]
    assert list(answers[1]["scores"]) == list(LABELS)


def test_where_only_a_part_breaks_the_rules_it_says_which_and_what_is_left() -> None:
    text = "🎄 When is my bin due? Ring me on 07700 900123."
    (answer,) = judgements([line("a", text)])

    ((start, end),) = answer["redact"]
    assert text[start:end] == "07700 900123"
    assert answer["redacted"] == "🎄 When is my bin due? Ring me on [removed: personal information]."
    assert list(answer) == [*FIELDS, "redact", "redacted"]


def test_a_false_claim_is_named() -> None:
    answers = judgements([line("a", "Council tax is doubling"), line("b", "Is council tax doubling?")])

    assert [answer.get("claims") for answer in answers] == [["council-tax-doubling"], None]


def test_a_finding_names_its_clause_detector_confidence_and_characters() -> None:
    text = "🎄🎄 My bin is still full, 07700 900123"
    (answer,) = judgements([line("a", text)])

    (finding,) = answer["findings"]
    assert (answer["verdict"], answer["clauses"], answer["points"]) == ("remove", ["AU08"], 1)
    assert list(finding) == ["clause", "detector", "confidence", "start", "end"]
    assert (finding["clause"], finding["detector"]) == ("AU08", "uk-phone")
    assert text[finding["start"] : finding["end"]] == "07700 900123"


def test_what_a_line_says_of_its_pictures_is_judged() -> None:
    answers = judgements([line("a", "Thanks", alt=["A pothole"]), line("b", "Hello", alt=["Harrowmere Council logo"])])

    assert [(answer["verdict"], answer["clauses"]) for answer in answers] == [("keep", []), ("review", ["AU10"])]
    (finding,) = answers[1]["findings"]
    assert (finding["detector"], finding["start"], finding["end"]) == ("lookalike-author", 0, len("Hello"))


def test_an_authors_earlier_comments_count_and_another_authors_do_not() -> None:
    text = "The new one way system on Mill Lane is a disgrace and should be scrapped"
    answers = judgements([line("1", text), line("2", text, author="Al"), line("3", text)])

    assert [answer["clauses"] for answer in answers] == [[], [], ["AU06"]]


def test_judges_as_the_moderator_does() -> None:
    texts = ["You absolute muppets", "Ring 07700 900123", "Vote Labour on 7 May!", "Ring 07700 900123", "Thanks!"]
    lines = [line(str(number), text, author="Jo") for number, text in enumerate(texts)]
    comments = list(backtest.read(_bytes(lines), "test"))
    clock = FixedClock(datetime(2026, 11, 23, 10, tzinfo=UTC))
    stores = InMemoryComments(), InMemoryHistories(), InMemoryStrikes()
    moderator = JudgeComment(clock, OneRulebook(load()), *stores, RecordingBus())

    expected = [backtest.shown(comment, moderator.received(comment)) for comment in comments]

    answers = judgements(lines)
    for answer in answers:  # it records no scores, nor findings too faint to be evidence
        answer.pop("scores", None)
        answer["findings"] = [f for f in answer["findings"] if f["confidence"] >= FAINTEST_KEPT]
    assert answers == expected
    assert {answer["verdict"] for answer in expected} >= {"keep", "remove"}


def _bytes(lines: list[str]) -> Any:
    return [each.encode() for each in lines]


def test_as_much_is_remembered_of_an_author_as_the_moderator_remembers() -> None:
    assert backtest.TRACES_KEPT == histories.TRACES_KEPT
    assert backtest.TRACES_BEFORE_PRUNING == histories.TRACES_BEFORE_PRUNING


def test_a_message_is_forgotten_once_its_author_has_written_enough_others() -> None:
    text = "The new one way system on Mill Lane is a disgrace and should be scrapped"
    others = [line(f"o{number}", f"Comment of another kind, number {number * 7919}") for number in range(25)]

    assert judgements([line("1", text), *others, line("2", text)])[-1]["clauses"] == []
    assert judgements([line("1", text), *others[:5], line("2", text)])[-1]["clauses"] == ["AU06"]


JABS = ["you sad little man", "cry more", "cope harder snowflakes", "shut up you silly little man"]


@pytest.mark.parametrize(("apart", "verdict"), [("minutes", "review"), ("days", "keep")])
def test_windows_of_hours_and_days_follow_when_a_line_was_posted(apart: str, verdict: str) -> None:
    times = {"minutes": "2026-11-23T10:0{}:00Z", "days": "2026-11-2{}T10:00:00Z"}[apart]
    lines = [line(f"j{n}", jab, posted_at=times.format(n)) for n, jab in enumerate(JABS)]
    found = [f["detector"] for f in judgements(lines)[-1]["findings"]]
    assert ("provocation" in found) is (verdict == "review")


def test_the_files_order_counts_where_times_are_equal_or_run_backwards() -> None:
    text = "The new one way system on Mill Lane is a disgrace and should be scrapped"
    for second in ("2026-11-23T10:00:00Z", "2026-11-20T10:00:00Z"):
        lines = [line("1", text, posted_at="2026-11-23T10:00:00Z"), line("2", text, posted_at=second)]
        assert [answer["clauses"] for answer in judgements(lines)] == [[], ["AU06"]]


def test_a_text_by_many_authors_is_named_where_it_becomes_a_campaign() -> None:
    text = "I object to the closure of the Mill Lane day centre. It is the only one that my mother can get to by bus."
    answers = judgements([line(name, text, author=name) for name in "abcde"])

    assert [answer.get("campaign") for answer in answers] == [None, None, None, ["a", "b", "c", "d"], None]
    assert {answer["verdict"] for answer in answers} == {"keep"}


@pytest.mark.parametrize(
    ("bad", "words"),
    [
        ("{", "line 2: is no JSON"),
        ('["a"]', "line 2: is list, not an object"),
        ('{"id": "a"}', "line 2: field author is missing"),
        ('{"id": "a"}', "line 2: field text is missing"),
        ('{"id": 7, "author": "a", "text": "t", "post": "p"}', "line 2: field id is not a text"),
        (line("a", "t", channel=None), "line 2: field channel is not a text"),
        (line("a", "t", alt="a logo"), "line 2: field alt is not a list of texts"),
        (line("a", "t", alt=["a logo", 5]), "line 2: field alt is not a list of texts"),
        (line("a", "t", alt=None), "line 2: field alt is not a list of texts"),
        (line("a", "t", posted_at="yesterday"), "line 2: field posted_at is no ISO 8601 instant"),
        (line("a", "t", posted_at="2026-11-23T10:00:00"), "line 2: field posted_at is no ISO 8601 instant"),
        ("[" * 100_000, "line 2: is no JSON"),
    ],
)
def test_a_bad_line_is_named_with_its_field_and_ends_the_run(bad: str, words: str) -> None:
    result = judged([line("good", "Thank you!"), bad, line("never", "Thank you!")])

    assert result.exit_code == 2
    assert words in result.stderr
    assert [json.loads(answer)["id"] for answer in result.stdout.splitlines()] == ["good"]


def test_bytes_that_are_no_utf_8_are_named_by_their_line(tmp_path: Path) -> None:
    file = tmp_path / "comments.jsonl"
    file.write_bytes(line("a", "Thanks").encode() + b'\n{"id": "\xff"}\n')

    result = CliRunner().invoke(app, ["backtest", str(file)])

    assert result.exit_code == 2
    assert f"{file}, line 2: is no JSON in UTF-8" in result.stderr


def test_a_file_that_is_not_there_is_a_sentence(tmp_path: Path) -> None:
    result = CliRunner().invoke(app, ["backtest", str(tmp_path / "none.jsonl")])

    assert result.exit_code == 2
    assert "cannot be read" in result.stderr


def test_another_policy_judges_otherwise(tmp_path: Path) -> None:
    policy = tmp_path / "policy.toml"
    text = PACKAGED.read_text(encoding="utf-8")
    policy.write_text(text.replace('id = "AU08"\n', 'id = "AU08"\nstate = "observe"\n'), encoding="utf-8")

    (answer,) = judgements([line("a", "My bin is still full, 07700 900123")], "--policy", str(policy))

    assert (answer["verdict"], answer["clauses"], answer["points"]) == ("keep", [], 0)
    assert [f["clause"] for f in answer["findings"] if f["confidence"] >= FAINTEST_KEPT] == ["AU08"]


def test_nothing_of_aws_and_nothing_that_speaks_to_a_network_is_loaded(tmp_path: Path) -> None:
    file = tmp_path / "comments.jsonl"
    file.write_text(line("a", "Thanks"))
    program = (
        "import sys; from cli.main import app; app(['backtest', sys.argv[1]], standalone_mode=False);"
        "print(sorted({name.split('.')[0] for name in sys.modules}"
        " & {'boto3', 'botocore', 'pynamodb', 'requests', 'ministack', 'aws_lambda_powertools', 'starlette'}))"
    )

    ended = subprocess.run([sys.executable, "-c", program, str(file)], capture_output=True, text=True, check=True)

    assert ended.stdout.splitlines()[-1] == "[]"


def test_judgements_come_while_comments_still_come() -> None:
    buffered = {name: value for name, value in os.environ.items() if name != "PYTHONUNBUFFERED"}
    command = [sys.executable, "-m", "cli.main", "backtest", "-"]
    with subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True, env=buffered) as process:
        assert process.stdin is not None
        assert process.stdout is not None
        process.stdin.write(line("a", "Thanks") + "\n")
        process.stdin.flush()
        assert json.loads(process.stdout.readline())["id"] == "a"
        process.stdin.close()
        assert process.wait() == 0
