"""What goes wrong is told in a sentence that says what to do, without a traceback and with an exit code."""

import errno
from pathlib import Path

import pytest
from typer.testing import CliRunner

from beadle.adapters.aws import forget_clients
from beadle.policy.loader import PACKAGED
from cli.main import SUBJECTS, app

runner = CliRunner()


@pytest.fixture
def no_aws(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    """An environment in which nobody has ever set AWS up."""
    for name in ("AWS_ACCESS_KEY_ID", "AWS_SECRET_ACCESS_KEY", "AWS_SESSION_TOKEN", "AWS_PROFILE", "AWS_REGION"):
        monkeypatch.delenv(name, raising=False)
    monkeypatch.delenv("AWS_DEFAULT_REGION", raising=False)
    monkeypatch.delenv("AWS_ENDPOINT_URL", raising=False)
    monkeypatch.setenv("AWS_CONFIG_FILE", str(tmp_path / "config"))
    monkeypatch.setenv("AWS_SHARED_CREDENTIALS_FILE", str(tmp_path / "credentials"))
    monkeypatch.setenv("AWS_EC2_METADATA_DISABLED", "true")
    forget_clients()


@pytest.mark.usefixtures("no_aws")
def test_a_missing_region_says_which_variable_to_set() -> None:
    result = runner.invoke(app, ["posts", "list"])

    assert result.exit_code == 1
    assert "set AWS_REGION" in result.stderr
    assert "Traceback" not in result.output


@pytest.mark.usefixtures("no_aws")
@pytest.mark.parametrize("region", ["AWS_REGION", "AWS_DEFAULT_REGION"])
def test_missing_credentials_say_which_variables_to_set(region: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv(region, "eu-west-2")

    result = runner.invoke(app, ["posts", "list"])

    assert result.exit_code == 1
    assert "AWS_ACCESS_KEY_ID" in result.stderr


@pytest.mark.usefixtures("no_aws")
def test_an_aws_that_is_not_there_is_named(monkeypatch: pytest.MonkeyPatch, unused_address: str) -> None:
    for name in ("AWS_ACCESS_KEY_ID", "AWS_SECRET_ACCESS_KEY"):
        monkeypatch.setenv(name, "test")
    monkeypatch.setenv("AWS_DEFAULT_REGION", "eu-west-2")
    monkeypatch.setenv("AWS_ENDPOINT_URL", unused_address)

    result = runner.invoke(app, ["posts", "list"])

    assert result.exit_code == 1
    assert unused_address in result.stderr
    assert "left over from a local run" in result.stderr


@pytest.fixture
def unused_address() -> str:
    import socket  # noqa: PLC0415 - only here

    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return f"http://127.0.0.1:{probe.getsockname()[1]}"


def test_an_unexpected_error_keeps_its_traceback(monkeypatch: pytest.MonkeyPatch) -> None:
    def broken(*_: object) -> None:
        raise ZeroDivisionError

    monkeypatch.setattr("local.stack.Stack.find", broken)

    assert isinstance(runner.invoke(app, ["posts", "list"]).exception, ZeroDivisionError)


def test_a_reader_who_leaves_early_is_no_error(monkeypatch: pytest.MonkeyPatch) -> None:
    def gone(*_: object) -> None:
        raise BrokenPipeError(errno.EPIPE, "Broken pipe")

    monkeypatch.setattr("local.stack.Stack.find", gone)

    assert "Traceback" not in runner.invoke(app, ["posts", "list"]).output


def test_every_subject_has_its_help() -> None:
    for subject in SUBJECTS:
        result = runner.invoke(app, [subject, "--help"])
        assert result.exit_code == 0, result.output
        assert "Usage" in result.output


def test_an_unknown_subject_is_refused() -> None:
    assert runner.invoke(app, ["nonsense"]).exit_code == 2


@pytest.mark.parametrize(
    "command",
    [
        ["posts", "approve", "leaves"],
        ["emergency", "end"],
        ["tasks", "confirm", "review:c1"],
        ["strikes", "withdraw", "sandbox:c1", "--reason", "wrong"],
        ["correct", "retract-post", "leaves", "--reason", "wrong"],
    ],
)
def test_whoever_decides_must_give_a_name(command: list[str], monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("BEADLE_OFFICER", raising=False)

    result = runner.invoke(app, command)

    assert result.exit_code == 2
    assert "--by" in result.output


@pytest.mark.parametrize(
    "command",
    [
        ["posts", "approve", "leaves", "--by", " "],
        ["tasks", "confirm", "review:c1", "--by", ""],
        ["strikes", "withdraw", "sandbox:c1", "--by", "Ann", "--reason", ""],
        ["emergency", "pause", "--by", "Ann", "--reason", " "],
        ["comments", "show", ""],
        ["tasks", "show", " "],
        ["correct", "correct-post", "leaves", "--text", "", "--by", "Ann", "--reason", "wrong"],
    ],
)
def test_nothing_is_no_name_no_reason_and_no_id(command: list[str]) -> None:
    result = runner.invoke(app, command, env={"COLUMNS": "200"})

    assert result.exit_code == 2
    assert "is empty" in result.output


def test_a_file_that_cannot_be_used_is_named(tmp_path: Path) -> None:
    (tmp_path / "state").write_text("a file where a folder is to be")

    result = runner.invoke(app, ["run", "--once", "--port", "0", "--state", str(tmp_path / "state")])

    assert result.exit_code == 1
    assert f"{tmp_path / 'state' / 'aws'}: Not a directory" in result.stderr


def test_a_folder_is_no_spreadsheet(tmp_path: Path) -> None:
    result = runner.invoke(app, ["posts", "import", str(tmp_path), "--by", "Ann"], env={"COLUMNS": "250"})

    assert result.exit_code == 2
    assert "is a directory" in result.output


def test_a_sound_policy_is_shown_rule_by_rule() -> None:
    result = runner.invoke(app, ["policy", "check", str(PACKAGED)])

    assert result.exit_code == 0
    assert all(f"AU{number:02}" in result.stdout for number in range(1, 13))
    assert "block from 3 points" in result.stdout


def test_an_invalid_policy_names_each_rule_and_key_on_a_line_of_its_own(tmp_path: Path) -> None:
    policy = tmp_path / "policy.toml"
    text = PACKAGED.read_text(encoding="utf-8")
    policy.write_text(text.replace('slug = "spam"', 'slug = "ham"').replace('id = "AU12"', 'id = "AU13"'))

    result = runner.invoke(app, ["policy", "check", str(policy)])

    assert result.exit_code == 1
    problems = result.stderr.splitlines()
    assert any("AU11" in problem and "slug" in problem for problem in problems)
    assert any("AU13" in problem and "id" in problem for problem in problems)


@pytest.mark.parametrize(
    ("options", "words"),
    [
        (["--at", "tomorrow"], "--at:"),
        (["--columns", "txt=CONTENT"], "the mapping of columns:"),
        (["--comments", __file__], "is not JSON"),
    ],
)
def test_a_run_that_cannot_start_says_why_before_anything_is_started(options: list[str], words: str) -> None:
    result = runner.invoke(app, ["run", "--once", *options])

    assert result.exit_code == 1
    assert words in result.stderr
